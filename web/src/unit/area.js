// SPDX-License-Identifier: GPL-3.0-or-later
// An area of one's own: drawn, then its coverage, as a community has it.

import { weight } from "../base/amounts.js";
import * as api from "../base/api.js";
import { pack, unpack } from "../base/corners.js";
import { button, fill, h } from "../base/dom.js";
import { failure, waitLine } from "../base/panel.js";
import { lang, number, t } from "../base/text.js";
import { bars, headline } from "../parts/bars.js";
import { downloads } from "../parts/downloads.js";
import { countedIn } from "../parts/measure.js";
import { about, tools } from "../parts/share.js";
import { backButton } from "../parts/units.js";
import { Drawing } from "./drawing.js";

const KEPT_MS = 60_000; // the file's address, for a slow dialogue

export class AreaPanel {
  // `picker` holds the drawing, `results` the figures; `onleave` puts back what
  // was there before a drawing that comes to nothing.
  constructor(app, picker, results, onleave) {
    Object.assign(this, { app, picker, results, onleave });
    this.rows = null;
    this.drawing = new Drawing(app, picker, {
      onchange: () => this.scene(),
      ondone: (corners) => this.done(corners),
      onleave: () => this.leave(),
    });
  }

  isOn() {
    return Boolean(this.drawing.corners || this.app.state.area);
  }

  isDrawing() {
    return Boolean(this.drawing.corners);
  }

  drawn() {
    return unpack(this.app.state.area);
  }

  start(corners = []) {
    fill(this.results.box, about(this.app));
    this.drawing.start(corners);
  }

  done(corners) {
    const { app } = this;
    const area = pack(corners);
    app.dock("");
    app.showMap(false);
    if (area === app.state.area) this.show();
    else app.set({ area, unit: "", other: "", gaps: "", gap: 0 });
  }

  leave() {
    this.drawing.stop();
    this.app.dock("");
    if (this.app.state.area) this.app.set({ area: "" });
    else this.onleave();
  }

  picked({ lon, lat }) {
    if (this.isDrawing()) this.drawing.add([lon, lat]);
  }

  show() {
    const { app } = this;
    this.drawing.stop();
    this.drawPicker();
    this.scene();
    const ask = async (signal) => {
      this.rows = await api.areaCoverage(this.drawn(), app.state, signal);
      this.draw();
      app.isListed();
      app.say(`${t("area_title")}. ${headline(app, this.rows)}`);
    };
    const wait = this.rows ? null : [h("h2", null, t("area_title")), waitLine()];
    return this.results.ask(ask, { wait, retry: () => this.show() });
  }

  drawPicker() {
    const change = () => this.start(this.drawn());
    const buttons = [
      button("quiet", t("area_change"), change, { id: "area-change" }),
      backButton(t("area_leave_done"), () => this.leave()),
    ];
    fill(this.picker, h("div", { class: "tools" }, buttons));
  }

  draw() {
    const { app, rows } = this;
    const total = Math.max(...rows.map((row) => row.total));
    const inside = rows.reduce((sum, row) => sum + row.facilities_inside, 0);
    const facts = { weight: weight(total, app.city.home_kind), facilities: number(inside) };
    const file = (format) => button("quiet", format.toUpperCase(), () => this.download(format));
    fill(
      this.results.box,
      h(
        "div",
        { class: "head" },
        h("h2", null, t("area_title")),
        h("p", { class: "small" }, t("area_facts", facts)),
      ),
      total > 0 ? bars(app, rows, {}) : h("p", { class: "notice" }, t("area_empty")),
      countedIn(app, rows),
      h("div", { class: "tools" }, tools(app), downloads(file)),
      about(app),
    );
    app.dock(headline(app, rows));
    this.scene();
  }

  // A question with an area in it has no address, so the file goes through
  // the page.
  async download(format) {
    try {
      const file = await api.areaFile(this.drawn(), this.app.state, format);
      const href = URL.createObjectURL(file);
      h("a", { href, download: `lifecircle-area.${format}` }).click();
      setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
    } catch (error) {
      this.results.box.prepend(failure(error));
    }
  }

  scene() {
    const { area } = this.app.state;
    const corners = this.drawing.corners || this.drawn() || [];
    this.app.scene({
      view: "unit",
      lang: lang(),
      area: { corners, open: this.isDrawing() },
      fit: area ? "area" : this.app.city.extent,
      fitKey: area ? `area ${area}` : "city",
    });
  }

  close() {
    this.drawing.stop();
    this.rows = null;
  }
}
