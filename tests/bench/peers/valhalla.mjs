// SPDX-License-Identifier: GPL-3.0-or-later
//
// Valhalla in this process, on tiles built from the same extract.
//
//      node valhalla.mjs MODULES CONFIG FOLDER OUT
//
// Its own network, links and permissions; walking at 4 km/h. Requests and
// answers are strings, so that no JSON is read or made here within the time.
// Lines are appended to OUT, since Valhalla logs to the standard output.
// A matrix is asked for the ten facilities that are nearest straight, which
// is the least that any search for the ten nearest on foot would ask for.
import { createRequire } from "node:module";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [modules, config, folder, out] = process.argv.slice(2);
const { Actor } = createRequire(join(modules, "x.js"))(
  "@valhallajs/valhallajs",
);
const WARM = 10;
const MATRICES = 100;
const walking = { costing: "pedestrian",
  costing_options: { pedestrian: { walking_speed: 4 } } };

const table = (name) =>
  readFileSync(join(folder, name), "utf8").trim().split("\n")
    .map((line) => line.split(","));
const points = table("points.csv").map((r) => ({ lon: +r[2], lat: +r[3] }));
const facilities = table("facilities.peer.csv")
  .map((r) => ({ lon: +r[3], lat: +r[4] }));

const EARTH_M = 6371008.8;
const RAD = Math.PI / 180;

function nearest(p, k) {
  const squeeze = Math.cos(p.lat * RAD);
  const away = (f) =>
    Math.hypot((f.lon - p.lon) * squeeze, f.lat - p.lat);
  return [...facilities].sort((a, b) => away(a) - away(b)).slice(0, k);
}

// Square metres on a sphere, by the trapezoid rule; fine for a few km.
function ringArea(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++)
    sum += (ring[i][0] - ring[i - 1][0]) * RAD *
      (Math.sin(ring[i][1] * RAD) + Math.sin(ring[i - 1][1] * RAD));
  return Math.abs(sum / 2) * EARTH_M * EARTH_M;
}

function area(text) {
  const polygons = JSON.parse(text).features.map((f) => f.geometry)
    .flatMap((g) => g.type === "Polygon" ? [g.coordinates]
      : g.type === "MultiPolygon" ? g.coordinates : []);
  return polygons.reduce((sum, [outer, ...holes]) => sum + ringArea(outer) -
    holes.reduce((all, hole) => all + ringArea(hole), 0), 0);
}

const actor = await Actor.fromConfigFile(config);
const questions = [
  ["walk_10", MATRICES, "matrix", () => "", (p) =>
    ({ ...walking, sources: [p], targets: nearest(p, 10) })],
  ["isochrone", points.length, "isochrone", area, (p) =>
    ({ ...walking, locations: [p], contours: [{ time: 15 }],
      polygons: true })],
];
for (const [name, most, call, value, make] of questions) {
  for (const p of points.slice(0, WARM))
    await actor[call](JSON.stringify(make(p))).catch(() => 0);
  for (const [i, p] of points.slice(0, most).entries()) {
    const request = JSON.stringify(make(p));
    const cpu = process.cpuUsage();
    const wall = performance.now();
    let text = null;
    try { text = await actor[call](request); } catch { /* no street there */ }
    const took = (performance.now() - wall) * 1e3;
    const used = process.cpuUsage(cpu);
    if (text)
      appendFileSync(out, [name, i, took, used.user + used.system,
        value(text)].join("\t") + "\n");
  }
}
