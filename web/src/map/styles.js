// SPDX-License-Identifier: GPL-3.0-or-later
// How a scene looks over the base map. Each style is a function of a feature
// and of `look`: the palette, the scene, and the unit pointed at.

import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";

import { isWide, shareText } from "../base/amounts.js";
import { classOf } from "../base/classes.js";
import { FONT } from "./palettes.js";

const NOTHING = "rgba(0, 0, 0, 0)";
const PLAIN = "rgba(141, 111, 168, 0.07)"; // of a unit without figures

const paint = (color) => new Fill({ color });
const pen = (color, width, lineDash) => new Stroke({ color, width, lineDash });
const disc = (radius, fill, stroke) => new CircleStyle({ radius, fill, stroke });
const bold = (size, weight = 700) => `${weight} ${size}px ${FONT}`;

// Lines at 45 degrees: what is unknown is hatched, on the map as in the bars;
// a gap is hatched the other way and coarser.
// `ground` is what lies below the lines, `thick` of the size how wide they are.
function hatch(color, { size = 8, fall = false, ground = "", thick = 0.2 } = {}) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const context = tile.getContext("2d");
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size, size);
  }
  context.strokeStyle = color;
  context.lineWidth = size * thick;
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift, fall ? 0 : size);
    context.lineTo(shift + size, fall ? size : 0);
  }
  context.stroke();
  return context.createPattern(tile, "repeat");
}

export const extentStyle = ({ palette }) =>
  new Style({ stroke: pen(palette.outline, 1.5, [10, 6]) });

// The area is a picture of what is near, not a border: soft, and without a
// line round each courtyard.
export function ringStyle({ palette, scene }, feature) {
  const rank = feature.get("rank");
  const soft = scene.near || scene.route ? 0.06 : 0.13;
  const edge = { color: palette.ringEdge, lineJoin: "round" };
  const stroke = new Stroke(
    rank === 0 ? { ...edge, width: 2 } : { ...edge, width: 1.1, lineDash: [5, 4] },
  );
  return [
    new Style({ zIndex: rank, fill: paint(`rgba(${palette.ring}, ${soft})`) }),
    new Style({ zIndex: 5, geometry: feature.get("outline"), stroke }),
  ];
}

const MARKS = {
  place: ({ palette: { pin, routeCase } }) => [
    new Style({ zIndex: 30, image: disc(11, paint(pin), pen(routeCase, 3)) }),
    new Style({ zIndex: 31, image: disc(3.5, paint(routeCase)) }),
  ],
  route: ({ palette: { route, routeCase } }) => [
    new Style({ zIndex: 10, stroke: pen(routeCase, 9) }),
    new Style({ zIndex: 11, stroke: pen(route, 5) }),
  ],
  area: ({ palette: { ring, ringEdge }, scene }) =>
    new Style({
      zIndex: 4,
      fill: paint(`rgba(${ring}, 0.14)`),
      stroke: pen(ringEdge, 3, scene.area.open ? [8, 6] : undefined),
    }),
  corner: ({ palette: { routeCase, ringEdge } }) =>
    new Style({ zIndex: 20, image: disc(7, paint(routeCase), pen(ringEdge, 3)) }),
};

// A facility has its number in the list; the nearest lies on top.
const numberStyle = ({ palette }, text) =>
  new Style({
    zIndex: 29 - Number(text),
    image: disc(13, paint(palette.mark), pen(palette.routeCase, 2)),
    text: new Text({ text, font: bold(14), fill: paint(palette.markText) }),
  });

export function markStyle(look, feature) {
  const mark = feature.get("mark");
  return MARKS[mark] ? MARKS[mark](look) : numberStyle(look, mark);
}

const mendStyle = ({ palette }, rank, on) =>
  new Style({
    zIndex: on ? 9 : 6,
    image: disc(
      (on ? 16 : 12) + (rank > 9 ? 3 : 0),
      paint(palette.mend),
      pen(palette.routeCase, 2),
    ),
    text: new Text({
      text: `+${rank}`,
      font: bold(on ? 15 : 12),
      offsetY: 1,
      fill: paint(palette.markText),
    }),
  });

