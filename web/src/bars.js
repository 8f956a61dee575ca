// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage as bars, the largest gap first: of a community, and of an area
// drawn by hand.

import { choice, fill, h, segments } from "./dom.js";
import { MINUTES, RADII } from "./state.js";
import { has, metres, minutes, named, percent, reason, t, weight } from "./text.js";

// How coverage is measured: a time at a pace, or a radius.
export function walkControls(app) {
  const box = h("div", { class: "row" });
  const walk = () => [
    segments(t("limit"), "minutes", MINUTES.map((m) => [m, t("minutes", { n: m })]),
      app.state.minutes, (m) => app.set({ minutes: m })),
    choice(t("pace"), "pace", app.city.paces.map((p) => [p.id, named(p)]),
      app.state.pace, (pace) => app.set({ pace })),
  ];
  const draw = () => fill(box, app.state.radius ? [] : walk(),
    choice(t("how"), "how", [["", t("how_walk")], ...RADII.map((r) => [r, t("how_straight", { metres: metres(Number(r)) })])],
      app.state.radius, (radius) => {
        app.set({ radius, gaps: "", gap: 0 });
        draw();
        box.querySelector("#how").focus();
      }));
  draw();
  return box;
}

// "15 minutes", or "500 m in a straight line".
export const limitText = ({ state }) => (state.radius
  ? t("how_straight", { metres: metres(Number(state.radius)) }) : minutes(state.minutes * 60));

export const medianText = (row) => (row.median_seconds ? minutes(row.median_seconds)
  : row.median_metres ? metres(row.median_metres) : "");

// What the weights count, and how much of them is assumed.
export function countedIn(app) {
  const { home_kind: kind, home_unit_text: text, assumed_share: assumed } = app.city;
  return h("p", { class: "small" },
    has(`counted_${kind}`) ? t(`counted_${kind}`) : text || "",
    assumed > 0 ? ` ${t("counted_assumed", { share: percent(assumed) })}` : "");
}

export const categoryName = (app, id) =>
  (id === "all_basic" ? t("all_basic") : named(app.category.get(id) || { name_zh: id }));

export const basicRow = (rows) => rows.find((row) => row.category === "all_basic");

export function headline(app, rows) {
  const row = basicRow(rows);
  return row ? `${t("basic_all", { limit: limitText(app) })}: ${percent(row.share)}` : "";
}

// Covered solid, unknown hatched, the rest empty; the numbers stand beside it.
export function bar(row) {
  const part = (name, value) => {
    const element = h("i", { class: `part ${name}` });
    element.style.width = `${(100 * value) / (row.total || 1)}%`;
    return element;
  };
  return h("div", { class: "bar", "aria-hidden": "true" },
    part("covered", row.covered), part("unknown", row.unknown));
}

export const shareText = (row) => (row.unknown >= row.total ? t("key_unknown") : percent(row.share));

function facts(app, row) {
  if (row.unknown >= row.total) return t("bar_unknown_all", { reason: reason(row) });
  return [
    row.uncovered > 0 ? t("bar_gap", { weight: weight(row.uncovered, app.city.home_kind) }) : t("bar_no_gap"),
    row.unknown > 0 ? t("bar_range", { min: percent(row.share_min), max: percent(row.share_max) }) : "",
    medianText(row) ? t("bar_median", { minutes: medianText(row) }) : "",
  ].filter(Boolean).join(" · ");
}

export function barKeys(order) {
  const key = (name) => h("span", { class: "key" }, h("i", { class: `swatch ${name}`, "aria-hidden": "true" }), t(`key_${name}`));
  return h("p", { class: "small keys" }, t(order), " ", key("covered"), key("uncovered"), key("unknown"));
}

// `beside` is what stands under the headline, `gaps` whether a row leads there.
export function bars(app, rows, { beside, gaps }) {
  if (!rows.some((row) => row.total > 0)) return h("p", { class: "notice" }, t("unit_no_homes"));
  const basic = basicRow(rows);
  const known = rows.filter((row) => row.category !== "all_basic" && row.unknown < row.total);
  const open = rows.filter((row) => row.category !== "all_basic" && row.unknown >= row.total);
  known.sort((a, b) => b.uncovered - a.uncovered || b.unknown - a.unknown || (a.category < b.category ? -1 : 1));
  return [
    basic ? h("section", { class: "headline" },
      h("p", { class: "big" }, percent(basic.share)),
      h("div", null, h("p", null, t("basic_all", { limit: limitText(app) })),
        bar(basic), h("p", { class: "small" }, facts(app, basic)))) : null,
    beside,
    h("h3", { id: "bars-title" }, t("bars_title")), barKeys("bars_sorted"),
    h("ul", { class: "plain bars", id: "bars" }, [...known, ...open].map((row) =>
      h("li", { class: "bar-row", "data-category": row.category },
        h("p", { class: "bar-name" }, h("span", null, categoryName(app, row.category)),
          h("span", { class: "bar-share" }, shareText(row))),
        bar(row),
        h("p", { class: "small" }, facts(app, row)),
        gaps && !app.state.radius && row.uncovered > 0 ? h("button", { type: "button", class: "quiet", id: `gaps-${row.category}`,
          onclick: () => app.set({ gaps: row.category, gap: 0 }) },
        t("gaps_open"), h("span", { class: "unseen" }, `: ${categoryName(app, row.category)}`)) : null))),
  ];
}
