// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing of an area, corner by corner: tapped on the map, picked there by
// keys, typed, or the whole of what the map shows.

import { CORNERS } from "../base/corners.js";
import { button, h } from "../base/dom.js";
import { focusOn, redraw } from "../base/panel.js";
import { parsePair } from "../base/state.js";
import { t } from "../base/text.js";

const LEAST = 3; // corners of an area

const isPosition = (pair) => pair && Math.abs(pair[0]) <= 180 && Math.abs(pair[1]) <= 90;

// Do two sides of the ring cross? Sides that share a corner don't count.
function crosses(ring) {
  const side = (a, b, c) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const parted = (a, b, c, d) => side(a, b, c) !== side(a, b, d);
  const n = ring.length;
  const end = (i) => ring[(i + 1) % n];
  return ring.some((a, i) =>
    ring.some(
      (b, j) =>
        j > i + 1 &&
        (j + 1) % n !== i &&
        parted(a, end(i), b, end(j)) &&
        parted(b, end(j), a, end(i)),
    ),
  );
}

export class Drawing {
  // `box` holds it; `onchange` hears of each corner, `ondone` of the whole.
  constructor(app, box, { onchange, ondone, onleave }) {
    Object.assign(this, { app, box, onchange, ondone, onleave });
    this.corners = null; // while drawing; null: not drawing
    this.problem = "";
  }

  start(corners) {
    this.corners = corners;
    this.problem = "";
    this.draw();
    focusOn(this.box.querySelector("h2"));
  }

  stop() {
    this.corners = null;
  }

  add(corner) {
    const { corners } = this;
    if (corners.length >= CORNERS) return this.tell(t("area_many", { n: CORNERS }));
    corners.push(corner.map((v) => Math.round(v * 1e5) / 1e5));
    this.problem = "";
    this.draw();
    this.app.say(t("area_corners", { n: corners.length }));
  }

  undo() {
    this.corners.pop();
    this.draw();
  }

  tell(text) {
    this.problem = text;
    this.draw();
    this.app.say(text);
  }

  finish() {
    const { corners } = this;
    if (corners.length < LEAST) return this.tell(t("area_few"));
    if (crosses(corners)) return this.tell(t("area_crosses"));
    this.stop();
    this.ondone(corners);
  }

  fromMap() {
    if (!this.app.map) return this.tell(t("map_failed"));
    const [w, s, e, n] = this.app.map.extent();
    this.corners = [];
    for (const corner of [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
    ]) {
      this.add(corner);
    }
    this.finish();
  }

  fromText(text) {
    const lines = text.split(/\r?\n|[;；]/).filter((line) => line.trim());
    const pairs = lines.map(parsePair);
    const bad = pairs.findIndex((pair) => !isPosition(pair));
    if (bad >= 0) return this.tell(t("area_line", { n: bad + 1, line: lines[bad].trim() }));
    this.corners = pairs.slice(0, CORNERS);
    this.finish();
  }

  draw() {
    const n = this.corners.length;
    const count = t("area_corners", { n });
    redraw(
      this.box,
      h("h2", { tabindex: "-1" }, t("area_draw")),
      h("p", null, t("area_how")),
      h("p", { class: "summary", id: "area-count" }, count),
      this.problem ? h("p", { class: "note", role: "alert" }, this.problem) : null,
      this.buttons(n),
      this.typing(),
    );
    this.app.dock(count, { text: `${t("area_done")} (${n})`, act: () => this.finish() });
    this.onchange();
  }

  buttons(n) {
    const one = (id, act, look = "quiet", more = {}) =>
      button(look, t(`area_${id}`), act, { id: `area-${id}`, ...more });
    return h(
      "div",
      { class: "tools" },
      one("done", () => this.finish(), "primary"),
      one("map", () => this.app.showMap(true), "quiet narrow"),
      one("undo", () => this.undo(), "quiet", { disabled: !n }),
      one("view", () => this.fromMap()),
      one("leave", () => this.onleave()),
    );
  }

  // What was typed there stays, else the corners are put into words.
  typing() {
    const typed = this.box.querySelector("textarea");
    const value = typed ? typed.value : this.corners.map((c) => c.join(", ")).join("\n");
    const open = this.box.querySelector("#area-typing")?.open || null;
    const text = h("textarea", { id: "area-text", rows: 6, spellcheck: "false", value });
    const label = h("label", { for: "area-text" }, t("area_type_label"));
    return h(
      "details",
      { id: "area-typing", open },
      h("summary", null, t("area_type")),
      h("div", { class: "field" }, label, text),
      button("quiet", t("area_typed"), () => this.fromText(text.value), { id: "area-typed" }),
    );
  }
}
