// SPDX-License-Identifier: GPL-3.0-or-later
// What the views of one community and of all of them have in common.

import { button, choice, h } from "../base/dom.js";
import { has, lang, named, t } from "../base/text.js";

export const unitName = (unit) => (lang() === "en" && unit.name_en) || unit.name || unit.code;
export const levelName = (level) => (has(`level_${level}`) ? t(`level_${level}`) : level);
export const approximateBadge = () => h("span", { class: "badge" }, t("approximate"));

// A name and a code: nothing of it can be shown on a map, or counted.
export const isName = (unit) => unit.known_by === "name";
export const nameBadge = () => h("span", { class: "badge" }, t("name_only"));
export const kindBadge = (unit) => {
  if (isName(unit)) return nameBadge();
  return unit.approximate ? approximateBadge() : null;
};

// A button that leads back to where one came from.
export const backButton = (label, act, more) =>
  button("quiet", [h("span", { "aria-hidden": "true" }, "‹ "), label], act, more);

export function levelChoice(app) {
  const { levels } = app.city;
  if (levels.length < 2) return null;
  const options = levels.map((level) => [level, levelName(level)]);
  return choice(t("level"), "level", options, app.state.level, (level) =>
    app.set({ level, unit: "", other: "", gaps: "", gap: 0 }),
  );
}

// Of single services only, where all together make no sense.
export function categoryChoice(app, single) {
  const groups = new Map();
  for (const row of app.categories) {
    if (!groups.has(row.group)) groups.set(row.group, { label: named(row, "group"), options: [] });
    groups.get(row.group).options.push([row.id, named(row)]);
  }
  const all = { label: t("groups_all"), options: [["all_basic", t("all_basic")]] };
  const change = (category) => {
    const gaps = app.state.gaps && category !== "all_basic" ? category : "";
    app.set({ category, gap: 0, gaps });
  };
  const options = [...(single ? [] : [all]), ...groups.values()];
  return choice(t("category"), "category", options, app.state.category, change);
}

// Units as their centres, where the shapes have not come.
export const points = (units) =>
  units
    .filter((unit) => unit.centre)
    .map((unit) => ({
      type: "Feature",
      properties: unit,
      geometry: { type: "Point", coordinates: unit.centre },
    }));
