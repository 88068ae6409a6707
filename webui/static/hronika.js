"use strict";
/* Only makes things quicker; every page works without it. */

const folded = (text) => text.toLocaleLowerCase("bg").replace(/-/g, " ");

/* What a facet shows is taken from the same list's page; its box and what is told of it stay. */
const refresh = async (facet, address, signal) => {
  try {
    const answer = await fetch(address, { signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok && page.getElementById(facet.id);
    if (!fresh || signal?.aborted) return false;
    const kept = ":scope > :not(h3, .within, [role=status])";
    for (const old of facet.querySelectorAll(kept)) old.remove();
    facet.append(...fresh.querySelectorAll(kept));
    return true;
  } catch { return false; /* the link or Enter still leads there */ }
};

/* Names in a facet: those shown are narrowed at once, then come those of the whole list. */
for (const box of document.querySelectorAll(".facet .within input[type=search]")) {
  const facet = box.closest(".facet");
  const told = facet.querySelector("[role=status]");
  let waiting = 0;
  let asked = null;
  const rows = () => [...facet.querySelectorAll(".values > li")].filter((row) => row.querySelector(".label"));
  const tell = () => {
    const left = rows().filter((row) => !row.hidden).length;
    told.textContent = left ? `${told.dataset.found} ${left}` : told.dataset.none;
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    asked?.abort();
    const typed = folded(box.value).trim().split(/\s+/).filter(Boolean);
    for (const row of rows()) {
      const words = folded(row.querySelector(".label").textContent).split(/\s+/);
      row.hidden = !typed.every((t) => words.some((word) => word.startsWith(t)));
    }
    waiting = setTimeout(async () => {
      asked = new AbortController();
      const address = `${box.form.getAttribute("action")}?${new URLSearchParams(new FormData(box.form))}`;
      await refresh(facet, address, asked.signal);
      if (typed.length) tell(); else told.textContent = "";
    }, 200);
  });
}

/* More values of a facet come where one is. */
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.unfold");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const facet = link.closest(".facet");
  const before = facet.querySelectorAll(".values a:first-child").length;
  if (await refresh(facet, link.href)) facet.querySelectorAll(".values a:first-child")[before]?.focus();
  else location.href = link.href;
});

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
