#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports as other programs read them: tests/data/exports.py

Every layer of two real cities in every format, read by GDAL and by Python's
sqlite3 and openpyxl: the same rows, names, types, sums and positions. The
program is $LIFECIRCLE, the extracts are in $LIFECIRCLE_DATA. A city by its name
alone: tests/data/exports.py liechtenstein-2021
"""
import csv
import html
import json
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
DATA = os.environ.get("LIFECIRCLE_DATA", "../shared/data")
CITIES = ("liechtenstein-2021", "las-palmas-2023")
SYSTEMS = {"liechtenstein-2021": "EPSG:25832", "las-palmas-2023": "EPSG:32628"}
LAYERS = ("facilities", "units", "homes", "streets", "coverage", "indicators")
ASKED = {"gaps": ("--category", "pharmacy,park"), "isochrones": ("--category", "pharmacy,park")}  # no part of `all`, and what is asked of them
KINDS = {"facilities": "Point", "homes": "Point", "streets": "Line String"}
csv.field_size_limit(1 << 30)
counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print(f"FAILED: {name}: {str(why)[:400]}", flush=True)
    return fine


def run(*words, **more):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, **more)


def gdal(program, *words):
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    check(f"{program} {' '.join(words)[:90]}: no warning", not done.returncode and not done.stderr.strip(), done.stderr)
    return done.stdout


def info(path, layer):
    """What GDAL says of a layer: how many, of which kind, which fields."""
    text = gdal("ogrinfo", "-ro", "-so", path, layer)
    facts = {}
    fields = {}
    for line in text.splitlines():
        key, _, value = line.partition(": ")
        if key in ("Feature Count", "Geometry", "FID Column", "Geometry Column"):
            facts[key] = value.strip()
        elif "FID Column = " in line or "Geometry Column = " in line:
            facts[line.split(" = ")[0]] = line.split(" = ")[1]
        elif value.endswith(")") and "(" in value and not line.startswith((" ", "Extent", "INFO")):
            fields[key] = value.rsplit(" (", 1)[0]
    return facts, fields


def features(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["features"]


# ---- GeoPackage ----

def blob_is_sound(blob, kind, number):
    """The header of the standard, its box, and the type behind it."""
    if blob[:3] != b"GP\0" or int.from_bytes(blob[4:8], "little", signed=True) != number:
        return False
    boxed = blob[3] >> 1 & 7
    at = 8 + (32 if boxed else 0)
    return blob[3] & 1 == 1 and boxed == (kind != "POINT") and blob[at] == 1 and \
        int.from_bytes(blob[at + 1:at + 5], "little") == {"POINT": 1, "LINESTRING": 2, "MULTIPOLYGON": 6}[kind]


def same_value(a, b):
    if isinstance(a, (list, dict)):
        return b is not None and json.loads(b) == a
    if isinstance(a, bool):
        return b == int(a)
    if isinstance(a, float) or isinstance(b, float):
        return b is not None and math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)
    return a == b


def package_is_whole(name, path, tables):
    db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    one = lambda sql, *p: db.execute(sql, p).fetchone()[0]  # noqa: E731
    check(f"{name}: is whole", one("PRAGMA integrity_check") == "ok")
    check(f"{name}: keys", not db.execute("PRAGMA foreign_key_check").fetchall())
    check(f"{name}: what it is", (one("PRAGMA application_id"), one("PRAGMA user_version")) == (0x47504B47, 10300))
    check(f"{name}: systems", {-1, 0, 4326} <= {r[0] for r in db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")})
    for table in tables:
        where = f"{name} {table}"
        rows = one(f'SELECT count(*) FROM "{table}"')
        check(f"{where}: GDAL's count", one("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", table) == rows)
        shape = db.execute("SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)).fetchone()
        style = db.execute("SELECT * FROM layer_styles WHERE f_table_name = ?", (table,)).fetchall()
        check(f"{where}: a style of twelve columns, and its number", len(style) == 1 and len(style[0]) == 13 and style[0][1:3] == ("", "") and style[0][8] == 1, style)
        check(f"{where}: Chinese words in it", 'alias index="1"' in style[0][6] and any("\u4e00" <= c <= "\u9fff" for c in style[0][6]))
        check(f"{where}: milliseconds", style[0][12][-5:] == ".000Z" or style[0][12][-5] == ".", style[0][12])
        check(f"{where}: words by the standard", one("SELECT count(*) FROM gpkg_data_columns WHERE table_name = ? AND title <> ''", table) > 3)
        if not shape:
            continue
        blobs = db.execute(f'SELECT geom FROM "{table}" WHERE geom IS NOT NULL').fetchall()
        check(f"{where}: blobs", all(blob_is_sound(b[0], shape[1], shape[2]) for b in blobs))
        check(f"{where}: index", one("SELECT rtreecheck(?)", f"rtree_{table}_geom") == "ok")
        check(f"{where}: each shape is in it", one(f'SELECT count(*) FROM "rtree_{table}_geom"') == len(blobs))
        triggers = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))}
        check(f"{where}: triggers", {f"rtree_{table}_geom_{t}" for t in ("insert", "update1", "update2", "update3", "update4", "delete")} <= triggers, triggers)
    db.close()


def package_equals(name, path, layer, wanted):
    """Row by row what GeoJSON has."""
    db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    db.row_factory = sqlite3.Row
    rows = db.execute(f'SELECT * FROM "{layer}" ORDER BY fid').fetchall()
    check(f"{name}: rows", [r["fid"] for r in rows] == list(range(1, len(wanted) + 1)), (len(rows), len(wanted)))
    wrong = []
    for row, feature in zip(rows, wanted):
        there = {k: row[k] for k in row.keys()}
        for key, value in feature["properties"].items():
            if not same_value(value, there.get(key)):
                wrong.append((key, value, there.get(key)))
        if (row["geom"] is None) != (feature["geometry"] is None):
            wrong.append("geometry")
    check(f"{name}: values", not wrong, wrong[:3])
    db.close()


def edits_keep_the_index(folder, path):
    """GDAL writes into it, so that the triggers run."""
    copy = os.path.join(folder, "edited.gpkg")
    shutil.copy(path, copy)
    gdal("ogrinfo", copy, "-q", "-sql", "DELETE FROM facilities WHERE fid <= 10")
    gdal("ogrinfo", copy, "-q", "-sql", "UPDATE facilities SET geom = NULL WHERE fid = 11")
    gdal("ogrinfo", copy, "-q", "-sql", "UPDATE facilities SET fid = 1 WHERE fid = 12")
    db = sqlite3.connect(copy)
    left = db.execute("SELECT count(*) FROM facilities WHERE geom IS NOT NULL").fetchone()
    check("an edited package: the index", db.execute("SELECT count(*) FROM rtree_facilities_geom").fetchone() == left)
    check("an edited package: the count", db.execute("SELECT feature_count FROM gpkg_ogr_contents").fetchone()
          == db.execute("SELECT count(*) FROM facilities").fetchone())
    db.close()


# ---- all formats ----

def kind_of(types):
    """GDAL's types of what is one type of ours: GeoJSON's are guessed from values."""
    return {"Integer(Boolean)": "bool", "Integer": "number", "Integer64": "number", "Real": "number",
            "String(JSON)": "text", "StringList": "text", "Date": "date", "String": "text"}.get(types, types)


def layer_is_equal(city, folder, layer, *words):
    path = {}
    for ending in ("geojson", "geojsons", "geojsonl", "csv", "gpkg", "xlsx"):
        path[ending] = os.path.join(folder, f"{layer}.{ending}")
        done = run("export", layer, "--city", city, *words, "-o", path[ending])
        if not check(f"{layer}.{ending}", not done.returncode, done.stderr):
            return
    name = f"{os.path.basename(folder)} {layer}"
    wanted = features(path["geojson"])
    facts, fields = info(path["gpkg"], layer)
    named, guessed = info(path["geojson"], layer)
    check(f"{name}: GDAL counts", int(facts["Feature Count"]) == int(named["Feature Count"]) == len(wanted), (facts, named))
    check(f"{name}: one kind of shape", facts["Geometry"] == KINDS.get(layer, "Multi Polygon"), facts)
    check(f"{name}: fid", facts.get("FID Column") == "fid" and facts.get("Geometry Column") == "geom", facts)
    check(f"{name}: names", list(fields) == list(wanted[0]["properties"]) if layer != "indicators" else set(fields) >= set(wanted[0]["properties"]), fields)
    known = {k for f in wanted for k, v in f["properties"].items() if v not in (None, [])}
    odd = {k: (fields[k], guessed.get(k)) for k in known if kind_of(fields[k]) != kind_of(guessed.get(k))}
    check(f"{name}: types", not odd, odd)
    package_is_whole(name, path["gpkg"], [layer])
    package_equals(name, path["gpkg"], layer, wanted)
    with open(path["geojsons"], "rb") as file:
        marked = file.read()
    with open(path["geojsonl"], "rb") as file:
        plain = file.read()
    check(f"{name}: separators are all that differs", marked.replace(b"\x1e", b"") == plain and marked.count(b"\x1e") == len(wanted))
    for ending in ("geojsons", "geojsonl"):
        got, _ = info(path[ending], layer)
        check(f"{name}.{ending}: GDAL counts", got["Feature Count"] == facts["Feature Count"], got)
    check(f"{name}: lines", [json.loads(line) for line in plain.splitlines()] == wanted)
    again = os.path.join(folder, "again.gpkg")
    run("export", layer, "--city", city, *words, "-o", again)
    with open(path["gpkg"], "rb") as one, open(again, "rb") as two:
        check(f"{name}: the same bytes again", one.read() == two.read())


def sheets_are_tables(folder):
    for layer in ("facilities", "coverage", *ASKED):
        path = os.path.join(folder, f"{layer}.xlsx")
        with open(os.path.join(folder, f"{layer}.csv"), encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        head = [name for name in lines[0] if name != "geometry"]  # outlines are left out
        facts, fields = info(path, layer)
        check(f"{layer}.xlsx: GDAL counts", int(facts["Feature Count"]) == len(lines) - 1, facts)
        check(f"{layer}.xlsx: header in the first row", list(fields) == head, fields)
        try:
            import openpyxl
        except ImportError:
            print("skipped: workbooks, openpyxl is not installed")
            continue
        rows = list(openpyxl.load_workbook(path, read_only=True)[layer].iter_rows(values_only=True))
        check(f"{layer}.xlsx: rows", len(rows) == len(lines) and list(rows[0]) == head, (len(rows), len(lines)))


# ---- units by services ----

def shown(row):
    """A share as people are shown it (words/share.h)."""
    if not row["total"]:
        return "-"
    low, high = row["share_min"], row["share_max"]
    if row["share"] is None:
        return "not known"
    if row["unknown"] * 100 > row["total"]:
        return f"{math.floor(low * 100 + 1e-7)}-{math.ceil(high * 100 - 1e-7)}"
    return f"{math.floor(row['share'] * 1000 + 1e-6) / 10:.1f}"


def matrix_is_what_rows_say(city, folder):
    """On a page, in a workbook and on a terminal: also beside services that have no row outside the units."""
    rows = json.loads(run("coverage", "--city", city, "--format", "json").stdout)["rows"]
    number = {r["unit"]: r for r in json.loads(run("coverage", "--city", city, "--category", "basic_count", "--format", "json").stdout)["rows"]}
    basic = [c for c in json.loads(run("categories", "--city", city, "--format", "json").stdout)["categories"] if c["basic"]]
    at = {(r["unit"], r["category"]): r for r in rows}
    names = {r["unit"]: r["unit_name"] for r in rows}
    once = [n for n in names.values() if list(names.values()).count(n) == 1]  # two units may have one name
    page, book = os.path.join(folder, "m.html"), os.path.join(folder, "m.xlsx")
    for path in (page, book):
        done = run("coverage", "--city", city, "--lang", "en", "-o", path)
        check(f"{path}: is written", not done.returncode and os.path.getsize(path) > 1000, done.stderr)
    with open(page, encoding="utf-8") as file:
        text = file.read()
    lines = [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", line)]
             for line in re.findall("<tr>(.*?)</tr>", text, re.S)]
    head, body = lines[0], lines[1:-1]
    check("matrix: a line a unit, a column a service", head[2:] == [c["name_en"] for c in basic] and len(body) == len(number), (head[2:4], len(body), len(number)))
    called = {("~" if at[(u, basic[0]["id"])]["approximate"] else "") + n: u for u, n in names.items()
              if n in once and (u, basic[0]["id"]) in at and n}
    cells = [(line[0], c["id"], got, shown(at[(called[line[0]], c["id"])]))
             for line in body if line[0] in called for c, got in zip(basic, line[2:])]
    wrong = [c for c in cells if c[2] != c[3]]
    check("matrix: each cell is its row's share", len(cells) > 20 and not wrong, (len(cells), wrong[:4]))
    least = [number[called[line[0]]]["basic_min"] for line in body if line[0] in called]
    order = [-1 if v is None else v for v in least]
    check("matrix: most services first", order == sorted(order, reverse=True), order[:9])
    lines = [re.split(" {2,}", line) for line in run("coverage", "--city", city, "--category", ",".join(["basic_count", *(c["id"] for c in basic[:6])])).stdout.splitlines()]
    told = {line[0]: line[-7:-1] for line in lines if len(line) == 9}
    pairs = [(name, told[name], [shown(at[(u, c["id"])]) for c in basic[:6]]) for name, u in called.items() if name in told]
    check("coverage as a table: each cell is its row's share", len(pairs) > 20 and all(p[1] == p[2] for p in pairs), [len(pairs)] + [p for p in pairs if p[1] != p[2]][:3])
    try:
        import openpyxl
    except ImportError:
        print("skipped: workbooks, openpyxl is not installed")
        return
    wide, long = openpyxl.load_workbook(book, read_only=True)
    lines = list(wide.iter_rows(values_only=True))
    top = next(i for i, line in enumerate(lines) if basic[0]["name_en"] in [str(v).split(" (%)")[0] for v in line])
    column = {str(v).split(" (%)")[0]: i for i, v in enumerate(lines[top])}
    unit = {n: u for u, n in names.items() if n and n in once}
    wrong = []
    for line in lines[top + 1:]:
        name = next((v for v in line if v in unit), None)
        for c in basic if name else ():
            if (unit[name], c["id"]) not in at:
                continue  # nothing of it stands outside the units
            share = at[(unit[name], c["id"])]["share"]
            got = line[column[c["name_en"]]]
            if (got is None) != (share is None) or (share is not None and abs(got - math.floor(share * 1000 + 1e-6) / 10) > 1e-9):
                wrong.append((name, c["id"], got, share))
    check("workbook: per cent by unit and service", len(lines) > top + 2 and not wrong, wrong[:4])
    basics = {c["id"] for c in basic}
    wanted = sum(r["category"] in basics for r in rows) + len(number)
    got = sum(any(v is not None for v in line) for line in long.iter_rows(values_only=True))
    check("workbook: all rows on the other sheet", wanted < got <= wanted + 4, (got, wanted))


# ---- gaps ----

def columns_of_gap(barrier, mend):
    """What a gap has in objects, as a layer has it in columns."""
    mend = dict(mend or {})
    link, site, gate, hours = (mend.pop(k, None) for k in ("link", "site", "gate", "hours"))
    check("gaps: whenever no hours are to be longer", hours is None, hours)
    check("gaps: the site is the mend", site == (mend or None), (site, mend))
    found = {f"barrier_{k}": (barrier or {}).get(k) for k in ("kind", "name", "lon", "lat", "seconds", "facility", "facility_name")}
    found |= {f"mend_{k}": mend.get(k) for k in ("lon", "lat", "gained")}
    found |= {f"link_{k}": (link or {}).get(k) for k in ("metres", "gained")}
    found |= {f"gate_{k}": (gate or {}).get(k) for k in ("lon", "lat", "name", "gained")}
    for end in ("from", "to"):
        found |= dict(zip((f"link_{end}_lon", f"link_{end}_lat"), (link or {}).get(end, (None, None))))
    return found


def gaps_are_whole(city, folder):
    """Against what `gaps` and `coverage` say, and the homes layer by SpatiaLite."""
    rows = features(os.path.join(folder, "gaps.geojson"))
    for category in ("pharmacy", "park"):
        of = [f for f in rows if f["properties"]["category"] == category]
        weight = sum(f["properties"]["weight"] for f in of)
        told = json.loads(run("gaps", "--city", city, "--category", category, "-k", "50", "--format", "json").stdout)
        check(f"gaps of {category}: count", len(of) == told["found"], (len(of), told["found"]))
        check(f"gaps of {category}: weight", math.isclose(weight, told["uncovered"], abs_tol=1e-3), (weight, told["uncovered"]))
        check(f"gaps of {category}: ranks", [f["properties"]["rank"] for f in of] == list(range(1, len(of) + 1)))
        for ours, theirs in zip(of, told["features"]):
            mine, wanted = dict(ours["properties"]), dict(theirs["properties"])
            wanted |= columns_of_gap(wanted.pop("barrier"), wanted.pop("mend"))
            check(f"gaps of {category}: whenever nothing is closed", wanted.pop("closed") is None)
            if not check(f"gaps of {category}: as the answer has them", ours["geometry"] == theirs["geometry"] and
                         all(mine[k] == v for k, v in wanted.items()), (mine, wanted)):
                break
    path = os.path.join(folder, "two.gpkg")
    run("export", "homes,gaps", "--city", city, "--category", "pharmacy", "-o", path)
    inside = "EXISTS (SELECT 1 FROM gaps g WHERE ST_Intersects(g.geom, homes.geom) = 1)"
    lacking = count(path, "homes", "pharmacy_answer = 'uncovered'")
    check("gaps: each home that lacks it is in one", lacking == count(path, "homes", f"pharmacy_answer = 'uncovered' AND {inside}"), lacking)
    text = gdal("ogrinfo", "-ro", "-q", path, "-dialect", "sqlite", "-sql", "SELECT sum(homes) AS n FROM gaps")
    check("gaps: homes", int(text.split("n (Integer) = ")[1].split()[0]) == lacking > 0, (text, lacking))
    finest = {f["properties"]["level"] for f in rows}
    level = min({f["properties"]["level"] for f in features(os.path.join(folder, "units.geojson"))} - finest)
    path = os.path.join(folder, "picked.geojson")
    run("export", "gaps", "--city", city, "--category", "pharmacy", "--level", level, "--minutes", "10", "--where", "rank <= 3",
        "--fields", "rank,level,minutes,homes", "-o", path)
    got = [f["properties"] for f in features(path)]
    check("gaps: picked", len(got) == 3 and all(list(p) == ["rank", "level", "minutes", "homes"] and p["minutes"] == 10 for p in got), got)
    check("gaps: of the level asked", len(finest) == 1 and {p["level"] for p in got} == {level}, (finest, got))
    for words, why in ((("--radius", "500"), "gaps are of walking"), (("--minutes", "31"), "at most 30 minutes")):
        done = run("export", "gaps", "--city", city, *words, "-o", os.path.join(folder, "none.gpkg"))
        check(f"gaps {words}: refused", done.returncode and why in done.stderr, done)


# ---- isochrones ----

def isochrones_of_a_place(city, folder):
    """Those of `isochrone` there, in every format; a place outside has none."""
    units = [f for f in features(os.path.join(folder, "facilities.geojson")) if f["geometry"]]
    lon, lat = units[len(units) // 2]["geometry"]["coordinates"]
    at = ("--at", f"{lon},{lat}")
    told = json.loads(run("isochrone", "--city", city, *at, "--minutes", "4,8,12", "--pace", "elder").stdout)["features"]
    for ending in ("geojson", "gpkg", "csv"):
        path = os.path.join(folder, f"place.{ending}")
        done = run("export", "isochrones", "--city", city, *at, "--minutes", "12", "--pace", "elder", "-o", path)
        check(f"isochrones of a place: {ending}", not done.returncode and not done.stderr, done.stderr)
    rows = features(os.path.join(folder, "place.geojson"))
    check("isochrones of a place: as the answer has them", [f["geometry"] for f in rows] == [f["geometry"] for f in told] and len(rows) == 3, len(rows))
    check("isochrones of a place: what they are of", [f["properties"]["minutes"] for f in rows] == [4, 8, 12] and all(
        f["properties"]["facility"] is None and f["properties"]["pace"] == "elder" for f in rows), rows[0]["properties"])
    facts, _ = info(os.path.join(folder, "place.gpkg"), "isochrones")
    check("isochrones of a place: GDAL counts", facts["Feature Count"] == "3", facts)
    done = run("export", "isochrones", "--city", city, "--at", "0,0", "-o", os.path.join(folder, "away.geojson"))
    check("isochrones of a place outside: none, and why", not done.returncode and done.stderr.strip() and
          [f["geometry"] for f in features(os.path.join(folder, "away.geojson"))] == [None] * 3, done.stderr)
    for layer, words, why in (("isochrones", ("--at", "1"), "LON,LAT"), ("isochrones", ("--at", "200,1"), "200"), ("isochrones", (*at, "--category", "park"), "not of both"),
                              ("isochrones", (*at, "--minutes", "31"), "30 minutes"), ("isochrones", (), "or a place"), ("units", at, "isochrones alone"),
                              ("all", at, "isochrones alone"), ("units,isochrones", at, "isochrones alone")):
        done = run("export", layer, "--city", city, *words, "-o", os.path.join(folder, "wrong.gpkg"))
        check(f"{layer} {words}: refused", done.returncode == 2 and why in done.stderr and not os.path.exists(os.path.join(folder, "wrong.gpkg")), done)


def isochrones_are_nested(city, folder):
    """Three of each facility; of one that is a point those of `isochrone` there."""
    rows = features(os.path.join(folder, "isochrones.geojson"))
    places = {f["id"]: f for f in features(os.path.join(folder, "facilities.geojson"))
              if {"pharmacy", "park"} & set(f["properties"]["categories"])}
    check("isochrones: three of each", [(f["properties"]["facility"], f["properties"]["minutes"]) for f in rows]
          == [(one, minutes) for one in places for minutes in (5, 10, 15)], (len(rows), len(places)))
    points = [i for i in range(0, len(rows), 3) if not places[rows[i]["properties"]["facility"]]["properties"]["area_m2"]][:20]
    same = 0
    for i in points:
        at = places[rows[i]["properties"]["facility"]]["geometry"]["coordinates"]
        told = json.loads(run("isochrone", "--city", city, "--at", f"{at[0]},{at[1]}").stdout)["features"]
        same += [f["geometry"] for f in told] == [f["geometry"] for f in rows[i:i + 3]]
    check("isochrones: as the answer has them", 2 * same > len(points) > 0, (same, len(points)))
    path = os.path.join(folder, "isochrones.gpkg")
    outside = "EXISTS (SELECT 1 FROM isochrones b WHERE b.facility = isochrones.facility AND b.minutes = isochrones.minutes + 5 " \
        "AND ST_Area(ST_Difference(isochrones.geom, b.geom)) > 1e-6 * ST_Area(isochrones.geom))"
    check("isochrones: nested", count(path, "isochrones", outside) == 0)
    wider = os.path.join(folder, "wider.geojson")
    run("export", "isochrones", "--city", city, "--category", "pharmacy", "--minutes", "30", "--where", "minutes = 20", "-o", wider)
    got = features(wider)
    check("isochrones: thirds", got and all(f["properties"]["minutes"] == 20 and f["properties"]["category"] == "pharmacy" for f in got), len(got))
    for words, why in (((), "name the categories"), (("--category", "park", "--minutes", "31"), "at most 30 minutes")):
        done = run("export", "isochrones", "--city", city, *words, "-o", os.path.join(folder, "none.gpkg"))
        check(f"isochrones {words}: refused", done.returncode and why in done.stderr, done)


# ---- what is asked for ----

def count(path, layer, where="1"):
    """How many GDAL keeps of a layer, by SpatiaLite's functions: its own -spat
    holds boxes against boxes in a GeoPackage."""
    text = gdal("ogrinfo", "-ro", "-q", path, "-dialect", "sqlite", "-sql", f"SELECT count(*) AS n FROM \"{layer}\" WHERE {where}")
    return int(text.split("n (Integer) = ")[1].split()[0])


def corners(path, layer):
    text = gdal("ogrinfo", "-ro", "-so", path, layer)
    extent = next(line for line in text.splitlines() if line.startswith("Extent"))
    return [float(n) for n in extent.replace("(", "").replace(")", "").replace(" - ", ", ").split(": ")[1].split(", ")]


def rows_are_picked(city, folder):
    """Filters and boxes, against GDAL's own over the whole layer."""
    whole = os.path.join(folder, "streets.gpkg")
    some = os.path.join(folder, "some.gpkg")
    west, south, east, north = corners(whole, "streets")
    box = [west + (east - west) * 0.4, south + (north - south) * 0.4, west + (east - west) * 0.6, south + (north - south) * 0.6]
    for layer in ("streets", "facilities", "units"):
        sides = ",".join(f"{v:.7f}" for v in box)
        run("export", layer, "--city", city, "--bbox", sides, "-o", some)
        got, want = count(some, layer), count(os.path.join(folder, f"{layer}.gpkg"), layer, f"ST_Intersects(geom, BuildMbr({sides})) = 1")  # -1: it has no shape
        check(f"{layer} in a box", got == want > 0, (got, want))
    where = "highway IN ('footway', 'steps') AND length_mm > 20000"
    run("export", "streets", "--city", city, "--where", where, "--fields", "street,highway", "-o", some)
    got, want = count(some, "streets"), count(whole, "streets", where)
    check("streets by a filter", got == want > 0, (got, want))
    check("two fields", list(info(some, "streets")[1]) == ["street", "highway"], info(some, "streets"))
    for words, why in ((("--fields", "nothing"), "there is no column"), (("--where", "nothing = 1"), "no such field"),
                       (("--bbox", "3,2,1,0"), "west before east"), (("--crs", "EPSG:4544"), "outside the area of EPSG:4544"),
                       (("--crs", "nowhere"), "not a known coordinate system")):
        done = run("export", "streets", "--city", city, *words, "-o", os.path.join(folder, "none.gpkg"))
        check(f"{words}: refused", done.returncode and why in done.stderr, done)
        check(f"{words}: nothing is left", not [f for f in os.listdir(folder) if f.startswith("none")], os.listdir(folder))


