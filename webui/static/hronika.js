"use strict";
/* Only makes things quicker; every page works without it. */

const folded = (text) => text.toLocaleLowerCase("bg").replace(/-/g, " ");

/* Names in a facet are narrowed while one types; Enter asks the server, which knows them all. */
for (const box of document.querySelectorAll(".facet .within input[type=search]")) {
  const facet = box.closest(".facet");
  const rows = [...facet.querySelectorAll(".values > li")];
  const more = facet.querySelector("details");
  const told = facet.querySelector("[role=status]");
  box.addEventListener("input", () => {
    const typed = folded(box.value).trim().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const words = folded(row.querySelector(".label")?.textContent ?? "").split(/\s+/);
      row.hidden = !typed.every((t) => words.some((word) => word.startsWith(t)));
    }
    if (more && typed.length) more.open = true;
    const left = rows.filter((row) => !row.hidden && row.querySelector(".label")).length;
    told.textContent = !typed.length ? "" : left ? `${told.dataset.found} ${left}` : told.dataset.none;
  });
}

/* The link of a page is copied with one press. */
for (const field of document.querySelectorAll(".copy")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = field.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = field.dataset.copied;
    setTimeout(() => { button.textContent = field.dataset.copy; }, 2000);
  });
  field.after(button);
}
