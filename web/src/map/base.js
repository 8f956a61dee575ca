// SPDX-License-Identifier: GPL-3.0-or-later
// How the base map looks: what is drawn of each layer of our tiles, from which
// zoom on, and how wide.

import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";

import { FONT } from "./palettes.js";

// Width in pixels of a road at zooms 10, 13, 15, 17, 19.
const WIDTHS = {
  motorway: [1.6, 3.5, 7, 13, 26],
  primary: [1.2, 3, 6, 12, 26],
  secondary: [0.8, 2.4, 5, 11, 24],
  tertiary: [0.5, 1.6, 4.4, 10, 22],
  minor: [0, 0.7, 3.2, 8, 18],
  service: [0, 0, 1.6, 4.5, 10],
  pedestrian: [0, 0.6, 2.6, 7, 16],
};
const STOPS = [10, 13, 15, 17, 19];
const ORDER = {
  service: 1,
  pedestrian: 2,
  minor: 3,
  tertiary: 4,
  secondary: 5,
  primary: 6,
  motorway: 7,
};
const PLACE = {
  city: [17, 700, 0],
  town: [16, 700, 1],
  suburb: [14, 600, 3],
  quarter: [13, 600, 4],
  village: [13, 600, 4],
  neighbourhood: [12, 500, 5],
  hamlet: [12, 500, 6],
  locality: [11, 400, 7],
};

function widthAt(stops, zoom) {
  if (zoom <= STOPS[0]) return stops[0];
  for (let i = 1; i < STOPS.length; i += 1) {
    if (zoom <= STOPS[i]) {
      return (
        stops[i - 1] +
        ((stops[i] - stops[i - 1]) * (zoom - STOPS[i - 1])) / (STOPS[i] - STOPS[i - 1])
      );
    }
  }
  return stops[stops.length - 1];
}

const RESOLUTION_0 = 156543.03392804097; // metres a pixel at zoom 0

const line = (color, width, zIndex, more) =>
  new Style({ zIndex, stroke: new Stroke({ color, width, ...more }) });

const area = (color, zIndex, edge) =>
  new Style({
    zIndex,
    fill: new Fill({ color }),
    stroke: edge ? new Stroke({ color: edge, width: 0.8 }) : undefined,
  });

const label = (text, { size, weight = 400, color, halo, along }) =>
  new Style({
    zIndex: 100,
    text: new Text({
      text,
      font: `${weight} ${size}px ${FONT}`,
      placement: along ? "line" : "point",
      fill: new Fill({ color }),
      stroke: new Stroke({ color: halo, width: 3 }),
      maxAngle: 0.5,
      padding: [4, 4, 4, 4],
      repeat: along ? 420 : undefined,
      overflow: false,
    }),
  });

// Paths and steps, from zoom 14 on.
function pathStyle({ palette, once }, kind, step) {
  if (step < 14) return null;
  const steps = kind === "steps";
  const width = steps ? Math.max(1.5, (step - 13) * 0.9) : Math.max(0.8, (step - 13) * 0.45);
  const lineDash = steps ? [1.5, 1.5] : [4, 3];
  const color = steps ? palette.steps : palette.path;
  return once(`${kind} ${step}`, () => line(color, width, 20, { lineDash, lineCap: "butt" }));
}

function roadLines({ palette }, kind, step, width) {
  const [color, edge] = palette.road[kind];
  const wide = width + (step < 13 ? 0.8 : 1.6);
  return [
    line(edge, wide, 30 + ORDER[kind] * 0.1, { lineCap: "butt" }),
    line(color, width, 40 + ORDER[kind], { lineCap: "round" }),
  ];
}

