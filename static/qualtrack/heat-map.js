// The heat map by keys: one tab stop, arrows move, Enter opens; a pop-up says why, and Esc closes it.
// Without this each cell is a link.
(() => {
  "use strict";
  const frame = document.querySelector(".qt-heat-frame");
  if (!frame) return;
  const table = frame.querySelector("table");
  const why = frame.querySelector(".qt-why");
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1);
  const cellAt = (row, column) => rows[row]?.cells[column]?.querySelector("a");
  const cells = rows.flatMap((row) => [...row.querySelectorAll("a")]);

  const placeOf = (link) => {
    const cell = link.closest("td, th");
    return [rows.indexOf(cell.parentElement), cell.cellIndex];
  };

  // The next link that way; dashes and headings of groups are passed over.
  const from = (link, down, right) => {
    let [row, column] = placeOf(link);
    do {
      row += down;
      column += right;
      const found = cellAt(row, column);
      if (found) return found;
    } while (row >= 0 && row < rows.length && column >= 0 && column < rows[0].cells.length);
    return null;
  };

  const edge = (link, last, whole) => {
    const links = whole ? cells : [...link.closest("tr").querySelectorAll("a")];
    return links.at(last ? -1 : 0);
  };

  const hide = () => {
    why.hidden = true;
    for (const link of cells) link.removeAttribute("aria-describedby");
  };

  const show = (link) => {
    if (!link.dataset.why) return hide();
    const title = document.createElement("strong");
    title.textContent = link.dataset.title;
    const text = document.createElement("p");
    text.textContent = link.dataset.why;
    const how = document.createElement("p");
    const key = document.createElement("kbd");
    key.textContent = "Enter";
    how.append(key, " opens the findings");
    why.replaceChildren(title, text, how);
    hide();
    why.hidden = false;
    link.setAttribute("aria-describedby", why.id);
    const [cell, around] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
    const right = Math.min(cell.right - around.left, around.width);
    why.style.left = `${Math.max(0, right - why.offsetWidth)}px`;
    const below = cell.bottom - around.top + 6;
    const fits = cell.bottom + 6 + why.offsetHeight <= window.innerHeight;
    why.style.top = `${fits ? below : cell.top - around.top - why.offsetHeight - 6}px`;
  };

  const visit = (link) => {
    for (const each of cells) each.tabIndex = each === link ? 0 : -1;
  };

  const goes = {
    ArrowUp: (link) => from(link, -1, 0),
    ArrowDown: (link) => from(link, 1, 0),
    ArrowLeft: (link) => from(link, 0, -1),
    ArrowRight: (link) => from(link, 0, 1),
    Home: (link, event) => edge(link, false, event.ctrlKey),
    End: (link, event) => edge(link, true, event.ctrlKey),
  };

  table.setAttribute("role", "grid");
  table.addEventListener("keydown", (event) => {
    const link = event.target.closest("a");
    if (!link || event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (event.key === "Escape") hide();
    const go = goes[event.key];
    if (!go) return;
    event.preventDefault();
    go(link, event)?.focus();
  });
  table.addEventListener("focusin", (event) => {
    visit(event.target);
    show(event.target);
  });
  table.addEventListener("focusout", hide);
  // What the pointer shows stays while it is over the cell or the pop-up.
  table.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a");
    if (link && event.pointerType === "mouse") show(link);
  });
  frame.addEventListener("pointerleave", () => {
    if (!frame.contains(document.activeElement)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  visit(cells.find((link) => link.dataset.why) ?? cells[0]);
  document.getElementById("keys-say").hidden = false;
})();
