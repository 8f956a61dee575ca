#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Bombs: small files that would come to much. Each is imported into a small
# city and must be refused with a line that says what and where, or be done,
# within 10 s of processor time and 512 MiB; and the city is as it was where
# it was refused.
#
#   bombs.py [NAME...]   those whose name has one of the words; $LIFECIRCLE
#   bombs.py --keep FOLDER [NAME...]   writes them, and tries nothing
#
# What outlines come to is held by counting (tests/unit/geo/test_areas.c): the
# ones here stay below what a library would take long for.
import gzip
import hashlib
import io
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "data"))
# pylint: disable=wrong-import-position
import small_city  # noqa: E402

MOST_S, MOST_MIB = 10, 512
WALL_S, SPACE = 60, 6 << 30  # so that no bomb harms who tests
REFUSED, EITHER = "refused", "either"
BLOB = 32 << 20  # the most that a block of PBF unpacks to
HEAD = b"name,lon,lat,category\n"


# ---- packing ----

def repeated(piece, times):
    """What unpacks to the piece again and again: a member of gzip each."""
    return gzip.compress(piece, 9, mtime=0) * times


def framed(begin, piece, times, end=b""):
    return (gzip.compress(begin, mtime=0) + repeated(piece, times) +
            gzip.compress(end, mtime=0))


