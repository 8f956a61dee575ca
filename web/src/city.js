// SPDX-License-Identifier: GPL-3.0-or-later
// A planner's view: one service over the whole city, as a table and a map.

import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { gapsPanel } from "./gaps.js";
import { about, tools } from "./share.js";
import { CLASSES, classOf } from "./classes.js";
import { lang, named, number, percent, t } from "./text.js";
import { categoryName, countedIn, limitText, medianText, walkControls } from "./bars.js";
import { categoryChoice, levelChoice, points, unitName } from "./units.js";

const COLUMNS = [
  { id: "unit", key: "col_unit", value: (r) => r.label },
  { id: "share", key: "col_share", value: (r) => r.share ?? -1 },
  { id: "gap", key: "col_uncovered_of", value: (r) => r.uncovered },
  { id: "unknown", key: "col_unknown_of", value: (r) => r.unknown },
  { id: "median", key: "col_median", value: (r) => r.median_seconds ?? r.median_metres ?? Infinity },
  { id: "inside", key: "col_inside", value: (r) => r.facilities_inside },
];

export function mount(app, root) {
  const results = h("div", { id: "results" });
  let request = null;
  let units = [];
  let listed = null; // the level of these units
  let shapes = null;
  let rows = null;
  const life = new AbortController(); // ends with the view
  const panel = gapsPanel(app, results, { scene: base,
    place: () => ({ unit: "", name: app.cityName(), back: t("gaps_back_city") }) });

  fill(root,
    h("h1", null, t("city_title")),
    h("div", { class: "controls" },
      h("p", null, t("city_intro")),
      h("div", { class: "row" }, categoryChoice(app), levelChoice(app)),
      walkControls(app)),
    results);

  async function load(levelToo, entered) {
    if (request) request.abort();
    request = new AbortController();
    const { signal } = request;
    const { state } = app;
    if (!state.gaps) panel.close();
    results.setAttribute("aria-busy", "true");
    if (!rows) fill(results, h("p", { class: "wait" }, t("loading")));
    try {
      const wanted = api.coverage(state.level, state.category, state, signal);
      if (levelToo) {
        shapes = null;
        units = await api.units(state.level, signal);
        listed = state.level;
        api.unitShapes(state.level, life.signal).then((found) => {
          if (state.level !== app.state.level) return;
          shapes = found.features;
          scene();
        }, () => {});
      }
      const byCode = new Map(units.map((unit) => [unit.code, unit]));
      rows = (await wanted).map((row) => {
        const unit = byCode.get(row.unit);
        return { ...row, label: unit ? unitName(unit) : t(units.length ? "outside" : "whole_city"), known: Boolean(unit), approximate: unit && unit.approximate };
      });
      if (state.gaps) await panel.load(entered);
      else {
        draw();
        app.say(caption());
      }
    } catch (error) {
      if (error.name !== "AbortError") fill(results, app.problem(error, () => load(true)));
    } finally {
      if (request.signal === signal) results.removeAttribute("aria-busy");
    }
  }

  const caption = () => [categoryName(app, app.state.category), limitText(app),
    app.state.radius ? "" : named(app.pace())].filter(Boolean).join(t("list_comma"));

  // The whole city's share is of the sums, never a mean of shares.
  function wholeShare() {
    const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
    const known = sum("total") - sum("unknown");
    return known > 0 ? sum("covered") / known : null;
  }

  function sorted() {
    const column = COLUMNS.find((c) => c.id === app.state.sort) || COLUMNS[2];
    const compare = (a, b) => {
      const [x, y] = [column.value(a), column.value(b)];
      return typeof x === "string" ? x.localeCompare(y, lang() === "zh" ? "zh-CN" : "en") : x - y;
    };
    const list = [...rows].sort((a, b) => compare(a, b) || a.label.localeCompare(b.label));
    return app.state.down ? list.reverse() : list;
  }

  const columnName = (column) => t(column.id === "median" && app.state.radius ? "col_median_metres" : column.key, { weight: t(`of_${app.city.home_kind}`) });

  function header(column) {
    const on = app.state.sort === column.id;
    return h("th", { scope: "col", "aria-sort": on ? (app.state.down ? "descending" : "ascending") : "none" },
      h("button", { type: "button", id: `sort-${column.id}`,
        onclick: () => app.set(on ? { down: !app.state.down } : { sort: column.id, down: column.id !== "unit" }) },
      columnName(column), h("span", { "aria-hidden": "true" }, on ? (app.state.down ? " ▼" : " ▲") : "")));
  }

  // Table and map point at the same community, whichever is under the mouse
  // or has the focus.
  function point(code, fromMap) {
    if (app.map) app.map.point(code);
    for (const row of results.querySelectorAll("tr.pointed")) row.classList.remove("pointed");
    const row = code && results.querySelector(`tr[data-unit="${CSS.escape(code)}"]`);
    if (!row) return;
    row.classList.add("pointed");
    if (fromMap) row.scrollIntoView({ block: "nearest" });
  }

  function line(row) {
    const to = () => point(row.known ? row.unit : null);
    const off = () => point(null);
    return h("tr", { "data-unit": row.unit, onmouseenter: to, onmouseleave: off, onfocusin: to, onfocusout: off },
      h("th", { scope: "row" },
        row.known ? h("button", { type: "button", class: "link",
          onclick: () => app.set({ view: "unit", unit: row.unit }) }, row.label) : row.label,
        row.approximate ? h("span", { class: "badge" }, t("approximate")) : null),
      h("td", null, h("i", { class: `swatch class-${classOf(row)}`, "aria-hidden": "true" }), row.share === null ? t(row.total > 0 ? "key_unknown" : "no_homes") : percent(row.share),
        row.unknown > 0 && row.share !== null
          ? h("span", { class: "range" }, `${percent(row.share_min)} – ${percent(row.share_max)}`) : null),
      h("td", null, number(row.uncovered)),
      h("td", null, number(row.unknown)),
      h("td", null, medianText(row) || t("no_value")),
      h("td", null, number(row.facilities_inside)));
  }

  function legend() {
    return h("div", { class: "legend" },
      h("h3", null, t("legend")),
      h("ul", { class: "plain" }, [...CLASSES].reverse().map((c) =>
        h("li", null, h("i", { class: `swatch class-${c.id}`, "aria-hidden": "true" }), c.label || t("legend_unknown")))),
      h("p", { class: "small" }, t("legend_note")));
  }

  function draw() {
    const focus = document.activeElement && document.activeElement.id;
    const { state } = app;
    const files = ["csv", "geojson"].map((format) => h("a", { class: "button quiet", download: true,
      href: api.coverageFile(state.level, state.category, state, format) }, format.toUpperCase()));
    const known = wholeShare();
    const whole = known === null ? t("city_unknown") : t("city_mean", { share: percent(known) });
    fill(results,
      h("p", { class: "summary" }, caption(), " · ", h("strong", null, whole)),
      state.category !== "all_basic" && !state.radius && rows.some((row) => row.uncovered > 0)
        ? h("p", null, h("button", { type: "button", class: "quiet", id: `gaps-${state.category}`,
          onclick: () => app.set({ gaps: state.category, gap: 0 }) }, t("gaps_open"))) : null,
      legend(),
      h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": caption() },
        h("table", { id: "table" }, h("caption", { class: "unseen" }, caption()),
          h("thead", null, h("tr", null, COLUMNS.map(header))),
          h("tbody", null, sorted().map(line)))),
      countedIn(app),
      h("div", { class: "tools" }, tools(app), h("span", { class: "small" }, t("download")), files,
        h("a", { class: "button quiet", href: api.cityReport(lang()), target: "_blank" }, t("report_city"))),
      about(app));
    app.dock(whole);
    scene();
    const again = focus && document.getElementById(focus);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  }

  function base() {
    const byCode = new Map((app.state.gaps ? [] : rows).map((row) => [row.unit, row]));
    return {
      view: "city", lang: lang(),
      units: units.length ? { features: shapes || points(units), selected: "",
        value: app.state.gaps ? null : (code) => byCode.get(code) || null } : null,
      fit: app.city.extent, fitKey: `units ${app.state.level}`,
    };
  }

  function scene() {
    if (!rows) return;
    if (app.state.gaps) panel.scene();
    else app.scene(base());
  }

  load(true);
  return {
    update(changed) {
      if (changed.includes("gaps")) app.top();
      if (listed !== app.state.level) load(true);
      else if (["category", "minutes", "pace", "radius", "gaps"].some((key) => changed.includes(key))) load(false, changed.includes("gaps") && !changed.includes("category"));
      else if (app.state.gaps) panel.redraw();
      else if (rows) draw();
    },
    picked(at, { unit, gap }) {
      if (app.state.gaps) {
        if (gap) panel.picked(gap);
      } else if (unit) app.set({ view: "unit", unit });
    },
    hovered(code) { if (!app.state.gaps) point(code, true); },
    close() {
      point(null);
      if (request) request.abort();
      life.abort();
      panel.close();
    },
  };
}
