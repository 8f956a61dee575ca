// SPDX-License-Identifier: GPL-3.0-or-later
// An area of one's own, corner by corner: tapped on the map, picked there by
// keys, typed, or the whole of what the map shows. Then its coverage, as a
// community has it.

import * as api from "./api.js";
import { bars, countedIn, headline } from "./bars.js";
import { fill, h } from "./dom.js";
import { about, tools } from "./share.js";
import { CORNERS, pack, parsePair, unpack } from "./state.js";
import { lang, number, t, weight } from "./text.js";

// Do two sides of the ring cross? Sides that share a corner don't count.
function crosses(ring) {
  const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const n = ring.length;
  const end = (i) => ring[(i + 1) % n];
  return ring.some((a, i) => ring.some((b, j) => j > i + 1 && (j + 1) % n !== i
    && side(a, end(i), b) !== side(a, end(i), end(j)) && side(b, end(j), a) !== side(b, end(j), end(i))));
}

// `picker` holds the drawing, `results` the figures.
export function areaPanel(app, picker, results) {
  let corners = null; // while drawing; null: not drawing
  let rows = null;
  let request = null;
  let problem = "";

  const drawn = () => unpack(app.state.area);

  function draw(list) {
    corners = list;
    problem = "";
    fill(results, about(app));
    drawing();
    picker.querySelector("h2").focus({ preventScroll: true });
  }

  function add(corner) {
    if (corners.length >= CORNERS) return tell(t("area_many", { n: CORNERS }));
    corners.push(corner.map((v) => Math.round(v * 1e5) / 1e5));
    problem = "";
    drawing();
    app.say(t("area_corners", { n: corners.length }));
  }

  function tell(text) {
    problem = text;
    drawing();
    app.say(text);
  }

  function finish() {
    if (corners.length < 3) return tell(t("area_few"));
    if (crosses(corners)) return tell(t("area_crosses"));
    const area = pack(corners);
    corners = null;
    app.dock("");
    app.showMap(false);
    if (area === app.state.area) show();
    else app.set({ area, unit: "", other: "", gaps: "", gap: 0 });
  }

  function leave() {
    corners = null;
    app.dock("");
    app.set({ area: "" });
  }

  function fromMap() {
    if (!app.map) return tell(t("map_failed"));
    const [w, s, e, n] = app.map.extent();
    corners = [];
    for (const corner of [[w, s], [e, s], [e, n], [w, n]]) add(corner);
    finish();
  }

  function fromText(text) {
    const lines = text.split(/\r?\n|[;；]/).filter((line) => line.trim());
    const pairs = lines.map(parsePair);
    const bad = pairs.findIndex((pair) => !pair || Math.abs(pair[0]) > 180 || Math.abs(pair[1]) > 90);
    if (bad >= 0) return tell(t("area_line", { n: bad + 1, line: lines[bad].trim() }));
    corners = pairs.slice(0, CORNERS);
    finish();
  }

  function drawing() {
    const focus = document.activeElement && document.activeElement.id;
    const typed = picker.querySelector("textarea");
    const text = typed ? typed.value : corners.map((c) => c.join(", ")).join("\n");
    const open = picker.querySelector("#area-typing")?.open;
    const n = corners.length;
    const button = (id, key, act, more) => h("button", { type: "button", id, class: "quiet", onclick: act, ...more }, t(key));
    fill(picker,
      h("h2", { tabindex: "-1" }, t("area_draw")),
      h("p", null, t("area_how")),
      h("p", { class: "summary", id: "area-count" }, t("area_corners", { n })),
      problem ? h("p", { class: "note", role: "alert" }, problem) : null,
      h("div", { class: "tools" },
        h("button", { type: "button", class: "primary", id: "area-done", onclick: finish }, t("area_done")),
        button("area-map", "area_map", () => app.showMap(true), { class: "quiet narrow" }),
        button("area-undo", "area_undo", () => { corners.pop(); drawing(); }, { disabled: !n }),
        button("area-view", "area_view", fromMap),
        button("area-leave", "area_leave", leave)),
      h("details", { id: "area-typing", open: open || null }, h("summary", null, t("area_type")),
        h("div", { class: "field" },
          h("label", { for: "area-text" }, t("area_type_label")),
          h("textarea", { id: "area-text", rows: 6, spellcheck: "false", value: text })),
        button("area-typed", "area_typed", () => fromText(picker.querySelector("textarea").value))));
    app.dock(t("area_corners", { n }), { text: `${t("area_done")} (${n})`, act: finish });
    scene();
    const again = focus && document.getElementById(focus);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  }

  async function show() {
    if (request) request.abort();
    request = new AbortController();
    const { signal } = request;
    corners = null;
    fill(picker, h("div", { class: "tools" },
      h("button", { type: "button", class: "quiet", id: "area-change", onclick: () => draw(drawn()) }, t("area_change")),
      h("button", { type: "button", class: "quiet", onclick: leave }, h("span", { "aria-hidden": "true" }, "‹ "), t("area_leave_done"))));
    if (!rows) fill(results, h("h2", null, t("area_title")), h("p", { class: "wait" }, t("loading")));
    results.setAttribute("aria-busy", "true");
    scene();
    try {
      rows = await api.areaCoverage(drawn(), app.state, signal);
      figures();
      app.isListed();
      app.say(`${t("area_title")}. ${headline(app, rows)}`);
    } catch (error) {
      if (error.name !== "AbortError") fill(results, app.problem(error, show));
    } finally {
      if (request && request.signal === signal) results.removeAttribute("aria-busy");
    }
  }

  function figures() {
    const total = Math.max(...rows.map((row) => row.total));
    const inside = rows.reduce((sum, row) => sum + row.facilities_inside, 0);
    const file = (format) => h("button", { type: "button", class: "quiet", onclick: () => download(format) }, format.toUpperCase());
    fill(results,
      h("div", { class: "head" }, h("h2", null, t("area_title")),
        h("p", { class: "small" }, t("area_facts", { weight: weight(total, app.city.home_kind), facilities: number(inside) }))),
      total > 0 ? bars(app, rows, {}) : h("p", { class: "notice" }, t("area_empty")),
      countedIn(app),
      h("div", { class: "tools" }, tools(app), h("span", { class: "small" }, t("download")), file("csv"), file("geojson")),
      about(app));
    app.dock(headline(app, rows));
    scene();
  }

  // A question with an area in it has no address, so the file goes through
  // the page.
  async function download(format) {
    try {
      const file = URL.createObjectURL(await api.areaFile(drawn(), app.state, format));
      h("a", { href: file, download: `lifecircle-area.${format}` }).click();
      setTimeout(() => URL.revokeObjectURL(file), 60_000);
    } catch (error) {
      results.prepend(app.problem(error));
    }
  }

  function scene() {
    const shape = corners || drawn();
    app.scene({ view: "unit", lang: lang(), area: { corners: shape || [], open: Boolean(corners) },
      fit: app.state.area ? "area" : app.city.extent, fitKey: app.state.area ? `area ${app.state.area}` : "city" });
  }

  return {
    on: () => Boolean(corners || app.state.area),
    start: () => draw([]),
    show,
    drawing: () => Boolean(corners),
    picked(at) {
      if (corners) add([at.lon, at.lat]);
    },
    close() {
      if (request) request.abort();
      corners = rows = null;
    },
  };
}
