// SPDX-License-Identifier: GPL-3.0-or-later
// The changes of a plan on the map: what they look like, and the dragging of
// those that may be put elsewhere.

import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import PointerInteraction from "ol/interaction/Pointer.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";

import { FONT } from "./palettes.js";

const TOUCH_PX = 12; // from a finger to the mark that it takes hold of
const MOVED_PX = 4; // less is a tap

// `mark` as in the scene: {kind, change, label, at, from, on, drag}; `change`
// counts from 1.
export function plannedFeatures(mark) {
  const { at, from, ...rest } = mark;
  const end = new Feature({ geometry: new Point(fromLonLat(at)), ...rest });
  if (!from) return [end];
  const line = new LineString([fromLonLat(from), fromLonLat(at)]);
  const tail = new Feature({ geometry: line, kind: `${rest.kind}-line`, on: rest.on });
  end.set("tail", tail);
  if (rest.kind !== "link") return [tail, end];
  const other = { ...rest, label: "", end: "from", tail };
  const start = new Feature({ geometry: new Point(fromLonLat(from)), ...other });
  return [tail, start, end];
}

const COLOUR = { remove: "gap", block: "gap", shut: "gap", site: "mark" };
const RADIUS = 15;

// What is held can be dragged: it has a halo to take hold of.
export function plannedStyle({ palette }, feature) {
  const { kind, label, on } = feature.getProperties();
  const color = palette[COLOUR[kind] || "mend"];
  if (kind.endsWith("-line")) {
    const isWay = kind === "link-line"; // one to walk on; of a move it only says from where
    const dash = isWay ? undefined : [2, 7];
    const stroke = new Stroke({ color: palette.mend, width: isWay ? 6 : 3, lineDash: dash });
    return new Style({ zIndex: 14, stroke });
  }
  const disc = (radius, fill, width) =>
    new CircleStyle({
      radius,
      fill: new Fill({ color: fill }),
      stroke: new Stroke({ color: width > 2 ? color : palette.routeCase, width }),
    });
  const text = new Text({
    text: label,
    font: `700 ${on ? 15 : 13}px ${FONT}`,
    offsetY: 1,
    fill: new Fill({ color: palette.markText }),
  });
  const mark = new Style({
    zIndex: on ? 41 : 40,
    image: disc(RADIUS + (on ? 3 : 0), color, 2),
    text,
  });
  if (!on) return mark;
  return [new Style({ zIndex: 39, image: disc(RADIUS + 12, `${color}33`, 2.5) }), mark];
}

// A mark is taken hold of and put elsewhere; `onmove` hears where it is on the
// way, `ondrop` where it comes to lie.
export class Dragging extends PointerInteraction {
  constructor(layer, { onmove, ondrop }) {
    super();
    Object.assign(this, { layer, onmove, ondrop, held: null });
  }

  // Whether there is a mark to take hold of.
  under({ map, pixel }) {
    const take = (feature) => (feature.get("drag") ? feature : undefined);
    const options = { layerFilter: (one) => one === this.layer, hitTolerance: TOUCH_PX };
    return map.forEachFeatureAtPixel(pixel, take, options) || null;
  }

  handleDownEvent(event) {
    const feature = this.under(event);
    if (!feature) return false;
    const [x, y] = feature.getGeometry().getCoordinates();
    const [x0, y0] = event.coordinate;
    this.held = { feature, by: [x - x0, y - y0], from: event.pixel, moved: false };
    return true;
  }

  handleDragEvent({ coordinate, pixel }) {
    const { held } = this;
    const [dx, dy] = [pixel[0] - held.from[0], pixel[1] - held.from[1]];
    held.moved = held.moved || Math.hypot(dx, dy) > MOVED_PX;
    if (!held.moved) return;
    const to = [coordinate[0] + held.by[0], coordinate[1] + held.by[1]];
    held.feature.getGeometry().setCoordinates(to);
    const line = held.feature.get("tail")?.getGeometry();
    const end = held.feature.get("end");
    if (line && end) line.setCoordinates([to, line.getLastCoordinate()]);
    else if (line) line.setCoordinates([line.getFirstCoordinate(), to]);
    this.onmove(held.feature.get("change"), toLonLat(to), end);
  }

  handleUpEvent() {
    const { feature, moved } = this.held;
    this.held = null;
    const at = toLonLat(feature.getGeometry().getCoordinates());
    if (moved) this.ondrop(feature.get("change"), at, feature.get("end"));
    return false;
  }
}
