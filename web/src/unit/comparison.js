// SPDX-License-Identifier: GPL-3.0-or-later
// Two communities, service by service, the largest difference first.

import { shareText } from "../base/amounts.js";
import { h } from "../base/dom.js";
import { number, t } from "../base/text.js";
import { bar, barKeys, basicRow, categoryName, serviceRows } from "../parts/bars.js";
import { unitName } from "../parts/units.js";
import { decided } from "./ranks.js";

const SAME = 0.005; // of a share: less than what is shown

const pairOf = (row, other) => ({
  id: row.category,
  rows: [row, other],
  gap: decided(row) && decided(other) ? row.share_min - other.share_min : null,
});

// Those that differ, then those that are equal, then those nobody knows.
function order({ gap }) {
  if (gap === null) return 2;
  return Math.abs(gap) < SAME ? 1 : 0;
}

const byDifference = (a, b) =>
  order(a) - order(b) || Math.abs(b.gap ?? -1) - Math.abs(a.gap ?? -1) || (a.id < b.id ? -1 : 1);

function pairs(left, right) {
  const match = new Map(right.map((row) => [row.category, row]));
  const lines = serviceRows(left)
    .map((row) => pairOf(row, match.get(row.category)))
    .sort(byDifference);
  const basic = [basicRow(left), basicRow(right)];
  return basic[0] && basic[1] ? [pairOf(...basic), ...lines] : lines;
}

function verdict({ gap }, names) {
  if (gap === null) return t("compare_unknown");
  if (Math.abs(gap) < SAME) return t("compare_same");
  return t("compare_better", {
    unit: names[gap > 0 ? 0 : 1],
    n: number(Math.abs(gap) * 100, 0),
  });
}

const line = (app, pair, names) =>
  h(
    "tr",
    { "data-category": pair.id },
    h(
      "th",
      { scope: "row" },
      categoryName(app, pair.id),
      h("span", { class: "range" }, verdict(pair, names)),
    ),
    pair.rows.map((row) => h("td", null, row ? [shareText(row), bar(row)] : t("no_value"))),
  );

export function comparison(app, units, [left, right]) {
  const names = units.map(unitName);
  const title = t("compare_title", { a: names[0], b: names[1] });
  return [
    h("div", { class: "head" }, h("h2", null, title)),
    barKeys("compare_intro"),
    h(
      "div",
      { class: "table-wrap", tabindex: "0", role: "region", "aria-label": title },
      h(
        "table",
        { id: "compared", class: "compared" },
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            h("th", { scope: "col" }, t("category")),
            names.map((name) => h("th", { scope: "col" }, name)),
          ),
        ),
        h(
          "tbody",
          null,
          pairs(left, right).map((pair) => line(app, pair, names)),
        ),
      ),
    ),
  ];
}
