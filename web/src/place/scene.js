// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows of a place: the area within a walk, the facilities of the
// row that is open, the way to one.

import { hasPlace } from "../base/state.js";
import { lang } from "../base/text.js";

// What the map moves to: the way, the facilities or the area.
function fitOf({ lon, lat, minutes, pace }, { rings, near, way }) {
  const key = `${lon},${lat},${minutes},${pace}`;
  if (way?.feature) return { fit: "route", fitKey: `way ${way.id}` };
  const fit = rings ? "rings" : null;
  if (!near) return { fit, fitKey: rings ? key : "" };
  return { fit: near.features.length ? "near" : fit, fitKey: `near ${near.category} ${key}` };
}

export function placeScene({ state, city }, shown) {
  const { rings, near, way } = shown;
  const base = { view: "place", lang: lang() };
  if (!hasPlace(state)) return { ...base, fit: city.extent, fitKey: "city" };
  return {
    ...base,
    place: { lon: state.lon, lat: state.lat },
    rings: rings?.features,
    near: near?.features,
    route: way?.feature,
    ...fitOf(state, shown),
  };
}

// The place within the whole city, however often it is asked for.
export const cityScene = ({ state, city }) => ({
  view: "place",
  lang: lang(),
  place: state,
  fit: city.extent,
  fitKey: `city ${Date.now()}`,
});