function roads(look, { kind, zoom, name }) {
  const { palette, once } = look;
  const step = Math.round(zoom * 2) / 2;
  if (kind === "path" || kind === "steps") return pathStyle(look, kind, step);
  if (!palette.road[kind] || !WIDTHS[kind]) return null;
  const width = widthAt(WIDTHS[kind], step);
  if (width <= 0.2) return null;
  const lines = once(`${kind} ${step}`, () => roadLines(look, kind, step, width));
  if (!name || step < 15 || width < 3) return lines;
  const size = Math.min(14, 10 + (step - 15));
  const { textRoad: color, halo } = palette;
  const text = () => label(name, { size, color, halo, along: true });
  return [...lines, once(`name ${name} ${kind} ${step}`, text)];
}

function places({ palette, language, quiet, once }, { feature, zoom }) {
  const [size, weight, rank] = PLACE[feature.get("kind")] || PLACE.locality;
  if (quiet || rank > zoom - 8.5 || (rank < 2 && zoom > 15)) return null;
  const name = (language === "en" && feature.get("name_en")) || feature.get("name");
  if (!name) return null;
  const { text: color, halo } = palette;
  return once(`place ${name} ${size}`, () => label(name, { size, weight, color, halo }));
}

// A park or lake with its name, once there is room for it.
function named({ palette, once }, style, { name, zoom }, from, color) {
  if (!name || zoom < from) return style;
  const text = () => label(name, { size: 12, color, halo: palette.halo });
  return [style, once(`label ${name} ${color}`, text)];
}

function green(look, one) {
  const { palette, once } = look;
  const color = palette.green[one.kind] || palette.greenElse;
  const style = once(`green ${one.kind}`, () => area(color, 2));
  return named(look, style, one, 15.5, palette.textGreen);
}

function water(look, one) {
  const { palette, once } = look;
  const { kind, zoom, feature } = one;
  if (feature.getType().endsWith("LineString")) {
    const width = (kind === "river" || kind === "canal" ? 1 : 0.5) * Math.max(1, zoom - 11);
    return once(`stream ${kind} ${Math.round(zoom)}`, () => line(palette.water, width, 3));
  }
  const style = once("water", () => area(palette.water, 4, palette.shore));
  return named(look, style, one, 13.5, palette.textWater);
}

function railWidth(zoom) {
  if (zoom < 13) return 1.2;
  return zoom < 16 ? 2.4 : 4;
}

function rail({ palette, once }, { zoom }) {
  return once(`rail ${Math.round(zoom)}`, () => {
    const width = railWidth(zoom);
    const gap = { lineDash: [8, 8], lineCap: "butt" };
    return [
      line(palette.rail, width, 60),
      line(palette.railGap, Math.max(0.6, width - 1.4), 61, gap),
    ];
  });
}

// What is drawn of a feature of each layer of the tiles.
const LAYERS = {
  land: ({ palette, once }, { kind }) =>
    once(`land ${kind}`, () => (palette.land[kind] ? area(palette.land[kind], 1) : undefined)),
  green,
  water,
  buildings({ palette, once }, { zoom }) {
    const near = zoom > 15.5;
    return once(`building ${near}`, () => area(palette.building, 10, near ? palette.wall : null));
  },
  rail,
  roads,
  places,
  units({ palette, quiet, once }, { feature }) {
    if (quiet || feature.get("approximate")) return null;
    return once("unit", () => line(palette.unit, 1, 70, { lineDash: [6, 4] }));
  },
};

// The base map's style function for one palette. Styles are made once for a
// zoom step and class, so that drawing allocates next to nothing. `quiet`: no
// names of places nor outlines of units, where the scene brings its own.
export function baseStyle(palette, language, quiet) {
  const cache = new Map();
  const once = (key, make) => {
    if (!cache.has(key)) cache.set(key, make());
    return cache.get(key);
  };
  const look = { palette, language, quiet, once };
  return (feature, resolution) => {
    const layer = LAYERS[feature.get("layer")];
    const zoom = Math.log2(RESOLUTION_0 / resolution);
    const one = { feature, zoom, kind: feature.get("class"), name: feature.get("name") };
    return layer ? layer(look, one) : null;
  };
}
