// SPDX-License-Identifier: GPL-3.0-or-later
// A scene's layers: each is filled from its part of the scene, and anew only
// where that is another one.

import Feature from "ol/Feature.js";
import { buffer, createEmpty, extend } from "ol/extent.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import Polygon, { fromExtent } from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";

import { plannedFeatures, plannedStyle } from "./planned.js";
import { GEOJSON, inside, outline, pointOf, toMap } from "./shapes.js";
import { extentStyle, gapStyle, markStyle, ringStyle, unitStyle } from "./styles.js";

const ROUND_POINT = 1500; // metres shown round a unit that is a point
const ROUND_GAP = 200;
const ROUND_PLAN = 900;
const ROUND_WAY = 250; // where a plan is of new ways alone

const point = (lonlat) => new Point(fromLonLat(lonlat));

function ringFeatures({ rings }) {
  const list = [...(rings || [])].sort((a, b) => b.properties.minutes - a.properties.minutes);
  return list.map((ring, rank) => {
    const feature = GEOJSON.readFeature({ ...ring, id: undefined });
    feature.set("rank", rank);
    feature.set("outline", outline(feature.getGeometry()));
    return feature;
  });
}

// While it is drawn, its corners show, and what closes it is left open.
function areaMarks({ corners, open }) {
  const ring = corners.map((corner) => fromLonLat(corner));
  const marks = open ? ring.map((corner) => [new Point(corner), "corner"]) : [];
  if (ring.length > 2) return [[new Polygon([[...ring, ring[0]]]), "area"], ...marks];
  return ring.length === 2 ? [[new LineString(ring), "area"], ...marks] : marks;
}

function markFeatures({ place, route, area, near }) {
  const facilities = (near || [])
    .map(({ geometry }, i) => geometry && [point(pointOf(geometry)), String(i + 1)])
    .filter(Boolean);
  const marks = [
    ...(place ? [[point([place.lon, place.lat]), "place"]] : []),
    ...(route ? [[GEOJSON.readGeometry(route.geometry), "route"]] : []),
    ...(area ? areaMarks(area) : []),
    ...facilities,
  ];
  return marks.map(([geometry, mark]) => new Feature({ geometry, mark }));
}

function gapFeatures(gap) {
  const { mend, rank } = gap.properties;
  const { geometry } = gap;
  const feature = GEOJSON.readFeature({ type: "Feature", geometry, properties: { rank } });
  feature.set("label", inside(feature.getGeometry()));
  if (!mend || !mend.site) return [feature];
  const { lon, lat } = mend.site;
  const plus = new Feature({ geometry: point([lon, lat]), rank, mend: true });
  return [feature, plus];
}

// A unit of a name and a code alone is only in the list.
function unitFeatures({ properties, geometry: shape }) {
  const { centre } = properties;
  const geometry = shape || (centre && { type: "Point", coordinates: centre });
  if (!geometry) return [];
  const feature = GEOJSON.readFeature({ type: "Feature", properties, geometry });
  feature.set("label", point(centre || pointOf(geometry)));
  return [feature];
}

function layer(look, style, options) {
  const source = new VectorSource();
  const drawn = (feature, resolution) => style(look, feature, resolution);
  return new VectorLayer({ source, style: drawn, ...options });
}

export class SceneLayers {
  // `look` is what styles are made from, `extent` the city's, in degrees.
  constructor(look, extent) {
    const frame = new Feature(fromExtent(toMap(extent)));
    this.look = look;
    this.extent = new VectorLayer({ source: new VectorSource({ features: [frame] }) });
    this.units = layer(look, unitStyle, { declutter: "units" });
    this.rings = layer(look, ringStyle);
    this.gaps = layer(look, gapStyle);
    this.marks = layer(look, markStyle);
    this.planned = layer(look, plannedStyle);
    this.shown = { units: null, gaps: null, planned: null }; // the arrays of features on show
  }

  // From below to the top.
  list() {
    return [this.extent, this.units, this.rings, this.gaps, this.marks, this.planned];
  }

  // Another palette.
  paint() {
    this.extent.setStyle(extentStyle(this.look));
    for (const one of this.list().slice(1)) one.changed();
  }

  // The look's scene.
  draw() {
    const { scene } = this.look;
    for (const [one, features] of [
      [this.rings, ringFeatures(scene)],
      [this.marks, markFeatures(scene)],
    ]) {
      one.getSource().clear();
      one.getSource().addFeatures(features);
    }
    this.refill("units", scene.units, unitFeatures);
    this.refill("gaps", scene.gaps, gapFeatures);
    this.refill("planned", scene.planned, plannedFeatures);
  }

  refill(name, part, make) {
    const features = part ? part.features : null;
    if (features !== this.shown[name]) {
      this.shown[name] = features;
      this[name].getSource().clear();
      this[name].getSource().addFeatures((features || []).flatMap(make));
    }
    this[name].changed();
  }

  // ---- what the view is to hold ----

  fitted() {
    const { fit } = this.look.scene;
    if (Array.isArray(fit)) return toMap(fit);
    if (fit === "rings" || fit === "gaps") return this[fit].getSource().getExtent();
    if (fit === "gap") return this.gapExtent();
    if (fit === "planned") return this.planExtent();
    return fit === "unit" ? this.unitExtent() : this.markExtent(fit);
  }

  planExtent() {
    const source = this.planned.getSource();
    const isWay = (feature) => feature.get("kind").startsWith("link");
    return buffer(source.getExtent(), source.getFeatures().every(isWay) ? ROUND_WAY : ROUND_PLAN);
  }

  gapExtent() {
    const { selected } = this.look.scene.gaps;
    const box = createEmpty();
    for (const feature of this.gaps.getSource().getFeatures()) {
      if (feature.get("rank") === selected) extend(box, feature.getGeometry().getExtent());
    }
    return buffer(box, ROUND_GAP);
  }

  unitExtent() {
    const { selected, other } = this.look.scene.units;
    const box = createEmpty();
    for (const unit of this.units.getSource().getFeatures()) {
      if (![selected, other].includes(unit.get("code"))) continue;
      const geometry = unit.getGeometry();
      const own = geometry.getExtent();
      extend(box, geometry.getType() === "Point" ? buffer(own, ROUND_POINT) : own);
    }
    return box;
  }

  // The way or the area, else all that is marked.
  markExtent(fit) {
    const box = createEmpty();
    const one = ["route", "area"].includes(fit);
    for (const feature of this.marks.getSource().getFeatures()) {
      if (!one || feature.get("mark") === fit) extend(box, feature.getGeometry().getExtent());
    }
    return box;
  }
}
