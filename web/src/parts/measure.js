// SPDX-License-Identifier: GPL-3.0-or-later
// How coverage is measured: a time at a pace, or a radius; and what is counted.

import { percent } from "../base/amounts.js";
import { choice, fill, h } from "../base/dom.js";
import { RADII } from "../base/state.js";
import { has, metres, minutes, number, t } from "../base/text.js";
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

// Of a pace that heeds wheels: how many of what was counted say nothing of them.
export function wheelsText(counted, unstated) {
  if (unstated === undefined) return "";
  return t("wheels", { counted: number(counted), unstated: number(unstated) });
}

function wheelsOf(rows) {
  const single = rows.filter((row) => row.category !== "all_basic");
  const sum = (key) => single.reduce((all, row) => all + row[key], 0);
  if (!single.length || single[0].wheelchair_unstated === undefined) return "";
  return wheelsText(sum("facilities_inside"), sum("wheelchair_unstated"));
}

// What the weights count, and how much of them is assumed.
export function countedIn(app, rows) {
  const { home_kind: kind, home_unit_text: text, assumed_share: assumed } = app.city;
  return h(
    "p",
    { class: "small" },
    has(`counted_${kind}`) ? t(`counted_${kind}`) : text || "",
    assumed > 0 ? ` ${t("counted_assumed", { share: percent(assumed) })}` : "",
    rows ? ` ${wheelsOf(rows)}` : "",
  );
}
