/* Drafts: what was typed in a long form is kept in this browser until the form has been handed in.
 *
 *   data-draft="name"      on a form: keep it; the name tells apart the forms of one address (may be empty)
 *   data-draft-sent-back   on a form that the server gave back with what was typed: nothing is put into it
 *   data-draft-done        on what tells that the last act was done: the draft of the form just sent goes
 *   data-draft-forget      on the form that signs out: all drafts go
 *   data-person="id"       on the body: whose drafts; those of anybody else go when somebody signs in
 *
 * Files, passwords and hidden fields are never kept. A draft goes after a week.
 */
(() => {
  "use strict";

  const PREFIX = "draft:";
  const SENT = "draft-sent"; // in this tab alone
  const WEEK = 7 * 24 * 3600 * 1000;
  const NEVER = new Set(["file", "password", "hidden", "submit", "button", "reset", "image"]);
  const person = document.body.dataset.person || "";
  const fresh = new WeakMap(); // what each form said when it came

  const keyOf = (form) => `${PREFIX}${person}:${location.pathname}:${form.dataset.draft}`;
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NEVER.has(field.type));
  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

  function valuesOf(form) {
    return fieldsOf(form).map((field) => {
      const said = isTicked(field) ? field.checked : field.multiple ? [...field.selectedOptions].map((o) => o.value) : field.value;
      return [field.name, isTicked(field) ? field.value : "", said];
    });
  }

  function put(form, values) {
    const left = [...values];
    const changed = fieldsOf(form).filter((field) => {
      const at = left.findIndex(([name, value]) => name === field.name && (!isTicked(field) || value === field.value));
      if (at < 0) return false;
      const [[, , said]] = left.splice(at, 1);
      if (isTicked(field)) field.checked = said;
      else if (field.multiple) [...field.options].forEach((option) => (option.selected = said.includes(option.value)));
      else field.value = said;
      return true;
    });
    changed.at(-1)?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function save(form) {
    const values = valuesOf(form);
    if (JSON.stringify(values) === fresh.get(form)) localStorage.removeItem(keyOf(form));
    else localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values }));
  }

  function take(form) {
    if (fresh.has(form)) return;
    fresh.set(form, JSON.stringify(valuesOf(form)));
    const kept = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
    if (!kept || "draftSentBack" in form.dataset || JSON.stringify(kept.values) === fresh.get(form)) return;
    put(form, kept.values);
    tell(form, new Date(kept.at));
  }

  function tell(form, at) {
    const when = at.toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    const note = document.createElement("p");
    const discard = document.createElement("button");
    note.className = "qt-note qt-draft-note";
    note.setAttribute("role", "status");
    discard.type = "button";
    discard.className = "btn btn-link btn-sm";
    discard.textContent = "Discard it";
    discard.addEventListener("click", () => {
      localStorage.removeItem(keyOf(form));
      put(form, JSON.parse(fresh.get(form)));
      localStorage.removeItem(keyOf(form));
      note.remove();
      fieldsOf(form)[0]?.focus();
    });
    form.prepend(note);
    note.append(`Restored from ${when}. A file has to be chosen again. `, discard);
    if (!form.querySelector("input[type=file]")) note.firstChild.textContent = `Restored from ${when}. `;
  }

  const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const forget = (keys) => keys.forEach((key) => localStorage.removeItem(key));

  function tidy() {
    const sent = sessionStorage.getItem(SENT);
    if (!person) return; // the session has ended: what was typed waits
    if (sent && document.querySelector("[data-draft-done]")) localStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
    const isOld = (key) => Date.now() - JSON.parse(localStorage.getItem(key)).at > WEEK;
    forget(drafts().filter((key) => !key.startsWith(`${PREFIX}${person}:`) || isOld(key)));
  }

  const formOf = (event) => event.target.closest?.("form[data-draft]") || event.target.form?.closest("form[data-draft]");
  const typed = (event) => formOf(event) && person && save(formOf(event));

  function begin() {
    tidy();
    if (!person) return;
    document.querySelectorAll("form[data-draft]").forEach(take);
    document.addEventListener("input", typed);
    document.addEventListener("change", typed);
    document.addEventListener("htmx:load", (event) => {
      const within = [...event.target.querySelectorAll("form[data-draft]")];
      [...within, ...(event.target.matches("form[data-draft]") ? [event.target] : [])].forEach(take);
    });
    document.addEventListener("submit", (event) => {
      if (event.target.matches("[data-draft-forget]")) forget(drafts());
      if (event.target.matches("form[data-draft]")) sessionStorage.setItem(SENT, keyOf(event.target));
    });
  }

  try {
    begin();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // a browser that keeps nothing: no drafts
  }
})();
