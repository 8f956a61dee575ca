#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: `ogr2ogr -nlt POLYGON` of a multipolygon with two parts keeps the
# larger, makes two features, or refuses.
# Version: Debian 12, gdal-bin 3.6.2+dfsg-1+b2; libspatialite7 5.0.1-3 tells
# the area.
# What happens: the second part becomes a hole, outside of the first one. The
# file is taken by all tools, the polygon is invalid, its area is the first
# part's less the second's: here 0. Exit 0, no word.
# Source: https://gdal.org/programs/ogr2ogr.html (-nlt);
# https://gdal.org/api/ogrgeometry_cpp.html (forceToPolygon)
# In lifecircle: `import units` repairs such an outline into its two parts and
# says so (src/geo/areas.c, the finding areas_repaired).
. "$(dirname "$0")/form"
debian gdal-bin 3.6.2+dfsg-1+b2
debian libspatialite7 5.0.1-3

cat >units.geojson <<'JSON'
{"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"name":"甲街道"},"geometry":{"type":"MultiPolygon","coordinates":[
[[[104,30],[104.01,30],[104.01,30.01],[104,30.01],[104,30]]],
[[[104.02,30],[104.03,30],[104.03,30.01],[104.02,30.01],[104.02,30]]]]}}]}
JSON
{
  ogr2ogr -nlt POLYGON units.gpkg units.geojson
  echo "exit $?"
  ogrinfo -ro -q units.gpkg -dialect SQLITE -sql "SELECT
    NumInteriorRing(geom) AS holes, ST_IsValid(geom) AS valid,
    round(ST_Area(geom) * 1e6) AS area FROM units" 2>/dev/null |
    sed -n 's/^ *\([a-z]*\) ([A-Za-z0-9.]*) = /\1 /p'
} >seen 2>&1
recorded seen <<'END'
exit 0
holes 1
valid 0
area 0
END
