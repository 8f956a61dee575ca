# SPDX-License-Identifier: GPL-3.0-or-later
"""Which streets are a compound's, looked at from the result.

compounds.py CITY EXTRACT

Of what is joined on foot at all, private ways and private gates included, one
piece is public: the longest. Any other is private, unless the extract breaks
off there (a next node that it lacks). And nothing is private without a reason:
by its own tags, or because it meets public streets at gates alone and is
shorter than they are. Tags are read from the extract by osmium; nothing is
asked of the program.
"""

import collections
import csv
import os
import sqlite3
import subprocess
import sys

from common import Tally

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
    """(ids of nodes beside a missing one, ids of nodes with a barrier, ids of
    ways that say they are private, ids of relations' member ways so)."""
    opl = subprocess.run(["osmium", "cat", "-f", "opl", extract],
                         capture_output=True, check=True).stdout.decode()
    values = private_values()
    there, cut, gates, private = set(), set(), set(), set()
    for line in opl.splitlines():
        fields = dict((f[0], f[1:]) for f in line.split(" ") if f)
        tags = dict(unquoted(t).split("=", 1)
                    for t in fields.get("T", "").split(",") if "=" in t)
        number = int(line[1:line.index(" ")])
        says = any(tags.get(k) in values for k in KEYS)
        if line[0] == "n":
            there.add(number)
            if "barrier" in tags or "entrance" in tags:
                gates.add(number)
        elif line[0] == "w":
            refs = [int(r[1:].split("x")[0])
                    for r in fields.get("N", "").split(",") if r]
            for a, b in zip(refs, refs[1:]):
                if (a in there) != (b in there):
                    cut.add(a if a in there else b)
            if says:
                private.add(number)
        elif says:
            private |= {int(m[1:].split("@")[0])
                        for m in fields.get("M", "").split(",")
                        if m.startswith("w")}
    return cut, gates, private


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


def main():
    city, extract = sys.argv[1:]
    cut, gates, tagged = read(extract)
    db = sqlite3.connect(f"file:{city}?immutable=1", uri=True)
    rows = db.execute("SELECT id, way_id, from_node, to_node, length_mm, foot"
                      " FROM street WHERE foot & 3").fetchall()
    public = [r for r in rows if not r[5] & 4]
    private = [r for r in rows if r[5] & 4]
    tally = Tally()

    joined = Pieces([r[2:4] for r in rows])
    piece = Pieces([r[2:4] for r in public])
    length, breaks = collections.Counter(), set()
    for r in public:
        length[piece.root(r[2])] += r[4]
        breaks |= {piece.root(n) for n in r[2:4] if n in cut}
    of = collections.defaultdict(set)
    for p in length:
        of[joined.root(p)].add(p)
    faults = []
    for group in of.values():
        longest = max(length[p] for p in group)
        rest = [p for p in group if length[p] < longest and p not in breaks]
        faults += [f"{length[p] / 1000:.0f} m of street at node {p} hang on "
                   f"the rest by private ways alone" for p in rest]
    tally.test("pieces that are public", faults, len(length))

    made = [r for r in private if r[1] not in tagged]
    own = Pieces([r[2:4] for r in made])
    size = collections.Counter()
    for r in made:
        size[own.root(r[2])] += r[4]
    at_public = {n for r in public for n in r[2:4]}
    faults = []
    for r in made:
        faults += [f"street {r[0]} is private and meets public ones at {n}"
                   for n in r[2:4] if n in at_public and n not in gates]
        rest = of.get(joined.root(r[2]), ())
        if size[own.root(r[2])] > max((length[p] for p in rest), default=0):
            faults.append(f"street {r[0]} is private in the longest piece")
    tally.test(f"streets that are private, {len(made)} not by their own tags",
               faults, len(rows))
    tally.end()


if __name__ == "__main__":
    main()
