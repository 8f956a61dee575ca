// SPDX-License-Identifier: GPL-3.0-or-later
// A planner's view: one service over the whole city, as a table and a map.

import { shareText, wholeOf } from "../base/amounts.js";
import * as api from "../base/api.js";
import { fill, h } from "../base/dom.js";
import { panel, waitLine } from "../base/panel.js";
import { lang, named, t } from "../base/text.js";
import { categoryName, gapsButton } from "../parts/bars.js";
import { downloads, fileLink } from "../parts/downloads.js";
import { GapsPanel } from "../parts/gaps.js";
import { countedIn, limitText, measureChoices } from "../parts/measure.js";
import { about, tools } from "../parts/share.js";
import { categoryChoice, levelChoice, points, unitName } from "../parts/units.js";
import { legend, table } from "./table.js";

const MEASURES = ["category", "minutes", "pace", "radius", "gaps"]; // what makes other rows

class CityView {
  constructor(app, root, life) {
    Object.assign(this, { app, life });
    this.results = panel(h("div", { id: "results" }), life);
    this.units = [];
    this.listed = null; // the level of these units
    this.shapes = null;
    this.rows = null;
    this.gaps = new GapsPanel(app, this.results, {
      below: () => this.base(),
      place: () => ({ unit: "", name: app.cityName(), back: t("gaps_back_city") }),
    });
    life.addEventListener("abort", () => this.point(null));
    this.frame(root);
    this.load(true);
  }

  frame(root) {
    const { app } = this;
    fill(
      root,
      h("h1", null, t("city_title")),
      h(
        "div",
        { class: "controls" },
        h("p", null, t("city_intro")),
        h("div", { class: "row" }, categoryChoice(app), levelChoice(app)),
        measureChoices(app),
      ),
      this.results.box,
    );
  }

  load(levelToo, entered) {
    const { app, gaps, results } = this;
    const { state } = app;
    if (!state.gaps) gaps.close();
    const ask = async (signal) => {
      const wanted = api.coverage(state.level, state.category, state, signal);
      if (levelToo) await this.loadUnits(state.level, signal);
      this.rows = this.labelled(await wanted);
      if (state.gaps) return gaps.load(entered);
      this.draw();
      app.say(this.caption());
    };
    return results.ask(ask, { wait: this.rows ? null : waitLine(), retry: () => this.load(true) });
  }

  // The table is there before the shapes, and without them.
  async loadUnits(level, signal) {
    this.shapes = null;
    this.units = this.app.city.whole ? [] : await api.units(level, signal);
    this.listed = level;
    api.unitShapes(level, this.life).then(
      (found) => {
        if (level !== this.app.state.level) return;
        this.shapes = found.features;
        this.scene();
      },
      () => {},
    );
  }

  labelled(rows) {
    const { units } = this;
    const byCode = new Map(units.map((unit) => [unit.code, unit]));
    const rest = t(units.length ? "outside" : "whole_city");
    return rows.map((row) => {
      const unit = byCode.get(row.unit);
      const label = unit ? unitName(unit) : rest;
      return { ...row, label, known: Boolean(unit), approximate: unit?.approximate };
    });
  }

  caption() {
    const { state } = this.app;
    const pace = state.radius ? "" : named(this.app.pace());
    return [categoryName(this.app, state.category), limitText(this.app), pace]
      .filter(Boolean)
      .join(t("list_comma"));
  }

  wholeText() {
    const whole = wholeOf(this.rows);
    if (whole.share === null) return t("city_unknown");
    return t("city_mean", { share: shareText(whole) });
  }

  draw() {
    const { app, rows } = this;
    const { state } = app;
    const { level, category, radius } = state;
    const file = (format) => fileLink(format, api.coverageFile(level, category, state, format));
    const report = { class: "button quiet", href: api.cityReport(lang()), target: "_blank" };
    const missing = category !== "all_basic" && !radius && rows.some((row) => row.uncovered > 0);
    const [caption, whole] = [this.caption(), this.wholeText()];
    this.results.show(
      h("p", { class: "summary" }, caption, " · ", h("strong", null, whole)),
      missing ? h("p", null, gapsButton(app, category)) : null,
      legend(),
      table(app, rows, caption, (code) => this.point(code)),
      countedIn(app, rows),
      h("div", { class: "tools" }, tools(app), downloads(file), h("a", report, t("report_city"))),
      about(app),
    );
    app.dock(whole);
    this.scene();
  }

  // Table and map point at the same community, whichever is under the mouse
  // or has the focus.
  point(code, fromMap) {
    const { box } = this.results;
    if (this.app.map) this.app.map.point(code);
    for (const row of box.querySelectorAll("tr.pointed")) row.classList.remove("pointed");
    const row = code && box.querySelector(`tr[data-unit="${CSS.escape(code)}"]`);
    if (!row) return;
    row.classList.add("pointed");
    if (fromMap) row.scrollIntoView({ block: "nearest" });
  }

  // The map's scene, but for gaps.
  base() {
    const { units, shapes, rows } = this;
    const { gaps, level } = this.app.state;
    const byCode = new Map((gaps ? [] : rows).map((row) => [row.unit, row]));
    const value = gaps ? null : (code) => byCode.get(code) || null;
    const features = shapes || points(units);
    return {
      view: "city",
      lang: lang(),
      units: units.length ? { features, selected: "", value } : null,
      fit: this.app.city.extent,
      fitKey: `units ${level}`,
    };
  }

  scene() {
    if (!this.rows) return;
    if (this.app.state.gaps) this.gaps.scene();
    else this.app.scene(this.base());
  }

  update(changed) {
    const { app } = this;
    const has = (key) => changed.includes(key);
    if (has("gaps")) app.top();
    if (this.listed !== app.state.level) this.load(true);
    else if (MEASURES.some(has)) this.load(false, has("gaps") && !has("category"));
    else if (app.state.gaps) this.gaps.redraw();
    else if (this.rows) this.draw();
  }

  picked(at, { unit, gap }) {
    if (this.app.state.gaps) {
      if (gap) this.gaps.picked(gap);
    } else if (unit) this.app.set({ view: "unit", unit });
  }

  hovered(code) {
    if (!this.app.state.gaps) this.point(code, true);
  }
}

export const mount = (app, root, life) => new CityView(app, root, life);
