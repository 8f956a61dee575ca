// SPDX-License-Identifier: GPL-3.0-or-later
// Plans: changes to the city that are tried out, and who gains by them. For a
// community worker from a gap, for a planner from the best places of a service.

import * as api from "../base/api.js";
import { button, fill, h } from "../base/dom.js";
import { isFailure, panel, waitLine } from "../base/panel.js";
import { minutes, named, t, teach } from "../base/text.js";
import { limitChoice, paceChoice } from "../parts/choices.js";
import { countedIn } from "../parts/measure.js";
import { about, tools } from "../parts/share.js";
import { backButton } from "../parts/units.js";
import { BestPlaces } from "./best.js";
import { Changes, tapText } from "./changes.js";
import { gains, headline, sumText } from "./gains.js";
import { Hand } from "./hand.js";
import { Keeping } from "./keeping.js";
import { indexOf, read, toScenario } from "./plan.js";
import { sceneOf } from "./scene.js";
import { Suggestions } from "./suggest.js";
import { WORDS } from "./words.js";

teach(WORDS);

const SERVICE = ["category", "unit", "minutes", "pace", "best"]; // what makes other best places
const MEASURES = ["minutes", "pace"];

class PlanView {
  constructor(app, root, life) {
    Object.assign(this, { app, life });
    this.plan = read(app.state.plan);
    this.found = null; // what `foundOf`, the plan's text, came to
    this.foundOf = "";
    this.facts = new Map(); // facilities by id; null: there is none
    this.units = [];
    this.shapes = null;
    this.context = null; // the gaps that one came from
    this.rings = null;
    this.fits = 0; // how often the map was told where to look
    this.results = panel(h("div", { id: "results" }), life);
    this.told = panel(h("div", { id: "plan-told" }), life);
    this.near = panel(h("div"), life);
    this.suggestions = new Suggestions(this);
    this.hand = new Hand(this);
    this.frame(root);
    this.loadUnits();
    this.loadContext();
    this.follow();
    this.best.load();
  }

  frame(root) {
    const { app, life } = this;
    this.head = h("div", { id: "plan-head" });
    this.sum = h("div", { id: "plan-sum" });
    this.foot = h("div", null);
    const changes = h("div", { id: "changes" });
    const adding = h("div", { id: "adding", class: "plan-controls" });
    this.changes = new Changes(app, changes, adding, this.acts());
    this.best = new BestPlaces(app, life, {
      take: (places) => this.hand.take(places),
      onchange: (come) => {
        if (come) this.fits += 1;
        this.scene();
      },
    });
    this.keeping = new Keeping(app, life, {
      plan: () => this.plan,
      rename: (name) => this.hand.set({ ...this.plan, name }),
      open: (plan, category) => this.hand.open(plan, category),
    });
    fill(
      root,
      h("h1", null, t("plan_title")),
      this.head,
      this.sum,
      changes,
      this.told.box,
      this.results.box,
      adding,
      h("div", { class: "controls row" }, limitChoice(app), paceChoice(app)),
      this.best.box,
      this.keeping.box,
      this.foot,
    );
  }

  // What the list of changes may do.
  acts() {
    const { hand } = this;
    return {
      hold: (i) => hand.hold(i),
      put: (i, at, end) => hand.put(i, at, end),
      turn: (i) => hand.turn(i),
      drop: (i) => hand.drop(i),
      suggest: (i) => this.suggestions.put(i),
      add: (kind) => hand.add(kind),
      choose: (feature) => hand.choose(feature),
    };
  }

  // ---- what is asked ----

  async loadUnits() {
    const { level } = this.app.state;
    if (this.app.city.whole || !level) return;
    try {
      this.units = await api.units(level, this.life);
      this.draw();
      this.shapes = (await api.unitShapes(level, this.life)).features;
      this.scene();
    } catch (error) {
      if (!isFailure(error)) throw error; // names and outlines are not what one came for
    }
  }

  async loadContext() {
    const { gaps, unit, minutes: limit, pace } = this.app.state;
    this.context = null;
    if (!gaps) return;
    try {
      this.context = await api.gaps(unit, gaps, limit, pace, 12, this.life);
      this.drawHead();
      this.scene();
    } catch (error) {
      if (isFailure(error)) console.warn(error); // the plan can do without
    }
  }

  // What the plan's facilities are called and where they are.
  async loadFacts() {
    const missing = this.plan.changes.filter(({ id }) => id && !this.facts.has(id));
    for (const { id } of missing) {
      try {
        this.facts.set(id, await api.facility(id, this.life));
      } catch (error) {
        if (!isFailure(error)) return;
        if (error.kind === "gone") this.facts.set(id, null);
      }
    }
    if (missing.length) this.draw();
  }

  // The plan of the address, and what it comes to.
  follow() {
    this.plan = read(this.app.state.plan);
    if (this.hand.on >= this.plan.changes.length) this.hand.on = -1;
    this.loadFacts();
    this.loadRings();
    this.draw();
    return this.ask();
  }

