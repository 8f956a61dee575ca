#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Small changes make the rows and arrays that computing all of it makes. After
# each of CHANGES random ones (one facility added, moved, closed; tables of
# facilities, units, residents, figures, addresses and categories imported, by
# others of their name too, and taken out; extracts; with and without results)
# a copy is computed whole: every table and array, ordered by key, is the same.
#
#   changes.py [CHANGES [SEED]], the program being $LIFECIRCLE
import csv
import hashlib
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile

import town

PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
CATEGORIES = ("pharmacy", "clinic", "library", "park", "kindergarten", "bank",
              "primary_school", "elderly_meal", "beauty_space")
OWN = ("own_a", "own_b", "own_c", "own_d")
AGES = ("0-2", "3-17", "18-59", "60+")
SURE = ["--crs", "wgs84", "--trust-crs"]  # places at random fit no streets
RIM = 0.0006  # of the header's box around the streets
INTERNAL = ("sqlite_seq", "idx_", "spatial_ref", "geometry_col", "views_geom",
            "virts_geom", "spatialite", "sql_statements", "data_licenses",
            "ElementaryGeometries", "KNN", "SpatialIndex", "vector_layers")
# Of which an error in what is compared would leave out some.
LOOKED_AT = ("setting", "source", "street", "closing", "feature", "place",
             "facility", "facility_shape", "facility_entrance", "unit", "home",
             "coverage", "category", "array home/unit", "array unit/area",
             "array link/facility", "array label/standard/park")

counts = [0, 0]
dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20)


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


def opened(path):
    return sqlite3.connect("file:%s?immutable=1" % path, uri=True)


# ---- what is compared ----


