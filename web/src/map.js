// SPDX-License-Identifier: GPL-3.0-or-later
// The map. It is told a scene (a place, areas, facilities, a way, units) and
// draws it over our own vector tiles; it knows nothing of the views.

import Feature from "ol/Feature.js";
import Map from "ol/Map.js";
import View from "ol/View.js";
import ScaleLine from "ol/control/ScaleLine.js";
import Zoom from "ol/control/Zoom.js";
import { boundingExtent, buffer, createEmpty, extend, isEmpty } from "ol/extent.js";
import GeoJSON from "ol/format/GeoJSON.js";
import MVT from "ol/format/MVT.js";
import LineString from "ol/geom/LineString.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import Point from "ol/geom/Point.js";
import Polygon, { fromExtent } from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import VectorTileSource from "ol/source/VectorTile.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";

import { TILES } from "./api.js";
import { classOf } from "./classes.js";
import { PALETTES, baseStyle } from "./style.js";

const GEOJSON = new GeoJSON({ featureProjection: "EPSG:3857" });
const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const PATIENCE_MS = 5000;
const media = (query) => window.matchMedia(query);

// Lines at 45 degrees: what is unknown is hatched, on the map as in the bars;
// a gap is hatched the other way and coarser.
function hatch(color, size = 8, fall = false) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const context = tile.getContext("2d");
  context.strokeStyle = color;
  context.lineWidth = size / 5;
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift, fall ? 0 : size);
    context.lineTo(shift + size, fall ? size : 0);
  }
  context.stroke();
  return context.createPattern(tile, "repeat");
}

