// SPDX-License-Identifier: GPL-3.0-or-later
// A community worker's view: how much of one unit each service covers.

import * as api from "./api.js";
import { choice, fill, h, segments } from "./dom.js";
import { gapsPanel } from "./gaps.js";
import { about, tools } from "./share.js";
import { MINUTES } from "./state.js";
import { has, lang, minutes, named, number, percent, reason, t, weight } from "./text.js";

const LISTED = 60; // of the units; the rest by typing

export const unitName = (unit) => (lang() === "en" && unit.name_en) || unit.name || unit.code;
export const levelName = (level) => (has(`level_${level}`) ? t(`level_${level}`) : level);

export function levelChoice(app) {
  return app.city.levels.length < 2 ? null
    : choice(t("level"), "level", app.city.levels.map((l) => [l, levelName(l)]),
      app.state.level, (level) => app.set({ level, unit: "", gaps: "", gap: 0 }));
}

export function walkControls(app) {
  return [
    segments(t("limit"), "minutes", MINUTES.map((m) => [m, t("minutes", { n: m })]),
      app.state.minutes, (m) => app.set({ minutes: m })),
    choice(t("pace"), "pace", app.city.paces.map((p) => [p.id, named(p)]),
      app.state.pace, (pace) => app.set({ pace })),
  ];
}

// What the weights count, and how much of them is assumed.
export function countedIn(app) {
  const { home_kind: kind, home_unit_text: text, assumed_share: assumed } = app.city;
  return h("p", { class: "small" },
    has(`counted_${kind}`) ? t(`counted_${kind}`) : text || "",
    assumed > 0 ? ` ${t("counted_assumed", { share: percent(assumed) })}` : "");
}

