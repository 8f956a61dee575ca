#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: gcj2wgs_exact() of eviltransform is the exact one of its two ways back
# from GCJ-02, gcj2wgs() the one that errs by a metre.
# Version: npm eviltransform 0.2.2 (the newest there).
# What happens: a sign is wrong, so each round doubles the distance; after 30
# rounds latitude and longitude are millions of degrees. Nothing is thrown.
# gcj2wgs() is right to half a metre in Chengdu.
# Source: https://github.com/googollee/eviltransform/issues/61 (open since
# 2020) and pull request 64.
# In lifecircle: src/geo/crs.c goes back by rounds that end below a
# micrometre; tests/unit/geo/test_crs.c holds them to the way there.
. "$(dirname "$0")/form"
npm_pinned eviltransform@0.2.2

cat >exact.cjs <<'JS'
const e = require("eviltransform");
const there = e.wgs2gcj(30.6574, 104.0657);
const metres = (p) =>
  111200 * Math.hypot((p.lng - 104.0657) * 0.86, p.lat - 30.6574);
const plain = e.gcj2wgs(there.lat, there.lng);
const exact = e.gcj2wgs_exact(there.lat, there.lng);
console.log(`gcj2wgs: ${metres(plain).toFixed(1)} m off`);
console.log(`gcj2wgs_exact: latitude ${exact.lat.toExponential(1)}`);
JS
node exact.cjs >seen
recorded seen <<'END'
gcj2wgs: 0.5 m off
gcj2wgs_exact: latitude -2.6e+6
END
