#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a column of SpatiaLite's type GEOMETRY, which holds lines and areas,
# is opened by QGIS's provider of SpatiaLite as a layer with shapes, or refused.
# Version: Debian 12, python3-qgis 3.22.16+dfsg-1,
# libsqlite3-mod-spatialite 5.0.1-3 makes the file, python3 3.11.2-1+b1.
# What happens: it is a valid layer that is not spatial: no system, no extent,
# nothing drawn, no word, though its rows have shapes. OGR opens it as a layer.
# Source: QgsSpatiaLiteProvider::getTableGeometryDetails().
# In lifecircle: the city file's buildings, water and facilities' grounds are
# such columns (feature, facility_shape), so README.md says how to open them.
. "$(dirname "$0")/form"
debian python3-qgis 3.22.16+dfsg-1
debian libsqlite3-mod-spatialite 5.0.1-3
debian python3 3.11.2-1+b1

/usr/bin/python3 - <<'END'
import sqlite3

db = sqlite3.connect("map.sqlite", isolation_level=None)
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("SELECT InitSpatialMetaData(1, 'NONE')")
db.execute("SELECT InsertEpsgSrid(4326)")
for table, kind in (("area", "POLYGON"), ("mixed", "GEOMETRY")):
    db.execute("CREATE TABLE %s (id INTEGER PRIMARY KEY)" % table)
    db.execute("SELECT AddGeometryColumn('%s', 'geom', 4326, '%s', 'XY')" % (table, kind))
    db.execute("INSERT INTO %s(geom) VALUES(BuildMbr(104, 30, 105, 31, 4326))" % table)
db.close()
END
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=. /usr/bin/python3 - >seen 2>log <<'END'
import os
import sys

from qgis.core import QgsApplication, QgsVectorLayer

app = QgsApplication([], False)
app.initQgis()
for provider, source in (("spatialite", "dbname='map.sqlite' table=\"%s\" (geom)"), ("ogr", "map.sqlite|layername=%s")):
    for table in ("area", "mixed"):
        it = QgsVectorLayer(source % table, table, provider)
        shapes = sum(not f.geometry().isEmpty() for f in it.getFeatures())
        print(provider, table + ":", "valid," if it.isValid() else "not valid,", "spatial," if it.isSpatial() else "not spatial,",
              it.crs().authid() or "no system", "-", it.featureCount(), "row,", shapes, "with a shape")
sys.stdout.flush()
os._exit(0)
END
recorded seen <<'END'
spatialite area: valid, spatial, EPSG:4326 - 1 row, 1 with a shape
spatialite mixed: valid, not spatial, no system - 1 row, 1 with a shape
ogr area: valid, spatial, EPSG:4326 - 1 row, 1 with a shape
ogr mixed: valid, spatial, EPSG:4326 - 1 row, 1 with a shape
END
