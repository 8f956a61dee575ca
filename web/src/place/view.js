// SPDX-License-Identifier: GPL-3.0-or-later
// A resident's view: what is within a walk of one place, and what is missing.

import * as api from "../base/api.js";
import { choice, fill, h } from "../base/dom.js";
import { panel, waitLine } from "../base/panel.js";
import { MINUTES, WHEN, hasPlace } from "../base/state.js";
import { named, t } from "../base/text.js";
import { limitChoice, paceChoice } from "../parts/choices.js";
import { about } from "../parts/share.js";
import { checklist, counted, heading, refusal, summary } from "./checklist.js";
import { intro, keptPlaces } from "./intro.js";
import { locateControl } from "./locate.js";
import { isNeed, needs } from "./need.js";
import { nearestOf } from "./nearest.js";
import { cityScene, placeScene } from "./scene.js";
import { searchBox } from "./search.js";

const LISTED_BY = ["lon", "lat", "minutes", "pace", "when"]; // what makes another list

function whenChoice(app) {
  const options = ["", ...WHEN].map((when) => [when, t(`when_${when || "any"}`)]);
  return choice(t("when"), "when", options, app.state.when, (when) => app.set({ when }));
}

// The box, and what goes to a place that is picked elsewhere.
function controls(app, life) {
  const locate = locateControl(app, (at, name) => wanted.go(at, name));
  const wanted = needs(app, life, locate.start);
  const search = searchBox(app, life, {
    label: t("search"),
    hint: t("search_hint"),
    beside: locate.button,
    find: (q, signal) => api.search(q, hasPlace(app.state) ? app.state : null, signal),
    onpick: (hit, name, tell) => (isNeed(hit) ? wanted.pick(hit, tell) : wanted.go(hit, name)),
  });
  const row = h("div", { class: "row" }, limitChoice(app), paceChoice(app), whenChoice(app));
  return { box: h("div", { class: "controls" }, search, locate.note, row), go: wanted.go };
}

// Of a pace that doesn't walk it says how.
function question({ city, state }) {
  const pace = city.paces.find(({ id }) => id === state.pace);
  const walks = !pace || pace.mode === city.paces[0].mode;
  return walks ? t("place_title") : t("place_title_by", { how: named(pace) });
}

export function mount(app, root, life) {
  const results = panel(h("div", { id: "results" }), life);
  const nearest = nearestOf(app, results, draw);
  const title = h("h1", null, question(app));
  let circle; // the answer on show
  let rings;

  const { box, go } = controls(app, life);
  const scene = () => app.scene(placeScene(app, { rings, ...nearest.shown() }));

  // Out of a place of which nothing can be said.
  const toCity = () => {
    app.showMap(true);
    app.scene(cityScene(app));
  };

  async function ask(signal) {
    const { state } = app;
    const { minutes, pace, when, open } = state;
    circle = await api.circle(state, minutes, pace, when, signal);
    draw();
    app.isListed();
    if (!circle.reason) app.say(summary(app, circle));
    askRings(state, signal);
    if (!open || circle.reason) return;
    await nearest.open();
    document.getElementById(`open-${open}`)?.scrollIntoView({ block: "center" });
  }

  function load() {
    circle = rings = null;
    nearest.forget();
    if (!hasPlace(app.state)) {
      results.begin();
      return draw();
    }
    scene();
    return results.ask(ask, {
      wait: results.box.querySelector("h2") ? null : waitLine(),
      retry: load,
      failed: (problem) => [problem, keptPlaces(app)],
    });
  }

  // The list stands without the area.
  function askRings(state, signal) {
    const limits = MINUTES.filter((m) => m <= state.minutes);
    const show = (found) => {
      rings = found;
      scene();
    };
    api.isochrone(state, limits, state.pace, signal).then(show, () => {});
  }

  function draw() {
    fill(title, question(app));
    const known = circle && !circle.reason;
    if (!hasPlace(app.state)) results.show(intro(app));
    else if (known) {
      results.show(heading(app, circle), checklist(app, circle, nearest.under), about(app));
    } else if (circle) results.show(heading(app, circle), refusal(circle, go, toCity));
    scene();
    app.dock(known ? counted(circle) : t("place_ways_tap"));
  }

  function update(changed) {
    if (LISTED_BY.some((key) => changed.includes(key))) return load();
    draw();
    if ((changed.includes("open") || changed.includes("services")) && circle && !circle.reason) {
      nearest.openOther();
    }
  }

  fill(root, title, box, results.box);
  load();
  return { update, picked: (at) => go(at) };
}
