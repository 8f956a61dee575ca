// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the page, keeps the state, and hands it to the view that shows it.
// The map is a module of its own that may fail to load: nothing waits for it.

import * as api from "./base/api.js";
import { fill, h } from "./base/dom.js";
import { failure, waitLine } from "./base/panel.js";
import { hasPlace, read, sensible, write } from "./base/state.js";
import { has, knows, learn, t } from "./base/text.js";
import { createFrame, element } from "./frame.js";
import { keep, watch } from "./parts/kept.js";
import { asOf } from "./parts/share.js";
import { mount as mountPlace } from "./place/view.js";

// The resident's view comes with the page, the others when they are opened.
const VIEW = {
  place: () => ({ mount: mountPlace }),
  unit: () => import("./unit/view.js"),
  city: () => import("./city/view.js"),
  plan: () => import("./plan/view.js"),
};
const MAP_AFTER_MS = 2500; // at the latest; before it, the first list
const KEEP_AFTER_MS = 200; // once the map is there
// To go back by.
const STEPS = ["view", "lon", "lat", "unit", "other", "area", "gaps", "plan", "best"];

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
    const step = !options.quiet && STEPS.some((key) => changed.includes(key));
    history[step ? "pushState" : "replaceState"](null, "", write(app.state));
    show(changed);
  },

  // What the map should show; kept for when it comes up later.
  scene(scene) {
    app.lastScene = scene;
    if (app.map) app.map.show(scene);
  },

  cityName: () => app.city?.name || "",
  pace: () => app.city.paces.find(({ id }) => id === app.state.pace) || app.city.paces[0],
  isOffline: () => answers.offline(),

  // A view calls this once it has something to read.
  isListed: () => listed(),
};

let listed;
const firstList = new Promise((done) => {
  listed = done;
});
let view = null;
let life = new AbortController(); // of that view: what it asks for ends with it
const answers = watch(app);
const frame = createFrame(app, answers);

async function show(changed) {
  const { lang, view: id } = app.state;
  if (changed.includes("lang")) {
    await learn(lang).catch(() => {});
    if (!knows(lang)) return app.set({ lang: lang === "zh" ? "en" : "zh" });
    if (lang !== app.state.lang) return;
    frame.draw();
  }
  if (changed.includes("view") || changed.includes("lang")) await mount(id, changed);
  else if (view) view.update(changed);
}

async function mount(id, changed) {
  const main = element("main");
  life.abort();
  life = new AbortController();
  const { signal } = life; // so that a view that comes late is not shown
  view = null;
  frame.current(id);
  app.dock("");
  answers.forget();
  let module;
  try {
    module = await VIEW[id]();
  } catch {
    const problem = failure(new api.ApiError("offline"), () => mount(id, changed));
    return fill(main, h("h1", null, t(`view_${id}`)), problem);
  }
  if (signal.aborted) return;
  if (changed.includes("view")) app.top();
  element("body").dataset.view = id;
  view = module.mount(app, main, signal);
}

// What an address says. One with a map service's coordinates is put into WGS 84
// before anybody sees it, and is from then on an address like any other.
async function readAddress() {
  const state = read(location.hash);
  if (!state.crs) return state;
  const place = await api.inWgs84(state);
  const { lon, lat } = { lon: place.lon.toFixed(5), lat: place.lat.toFixed(5) };
  const system = has(`system_${state.crs}`) ? t(`system_${state.crs}`) : "";
  const name = state.name || `${t("search_coordinates", { lon, lat })} · ${system}`;
  const next = { ...state, ...place, name, crs: "" };
  history.replaceState(null, "", write(next));
  return next;
}

// Back and forth, and an address typed by hand.
function follow() {
  const said = read(location.hash);
  if (said.crs) return location.reload(); // the start puts it into WGS 84
  const next = app.city ? sensible(said, app.city, app.category) : null;
  if (!next) {
    app.state = said;
  } // the start will show it
  else if (write(next) !== write(app.state)) app.set(next, { quiet: true });
}

async function startMap() {
  try {
    const { createMap } = await import("./map/map.js");
    app.map = createMap(element("map"), {
      tiles: api.TILES,
      extent: app.city.extent,
      zoomIn: t("zoom_in"),
      zoomOut: t("zoom_out"),
      onpick: (lonlat, hit) => view?.picked?.(lonlat, hit),
      onhover: (hit) => view?.hovered?.(hit),
      onmove: (...moved) => view?.dragged?.(...moved),
      ondrop: (...moved) => view?.dropped?.(...moved),
    });
    app.map.show(app.lastScene);
  } catch (error) {
    console.warn(error);
    element("map-notice").hidden = false;
  }
}

// The map waits for the first list, which needs the line and the processor
// more; so does the keeping of both.
async function afterList() {
  const { state } = app;
  const lists = state.view === "place" || state.view === "unit";
  if (lists && (hasPlace(state) || state.unit || state.area)) {
    const patience = new Promise((done) => {
      setTimeout(done, MAP_AFTER_MS);
    });
    await Promise.race([firstList, patience]);
  }
  await startMap();
  setTimeout(keep, KEEP_AFTER_MS);
}

async function start() {
  const main = element("main");
  const title = () => h("h1", null, t("title"));
  await learn(app.state.lang).catch(() => {
    app.state.lang = "zh";
  });
  frame.draw();
  fill(main, title(), waitLine());
  try {
    const needed = [api.city(), api.categories(), readAddress()];
    const [city, categories, said] = await Promise.all(needed);
    Object.assign(app, { city, categories, state: { ...said, lang: app.state.lang } });
  } catch (error) {
    return fill(main, title(), failure(error, start));
  }
  app.category = new Map(app.categories.map((row) => [row.id, row]));
  app.state = sensible(app.state, app.city, app.category);
  element("attribution").textContent = `${app.city.attribution} · ${asOf(app.city.data_as_of)}`;
  frame.draw(); // with the city's name
  mount(app.state.view, ["view"]);
  afterList();
}

for (const kind of ["popstate", "hashchange"]) window.addEventListener(kind, follow);
start();
