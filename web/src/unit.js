// SPDX-License-Identifier: GPL-3.0-or-later
// A community worker's view: how much of one unit each service covers.

import * as api from "./api.js";
import { areaPanel } from "./area.js";
import { bars, countedIn, headline, walkControls } from "./bars.js";
import { comparePicker, comparison, ranks } from "./compare.js";
import { fill, h } from "./dom.js";
import { gapsPanel } from "./gaps.js";
import { reportPanel } from "./report.js";
import { about, tools } from "./share.js";
import { lang, number, t, weight } from "./text.js";
import { levelChoice, points, unitName } from "./units.js";

const LISTED = 60; // of the units; the rest by typing

export function mount(app, root) {
  const picker = h("div", { id: "picker" });
  const results = h("div", { id: "results" });
  const life = new AbortController(); // ends with the view
  let request = null;
  let units = [];
  let listed = ""; // the level of these units
  let shapes = null;
  let rows = null;
  let all = null; // every unit's row for all basic services: {key, rows}
  let otherRows = null;
  let report = null; // of the community on show: {code, lang, box}
  let typed = "";

  fill(root,
    h("h1", null, t("unit_title")),
    h("div", { class: "controls" }, picker,
      walkControls(app)),
    results);

  const current = () => units.find((unit) => unit.code === app.state.unit);
  const panel = gapsPanel(app, results, { scene: base, place: () => ({ unit: app.state.unit, name: unitName(current()),
    back: t("gaps_back", { unit: unitName(current()) }) }) });

  const other = () => (current() ? units.find((unit) => unit.code === app.state.other && unit.code !== app.state.unit) : undefined);
  const area = areaPanel(app, picker, results);

  async function loadUnits() {
    const { signal } = begin();
    const { level } = app.state;
    if (!app.city.levels.length) return loadRows();
    results.setAttribute("aria-busy", "true");
    fill(results, h("p", { class: "wait" }, t("loading")));
    listed = "";
    try {
      units = await api.units(level, signal);
      listed = level;
    } catch (error) {
      if (error.name !== "AbortError") fill(results, app.problem(error, loadUnits));
      return;
    } finally {
      if (request.signal === signal) results.removeAttribute("aria-busy");
    }
    if (!area.on()) drawPicker();
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
    fill(picker, areaButton());
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
    rows = otherRows = null;
    if (area.on()) return area.drawing() ? undefined : area.show();
    if (gapsOn()) return panel.load(entered);
    panel.close();
    if (current()) {
      draw(); // its name and place at once, the figures when they come
      const figures = (code) => api.unitCoverage(code, state, signal);
      try {
        [rows, otherRows] = await Promise.all([figures(state.unit), other() ? figures(other().code) : null]);
      } catch (error) {
        if (error.name !== "AbortError") fill(results, app.problem(error, () => loadRows()));
        return;
      }
      app.say(other() ? t("compare_title", { a: unitName(current()), b: unitName(other()) })
        : `${unitName(current())}. ${headline(app, rows)}`);
      if (!other()) loadRanks(signal);
    }
    draw();
    app.isListed();
  }

  // How the others stand; the community's own figures don't wait for it.
  function loadRanks(signal) {
    const { level, category, minutes, pace, radius } = app.state;
    const key = [level, category, minutes, pace, radius].join(" ");
    if (all && all.key === key) return;
    all = null;
    api.coverage(level, category, app.state, signal).then((found) => {
      all = { key, rows: found };
      draw();
    }, () => {}); // the rank is left out
  }

  function matching() {
    const q = typed.trim().toLowerCase();
    return units.filter((unit) => !q || [unit.name, unit.name_en, unit.code].some((text) =>
      (text || "").toLowerCase().includes(q)));
  }

  function drawPicker() {
    const unit = current();
    if (unit) {
      fill(picker, h("button", { type: "button", class: "quiet", onclick: () => app.set({ unit: "", other: "", gaps: "", gap: 0 }) },
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
      areaButton(), list);
    drawList(list);
  }

  const areaButton = () => h("p", null,
    h("button", { type: "button", class: "quiet", id: "area-open", onclick: () => area.start() }, t("area_open")));

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
  function draw() {
    if (!app.city.levels.length) return noUnits();
    const unit = current();
    if (!unit) {
      fill(results, countedIn(app), about(app));
      app.dock(t("unit_pick"));
      return scene();
    }
    const { state } = app;
    const second = other();
    if (second && rows && otherRows) return drawPair(unit, second);
    const focus = document.activeElement && document.activeElement.id;
    const files = ["csv", "geojson"].map((format) => h("a", { class: "button quiet", download: true,
      href: api.unitCoverageFile(state.unit, state, format) }, format.toUpperCase()));
    fill(results,
      h("div", { class: "head" },
        h("h2", null, unitName(unit), unit.approximate ? badge() : null),
        h("p", { class: "small" }, t("unit_facts", { weight: weight(unit.weight || 0, app.city.home_kind),
          homes: number(unit.homes || 0), facilities: number(unit.facilities || 0) }))),
      unit.approximate ? h("p", { class: "notice" }, t("approximate_why")) : null,
      rows ? bars(app, rows, { gaps: true, beside: [jumps(), all ? ranks(app, unit, units, all.rows) : null,
        comparePicker(app, unit, units), reportBox(unit)] }) : h("p", null, t("loading")),
      countedIn(app),
      h("div", { class: "tools" }, tools(app), h("span", { class: "small" }, t("download")), files),
      about(app));
    app.dock(`${unitName(unit)}${rows ? ` · ${headline(app, rows)}` : ""}`);
    scene();
    const again = focus && document.getElementById(focus);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  }

  // The view is long: its parts by a tap. The address is the state, so these
  // are no links.
  function jumps() {
    const parts = [[".ranks", "rank_title"], ["#report", "report_title"], ["#bars-title", "bars_title"]];
    return h("nav", { class: "tools jumps", "aria-label": t("jumps") }, parts.map(([selector, key]) =>
      h("button", { type: "button", class: "quiet", onclick: () => {
        const part = results.querySelector(selector);
        if (!part) return;
        const title = part.querySelector("h3") || part;
        title.setAttribute("tabindex", "-1");
        title.focus({ preventScroll: true });
        title.scrollIntoView({ block: "start" });
      } }, t(key))));
  }

  // Asked for once a community, whatever is drawn around it.
  function reportBox(unit) {
    if (!report || report.code !== unit.code) report = { code: unit.code, box: reportPanel(app, unit.code, life.signal) };
    return report.box;
  }

  function drawPair(unit, second) {
    fill(results,
      h("div", { class: "row" }, comparePicker(app, unit, units),
        h("button", { type: "button", class: "quiet", id: "compare-stop", onclick: () => app.set({ other: "" }) }, t("compare_stop"))),
      comparison(app, [unit, second], [rows, otherRows]),
      countedIn(app), tools(app), about(app));
    app.dock(t("compare_title", { a: unitName(unit), b: unitName(second) }));
    scene();
  }

  function base() {
    return {
      view: "unit", lang: lang(),
      units: units.length ? { features: shapes || points(units), selected: app.state.unit, other: app.state.other, value: null } : null,
      fit: current() ? "unit" : app.city.extent,
      fitKey: current() ? `unit ${app.state.unit} ${app.state.other} ${shapes ? 1 : 0}` : "city",
    };
  }

  function scene() {
    if (area.on()) return; // it has its own
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
      if (listed !== app.state.level) loadUnits(); // of another level, or not yet there
      else if (["unit", "other", "area", "minutes", "pace", "radius", "gaps"].some((key) => changed.includes(key))) {
        if (changed.includes("area")) area.close();
        if ((changed.includes("unit") || changed.includes("area")) && !area.on() && app.city.levels.length) drawPicker();
        if (["unit", "other", "area", "gaps"].some((key) => changed.includes(key))) app.top();
        const from = leftFrom;
        leftFrom = app.state.gaps;
        loadRows(changed.includes("gaps")).then(() => { if (from && !leftFrom) goBackTo(from); });
      } else if (changed.includes("category") && current() && !gapsOn()) loadRanks(request.signal);
      else if (gapsOn()) panel.redraw();
    },
    picked(at, { unit, gap }) {
      if (area.on()) area.picked(at);
      else if (gapsOn()) {
        if (gap) panel.picked(gap);
      } else if (unit) app.set({ unit, other: "" });
    },
    close() {
      if (request) request.abort();
      life.abort();
      panel.close();
      area.close();
    },
  };
}
