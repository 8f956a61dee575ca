// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows of a plan: its changes, who gains by it, what can be
// walked to from the one in hand, and the places that are suggested.

import { lang } from "../base/text.js";
import { points } from "../parts/units.js";
import { labelOf } from "./changes.js";
import { onMap } from "./gains.js";
import { position } from "./plan.js";

// A point in a facility's shape, for a plan has points alone.
export function pointIn({ type, coordinates }) {
  if (type === "Point") return coordinates;
  const flat = coordinates.flat(Infinity);
  const along = (first) => {
    const values = flat.filter((_, i) => i % 2 === first);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  return [along(0), along(1)];
}

// One whose facility isn't known yet has no place to be shown at.
function markOf(change, i, { facts, on }) {
  const fact = change.id && facts.get(change.id);
  const own = fact ? pointIn(fact.geometry) : null;
  const at = change.at || own;
  if (!at) return [];
  const from = change.kind === "move" ? own : change.from || null;
  const label = labelOf(change, i);
  const kind = change.open === false ? "shut" : change.kind;
  return [{ kind, change: i + 1, label, at, from, on: on === i, drag: Boolean(change.at) }];
}

const siteMark = ({ properties, geometry }) => ({
  kind: "site",
  label: String(properties.rank),
  at: geometry.coordinates,
});

// A place that is in the plan already is a change of it.
function isFree({ geometry }, { changes }) {
  const [lon, lat] = position(geometry.coordinates);
  return !changes.some(({ at }) => at && at[0] === lon && at[1] === lat);
}

// The first end of a way that has no other yet.
const startMark = (at) => ({ kind: "link", label: "", at });

const marksOf = (look) => [
  ...(look.start ? [startMark(look.start)] : []),
  ...look.sites.filter((site) => isFree(site, look.plan)).map(siteMark),
  ...look.plan.changes.flatMap((change, i) => markOf(change, i, look)),
];

// `look` is the view's: {plan, found, facts, on, sites, options, units, shapes,
// context, rings, fits}.
export function sceneOf(app, look) {
  const { unit, gap, level } = app.state;
  const { found, units, shapes, context, options, rings } = look;
  const marks = marksOf(look);
  const one = units.some(({ code }) => code === unit) ? "unit" : app.city.extent;
  const features = shapes || points(units);
  return {
    view: "plan",
    lang: lang(),
    units: units.length ? { features, selected: unit, value: found ? onMap(found) : null } : null,
    gaps: context ? { features: context.features, selected: gap } : null,
    planned: { features: marks },
    near: options || null,
    rings,
    fit: marks.length ? "planned" : one,
    fitKey: `plan ${look.fits} ${marks.length ? "" : `${level} ${unit}`}`,
  };
}
