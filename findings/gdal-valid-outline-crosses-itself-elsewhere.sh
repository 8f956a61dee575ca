#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a valid outline is valid in another system of coordinates too, or
# ogr2ogr says that it no longer is.
# Version: Debian 12, gdal-bin 3.6.2+dfsg-1+b2.
# What happens: only corners are moved, sides stay straight. A side of a
# kilometre that is straight in degrees is bent by a centimetre or two in UTM,
# so a corner of the same outline that lies three millimetres inside of its
# middle is outside afterwards: the outline crosses itself. Exit 0, no word.
# Source: https://gdal.org/programs/ogr2ogr.html (-t_srs, -segmentize, -makevalid)
# In lifecircle: approximate outlines are cut along others and had slivers of
# millimetres, so four of fifty were invalid when exported in EPSG:25832; what
# is narrower than 5 m is left out of them now (src/geo/geos.c).
. "$(dirname "$0")/form"
debian gdal-bin 3.6.2+dfsg-1+b2

cat >area.geojson <<'END'
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
"geometry": {"type": "Polygon", "coordinates": [[[9.5, 47.1], [9.513, 47.1],
[9.513, 47.11], [9.5065, 47.10000003], [9.5, 47.11], [9.5, 47.1]]]}}]}
END
ask() {
  ogrinfo -q -dialect SQLite -sql \
    'SELECT ST_IsValid(geom) AS valid FROM area' "$1" 2>/dev/null |
    sed -n 's/.*valid (Integer) = /valid: /p'
}
{
  ogr2ogr degrees.gpkg area.geojson -nln area
  echo "in degrees: $(ask degrees.gpkg)"
  ogr2ogr utm.gpkg degrees.gpkg area -nln area -t_srs EPSG:32632 2>&1
  echo "exit $?"
  echo "in UTM: $(ask utm.gpkg)"
  ogr2ogr fine.gpkg degrees.gpkg area -nln area -t_srs EPSG:32632 -makevalid \
    -nlt PROMOTE_TO_MULTI
  echo "in UTM, -makevalid: $(ask fine.gpkg)"
} >seen
recorded seen <<'END'
in degrees: valid: 1
exit 0
in UTM: valid: 0
in UTM, -makevalid: valid: 1
END
