// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the page, keeps the state, and hands it to the view that shows it.
// The map is a module of its own that may fail to load: nothing waits for it.

import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { keep, watch } from "./kept.js";
import * as place from "./place.js";
import { VIEWS, hasPlace, read, write } from "./state.js";
import { knows, learn, setLanguage, t } from "./text.js";

// The resident's view comes with the page, the others when they are opened.
const VIEW = { place: () => place, unit: () => import("./unit.js"), city: () => import("./city.js") };
const MAP_AFTER_MS = 2500; // at the latest; before it, the first list
const $ = (id) => document.getElementById(id);

const app = {
  state: read(location.hash),
  city: null,
  categories: [],
  category: new Map(),
  map: null,
  lastScene: {},

  // Changes the state: the address follows, then what is on the page.
  set(patch, options = {}) {
    const before = app.state;
    app.state = { ...before, ...patch };
    const changed = Object.keys(app.state).filter((key) => app.state[key] !== before[key]);
    if (!changed.length) return;
    const address = write(app.state);
    if (options.quiet || !["view", "lon", "lat", "unit", "other", "area", "gaps"].some((key) => changed.includes(key))) {
      history.replaceState(null, "", address);
    } else {
      history.pushState(null, "", address);
    }
    show(changed);
  },

  // What the map should show; kept for when it comes up later.
  scene(scene) {
    app.lastScene = scene;
    if (app.map) app.map.show(scene);
  },

  say(text) {
    $("live").textContent = "";
    requestAnimationFrame(() => { $("live").textContent = text; });
  },

  // The line beside the map switch on a phone; `action` {text, act} adds a
  // button to it.
  dock(text, action) {
    $("dock-text").textContent = text;
    const button = $("dock-action");
    button.hidden = !action;
    button.textContent = action ? action.text : "";
    button.onclick = action ? action.act : null;
  },

  // A failure in plain words, and what to do.
  problem(error, retry) {
    const kind = error instanceof api.ApiError ? error.kind : "broken";
    return h("div", { class: "notice bad", role: "alert" },
      h("p", null, t(`error_${kind}`)),
      error.detail ? h("p", { class: "small" }, t("error_detail", { detail: error.detail })) : null,
      retry ? h("button", { type: "button", class: "primary", onclick: retry }, t("retry")) : null);
  },

  top() {
    $("main").scrollTop = 0;
    window.scrollTo(0, 0);
  },

  cityName: () => (app.city && app.city.name) || "",
  pace: () => (app.city.paces || []).find((p) => p.id === app.state.pace) || app.city.paces[0],
  showMap,
  mapForPaper,

  isOffline: () => answers.offline(),

  // A view calls this once it has something to read.
  isListed() {
    listed();
  },
};

let listed;
app.listed = new Promise((done) => { listed = done; });
let view = null;
let changes = 0; // of views, so that one that comes late is not shown
let answers = null;

// The state with another view from its top, without the gaps of this one.
const inView = (id) => (id === app.state.view ? app.state : { ...app.state, view: id, gaps: "", gap: 0 });

async function show(changed) {
  const { lang, view: id } = app.state;
  if (changed.includes("lang")) {
    await learn(lang).catch(() => {});
    if (!knows(lang)) return app.set({ lang: lang === "zh" ? "en" : "zh" });
    if (lang !== app.state.lang) return;
    chrome();
  }
  if (changed.includes("view") || changed.includes("lang")) await mount(id, changed);
  else if (view) view.update(changed);
}

