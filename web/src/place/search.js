// SPDX-License-Identifier: GPL-3.0-or-later
// The search box: a combobox (WAI-ARIA 1.2) over names, their sounds, and
// typed coordinates, which the server reads.

import { debounce, fill, h } from "../base/dom.js";
import { isFailure, latest } from "../base/panel.js";
import { has, metres, named, t } from "../base/text.js";
import { isNeed, needDetail, needName } from "./need.js";

const PAUSE_MS = 180; // of the typing, before it is asked about

const isPosition = (hit) => hit.kind === "position";
const short = (degrees) => Number(degrees.toFixed(5));

// What a hit is called, and what tells it from others of that name.
function nameOf(hit) {
  if (isNeed(hit)) return needName(hit);
  return isPosition(hit)
    ? t("search_coordinates", { lon: short(hit.lon), lat: short(hit.lat) })
    : hit.name;
}

function kindOf(app, hit) {
  const [category] = hit.categories || [];
  if (isPosition(hit)) return "";
  if (category && app.category.has(category)) return named(app.category.get(category));
  return has(`kind_${hit.kind}`) ? t(`kind_${hit.kind}`) : "";
}

function detailOf(app, hit) {
  const { system, detail, distance_metres: far } = hit;
  if (isNeed(hit)) return needDetail(hit);
  return [
    kindOf(app, hit),
    system && system !== "wgs84" ? t(`system_${system}`) : "",
    detail,
    far === undefined || isPosition(hit) ? "" : t("search_away", { metres: metres(far) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

const option = (app, hit, id, onclick) =>
  h(
    "li",
    {
      id,
      role: "option",
      "aria-selected": "false",
      // mousedown would take the focus away before the click arrives
      onmousedown: (event) => event.preventDefault(),
      onclick,
    },
    h("span", { class: "hit-name" }, nameOf(hit)),
    h("span", { class: "hit-detail" }, detailOf(app, hit)),
  );

const field = () =>
  h("input", {
    id: "search",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": "hits",
    "aria-autocomplete": "list",
    "aria-describedby": "search-hint",
    maxlength: "64",
    enterkeyhint: "search",
  });

// The list under the field; `onpick` hears of the hit that is chosen.
function hitList(app, input, label, onpick) {
  const list = h("ul", { id: "hits", role: "listbox", "aria-label": label, hidden: true });
  let hits = [];
  let active = -1;

  function show(on) {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === index));
      if (i === index) item.scrollIntoView({ block: "nearest" });
    });
    if (index >= 0) input.setAttribute("aria-activedescendant", `hit-${index}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    show(false);
    mark(-1);
  }

  function choose(hit) {
    input.value = nameOf(hit);
    close();
    onpick(hit, nameOf(hit));
  }

  // Who has moved on to a hit stays on it when a later answer has it, too.
  function offer(found) {
    const on = hits[active];
    hits = found;
    fill(
      list,
      hits.map((hit, i) => option(app, hit, `hit-${i}`, () => choose(hit))),
    );
    show(hits.length > 0);
    mark(on && on.id ? hits.findIndex(({ id }) => id === on.id) : -1);
  }

  return {
    list,
    close,
    offer,
    isOpen: () => !list.hidden,
    move: (step) => mark((active + step + hits.length) % hits.length),
    chooseActive: () => choose(hits[Math.max(active, 0)]),
  };
}

// `find` asks for a text, `onpick` takes the hit, and what to say of it goes to
// the function that it gets; `beside` stands by the hint.
export function searchBox(app, life, { label, hint, beside, find, onpick }) {
  const questions = latest(life);
  const input = field();
  const note = h("p", { id: "search-note", class: "small note", hidden: true });
  const hits = hitList(app, input, label, (hit, name) => onpick(hit, name, tell));

  function tell(text) {
    note.hidden = !text;
    note.textContent = text;
    if (text) app.say(text);
  }

  async function look() {
    const q = input.value.trim();
    const signal = questions.begin();
    note.hidden = true;
    if (!q) return hits.close();
    try {
      const found = await find(q, signal);
      const { length: n } = found;
      hits.offer(found);
      tell(n ? "" : t("search_none", { q }));
      if (n) app.say(t("search_count", { n }));
    } catch (error) {
      if (!isFailure(error)) return;
      hits.close();
      tell(t(`error_${error.kind || "broken"}`));
    }
  }

  const keys = {
    Escape: () => hits.close(),
    ArrowDown: () => (hits.isOpen() ? hits.move(1) : look()),
    ArrowUp: () => (hits.isOpen() ? hits.move(-1) : look()),
    async Enter() {
      if (!hits.isOpen()) await look();
      if (hits.isOpen()) hits.chooseActive();
    },
  };
  input.addEventListener("input", debounce(PAUSE_MS, look));
  input.addEventListener("blur", hits.close);
  input.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.isComposing) return; // Enter ends the word, not the search
    if (event.key === "Escape" && !hits.isOpen()) return; // the field's own: to empty it
    event.preventDefault();
    act();
  });
  const help = h("p", { id: "search-hint", class: "small" }, hint);
  return h(
    "div",
    { class: "search", role: "search" },
    h("label", { for: "search" }, label),
    input,
    hits.list,
    h("div", { class: "search-side" }, help, beside),
    note,
  );
}
