/* Keys, for who has not switched them off (then this file is not in the page).
 *
 * A page says what its keys do on the links, buttons and fields that do the same without a key:
 *
 *   data-key="a"            the key follows this link, presses this button or goes to this field
 *   data-key="g p"          two keys, one after the other
 *   data-key-first="id"     it goes to the field of that id first, while that is empty
 *   data-key-says="Accept"  what the list of keys calls it, where its own words don't serve
 *   data-keys-list          on a tbody, ul or ol: j and k go to the first link of the next or former row,
 *                           and Enter opens it, as it opens any link
 *
 * Only what can be seen counts, in the main part of the page before the rest, and what htmx brings in counts
 * too. A key with Ctrl, Alt or Meta, or while a field has the focus or a dialog is open, is the browser's.
 */
(() => {
  "use strict";

  const MOVES = { j: 1, k: -1 };
  let before = ""; // the first of two keys

  const isField = (element) => element.isContentEditable || element.matches("input, textarea, select");
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const seen = (selector) => {
    const found = [...document.querySelectorAll(selector)].filter(isSeen);
    return [...found.filter((one) => one.closest("main")), ...found.filter((one) => !one.closest("main"))];
  };
  const bound = (keys) => seen("[data-key]").find((one) => one.dataset.key === keys);
  const begins = (key) => seen("[data-key]").some((one) => one.dataset.key.startsWith(`${key} `));

  function act(element) {
    const first = document.getElementById(element.dataset.keyFirst || "");
    if (first && !first.value.trim()) {
      first.focus();
    } else if (isField(element)) {
      element.focus();
      if (element.select) element.select();
    } else {
      element.click();
    }
  }

  function move(step) {
    const rows = seen("[data-keys-list] > *").filter((row) => row.querySelector("a[href]"));
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[at < 0 && step < 0 ? rows.length - 1 : at + step];
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector("a[href]").focus();
    return Boolean(row);
  }

  function pressed(key) {
    const element = bound(before ? `${before} ${key}` : key);
    const waits = !before && !element && begins(key);
    before = waits ? key : "";
    if (element) act(element);
    return Boolean(element) || waits || (key in MOVES && move(MOVES[key]));
  }

  document.addEventListener("keydown", (event) => {
    const elsewhere = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    if (elsewhere || event.defaultPrevented || isField(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key.length !== 1 || (event.repeat && !(event.key in MOVES))) return;
    if (pressed(event.key)) event.preventDefault();
  });

  // The link to the page about keys opens a list of those of this page instead.
  const element = (name, text, ...parts) => {
    const made = document.createElement(name);
    made.append(...(text ? [text] : []), ...parts);
    return made;
  };
  const keycaps = (keys) => keys.split(" ").map((key) => element("kbd", key));
  const line = (keys, says) => [element("dt", "", ...keycaps(keys)), element("dd", says)];

  function saysOf(one) {
    if (one.dataset.keySays) return one.dataset.keySays;
    const words = one.cloneNode(true);
    words.querySelectorAll("kbd, .qt-figures, svg").forEach((part) => part.remove());
    return words.textContent.trim() || one.labels?.[0]?.textContent.trim() || one.ariaLabel;
  }

  function linesOfThisPage() {
    const told = new Map();
    seen("[data-key]").forEach((one) => told.has(one.dataset.key) || told.set(one.dataset.key, saysOf(one)));
    const lines = [...told].flatMap(([keys, says]) => line(keys, says));
    if (seen("[data-keys-list] a[href]").length) {
      lines.push(...line("j", "Next in the list"), ...line("k", "Former in the list"), ...line("Enter", "Open it"));
    }
    return lines;
  }

  function openList(link) {
    const all = element("a", "All keys, and how to switch them off");
    all.href = link.href;
    const close = element("button", "Close");
    close.className = "btn";
    close.autofocus = true;
    const dialog = element("dialog", "", element("h2", "Keys on this page"), element("dl", "", ...linesOfThisPage()));
    dialog.className = "qt-keys";
    dialog.setAttribute("aria-label", "Keys on this page");
    dialog.append(element("p", "", all), element("form", "", close));
    dialog.lastChild.method = "dialog";
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-keys-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openList(link);
  });
})();
