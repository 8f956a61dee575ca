#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a layer that is opened in QGIS and looked at, not edited, leaves the
# file as it was.
# Version: Debian 12, python3-qgis 3.22.16+dfsg-1, libgdal32 3.6.2+dfsg-1+b2,
# libsqlite3-mod-spatialite 5.0.1-3 makes the file, python3 3.11.2-1+b1.
# What happens: of a SpatiaLite file that may be written to, either provider
# counts the layer and puts count, extent and the time into
# geometry_columns_statistics, so that the file's hash is another. Once they
# stand there it is left alone; but to GDAL a layer of no rows is one that was
# never counted: it writes the same line, with another time, and an event into
# spatialite_history each time the file is opened. A choice of rows (a subset)
# is not counted for the file.
# Source: https://gdal.org/drivers/vector/sqlite.html ("Performance hints");
# OGRSQLiteTableLayer::LoadStatisticsSpatialite4DB(), which takes 0 for unknown.
# In lifecircle: a city file says both of each layer, and passes over a second
# line of no rows by triggers (src/store/statistics.c); before, a server refused
# a file that somebody had looked at.
. "$(dirname "$0")/form"
debian python3-qgis 3.22.16+dfsg-1
debian libgdal32 3.6.2+dfsg-1+b2
debian libsqlite3-mod-spatialite 5.0.1-3
debian python3 3.11.2-1+b1

/usr/bin/python3 - <<'END'
import sqlite3

db = sqlite3.connect("places.sqlite", isolation_level=None)
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("SELECT InitSpatialMetaData(1, 'NONE')")
db.execute("SELECT InsertEpsgSrid(4326)")
for table, rows in (("place", 2), ("empty", 0)):
    db.execute("CREATE TABLE %s (id INTEGER PRIMARY KEY)" % table)
    db.execute("SELECT AddGeometryColumn('%s', 'geom', 4326, 'POINT', 'XY')" % table)
    for i in range(rows):
        db.execute("INSERT INTO %s(geom) VALUES(MakePoint(104.%d, 30.6, 4326))" % (table, i))
db.close()
END
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=. /usr/bin/python3 - >seen 2>log <<'END'
import hashlib
import os
import shutil
import sys

from qgis.core import QgsApplication, QgsVectorLayer

app = QgsApplication([], False)
app.initQgis()


def sum_of(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


def look(provider, table, path, subset=""):
    before = sum_of(path)
    source = {"ogr": "%s|layername=%s%s" % (path, table, subset and "|subset=" + subset),
              "spatialite": "dbname='%s' table=\"%s\" (geom)" % (path, table)}[provider]
    layer = QgsVectorLayer(source, table, provider)
    rows = layer.featureCount()
    del layer
    return "%d rows, the file is %s" % (rows, "as it was" if sum_of(path) == before else "another")


for provider in ("ogr", "spatialite"):
    for table in ("place", "empty"):
        path = "%s-%s.sqlite" % (provider, table)
        shutil.copy("places.sqlite", path)
        for time in ("first", "again"):
            print(provider, table, time + ":", look(provider, table, path))
shutil.copy("places.sqlite", "subset.sqlite")
print("ogr place, a subset:", look("ogr", "place", "subset.sqlite", '"id" > 0'))
sys.stdout.flush()
os._exit(0)
END
recorded seen <<'END'
ogr place first: 2 rows, the file is another
ogr place again: 2 rows, the file is as it was
ogr empty first: 0 rows, the file is another
ogr empty again: 0 rows, the file is another
spatialite place first: 2 rows, the file is another
spatialite place again: 2 rows, the file is as it was
spatialite empty first: 0 rows, the file is another
spatialite empty again: 0 rows, the file is as it was
ogr place, a subset: 2 rows, the file is as it was
END
