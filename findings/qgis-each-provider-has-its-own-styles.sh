#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a style that stands in a SpatiaLite file (layer_styles) as the default
# of a layer is shown by whoever opens the layer in QGIS.
# Version: Debian 12, python3-qgis 3.22.16+dfsg-1,
# libsqlite3-mod-spatialite 5.0.1-3 makes the file, python3 3.11.2-1+b1.
# What happens: opened by OGR it is found where f_table_schema is '', and not
# where it is NULL; by QGIS's own provider of SpatiaLite it is the other way
# round. Each saves its own so, and shows no other's; both list all of them.
# Source: QgsOgrProviderMetadata::loadStyle(),
# QgsSpatiaLiteProviderMetadata::loadStyle().
# In lifecircle: a city file has each style twice (src/store/layer_style.c).
. "$(dirname "$0")/form"
debian python3-qgis 3.22.16+dfsg-1
debian libsqlite3-mod-spatialite 5.0.1-3
debian python3 3.11.2-1+b1

/usr/bin/python3 - <<'END'
import sqlite3

db = sqlite3.connect("places.sqlite", isolation_level=None)
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("SELECT InitSpatialMetaData(1, 'NONE')")
db.execute("SELECT InsertEpsgSrid(4326)")
db.execute("CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT)")
db.execute("SELECT AddGeometryColumn('place', 'geom', 4326, 'POINT', 'XY')")
db.execute("INSERT INTO place(name, geom) VALUES('a', MakePoint(104.1, 30.6, 4326))")
db.close()
END
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=. /usr/bin/python3 - >seen 2>log <<'END'
import os
import shutil
import sqlite3
import sys

from qgis.core import QgsApplication, QgsVectorLayer

app = QgsApplication([], False)
app.initQgis()
PROVIDERS = ("ogr", "spatialite")


def layer_of(provider, path):
    source = {"ogr": path + "|layername=place", "spatialite": "dbname='%s' table=\"place\" (geom)" % path}[provider]
    return QgsVectorLayer(source, "place", provider)


def says(layer):
    return "the style" if layer.attributeAlias(layer.fields().indexOf("name")) == "called" else "none"


for provider in PROVIDERS:
    path = "by-%s.sqlite" % provider
    shutil.copy("places.sqlite", path)
    layer = layer_of(provider, path)
    layer.setFieldAlias(layer.fields().indexOf("name"), "called")
    layer.saveStyleToDatabase("mine", "", True, "")
    del layer
    row = sqlite3.connect(path).execute("SELECT f_table_schema, f_table_name, f_geometry_column, useAsDefault FROM layer_styles").fetchall()
    print("saved by %s:" % provider, row)
    print("  shown:", ", ".join("%s %s" % (p, says(layer_of(p, path))) for p in PROVIDERS))
for schema in ("", None):
    db = sqlite3.connect("by-ogr.sqlite")
    db.execute("UPDATE layer_styles SET f_table_schema = ?", (schema,))
    db.commit()
    db.close()
    print("f_table_schema %r:" % schema, ", ".join("%s %s" % (p, says(layer_of(p, "by-ogr.sqlite"))) for p in PROVIDERS))
sys.stdout.flush()
os._exit(0)
END
recorded seen <<'END'
saved by ogr: [('', 'place', 'geom', 1)]
  shown: ogr the style, spatialite none
saved by spatialite: [(None, 'place', 'geom', 1)]
  shown: ogr none, spatialite the style
f_table_schema '': ogr the style, spatialite none
f_table_schema None: ogr none, spatialite the style
END
