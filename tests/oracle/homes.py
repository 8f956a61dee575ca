# SPDX-License-Identifier: GPL-3.0-or-later
"""Who lives where, read from the extract a second time.

homes.py CITY EXTRACT

By geodata/homes.csv: clear values are homes; an assumed building is one unless
it stands on other ground; where it holds a facility, one above the ground
floor, if more storeys than one are stated and nobody says that the facility
fills it; and what is lived in above a use of its own. Each building's weight is
its area times those floors. Of the city only the facilities are taken (which
tags make one is another question) and the homes to compare with.
"""

import collections
import csv
import os
import re
import sqlite3
import sys

import numpy as np

from common import Tally, blob_parts, in_rings, metres_per_unit, segments_of, \
    to_segments
from extract import Extract

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_LEVELS = 200
NEAR_M = 0.02
SILENT = {"type", "source", "created_by", "note", "area", "fixme"}
CONDITION = re.compile(r"(!?)([^=!~^<>]+)(!=|>=|=|~|\^|<)?(.*)")


def number(text):
    try:
        return float(text) if re.fullmatch(r"\d+(\.\d+)?|\.\d+", text or "") \
            else None
    except ValueError:
        return None


def holds(condition, tags, area):
    lacks, key, mark, value = CONDITION.fullmatch(condition).groups()
    if key == "area_m2":
        size = float(value)
        return area >= size if mark == ">=" else 0 <= area < size
    if lacks:
        return key not in tags
    if not mark:
        return key in tags
    said = [v.strip() for v in tags.get(key, "").split(";")]
    among = key in tags and bool(set(said) & set(value.split("|")))
    if mark == "=":
        return among
    if mark == "!=":
        return not among
    n = number(tags.get(key, ""))
    return n is not None and (n >= float(value) if mark == ">=" else
                              n < float(value))


class Rules:
    def __init__(self):
        path = os.path.join(HERE, "..", "..", "geodata", "homes.csv")
        with open(path, encoding="utf-8") as file:
            self.rows = list(csv.DictReader(
                l for l in file if not l.startswith("#")))

    def rows_of(self, tags, area, *roles):
        return [r for r in self.rows if r["role"] in roles and
                all(holds(c, tags, area)
                    for c in r["expression"].split(" + "))]

    def lived(self, tags, area):
        """The rows that make it a home, the first decides; none: never."""
        if self.rows_of(tags, area, "-"):
            return []
        return self.rows_of(tags, area, "home", "assumed", "above")


def rings_of(lines):
    """Closed rings of lines that are joined at their ends, or None."""
    left, rings = [list(l) for l in lines], []
    while left:
        ring = left.pop()
        while ring[0] != ring[-1]:
            for i, l in enumerate(left):
                if l[0] == ring[-1]:
                    ring += l[1:]
                elif l[-1] == ring[-1]:
                    ring += l[-2::-1]
                else:
                    continue
                left.pop(i)
                break
            else:
                return None
        if len(ring) > 3:
            rings.append(ring)
    return rings


def size_m2(ring):
    k = np.array(metres_per_unit(ring[:, 1].mean()))
    p = (ring - ring[0]) * k
    return abs((p[:-1, 0] * p[1:, 1] - p[1:, 0] * p[:-1, 1]).sum()) / 2


def area_m2(rings):
    """Even-odd: a ring within another is a hole."""
    return sum(size_m2(r) * (-1) ** sum(
        o is not r and in_rings([o], (r[0] + r[1]) / 2) for o in rings)
        for r in rings)


class Areas:
    """(id, tags, rings) of all closed ways and multipolygons that are whole."""

    def __init__(self, x):
        self.x, self.all, self.outer = x, [], {}
        for i, (members, tags) in x.relation.items():
            if tags.get("type") in ("multipolygon", "boundary"):
                self.relation(i, members, tags)
        for i, (refs, tags) in x.way.items():
            line = [x.node[r] for r in refs if r in x.node]
            if len(line) > 3 and refs[0] == refs[-1] and refs[0] in x.node \
                    and tags.get("area") != "no":
                self.all.append((f"w{i}", tags, [np.array(line)]))

    def relation(self, i, members, tags):
        x = self.x
        ways = [(m, r) for t, m, r in members if t == "w" and m in x.way]
        lines = [x.way[m][0] for m, r in ways]
        if any(n not in x.node for l in lines for n in l):
            return
        rings = rings_of(lines)
        if not rings:
            return
        if not set(tags) - SILENT:
            tags = next((x.way[m][1] for m, r in ways if r != "inner" and
                         set(x.way[m][1]) - SILENT), tags)
        rings = [np.array([x.node[n] for n in r]) for r in rings]
        self.all.append((f"r{i}", tags, rings))
        if "boundary" not in x.relation[i][1]:
            for m, r in ways:
                if r != "inner":
                    self.outer.setdefault(m, tags)


def where(rings, p):
    """Whether a point is inside; None: on the outline, as far as one sees."""
    a, b = segments_of(rings)
    if to_segments(p, a, b)[0].min() < NEAR_M:
        return None
    return in_rings(rings, p)


def meets_box(rings, low, high):
    """Whether a piece of an outline may lie in a box."""
    a, b = segments_of(rings)
    return bool(np.any(np.all(np.maximum(a, b) >= low, 1) &
                       np.all(np.minimum(a, b) <= high, 1)))


def samples(rings):
    """Points along the outline, and between it and its middle."""
    for r in rings:
        for t in np.arange(0, 1, 1 / 16):
            for p in r[:-1] + (r[1:] - r[:-1]) * t:
                yield p
                yield (p + r[:-1].mean(0)) / 2


