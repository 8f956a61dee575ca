// SPDX-License-Identifier: GPL-3.0-or-later
// What the views of one community and of all of them have in common.

import { choice } from "./dom.js";
import { has, lang, named, t } from "./text.js";

export const unitName = (unit) => (lang() === "en" && unit.name_en) || unit.name || unit.code;
export const levelName = (level) => (has(`level_${level}`) ? t(`level_${level}`) : level);

export function levelChoice(app) {
  return app.city.levels.length < 2 ? null
    : choice(t("level"), "level", app.city.levels.map((l) => [l, levelName(l)]),
      app.state.level, (level) => app.set({ level, unit: "", other: "", gaps: "", gap: 0 }));
}

export function categoryChoice(app) {
  const groups = new Map();
  for (const row of app.categories) {
    if (!groups.has(row.group)) groups.set(row.group, { label: named(row, "group"), options: [] });
    groups.get(row.group).options.push([row.id, named(row)]);
  }
  return choice(t("category"), "category",
    [{ label: t("groups_all"), options: [["all_basic", t("all_basic")]] }, ...groups.values()],
    app.state.category, (category) => app.set({ category, gap: 0,
      gaps: app.state.gaps && category !== "all_basic" ? category : "" }));
}

// Units as their centres, where the shapes have not come.
export function points(units) {
  return units.filter((unit) => unit.centre).map((unit) => ({
    type: "Feature", properties: unit, geometry: { type: "Point", coordinates: unit.centre } }));
}
