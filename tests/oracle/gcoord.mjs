// SPDX-License-Identifier: GPL-3.0-or-later
//
// Coordinates of the whole country against npm's gcoord, an implementation
// that shares nothing with ours: node tests/oracle/gcoord.mjs PROGRAM
//
// Forwards both use the same published formulae, so they agree to the last
// decimal that `convert` writes. Backwards gcoord stops its iteration at a
// millionth of a degree and undoes BD-09 by a formula that is not exact, so
// they agree to what it reaches; and there and back again is where it began.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.argv[2];
const require = createRequire(new URL("../../web/package.json", import.meta.url));
let gcoord;
try {
  gcoord = require("gcoord");
} catch {
  console.log("skipped: gcoord, npm has not fetched it");
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const METRES = 111320; // of a degree of latitude, about
const folder = mkdtempSync(join(tmpdir(), "lifecircle-gcoord-"));
const points = [];
for (let lon = 73.6; lon < 135; lon += 0.4337) {
  for (let lat = 18.2; lat < 53.5; lat += 0.3719) points.push([lon, lat]);
}

function convert(from, to, list) {
  const file = join(folder, "points.csv");
  writeFileSync(file, "lon,lat\n" + list.map((p) => p.join(",")).join("\n") + "\n");
  const run = spawnSync(program, ["convert", "--from", from, "--to", to, file], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split("\r\n")
    .slice(1)
    .map((l) => l.split(",").map(Number));
}

function apart(a, b) {
  const east = (a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(east, a[1] - b[1]) * METRES;
}

const names = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 };
let passed = 0;
let failed = 0;

function judge(what, ours, theirs, metres) {
  let worst = 0;
  let at = 0;
  for (let i = 0; i < points.length; i++) {
    const d = apart(ours[i], theirs[i]);
    if (!(d <= worst)) {
      worst = d;
      at = i;
    }
  }
  if (ours.length === points.length && worst <= metres) {
    passed++;
    return;
  }
  failed++;
  console.log(`FAIL ${what}: ${worst} m apart at ${points[at]}, more than ${metres}`);
}

// Two figures rounded to 7 decimals: half a centimetre each in both directions.
const ROUNDING = 0.02;

for (const [from, to, metres] of [
  ["wgs84", "gcj02", ROUNDING],
  ["gcj02", "bd09", ROUNDING],
  ["wgs84", "bd09", ROUNDING],
  ["gcj02", "wgs84", 0.3],
  ["bd09", "gcj02", 1],
  ["bd09", "wgs84", 1.3],
]) {
  const ours = convert(from, to, points);
  const theirs = points.map((p) => gcoord.transform([...p], names[from], names[to]));
  judge(`${from} to ${to}`, ours, theirs, metres);
  judge(`${from} to ${to} and back`, convert(to, from, ours), points, ROUNDING);
}

rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
