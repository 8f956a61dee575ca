#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# 300 broken tables and more: each format cut short, under a wrong name, with
# bytes flipped, packed into a bomb, nested, with an enormous cell or of wrong
# types. Each must end with one clear line and exit 1 (2 where another option
# would help), and leave the city as it was; what chance has left whole enough
# to be read must end with exit 0.
#
#   broken.py [FIXTURE...], the program being $LIFECIRCLE
import bz2
import concurrent.futures
import gzip
import hashlib
import io
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "fuzz"))
# pylint: disable=wrong-import-position
import seeds  # noqa: E402
import small_city  # noqa: E402

# The seeds lie in the small city.
FORMATS = {
    "csv": ".csv", "geojson": ".geojson", "sequence": ".geojsonl",
    "xlsx": ".xlsx", "xls": ".xls", "shp": ".shp", "gpkg": ".gpkg",
}
MUST = "must"  # be refused
MAY = "may"    # be refused
CUTS, FLIPS = 14, 14


def whole(folder):
    """One good file of each format."""
    found = {}
    for target, name, data in seeds.corpus(folder):
        if target in FORMATS and target not in found:
            found[target] = data
    text = seeds.csv(",").encode()
    found["csv"] = text
    return found


def packed(data, kind):
    return gzip.compress(data, mtime=0) if kind == ".gz" else \
        bz2.compress(data)


