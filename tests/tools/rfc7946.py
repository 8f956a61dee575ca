#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strict check of GeoJSON against RFC 7946, and what we promise beyond it.

rfc7946.py [--seq] FILE...      "-" is standard input

Beyond the RFC's MUSTs: at most 7 decimals, right-handed rings, longitude and
latitude in range, ids unique, no `crs`, no duplicate members, finite numbers,
no repeated positions of a line's or ring's own neighbour. --seq: RFC 8142
text sequences.
"""
import json
import re
import sys

GEOMETRIES = {
    "Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2,
    "MultiPolygon": 3, "MultiPoint": 1,
}
MOST_SHOWN = 10


class Number(float):
    """A number that remembers how it was written."""

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self


class Checker:
    def __init__(self):
        self.errors = []
        self.ids = set()
        self.features = 0
        self.positions = 0

    def fail(self, where, what):
        self.errors.append(f"{where}: {what}")

    def members(self, pairs):
        keys = [k for k, _ in pairs]
        if len(keys) != len(set(keys)):
            self.fail("object", f"duplicate members among {keys}")
        return dict(pairs)

    def constant(self, name):
        self.fail("number", f"{name} is not JSON")
        return None

    def parse(self, text):
        return json.loads(text, object_pairs_hook=self.members,
                          parse_float=Number, parse_int=Number,
                          parse_constant=self.constant)

    def position(self, p, where):
        self.positions += 1
        if not isinstance(p, list) or len(p) not in (2, 3):
            self.fail(where, f"not a position: {p!r}")
            return False
        for n in p:
            if not isinstance(n, Number):
                self.fail(where, f"not a number: {n!r}")
                return False
            if not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d{1,7})?", n.text):
                self.fail(where, f"badly written number {n.text}")
        if not (-180 <= p[0] <= 180 and -90 <= p[1] <= 90):
            self.fail(where, f"out of range: {p}")
        return True

    def line(self, line, where, least=2):
        if not isinstance(line, list) or len(line) < least:
            self.fail(where, f"fewer than {least} positions")
            return False
        return all([self.position(p, where) for p in line])

    def ring(self, ring, outer, where):
        if not self.line(ring, where, 4):
            return
        if ring[0] != ring[-1]:
            self.fail(where, "ring is not closed")
        x0, y0 = ring[0][:2]
        turn = sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0)
                   for a, b in zip(ring, ring[1:]))
        if turn == 0:
            self.fail(where, "ring covers no ground")
        elif (turn > 0) != outer:
            self.fail(where, "ring runs the wrong way round")
        if any(a == b for a, b in zip(ring, ring[1:])):
            self.fail(where, "ring repeats a position")

    def polygon(self, rings, where):
        if not isinstance(rings, list) or not rings:
            self.fail(where, "polygon without rings")
            return
        for i, ring in enumerate(rings):
            self.ring(ring, i == 0, f"{where} ring {i}")

    def geometry(self, g, where):
        if g is None:
            return
        if not isinstance(g, dict) or g.get("type") not in GEOMETRIES:
            self.fail(where, f"unknown geometry {str(g)[:60]}")
            return
        if set(g) - {"type", "coordinates", "bbox"}:
            self.fail(where, f"odd members {sorted(g)}")
        kind, at = g["type"], g.get("coordinates")
        where = f"{where} {kind}"
        if not isinstance(at, list):
            self.fail(where, "no coordinates")
        elif kind == "Point":
            self.position(at, where)
        elif kind in ("LineString", "MultiPoint"):
            self.line(at, where, 2 if kind == "LineString" else 0)
        elif kind == "MultiLineString":
            for part in at:
                self.line(part, where)
        elif kind == "Polygon":
            self.polygon(at, where)
        else:
            for part in at:
                self.polygon(part, where)

    def feature(self, f, where):
        self.features += 1
        if not isinstance(f, dict) or f.get("type") != "Feature":
            self.fail(where, "not a Feature")
            return
        for member in ("geometry", "properties"):
            if member not in f:
                self.fail(where, f"no member {member}")
        if not isinstance(f.get("properties"), (dict, type(None))):
            self.fail(where, "properties are no object")
        if "id" in f:
            if not isinstance(f["id"], (str, Number)):
                self.fail(where, f"bad id {f['id']!r}")
            elif f["id"] in self.ids:
                self.fail(where, f"id {f['id']!r} occurs twice")
            else:
                self.ids.add(f["id"])
        for member in ("coordinates", "geometries", "features", "crs"):
            if member in f:
                self.fail(where, f"a Feature may not have {member}")
        self.geometry(f.get("geometry"), where)

    def document(self, text, where):
        try:
            root = self.parse(text)
        except ValueError as e:
            self.fail(where, f"not JSON: {e}")
            return
        if not isinstance(root, dict):
            self.fail(where, "not an object")
        elif root.get("type") == "FeatureCollection":
            for member in ("coordinates", "geometries", "geometry",
                           "properties", "crs"):
                if member in root:
                    self.fail(where, f"a collection may not have {member}")
            if not isinstance(root.get("features"), list):
                self.fail(where, "no features")
                return
            for i, f in enumerate(root["features"]):
                self.feature(f, f"{where} feature {i}")
        elif root.get("type") == "Feature":
            self.feature(root, where)
        else:
            self.geometry(root, where)

    def sequence(self, text, where):
        parts = text.split("\x1e")
        if parts[0]:
            self.fail(where, "does not begin with a record separator")
        for i, part in enumerate(parts[1:]):
            if not part.endswith("\n"):
                self.fail(where, f"text {i} does not end in a line feed")
            self.document(part, f"{where} text {i}")


def main(args):
    seq = "--seq" in args
    bad = 0
    for name in [a for a in args if a != "--seq"]:
        c = Checker()
        raw = sys.stdin.buffer.read() if name == "-" else open(name, "rb").read()
        if raw.startswith(b"\xef\xbb\xbf"):
            c.fail(name, "begins with a byte order mark")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as e:
            c.fail(name, str(e))
            text = "{}"
        (c.sequence if seq else c.document)(text, name)
        for e in c.errors[:MOST_SHOWN]:
            print(e, file=sys.stderr)
        bad += len(c.errors)
        print(f"{name}: {c.features} features, {c.positions} positions, "
              f"{len(c.errors)} errors")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