def outlines_are_valid(where, path):
    rows = gdal("ogrinfo", "-ro", "-q", "-dialect", "SQLite", path, "-sql", "SELECT code, ST_IsValidReason(geom) AS why FROM units WHERE ST_IsValid(geom) = 0")
    check(f"{where}: outlines are valid", "OGRFeature" not in rows, rows[:300])


def systems_are_told(city, folder, system):
    """The same places in a projection, by PROJ of both sides."""
    theirs = os.path.join(folder, "theirs.gpkg")
    gdal("ogr2ogr", theirs, os.path.join(folder, "units.gpkg"), "units", "-t_srs", system)
    for ending in ("gpkg", "geojson"):
        ours = os.path.join(folder, f"moved.{ending}")
        run("export", "units", "--city", city, "--crs", system, "-o", ours)
        off = max(abs(a - b) for a, b in zip(corners(ours, "units"), corners(theirs, "units")))
        check(f"{system} in {ending}", off < 0.01, off)
        check(f"{system} in {ending}: said", f'ID["EPSG",{system.split(":")[1]}]' in gdal("ogrinfo", "-ro", "-so", "-al", ours))
    shifted = os.path.join(folder, "shifted.gpkg")
    run("export", "units", "--city", city, "--crs", "bd09", "-o", shifted)
    check("bd09: no system of an authority", "Undefined geographic SRS" in gdal("ogrinfo", "-ro", "-so", "-al", shifted))
    package_is_whole("bd09", shifted, ["units"])
    web = os.path.join(folder, "web.gpkg")
    run("export", "units", "--city", city, "--crs", "EPSG:3857", "-o", web)
    for where, path in ((system, os.path.join(folder, "moved.gpkg")), ("bd09", shifted), ("EPSG:3857", web)):
        outlines_are_valid(where, path)


