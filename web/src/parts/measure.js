// SPDX-License-Identifier: GPL-3.0-or-later
// How coverage is measured: a time at a pace, or a radius; and what is counted.

import { percent } from "../base/amounts.js";
import { choice, fill, h } from "../base/dom.js";
import { RADII } from "../base/state.js";
import { has, metres, minutes, t } from "../base/text.js";
import { limitChoice, paceChoice } from "./choices.js";

const straight = (radius) => t("how_straight", { metres: metres(Number(radius)) });

// A radius has neither a time nor a pace, so these two come and go with it.
export function measureChoices(app) {
  const box = h("div", { class: "row" });
  const options = [["", t("how_walk")], ...RADII.map((radius) => [radius, straight(radius)])];
  const change = (radius) => {
    app.set({ radius, gaps: "", gap: 0 });
    draw();
    box.querySelector("#how").focus();
  };
  const draw = () =>
    fill(
      box,
      app.state.radius ? [] : [limitChoice(app), paceChoice(app)],
      choice(t("how"), "how", options, app.state.radius, change),
    );
  draw();
  return box;
}

// "15 minutes", or "500 m in a straight line".
export const limitText = ({ state }) =>
  state.radius ? straight(state.radius) : minutes(state.minutes * 60);

export function medianText(row) {
  if (row.median_seconds) return minutes(row.median_seconds);
  return row.median_metres ? metres(row.median_metres) : "";
}

// What the weights count, and how much of them is assumed.
export function countedIn(app) {
  const { home_kind: kind, home_unit_text: text, assumed_share: assumed } = app.city;
  return h(
    "p",
    { class: "small" },
    has(`counted_${kind}`) ? t(`counted_${kind}`) : text || "",
    assumed > 0 ? ` ${t("counted_assumed", { share: percent(assumed) })}` : "",
  );
}
