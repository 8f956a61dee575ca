// SPDX-License-Identifier: GPL-3.0-or-later
// A community worker's view: how much of one unit each service covers.

import * as api from "../base/api.js";
import { button, fill, h } from "../base/dom.js";
import { focusOn, panel, waitLine } from "../base/panel.js";
import { lang, t } from "../base/text.js";
import { bars, headline } from "../parts/bars.js";
import { GapsPanel } from "../parts/gaps.js";
import { countedIn, measureChoices } from "../parts/measure.js";
import { about, tools } from "../parts/share.js";
import { points, unitName } from "../parts/units.js";
import { AreaPanel } from "./area.js";
import { comparison } from "./comparison.js";
import { figures, jumps, noUnits } from "./figures.js";
import { UnitPicker } from "./picker.js";
import { comparePicker, ranks } from "./ranks.js";
import { reportBox } from "./report.js";

const SHOWS = ["unit", "other", "area", "gaps"]; // what is looked at
const MEASURES = ["minutes", "pace", "radius"]; // and how it is measured

class UnitView {
  constructor(app, root, life) {
    Object.assign(this, { app, life });
    this.results = panel(h("div", { id: "results" }), life);
    this.units = [];
    this.listed = ""; // the level of these units
    this.shapes = null;
    this.rows = null;
    this.otherRows = null;
    this.all = null; // every unit's row of the service ranked: {key, rows}
    this.report = null; // of the community on show: {code, box}
    this.leftFrom = app.state.gaps;
    this.frame(root);
    this.loadUnits();
  }

  frame(root) {
    const { app, results } = this;
    const box = h("div", { id: "picker" });
    this.picker = new UnitPicker(app, box, () => this.area.start());
    this.area = new AreaPanel(app, box, results, () => this.leaveDrawing());
    this.gaps = new GapsPanel(app, results, {
      below: () => this.base(),
      place: () => this.gapsPlace(),
    });
    fill(
      root,
      h("h1", null, t("unit_title")),
      h("div", { class: "controls" }, box, measureChoices(app)),
      results.box,
    );
  }

  current() {
    return this.units.find((unit) => unit.code === this.app.state.unit);
  }

  // The one beside it.
  other() {
    const { unit, other } = this.app.state;
    if (!this.current() || other === unit) return undefined;
    return this.units.find(({ code }) => code === other);
  }

  gapsPlace() {
    const name = unitName(this.current());
    return { unit: this.app.state.unit, name, back: t("gaps_back", { unit: name }) };
  }

  gapsOn() {
    return Boolean(this.app.state.gaps && this.current());
  }

  // ---- what is asked ----

  async loadUnits() {
    const { level } = this.app.state;
    if (!this.app.city.levels.length) return this.loadRows();
    this.listed = "";
    const ask = async (signal) => {
      this.units = await api.units(level, signal);
      this.listed = level;
    };
    const retry = () => this.loadUnits();
    if (!(await this.results.ask(ask, { wait: waitLine(), retry }))) return;
    if (!this.area.isOn()) this.drawPicker();
    this.loadShapes(level);
    await this.loadRows();
  }

  // The list is there before the shapes, and without them.
  loadShapes(level) {
    this.shapes = null;
    api.unitShapes(level, this.life).then(
      (found) => {
        if (level !== this.app.state.level) return;
        this.shapes = found.features;
        this.scene();
      },
      () => {},
    );
  }

  async loadRows(entered) {
    const { area, gaps } = this;
    this.results.begin();
    this.rows = this.otherRows = null;
    if (area.isOn()) return area.isDrawing() ? undefined : area.show();
    if (this.gapsOn()) return gaps.load(entered);
    gaps.close();
    if (this.current() && !(await this.loadFigures())) return;
    this.draw();
    this.app.isListed();
  }

  // Its name and place are there at once, the figures when they come.
  loadFigures() {
    const { app } = this;
    const { state } = app;
    const [unit, other] = [this.current(), this.other()];
    const coverage = (code, signal) => api.unitCoverage(code, state, signal);
    const ask = async (signal) => {
      [this.rows, this.otherRows] = await Promise.all([
        coverage(state.unit, signal),
        other ? coverage(other.code, signal) : null,
      ]);
      const title = other && t("compare_title", { a: unitName(unit), b: unitName(other) });
      app.say(title || `${unitName(unit)}. ${headline(app, this.rows)}`);
      if (!other) this.loadRanks(signal);
    };
    this.draw();
    return this.results.ask(ask, { busy: false, retry: () => this.loadRows() });
  }