// The hatching says missing, the number leads to the list, and the plus is
// where one more would help most.
export function gapStyle(look, feature) {
  const { gap, halo } = look.palette;
  const rank = feature.get("rank");
  const on = look.scene.gaps && rank === look.scene.gaps.selected;
  const below = look.scene.planned; // a plan lies over them
  if (feature.get("mend")) return below ? null : mendStyle(look, rank, on);
  const text = new Text({
    text: String(rank),
    offsetX: -13,
    offsetY: -11,
    font: bold(on ? 17 : 14),
    fill: paint(gap),
    backgroundFill: paint(halo),
    backgroundStroke: pen(gap, on ? 3 : 1.5),
    padding: [3, 5, 1, 6],
  });
  const area = new Style({
    zIndex: on ? 2 : 1,
    fill: paint(hatch(gap, { size: 10, fall: true })),
    stroke: pen(gap, on && !below ? 4 : 1.6),
  });
  if (below) return area;
  return [area, new Style({ zIndex: on ? 8 : 5, geometry: feature.get("label"), text })];
}

// The colour says the least that a share can be, the hatching over it how much
// more it may be.
function classFill(palette, row, known) {
  const ground = `${palette.classes[known]}b3`;
  if (!isWide(row)) return ground;
  const thick = 0.1 + 0.4 * (row.share_max - row.share_min);
  return hatch(palette.hatch, { ground, thick });
}

// Who gains and who loses by a plan: the stronger, the more of what changes.
function changeFill({ mend, gap }, { better, part }) {
  const alpha = Math.round(24 + 52 * part); // of 255
  return `${better ? mend : gap}${alpha.toString(16)}`;
}

const knownOf = (row) => (row && !row.change ? classOf(row) : null);

// What a plan brings stands over the base map's own names.
const changeGround = (palette, row) =>
  row && row.change ? { backgroundFill: paint(palette.halo), padding: [2, 4, 0, 4] } : {};

function unitFill({ palette, scene }, row, known, on) {
  const { value } = scene.units || {};
  if (row && row.change) return changeFill(palette, row.change);
  if (scene.gaps) return NOTHING;
  if (on && !value) return `rgba(${palette.ring}, 0.22)`;
  if (known === "none") return hatch(palette.hatch);
  return known ? classFill(palette, row, known) : PLAIN;
}

// Without decimals: a map is no table.
const mapShare = (row) => (isWide(row) ? shareText(row) : `${Math.round(row.share * 100)} %`);

const selectedPx = ({ planned }) => (planned ? 2.5 : 4);

function unitText({ scene }, feature, row, known, resolution) {
  if (row && row.change) return row.change.text;
  if (scene.gaps || scene.planned) return "";
  const name = (scene.lang === "en" && feature.get("name_en")) || feature.get("name");
  const share = known === "none" ? "?" : row && mapShare(row);
  return [resolution < 60 || !share ? name : "", share].filter(Boolean).join("\n");
}

export function unitStyle(look, feature, resolution) {
  const { palette, scene, pointed } = look;
  const { value, selected, other } = scene.units || {};
  const code = feature.get("code");
  const on = code === selected || (code && (code === other || code === pointed));
  const row = value ? value(code) : null;
  const known = knownOf(row);
  const isPoint = feature.getGeometry().getType() === "Point";
  const fill = paint(unitFill(look, row, known, on));
  const dash = feature.get("approximate") ? [4, 5] : undefined;
  const stroke = pen(on ? palette.ringEdge : palette.outline, on ? selectedPx(scene) : 1.2, dash);
  const text = new Text({
    text: unitText(look, feature, row, known, resolution),
    font: bold(13, 600),
    offsetY: isPoint ? 22 : 0,
    fill: paint(palette.text),
    stroke: pen(palette.halo, 3.5),
    ...changeGround(palette, row),
  });
  const zIndex = on ? 2 : 1; // its outline over the neighbours'
  return [
    isPoint
      ? new Style({ zIndex, image: disc(on ? 13 : 9, fill, stroke) })
      : new Style({ zIndex, fill, stroke }),
    // one label a unit, however many pieces it has
    new Style({ geometry: feature.get("label"), zIndex: 3, text }),
  ];
}