def many(line, size):
    return line * (size // len(line))


# ---- PBF ----

def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def blob(kind, raw, size=None, packed=True):
    body = varint(2 << 3) + varint(len(raw) if size is None else size)
    body += field(3, zlib.compress(raw, 9)) if packed else field(1, raw)
    head = field(1, kind) + varint(3 << 3) + varint(len(body))
    return struct.pack(">I", len(head)) + head + body


def pbf(*groups, texts=b""):
    """A file of blocks with a group each."""
    strings = field(1, field(1, b"") + texts)
    return blob(b"OSMHeader", field(4, b"OsmSchema-V0.6")) + b"".join(
        blob(b"OSMData", strings + field(2, group)) for group in groups)


def dense(count):
    """Ids one after another, all in one place."""
    zeros = bytes(count)
    return field(2, field(1, b"\2" * count) + field(8, zeros) +
                 field(9, zeros))


def way_of(count):
    return field(3, varint(1 << 3) + b"\1" + field(8, b"\2" * count))


def relation_of(count):
    zeros = bytes(count)
    return field(4, varint(1 << 3) + b"\1" + field(8, zeros) +
                 field(9, zeros) + field(10, zeros))


PBF = {
    "dense_1": lambda: pbf(dense(BLOB // 3 - 99)),
    "dense_4": lambda: pbf(*[dense(BLOB // 3 - 99)] * 4),
    "dense_20": lambda: pbf(*[dense(BLOB // 3 - 99)] * 20),
    "dense_small_blocks": lambda: pbf(*[dense(4000000)] * 20),
    "dense_400_blocks": lambda: pbf(*[dense(200000)] * 400),
    "refs": lambda: pbf(way_of(BLOB - 99)),
    "refs_4": lambda: pbf(*[way_of(BLOB - 99)] * 4),
    "refs_small": lambda: pbf(*[way_of(12000000)] * 20),
    "ways": lambda: pbf(field(3, b"\x08\1") * (BLOB // 4 - 99)),
    "ways_small": lambda: pbf(*[field(3, b"\x08\1") * 900000] * 20),
    "nodes": lambda: pbf(field(1, b"") * (BLOB // 2 - 99)),
    "members": lambda: pbf(relation_of(BLOB // 3 - 99)),
    "members_small": lambda: pbf(*[relation_of(5000000)] * 20),
    "texts": lambda: pbf(b"", texts=field(1, b"") * (BLOB // 2 - 99)),
    "tags": lambda: pbf(field(2, field(1, b"\2") + field(8, b"\0") +
                              field(9, b"\0") +
                              field(10, b"\1\1" * 15000000 + b"\0")),
                        texts=field(1, b"a")),
    "size_lies": lambda: pbf() + blob(b"OSMData", bytes(99), size=1 << 30),
    "unpacks_to_4_gib": lambda: pbf() + blob(b"OSMData", bytes(256 << 20),
                                             size=BLOB),
}


# ---- extracts as text ----

OSM = b'<osm version="0.6">\n'
NODE = b'<node id="1" lat="30.6" lon="104"/>\n'
REF = b'<nd ref="1"/>'
JSON_NODE = b'{"type":"node","id":1,"lat":30.6,"lon":104},\n'


def entities():
    lines = ['<!ENTITY a "%s">' % ("lol" * 10)]
    for i in range(9):
        lines.append('<!ENTITY %s "%s">' % ("bcdefghij"[i],
                                            "&%s;" % "abcdefghij"[i] * 10))
    return ('<?xml version="1.0"?><!DOCTYPE osm [%s]><osm version="0.6">'
            '<node id="1" lat="1" lon="1"><tag k="name" v="&j;"/></node>'
            '</osm>' % "".join(lines)).encode()


def plaza(count, kinds):
    """Places of several kinds on one ring that crosses itself."""
    draw = random.Random(5)
    rows = [small_city.extract().replace("</osm>", "")]
    for i in range(count):
        rows.append('<node id="%d" lat="%.7f" lon="%.7f"/>' %
                    (5000 + i, 30.62 + draw.random() * .01,
                     104.02 + draw.random() * .01))
    refs = "".join('<nd ref="%d"/>' % (5000 + i % count)
                   for i in range(count + 1))
    for i, (key, value) in enumerate(kinds):
        rows.append('<way id="%d">%s<tag k="%s" v="%s"/>%s</way>' %
                    (900 + i, refs, key, value,
                     '<tag k="area" v="yes"/>' if key == "highway" else ""))
    return ("\n".join(rows) + "</osm>").encode()


PLAZA = [("highway", "pedestrian"), ("leisure", "park")]

EXTRACTS = {
    "nodes.osm.gz": lambda: framed(OSM, many(NODE, 16 << 20), 130),
    "refs.osm.gz": lambda: framed(
        OSM + b'<way id="1">', many(REF, 16 << 20), 100, b"</way></osm>"),
    "blanks.osm.gz": lambda: framed(OSM, bytes(64 << 20).replace(
        b"\0", b" "), 128),
    "depth.osm.gz": lambda: framed(OSM, many(b"<a>", 16 << 20), 8),
    "name.osm.gz": lambda: framed(
        OSM + b'<node id="1" lat="1" lon="1"><tag k="name" v="',
        bytes(16 << 20).replace(b"\0", b"a"), 64),
    "entities.osm": entities,
    "tags.osm.gz": lambda: framed(
        OSM + b'<node id="1" lat="1" lon="1">',
        many(b'<tag k="a" v="b"/>', 16 << 20), 32),
    "nodes.json.gz": lambda: framed(b'{"elements":[', many(JSON_NODE, 16 << 20),
                                    130),
    "depth.json.gz": lambda: framed(b'{"elements":', many(b"[", 16 << 20), 8),
    "blanks.json.gz": lambda: framed(
        b'{"elements":[', bytes(64 << 20).replace(b"\0", b" "), 64),
    "plaza_200.osm": lambda: plaza(200, PLAZA),
    "plaza_400.osm": lambda: plaza(400, PLAZA),
    "on_itself.osm": lambda: on_itself(20000, 4),
    "on_itself_small.osm": lambda: on_itself(1000, 100),
    "plaza_400_five.osm": lambda: plaza(
        400, PLAZA + [("amenity", "school"), ("landuse", "residential"),
                      ("building", "yes")]),
}


# ---- tables ----

FEATURE = (b'{"type":"Feature","properties":{"category":"park","name":"a"},'
           b'"geometry":{"type":"Point","coordinates":[104.05,30.65]}}')
FEATURES = b'{"type":"FeatureCollection","features":['


def criss_cross(count, times=1):
    draw = random.Random(3)
    out = []
    for i in range(times):
        ring = [[104 + draw.random() * .1, 30.6 + draw.random() * .1]
                for _ in range(count)]
        ring.append(ring[0])
        out.append('{"type":"Feature","properties":{"name":"u%d","code":"%d"},'
                   '"geometry":{"type":"Polygon","coordinates":[[%s]]}}' %
                   (i, i, ",".join("[%.6f,%.6f]" % tuple(p) for p in ring)))
    return ('{"type":"FeatureCollection","features":[%s]}' %
            ",".join(out)).encode()


def islands(count):
    """One unit of many squares."""
    rings = []
    for i in range(count):
        x, y = 104 + i % 300 * 3e-4, 30.6 + i // 300 * 3e-4
        ring = [(x, y), (x + 1e-4, y), (x + 1e-4, y + 1e-4), (x, y + 1e-4),
                (x, y)]
        rings.append("[[%s]]" % ",".join("[%.5f,%.5f]" % p for p in ring))
    return ('{"type":"FeatureCollection","features":[{"type":"Feature",'
            '"properties":{"name":"u","code":"1"},"geometry":{"type":'
            '"MultiPolygon","coordinates":[%s]}}]}' % ",".join(rings)).encode()


def shells(count):
    """One unit of squares on one another."""
    rings = []
    for i in range(count):
        h = (i + 1) * 1e-6
        ring = [(104 - h, 30.6 - h), (104 + h, 30.6 - h), (104 + h, 30.6 + h),
                (104 - h, 30.6 + h), (104 - h, 30.6 - h)]
        rings.append("[[%s]]" % ",".join("[%.6f,%.6f]" % p for p in ring))
    return ('{"type":"FeatureCollection","features":[{"type":"Feature",'
            '"properties":{"name":"u","code":"1"},"geometry":{"type":'
            '"MultiPolygon","coordinates":[%s]}}]}' % ",".join(rings)).encode()


def on_itself(rings, relations):
    """Multipolygons whose inner ways are squares on one another."""
    rows = [small_city.extract().replace("</osm>", "")]
    for i in range(rings):
        for k in range(4):
            h = (i + 1) * 1e-6
            rows.append('<node id="%d" lat="%.7f" lon="%.7f"/>' % (
                10000 + 4 * i + k, 30.62 + (h if k // 2 else -h),
                104.02 + (h if k in (1, 2) else -h)))
    rows += ['<way id="%d">%s</way>' % (10000 + i, "".join(
        '<nd ref="%d"/>' % (10000 + 4 * i + k % 4) for k in range(5)))
        for i in range(rings)]
    members = "".join('<member type="way" ref="%d" role=""/>' % (10000 + i)
                      for i in range(rings))
    rows += ['<relation id="%d">%s<tag k="type" v="multipolygon"/>'
             '<tag k="natural" v="water"/></relation>' % (10000 + i, members)
             for i in range(relations)]
    return ("\n".join(rows) + "</osm>").encode()


def zipped(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, times, piece in parts:
            with z.open(name, "w", force_zip64=True) as member:
                member.write(SHEET_OPEN if times > 1 and name == SHEET else b"")
                for _ in range(times):
                    member.write(piece)
        for name in stored:
            z.writestr(name, b"")
    return out.getvalue()


BOOK = [
    ("[Content_Types].xml", 1, b'<Types xmlns="http://schemas.openxmlformats.'
     b'org/package/2006/content-types"/>'),
    ("xl/_rels/workbook.xml.rels", 1, b'<Relationships xmlns="http://schemas.'
     b'openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
     b'Type="http://schemas.openxmlformats.org/officeDocument/2006/'
     b'relationships/worksheet" Target="worksheets/sheet1.xml"/>'
     b'</Relationships>'),
    ("xl/workbook.xml", 1, b'<workbook xmlns="http://schemas.openxmlformats.'
     b'org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org'
     b'/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1"'
     b' r:id="r1"/></sheets></workbook>'),
]
SHEET = "xl/worksheets/sheet1.xml"
SHEET_OPEN = (b'<worksheet xmlns="http://schemas.openxmlformats.org/'
              b'spreadsheetml/2006/main"><sheetData>')
ROW = b'<row><c t="inlineStr"><is><t>name</t></is></c></row>'


def book(times, piece, *more):
    return zipped(BOOK +
                  [(SHEET, times, piece)] + list(more))


TABLES = {
    "rows.csv.gz": lambda: framed(HEAD, many(b"a,104.05,30.65,park\n",
                                             16 << 20), 120),
    "bad_rows.csv.gz": lambda: framed(HEAD, many(b"a\n", 16 << 20), 12),
    "blanks.csv.gz": lambda: repeated(
        bytes(64 << 20).replace(b"\0", b" "), 128),
    "newlines.csv.gz": lambda: repeated(
        bytes(64 << 20).replace(b"\0", b"\n"), 64),
    "quote.csv.gz": lambda: framed(
        HEAD + b'"', bytes(64 << 20).replace(b"\0", b"a"), 32),
    "columns.csv.gz": lambda: repeated(many(b"a,", 20 << 20), 1),
    "features.geojson.gz": lambda: framed(
        FEATURES + FEATURE, many(b"," + FEATURE, 16 << 20), 140, b"]}"),
    "features.geojsonl.gz": lambda: repeated(
        many(FEATURE + b"\n", 16 << 20), 140),
    "blanks.geojson.gz": lambda: framed(
        FEATURES, bytes(64 << 20).replace(b"\0", b" "), 64),
    "depth.geojson.gz": lambda: framed(FEATURES, many(b"[", 10 << 20), 1),
    "positions.geojson.gz": lambda: framed(
        FEATURES + b'{"type":"Feature","properties":{},"geometry":{"type":'
        b'"LineString","coordinates":[[1,1]', many(b",[1,1]", 16 << 20), 60),
    "rows.xlsx": lambda: book(60, many(ROW, 16 << 20)),
    "blanks.xlsx": lambda: book(64, bytes(64 << 20).replace(b"\0", b" ")),
    "strings.xlsx": lambda: zipped(BOOK + [
        (SHEET, 1, SHEET_OPEN + ROW + b"</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", 60, many(b"<si><t>a</t></si>", 16 << 20))]),
    "members.xlsx": lambda: zipped(BOOK, ["m%d" % i for i in range(100000)]),
    "row_number.xlsx": lambda: book(1, SHEET_OPEN + b'<row r="9999999999">'
                                    b'<c r="ZZZZ9999999999"><v>1</v></c></row>'
                                    b'</sheetData></worksheet>'),
}

UNITS = {
    "ring_200.geojson": lambda: criss_cross(200),
    "ring_400.geojson": lambda: criss_cross(400),
    "rings_150_of_60.geojson": lambda: criss_cross(60, 150),
    "rings_2000_of_20.geojson": lambda: criss_cross(20, 2000),
    "islands.geojson": lambda: islands(60000),
    "shells.geojson": lambda: shells(40000),
    "features_units.geojson.gz": lambda: framed(
        FEATURES + FEATURE, many(b"," + FEATURE, 16 << 20), 140, b"]}"),
}

REFUSES = {"plaza_200.osm", "plaza_400.osm", "plaza_400_five.osm",
           "ring_200.geojson", "ring_400.geojson", "rings_150_of_60.geojson",
           "rings_2000_of_20.geojson", "islands.geojson", "on_itself.osm",
           "on_itself_small.osm"}


def bombs():
    """Name, kind of import, more arguments, bytes, what must come of it."""
    kinds = (("osm", PBF, ".osm.pbf", []), ("osm", EXTRACTS, "", []),
             ("facilities", TABLES, "", []),
             ("units", UNITS, "", ["--level", "community"]))
    for kind, table, end, more in kinds:
        for name, make in table.items():
            yield (name + end, kind, more, make,
                   EITHER if name in REFUSES else REFUSED)


# ---- trying ----

def bounded():
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))


def run(command, log):
    """Exit status (negative: a signal), seconds of processor, MiB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log,
                             preexec_fn=bounded)
    end = time.monotonic() + WALL_S
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > end:
            child.kill()
        time.sleep(.02)
    child.returncode = os.waitstatus_to_exitcode(status)
    return (child.returncode, used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024)


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def faults(status, seconds, mib, said, wanted, same):
    if seconds > MOST_S:
        yield "%.1f s" % seconds
    if mib > MOST_MIB:
        yield "%.0f MiB" % mib
    if status not in (0, 1):
        yield "exit %d" % status
    if status == 0 and wanted == REFUSED:
        yield "taken"
    if status and not said:
        yield "not a word why"
    if status and not same:
        yield "the city is another"
    if "memory" in said and "MiB" not in said:
        yield "out of memory"


def try_one(program, folder, city, bomb):
    name, kind, more, make, wanted = bomb
    path = os.path.join(folder, name)
    copy = os.path.join(folder, "copy.city")
    for end in ("", ".sha256"):
        shutil.copy(city + end, copy + end)
    before = digest(copy)
    with open(path, "wb") as f:
        f.write(make())
    size = os.path.getsize(path)
    with open(folder + "/log", "w+", encoding="utf-8") as log:
        status, seconds, mib = run(
            [program, "import", kind, path, "--city", copy, "-q"] + more, log)
        log.seek(0)
        said = log.read().strip().replace(folder + "/", "")
    bad = list(faults(status, seconds, mib, said, wanted,
                      digest(copy) == before))
    os.unlink(path)
    print("%-6s %-28s %8.1f KB %5.1f s %5.0f MiB exit %d  %s" % (
        "FAILED" if bad else "ok", name, size / 1024, seconds, mib, status,
        said[:150].split("\n")[0]), flush=True)
    if bad:
        print("       " + ", ".join(bad))
    return not bad


def main():
    words = sys.argv[1:]
    keep = None
    if words[:1] == ["--keep"]:
        keep, words = words[1], words[2:]
    chosen = [b for b in bombs()
              if not words or any(w in b[0] for w in words)]
    if keep:
        for name, _, _, make, _ in chosen:
            with open(os.path.join(keep, name), "wb") as f:
                f.write(make())
        return 0
    program = os.environ["LIFECIRCLE"]
    good = 0
    with tempfile.TemporaryDirectory() as folder:
        city = small_city.make(program, folder)
        for bomb in chosen:
            good += try_one(program, folder, city, bomb)
    print("%d passed, %d failed" % (good, len(chosen) - good))
    return good != len(chosen)


if __name__ == "__main__":
    sys.exit(main())
