// SPDX-License-Identifier: GPL-3.0-or-later
// How the map looks: a quiet paper map by day, a dim one by night, so that
// what the page says stands out. Colours are tables; widths grow by zoom.

import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";

const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

export const PALETTES = {
  light: {
    paper: "#f6f3ec",
    land: { residential: "#f0ebe1", industrial: "#ebe7e4", railway: "#ebe7e4", commercial: "#f3e9e2", retail: "#f5e6df",
      school: "#f5ecd3", kindergarten: "#f5ecd3", university: "#f5ecd3", college: "#f5ecd3", hospital: "#f7e3e0",
      farmland: "#f3efdf", farmyard: "#efe8d8", pedestrian: "#efece8" },
    green: { forest: "#c5ddb0", wood: "#c5ddb0", scrub: "#d3e2bd", park: "#cfe6b8", garden: "#d3e7c1", grass: "#dcebc9",
      meadow: "#e0ebcb", grassland: "#e0ebcb", cemetery: "#cfdcc2", allotments: "#dde3c3", pitch: "#bfe0c0", playground: "#d8e9b9",
      golf_course: "#d0e8bd", wetland: "#cfe3d4", heath: "#dde2bd" },
    greenElse: "#dbe9c6",
    water: "#abd3e8", shore: "#86bbd6",
    building: "#e3dace", wall: "#cfc3b2",
    road: { motorway: ["#f2b58a", "#cf7f4a"], primary: ["#fadf9d", "#d9b25a"], secondary: ["#fdeeb9", "#d8c483"],
      tertiary: ["#ffffff", "#cabfae"], minor: ["#ffffff", "#d6ccbd"], service: ["#ffffff", "#ded6ca"],
      pedestrian: ["#f1edf3", "#cfc3d3"] },
    path: "#b98a5e", steps: "#b4573c", rail: "#a6a1a1", railGap: "#f6f3ec",
    unit: "#8d6fa8", text: "#4b4238", textRoad: "#5d5348", textWater: "#3f7794", textGreen: "#4c7138", halo: "#fffdf8",
    ring: "11, 110, 105", ringEdge: "#0b6e69", route: "#b3261e", routeCase: "#ffffff",
    pin: "#b3261e", mark: "#0b5e8a", markText: "#ffffff",
    classes: { a: "#a8451f", b: "#dd8a4e", c: "#f2d59a", d: "#83bfb0", e: "#12756d" },
    hatch: "#6f675c", outline: "#5b4a70", gap: "#a3301a", mend: "#17693f",
  },
  dark: {
    paper: "#171b20",
    land: { residential: "#1d2228", industrial: "#1f2226", commercial: "#241f24", retail: "#262026", school: "#26231c",
      kindergarten: "#26231c", university: "#26231c", hospital: "#2b2022", farmland: "#1b1e1d", pedestrian: "#23262b" },
    green: { forest: "#1a2c20", wood: "#1a2c20", park: "#1d3324", garden: "#1d2f24", pitch: "#1c362c", playground: "#24331f",
      cemetery: "#1f2a22", wetland: "#19302c" },
    greenElse: "#1c2a20",
    water: "#15324a", shore: "#24506f",
    building: "#2a3038", wall: "#3a424c",
    road: { motorway: ["#7a5236", "#3a2a1f"], primary: ["#6b5a34", "#2c2719"], secondary: ["#565037", "#26251c"],
      tertiary: ["#454c55", "#1d2126"], minor: ["#3a4149", "#1d2126"], service: ["#30363d", "#1d2126"],
      pedestrian: ["#3b3742", "#211f26"] },
    path: "#8a6f55", steps: "#c07a5c", rail: "#596069", railGap: "#171b20",
    unit: "#a78bc4", text: "#d6d0c6", textRoad: "#b6b0a6", textWater: "#7fb2d2", textGreen: "#93b884", halo: "#14171b",
    ring: "72, 200, 186", ringEdge: "#5fd0c3", route: "#ff8a7a", routeCase: "#14171b",
    pin: "#ff7a6b", mark: "#8fd0f5", markText: "#10202b",
    classes: { a: "#d9662f", b: "#b9743f", c: "#8b7a4a", d: "#3f8a7d", e: "#66d1c2" },
    hatch: "#9a948a", outline: "#c9b6de", gap: "#ff9a84", mend: "#83d6a3",
  },
};

// Width in pixels of a road at zooms 10, 13, 15, 17, 19.
const WIDTHS = {
  motorway: [1.6, 3.5, 7, 13, 26], primary: [1.2, 3, 6, 12, 26], secondary: [0.8, 2.4, 5, 11, 24],
  tertiary: [0.5, 1.6, 4.4, 10, 22], minor: [0, 0.7, 3.2, 8, 18], service: [0, 0, 1.6, 4.5, 10],
  pedestrian: [0, 0.6, 2.6, 7, 16],
};
const STOPS = [10, 13, 15, 17, 19];
const ORDER = { service: 1, pedestrian: 2, minor: 3, tertiary: 4, secondary: 5, primary: 6, motorway: 7 };
const PLACE = { city: [17, 700, 0], town: [16, 700, 1], suburb: [14, 600, 3], quarter: [13, 600, 4], village: [13, 600, 4],
  neighbourhood: [12, 500, 5], hamlet: [12, 500, 6], locality: [11, 400, 7] };

