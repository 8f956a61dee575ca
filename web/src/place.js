// SPDX-License-Identifier: GPL-3.0-or-later
// A resident's view: what is within a walk of one place, and what is missing.

import * as api from "./api.js";
import { choice, fill, h, segments } from "./dom.js";
import { facilityList } from "./facility.js";
import { keptList } from "./kept.js";
import { searchBox } from "./search.js";
import { MINUTES, WHEN, hasPlace } from "./state.js";
import { about, tools } from "./share.js";
import { facilityName, has, lang, metres, minutes, named, t } from "./text.js";

const STATES = ["there", "missing", "unknown"];
const MARKS = { there: "✓", missing: "✕", unknown: "?" };
const NEAREST = 5;
const MORE = 20;

export function mount(app, root) {
  const results = h("div", { id: "results" });
  const locateNote = h("p", { class: "small note", hidden: true });
  let request = null;
  let circle = null; // the answer on show
  let rings = null;
  let near = null; // {category, features} of the open row
  let way = null; // {id, feature} of the way on show
  let wayAsked = "";

  fill(root,
    h("h1", null, t("place_title")),
    h("div", { class: "controls" },
      searchBox(app, {
        label: t("search"), hint: t("search_hint"),
        find: (q, signal) => api.search(q, hasPlace(app.state) ? app.state : null, signal),
        onpick: (hit, name) => go(hit, name),
        beside: h("button", { type: "button", class: "quiet", onclick: locate },
          h("span", { "aria-hidden": "true" }, "◎ "), t("locate")),
      }),
      locateNote,
      h("div", { class: "row" },
        segments(t("limit"), "minutes", MINUTES.map((m) => [m, t("minutes", { n: m })]),
          app.state.minutes, (m) => app.set({ minutes: m })),
        choice(t("pace"), "pace", app.city.paces.map((p) => [p.id, named(p)]),
          app.state.pace, (pace) => app.set({ pace })),
        choice(t("when"), "when", ["", ...WHEN].map((w) => [w, t(`when_${w || "any"}`)]),
          app.state.when, (when) => app.set({ when })))),
    results);

  function go(at, name) {
    app.set({ lon: at.lon, lat: at.lat, name: name || "", open: "" });
  }

  function locate() {
    const tell = (key) => {
      locateNote.hidden = false;
      locateNote.textContent = t(key);
      app.say(t(key));
    };
    if (!window.isSecureContext || !navigator.geolocation) return tell("locate_insecure");
    tell("locating");
    navigator.geolocation.getCurrentPosition((position) => {
      locateNote.hidden = true;
      go({ lon: position.coords.longitude, lat: position.coords.latitude }, t("locate"));
    }, (error) => tell(error.code === 1 ? "locate_denied" : "locate_failed"),
    { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  }

  async function load() {
    if (request) request.abort();
    request = new AbortController();
    const { signal } = request;
    const { state } = app;
    circle = rings = near = way = null;
    if (!hasPlace(state)) return draw();
    results.setAttribute("aria-busy", "true");
    if (!results.querySelector("h2")) fill(results, h("p", null, t("loading")));
    scene();
    try {
      const limits = MINUTES.filter((m) => m <= state.minutes);
      circle = await api.circle(state, state.minutes, state.pace, state.when, signal);
      draw();
      app.isListed();
      if (!circle.reason) app.say(summary());
      api.isochrone(state, limits, state.pace, signal).then((found) => {
        rings = found;
        scene();
      }, () => {}); // the list stands without the area
      if (state.open && !circle.reason) {
        await openRow(signal);
        const row = document.getElementById(`open-${state.open}`);
        if (row) row.scrollIntoView({ block: "center" });
      }
    } catch (error) {
      if (error.name !== "AbortError") fill(results, app.problem(error, load), keptPlaces());
    } finally {
      if (request && request.signal === signal) results.removeAttribute("aria-busy");
    }
  }

  // The nearest facilities of the open category.
  async function openRow(signal, k = NEAREST) {
    const { open } = app.state;
    if (near && near.category !== open) way = null;
    if (!near || near.category !== open) near = null;
    wayAsked = "";
    if (open) {
      const { when } = app.state;
      const found = await api.nearest(app.state, open, k, app.state.pace, when, signal);
      if (open !== app.state.open || when !== app.state.when) return; // another was opened since
      // Where none is open, the nearest say when they are.
      if (when && !found.features.length && !(found.unknown_hours || []).length) {
        const any = await api.nearest(app.state, open, k, app.state.pace, "", signal);
        if (open !== app.state.open || when !== app.state.when) return;
        near = { category: open, features: any.features, more: any.features.length === k && k < MORE,
          note: t("near_none_open", { when: t(`when_${when}`) }) };
        return draw();
      }
      // Those of which it isn't known come after those that are open.
      const features = [...found.features, ...(found.unknown_hours || [])].slice(0, k);
      near = { category: open, features, more: features.length === k && k < MORE };
    }
    draw();
  }

  async function showWay(feature) {
    const id = feature.properties.id;
    const { signal } = request;
    wayAsked = id;
    try {
      const found = await api.route(app.state, id, app.state.pace, lang(), signal);
      if (wayAsked !== id) return; // another was asked for since
      way = { id, feature: found };
      const p = found.properties;
      app.say(t("directions_shown", { minutes: minutes(p.walk_seconds), metres: metres(p.walk_metres) }));
    } catch (error) {
      if (error.name === "AbortError" || wayAsked !== id) return;
      way = { id, failed: true };
      app.say(t("route_failed"));
    }
    draw();
  }

  const rowState = (row) =>
    row.covered === true ? "there" : row.covered === false ? "missing" : "unknown";

  function counts() {
    const n = { there: 0, missing: 0, unknown: 0 };
    for (const row of circle.categories) n[rowState(row)] += 1;
    return n;
  }

  function summary() {
    const n = counts();
    return (app.state.when ? t(`summary_${app.state.when}`) : "") + t("summary", { ...n, total: circle.categories.length, pace: named(app.pace()),
      limit: minutes(app.state.minutes * 60) });
  }

  const basic = (row) => Boolean(app.category.get(row.category)?.basic);

  function missingBasics() {
    if (!circle.categories.some((row) => basic(row) && row.covered !== null)) return t("summary_no_basics");
    const names = circle.categories
      .filter((row) => row.covered === false && basic(row))
      .map((row) => named(app.category.get(row.category)));
    if (!names.length) return t("summary_complete");
    const list = names.slice(0, 4).join(t("list_separator"));
    return t("summary_missing", {
      names: names.length > 4 ? t("summary_and_more", { names: list, n: names.length }) : list });
  }

  function draw() {
    const focus = document.activeElement && document.activeElement.id;
    const unfolded = [...results.querySelectorAll("details[open] > summary[id]")].map((summary) => summary.id);
    if (!hasPlace(app.state)) fill(results, intro());
    else if (circle) fill(results, heading(), circle.reason ? refusal() : checklist());
    scene();
    app.dock(circle && !circle.reason
      ? STATES.map((s) => t(`show_${s}`, { n: counts()[s] })).join(" · ") : t("place_ways_tap"));
    for (const id of unfolded) document.getElementById(id)?.parentNode.setAttribute("open", "");
    const again = focus && results.querySelector(`#${CSS.escape(focus)}`);
    if (again) again.focus({ preventScroll: true });
  }

  function intro() {
    return h("div", { class: "intro" },
      h("p", null, t("place_intro")),
      h("ul", { class: "plain ways" }, ["search", "locate", "tap"].map((k) =>
        h("li", null, t(`place_ways_${k}`)))),
      keptPlaces(), about(app));
  }

  // Without a network, what can be opened all the same.
  function keptPlaces() {
    const box = h("div");
    if (app.isOffline()) keptList(app).then((list) => list && box.append(list), () => {});
    return box;
  }

  function heading() {
    const { state } = app;
    const unit = circle.unit_name || circle.unit;
    return [
      h("div", { class: "head" },
        h("h2", null, state.name || t("picked")),
        h("p", { class: "small" },
          `${state.lon.toFixed(5)}, ${state.lat.toFixed(5)}`, unit || app.city.levels.length ? " · " : "",
          unit ? t("in_unit", { unit }) : app.city.levels.length ? t("in_no_unit") : "")),
      circle.reason ? null : h("p", { class: "summary" }, summary(), " ", missingBasics()),
      circle.reason ? null : tools(app),
    ];
  }

  // Why nothing can be said of this place, and the street to ask from.
  function refusal() {
    const { help } = circle;
    const key = has(`place_${circle.reason}`) ? circle.reason : "unlinked";
    const there = help && help.lon !== null;
    return h("div", { class: "notice", role: "alert" },
      h("p", null, h("strong", null, t(`place_${key}`))),
      help ? h("p", null, named(help, "text")) : null,
      h("div", { class: "tools" },
        there ? h("button", { type: "button", class: "primary", id: "ashore",
          onclick: () => go(help, help.street || t("place_ashore_name")) }, t("place_ashore")) : null,
        h("button", { type: "button", class: there ? "quiet" : "primary",
          onclick: () => { app.showMap(true); scene(true); } }, t("back_to_extent"))));
  }

  function checklist() {
    const n = counts();
    const { show } = app.state;
    const filter = segments(t("show"), "show",
      [["all", t("show_all", { n: circle.categories.length })],
        ...STATES.map((s) => [s, t(`show_${s}`, { n: n[s] })])],
      show, (value) => app.set({ show: value }));
    const groups = new Map();
    // What the data know nothing of comes last, as one line to open.
    const rows = circle.categories.filter((row) => show !== "all" || row.reason !== "no_data");
    const blank = show === "all" ? circle.categories.filter((row) => row.reason === "no_data") : [];
    for (const row of rows) {
      if (!groups.has(row.group)) groups.set(row.group, []);
      groups.get(row.group).push(row);
    }
    const sections = [...groups.values()].map((rows) => group(rows, show)).filter(Boolean);
    const nothing = sections.length + blank.length ? null : h("p", null, t("show_nothing"));
    return [filter, sections, nothing, blank.length ? noData(blank) : null, about(app)];
  }

  function noData(rows) {
    return h("details", { class: "group no-data", id: "no-data" },
      h("summary", null, h("span", { class: "mark unknown", "aria-hidden": "true" }, MARKS.unknown), t("no_data_rows", { n: rows.length })),
      h("p", { class: "small" }, t("no_data_why")),
      h("ul", { class: "plain columns" }, rows.map((row) => h("li", { class: "service unknown" },
        named(app.category.get(row.category) || {})))));
  }

  function group(rows, show) {
    const shown = rows.filter((row) => show === "all" || rowState(row) === show);
    if (!shown.length) return null;
    const about = app.category.get(rows[0].category) || {};
    const there = rows.filter((row) => row.covered === true).length;
    return h("section", { class: "group" },
      h("h3", null, named(about, "group"),
        h("span", { class: "count" }, t("group_count", { there, total: rows.length }))),
      h("ul", { class: "plain" }, shown.map(service)));
  }

  function service(row) {
    const state = rowState(row);
    const about = app.category.get(row.category) || { id: row.category, name_zh: row.category };
    const open = app.state.open === row.category;
    const can = !(row.reason === "no_data");
    const body = [
      h("span", { class: `mark ${state}`, "aria-hidden": "true" }, MARKS[state]),
      h("span", { class: "service-text" },
        h("span", { class: "service-name" }, named(about),
          h("span", { class: "unseen" }, `: ${t(`state_${state}`)}.`)),
        h("span", { class: "service-detail" }, detail(row, state, about))),
    ];
    return h("li", { class: `service ${state}` },
      can
        ? h("button", { type: "button", id: `open-${row.category}`, class: "service-row",
          "aria-expanded": String(open), "aria-controls": `near-${row.category}`,
          onclick: () => app.set({ open: open ? "" : row.category }) }, body)
        : h("div", { class: "service-row" }, body),
      open && near && near.category === row.category ? nearest(about) : null);
  }

  function detail(row, state, about) {
    const limit = minutes(app.state.minutes * 60);
    const n = row.nearest;
    const far = n && n.walk_seconds !== null
      ? { name: facilityName(n, about), minutes: minutes(n.walk_seconds), metres: metres(n.walk_metres), limit }
      : null;
    if (state === "there" && far) {
      return t("row_there", far) + (row.count > 1 ? ` · ${t("row_more", { n: row.count, limit })}` : "");
    }
    const when = app.state.when && t(`when_${app.state.when}`);
    if (state === "missing" && row.reason === "none_open") return t("row_none_open", { limit, when });
    if (row.reason === "hours_unknown" && row.unknown_hours) {
      return t("row_hours_unknown", { when, name: facilityName(row.unknown_hours, about), minutes: minutes(row.unknown_hours.walk_seconds) });
    }
    if (state === "missing") return far ? t("row_missing", far) : t("row_missing_far", { limit });
    return t(has(`reason_${row.reason}`) ? `reason_${row.reason}` : "reason_other");
  }

  function nearest(about) {
    return facilityList(app, { about, features: near.features, more: near.more, note: near.note }, way,
      { onway: showWay, onmore: () => openRow(request.signal, MORE) });
  }

  function scene(whole) {
    const { state } = app;
    const base = { view: "place", lang: lang() };
    if (!hasPlace(state)) return app.scene({ ...base, fit: app.city.extent, fitKey: "city" });
    if (whole) return app.scene({ ...base, place: state, fit: app.city.extent, fitKey: `city ${Date.now()}` });
    const key = `${state.lon},${state.lat},${state.minutes},${state.pace}`;
    app.scene({
      ...base,
      place: { lon: state.lon, lat: state.lat },
      rings: rings && rings.features,
      near: near && near.features,
      route: way && way.feature,
      fit: way && way.feature ? "route" : near && near.features.length ? "near" : rings ? "rings" : null,
      fitKey: way && way.feature ? `way ${way.id}` : near ? `near ${near.category} ${key}` : rings ? key : "",
    });
  }

  load();
  return {
    update(changed) {
      if (["lon", "lat", "minutes", "pace", "when"].some((key) => changed.includes(key))) load();
      else if (changed.includes("open") && circle && !circle.reason) {
        draw();
        openRow(request.signal).catch((error) => {
          if (error.name !== "AbortError") results.prepend(app.problem(error));
        });
      } else draw();
    },
    picked(at) { go(at); },
    close() { if (request) request.abort(); },
  };
}

