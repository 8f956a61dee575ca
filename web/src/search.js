// SPDX-License-Identifier: GPL-3.0-or-later
// The search box: a combobox (WAI-ARIA 1.2) over names, their sounds, and
// typed coordinates, which the server reads.

import { debounce, fill, h } from "./dom.js";
import { has, metres, named, t } from "./text.js";

// What a hit is called, and what tells it from others of that name.
const nameOf = (hit) => (hit.kind === "position"
  ? t("search_coordinates", { lon: Number(hit.lon.toFixed(5)), lat: Number(hit.lat.toFixed(5)) }) : hit.name);

function detailOf(app, hit) {
  const [category] = hit.categories || [];
  const kind = hit.kind === "position" ? "" : category && app.category.has(category) ? named(app.category.get(category))
    : has(`kind_${hit.kind}`) ? t(`kind_${hit.kind}`) : "";
  return [kind, hit.system && hit.system !== "wgs84" ? t(`system_${hit.system}`) : "", hit.detail,
    hit.distance_metres === undefined || hit.kind === "position" ? "" : t("search_away", { metres: metres(hit.distance_metres) })]
    .filter(Boolean).join(" · ");
}

export function searchBox(app, { label, hint, beside, find, onpick }) {
  let hits = [];
  let active = -1;
  let request = null;
  const list = h("ul", { id: "hits", role: "listbox", "aria-label": label, hidden: true });
  const input = h("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list",
    "aria-describedby": "search-hint", maxlength: "64", enterkeyhint: "search",
  });
  const note = h("p", { id: "search-note", class: "small note", hidden: true });

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(hit) {
    input.value = nameOf(hit);
    close();
    onpick(hit, nameOf(hit));
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === active));
      if (i === active) item.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  // Who has moved on to a hit stays on it when a later answer has it, too.
  function offer(found, q) {
    const on = hits[active];
    hits = found;
    fill(list, hits.map((hit, i) => h("li", {
      id: `hit-${i}`, role: "option", "aria-selected": "false",
      // mousedown would take the focus away before the click arrives
      onmousedown: (event) => event.preventDefault(),
      onclick: () => choose(hit),
    },
    h("span", { class: "hit-name" }, nameOf(hit)),
    h("span", { class: "hit-detail" }, detailOf(app, hit)))));
    note.hidden = hits.length > 0;
    note.textContent = hits.length ? "" : t("search_none", { q });
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    mark(on && on.id ? hits.findIndex((hit) => hit.id === on.id) : -1);
    app.say(hits.length ? t("search_count", { n: hits.length }) : note.textContent);
  }

  async function look() {
    const q = input.value.trim();
    if (request) request.abort();
    note.hidden = true;
    if (!q) return close();
    request = new AbortController();
    try {
      offer(await find(q, request.signal), q);
    } catch (error) {
      if (error.name === "AbortError") return;
      close();
      note.hidden = false;
      note.textContent = t(`error_${error.kind || "broken"}`);
    }
  }

  const lookSoon = debounce(180, look);
  input.addEventListener("input", lookSoon);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return; // Enter ends the word, not the search
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.hidden || !hits.length) await look();
      if (hits.length && !list.hidden) choose(hits[Math.max(active, 0)]);
    }
  });

  return h("div", { class: "search", role: "search" },
    h("label", { for: "search" }, label),
    input, list,
    h("div", { class: "search-side" }, h("p", { id: "search-hint", class: "small" }, hint), beside),
    note);
}
