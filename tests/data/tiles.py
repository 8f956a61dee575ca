#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles as other programs read them: tests/data/tiles.py

Every tile of a real city, out of an .mbtiles and a .pmtiles, taken apart by a
decoder of its own and held to what MVT 2.1 asks; counted by GDAL; the archive
read by npm's pmtiles, and by the directories as its specification has them. The
program is $LIFECIRCLE, the extracts are in $LIFECIRCLE_DATA.
"""
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests/http"), os.path.join(ROOT, "tests/data")]
from exports import check, city_of, counts, gdal, run  # noqa: E402
from run import Server  # noqa: E402

FIELDS = {"land": {"class"}, "water": {"class", "name"}, "green": {"class", "name"}, "rail": {"class"}, "buildings": set(),
          "roads": {"class", "name"}, "units": {"level", "name", "approximate"}, "places": {"kind", "name", "name_en"}}


# ---- MVT 2.1 ----

def varint(b, at):
    value = shift = 0
    while True:
        value |= (b[at] & 0x7f) << shift
        at += 1
        if b[at - 1] < 0x80:
            return value, at
        shift += 7


def message(b):
    """Its fields in order: (number, value)."""
    at = 0
    while at < len(b):
        key, at = varint(b, at)
        if key & 7 == 0:
            value, at = varint(b, at)
        elif key & 7 == 2:
            size, at = varint(b, at)
            value, at = b[at:at + size], at + size
        else:
            raise ValueError(f"wire type {key & 7}")
        yield key >> 3, value


def packed(b):
    at, out = 0, []
    while at < len(b):
        value, at = varint(b, at)
        out.append(value)
    return out


def area2(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]))


def parts_of(numbers, kind):
    """Section 4.3: what each type of geometry may be made of."""
    at, pen, parts = 0, [0, 0], []

    def steps(n):
        nonlocal at
        out = []
        for _ in range(n):
            for k in (0, 1):
                v = numbers[at + k]
                pen[k] += (v >> 1) ^ -(v & 1)
            at += 2
            out.append(tuple(pen))
        return out

    while at < len(numbers):
        command, n = numbers[at] & 7, numbers[at] >> 3
        at += 1
        assert command == 1 and n >= 1 and (kind == 1 or n == 1), "MoveTo"
        part = steps(n)
        if kind == 1:
            assert at == len(numbers), "points are one MoveTo"
        else:
            command, n = numbers[at] & 7, numbers[at] >> 3
            at += 1
            assert command == 2 and n >= (1 if kind == 2 else 2), "LineTo"
            part += steps(n)
            assert all(a != b for a, b in zip(part, part[1:])), "a step of nothing"
        if kind == 3:
            assert numbers[at] == 15, "ClosePath"
            at += 1
            assert part[0] != part[-1] and area2(part) != 0, "a ring"
        parts.append(part)
    return parts


def feature_is_valid(b, keys, values):
    kind, tags, numbers = 0, [], []
    for number, value in message(b):
        if number == 2:
            tags = packed(value)
        elif number == 3:
            kind = value
        elif number == 4:
            numbers = packed(value)
    assert kind in (1, 2, 3) and numbers, "a type and a geometry"
    assert len(tags) % 2 == 0 and len(set(tags[::2])) == len(tags) // 2, "tags are pairs, each key once"
    assert all(t < keys for t in tags[::2]) and all(t < values for t in tags[1::2]), "tags are indexes"
    parts = parts_of(numbers, kind)
    if kind == 3:
        assert area2(parts[0]) > 0, "an exterior ring comes first"
    assert all(-1024 <= c <= 5120 for p in parts for xy in p for c in xy), "far outside"


def tile_is_valid(data):
    names = []
    for number, layer in message(gzip.decompress(data)):
        assert number == 3
        facts = {1: [], 2: [], 3: [], 4: [], 5: [], 15: []}
        for field, value in message(layer):
            facts[field].append(value)
        name = facts[1][0].decode()
        names.append(name)
        assert facts[15] == [2] and facts[5] == [4096] and facts[2], "version, extent, features"
        keys = [k.decode() for k in facts[3]]
        texts = [next(v for n, v in message(value) if n == 1).decode() for value in facts[4]]
        assert len(set(keys)) == len(keys) and len(set(texts)) == len(texts), "each once"
        assert set(keys) <= FIELDS[name], keys
        for feature in facts[2]:
            feature_is_valid(feature, len(keys), len(texts))
    assert len(set(names)) == len(names), "a layer once"


def tiles_are_valid(tiles):
    wrong = []
    for key, data in tiles.items():
        try:
            tile_is_valid(data)
        except (AssertionError, IndexError, StopIteration, ValueError, KeyError) as why:
            wrong.append((key, repr(why)))
    check("MVT 2.1, each tile", not wrong, (len(wrong), wrong[:3]))


# ---- both files ----

def of_mbtiles(path):
    db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    check("mbtiles: is whole", db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    facts = dict(db.execute("SELECT name, value FROM metadata"))
    check("mbtiles: what it says", facts["format"] == "pbf" and {"name", "json", "minzoom", "maxzoom", "bounds", "center", "attribution"} <= set(facts), facts.keys())
    layers = {v["id"]: set(v["fields"]) for v in json.loads(facts["json"])["vector_layers"]}
    check("mbtiles: layers and fields", layers == FIELDS, layers)
    tiles = {(z, x, (1 << z) - 1 - y): data for z, x, y, data in db.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")}
    db.close()
    return tiles


def hilbert(z, x, y):
    """As the specification's own text has it, by the whole side."""
    d, n, s = 0, 1 << z, (1 << z) >> 1
    while s:
        rx, ry = int(x & s > 0), int(y & s > 0)
        d += s * s * ((3 * rx) ^ ry)
        if not ry:
            if rx:
                x, y = n - 1 - x, n - 1 - y
            x, y = y, x
        s >>= 1
    return d + ((1 << 2 * z) - 1) // 3


