// SPDX-License-Identifier: GPL-3.0-or-later
// Every community's coverage as a table to sort, and the legend of its classes.

import { isWide, percent, shareText } from "../base/amounts.js";
import { CLASSES, classOf } from "../base/classes.js";
import { button, h } from "../base/dom.js";
import { byName, number, t } from "../base/text.js";
import { medianText } from "../parts/measure.js";
import { approximateBadge } from "../parts/units.js";

const COLUMNS = [
  { id: "unit", key: "col_unit", value: (r) => r.label },
  { id: "share", key: "col_share", value: (r) => (r.share === null ? -1 : r.share_min) },
  { id: "gap", key: "col_uncovered_of", value: (r) => r.uncovered },
  { id: "unknown", key: "col_unknown_of", value: (r) => r.unknown },
  {
    id: "median",
    key: "col_median",
    value: (r) => r.median_seconds ?? r.median_metres ?? Infinity,
  },
  { id: "inside", key: "col_inside", value: (r) => r.facilities_inside },
];
const USUAL = "gap";

function sorted({ sort, down }, rows) {
  const column = (id) => COLUMNS.find((one) => one.id === id);
  const { value } = column(sort) || column(USUAL);
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    return typeof x === "string" ? byName(x, y) : x - y;
  };
  const list = [...rows].sort((a, b) => compare(a, b) || a.label.localeCompare(b.label));
  return down ? list.reverse() : list;
}

const ARROWS = { none: "", ascending: " ▲", descending: " ▼" };

function header(app, column) {
  const { sort, down, radius } = app.state;
  const on = sort === column.id;
  const order = down ? "descending" : "ascending";
  const sorting = on ? order : "none";
  const key = column.id === "median" && radius ? "col_median_metres" : column.key;
  const name = t(key, { weight: t(`of_${app.city.home_kind}`) });
  const arrow = h("span", { "aria-hidden": "true" }, ARROWS[sorting]);
  return h(
    "th",
    { scope: "col", "aria-sort": sorting },
    h(
      "button",
      {
        type: "button",
        id: `sort-${column.id}`,
        onclick: () =>
          app.set(on ? { down: !down } : { sort: column.id, down: column.id !== "unit" }),
      },
      name,
      arrow,
    ),
  );
}

function shareCell(row) {
  const range = `${percent(row.share_min)} – ${percent(row.share_max)}`;
  const narrow = row.unknown > 0 && row.share !== null && !isWide(row);
  return h(
    "td",
    null,
    h("i", {
      class: `swatch class-${classOf(row)}${isWide(row) ? " wide" : ""}`,
      "aria-hidden": "true",
    }),
    row.total > 0 ? shareText(row) : t("no_homes"),
    narrow ? h("span", { class: "range" }, range) : null,
  );
}

// `point` is told of the row that the mouse or the focus is on, or of none.
function line(app, row, point) {
  const to = () => point(row.known ? row.unit : null);
  const off = () => point(null);
  const open = () => app.set({ view: "unit", unit: row.unit });
  return h(
    "tr",
    {
      "data-unit": row.unit,
      onmouseenter: to,
      onmouseleave: off,
      onfocusin: to,
      onfocusout: off,
    },
    h(
      "th",
      { scope: "row" },
      row.known ? button("link", row.label, open) : row.label,
      row.approximate ? approximateBadge() : null,
    ),
    shareCell(row),
    h("td", null, number(row.uncovered)),
    h("td", null, number(row.unknown)),
    h("td", null, medianText(row) || t("no_value")),
    h("td", null, number(row.facilities_inside)),
  );
}

export function table(app, rows, caption, point) {
  const headers = COLUMNS.map((column) => header(app, column));
  const lines = sorted(app.state, rows).map((row) => line(app, row, point));
  return h(
    "div",
    { class: "table-wrap", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      { id: "table" },
      h("caption", { class: "unseen" }, caption),
      h("thead", null, h("tr", null, headers)),
      h("tbody", null, lines),
    ),
  );
}

export function legend() {
  const key = ({ id, label }) =>
    h(
      "li",
      null,
      h("i", { class: `swatch class-${id}`, "aria-hidden": "true" }),
      label || t("legend_unknown"),
    );
  return h(
    "div",
    { class: "legend" },
    h("h3", null, t("legend")),
    h("ul", { class: "plain" }, [...CLASSES].reverse().map(key)),
    h("p", { class: "small" }, t("legend_note")),
  );
}
