"use strict";
// Filters lists and sorts tables. Everything else on the page works without a script.

for (const box of document.querySelectorAll("[data-filter]")) {
  const list = document.getElementById(box.dataset.filter);
  const items = list.querySelectorAll("[data-item]");
  const status = box.closest("p").querySelector("[role=status]");
  const texts = Array.from(items, (item) => item.textContent.toLowerCase());
  box.closest("p").hidden = false;
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, index) => {
      item.hidden = !words.every((word) => texts[index].includes(word));
      shown += item.hidden ? 0 : 1;
    });
    for (const more of list.querySelectorAll("[data-more]")) more.open = words.length > 0;
    status.textContent = words.length ? `${shown} of ${items.length} shown` : "";
  });
}

const key = (cell) => {
  const text = cell.textContent.trim();
  const number = parseFloat(text.replace(/,/g, ""));
  return /^[-–]?[\d.,–]/.test(text) && !/^\d{4}-\d\d/.test(text) ? (Number.isNaN(number) ? -Infinity : number) : text.toLowerCase();
};

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = Array.from(body.rows, (row) => [key(row.cells[head.cellIndex]), row]);
      rows.sort(([a], [b]) => (typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1));
      if (down) rows.reverse();
      body.append(...rows.map(([, row]) => row));
    });
  }
}