def all_in_one(city, folder):
    path = os.path.join(folder, "all.gpkg")
    done = run("export", "all", "--city", city, "-o", path)
    check("all layers", not done.returncode, done.stderr)
    package_is_whole("all", path, LAYERS)
    for layer in LAYERS:
        check(f"all: {layer}", info(path, layer) == info(os.path.join(folder, f"{layer}.gpkg"), layer))
    listed = gdal("ogrinfo", "-ro", "-q", path)
    check("all: no layer that is asked for by name", not [layer for layer in ASKED if f": {layer} " in listed], listed)
    done = run("export", "units,homes", "--city", city, "-o", os.path.join(folder, "two.csv"))
    check("a csv holds one layer", done.returncode and "holds one layer" in done.stderr, done.stderr)


def city_of(name, folder):
    extract = os.path.join(DATA, "osm", f"{name}.osm.pbf")
    if not os.path.exists(extract):
        print(f"skipped: {name}, no {extract}")
        return None
    city = os.path.join(folder, f"{name}.city")
    done = run("import", "osm", extract, "--city", city)
    return city if check(f"{name}: import", not done.returncode, done.stderr[-300:]) else None


def project_finds_the_city(city, folder):
    """As text, where there is no QGIS (tests/qgis has one)."""
    inner = os.path.join(folder, "项目 & a")
    os.mkdir(inner)
    link = shutil.copy(city, os.path.join(folder, "城.city"))
    for lang, word in (("zh", "设施"), ("en", "Facilities")):
        path = os.path.join(inner, f"{lang}.qgs")
        done = run("export", "qgis-project", "--city", link, "-o", path, "--lang", lang)
        check(f"project {lang}: is written", done.returncode == 0, done.stderr)
        root = ElementTree.parse(path).getroot()
        sources = [e.text for e in root.iter("datasource")]
        leaves = list(root.iter("layer-tree-layer"))
        check(f"project {lang}: goes up to the city", sources and all(s.startswith("../城.city|layername=") for s in sources), sources)
        check(f"project {lang}: the tree says the same", [e.get("source") for e in leaves] == sources)
        check(f"project {lang}: ids are kept by QGIS", all(len(e.text) > 10 for e in root.iter("id")))
        check(f"project {lang}: words", leaves[0].get("name") == word)
        packed = path[:-1] + "z"
        done = run("export", "qgis-project", "--city", link, "-o", packed, "--lang", lang)
        check(f"project {lang}: is packed", done.returncode == 0, done.stderr)
        with zipfile.ZipFile(packed) as z:
            inside = [(i.filename, i.date_time, z.read(i).decode()) for i in z.infolist()]
        check(f"project {lang}: packed is the same", inside == [("project.qgs", (2000, 1, 1, 0, 0, 0), open(path, encoding="utf-8").read())])
        check(f"project {lang}: packed is smaller", os.path.getsize(packed) < os.path.getsize(path) / 3)
    for name in ("x.qgd", os.path.join("nowhere", "x.qgz"), os.path.join("nowhere", "x.qgs")):
        done = run("export", "qgis-project", "--city", link, "-o", os.path.join(folder, name))
        check(f"project: {name} is refused", done.returncode in (1, 2) and done.stderr and not os.path.exists(os.path.join(folder, name)), done.stderr)


def main():
    if not shutil.which("ogrinfo"):
        print("skipped: exports, GDAL is not installed")
        print("0 passed, 0 failed")
        return 0
    with tempfile.TemporaryDirectory(prefix="lifecircle-exports-") as folder:
        for name in sys.argv[1:] or CITIES:
            city = city_of(name, folder)
            if not city:
                continue
            own = os.path.join(folder, name)
            os.mkdir(own)
            for layer in LAYERS:
                layer_is_equal(city, own, layer)
            for layer, words in ASKED.items():
                layer_is_equal(city, own, layer, *words)
            matrix_is_what_rows_say(city, own)
            gaps_are_whole(city, own)
            isochrones_are_nested(city, own)
            isochrones_of_a_place(city, own)
            sheets_are_tables(own)
            rows_are_picked(city, own)
            systems_are_told(city, own, SYSTEMS[name])
            all_in_one(city, own)
            project_finds_the_city(city, own)
            edits_keep_the_index(own, os.path.join(own, "facilities.gpkg"))
            shutil.rmtree(own)
    print(f"{counts[0]} passed, {counts[1]} failed")
    return counts[1] > 0


if __name__ == "__main__":
    sys.exit(main())