export function createMap(target, options) {
  const dark = media("(prefers-color-scheme: dark)");
  const still = media("(prefers-reduced-motion: reduce)");
  const wide = media("(min-width: 860px)");
  let palette = PALETTES.light;
  let scene = {};
  let fitted = "";
  let unitFeatures = null; // the arrays of features on show
  let gapFeatures = null;
  let pointed = null;

  const base = new VectorTileLayer({
    declutter: true,
    renderMode: "hybrid",
    source: new VectorTileSource({ format: new MVT({ idProperty: undefined }), url: TILES, maxZoom: 16, transition: 0 }),
  });
  const unitSource = new VectorSource();
  const ringSource = new VectorSource();
  const gapSource = new VectorSource();
  const markSource = new VectorSource();
  const extentSource = new VectorSource({
    features: [new Feature(fromExtent(transformExtent(options.extent, "EPSG:4326", "EPSG:3857")))] });
  const extentLayer = new VectorLayer({ source: extentSource });
  const unitLayer = new VectorLayer({ source: unitSource, style: unitStyle, declutter: "units" });
  const ringLayer = new VectorLayer({ source: ringSource, style: ringStyle });
  const gapLayer = new VectorLayer({ source: gapSource, style: gapStyle });
  const markLayer = new VectorLayer({ source: markSource, style: markStyle });
  const zoom = new Zoom({ duration: still.matches ? 0 : 250, zoomInTipLabel: options.zoomIn, zoomOutTipLabel: options.zoomOut });

  const map = new Map({
    target,
    layers: [base, extentLayer, unitLayer, ringLayer, gapLayer, markLayer],
    controls: [zoom, new ScaleLine({ minWidth: 80 })],
    view: new View({ maxZoom: 19, minZoom: 3, constrainResolution: false }),
  });
  const home = transformExtent(options.extent, "EPSG:4326", "EPSG:3857");
  map.getView().fit(home, { size: map.getSize() || [800, 600] });

  function paint() {
    palette = dark.matches ? PALETTES.dark : PALETTES.light;
    target.style.backgroundColor = palette.paper;
    base.setStyle(baseStyle(palette, scene.lang, quiet(scene)));
    extentLayer.setStyle(new Style({ stroke: new Stroke({ color: palette.outline, width: 1.5, lineDash: [10, 6] }) }));
    for (const layer of [unitLayer, ringLayer, gapLayer, markLayer]) layer.changed();
  }

  // The area is a picture of what is near, not a border: soft, and without a
  // line round each courtyard.
  function ringStyle(feature) {
    const rank = feature.get("rank");
    const soft = scene.near || scene.route ? 0.06 : 0.13;
    return [
      new Style({ zIndex: rank, fill: new Fill({ color: `rgba(${palette.ring}, ${soft})` }) }),
      new Style({ zIndex: 5, geometry: feature.get("outline"), stroke: new Stroke({ color: palette.ringEdge,
        width: rank === 0 ? 2 : 1.1, lineDash: rank === 0 ? undefined : [5, 4], lineJoin: "round" }) })];
  }

  function markStyle(feature) {
    switch (feature.get("mark")) {
      case "place": return [
        new Style({ zIndex: 30, image: new CircleStyle({ radius: 11, fill: new Fill({ color: palette.pin }), stroke: new Stroke({ color: palette.routeCase, width: 3 }) }) }),
        new Style({ zIndex: 31, image: new CircleStyle({ radius: 3.5, fill: new Fill({ color: palette.routeCase }) }) })];
      case "route": return [
        new Style({ zIndex: 10, stroke: new Stroke({ color: palette.routeCase, width: 9 }) }),
        new Style({ zIndex: 11, stroke: new Stroke({ color: palette.route, width: 5 }) })];
      case "area": return new Style({ zIndex: 4, fill: new Fill({ color: `rgba(${palette.ring}, 0.14)` }),
        stroke: new Stroke({ color: palette.ringEdge, width: 3, lineDash: scene.area.open ? [8, 6] : undefined }) });
      case "corner": return new Style({ zIndex: 20, image: new CircleStyle({ radius: 7,
        fill: new Fill({ color: palette.routeCase }), stroke: new Stroke({ color: palette.ringEdge, width: 3 }) }) });
      default: return new Style({ zIndex: 29 - Number(feature.get("mark")),
        image: new CircleStyle({ radius: 13, fill: new Fill({ color: palette.mark }), stroke: new Stroke({ color: palette.routeCase, width: 2 }) }),
        text: new Text({ text: feature.get("mark"), font: `700 14px ${FONT}`, fill: new Fill({ color: palette.markText }) }) });
    }
  }

  // The hatching says missing, the number leads to the list, and the plus is
  // where one more would help most.
  function gapStyle(feature) {
    const on = scene.gaps && feature.get("rank") === scene.gaps.selected;
    const white = new Stroke({ color: palette.routeCase, width: 2 });
    if (feature.get("mend")) {
      return new Style({ zIndex: on ? 9 : 6, image: new CircleStyle({ radius: (on ? 16 : 12) + (feature.get("rank") > 9 ? 3 : 0), fill: new Fill({ color: palette.mend }), stroke: white }),
        text: new Text({ text: `+${feature.get("rank")}`, font: `700 ${on ? 15 : 12}px ${FONT}`, offsetY: 1, fill: new Fill({ color: palette.markText }) }) });
    }
    return [
      new Style({ zIndex: on ? 2 : 1, fill: new Fill({ color: hatch(palette.gap, 10, true) }),
        stroke: new Stroke({ color: palette.gap, width: on ? 4 : 1.6 }) }),
      new Style({ zIndex: on ? 8 : 5, geometry: feature.get("label"),
        text: new Text({ text: String(feature.get("rank")), offsetX: -13, offsetY: -11, font: `700 ${on ? 17 : 14}px ${FONT}`, fill: new Fill({ color: palette.gap }),
          backgroundFill: new Fill({ color: palette.halo }), backgroundStroke: new Stroke({ color: palette.gap, width: on ? 3 : 1.5 }),
          padding: [3, 5, 1, 6] }) })];
  }

  function unitStyle(feature, resolution) {
    const { value, selected, other } = scene.units || {};
    const code = feature.get("code");
    const on = code === selected || (other && code === other) || (pointed && code === pointed);
    const row = value ? value(code) : null;
    const known = row ? classOf(row) : null;
    const point = feature.getGeometry().getType() === "Point";
    const color = known === "none" ? hatch(palette.hatch) : known ? `${palette.classes[known]}b3` : "rgba(141, 111, 168, 0.07)";
    const fill = new Fill({ color: scene.gaps ? "rgba(0, 0, 0, 0)" : on && !value ? `rgba(${palette.ring}, 0.22)` : color });
    const stroke = new Stroke({ color: on ? palette.ringEdge : palette.outline, width: on ? 4 : 1.2,
      lineDash: feature.get("approximate") ? [4, 5] : undefined });
    const name = (scene.lang === "en" && feature.get("name_en")) || feature.get("name");
    const share = row ? (known === "none" ? "?" : `${Math.round(row.share * 100)} %`) : "";
    const text = scene.gaps ? "" : [resolution < 60 || !share ? name : "", share].filter(Boolean).join("\n");
    return [
      new Style({
        zIndex: on ? 2 : 1, // its outline over the neighbours'
        fill: point ? undefined : fill,
        stroke: point ? undefined : stroke,
        image: point ? new CircleStyle({ radius: on ? 13 : 9, fill, stroke }) : undefined,
      }),
      // one label a unit, however many pieces it has
      new Style({ geometry: feature.get("label"), zIndex: 3,
        text: new Text({ text, font: `600 13px ${FONT}`, offsetY: point ? 22 : 0,
          fill: new Fill({ color: palette.text }), stroke: new Stroke({ color: palette.halo, width: 3.5 }) }) })];
  }

  function drawRings(features) {
    ringSource.clear();
    const rings = [...(features || [])].sort((a, b) => b.properties.minutes - a.properties.minutes);
    ringSource.addFeatures(rings.map((ring, i) => {
      const feature = GEOJSON.readFeature({ ...ring, id: undefined });
      feature.set("rank", i);
      feature.set("outline", outline(feature.getGeometry()));
      return feature;
    }));
  }

  const at = (lonlat) => fromLonLat(lonlat);

  function drawMarks() {
    markSource.clear();
    const add = (geometry, mark) => markSource.addFeature(new Feature({ geometry, mark }));
    if (scene.place) add(new Point(at([scene.place.lon, scene.place.lat])), "place");
    if (scene.route) add(GEOJSON.readGeometry(scene.route.geometry), "route");
    if (scene.area) drawArea(add, scene.area);
    (scene.near || []).forEach((facility, i) => {
      if (facility.geometry) add(new Point(at(pointOf(facility.geometry))), String(i + 1));
    });
  }

  // While it is drawn, its corners show, and what closes it is left open.
  function drawArea(add, { corners, open }) {
    const ring = corners.map(at);
    if (ring.length > 2) add(new Polygon([[...ring, ring[0]]]), "area");
    else if (ring.length === 2) add(new LineString(ring), "area");
    if (open) for (const corner of ring) add(new Point(corner), "corner");
  }

  function drawGaps() {
    const features = scene.gaps ? scene.gaps.features : null;
    if (features !== gapFeatures) {
      gapFeatures = features;
      gapSource.clear();
      for (const gap of features || []) {
        const feature = GEOJSON.readFeature({ type: "Feature", geometry: gap.geometry,
          properties: { rank: gap.properties.rank } });
        feature.set("label", inside(feature.getGeometry()));
        gapSource.addFeature(feature);
        const { mend, rank } = gap.properties;
        if (mend) gapSource.addFeature(new Feature({ geometry: new Point(at([mend.lon, mend.lat])), rank, mend: true }));
      }
    }
    gapLayer.changed();
  }

  function drawUnits() {
    const features = scene.units ? scene.units.features : null;
    if (features !== unitFeatures) {
      unitFeatures = features;
      unitSource.clear();
      for (const unit of features || []) {
        const { centre } = unit.properties;
        const geometry = unit.geometry || (centre && { type: "Point", coordinates: centre });
        if (!geometry) continue; // a name and a code alone: only the list has it
        const feature = GEOJSON.readFeature({ type: "Feature", properties: unit.properties, geometry });
        feature.set("label", new Point(at(centre || pointOf(geometry))));
        unitSource.addFeature(feature);
      }
    }
    unitLayer.changed();
  }

  function extentOf() {
    const { fit } = scene;
    if (Array.isArray(fit)) return transformExtent(fit, "EPSG:4326", "EPSG:3857");
    if (fit === "rings") return ringSource.getExtent();
    if (fit === "gaps") return gapSource.getExtent();
    if (fit === "gap") {
      const box = createEmpty();
      for (const f of gapSource.getFeatures()) if (f.get("rank") === scene.gaps.selected) extend(box, f.getGeometry().getExtent());
      return buffer(box, 200);
    }
    if (fit === "unit") {
      const box = createEmpty();
      for (const unit of unitSource.getFeatures()) {
        if (![scene.units.selected, scene.units.other].includes(unit.get("code"))) continue;
        const own = unit.getGeometry().getExtent();
        extend(box, unit.getGeometry().getType() === "Point" ? buffer(own, 1500) : own);
      }
      return box;
    }
    const extent = createEmpty();
    for (const feature of markSource.getFeatures()) {
      if (!["route", "area"].includes(fit) || feature.get("mark") === fit) extend(extent, feature.getGeometry().getExtent());
    }
    return extent;
  }

  // Moves the view only when there is something else to look at.
  function fit() {
    if (!scene.fit || !scene.fitKey || scene.fitKey === fitted) return;
    const extent = extentOf();
    if (!extent || isEmpty(extent)) return;
    const size = map.getSize();
    if (!size || !size[0] || !size[1]) return;
    fitted = scene.fitKey;
    map.getView().cancelAnimations();
    map.getView().fit(extent, { padding: wide.matches ? [48, 48, 48, 48] : [40, 28, 110, 28], maxZoom: 17,
      duration: still.matches ? 0 : 350 });
  }

  function pick(coordinate, pixel) {
    const [lon, lat] = toLonLat(coordinate);
    const hit = (key, layer) => (pixel && map.forEachFeatureAtPixel(pixel, (feature) => feature.get(key),
      { layerFilter: (other) => other === layer, hitTolerance: 8 })) || null;
    options.onpick({ lon, lat }, { unit: hit("code", unitLayer), gap: hit("rank", gapLayer) });
  }

  // A mouse over a community, for the table to follow.
  let under = null;
  map.on("pointermove", (event) => {
    if (event.dragging || !scene.units || scene.gaps) return;
    const code = map.forEachFeatureAtPixel(event.pixel, (feature) => feature.get("code"), { layerFilter: (layer) => layer === unitLayer }) || null;
    if (code === under) return;
    under = code;
    target.style.cursor = code ? "pointer" : "";
    options.onhover(code);
  });
  target.addEventListener("pointerleave", () => {
    if (under) options.onhover(under = null);
  });
  map.on("singleclick", (event) => pick(event.coordinate, event.pixel));
  target.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== target) return;
    const centre = map.getView().getCenter();
    pick(centre, map.getPixelFromCoordinate(centre));
  });
  dark.addEventListener("change", paint);
  new ResizeObserver(() => { map.updateSize(); fit(); }).observe(target);
  paint();

  return {
    show(next) {
      const other = next.lang !== scene.lang || quiet(next) !== quiet(scene);
      scene = next;
      if (other) paint();
      drawRings(scene.rings);
      drawMarks();
      drawUnits();
      drawGaps();
      fit();
    },
    // The community that the table points at.
    point(code) {
      if (code === pointed) return;
      pointed = code;
      unitLayer.changed();
    },
    resize() { map.updateSize(); fit(); },
    // Once everything in view is drawn, or a dead line has cost enough time.
    drawn() {
      map.updateSize();
      fitted = "";
      fit();
      return Promise.race([new Promise((done) => { map.once("rendercomplete", done); map.render(); }),
        new Promise((done) => { setTimeout(done, PATIENCE_MS); })]);
    },
    extent: () => transformExtent(map.getView().calculateExtent(map.getSize()), "EPSG:3857", "EPSG:4326"),
    setTips(zoomIn, zoomOut) {
      const buttons = target.querySelectorAll(".ol-zoom button");
      [zoomIn, zoomOut].forEach((text, i) => {
        buttons[i].title = text;
        buttons[i].setAttribute("aria-label", text);
      });
    },
  };
}

// Does the scene bring its own names, so that the base map shows none?
const quiet = (scene) => Boolean(scene.units) && !scene.gaps;

// The outer rings of an area.
function outline(geometry) {
  const areas = geometry.getType() === "Polygon" ? [geometry.getCoordinates()] : geometry.getCoordinates();
  return new MultiLineString(areas.map((rings) => rings[0]));
}

// A point in the largest piece of an area.
function inside(geometry) {
  if (geometry.getType() === "Polygon") return geometry.getInteriorPoint();
  const [largest] = geometry.getPolygons().sort((a, b) => b.getArea() - a.getArea());
  return largest.getInteriorPoint();
}

// A point to mark a facility of any shape at.
function pointOf(geometry) {
  if (geometry.type === "Point") return geometry.coordinates;
  const flat = geometry.coordinates.flat(Infinity);
  const pairs = [];
  for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([flat[i], flat[i + 1]]);
  const box = boundingExtent(pairs);
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
