#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: outside China the shifted systems are WGS 84, in every package, and a
# city that GCJ-02 leaves where it is, BD-09 leaves too.
# Version: npm gcoord 1.0.7, coordtransform 2.1.2, eviltransform 0.2.2.
# What happens: "China" is a box, and not the same one: Osaka and Mumbai are
# shifted by 540 and 380 m in gcoord and eviltransform and not at all in
# coordtransform; Seoul and Hanoi in all of them. Tokyo is in no box, so GCJ-02
# leaves it; but BD-09 is moved by 900 m in gcoord and coordtransform, whose
# second step knows no box, and not in eviltransform.
# Source: https://github.com/hujiulong/gcoord (src/crs),
# https://github.com/wandergis/coordtransform, https://github.com/googollee/eviltransform
# In lifecircle: src/geo/crs.c has gcoord's box and steps, so that a table goes
# back the way it came; WGS 84 is what is kept.
. "$(dirname "$0")/form"
npm_pinned gcoord@1.0.7 coordtransform@2.1.2 eviltransform@0.2.2

cat >box.cjs <<'JS'
const g = require("gcoord");
const c = require("coordtransform");
const e = require("eviltransform");
const places = {
  Chengdu: [104.0657, 30.6574],
  Seoul: [126.98, 37.57],
  Osaka: [135.5, 34.7],
  Mumbai: [72.87, 19.07],
  Tokyo: [139.7, 35.7],
};
const lonlat = (p) => [p.lng, p.lat];
for (const [name, p] of Object.entries(places)) {
  const cos = Math.cos((p[1] * Math.PI) / 180);
  const m = (q) =>
    Math.round(111200 * Math.hypot((q[0] - p[0]) * cos, q[1] - p[1]));
  const gcj = [
    g.transform(p, g.WGS84, g.GCJ02),
    c.wgs84togcj02(...p),
    lonlat(e.wgs2gcj(p[1], p[0])),
  ];
  const bd = [
    g.transform(p, g.WGS84, g.BD09),
    c.gcj02tobd09(...c.wgs84togcj02(...p)),
    lonlat(e.wgs2bd(p[1], p[0])),
  ];
  console.log(`${name}: GCJ-02 ${gcj.map(m)} m, BD-09 ${bd.map(m)} m`);
}
JS
{
  echo "moved by gcoord, coordtransform, eviltransform:"
  node box.cjs
} >seen
recorded seen <<'END'
moved by gcoord, coordtransform, eviltransform:
Chengdu: GCJ-02 361,361,361 m, BD-09 950,950,958 m
Seoul: GCJ-02 460,460,460 m, BD-09 1284,1284,1260 m
Osaka: GCJ-02 542,0,542 m, BD-09 1281,909,1279 m
Mumbai: GCJ-02 379,0,379 m, BD-09 1081,954,1079 m
Tokyo: GCJ-02 0,0,0 m, BD-09 903,903,0 m
END
