#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: Baidu's metres (BD09MC) and degrees (BD09) are one projection, so
# going there and back ends where it began, to a thousandth of a millimetre.
# Version: npm gcoord 1.0.7.
# What happens: either way is a polynomial of its own for each of six bands of
# latitude, and the one is not the inverse of the other: there and back ends
# 1 cm away in Chengdu, 11 cm in Harbin, 26 cm at the edge of a band. Each
# conversion of a table and back moves its points.
# Source: https://github.com/hujiulong/gcoord (src/crs/BD09MC.ts, both tables
# of coefficients as Baidu's scripts have them).
# In lifecircle: src/geo/baidu.c has the same two tables, so that metres mean
# what they mean elsewhere; a city keeps degrees alone and goes one way once.
. "$(dirname "$0")/form"
npm_pinned gcoord@1.0.7

cat >back.cjs <<'JS'
const g = require("gcoord");
const off = (p) => {
  const m = g.transform(p, g.BD09, g.BD09MC);
  const b = g.transform(m, g.BD09MC, g.BD09);
  const east = (b[0] - p[0]) * 111320 * Math.cos((p[1] * Math.PI) / 180);
  return Math.hypot(east, (b[1] - p[1]) * 110950);
};
const cities = {
  Shenzhen: [114.06, 22.54],
  Chengdu: [104.0657, 30.6574],
  Beijing: [116.4, 39.9],
  Harbin: [126.6, 45.7],
};
for (const [name, p] of Object.entries(cities))
  console.log(`${name}: ${(off(p) * 100).toFixed(1)} cm`);
let worst = 0;
let at;
for (let lat = 18; lat < 54; lat += 0.01) {
  const d = off([120, lat]);
  if (d > worst) [worst, at] = [d, lat];
}
console.log(`worst: ${(worst * 100).toFixed(1)} cm at ${at.toFixed(2)} N`);
JS
node back.cjs >seen
recorded seen <<'END'
Shenzhen: 0.0 cm
Chengdu: 1.4 cm
Beijing: 0.9 cm
Harbin: 11.4 cm
worst: 25.7 cm at 45.01 N
END
