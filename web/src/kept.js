// SPDX-License-Identifier: GPL-3.0-or-later
// What the service worker keeps: said where it stands in for the network, with
// its age; listed where nothing else can be had; forgotten at a button.

import { fill, h } from "./dom.js";
import { asked, onAnswer } from "./api.js";
import { write } from "./state.js";
import { ago, minutes, moment, named, t } from "./text.js";

const ANSWERS = "answers";
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
  fill(box,
    h("p", null, h("strong", null, t("offline")), " ",
      oldest ? t("offline_shows", { time: moment(oldest), ago: ago(oldest) }) : t("offline_start")),
    h("button", { type: "button", class: "quiet", onclick: () => location.reload() }, t("retry")));
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

// The places whose lists are kept, the latest first.
export async function places(app) {
  if (!("caches" in window) || !(await caches.has(ANSWERS))) return [];
  const cache = await caches.open(ANSWERS);
  const found = [];
  for (const request of (await cache.keys()).reverse()) {
    const url = new URL(request.url);
    if (!url.pathname.endsWith("/circle") || found.length >= LISTED) continue;
    const answer = await cache.match(request);
    const body = await answer.json();
    const query = url.searchParams;
    const state = { ...app.state, view: "place", open: "", show: "all", name: "", lon: Number(query.get("lon")), lat: Number(query.get("lat")),
      minutes: Number(query.get("minutes")), pace: query.get("pace"), when: "" };
    if (query.has("open_at") || body.reason) continue;
    found.push({ state, unit: body.unit_name || body.unit, at: new Date(answer.headers.get("Lifecircle-Kept")) });
  }
  return found;
}

export async function keptList(app) {
  const list = await places(app);
  if (!list.length) return null;
  return h("section", { class: "kept", id: "kept" },
    h("h2", null, t("kept_title")),
    h("ul", { class: "plain units" }, list.map(({ state, unit, at }) => h("li", null,
      h("a", { class: "unit-row", href: write(state) },
        h("span", { class: "unit-name" }, unit ? t("in_unit", { unit }) : `${state.lon}, ${state.lat}`),
        h("span", { class: "small" }, [minutes(state.minutes * 60), named(app.city.paces.find((p) => p.id === state.pace) || {}), ago(at)].join(" · ")))))),
    forgetButton(app));
}

// Whoever shares the device may not want the next one to see this.
export function forgetButton(app) {
  if (!("caches" in window) || !navigator.serviceWorker || !navigator.serviceWorker.controller) return null;
  return h("p", { class: "small" }, t("kept_why"), " ",
    h("button", { type: "button", class: "link", onclick: async (event) => {
      for (const name of [ANSWERS, "tiles"]) await caches.delete(name);
      app.say(t("kept_gone"));
      event.target.replaceWith(t("kept_gone"));
    } }, t("kept_forget")));
}

// Keeping begins once the page stands, so that it takes nothing from it. What
// came before the worker was there is asked for again from its own cache.
export function keep() {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) {
    serviceWorker.addEventListener("controllerchange", () => {
      for (const address of asked) fetch(address).catch(() => {});
    }, { once: true });
  }
  serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
}