class Grid:
    """Things by the cells that their boxes meet."""

    CELL = 20000  # 1e-7 degrees

    def __init__(self):
        self.cells = collections.defaultdict(list)

    def span(self, low, high):
        return [(i, j)
                for i in range(low[0] // self.CELL, high[0] // self.CELL + 1)
                for j in range(low[1] // self.CELL, high[1] // self.CELL + 1)]

    def add(self, low, high, thing):
        for cell in self.span(low, high):
            self.cells[cell].append(thing)

    def near(self, low, high):
        seen = {}
        for cell in self.span(low, high):
            for t in self.cells.get(cell, ()):
                seen[id(t)] = t
        return seen.values()


def box_of(rings):
    pts = np.concatenate(rings)
    return pts.min(0).tolist(), pts.max(0).tolist()


class Homes:
    def __init__(self, path, x):
        self.x, self.rules = x, Rules()
        db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        self.kind = db.execute("SELECT value FROM setting"
                               " WHERE key = 'home_kind'").fetchone()[0]
        self.got = {i: (w, a, blob_parts(g)[1][0][0]) for i, w, a, g in
                    db.execute("SELECT osm_id, weight, assumed, geom FROM"
                               " home WHERE kind = 'building'")}
        self.areas = Areas(x)
        self.grounds = Grid()
        for _, tags, rings in self.areas.all:
            if self.rules.rows_of(tags, 0, "ground"):
                self.grounds.add(*box_of(rings), rings)
        shape = {f: blob_parts(g)[0] for f, g in db.execute(
            "SELECT facility, geom FROM facility_shape")}
        self.places = Grid()
        for f, g in db.execute("SELECT id, geom FROM facility"
                               " WHERE geom IS NOT NULL"):
            if shape.get(f) != "line":
                p = blob_parts(g)[1][0][0]
                self.places.add(p.tolist(), p.tolist(), (f[4:], p))

    def tags_of(self, osm_id):
        i = int(osm_id[1:])
        if osm_id[0] == "n":
            return self.x.node_tags.get(i, {})
        return (self.x.way if osm_id[0] == "w" else self.x.relation)[i][1]

    def on_ground(self, osm_id, rings):
        """None: a part of it is, and where its middle lies isn't known."""
        spot = self.got[osm_id][2] if osm_id in self.got else None
        found = False
        for ground in self.grounds.near(*box_of(rings)):
            if spot is not None:
                inside = where(ground, spot)
            else:
                near = meets_box(ground, *box_of(rings))
                of = {where(ground, p) for p in
                      (samples(rings) if near else rings[0][:1])}
                inside = of == {True} or (False if of == {False} else None)
            if inside:
                return True
            found = None if inside is None else found
        return found

    def holds(self, osm_id, rings):
        """(holds a facility, it is filled); None: not certain."""
        any_, filled = False, False
        for f, p in self.places.near(*box_of(rings)):
            inside = where(rings, p)
            if inside is False:
                continue
            if inside is None:
                any_ = any_ or None
            else:
                any_ = True
                filled |= f == osm_id or bool(
                    self.rules.rows_of(self.tags_of(f), 0, "fills"))
        return any_, filled

    def floors(self, osm_id, tags, rings, area):
        """(floors, assumed), or None where it isn't certain."""
        rows = self.rules.lived(tags, area)
        if not rows:
            return 0, False
        said = number(tags.get("building:levels"))
        if said is not None and not 0 < said <= MOST_LEVELS:
            said = None
        levels = said or float(rows[0]["levels"])
        if rows[0]["role"] == "home":
            return levels, said is None
        if rows[0]["role"] == "assumed":
            ground = self.on_ground(osm_id, rings)
            held, filled = self.holds(osm_id, rings)
            if ground is None or (not ground and held is None):
                return None
            if not ground and not held:
                return levels, True
            if not ground and not filled and said and said > 1:
                return said - 1, True
        above = [r for r in rows if r["role"] == "above"]
        if not above:
            return 0, True
        return max(0, (said or float(above[0]["levels"])) - 1), True

    def check(self, tally):
        faults, asked, unsure, upper = [], 0, 0, 0
        left = dict(self.got)
        for osm_id, tags, rings in self.areas.all:
            if "building" not in tags:
                continue
            outer = self.areas.outer.get(int(osm_id[1:])) \
                if osm_id[0] == "w" else None
            if outer and self.rules.lived(outer, np.inf):
                continue
            area = area_m2(rings)
            want = self.floors(osm_id, tags, rings, area)
            got = left.pop(osm_id, None)
            if want is None or abs(area - 30) < 0.1:
                unsure += 1
                continue
            asked += 1
            weight = area * want[0] * 1000
            upper += want[0] > 0 and self.holds(osm_id, rings)[0] is True
            if weight < 1:
                if got:
                    faults.append(f"{osm_id} is a home of {got[0]}, and none")
            elif not got:
                faults.append(f"{osm_id} is no home, and one of {weight:.0f}")
            elif abs(got[0] - weight) > 1 + weight * 5e-4 or \
                    bool(got[1]) != want[1]:
                faults.append(f"{osm_id}: {got[:2]}, should be {weight:.0f}, "
                              f"{want[1]}: {want[0]} floors")
        faults += [f"{i} is a home, and no building" for i in left]
        tally.test(f"homes and their weights, {unsure} unsure, {upper} with a "
                   f"facility", faults, asked)


def main():
    path, extract = sys.argv[1:]
    homes = Homes(path, Extract(extract))
    tally = Tally()
    if homes.kind == "floor_area_m2":
        homes.check(tally)
    else:
        tally.test(f"homes are weighed by {homes.kind}", [])
    tally.end()


if __name__ == "__main__":
    main()