async function mount(id, changed) {
  const turn = changes += 1;
  for (const link of $("views").querySelectorAll("a")) {
    if (link.dataset.view === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    link.setAttribute("href", write(inView(link.dataset.view)));
  }
  if (view && view.close) view.close();
  view = null;
  app.dock("");
  answers.forget();
  let module;
  try {
    module = await VIEW[id]();
  } catch (error) {
    fill($("main"), h("h1", null, t(`view_${id}`)), app.problem(new api.ApiError("offline"), () => mount(id, changed)));
    return;
  }
  if (turn !== changes) return;
  if (changed.includes("view")) app.top();
  $("body").dataset.view = id;
  view = module.mount(app, $("main"));
}

// Everything around the views, in the page's language.
function chrome() {
  const { lang } = app.state;
  setLanguage(lang);
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = [app.cityName(), t("title")].filter(Boolean).join(" · ");
  $("dock").hidden = $("language").hidden = false; // they need this script
  $("skip").textContent = t("skip");
  $("brand").textContent = t("title");
  $("city-name").textContent = app.cityName();
  $("views").setAttribute("aria-label", t("views"));
  fill($("views"), VIEWS.map((id) => h("a", {
    href: write(inView(id)), "data-view": id,
    onclick: (event) => { event.preventDefault(); app.set(inView(id)); },
  }, t(`view_${id}`))));
  $("language").textContent = t("switch_language");
  $("language").lang = lang === "zh" ? "en" : "zh-CN";
  $("map-side").setAttribute("aria-label", t("map"));
  $("map").setAttribute("aria-label", t("map_help"));
  fill($("map-notice"), h("p", null, t("map_failed")),
    h("button", { type: "button", onclick: () => location.reload() }, t("retry")));
  showMap(document.body.classList.contains("map-first"));
  if (app.map) app.map.setTips(t("zoom_in"), t("zoom_out"));
  answers.draw();
}

// On a phone the map lies over the list, or the list over the map.
function showMap(on) {
  document.body.classList.toggle("map-first", on);
  $("toggle").textContent = t(on ? "show_list" : "show_map");
  $("toggle").setAttribute("aria-pressed", String(on));
  if (app.map) app.map.resize();
}

// Paper has another size than the screen, and on a phone the map may not be
// there at all: it is drawn before the printer is asked.
async function mapForPaper() {
  document.body.classList.add("to-print");
  window.addEventListener("afterprint", () => {
    document.body.classList.remove("to-print");
    if (app.map) app.map.resize();
  }, { once: true });
  if (app.map) await app.map.drawn();
}

function listen() {
  $("language").addEventListener("click", () =>
    app.set({ lang: app.state.lang === "zh" ? "en" : "zh" }));
  $("toggle").addEventListener("click", () =>
    showMap(!document.body.classList.contains("map-first")));
  // The part after '#' is the state, so the skip link moves by hand.
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    showMap(false);
    $("main").focus();
  });
  for (const kind of ["popstate", "hashchange"]) {
    window.addEventListener(kind, () => {
      const next = app.city ? sensible(read(location.hash)) : read(location.hash);
      if (!app.city) app.state = next; // the start will show it
      else if (write(next) !== write(app.state)) app.set(next, { quiet: true });
    });
  }
}

// What an address leaves open, or names though this city doesn't have it.
function sensible(state) {
  const { paces, levels, finest_level: finest } = app.city;
  const served = app.categories.filter((c) => c.facilities > 0);
  const usual = served.find((c) => c.basic) || served[0] || { id: "all_basic" };
  const gaps = app.category.has(state.gaps) ? state.gaps : "";
  const asked = state.view === "city" && gaps ? gaps : state.category;
  return {
    ...state, gaps, radius: gaps ? "" : state.radius,
    pace: paces.some((p) => p.id === state.pace) ? state.pace : paces[0].id,
    level: levels.includes(state.level) ? state.level : finest || "",
    category: asked === "all_basic" || app.category.has(asked) ? asked : usual.id,
  };
}

async function startMap() {
  try {
    const { createMap } = await import("./map.js");
    app.map = createMap($("map"), {
      extent: app.city.extent,
      zoomIn: t("zoom_in"),
      zoomOut: t("zoom_out"),
      onpick: (lonlat, hit) => view && view.picked && view.picked(lonlat, hit),
      onhover: (hit) => view && view.hovered && view.hovered(hit),
    });
    app.map.show(app.lastScene);
  } catch (error) {
    console.warn(error);
    $("map-notice").hidden = false;
  }
}

// The map waits for the first list, which needs the line and the processor
// more; so does the keeping of both.
function afterList() {
  const turn = ["place", "unit"].includes(app.state.view) && (hasPlace(app.state) || app.state.unit || app.state.area)
    ? Promise.race([app.listed, new Promise((done) => { setTimeout(done, MAP_AFTER_MS); })]) : Promise.resolve();
  turn.then(startMap).then(() => setTimeout(keep, 200));
}

async function start() {
  await learn(app.state.lang).catch(() => { app.state.lang = "zh"; });
  chrome();
  fill($("main"), h("h1", null, t("title")), h("p", { class: "wait" }, t("loading")));
  try {
    [app.city, app.categories] = await Promise.all([api.city(), api.categories()]);
  } catch (error) {
    fill($("main"), h("h1", null, t("title")), app.problem(error, start));
    return;
  }
  app.category = new Map(app.categories.map((row) => [row.id, row]));
  app.state = sensible(app.state);
  $("attribution").textContent = app.city.attribution;
  chrome(); // with the city's name
  afterList();
  mount(app.state.view, ["view"]);
}

answers = watch(app);
listen();
start();
