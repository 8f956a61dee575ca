// SPDX-License-Identifier: GPL-3.0-or-later
// What a plan comes to: in a sentence, and community by community, those that
// change most first.

import { percent, shareText, weight } from "../base/amounts.js";
import { button, h } from "../base/dom.js";
import { minutes, named, number, t } from "../base/text.js";
import { categoryName } from "../parts/bars.js";
import { levelName, unitName } from "../parts/units.js";

const SHOWN = 8; // communities of a service; the others are folded up

// The share before or after, as other views have it.
export const side = (row, when) => ({
  share: row[when],
  share_min: row[`share_min_${when}`],
  share_max: row[`share_max_${when}`],
});

export const sumTexts = ({ gained, lost }, kind) => ({
  gained: gained > 0 ? t("plan_gained", { weight: weight(gained, kind) }) : t("plan_no_gain"),
  lost: lost > 0 ? t("plan_lost", { weight: weight(lost, kind) }) : t("plan_no_loss"),
});

// In a line: who loses is left out where nobody does.
export function sumText(app, found) {
  const texts = sumTexts(found, app.city.home_kind);
  return found.lost > 0 || !found.gained ? t("plan_dock", texts) : texts.gained;
}

// Communities, each once however many services of it change.
export const changedUnits = ({ changes }) =>
  new Set(changes.filter((row) => row.gained > 0 || row.lost > 0).map((row) => row.unit));

export function headline(app, found) {
  const { gained, lost } = sumTexts(found, app.city.home_kind);
  const touched = changedUnits(found).size;
  const limit = minutes(app.state.minutes * 60);
  if (!touched) return h("p", { class: "notice" }, t("plan_nothing", { limit }));
  const sum = (look, sign, text) =>
    h("p", { class: `sum ${look}` }, h("span", { "aria-hidden": "true" }, sign), text);
  const where = { n: number(touched), level: levelName(app.state.level) };
  return h(
    "div",
    { class: "sums" },
    sum(found.gained > 0 ? "up" : "none", "＋", gained),
    sum(found.lost > 0 ? "down" : "none", "－", lost),
    app.city.whole ? null : h("p", { class: "small" }, t("plan_where", where)),
  );
}

function bar(row) {
  const part = (name, value) => {
    const element = h("i", { class: `part ${name}` });
    element.style.width = `${(100 * value) / (row.total || 1)}%`;
    return element;
  };
  const parts = [
    part("covered", Math.max(0, row.covered_before - row.lost)),
    part("gains", row.gained),
    part("loses", row.lost),
  ];
  return h("div", { class: "bar", "aria-hidden": "true" }, parts);
}

const median = (row, when) => {
  const seconds = row[`median_seconds_${when}`];
  return seconds === null || seconds === undefined ? "" : minutes(seconds);
};

function facts(row, kind) {
  const [before, after] = [median(row, "before"), median(row, "after")];
  return [
    row.gained > 0 ? t("gain_plus", { weight: weight(row.gained, kind) }) : "",
    row.lost > 0 ? t("gain_minus", { weight: weight(row.lost, kind) }) : "",
    before && after && before !== after ? t("gain_median", { before, after }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function rowName(app, row, units) {
  const unit = units.find(({ code }) => code === row.unit);
  if (unit) return unitName(unit);
  return row.unit_name || t(app.city.whole ? "whole_city" : "outside");
}

function line(app, row, units) {
  const name = rowName(app, row, units);
  const open = () => app.set({ view: "unit", unit: row.unit });
  const shares = `${shareText(side(row, "before"))} → ${shareText(side(row, "after"))}`;
  return h(
    "li",
    { class: "bar-row", "data-unit": row.unit || "", "data-category": row.category },
    h(
      "p",
      { class: "bar-name" },
      row.unit && units.length ? button("link", name, open) : h("span", null, name),
      h("span", { class: "bar-share" }, shares),
    ),
    bar(row),
    h("p", { class: "small" }, facts(row, app.city.home_kind)),
  );
}

// The plan's own service first, all basic ones together last.
const byService = (own) => (a, b) => {
  const rank = (id) => ({ [own]: 0, all_basic: 2 })[id] ?? 1;
  return rank(a) - rank(b);
};

const byChange = (own) => (a, b) =>
  (b.unit === own) - (a.unit === own) ||
  b.gained + b.lost - (a.gained + a.lost) ||
  (String(a.unit) < String(b.unit) ? -1 : 1);

function service(app, id, rows, units) {
  const sorted = rows.sort(byChange(app.state.unit));
  const lines = sorted.map((row) => line(app, row, units));
  const list = (some) => h("ul", { class: "plain bars" }, some);
  return [
    list(lines.slice(0, SHOWN)),
    lines.length > SHOWN
      ? h(
          "details",
          null,
          h("summary", { id: `more-${id}` }, t("gains_more", { n: lines.length - SHOWN })),
          list(lines.slice(SHOWN)),
        )
      : null,
  ];
}

// Of the plan's own service also where the walk alone is another.
const moves = (own) => (row) =>
  row.gained > 0 ||
  row.lost > 0 ||
  (row.category === own && row.median_seconds_before !== row.median_seconds_after);

// A street changes many services: one is laid out, the others are folded up
// under what they come to.
function services(app, rows, units) {
  const own = app.state.category;
  const of = (id) => rows.filter(({ category }) => category === id);
  const sum = (id, member) => of(id).reduce((all, row) => all + row[member], 0);
  const ids = [...new Set(rows.map((row) => row.category))];
  const most = (id) => sum(id, "gained") + sum(id, "lost");
  ids.sort((a, b) => byService(own)(a, b) || most(b) - most(a));
  return ids.map((id, i) => {
    const name = categoryName(app, id);
    if (!i) return h("section", null, h("h3", null, name), service(app, id, of(id), units));
    const all = { gained: sum(id, "gained"), lost: sum(id, "lost") };
    const text = t("gains_other", { category: name, facts: facts(all, app.city.home_kind) });
    return h(
      "details",
      { class: "others" },
      h("summary", { id: `others-${id}` }, text),
      service(app, id, of(id), units),
    );
  });
}

// `units` are all of the level, for their names.
export function gains(app, found, units) {
  const rows = found.changes.filter(moves(app.state.category));
  const own = units.find(({ code }) => code === app.state.unit);
  if (!rows.length) return null;
  return [
    h("h2", { id: "gains-title" }, t("gains_title")),
    h("p", { class: "small" }, t("gain_bar")),
    own && !rows.some(({ unit }) => unit === own.code)
      ? h("p", null, t("gain_same_unit", { unit: unitName(own) }))
      : null,
    services(app, rows, units),
  ];
}

// What the map says of a community: how much of it gains or loses, by the
// service that changes most there.
export function onMap(found) {
  const rows = new Map();
  for (const row of found.changes) {
    if (row.category === "all_basic" || !(row.gained > 0 || row.lost > 0)) continue;
    const old = rows.get(row.unit);
    if (!old || row.gained + row.lost > old.gained + old.lost) rows.set(row.unit, row);
  }
  const most = Math.max(...[...rows.values()].map((row) => row.gained + row.lost));
  return (code) => {
    const row = rows.get(code);
    if (!row) return null;
    const net = row.gained - row.lost;
    const part = (row.gained + row.lost) / most;
    const text = `${net < 0 ? "−" : "+"}${percent(Math.abs(net) / row.total)}`;
    return { change: { better: net >= 0, part, text } };
  };
}

export const serviceName = (app, id) => named(app.category.get(id) || { name_zh: id });
