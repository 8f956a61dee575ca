// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage as bars, the largest gap first: of a community, and of an area
// drawn by hand.

import { percent, reason, shareText, weight } from "../base/amounts.js";
import { button, h } from "../base/dom.js";
import { named, t } from "../base/text.js";
import { limitText, medianText } from "./measure.js";

const ALL_BASIC = "all_basic"; // the row of all basic services together

export const categoryName = (app, id) =>
  id === ALL_BASIC ? t(ALL_BASIC) : named(app.category.get(id) || { name_zh: id });

export const basicRow = (rows) => rows.find((row) => row.category === ALL_BASIC);

export const serviceRows = (rows) => rows.filter((row) => row.category !== ALL_BASIC);

export function headline(app, rows) {
  const row = basicRow(rows);
  return row ? `${t("basic_all", { limit: limitText(app) })}: ${shareText(row)}` : "";
}

// Covered solid, unknown hatched, the rest empty; the numbers stand beside it.
export function bar(row) {
  const part = (name, value) => {
    const element = h("i", { class: `part ${name}` });
    element.style.width = `${(100 * value) / (row.total || 1)}%`;
    return element;
  };
  return h(
    "div",
    { class: "bar", "aria-hidden": "true" },
    part("covered", row.covered),
    part("unknown", row.unknown),
  );
}

const isUnknown = (row) => row.unknown >= row.total;

function facts(app, row) {
  if (isUnknown(row)) return t("bar_unknown_all", { reason: reason(row) });
  const median = medianText(row);
  return [
    row.uncovered > 0
      ? t("bar_gap", { weight: weight(row.uncovered, app.city.home_kind) })
      : t("bar_no_gap"),
    row.unknown > 0
      ? t("bar_range", { min: percent(row.share_min), max: percent(row.share_max) })
      : "",
    median ? t("bar_median", { minutes: median }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

export function barKeys(order) {
  const key = (name) =>
    h(
      "span",
      { class: "key" },
      h("i", { class: `swatch ${name}`, "aria-hidden": "true" }),
      t(`key_${name}`),
    );
  return h(
    "p",
    { class: "small keys" },
    t(order),
    " ",
    key("covered"),
    key("uncovered"),
    key("unknown"),
  );
}

const basicHeadline = (app, row) =>
  h(
    "section",
    { class: "headline" },
    h("p", { class: "big" }, shareText(row)),
    h(
      "div",
      null,
      h("p", null, t("basic_all", { limit: limitText(app) })),
      bar(row),
      h("p", { class: "small" }, facts(app, row)),
    ),
  );

// The way from a service to the homes that it leaves out.
export const gapsButton = (app, category, more) =>
  button("quiet", [t("gaps_open"), more], () => app.set({ gaps: category, gap: 0 }), {
    id: `gaps-${category}`,
  });

function barLine(app, row, gaps) {
  const name = categoryName(app, row.category);
  return h(
    "li",
    { class: "bar-row", "data-category": row.category },
    h(
      "p",
      { class: "bar-name" },
      h("span", null, name),
      h("span", { class: "bar-share" }, shareText(row)),
    ),
    bar(row),
    h("p", { class: "small" }, facts(app, row)),
    gaps && !app.state.radius && row.uncovered > 0
      ? gapsButton(app, row.category, h("span", { class: "unseen" }, `: ${name}`))
      : null,
  );
}

const byGap = (a, b) =>
  b.uncovered - a.uncovered || b.unknown - a.unknown || (a.category < b.category ? -1 : 1);

// `beside` is what stands under the headline, `gaps` whether a row leads there.
export function bars(app, rows, { beside, gaps }) {
  if (!rows.some((row) => row.total > 0)) return h("p", { class: "notice" }, t("unit_no_homes"));
  const basic = basicRow(rows);
  const services = serviceRows(rows);
  const known = services.filter((row) => !isUnknown(row)).sort(byGap);
  const open = services.filter(isUnknown);
  return [
    basic ? basicHeadline(app, basic) : null,
    beside,
    h("h3", { id: "bars-title" }, t("bars_title")),
    barKeys("bars_sorted"),
    h(
      "ul",
      { class: "plain bars", id: "bars" },
      [...known, ...open].map((row) => barLine(app, row, gaps)),
    ),
  ];
}
