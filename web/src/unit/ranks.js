// SPDX-License-Identifier: GPL-3.0-or-later
// A community's rank at its level, and the nearest ones beside it.

import { shareText } from "../base/amounts.js";
import { button, choice, h } from "../base/dom.js";
import { byName, number, t } from "../base/text.js";
import { bar } from "../parts/bars.js";
import { categoryChoice, levelName, unitName } from "../parts/units.js";

const NEAR = 4;

// Has it a share at all? What is known of under a tenth of the homes has none.
export const decided = (row) => row && row.share !== null;

// The nearest by their centres; a degree of longitude shrinks with latitude.
function nearestTo(unit, units) {
  if (!unit.centre) return [];
  const [lon, lat] = unit.centre;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const far = (other) => Math.hypot((other.centre[0] - lon) * shrink, other.centre[1] - lat);
  return units
    .filter((other) => other.code !== unit.code && other.centre && other.homes > 0)
    .sort((a, b) => far(a) - far(b))
    .slice(0, NEAR);
}

// `others` are the rows that can be ranked, `own` the community's.
function rankLine(app, own, others) {
  const level = levelName(app.state.level);
  const n = number(others.length);
  if (!decided(own) || others.length < 2) return null;
  if (others.every((row) => row.share_min === own.share_min)) {
    return t("rank_equal", { n, level, share: shareText(own) });
  }
  const rank = 1 + others.filter((row) => row.share_min > own.share_min).length;
  return t("rank_line", { n, level, rank: number(rank) });
}

function neighbour(app, { one, row }, isOwn) {
  const name = unitName(one);
  const compare = [t("rank_compare"), h("span", { class: "unseen" }, `: ${name}`)];
  return h(
    "li",
    { class: "rank", "aria-current": isOwn ? "true" : null },
    h(
      "span",
      { class: "rank-name" },
      name,
      isOwn ? h("span", { class: "small" }, ` (${t("rank_self")})`) : null,
    ),
    row ? bar(row) : h("span"),
    h("span", { class: "bar-share" }, row ? shareText(row) : t("no_value")),
    isOwn ? h("span") : button("link", compare, () => app.set({ other: one.code })),
  );
}

// `all` are the rows of all units for the service chosen.
export function ranks(app, unit, units, all) {
  const byCode = new Map(all.map((row) => [row.unit, row]));
  const codes = new Set(units.map((one) => one.code)); // without "outside"
  const others = all.filter((row) => codes.has(row.unit) && decided(row));
  const line = rankLine(app, byCode.get(unit.code), others);
  const near = nearestTo(unit, units);
  if (!near.length && !line) return null;
  const lines = [unit, ...near]
    .map((one) => ({ one, row: byCode.get(one.code) }))
    .sort((a, b) => (b.row?.share_min ?? -1) - (a.row?.share_min ?? -1));
  return h(
    "section",
    { class: "ranks" },
    h("h3", null, t("rank_title")),
    h("div", { class: "row" }, categoryChoice(app)),
    h("p", null, line || t("rank_none")),
    h("p", { class: "small" }, t("rank_near")),
    h(
      "ul",
      { class: "plain" },
      lines.map((each) => neighbour(app, each, each.one === unit)),
    ),
  );
}

export function comparePicker(app, unit, units) {
  const others = units
    .filter((one) => one.code !== unit.code)
    .sort((a, b) => byName(unitName(a), unitName(b)));
  if (!others.length) return null;
  const options = [["", t("compare_pick")], ...others.map((one) => [one.code, unitName(one)])];
  return choice(t("compare_with"), "compare", options, app.state.other, (other) =>
    app.set({ other }),
  );
}
