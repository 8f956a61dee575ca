// SPDX-License-Identifier: GPL-3.0-or-later
// The communities to pick from: the first of the list, or those of a name.

import { weight } from "../base/amounts.js";
import { button, fill, h } from "../base/dom.js";
import { t } from "../base/text.js";
import { backButton, isName, kindBadge, levelChoice, unitName } from "../parts/units.js";

const LISTED = 60; // of the units; the rest by typing

export class UnitPicker {
  // `onarea` begins an area of one's own.
  constructor(app, box, onarea) {
    Object.assign(this, { app, box, onarea });
    this.units = [];
    this.typed = "";
  }

  areaButton() {
    const control = button("quiet", t("area_open"), () => this.onarea(), { id: "area-open" });
    return h("p", null, control);
  }

  // Of a city without communities.
  drawNone() {
    fill(this.box, this.areaButton());
  }

  // Once one is picked, the way back to the others.
  drawPicked() {
    const back = () => this.app.set({ unit: "", other: "", gaps: "", gap: 0 });
    fill(this.box, backButton(t("unit_change"), back));
  }

  draw(units) {
    this.units = units;
    const list = h("div", { id: "unit-list" });
    const input = h("input", {
      id: "unit-search",
      type: "search",
      autocomplete: "off",
      maxlength: "64",
      value: this.typed,
      oninput: () => {
        this.typed = input.value;
        this.drawList(list);
      },
    });
    const label = h("label", { for: "unit-search" }, t("unit_search"));
    fill(
      this.box,
      h("p", null, t("unit_intro")),
      h(
        "div",
        { class: "row" },
        h("div", { class: "field grow" }, label, input),
        levelChoice(this.app),
      ),
      this.areaButton(),
      list,
    );
    this.drawList(list);
  }

  matching() {
    const q = this.typed.trim().toLowerCase();
    const has = (text) => (text || "").toLowerCase().includes(q);
    return this.units.filter((unit) => !q || [unit.name, unit.name_en, unit.code].some(has));
  }

  drawList(list) {
    const found = this.matching();
    const rest = found.length - LISTED;
    const items = found.slice(0, LISTED).map((unit) => h("li", null, this.row(unit)));
    fill(
      list,
      h("ul", { class: "plain units", "aria-label": t("unit_pick") }, items),
      found.length ? null : h("p", { class: "note" }, t("unit_none")),
      rest > 0 ? h("p", { class: "small" }, t("unit_more", { n: rest })) : null,
    );
  }

  row(unit) {
    const badge = kindBadge(unit);
    const homes = isName(unit)
      ? t("name_only_what")
      : weight(unit.weight || 0, this.app.city.home_kind);
    const label = [
      h("span", { class: "unit-name" }, unitName(unit), badge),
      h("span", { class: "small" }, homes),
    ];
    return button("unit-row", label, () => this.app.set({ unit: unit.code }));
  }
}