def zip_of(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


def parts_of(xlsx):
    with zipfile.ZipFile(io.BytesIO(xlsx)) as z:
        return {name: z.read(name) for name in z.namelist()}


def cut_and_flipped(good):
    draw = random.Random(7)
    for target, data in good.items():
        end = FORMATS[target]
        for i in range(CUTS):
            at = len(data) * i // CUTS
            yield "cut%02d" % i + end, data[:at], MUST if i < 2 else MAY
        for i in range(FLIPS):
            bad = bytearray(data)
            for _ in range(draw.randrange(1, 24)):
                bad[draw.randrange(len(bad))] = draw.randrange(256)
            yield "flip%02d" % i + end, bytes(bad), MAY
        noise = bytes(draw.randrange(256) for _ in range(600))
        yield "noise" + end, noise, MUST
        yield "zeros" + end, bytes(4096), MUST
        yield "empty" + end, b"", MUST
        yield "head_and_noise" + end, data[:64] + noise, MAY


def misnamed(good):
    for target, end in FORMATS.items():
        for other, data in good.items():
            same = {target, other} in ({"xlsx", "xls"},
                                       {"geojson", "sequence"})
            if target != other and target != "shp":
                yield "%s_as" % other + end, data, MAY if same else MUST


def of_text():
    point = '{"type":"Point","coordinates":[104.05,30.65]}'
    deep = "[" * 100000
    yield "quote.csv", b'name,lon,lat,category\n"a,1,2,park\n' * 3, MUST
    yield "cell.csv", (b"name,lon,lat,category\n" + b"x" * (2 << 20) +
                       b",104.05,30.65,park\n"), MUST
    yield "columns.csv", b",".join(b"c%d" % i for i in range(2000)), MUST
    yield "header.csv", b"name,lon,lat,category\n", MUST
    yield "types.csv", b"name,lon,lat,category\na,b,c,park\n", MUST
    yield "zero.csv", b"name,lon,lat,category\na\0b,104.05,30.65,park\n", MUST
    yield "ragged.csv", b"name,lon,lat,category\na,104,30,park,1,2,3\n", MUST
    yield "halves.csv", "名称,lon\n".encode("gb18030")[:-3] + b"\xff\xff", MUST
    yield "utf16.csv", "name,lon\nx,1\n".encode("utf-16")[:-1] + b"\xd8", MUST
    yield "deep.geojson", deep.encode(), MUST
    yield "deep2.geojson", (
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":'
        '{"type":"Polygon","coordinates":' + deep).encode(), MUST
    yield "deep.geojsonl", (b'{"type":"Feature","properties":' +
                            b'{"a":' * 50000), MUST
    yield "cell.geojson", (
        '{"type":"FeatureCollection","features":[{"type":"Feature",'
        '"properties":{"category":"park","name":"' + "x" * (3 << 20) +
        '"},"geometry":' + point + "}]}").encode(), MUST
    yield "many.geojson", (
        '{"type":"FeatureCollection","features":[{"type":"Feature",'
        '"properties":{' + ",".join('"k%d":1' % i for i in range(3000)) +
        '},"geometry":' + point + "}]}").encode(), MUST
    for i, geometry in enumerate((
            '{"type":"Point","coordinates":"x"}',
            '{"type":"Point","coordinates":[1e999,2]}',
            '{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}',
            '{"type":"Polygon","coordinates":{}}', '{"type":7}', "7",
            '{"type":"GeometryCollection","geometries":[]}')):
        yield "geometry%d.geojson" % i, (
            '{"type":"FeatureCollection","features":[{"type":"Feature",'
            '"properties":{"category":"park"},"geometry":%s}]}' %
            geometry).encode(), MUST


def bombs(good):
    for kind in (".gz", ".bz2"):
        yield "bomb.csv" + kind, packed(b"x" * (20 << 20), kind), MUST
        yield "bomb.geojson" + kind, packed(b" " * (8 << 20) + b"[" * (20 <<
                                                                 20),
                                            kind), MUST
        yield "cut.csv" + kind, packed(good["csv"] * 9, kind)[:-9], MUST
        yield "tail.csv" + kind, packed(good["csv"], kind) + b"x" * 99, MAY
    parts = parts_of(good["xlsx"])
    sheet = "xl/worksheets/sheet1.xml"
    for name in parts:
        if name == "_rels/.rels":  # it can be guessed
            continue
        less = {k: v for k, v in parts.items() if k != name}
        yield "without_%s.xlsx" % os.path.basename(name), zip_of(less), MUST
    yield "bomb.xlsx", zip_of({**parts, sheet: b" " * (90 << 20)}), MUST
    yield "blanks.xlsx", zip_of({**parts, sheet: b"<worksheet>" + b" " *
                                 (24 << 20)}), MUST
    yield "laughs.xlsx", zip_of({**parts, sheet: (
        b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>')}), MUST
    yield "deep.xlsx", zip_of({**parts, sheet: b"<a>" * 100000}), MUST
    yield "tag.xlsx", zip_of({**parts, sheet: b"<worksheet a='" + b"x" *
                              (9 << 20)}), MUST
    for i, cell in enumerate((
            b'<c r="ZZZZZZ1"><v>1</v></c>', b'<c r="XFE1"><v>1</v></c>',
            b'<c r="1A"><v>1</v></c>', b'<c t="s"><v>7</v></c>',
            b'<c t="s"><v>-1</v></c>', b'<c r="AMK1"><v>1</v></c>',
            b'<c t="inlineStr"><is><t>' + b"x" * (2 << 20) +
            b"</t></is></c>")):
        yield "cell%d.xlsx" % i, zip_of({**parts, sheet: (
            b"<worksheet><sheetData><row r='1'><c><v>1</v></c>" + cell +
            b"</row></sheetData></worksheet>")}), MUST
    for i, row in enumerate((b"0", b"-1", b"9999999", b"x")):
        yield "row%d.xlsx" % i, zip_of({**parts, sheet: (
            b"<worksheet><sheetData><row r='" + row +
            b"'/></sheetData></worksheet>")}), MUST


def of_shapes(good):
    shp, dbf = split(good["shp"])
    for name, at, value in (
            ("code", 0, b"\0\0\0\1"), ("version", 28, b"\xff\0\0\0"),
            ("type", 108, b"\x1f\0\0\0"), ("length", 104, b"\x7f\xff\xff\xff"),
            ("short", 104, b"\0\0\0\1"), ("none", 104, b"\0\0\0\0")):
        yield name + ".shp", join(shp[:at] + value + shp[at + 4:], dbf), MUST
    area = seeds.polygons()
    for name, at, value in (
            ("parts", 144, 0x7fffffff), ("points", 148, 0x7fffffff),
            ("begin", 152, 7), ("order", 156, 0), ("beyond", 156, 99)):
        yield name + ".shp", join(area[:at] + struct.pack("<I", value) +
                                  area[at + 4:], dbf), MUST
    for name, at, value in (
            ("head.dbf", 8, b"\1\0"), ("width.dbf", 10, b"\1\0"),
            ("field.dbf", 48, b"\xff"), ("kind.dbf", 0, b"\x30"),
            ("records.dbf", 4, b"\xff\xff\xff\x7f")):
        yield name.replace(".dbf", "_dbf.shp"), join(
            shp, dbf[:at] + value + dbf[at + len(value):]), MUST
    yield "alone.shp", join(shp, b""), MUST


def split(both):
    n = struct.unpack("<H", both[:2])[0]
    return both[2:2 + n], both[2 + n:]


def join(shp, dbf):
    return struct.pack("<H", len(shp)) + shp + dbf


def of_databases(folder):
    import sqlite3
    for i, script in enumerate((
            "CREATE TABLE t(a)",
            "CREATE TABLE gpkg_contents(table_name, data_type)",
            "CREATE VIEW gpkg_contents AS WITH RECURSIVE r(table_name, "
            "data_type) AS (SELECT 'x', 'features' UNION ALL SELECT 'x', "
            "'features' FROM r) SELECT * FROM r; CREATE TABLE "
            "gpkg_geometry_columns(table_name, column_name, srs_id); CREATE "
            "TABLE gpkg_spatial_ref_sys(srs_id, organization, "
            "organization_coordsys_id)",
            "CREATE TABLE geometry_columns(f_table_name, f_geometry_column, "
            "srid); CREATE TABLE spatial_ref_sys(srid, auth_name, auth_srid);"
            "INSERT INTO geometry_columns VALUES('nowhere', 'g', 1)",
            "CREATE TABLE geometry_columns(f_table_name, f_geometry_column, "
            "srid); CREATE TABLE spatial_ref_sys(srid, auth_name, auth_srid);"
            "CREATE TABLE t(category, g); INSERT INTO geometry_columns "
            "VALUES('t', 'g', 1); INSERT INTO t VALUES('park', x'0102')",
            "CREATE TABLE geometry_columns(f_table_name, f_geometry_column, "
            "srid); CREATE TABLE spatial_ref_sys(srid, auth_name, auth_srid);"
            "CREATE VIRTUAL TABLE t USING fts5(category, g); INSERT INTO "
            "geometry_columns VALUES('t', 'g', 1)")):
        path = os.path.join(folder, "making.db")
        if os.path.exists(path):
            os.unlink(path)
        db = sqlite3.connect(path)
        db.executescript(script)
        db.close()
        with open(path, "rb") as f:
            yield "schema%d.gpkg" % i, f.read(), MUST


def fixtures(folder):
    good = whole(folder)
    yield from cut_and_flipped(good)
    yield from misnamed(good)
    yield from of_text()
    yield from bombs(good)
    yield from of_shapes(good)
    yield from of_databases(folder)


def put(folder, name, data):
    """The file, alone in a folder; a shapefile's two halves side by side."""
    os.makedirs(folder)
    path = os.path.join(folder, name)
    dbf = None
    if name.endswith(".shp") and len(data) > 2 and data[1] < 16:
        data, dbf = split(data)
    with open(path, "wb") as f:
        f.write(data)
    if dbf is not None:
        with open(path[:-4] + ".dbf", "wb") as f:
            f.write(dbf)
    return path


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def attempt(program, city, before, fixture):
    """What is wrong with how the program took it, or None."""
    folder, name, data, must = fixture
    path = put(folder, name, data)
    own = os.path.join(folder, "own.city")
    shutil.copyfile(city, own)
    try:
        done = subprocess.run(
            [program, "import", "facilities", path, "--city", own,
             "--source", "t", "-q", "--no-compute"],
            capture_output=True, timeout=60, check=False)
        same = digest(own) == before
    except subprocess.TimeoutExpired:
        return "not done within a minute"
    finally:
        shutil.rmtree(folder)
    if done.returncode == 0 and must == MAY:
        return None
    said = done.stderr.decode(errors="replace")
    if done.returncode not in (1, 2):
        return "exit %d: %s" % (done.returncode, said[-300:])
    if said.count("\n") != 1 or not said.startswith("lifecircle: "):
        return "not one line: " + said
    return None if same else "the city changed"


def main():
    program = os.path.abspath(
        os.environ.get("LIFECIRCLE", "build/release/lifecircle"))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(2) as pool:
        city = small_city.make(program, folder)
        before = digest(city)
        cases = [(os.path.join(folder, str(i)), *f)
                 for i, f in enumerate(fixtures(folder))
                 if len(sys.argv) < 2 or f[0] in sys.argv[1:]]
        answers = pool.map(lambda c: attempt(program, city, before, c), cases)
        for case, why in zip(cases, answers):
            passed += why is None
            failed += why is not None
            if why:
                print("FAILED %s: %s" % (case[1], why))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
