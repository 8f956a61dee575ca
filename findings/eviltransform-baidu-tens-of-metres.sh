#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: packages that turn GCJ-02 into Baidu's BD-09 agree, as there is one
# formula that all of them quote.
# Version: npm eviltransform 0.2.2 against gcoord 1.0.7 and coordtransform 2.1.2.
# What happens: the other two agree to a millimetre. eviltransform takes the
# sine of degrees times pi, where the formula has times pi * 3000 / 180: its
# points lie 5 m (Shanghai) to 77 m (Shenzhen) away, in no common direction,
# so no shift mends them. Its way back has the same slip, so that going there
# and back with it shows nothing.
# Source: https://github.com/googollee/eviltransform (javascript/transform.js,
# gcj2bd), pull request 11, which brought it.
# In lifecircle: src/geo/crs.c agrees with gcoord; a table in eviltransform's
# BD-09 lies 5 to 77 m off, which the measure against the streets may show.
. "$(dirname "$0")/form"
npm_pinned gcoord@1.0.7 coordtransform@2.1.2 eviltransform@0.2.2

cat >baidu.cjs <<'JS'
const g = require("gcoord");
const c = require("coordtransform");
const e = require("eviltransform");
const cities = {
  Chengdu: [104.0657, 30.6574],
  Beijing: [116.4, 39.9],
  Shanghai: [121.47, 31.23],
  Shenzhen: [114.06, 22.54],
};
for (const [name, p] of Object.entries(cities)) {
  const cos = Math.cos((p[1] * Math.PI) / 180);
  const right = g.transform(p, g.GCJ02, g.BD09);
  const m = (q) =>
    111200 * Math.hypot((q[0] - right[0]) * cos, q[1] - right[1]);
  const there = e.gcj2bd(p[1], p[0]);
  const back = e.bd2gcj(there.lat, there.lng);
  const home =
    111200 * Math.hypot((back.lng - p[0]) * cos, back.lat - p[1]);
  console.log(
    `${name}: coordtransform ${m(c.gcj02tobd09(...p)).toFixed(1)} m, ` +
      `eviltransform ${m([there.lng, there.lat]).toFixed(0)} m, ` +
      `there and back ${home.toFixed(1)} m`,
  );
}
JS
{
  echo "away from gcoord's BD-09:"
  node baidu.cjs
} >seen
recorded seen <<'END'
away from gcoord's BD-09:
Chengdu: coordtransform 0.0 m, eviltransform 27 m, there and back 0.0 m
Beijing: coordtransform 0.0 m, eviltransform 28 m, there and back 0.0 m
Shanghai: coordtransform 0.0 m, eviltransform 5 m, there and back 0.0 m
Shenzhen: coordtransform 0.0 m, eviltransform 77 m, there and back 0.0 m
END