function widthAt(stops, zoom) {
  if (zoom <= STOPS[0]) return stops[0];
  for (let i = 1; i < STOPS.length; i += 1) {
    if (zoom <= STOPS[i]) {
      return stops[i - 1] + ((stops[i] - stops[i - 1]) * (zoom - STOPS[i - 1])) / (STOPS[i] - STOPS[i - 1]);
    }
  }
  return stops[stops.length - 1];
}

// The base map's style function for one palette. Styles are made once for a
// zoom step and class, so that drawing allocates next to nothing. `quiet`: no
// names of places nor outlines of units, where the scene brings its own.
export function baseStyle(palette, language, quiet) {
  const cache = new Map();
  const once = (key, make) => {
    if (!cache.has(key)) cache.set(key, make());
    return cache.get(key);
  };
  const area = (color, zIndex, edge) => new Style({ zIndex, fill: new Fill({ color }),
    stroke: edge ? new Stroke({ color: edge, width: 0.8 }) : undefined });

  const label = (text, options) => new Style({
    zIndex: 100,
    text: new Text({
      text, font: `${options.weight || 400} ${options.size}px ${FONT}`, placement: options.line ? "line" : "point",
      fill: new Fill({ color: options.color }), stroke: new Stroke({ color: palette.halo, width: 3 }),
      maxAngle: 0.5, padding: [4, 4, 4, 4], repeat: options.line ? 420 : undefined, overflow: false,
    }),
  });

  function road(kind, zoom, name) {
    const step = Math.round(zoom * 2) / 2;
    if (kind === "path" || kind === "steps") {
      if (step < 14) return null;
      return once(`${kind} ${step}`, () => new Style({ zIndex: 20, stroke: new Stroke({
        color: kind === "steps" ? palette.steps : palette.path,
        width: kind === "steps" ? Math.max(1.5, (step - 13) * 0.9) : Math.max(0.8, (step - 13) * 0.45),
        lineDash: kind === "steps" ? [1.5, 1.5] : [4, 3], lineCap: "butt" }) }));
    }
    const colors = palette.road[kind];
    const stops = WIDTHS[kind];
    if (!colors || !stops) return null;
    const width = widthAt(stops, step);
    if (width <= 0.2) return null;
    const lines = once(`${kind} ${step}`, () => {
      const fill = new Style({ zIndex: 40 + ORDER[kind], stroke: new Stroke({ color: colors[0], width, lineCap: "round" }) });
      const casing = new Style({ zIndex: 30 + ORDER[kind] * 0.1,
        stroke: new Stroke({ color: colors[1], width: width + (step < 13 ? 0.8 : 1.6), lineCap: "butt" }) });
      return [casing, fill];
    });
    if (!name || step < 15 || width < 3) return lines;
    return [...lines, once(`name ${name} ${kind} ${step}`, () =>
      label(name, { size: Math.min(14, 10 + (step - 15)), color: palette.textRoad, line: true }))];
  }

  function place(feature, zoom) {
    const [size, weight, rank] = PLACE[feature.get("kind")] || PLACE.locality;
    if (rank > zoom - 8.5 || (rank < 2 && zoom > 15)) return null;
    const name = (language === "en" && feature.get("name_en")) || feature.get("name");
    if (!name) return null;
    const style = once(`place ${name} ${size}`, () => label(name, { size, weight, color: palette.text }));
    return style;
  }

  return (feature, resolution) => {
    const layer = feature.get("layer");
    const kind = feature.get("class");
    const zoom = Math.log2(156543.03392804097 / resolution);
    const line = feature.getType().endsWith("LineString");
    const name = feature.get("name");
    switch (layer) {
      case "land": return once(`land ${kind}`, () => (palette.land[kind] ? area(palette.land[kind], 1) : undefined));
      case "green": return named(once(`green ${kind}`, () => area(palette.green[kind] || palette.greenElse, 2)), name, zoom, 15.5, palette.textGreen);
      case "water": return line
        ? once(`stream ${kind} ${Math.round(zoom)}`, () => new Style({ zIndex: 3, stroke: new Stroke({ color: palette.water,
          width: (kind === "river" || kind === "canal" ? 1 : 0.5) * Math.max(1, zoom - 11) }) }))
        : named(once("water", () => area(palette.water, 4, palette.shore)), name, zoom, 13.5, palette.textWater);
      case "buildings": return once(`building ${zoom > 15.5}`, () => area(palette.building, 10, zoom > 15.5 ? palette.wall : null));
      case "rail": return once(`rail ${Math.round(zoom)}`, () => {
        const width = zoom < 13 ? 1.2 : zoom < 16 ? 2.4 : 4;
        return [new Style({ zIndex: 60, stroke: new Stroke({ color: palette.rail, width }) }),
          new Style({ zIndex: 61, stroke: new Stroke({ color: palette.railGap, width: Math.max(0.6, width - 1.4), lineDash: [8, 8], lineCap: "butt" }) })];
      });
      case "roads": return road(kind, zoom, name);
      case "places": return quiet ? null : place(feature, zoom);
      case "units": return quiet || feature.get("approximate") ? null : once("unit", () => new Style({ zIndex: 70, stroke: new Stroke({ color: palette.unit, width: 1, lineDash: [6, 4] }) }));
      default: return null;
    }
  };

  // A park or lake with its name, once there is room for it.
  function named(style, name, zoom, from, color) {
    if (!name || zoom < from) return style;
    return [style, once(`label ${name} ${color}`, () => label(name, { size: 12, color }))];
  }
}
