#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Small changes make the rows and arrays that computing all of it makes: after
# each of CHANGES random ones (facilities added, moved, closed, tables imported
# again and taken out, units, residents, categories, with and without results)
# a copy is computed whole, and every table and array, ordered by key, is the
# same.
#
#   changes.py [CHANGES], the program being $LIFECIRCLE
import csv
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
STREETS = os.path.join(HERE, "older", "streets.osm")
WEST, SOUTH, SIZE = 104.0, 30.6, 0.008
CATEGORIES = ("pharmacy", "clinic", "library", "park", "kindergarten", "bank",
              "beauty_space")
INTERNAL = ("sqlite_", "idx_", "spatial_ref", "geometry_col", "views_geom",
            "virts_geom", "spatialite", "sql_statements", "data_licenses",
            "ElementaryGeometries", "KNN", "SpatialIndex", "vector_layers")

counts = [0, 0]
dice = random.Random(20)


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))


def run(*words):
    out = subprocess.run([PROGRAM, *words, "-q"], capture_output=True,
                         text=True, check=False,
                         env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000"))
    if out.returncode:
        raise RuntimeError("%s: %s" % (" ".join(words), out.stderr))
    return out.stdout


def contents(path):
    """Of each table its rows in order, and of each array its bytes; how the
    spatial indexes answer for all there is."""
    db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
    out = {}
    tables = [r[0] for r in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table.startswith("idx_") and table.endswith("_rowid"):
            out[table] = sorted(r[0] for r in db.execute(
                'SELECT rowid FROM "%s"' % table))
        if table.startswith(INTERNAL):
            continue
        digest = hashlib.sha256()
        for row in sorted(map(repr, db.execute('SELECT * FROM "%s"' % table))):
            digest.update(row.encode())
        out[table] = digest.hexdigest()
    for name, data in db.execute("SELECT name, data FROM array"):
        out["array " + name] = hashlib.sha256(data).hexdigest()
    db.close()
    return out


def place():
    return (WEST + dice.random() * SIZE, SOUTH + dice.random() * SIZE)


class City:
    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "city")
        self.tables, self.manual, self.shaped = set(), [], 0
        run("import", "osm", STREETS, "--city", self.path)

    def edit(self, *words):
        later = ["--no-compute"] if dice.random() < 0.2 else []
        return run(*words, "--city", self.path, *later)

    def add(self):
        lon, lat = place()
        out = self.edit("facility", "add", "name=%d" % dice.randrange(99),
                        "category=" + dice.choice(CATEGORIES),
                        "lon=%.6f" % lon, "lat=%.6f" % lat)
        self.manual.append(out.strip())

    def set(self):
        if self.manual:
            lon, lat = place()
            self.edit("facility", "set", dice.choice(self.manual),
                      "lon=%.6f" % lon, "lat=%.6f" % lat)

    def phone(self):
        """No walk is another."""
        if self.manual:
            self.edit("facility", "set", dice.choice(self.manual),
                      "phone=%d" % dice.randrange(99))

    def close(self):
        if self.manual:
            at = dice.randrange(len(self.manual))
            self.edit("facility", "close", self.manual.pop(at))

    def table(self):
        name = dice.choice("abc")
        path = os.path.join(self.folder, name + ".csv")
        with open(path, "w", newline="") as f:
            out = csv.writer(f)
            out.writerow(["id", "name", "category", "lon", "lat"])
            for i in range(dice.randrange(1, 30)):
                lon, lat = place()
                out.writerow([i, "Place %d" % dice.randrange(99),
                              dice.choice(CATEGORIES), "%.6f" % lon,
                              "%.6f" % lat])
        extent = []
        if dice.random() < 0.3:
            extent = ["--extent=%f,%f,%f,%f" % (WEST, SOUTH, WEST + SIZE / 2,
                                                SOUTH + SIZE)]
        self.edit("import", "facilities", path, *extent)
        self.tables.add(name)

    def remove(self):
        if self.tables:
            self.edit("remove", self.tables.pop())

    def units(self):
        self.shaped += 1
        path = os.path.join(self.folder, "wards.geojson")
        middle = WEST + SIZE * dice.uniform(0.3, 0.7)
        rings = [(WEST, middle), (middle, WEST + SIZE)]
        with open(path, "w") as f:
            f.write('{"type": "FeatureCollection", "features": [' + ", ".join(
                '{"type": "Feature", "properties": {"code": "w%d", "name": '
                '"Ward %d"}, "geometry": {"type": "Polygon", "coordinates": '
                '[[[%f, %f], [%f, %f], [%f, %f], [%f, %f], [%f, %f]]]}}' %
                (i, i, a, SOUTH, b, SOUTH, b, SOUTH + SIZE, a, SOUTH + SIZE,
                 a, SOUTH) for i, (a, b) in enumerate(rings)) + "]}")
        self.edit("import", "units", path, "--level", "community")
        self.tables.add("wards")

    def residents(self):
        if "wards" not in self.tables:
            return
        path = os.path.join(self.folder, "people.csv")
        with open(path, "w") as f:
            f.write("code,residents\n")
            for i in range(2):
                f.write("w%d,%d\n" % (i, dice.randrange(1, 5000)))
        self.edit("import", "residents", path)
        self.tables.add("people")

    def streets(self):
        self.edit("import", "osm", STREETS)

    def change(self):
        what = dice.choices(
            (self.add, self.set, self.phone, self.close, self.table,
             self.remove, self.units, self.residents, self.streets),
            (6, 3, 3, 2, 6, 2, 1, 1, 0.5))[0]
        what()
        return what.__name__


def same_as_whole(city, name):
    """The results are asked for where they were put off."""
    short, whole = (os.path.join(city.folder, n) for n in ("short", "whole"))
    for path in (short, whole):
        shutil.copy(city.path, path)
    run("compute", "--city", whole)
    lon, lat = place()
    # a change that is none for the whole city's copy either
    for path in (short, whole):
        run("facility", "add", "name=last", "category=clinic",
            "lon=%.6f" % lon, "lat=%.6f" % lat, "--city", path)
    run("compute", "--city", whole)
    left, right = contents(short), contents(whole)
    check(name, left == right,
          sorted(k for k in set(left) | set(right)
                 if left.get(k) != right.get(k)))
    for path in (short, whole):
        for end in ("", ".sha256", ".lock"):
            if os.path.exists(path + end):
                os.unlink(path + end)


def main():
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        city = City(folder)
        for i in range(changes):
            same_as_whole(city, "change %d, %s" % (i, city.change()))
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] > 0)


if __name__ == "__main__":
    main()