def contents(path):
    """Of each table its rows in order, and of each array its bytes."""
    db = opened(path)
    out = {}
    tables = [r[0] for r in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
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


def misplaced(path):
    """Rows whose box in the spatial index is not that of their geometry, to
    what a float of 32 bits holds."""
    out = []
    db = opened(path)
    for table, in db.execute("SELECT f_table_name FROM geometry_columns "
                             "WHERE spatial_index_enabled").fetchall():
        boxes = {r[0]: r[1:] for r in db.execute(
            'SELECT pkid, xmin, ymin, xmax, ymax FROM "idx_%s_geom"' % table)}
        rows = db.execute('SELECT rowid, geom FROM "%s" WHERE geom IS NOT '
                          'NULL' % table).fetchall()
        for row, geom in rows:
            true = struct.unpack_from("<4d", geom, 6)
            box = boxes.pop(row, (0, 0, 0, 0))
            if max(abs(a - b) for a, b in zip(true, box)) > 2e-5:
                out.append("%s %d" % (table, row))
        out += ["%s %d of none" % (table, row) for row in boxes]
    db.close()
    return out


def miscounted(path):
    """Layers of which the file says another number of rows, or other ends,
    than they have: programs that open it count no more."""
    out = []
    db = opened(path)
    for table, in db.execute("SELECT f_table_name FROM geometry_columns"
                             ).fetchall():
        rows = [g for g, in db.execute('SELECT geom FROM "%s"' % table)]
        boxes = [struct.unpack_from("<4d", g, 6) for g in rows if g]
        ends = [f(b) for f, b in zip((min, min, max, max), zip(*boxes))]
        said = db.execute(
            "SELECT row_count, extent_min_x, extent_min_y, extent_max_x, "
            "extent_max_y, last_verified > max(last_insert, last_update, "
            "last_delete) FROM geometry_columns_statistics JOIN "
            "geometry_columns_time USING(f_table_name, f_geometry_column) "
            "WHERE f_table_name = ?", (table,)).fetchall()
        if said != [(len(rows), *(ends or [None] * 4), 1)]:
            out.append("%s: %s, not %d %s" % (table, said, len(rows), ends))
    db.close()
    return out


def is_published(path):
    with open(path + ".sha256") as sums:
        return sums.read().split()[0] == sum_of(path)


def sum_of(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


# ---- places and tables ----


def inside():
    return (town.WEST + dice.random() * (town.EAST - town.WEST),
            town.SOUTH + dice.random() * (town.NORTH - town.SOUTH))


def place():
    """Most in the town; some on an outline of units, of the data, of a table's
    extent, on a street, and some beyond all."""
    x, y = inside()
    return dice.choice(
        [(x, y)] * 8 + [(town.MIDDLE, y), (town.EAST + RIM, y),
                        (town.WEST + town.STEP * 2, y), (x, town.SOUTH),
                        (town.WEST - RIM, town.SOUTH - RIM),
                        (town.EAST + .004, y)])


def box(w, s, e, n):
    return {"type": "Polygon", "coordinates": [
        [[w, s], [e, s], [e, n], [w, n], [w, s]]]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


class City:
    """A city file, and how it is changed at random."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "city")
        self.manual, self.later = [], False
        for name, other in (("town", False), ("other", True)):
            with open(os.path.join(folder, name + ".osm"), "w") as f:
                f.write(town.extract(other))
        self.extract("town")

    def edit(self, *words):
        self.later = dice.random() < 0.2
        return run(*words, "--city", self.path,
                   *(["--no-compute"] if self.later else []))

    def extract(self, name):
        self.edit("import", "osm", os.path.join(self.folder, name + ".osm"),
                  "--units", "district=6,street=8")

    def column(self, sql, *values):
        db = opened(self.path)
        out = [r[0] for r in db.execute(sql, values)]
        db.close()
        return out

    def units(self):
        return self.column("SELECT code FROM unit WHERE NOT rest")

    def categories(self):
        """With those of one's own that are there."""
        return CATEGORIES + tuple(c for c in OWN if c in self.own())

    def own(self):
        return " ".join(self.column(
            "SELECT value FROM setting WHERE key LIKE '%categories%'"))

    def csv(self, name, head, rows):
        path = os.path.join(self.folder, name + ".csv")
        with open(path, "w", newline="") as f:
            csv.writer(f).writerows([head.split(), *rows])
        return path

    def geojson(self, name, features):
        path = os.path.join(self.folder, name + ".geojson")
        with open(path, "w") as f:
            json.dump({"type": "FeatureCollection", "features": features}, f)
        return path

    # ---- one facility ----

    def fields(self):
        return dice.sample(
            ["name=%d" % dice.randrange(99), "phone=%d" % dice.randrange(99),
             "opening_hours=Mo-Fr 0%d:00-18:00" % dice.randrange(6, 9),
             "wheelchair=" + dice.choice(("yes", "no", "limited")),
             "beds=%d" % dice.randrange(1, 99),
             "seats=%d" % dice.randrange(1, 99),
             "services=" + dice.choice(("meal", "bath", "meal;bath"))],
            dice.randrange(1, 4))

    def add(self):
        lon, lat = place()
        where = ["lon=%.6f" % lon, "lat=%.6f" % lat]
        if dice.random() < 0.2:
            where.append("unit=" + dice.choice(self.units()))
        out = self.edit("facility", "add", *where, *self.fields(),
                        "category=" + dice.choice(self.categories()))
        self.manual.append(out.strip())

    def move(self):
        if self.manual:
            lon, lat = place()
            self.edit("facility", "set", dice.choice(self.manual),
                      "lon=%.6f" % lon, "lat=%.6f" % lat)

    def tell(self):
        """No walk is another, but where it says that wheels can't come in."""
        if self.manual:
            self.edit("facility", "set", dice.choice(self.manual),
                      *self.fields())

    def turn(self):
        """Into one of another category, or of two."""
        if self.manual:
            self.edit("facility", "set", dice.choice(self.manual),
                      "category=" + ";".join(dice.sample(
                          self.categories(), dice.randrange(1, 3))))

    def close(self):
        if self.manual:
            at = dice.randrange(len(self.manual))
            self.edit("facility", "close", self.manual.pop(at))

    # ---- tables ----

    def table(self):
        """By position, by address, or by a unit alone."""
        def row(i):
            lon, lat = place()
            where = ["%.6f" % lon, "%.6f" % lat, "", ""]
            if dice.random() < 0.1:
                where = ["", "", dice.choice(units), ""]
            elif addresses and dice.random() < 0.1:
                where = ["", "", "", dice.choice(addresses)]
            return [i, "Place %d" % dice.randrange(99),
                    dice.choice(known), *where,
                    dice.choice(("", "Mo-Su 07:00-22:00", "24/7")),
                    dice.choice(("", "yes", "no")),
                    dice.choice(("", dice.randrange(1, 200))),
                    dice.choice(("", "meal", "bath;meal"))]

        units, known = self.units(), self.categories()
        addresses = self.column("SELECT text FROM address")
        path = self.csv("t%d" % dice.randrange(3),
                        "id name category lon lat unit address opening_hours "
                        "wheelchair beds services",
                        [row(i) for i in range(dice.randrange(1, 30))])
        self.facilities(path)

    def areas(self):
        """Grounds and lines, some over an outline of units."""
        def ground(i):
            lon, lat = place()
            east = lon + dice.uniform(.0002, .003)
            north = lat + dice.uniform(.0002, .002)
            shape = dice.choice((
                box(lon, lat, east, north),
                {"type": "MultiPolygon", "coordinates": [
                    box(lon, lat, east, north)["coordinates"],
                    box(east + .001, lat, east + .0015, north)["coordinates"]]},
                {"type": "Point", "coordinates": [lon, lat]}))
            return feature(shape, id=str(i), name="Ground %d" % i,
                           category=dice.choice(known))

        known = self.categories()
        self.facilities(self.geojson("grounds", [
            ground(i) for i in range(dice.randrange(1, 8))]))

    def facilities(self, path):
        extent = []
        if dice.random() < 0.3:
            extent = ["--extent=%f,%f,%f,%f" % (
                town.WEST, town.SOUTH, dice.choice((town.MIDDLE, town.EAST)),
                town.NORTH)]
        if dice.random() < 0.2:
            extent += ["--source", "t%d" % dice.randrange(3)]
        self.edit("import", "facilities", path, *SURE, *extent)

    def addresses(self):
        rows = []
        for i in range(dice.randrange(1, 9)):
            lon, lat = inside()
            rows.append(["Long street %d" % i, "%.6f" % lon, "%.6f" % lat])
        self.edit("import", "addresses", self.csv("addresses",
                                                  "address lon lat", rows),
                  *SURE)

    def kinds(self):
        """Often as many as before, of other names, basic or not."""
        rows = [[name, "mine", "自己的", "One's own", name, name,
                 dice.randrange(2), dice.choice(("", 5, 15))]
                for name in dice.sample(OWN, dice.choice((1, 2, 2, 2, 3)))]
        self.edit("import", "categories", self.csv(
            "kinds", "id group group_zh group_en name_zh name_en basic "
            "walk_minutes", rows))

    # ---- units and people ----

    def wards(self):
        """With a gap, or one over the other; a ward may have no shape."""
        middle = dice.uniform(town.WEST + .003, town.EAST - .003)
        gap = dice.choice((0, 0, .001, -.001))
        rings = [(town.WEST - RIM, middle), (middle + gap, town.EAST + RIM)]
        self.edit("import", "units", self.geojson("wards", [
            feature(box(a, town.SOUTH - RIM, b, town.NORTH + RIM),
                    code="w%d" % i, name="Ward %d" % i,
                    parent=dice.choice(("", "osm:r1")))
            for i, (a, b) in enumerate(rings)]), "--level", "community", *SURE)

    def blocks(self):
        """Of a level of their own, made parts of a larger one."""
        self.edit("import", "units", self.geojson("blocks", [
            feature(box(town.WEST + town.STEP * i, town.SOUTH,
                        town.WEST + town.STEP * (i + 1), town.NORTH),
                    code="b%d" % i, name="Block %d" % i, parent="q%d" % (i // 2))
            for i in range(dice.randrange(1, 5))]), "--level", "block",
            "--parents", "quarter", *SURE)

    def points(self):
        """Centres, or names and codes alone, or names that the map knows."""
        way = dice.randrange(3)
        names = dice.sample(("North", "South", "Middle", "Nowhere"), 3)
        if way == 0:
            rows = [["c%d" % i, name, "%.6f" % p[0], "%.6f" % p[1]]
                    for i, (name, p) in enumerate((n, inside()) for n in names)]
            path, more = self.csv("wards", "code name lon lat", rows), SURE
        else:
            path = self.csv("wards", "code name", [
                ["c%d" % i, name] for i, name in enumerate(names)])
            more = ["--by-name"] if way == 2 else []
        self.edit("import", "units", path, "--level", "community", *more)

    def residents(self):
        """Of units, by age or not; of buildings; of the cells of a grid."""
        ages = dice.choice(("", " " + " ".join(AGES)))

        def people():
            parts = [dice.randrange(900) for _ in AGES]
            return [sum(parts), *(parts if ages else [])]

        way = dice.randrange(3)
        name = dice.choice(("people", "census"))
        if way == 0:
            level = dice.choice(self.column("SELECT DISTINCT level FROM unit"))
            rows = [[code, *people()] for code in self.column(
                "SELECT code FROM unit WHERE level = ? AND NOT rest", level)]
            head, more = "code residents", ["--level", level]
        elif way == 1:
            rows = [[code, *people()] for code in self.column(
                "SELECT osm_id FROM home WHERE kind = 'building'")
                if dice.random() < .7]
            head, more = "id residents", ["--by", "building"]
        else:
            rows = [["%.4f" % (town.WEST + .001 * x),
                     "%.4f" % (town.SOUTH + .001 * y), *people()]
                    for x in range(11) for y in range(11)]
            head, more = "lon lat residents", ["--by", "grid", *SURE]
        if rows:
            self.edit("import", "residents", self.csv(name, head + ages, rows),
                      *more, "--year", "2020")

    def figures(self):
        """What is published; and which units are towns'."""
        units = self.units()
        if dice.random() < 0.3:
            self.edit("import", "statistics", self.csv(
                "towns", "code urban", [[code, dice.choice(("yes", "no"))]
                                        for code in units]))
            return
        self.edit("import", "statistics", self.csv(
            "figures", "indicator code value year",
            [[dice.choice(("my_own", "day_care_coverage_95")), code,
              dice.randrange(1, 100), 2020] for code in units]))

    # ---- whole sources ----

    def remove(self):
        names = self.column("SELECT name FROM source WHERE kind <> 'osm'")
        if names:
            name = dice.choice(names)
            self.edit("remove", name)
            if name == "manual":
                self.manual = []

    def terms(self):
        """No input of results."""
        if not self.later:
            run("sources", "set", dice.choice(self.column(
                "SELECT name FROM source")), "licence=CC-BY-4.0", "--city",
                self.path)

    def streets(self):
        self.extract(dice.choice(("town", "other")))

    def change(self):
        what = dice.choices(
            (self.add, self.move, self.tell, self.turn, self.close, self.table,
             self.areas, self.addresses, self.kinds, self.wards, self.blocks,
             self.points, self.residents, self.figures, self.remove,
             self.terms, self.streets),
            (6, 3, 2, 2, 2, 6, 4, 1, 4, 1, 1, 1, 2, 2, 3, 1, 1))[0]
        what()
        return what.__name__


# ---- the comparison ----


def same_as_whole(city, name):
    """Results that were put off are looked at with the next that aren't."""
    check(name + ": is what its sum says", is_published(city.path))
    wrong = misplaced(city.path)
    check(name + ": spatial indexes", not wrong, wrong[:5])
    wrong = miscounted(city.path)
    check(name + ": counts and ends of layers", not wrong, wrong[:3])
    if city.later:
        return
    whole = os.path.join(city.folder, "whole")
    shutil.copy(city.path, whole)
    run("compute", "--city", whole)
    left, right = contents(city.path), contents(whole)
    check(name, left == right,
          sorted(k for k in set(left) | set(right)
                 if left.get(k) != right.get(k)))
    check(name + ": all is looked at", all(k in left for k in LOOKED_AT),
          [k for k in LOOKED_AT if k not in left])
    take_away(whole)


def check_town(city):
    """What the changes go round is there; a town of none would pass."""
    db = opened(city.path)
    for what in ("closing", "facility_entrance", "facility_shape",
                 "unit WHERE approximate", "street WHERE steps",
                 "street WHERE ends", "street WHERE foot & 4",
                 "feature WHERE kind = 'water'", "feature WHERE kind = 'rail'",
                 "feature WHERE kind = 'wall'"):
        rows = db.execute("SELECT count(*) FROM " + what).fetchone()[0]
        check("the town has " + what, rows > 0)
    db.close()


def take_away(path):
    for end in ("", ".sha256", ".lock"):
        os.unlink(path + end)


def is_short(city, *words):
    """Whether a change leaves a setting alone that only computing all of it
    writes: here a wrong one, so that it shows."""
    probe = os.path.join(city.folder, "probe")
    shutil.copy(city.path, probe)
    db = sqlite3.connect(probe)
    with db:
        db.execute("UPDATE setting SET value = 'x' WHERE key = 'levels'")
    db.close()
    with open(probe + ".sha256", "w") as sums:
        sums.write(sum_of(probe) + "  probe\n")
    run(*words, "--city", probe)
    db = opened(probe)
    found = db.execute("SELECT value FROM setting WHERE key = 'levels'")
    left = found.fetchone()[0] == "x"
    db.close()
    take_away(probe)
    return left


def check_short(city):
    """None of the comparisons would tell if all were computed each time."""
    run("compute", "--city", city.path)
    shops = city.csv("shops", "name category lon lat",
                     [["A", "bank", "104.004", "30.604"]])
    add = ["facility", "add", "category=bank", "lon=104.003", "lat=30.603"]
    table = ["import", "facilities", shops]
    check("a facility goes the short way", is_short(city, *add))
    check("a table goes the short way", is_short(city, *table))
    run(*table, "--city", city.path)
    check("a source goes the short way", is_short(city, "remove", "shops"))
    check("computing goes the whole way", not is_short(city, "compute"))


def main():
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        city = City(folder)
        check_town(city)
        for i in range(changes):
            same_as_whole(city, "change %d, %s" % (i, city.change()))
        check_short(city)
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] > 0)


if __name__ == "__main__":
    main()