def directory(b):
    n, *numbers = packed(gzip.decompress(b))
    ids, runs, lengths, offsets = (numbers[i * n:(i + 1) * n] for i in range(4))
    out, last, end = [], 0, 0
    for i in range(n):
        last += ids[i]
        at = end if not offsets[i] else offsets[i] - 1
        out.append((last, runs[i], lengths[i], at))
        end = at + lengths[i]
    return out


def of_pmtiles(path, wanted):
    with open(path, "rb") as file:
        b = file.read()
    check("pmtiles: magic", b[:8] == b"PMTiles\x03")
    number = lambda i: int.from_bytes(b[8 + 8 * i:16 + 8 * i], "little")  # noqa: E731
    root, words, leaves, data = ((number(2 * i), number(2 * i + 1)) for i in range(4))
    check("pmtiles: the root is in the first 16 KiB", sum(root) <= 16384, root)
    check("pmtiles: parts fill the file", data[0] + data[1] == len(b), (data, len(b)))
    about = json.loads(gzip.decompress(b[words[0]:sum(words)]))
    check("pmtiles: layers", {v["id"] for v in about["vector_layers"]} == set(FIELDS), about)
    entries = []
    for entry in directory(b[root[0]:sum(root)]):
        entries += directory(b[leaves[0] + entry[3]:leaves[0] + entry[3] + entry[2]]) if entry[1] == 0 else [entry]
    got = {i + k: b[data[0] + at:data[0] + at + n] for i, run_length, n, at in entries for k in range(run_length)}
    check("pmtiles: the same tiles", got == {hilbert(*key): v for key, v in wanted.items()}, (len(got), len(wanted)))
    check("pmtiles: counted", number(8) == len(wanted) and number(9) == len(entries), (number(8), number(9)))


def npm_reads_it(path, wanted):
    script = os.path.join(ROOT, "tests/data/pmtiles.mjs")
    if not shutil.which("node") or not os.path.isdir(os.path.join(ROOT, "web/node_modules/pmtiles")):
        print("skipped: npm's pmtiles, it is not installed (web)")
        return
    done = subprocess.run(["node", script, path], capture_output=True, text=True, check=False,
                          input=json.dumps([[*k, len(gzip.decompress(v))] for k, v in wanted.items()]))
    check("npm's pmtiles", done.stdout.strip() == f"{len(wanted)} tiles, none wrong", done.stdout[-300:] + done.stderr[-300:])