export function mount(app, root) {
  const picker = h("div", { id: "picker" });
  const results = h("div", { id: "results" });
  const life = new AbortController(); // ends with the view
  let request = null;
  let units = [];
  let shapes = null;
  let rows = null;
  let typed = "";

  fill(root,
    h("h1", null, t("unit_title")),
    h("div", { class: "controls" }, picker,
      h("div", { class: "row" }, walkControls(app))),
    results);

  const current = () => units.find((unit) => unit.code === app.state.unit);
  const panel = gapsPanel(app, results, { scene: base, place: () => ({ unit: app.state.unit, name: unitName(current()),
    back: t("gaps_back", { unit: unitName(current()) }) }) });

  async function loadUnits() {
    const { signal } = begin();
    const { level } = app.state;
    if (!app.city.levels.length) return noUnits();
    results.setAttribute("aria-busy", "true");
    fill(results, h("p", { class: "wait" }, t("loading")));
    try {
      units = await api.units(level, signal);
    } catch (error) {
      if (error.name !== "AbortError") fill(results, app.problem(error, loadUnits));
      return;
    } finally {
      if (request.signal === signal) results.removeAttribute("aria-busy");
    }
    drawPicker();
    shapes = null;
    // The list is there before the shapes, and without them.
    api.unitShapes(level, life.signal).then((found) => {
      if (level !== app.state.level) return;
      shapes = found.features;
      scene();
    }, () => {});
    await loadRows();
  }

  // A new question ends the one before it.
  function begin() {
    if (request) request.abort();
    request = new AbortController();
    return request;
  }

  function noUnits() {
    fill(root.querySelector(".controls"));
    fill(results, h("div", { class: "notice" }, h("p", null, t("no_units")), h("p", null, t("no_units_do"))),
      h("button", { type: "button", class: "primary", onclick: () => app.set({ view: "city" }) }, t("no_units_city")),
      about(app));
    app.dock(t("no_units"));
    scene();
  }

  const gapsOn = () => Boolean(app.state.gaps && current());

  async function loadRows(entered) {
    const { state } = app;
    const { signal } = begin();
    rows = null;
    if (gapsOn()) return panel.load(entered);
    panel.close();
    if (current()) {
      draw(); // its name and place at once, the figures when they come
      try {
        rows = await api.unitCoverage(state.unit, state.minutes, state.pace, signal);
      } catch (error) {
        if (error.name !== "AbortError") fill(results, app.problem(error, () => loadRows()));
        return;
      }
      app.say(`${unitName(current())}. ${headline()}`);
    }
    draw();
  }

  function matching() {
    const q = typed.trim().toLowerCase();
    return units.filter((unit) => !q || [unit.name, unit.name_en, unit.code].some((text) =>
      (text || "").toLowerCase().includes(q)));
  }

  function drawPicker() {
    const unit = current();
    if (unit) {
      fill(picker, h("button", { type: "button", class: "quiet", onclick: () => app.set({ unit: "", gaps: "", gap: 0 }) },
        h("span", { "aria-hidden": "true" }, "‹ "), t("unit_change")));
      return;
    }
    const list = h("div", { id: "unit-list" });
    const input = h("input", { id: "unit-search", type: "search", autocomplete: "off", maxlength: "64", value: typed,
      oninput: (event) => { typed = event.target.value; drawList(list); } });
    fill(picker,
      h("p", null, t("unit_intro")),
      h("div", { class: "row" },
        h("div", { class: "field grow" }, h("label", { for: "unit-search" }, t("unit_search")), input),
        levelChoice(app)),
      list);
    drawList(list);
  }

  function drawList(list) {
    const found = matching();
    const rest = found.length - LISTED;
    fill(list,
      h("ul", { class: "plain units", "aria-label": t("unit_pick") }, found.slice(0, LISTED).map((unit) =>
        h("li", null, h("button", { type: "button", class: "unit-row",
          onclick: () => app.set({ unit: unit.code }) },
        h("span", { class: "unit-name" }, unitName(unit), unit.approximate ? badge() : null),
        h("span", { class: "small" }, weight(unit.weight || 0, app.city.home_kind)))))),
      found.length ? null : h("p", { class: "note" }, t("unit_none")),
      rest > 0 ? h("p", { class: "small" }, t("unit_more", { n: rest })) : null);
  }

  const badge = () => h("span", { class: "badge" }, t("approximate"));
  const basicRow = () => rows.find((row) => row.category === "all_basic");

  function headline() {
    const row = basicRow();
    return row ? `${t("basic_all", { limit: minutes(app.state.minutes * 60) })}: ${percent(row.share)}` : "";
  }

  function draw() {
    const unit = current();
    if (!unit) {
      fill(results, countedIn(app), about(app));
      app.dock(t("unit_pick"));
      return scene();
    }
    const { state } = app;
    const files = ["csv", "geojson"].map((format) => h("a", { class: "button quiet", download: true,
      href: api.unitCoverageFile(state.unit, state.minutes, state.pace, format) }, format.toUpperCase()));
    fill(results,
      h("div", { class: "head" },
        h("h2", null, unitName(unit), unit.approximate ? badge() : null),
        h("p", { class: "small" }, t("unit_facts", { weight: weight(unit.weight || 0, app.city.home_kind),
          homes: number(unit.homes || 0), facilities: number(unit.facilities || 0) }))),
      unit.approximate ? h("p", { class: "notice" }, t("approximate_why")) : null,
      rows ? bars() : h("p", null, t("loading")),
      countedIn(app),
      h("div", { class: "tools" }, tools(app), h("span", { class: "small" }, t("download")), files),
      about(app));
    app.dock(`${unitName(unit)}${rows ? ` · ${headline()}` : ""}`);
    scene();
  }

  function bars() {
    if (!rows.some((row) => row.total > 0)) return h("p", { class: "notice" }, t("unit_no_homes"));
    const basic = basicRow();
    const known = rows.filter((row) => row.category !== "all_basic" && row.unknown < row.total);
    const open = rows.filter((row) => row.category !== "all_basic" && row.unknown >= row.total);
    known.sort((a, b) => b.uncovered - a.uncovered || b.unknown - a.unknown || (a.category < b.category ? -1 : 1));
    const key = (name) => h("span", { class: "key" }, h("i", { class: `swatch ${name}`, "aria-hidden": "true" }), t(`key_${name}`));
    return [
      basic ? h("section", { class: "headline" },
        h("p", { class: "big" }, percent(basic.share)),
        h("div", null, h("p", null, t("basic_all", { limit: minutes(app.state.minutes * 60) })),
          bar(basic), h("p", { class: "small" }, facts(basic)))) : null,
      h("h3", null, t("bars_title")),
      h("p", { class: "small keys" }, t("bars_sorted"), " ", key("covered"), key("uncovered"), key("unknown")),
      h("ul", { class: "plain bars", id: "bars" }, [...known, ...open].map((row) =>
        h("li", { class: "bar-row", "data-category": row.category },
          h("p", { class: "bar-name" }, h("span", null, categoryName(app, row.category)),
            h("span", { class: "bar-share" }, row.unknown >= row.total ? t("key_unknown") : percent(row.share))),
          bar(row),
          h("p", { class: "small" }, facts(row)),
          row.uncovered > 0 ? h("button", { type: "button", class: "quiet", id: `gaps-${row.category}`,
            onclick: () => app.set({ gaps: row.category, gap: 0 }) },
          t("gaps_open"), h("span", { class: "unseen" }, `: ${categoryName(app, row.category)}`)) : null))),
    ];
  }

  function facts(row) {
    if (row.unknown >= row.total) {
      return t("bar_unknown_all", { reason: reason(row) });
    }
    return [
      row.uncovered > 0 ? t("bar_gap", { weight: weight(row.uncovered, app.city.home_kind) }) : t("bar_no_gap"),
      row.unknown > 0 ? t("bar_range", { min: percent(row.share_min), max: percent(row.share_max) }) : "",
      row.median_seconds ? t("bar_median", { minutes: minutes(row.median_seconds) }) : "",
    ].filter(Boolean).join(" · ");
  }

  function base() {
    return {
      view: "unit", lang: lang(),
      units: units.length ? { features: shapes || points(units), selected: app.state.unit, value: null } : null,
      fit: current() ? "unit" : app.city.extent,
      fitKey: current() ? `unit ${app.state.unit} ${shapes ? 1 : 0}` : "city",
    };
  }

  function scene() {
    if (gapsOn()) panel.scene();
    else app.scene(base());
  }

  // From the gaps of a service back to its bar.
  function goBackTo(category) {
    const from = document.getElementById(`gaps-${category}`);
    if (!from) return;
    from.focus({ preventScroll: true });
    from.scrollIntoView({ block: "center" });
  }

  let leftFrom = app.state.gaps;
  loadUnits();
  return {
    update(changed) {
      if (changed.includes("level")) loadUnits();
      else if (["unit", "minutes", "pace", "gaps"].some((key) => changed.includes(key))) {
        if (changed.includes("unit")) drawPicker();
        if (changed.includes("unit") || changed.includes("gaps")) app.top();
        const from = leftFrom;
        leftFrom = app.state.gaps;
        loadRows(changed.includes("gaps")).then(() => { if (from && !leftFrom) goBackTo(from); });
      } else if (gapsOn()) panel.redraw();
    },
    picked(at, { unit, gap }) {
      if (gapsOn()) {
        if (gap) panel.picked(gap);
      } else if (unit) app.set({ unit });
    },
    close() {
      if (request) request.abort();
      life.abort();
      panel.close();
    },
  };
}

export function categoryName(app, id) {
  return id === "all_basic" ? t("all_basic") : named(app.category.get(id) || { name_zh: id });
}

// Covered solid, unknown hatched, the rest empty; the numbers stand beside it.
export function bar(row) {
  const part = (name, value) => {
    const element = h("i", { class: `part ${name}` });
    element.style.width = `${(100 * value) / (row.total || 1)}%`;
    return element;
  };
  return h("div", { class: "bar", "aria-hidden": "true" },
    part("covered", row.covered), part("unknown", row.unknown));
}

// Units as their centres, where the shapes have not come.
export function points(units) {
  return units.filter((unit) => unit.centre).map((unit) => ({
    type: "Feature", properties: unit, geometry: { type: "Point", coordinates: unit.centre } }));
}