  ask() {
    const { app, plan, results } = this;
    if (!plan.changes.length) {
      results.begin();
      this.found = null;
      return this.drawFound();
    }
    const { plan: text } = app.state;
    const work = async (signal) => {
      this.found = await api.whatif(toScenario(plan), app.state, signal);
      this.foundOf = text;
      this.draw();
      this.drawFound();
      app.say(sumText(app, this.found));
    };
    return results.ask(work, {
      wait: this.found ? null : waitLine(t("plan_wait")),
      busy: Boolean(this.found),
      retry: () => this.ask(),
      failed: (problem, error) => this.failed(problem, error),
    });
  }

  // A failure that names a change leads to it.
  failed(problem, error) {
    const i = indexOf(this.plan, error.parameter);
    this.found = null;
    fill(this.sum);
    this.draw();
    if (i < 0) return problem;
    return [
      problem,
      h("p", null, t("change_faulty", { n: i + 1 })),
      button("primary", t("change_drop"), () => this.hand.drop(i)),
    ];
  }

  // What can be walked to from the change in hand, or the only one.
  async loadRings() {
    const { app, plan } = this;
    const i = plan.changes.length === 1 ? 0 : this.hand.on;
    const change = plan.changes[i];
    const at = change && ["add", "move"].includes(change.kind) ? change.at : null;
    const key = at ? [at, app.state.minutes, app.state.pace].join(" ") : "";
    if (key === this.ringsOf) return;
    this.ringsOf = key;
    this.rings = null;
    if (!at) return;
    try {
      const [lon, lat] = at;
      const { minutes: limit, pace } = app.state;
      const { features } = await api.isochrone({ lon, lat }, [limit], pace, this.life);
      if (key !== this.ringsOf) return;
      this.rings = features;
      this.scene();
    } catch (error) {
      if (isFailure(error)) console.warn(error); // the figures don't rest on it
    }
  }

  // ---- what is shown ----

  draw() {
    const { found, foundOf, app } = this;
    this.drawHead();
    const look = this.look();
    this.changes.draw({ ...look, found: foundOf === app.state.plan ? found : null });
    this.changes.drawMore(look);
    this.best.draw(this.units);
    this.keeping.draw();
    if (!this.foot.childElementCount) fill(this.foot, tools(app), about(app));
    this.scene();
  }

  drawHead() {
    const { app, plan, context } = this;
    const { gaps, unit } = app.state;
    const category = named(app.category.get(gaps) || {});
    const leave = () => app.set({ view: unit ? "unit" : "city" });
    const how = { limit: minutes(app.state.minutes * 60), pace: named(app.pace()) };
    fill(
      this.head,
      gaps
        ? h("p", null, backButton(t("plan_back", { category }), leave, { id: "plan-back" }))
        : null,
      plan.changes.length
        ? [
            plan.name ? h("h2", { id: "plan-called" }, plan.name) : null,
            h("p", { class: "small" }, t("plan_how", how)),
          ]
        : h("p", null, t("plan_intro")),
      context ? h("p", { class: "small" }, t("plan_gap_now", { category })) : null,
    );
  }

  drawFound() {
    const { app, found, units } = this;
    if (found) fill(this.sum, headline(app, found));
    else fill(this.sum);
    this.results.show(...(found ? [gains(app, found, units), countedIn(app)] : []));
    this.drawDock();
    this.scene();
  }

  drawDock() {
    const { app, found, plan, hand } = this;
    const { on, adding, start } = hand;
    if (adding && !["remove", "move"].includes(adding)) {
      return app.dock(tapText(adding, start), { text: t("add_leave"), act: () => hand.add("") });
    }
    const text = found ? sumText(app, found) : t(plan.changes.length ? "plan_wait" : "plan_title");
    return app.dock(text, on < 0 ? null : { text: t("change_done"), act: () => hand.hold(-1) });
  }

  // Itself, what is in hand, and the places that are suggested.
  look() {
    const { on, adding, options, start } = this.hand;
    return { ...this, on, adding, options, start, sites: this.best.features() };
  }

  scene() {
    this.app.scene(sceneOf(this.app, this.look()));
  }

  // ---- what happens ----

  update(changed) {
    const has = (keys) => keys.some((key) => changed.includes(key));
    if (changed.includes("level")) this.loadUnits();
    if (has([...MEASURES, "gaps"])) this.loadContext();
    if (has(["plan", "level", ...MEASURES])) this.follow();
    else this.draw();
    if (has(SERVICE)) this.best.load();
    if (changed.includes("category") && ["remove", "move"].includes(this.hand.adding)) {
      this.hand.loadOptions();
    }
  }

  picked(at, hit) {
    this.hand.picked(at, hit);
  }

  dragged(change, lonlat, end) {
    return this.hand.dragged(change, lonlat, end);
  }

  dropped(change, lonlat, end) {
    this.hand.dropped(change, lonlat, end);
  }
}

export const mount = (app, root, life) => new PlanView(app, root, life);
