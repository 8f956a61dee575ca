// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to a plan: by its list, by taps, by keys, and by dragging on the
// map.

import * as api from "../base/api.js";
import { fill, h } from "../base/dom.js";
import { focusOn, isFailure } from "../base/panel.js";
import { t } from "../base/text.js";
import { tapText, tooMany } from "./changes.js";
import { headline, sumText } from "./gains.js";
import { MOST, position, toScenario, write } from "./plan.js";
import { pointIn } from "./scene.js";

const NEAR = 8; // facilities to choose among

export class Hand {
  constructor(view) {
    this.view = view;
    this.on = -1; // the change in hand
    this.adding = ""; // the kind that waits for a place or a facility
    this.options = null; // facilities to choose among
    this.start = null; // of a new way, until it has its other end
    this.dragging = 0; // the change that is on its way, counted from 1
    this.asking = false;
  }

  set(plan, more = {}) {
    this.view.app.set({ plan: write(plan), ...more });
  }

  // Whether there was room for them.
  push(changes) {
    const all = [...this.view.plan.changes, ...changes];
    if (all.length > MOST) {
      this.view.told.show(h("p", { class: "notice", role: "alert" }, tooMany(MOST)));
      return false;
    }
    this.view.told.show();
    this.view.fits += 1;
    this.set({ ...this.view.plan, changes: all });
    return true;
  }

  take(places) {
    const { category } = this.view.app.state;
    return this.push(places.map((at) => ({ kind: "add", category, at: position(at) })));
  }

  // `end` is "at", or "from" of a way's other end.
  put(i, at, end = "at") {
    const changes = this.changed(i, { [end]: at });
    const [lon, lat] = at.map((v) => v.toFixed(5));
    this.view.app.say(t("change_put_at", { n: i + 1, lon, lat }));
    this.set({ ...this.view.plan, changes });
  }

  changed(i, part) {
    return this.view.plan.changes.map((one, k) => (k === i ? { ...one, ...part } : one));
  }

  // A gate that is opened is shut, and the other way round.
  turn(i) {
    const { open } = this.view.plan.changes[i];
    this.set({ ...this.view.plan, changes: this.changed(i, { open: !open }) });
  }

  drop(i) {
    this.on = -1;
    this.view.app.say(t("change_dropped", { n: i + 1 }));
    this.set({ ...this.view.plan, changes: this.view.plan.changes.filter((_, k) => k !== i) });
    focusOn(document.getElementById("changes-title"));
  }

  // One that is kept, or out of a file; none: an empty one.
  open(plan, category) {
    this.on = -1;
    this.view.fits += 1;
    this.view.app.top();
    const { category: own } = this.view.app.state;
    this.view.app.set({ plan, category: this.view.app.category.has(category) ? category : own });
    this.view.draw();
  }

  // Takes a change in hand, to be put elsewhere.
  hold(i) {
    this.on = i;
    this.adding = "";
    this.options = null;
    this.view.loadRings();
    this.view.draw();
    this.view.drawDock();
    this.view.app.showMap(i >= 0);
    if (i >= 0) this.view.app.say(t("change_held"));
    else focusOn(document.getElementById("changes-title"));
  }

  add(kind) {
    const { app } = this.view;
    if (kind === "best") return this.view.suggestions.add();
    this.on = -1;
    this.adding = kind === "map" ? "add" : kind;
    this.options = this.start = null;
    this.view.draw();
    this.view.drawDock();
    const chosen = ["remove", "move", ""].includes(kind); // from a list, or not at all
    app.showMap(!chosen);
    if (chosen) focusOn(document.getElementById("add-title"));
    else app.say(tapText(this.adding));
    return chosen && kind ? this.loadOptions() : undefined;
  }

  // The facilities around the middle of the map.
  centre() {
    const { app, units } = this.view;
    const unit = units.find(({ code }) => code === app.state.unit);
    const [w, s, e, n] = app.map ? app.map.extent() : app.city.extent;
    const [lon, lat] = !app.map && unit?.centre ? unit.centre : [(w + e) / 2, (s + n) / 2];
    return { lon, lat };
  }

  loadOptions() {
    const { category, pace } = this.view.app.state;
    const used = new Set(this.view.plan.changes.map(({ id }) => id));
    const asked = { category, k: NEAR };
    const work = async (signal) => {
      const { features } = await api.nearest(this.centre(), asked, pace, "", signal);
      this.options = features.filter(({ id }) => !used.has(id));
      this.view.draw();
    };
    return this.view.told.ask(work, { busy: false, retry: () => this.loadOptions() });
  }

  choose(feature) {
    const { id, geometry } = feature;
    const kind = this.adding;
    this.adding = "";
    this.options = null;
    this.view.facts.set(id, feature);
    const change = kind === "move" ? { kind, id, at: position(pointIn(geometry)) } : { kind, id };
    if (!this.push([change])) return;
    if (kind === "move") this.hold(this.view.plan.changes.length - 1);
    else focusOn(document.getElementById("changes-title"));
  }

  picked({ lon, lat }, { change, mark }) {
    const at = position([lon, lat]);
    if (this.adding && !["remove", "move"].includes(this.adding)) this.tapped(at);
    else if (this.adding) {
      if (mark && this.options?.[mark - 1]) this.choose(this.options[mark - 1]);
    } else if (change && change - 1 !== this.on) {
      if (this.view.plan.changes[change - 1].at) this.hold(change - 1);
    } else if (this.on >= 0 && !change) this.put(this.on, at);
  }

  // Where something new is to be; a way has two ends.
  tapped(at) {
    const kind = this.adding;
    if (kind === "link" && !this.start) {
      this.start = at;
      this.view.draw();
      this.view.drawDock();
      return this.view.app.say(tapText(kind, at));
    }
    const { category } = this.view.app.state;
    const parts = { add: { category }, link: { from: this.start }, gate: { open: true } };
    this.adding = "";
    this.start = null;
    if (!this.push([{ kind, ...parts[kind], at }])) return undefined;
    return this.hold(this.view.plan.changes.length - 1);
  }

  // On its way, the sum follows as fast as the server answers.
  async dragged(change, lonlat, end = "at") {
    this.on = change - 1;
    this.dragging = change;
    if (this.asking) return;
    const changes = this.changed(this.on, { [end]: position(lonlat) });
    this.asking = true;
    try {
      const found = await api.whatif(toScenario({ changes }), this.view.app.state, this.view.life);
      if (this.dragging === change) {
        fill(this.view.sum, headline(this.view.app, found));
        this.view.app.dock(sumText(this.view.app, found));
      }
    } catch (error) {
      if (isFailure(error)) console.warn(error); // where it comes to lie it is asked again
    } finally {
      this.asking = false;
    }
  }

  dropped(change, lonlat, end) {
    this.dragging = 0;
    this.put(change - 1, position(lonlat), end);
  }
}
