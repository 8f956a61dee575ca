// SPDX-License-Identifier: GPL-3.0-or-later
// What the service worker keeps: said where it stands in for the network, with
// its age; listed where nothing else can be had; forgotten at a button.

import { HOME, onAnswer, repeatFirst, WORKER } from "../base/api.js";
import { button, fill, h } from "../base/dom.js";
import { write } from "../base/state.js";
import { ago, minutes, moment, named, t } from "../base/text.js";

const ANSWERS = "answers";
const STORES = [ANSWERS, "tiles"];
const LISTED = 6;
const ALWAYS = ["/city", "/categories"]; // asked for by every view

const since = new Map(); // path: when the answer on show was kept

function line(app) {
  const shown = [...since].filter(([path]) => !ALWAYS.includes(path)).map(([, at]) => at);
  const box = document.getElementById("offline");
  const was = !box.hidden;
  box.hidden = since.size === 0;
  if (box.hidden) {
    if (was) app.say(t("online_again"));
    return;
  }
  const oldest = shown.length ? new Date(Math.min(...shown)) : null;
  fill(
    box,
    h(
      "p",
      null,
      h("strong", null, t("offline")),
      " ",
      oldest ? t("offline_shows", { time: moment(oldest), ago: ago(oldest) }) : t("offline_start"),
    ),
    button("quiet", t("retry"), () => location.reload()),
  );
}

// Follows the answers; a new view starts with what it asks for itself.
export function watch(app) {
  onAnswer((path, at) => {
    if (at) since.set(path, at);
    else {
      since.delete(path);
      for (const other of ALWAYS) since.delete(other); // there is a network
    }
    line(app);
  });
  return {
    draw: () => line(app),
    offline: () => since.size > 0,
    forget() {
      for (const path of [...since.keys()]) if (!ALWAYS.includes(path)) since.delete(path);
      line(app);
    },
  };
}

// The state in which the page asked for this list, if that says all.
function stateOf(app, query) {
  return {
    ...app.state,
    view: "place",
    open: "",
    show: "all",
    name: "",
    lon: Number(query.get("lon")),
    lat: Number(query.get("lat")),
    minutes: Number(query.get("minutes")),
    pace: query.get("pace"),
    when: "",
  };
}

// The places whose lists are kept, the latest first.
async function places(app) {
  if (!("caches" in window) || !(await caches.has(ANSWERS))) return [];
  const cache = await caches.open(ANSWERS);
  const found = [];
  for (const request of (await cache.keys()).reverse()) {
    const { pathname, searchParams: query } = new URL(request.url);
    if (!pathname.startsWith(HOME) || !pathname.endsWith("/circle")) continue;
    if (found.length >= LISTED) break;
    const answer = await cache.match(request);
    const { reason, unit_name: name, unit } = await answer.json();
    if (query.has("open_at") || reason) continue;
    const at = new Date(answer.headers.get("Lifecircle-Kept"));
    found.push({ state: stateOf(app, query), unit: name || unit, at });
  }
  return found;
}

function placeLink(app, { state, unit, at }) {
  const pace = app.city.paces.find(({ id }) => id === state.pace) || {};
  const facts = [minutes(state.minutes * 60), named(pace), ago(at)];
  const name = unit ? t("in_unit", { unit }) : `${state.lon}, ${state.lat}`;
  return h(
    "a",
    { class: "unit-row", href: write(state) },
    h("span", { class: "unit-name" }, name),
    h("span", { class: "small" }, facts.join(" · ")),
  );
}

export async function keptList(app) {
  const list = await places(app);
  if (!list.length) return null;
  return h(
    "section",
    { class: "kept", id: "kept" },
    h("h2", null, t("kept_title")),
    h(
      "ul",
      { class: "plain units" },
      list.map((one) => h("li", null, placeLink(app, one))),
    ),
    forgetButton(app),
  );
}

// Whoever shares the device may not want the next one to see this.
export function forgetButton(app) {
  if (!("caches" in window) || !navigator.serviceWorker?.controller) return null;
  const forget = async (event) => {
    for (const name of STORES) await caches.delete(name);
    app.say(t("kept_gone"));
    event.target.replaceWith(t("kept_gone"));
  };
  return h("p", { class: "small" }, t("kept_why"), " ", button("link", t("kept_forget"), forget));
}

// Keeping begins once the page stands, so that it takes nothing from it. What
// came before the worker was there is asked for again from its own cache.
export function keep() {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) {
    serviceWorker.addEventListener("controllerchange", repeatFirst, { once: true });
  }
  serviceWorker.register(WORKER, { updateViaCache: "none" }).catch(() => {});
}
