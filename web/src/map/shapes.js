// SPDX-License-Identifier: GPL-3.0-or-later
// Geometries as the map needs them: in its projection, their outlines, a point
// to mark them at.

import { boundingExtent } from "ol/extent.js";
import GeoJSON from "ol/format/GeoJSON.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import { transformExtent } from "ol/proj.js";

const DEGREES = "EPSG:4326";
const MERCATOR = "EPSG:3857";

export const GEOJSON = new GeoJSON({ featureProjection: MERCATOR });

export const toMap = (extent) => transformExtent(extent, DEGREES, MERCATOR);
export const toDegrees = (extent) => transformExtent(extent, MERCATOR, DEGREES);

const isOne = (geometry) => geometry.getType() === "Polygon";

// The outer rings of an area.
export function outline(geometry) {
  const areas = isOne(geometry) ? [geometry.getCoordinates()] : geometry.getCoordinates();
  return new MultiLineString(areas.map((rings) => rings[0]));
}

// A point in the largest piece of an area.
export function inside(geometry) {
  if (isOne(geometry)) return geometry.getInteriorPoint();
  const [largest] = geometry.getPolygons().sort((a, b) => b.getArea() - a.getArea());
  return largest.getInteriorPoint();
}

// A point to mark a facility of any shape at.
export function pointOf(geometry) {
  if (geometry.type === "Point") return geometry.coordinates;
  const flat = geometry.coordinates.flat(Infinity);
  const pairs = [];
  for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([flat[i], flat[i + 1]]);
  const box = boundingExtent(pairs);
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
