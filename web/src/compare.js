// SPDX-License-Identifier: GPL-3.0-or-later
// One community beside others: its rank at its level, the nearest ones, and
// any two side by side.

import { bar, barKeys, basicRow, categoryName, shareText } from "./bars.js";
import { choice, h } from "./dom.js";
import { lang, number, percent, t } from "./text.js";
import { categoryChoice, levelName, unitName } from "./units.js";

const NEAR = 4;
const SAME = 0.005; // of a share: less than what is shown

const decided = (row) => row && row.share !== null && row.unknown < row.total;

// The nearest by their centres; a degree of longitude shrinks with latitude.
function nearestTo(unit, units) {
  if (!unit.centre) return [];
  const [lon, lat] = unit.centre;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const far = (other) => Math.hypot((other.centre[0] - lon) * shrink, other.centre[1] - lat);
  return units.filter((other) => other.code !== unit.code && other.centre && other.homes > 0)
    .sort((a, b) => far(a) - far(b)).slice(0, NEAR);
}

// `all` are the rows of all units for the service chosen.
export function ranks(app, unit, units, all) {
  const byCode = new Map(all.map((row) => [row.unit, row]));
  const own = byCode.get(unit.code);
  const codes = new Set(units.map((one) => one.code)); // without "outside"
  const others = all.filter((row) => codes.has(row.unit) && decided(row));
  const rank = decided(own) && others.length > 1 ? 1 + others.filter((row) => row.share > own.share).length : 0;
  const near = nearestTo(unit, units);
  const equal = rank && others.every((row) => row.share === own.share);
  if (!near.length && !rank) return null;
  const lines = [unit, ...near].map((one) => ({ one, row: byCode.get(one.code) }))
    .sort((a, b) => (b.row?.share ?? -1) - (a.row?.share ?? -1));
  return h("section", { class: "ranks" },
    h("h3", null, t("rank_title")),
    h("div", { class: "row" }, categoryChoice(app)),
    h("p", null, equal ? t("rank_equal", { n: number(others.length), level: levelName(app.state.level), share: percent(own.share) }) : rank ? t("rank_line", { n: number(others.length), rank: number(rank), level: levelName(app.state.level) }) : t("rank_none")),
    h("p", { class: "small" }, t("rank_near")),
    h("ul", { class: "plain" }, lines.map(({ one, row }) => h("li", { class: "rank", "aria-current": one === unit ? "true" : null },
      h("span", { class: "rank-name" }, unitName(one), one === unit ? h("span", { class: "small" }, ` (${t("rank_self")})`) : null),
      row ? bar(row) : h("span"),
      h("span", { class: "bar-share" }, row ? shareText(row) : t("no_value")),
      one === unit ? h("span") : h("button", { type: "button", class: "link", onclick: () => app.set({ other: one.code }) },
        t("rank_compare"), h("span", { class: "unseen" }, `: ${unitName(one)}`))))));
}

export function comparePicker(app, unit, units) {
  const others = units.filter((one) => one.code !== unit.code)
    .sort((a, b) => unitName(a).localeCompare(unitName(b), lang() === "zh" ? "zh-CN" : "en"));
  if (!others.length) return null;
  return choice(t("compare_with"), "compare", [["", t("compare_pick")], ...others.map((one) => [one.code, unitName(one)])],
    app.state.other, (other) => app.set({ other }));
}

// Two communities, service by service, the largest difference first.
export function comparison(app, pair, rowsOf) {
  const [names, [left, right]] = [pair.map(unitName), rowsOf];
  const match = new Map(right.map((row) => [row.category, row]));
  const basic = [basicRow(left), basicRow(right)];
  const lines = left.filter((row) => row.category !== "all_basic").map((row) => {
    const other = match.get(row.category);
    const known = decided(row) && decided(other);
    return { id: row.category, rows: [row, other], gap: known ? row.share - other.share : null };
  }).sort((a, b) => Math.abs(b.gap ?? -1) - Math.abs(a.gap ?? -1) || (a.id < b.id ? -1 : 1));
  const order = (line) => (line.gap === null ? 2 : Math.abs(line.gap) < SAME ? 1 : 0);
  lines.sort((a, b) => order(a) - order(b));
  if (basic[0] && basic[1]) {
    lines.unshift({ id: "all_basic", rows: basic, gap: decided(basic[0]) && decided(basic[1]) ? basic[0].share - basic[1].share : null });
  }
  return [
    h("div", { class: "head" }, h("h2", null, t("compare_title", { a: names[0], b: names[1] }))),
    barKeys("compare_intro"),
    h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": t("compare_title", { a: names[0], b: names[1] }) },
      h("table", { id: "compared", class: "compared" },
        h("thead", null, h("tr", null, h("th", { scope: "col" }, t("category")),
          names.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", null, lines.map((line) => h("tr", { "data-category": line.id },
          h("th", { scope: "row" }, categoryName(app, line.id), h("span", { class: "range" }, verdict(line, names))),
          line.rows.map((row) => h("td", null, row ? [shareText(row), bar(row)] : t("no_value")))))))),
  ];
}

function verdict({ gap }, names) {
  if (gap === null) return t("compare_unknown");
  if (Math.abs(gap) < SAME) return t("compare_same");
  return t("compare_better", { unit: names[gap > 0 ? 0 : 1], n: number(Math.abs(gap) * 100, 0) });
}
