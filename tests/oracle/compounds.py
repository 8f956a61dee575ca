# SPDX-License-Identifier: GPL-3.0-or-later
"""Which streets are a compound's, looked at from the result.

compounds.py CITY EXTRACT

Of what is joined on foot at all, private ways and private gates included, one
piece is public: the longest. Any other is private, unless the data end there
(as edge.py finds it in the extract: a next node that it lacks, a dead end at
the outline or beyond the boundaries, a street that leaves the extent). And
nothing is private without a reason:
by its own tags, or because it meets public streets at gates alone and is
shorter than they are. Tags are read from the extract by osmium; nothing is
asked of the program but how far the extract reaches.
"""

import collections
import csv
import os
import sqlite3
import subprocess
import sys

import numpy as np

from common import Tally, blob_parts, in_rings, segments_of, to_segments
from edge import LANES, Edge
from extract import Extract

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = ("access", "foot", "wheelchair", "bicycle", "vehicle")


def private_values():
    path = os.path.join(HERE, "..", "..", "geodata", "network", "access.csv")
    with open(path, encoding="utf-8") as file:
        rows = csv.DictReader(l for l in file if not l.startswith("#"))
        return {r["value"] for r in rows if r["state"] == "private"}


def unquoted(text):
    """OPL writes what it can't as %hex%."""
    parts = text.split("%")
    return "".join(chr(int(p, 16)) if i % 2 else p
                   for i, p in enumerate(parts))


def read(extract):
    """(ids of nodes with a barrier, ids of ways that say they are private, of
    themselves or by a relation that they are members of)."""
    opl = subprocess.run(["osmium", "cat", "-f", "opl", extract],
                         capture_output=True, check=True).stdout.decode()
    values = private_values()
    gates, private = set(), set()
    for line in opl.splitlines():
        fields = dict((f[0], f[1:]) for f in line.split(" ") if f)
        tags = dict(unquoted(t).split("=", 1)
                    for t in fields.get("T", "").split(",") if "=" in t)
        number = int(line[1:line.index(" ")])
        says = any(tags.get(k) in values for k in KEYS)
        if line[0] == "n":
            if "barrier" in tags or "entrance" in tags:
                gates.add(number)
        elif says and line[0] == "w":
            private.add(number)
        elif says:
            private |= {int(m[1:].split("@")[0])
                        for m in fields.get("M", "").split(",")
                        if m.startswith("w")}
    return gates, private


class Ends:
    """Where the data end on streets, whosever these are."""

    def __init__(self, city, extract):
        x = Extract(extract)
        self.edge = Edge(city, x)
        self.missing, self.dead = self.edge.loose_ends()
        self.ways = x.way
        self.low, self.high = (np.concatenate(self.edge.extent).min(0),
                               np.concatenate(self.edge.extent).max(0))
        self.box = len(self.edge.extent) == 1 and \
            len(self.edge.extent[0]) == 5

    def inside(self, p):
        if self.box:
            return bool(np.all(p >= self.low) and np.all(p <= self.high))
        extent = self.edge.extent
        return in_rings(extent, p) or \
            to_segments(p, *segments_of(extent))[0].min() < 0.003

    def on(self, way, line):
        """True, False, or None where that isn't certain."""
        if way in self.ways and LANES & set(self.ways[way][1].items()):
            return False
        if not all(self.inside(p) for p in line):
            return True
        found = False
        for p in (line[0], line[-1]):
            key = (way, tuple(p))
            one = key in self.missing or (
                key in self.dead and self.edge.is_cut(p))
            if one:
                return True
            found = None if one is None else found
        return found


class Pieces:
    """Sets of nodes that edges join."""

    def __init__(self, edges):
        self.up = {}
        for a, b in edges:
            self.up[self.root(a)] = self.root(b)

    def root(self, i):
        self.up.setdefault(i, i)
        while self.up[i] != i:
            self.up[i] = self.up[self.up[i]]
            i = self.up[i]
        return i


def line_of(row):
    return blob_parts(row[6])[1][0]


def main():
    city, extract = sys.argv[1:]
    gates, tagged = read(extract)
    ends = Ends(city, extract)
    db = sqlite3.connect(f"file:{city}?immutable=1", uri=True)
    rows = db.execute("SELECT id, way_id, from_node, to_node, length_mm, foot,"
                      " geom FROM street WHERE foot & 3").fetchall()
    public = [r for r in rows if not r[5] & 4]
    private = [r for r in rows if r[5] & 4]
    tally = Tally()

    joined = Pieces([r[2:4] for r in rows])
    piece = Pieces([r[2:4] for r in public])
    length, of = collections.Counter(), collections.defaultdict(set)
    for r in public:
        length[piece.root(r[2])] += r[4]
    for p in length:
        of[joined.root(p)].add(p)
    rest = {p for group in of.values() for p in group
            if length[p] < max(length[q] for q in group)}
    breaks = {piece.root(r[2]) for r in public if piece.root(r[2]) in rest and
              ends.on(r[1], line_of(r)) is not False}
    faults = [f"{length[p] / 1000:.0f} m of street at node {p} hang on the "
              f"rest by private ways alone" for p in rest - breaks]
    tally.test(f"pieces that are public, {len(breaks)} since the data end "
               f"there", faults, len(length))

    made = [r for r in private if r[1] not in tagged]
    own = Pieces([r[2:4] for r in made])
    size = collections.Counter()
    for r in made:
        size[own.root(r[2])] += r[4]
    cut = {own.root(r[2]) for r in made if ends.on(r[1], line_of(r))}
    faults = [f"{size[p] / 1000:.0f} m of street at node {p} are private, and "
              f"the data end on them" for p in cut]
    tally.test(f"{len(size)} pieces that are private hold no end of the data",
               faults, len(rows))
    at_public = {n for r in public for n in r[2:4]}
    faults = []
    for r in made:
        faults += [f"street {r[0]} is private and meets public ones at {n}"
                   for n in r[2:4] if n in at_public and n not in gates]
        others = of.get(joined.root(r[2]), ())
        if size[own.root(r[2])] > max((length[p] for p in others), default=0):
            faults.append(f"street {r[0]} is private in the longest piece")
    tally.test(f"streets that are private, {len(made)} not by their own tags",
               faults, len(rows))
    tally.end()


if __name__ == "__main__":
    main()
