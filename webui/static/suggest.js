"use strict";
/* Suggestions under the search box, as an ARIA combobox; without scripts the box is a box.
   Arrows choose, Enter goes, Esc closes; "/" anywhere leads to the box. */

const WAIT = 120; // ms after the last letter
const box = document.getElementById("q");
const form = box?.form;

if (form?.dataset.suggest) {
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let options = [];
  let active = -1;
  let waiting = 0;
  let asked = null;

  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  list.hidden = true;
  told.className = "unseen";
  told.setAttribute("role", "status");
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, "aria-haspopup": "listbox",
  })) box.setAttribute(name, value);
  form.append(list, told);

  const spoken = form.elements.lang ? [["lang", form.elements.lang.value]] : [];
  const to = (path, pairs) => {
    const tail = String(new URLSearchParams([...pairs, ...spoken]));
    return tail ? `${path}?${tail}` : path;
  };
  const place = (facet, value) => to(`/${facet}/${encodeURIComponent(value)}`, []);
  const words = (text) => {
    const there = new URLSearchParams(new FormData(form));
    there.set("q", text);
    return `${form.getAttribute("action")}?${there}`;
  };
  const found = (answer) => [
    ...answer.words.map((text) => ["word", text, words(text)]),
    ...answer.persons.map((one) => ["person", one.label, place("person", one.key)]),
    ...answer.sections.map((name) => ["section", name, place("section", name)]),
    ...answer.sources.map((name) => ["source", name, place("source", name)]),
    ...answer.titles.map((one) => ["title", one.title, to(`/a/${encodeURIComponent(one.id)}`, [])]),
  ];

  const choose = (number) => {
    options[active]?.node.setAttribute("aria-selected", "false");
    active = number;
    const node = options[active]?.node;
    node?.setAttribute("aria-selected", "true");
    node?.scrollIntoView({ block: "nearest" });
    if (node) box.setAttribute("aria-activedescendant", node.id);
    else box.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    choose(-1);
    list.hidden = true;
    told.textContent = "";
    box.setAttribute("aria-expanded", "false");
  };

  const row = ([kind, text, address], number) => {
    const node = document.createElement("li");
    const name = document.createElement("span");
    const what = document.createElement("span");
    node.id = `suggestion-${number}`;
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", "false");
    name.textContent = text;
    what.textContent = form.dataset[kind] ?? "";
    what.className = "kind";
    node.append(name, " ", what);
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", () => { location.href = address; });
    return { node, address };
  };

  const show = (answer) => {
    active = -1;
    options = found(answer).map(row);
    list.replaceChildren(...options.map((one) => one.node));
    if (!options.length) return close();
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    told.textContent = `${form.dataset.told} ${options.length}`;
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const query = new URLSearchParams({ q: box.value });
      const answer = await fetch(`${form.dataset.suggest}?${query}`, { signal });
      const read = answer.ok ? await answer.json() : null;
      if (read && document.activeElement === box && !signal.aborted) show(read);
    } catch { /* nothing is suggested where nobody answers */ }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    if (box.value.trim().length < 2) close();
    else waiting = setTimeout(ask, WAIT);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (turn && open) {
      const many = options.length + 1; // one place is the box itself
      choose(((active + 1 + turn + many) % many) - 1);
      event.preventDefault();
    } else if (event.key === "ArrowDown" && box.value.trim().length > 1) {
      ask();
      event.preventDefault();
    } else if (event.key === "Enter" && open && options[active]) {
      event.preventDefault();
      location.href = options[active].address;
    } else if (event.key === "Escape" && open) {
      close();
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