  // How the others stand; the community's own figures don't wait for it, and
  // where it can't be had the rank is left out.
  loadRanks(signal) {
    const { level, category, minutes, pace, radius } = this.app.state;
    const key = [level, category, minutes, pace, radius].join(" ");
    if (this.all && this.all.key === key) return;
    this.all = null;
    api.coverage(level, category, this.app.state, signal).then(
      (rows) => {
        this.all = { key, rows };
        this.draw();
      },
      () => {},
    );
  }

  // ---- what is shown ----

  drawPicker() {
    if (this.current()) this.picker.drawPicked();
    else this.picker.draw(this.units);
  }

  draw() {
    const { app, rows, otherRows, results } = this;
    const [unit, other] = [this.current(), this.other()];
    if (!app.city.levels.length) this.drawNone();
    else if (!unit) {
      fill(results.box, countedIn(app), about(app));
      app.dock(t("unit_pick"));
    } else if (other && rows && otherRows) this.drawPair(unit, other);
    else {
      results.show(figures(app, unit, rows ? this.bars(unit) : waitLine(), rows));
      app.dock([unitName(unit), rows ? headline(app, rows) : ""].filter(Boolean).join(" · "));
    }
    this.scene();
  }

  leaveDrawing() {
    if (this.app.city.levels.length) this.drawPicker();
    this.draw();
    focusOn(document.getElementById("area-open"));
  }

  drawNone() {
    this.picker.drawNone();
    fill(this.results.box, noUnits(this.app));
    this.app.dock(t("no_units"));
  }

  bars(unit) {
    const { app, all, units, rows } = this;
    const beside = [
      jumps(this.results.box),
      all ? ranks(app, unit, units, all.rows) : null,
      comparePicker(app, unit, units),
      this.reportOf(unit),
    ];
    return bars(app, rows, { gaps: true, beside });
  }

  // Asked for once a community, whatever is drawn around it.
  reportOf({ code }) {
    if (!this.report || this.report.code !== code) {
      this.report = { code, box: reportBox(this.app, code, this.life) };
    }
    return this.report.box;
  }

  drawPair(unit, other) {
    const { app, rows, otherRows } = this;
    const stop = () => app.set({ other: "" });
    fill(
      this.results.box,
      h(
        "div",
        { class: "row" },
        comparePicker(app, unit, this.units),
        button("quiet", t("compare_stop"), stop, { id: "compare-stop" }),
      ),
      comparison(app, [unit, other], [rows, otherRows]),
      countedIn(app, [...rows, ...otherRows]),
      tools(app),
      about(app),
    );
    app.dock(t("compare_title", { a: unitName(unit), b: unitName(other) }));
  }

  // The map's scene, but for gaps and areas.
  base() {
    const { units, shapes } = this;
    const { unit, other } = this.app.state;
    const on = this.current();
    const features = shapes || points(units);
    return {
      view: "unit",
      lang: lang(),
      units: units.length ? { features, selected: unit, other, value: null } : null,
      fit: on ? "unit" : this.app.city.extent,
      fitKey: on ? `unit ${unit} ${other} ${shapes ? 1 : 0}` : "city",
    };
  }

  scene() {
    if (this.area.isOn()) return; // it has its own
    if (this.gapsOn()) this.gaps.scene();
    else this.app.scene(this.base());
  }

  // From the gaps of a service back to its bar.
  goBackTo(category) {
    const from = document.getElementById(`gaps-${category}`);
    if (!from) return;
    focusOn(from);
    from.scrollIntoView({ block: "center" });
  }

  // ---- what happens ----

  update(changed) {
    const { app, gaps, results } = this;
    const has = (keys) => keys.some((key) => changed.includes(key));
    if (this.listed !== app.state.level) {
      this.loadUnits();
    } // of another level, or not yet there
    else if (has([...SHOWS, ...MEASURES])) this.look(changed, has);
    else if (has(["category"]) && this.current() && !this.gapsOn()) {
      this.loadRanks(results.signal());
    } else if (this.gapsOn()) gaps.redraw();
  }

  async look(changed, has) {
    const { app, area } = this;
    const from = this.leftFrom;
    this.leftFrom = app.state.gaps;
    if (has(["area"])) area.close();
    if (has(["unit", "area"]) && !area.isOn() && app.city.levels.length) this.drawPicker();
    if (has(SHOWS)) app.top();
    await this.loadRows(has(["gaps"]));
    if (from && !this.leftFrom) this.goBackTo(from);
  }

  picked(at, { unit, gap }) {
    if (this.area.isOn()) this.area.picked(at);
    else if (this.gapsOn()) {
      if (gap) this.gaps.picked(gap);
    } else if (unit) this.app.set({ unit, other: "" });
  }
}

export const mount = (app, root, life) => new UnitView(app, root, life);
