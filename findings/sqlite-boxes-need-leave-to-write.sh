#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a reader of a GeoPackage that lets SQLite's authorizer deny all
# writing can still ask the spatial index for a box: a SELECT writes nothing,
# and the file is open for reading alone.
# Version: Debian 12, libsqlite3-0 3.40.1-2+deb12u2, gdal-bin 3.6.2+dfsg-1+b2
# makes the file, python3 3.11.2-1+b1 asks.
# What happens: "not authorized", for the box alone; the table itself is read.
# With its first question an R*Tree prepares all of its statements, those that
# write too, and the authorizer is asked about each: INSERT and DELETE on the
# tables behind the index. If the same connection had asked for a box before
# the guard was set, all goes well. So a guard works or fails by what was asked
# before it; and who notes what is written by the authorizer takes every index
# that was read for a changed one.
# Source: https://www.sqlite.org/c3ref/set_authorizer.html;
# https://www.sqlite.org/rtree.html
# In lifecircle: a change notes so which tables it writes, and used to check the
# streets' whole index, which it had only read; an index counts now only where
# its table was written (src/store/city/written.c).
. "$(dirname "$0")/form"
debian libsqlite3-0 3.40.1-2+deb12u2
debian gdal-bin 3.6.2+dfsg-1+b2
debian python3 3.11.2-1+b1

{
  echo name,lon,lat
  seq 100 199 | sed 's/.*/place &,104.&,30.&/'
} >places.csv
ogr2ogr -f GPKG places.gpkg places.csv -nln place -a_srs EPSG:4326 \
  -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat
/usr/bin/python3 - >seen 2>&1 <<'END'
import sqlite3

WRITES = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)
ALL = "SELECT count(*) FROM place"
BOX = "SELECT count(*) FROM rtree_place_geom WHERE minx > 104.15"


def opened():
    return sqlite3.connect("file:places.gpkg?mode=ro", uri=True)


def guard(db):
    db.set_authorizer(lambda action, *what: sqlite3.SQLITE_DENY if action in WRITES else sqlite3.SQLITE_OK)


def ask(what, db, query):
    try:
        print(what, db.execute(query).fetchone()[0])
    except sqlite3.DatabaseError as why:
        print(what, why)


db = opened()
guard(db)
ask("guarded, the table:", db, ALL)
ask("guarded, a box:", db, BOX)
db = opened()
ask("not guarded, a box:", db, BOX)
guard(db)
ask("guarded after that, a box:", db, BOX)
END
recorded seen <<'END'
guarded, the table: 100
guarded, a box: not authorized
not guarded, a box: 49
guarded after that, a box: 49
END
