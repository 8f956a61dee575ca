#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: points that SpatiaLite writes in its short form (EnableTinyPoint():
# 24 bytes for 60) are read by GDAL as all others are, or refused.
# Version: Debian 12, gdal-bin 3.6.2+dfsg-1+b2; spatialite-bin 5.0.1-2 writes
# the table.
# What happens: the row is there and its geometry is null, in ogrinfo, in what
# ogr2ogr makes of it, and for a box asked for. Exit 0, no word. SpatiaLite's
# own functions read the point, also through GDAL's SQL.
# Source: https://www.gaia-gis.it/fossil/libspatialite/wiki?name=BLOB-TinyPoint;
# https://gdal.org/drivers/vector/sqlite.html
# In lifecircle: city files have points in the long form, though the short one
# would make them smaller, and tables of facilities are read in both
# (src/import/table/shape/blob.c).
. "$(dirname "$0")/form"
debian gdal-bin 3.6.2+dfsg-1+b2
debian spatialite-bin 5.0.1-2

spatialite -silent places.sqlite >made 2>&1 <<'SQL'
SELECT InitSpatialMetaDataFull(1);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT);
SELECT AddGeometryColumn('place', 'geom', 4326, 'POINT', 'XY');
SELECT EnableTinyPoint();
INSERT INTO place VALUES (1, '青羊宫', MakePoint(104.041, 30.664, 4326));
SELECT DisableTinyPoint();
INSERT INTO place VALUES (2, '武侯祠', MakePoint(104.043, 30.642, 4326));
SQL
{
  echo "by SpatiaLite:"
  spatialite -silent places.sqlite \
    "SELECT name, length(geom), ST_AsText(geom) FROM place" 2>/dev/null
  echo "by GDAL:"
  ogr2ogr -f GeoJSONSeq places.geojsons places.sqlite place
  echo "exit $?"
  sed -n 's/.*"name": "\([^"]*\)".*"geometry": \(.*\) }$/\1 \2/p' places.geojsons
  echo "in a box around both:" \
    "$(ogrinfo -ro -q places.sqlite place -spat 104 30 105 31 |
      grep -c '^OGRFeature')"
} >seen 2>&1
recorded seen <<'END'
by SpatiaLite:
青羊宫|24|POINT(104.041 30.664)
武侯祠|60|POINT(104.043 30.642)
by GDAL:
exit 0
青羊宫 null
武侯祠 { "type": "Point", "coordinates": [ 104.043, 30.642 ] }
in a box around both: 1
END