# ---- as they are served ----

def served_are_the_same(city, wanted):
    """XYZ and OGC API - Tiles give what the files hold; addresses are whole."""
    server = Server(city)
    about = server.ask("/tiles.json").json()
    root = "http://localhost"  # as the requests name it
    check("TileJSON: a whole address", about["tilejson"] == "3.0.0" and about["tiles"] == [f"{root}/tiles/base/{{z}}/{{x}}/{{y}}.mvt"], about["tiles"])
    check("TileJSON: layers", {v["id"]: set(v["fields"]) for v in about["vector_layers"]} == FIELDS)
    sets = server.ask("/ogc/tiles").json()["tilesets"]
    one = server.ask("/ogc/tiles/WebMercatorQuad").json()
    check("tilesets: the one", sets == [one], sets)
    rels = {link["rel"].rsplit("/", 1)[-1]: link for link in one["links"]}
    check("tileset: links", {"self", "item", "tiling-scheme", "tiling-schemes"} <= set(rels) and rels["item"]["templated"], rels)
    check("tileset: whole addresses", all(link["href"].startswith("http") for link in one["links"]), one["links"])
    template = rels["item"]["href"][len(root):]
    wrong = []
    for (z, x, y), data in list(wanted.items())[::7]:
        ogc = template.replace("{tileMatrix}", str(z)).replace("{tileRow}", str(y)).replace("{tileCol}", str(x))
        for target in (f"/tiles/base/{z}/{x}/{y}.mvt", ogc):
            reply = server.ask(target, headers=("Accept-Encoding: gzip",))
            if reply.status != 200 or reply.body != data or reply.get("content-encoding") != "gzip" or not reply.get("etag"):
                wrong.append((target, reply.status))
    check("served: the same bytes", not wrong, wrong[:3])
    check("served: 204 where nothing is", server.ask(template.replace("{tileMatrix}", "12").replace("{tileRow}", "1").replace("{tileCol}", "1")).status == 204)
    check("served: 400 outside", server.ask(template.replace("{tileMatrix}", "1").replace("{tileRow}", "2").replace("{tileCol}", "0")).status == 400)
    server.stop()


def main():
    with tempfile.TemporaryDirectory(prefix="lifecircle-tiles-") as folder:
        city = city_of("liechtenstein-2021", folder)
        if city:
            path = {e: os.path.join(folder, f"city.{e}") for e in ("mbtiles", "pmtiles")}
            for ending in path:
                done = run("export", "tiles", "--city", city, "-o", path[ending])
                check(f"export tiles: {ending}", not done.returncode and "tiles" in done.stderr, done.stderr)
            tiles = of_mbtiles(path["mbtiles"])
            zooms = {k[0] for k in tiles}
            # A country of 25 km is not drawn from further away.
            check("zooms", zooms == set(range(min(zooms), 16)) and min(zooms) <= 6, zooms)
            tiles_are_valid(tiles)
            of_pmtiles(path["pmtiles"], tiles)
            npm_reads_it(path["pmtiles"], tiles)
            served_are_the_same(city, tiles)
            if shutil.which("ogrinfo"):
                for layer in FIELDS:
                    text = gdal("ogrinfo", "-ro", "-so", path["mbtiles"], layer)
                    check(f"GDAL counts {layer}", int(text.split("Feature Count: ")[1].split()[0]) > 0 or layer == "land", text[-200:])
            for words, why in ((("-o", "x.zip"), "-o FILE.mbtiles"), (("--zoom", "9-3", "-o", "x.pmtiles"), "FROM-TO"), (("--zoom", "0-19", "-o", "x.pmtiles"), "0 to 18")):
                done = run("export", "tiles", "--city", city, *words)
                check(f"{words}: refused", done.returncode == 2 and why in done.stderr and not os.path.exists("x.pmtiles"), done.stderr)
    print(f"{counts[0]} passed, {counts[1]} failed")
    return counts[1] > 0


if __name__ == "__main__":
    sys.exit(main())
