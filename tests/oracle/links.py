# SPDX-License-Identifier: GPL-3.0-or-later
"""The links of every home and facility of a city, once more and slowly.

links.py CITY

Reads streets, water, railways and buildings from the city file's tables and
applies the rule of src/world/README.md ("Links", "Links of areas") by looking at
every street near every point, then compares with the link table.
$ORACLE_ALL: every home, not one in three for walking, one in ten otherwise.
"""

import collections
import os
import sqlite3
import sys

import numpy as np

from common import (Tally, blob_parts, in_rings, metres_per_unit,
                    segments_of, to_segments)

REACH_M, SLACK_M, MOST = 250.0, 25.0, 4
OWN_M = 0.05  # an outline this near is one's own: positions are kept to 1 cm
CELL_M = 400.0
NEAR_M = 0.002  # legs are kept in whole millimetres
MODES = ("foot", "wheelchair", "cycle")
Link = collections.namedtuple("Link", "street at_mm leg_mm")


class Segments:
    """Segments of many shapes, found by a box."""

    def __init__(self, shapes):
        """shapes: [(owner, parts)]"""
        self.a, self.b, owner, self.first = [], [], [], []
        for i, parts in shapes:
            a, b = segments_of(parts)
            self.a.append(a)
            self.b.append(b)
            owner.append(np.full(len(a), i))
        empty = np.zeros((0, 2), np.int64)
        self.a = np.concatenate(self.a or [empty])
        self.b = np.concatenate(self.b or [empty])
        self.owner = np.concatenate(owner or [np.zeros(0, np.int64)])
        self.low = np.minimum(self.a, self.b)
        self.high = np.maximum(self.a, self.b)

    def near(self, low, high, among=None):
        """Indices of segments whose box meets a box."""
        l, h = (self.low, self.high) if among is None else \
            (self.low[among], self.high[among])
        hit = np.nonzero((h[:, 0] >= low[0]) & (l[:, 0] <= high[0]) &
                         (h[:, 1] >= low[1]) & (l[:, 1] <= high[1]))[0]
        return hit if among is None else among[hit]


def turn(o, p, q):
    return np.sign((p[..., 0] - o[..., 0]) * (q[..., 1] - o[..., 1]) -
                   (p[..., 1] - o[..., 1]) * (q[..., 0] - o[..., 0]))


def on(p, c, d, side):
    """p lies on c-d, `side` being turn(c, d, p)."""
    return (side == 0) & np.all(p >= np.minimum(c, d), -1) & \
        np.all(p <= np.maximum(c, d), -1)


def meet(a, b, c, d):
    """(segments a-b and c-d share a point, an end of a-b lies on c-d)"""
    d1, d2, d3, d4 = turn(c, d, a), turn(c, d, b), turn(a, b, c), turn(a, b, d)
    ends = on(a, c, d, d1) | on(b, c, d, d2)
    proper = (d1 * d2 < 0) & (d3 * d4 < 0)
    return proper | ends | on(c, a, b, d3) | on(d, a, b, d4), ends


class World:
    def __init__(self, path):
        db = self.db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        self.street = []
        shapes = []
        for row in db.execute(
                "SELECT id, at_mm, length_mm, layer, island, steps, foot,"
                " wheelchair, cycle, geom FROM street ORDER BY id"):
            shapes.append((len(self.street), blob_parts(row[-1])[1]))
            self.street.append(row[:-1])
        self.street = np.array(self.street, np.int64)
        self.lines = [p[0] for _, p in shapes]
        self.segments = Segments(shapes)
        self.at_ends()
        self.barrier = [(blocks, *blob_parts(geom)) for blocks, geom in
                        db.execute("SELECT blocks, geom FROM feature"
                                   " WHERE blocks > 0")]
        self.walls = Segments([(i, b[2]) for i, b in enumerate(self.barrier)
                               if b[1] != "point"])
        self.blocks = np.array([b[0] for b in self.barrier], np.int64)

    def at_ends(self):
        """at_mm at both ends of every segment: the street's length, shared
        out by the lengths of its segments."""
        s = self.segments
        k = np.array([metres_per_unit(y) for y in
                      (s.a[:, 1] + s.b[:, 1]) / 2]).reshape(-1, 2)
        length = np.hypot(*((s.b - s.a) * k).T)
        total = np.bincount(s.owner, length, len(self.street))
        ends = np.cumsum(length)
        before = np.concatenate([[0], np.cumsum(total)])[s.owner]
        scale = self.street[s.owner, 2] / np.maximum(total[s.owner], 1e-9)
        self.at = (self.street[s.owner, 1] + (ends - length - before) * scale,
                   length * scale)

    def away_m(self, link, p):
        """Metres from a point to where a link says it meets its street."""
        if not hasattr(self, "first"):
            self.first = np.searchsorted(self.segments.owner,
                                         np.arange(len(self.street) + 1))
            self.row = {int(s[0]): i for i, s in enumerate(self.street)}
        e = self.row[link.street]
        first, last = self.first[e:e + 2]
        start, length = self.at[0][first:last], self.at[1][first:last]
        i = int(np.clip(np.searchsorted(start, link.at_mm, "right") - 1, 0,
                        last - first - 1))
        t = (link.at_mm - start[i]) / max(length[i], 1e-9)
        a, b = self.segments.a[first + i], self.segments.b[first + i]
        place = a + (b - a) * np.clip(t, 0, 1)
        return float(np.hypot(*((place - p) * metres_per_unit(p[1]))))

    def open(self, mode, layer):
        """Which streets a mode may link to from a layer."""
        steps = self.street[:, 5] if mode == "wheelchair" else 0
        perm = self.street[:, 6 + MODES.index(mode)]
        return (perm & 3 != 0) & (self.street[:, 3] == layer) & \
            (self.street[:, 4] == 0) & (steps == 0)

    def blocked(self, start, end, walls):
        """0, or the gravest that stands between: 1 hard, 2 a building."""
        if tuple(start) == tuple(end):
            return 0
        w = self.walls
        walls = w.near(np.minimum(start, end), np.maximum(start, end), walls)
        hit, ends = meet(start, end, w.a[walls], w.b[walls])
        owners = np.unique(w.owner[walls[hit & ~ends]])
        if np.any(self.blocks[owners] < 3):
            return 1
        return 2 if any(not self.own(o, start) for o in owners) else 0

    def own(self, building, p):
        _, kind, parts = self.barrier[building]
        return kind == "area" and (
            in_rings(parts, p) or
            to_segments(p, *segments_of(parts))[0].min() <= OWN_M)

    def around(self, low, high):
        """Streets' segments and walls within reach of a box."""
        k = metres_per_unit((low[1] + high[1]) / 2)
        grow = np.array([(REACH_M + 5) / k[0], (REACH_M + 5) / k[1]])
        return (self.segments.near(low - grow, high + grow),
                self.walls.near(low - grow, high + grow))


def choose(world, legs, walls):
    """The rule, over legs [(metres, street index, at_mm, start, end)]."""
    found = []
    limit = REACH_M
    # equal but for what doubles lose is equal: ties go by street
    for leg in sorted(legs, key=lambda l: (round(l[0], 10), l[1])):
        if leg[0] > limit:
            break
        block = world.blocked(leg[3], leg[4], walls)
        if block != 1:
            found.append((leg, block))
            limit = min(limit, found[0][0][0] + SLACK_M)
    clear = [f for f in found if f[1] == 0]
    return [Link(int(world.street[l[1], 0]), l[2], l[0] * 1000)
            for l, _ in (clear or found)[:MOST]]


def legs_of_point(world, p, allowed, near):
    s = world.segments
    d, t = to_segments(p, s.a[near], s.b[near])
    use = np.nonzero((d <= REACH_M) & allowed[s.owner[near]])[0]
    best = {}
    for i in use:
        e = int(s.owner[near[i]])
        if e not in best or d[i] < d[best[e]]:
            best[e] = i
    legs = []
    for e, i in best.items():
        g = near[i]
        end = np.rint(s.a[g] + (s.b[g] - s.a[g]) * t[i]).astype(np.int64)
        legs.append((float(d[i]), e, float(world.at[0][g] +
                                           world.at[1][g] * t[i]), p, end))
    return legs


def legs_of_outline(world, parts, allowed, near):
    """From every vertex of the one to the other: what doesn't meet is nearest
    at a vertex."""
    s = world.segments
    a, b = segments_of(parts)
    best = {}

    def offer(e, leg):
        if e not in best or leg[0] < best[e][0]:
            best[e] = leg

    for p in np.concatenate(parts):
        for leg in legs_of_point(world, p, allowed, near):
            offer(leg[1], leg)
    for e in np.unique(s.owner[near]):
        if not allowed[e]:
            continue
        for v in world.lines[e]:
            d, t = to_segments(v, a, b)
            i = int(np.argmin(d))
            if d[i] <= REACH_M:
                start = np.rint(a[i] + (b[i] - a[i]) * t[i]).astype(np.int64)
                offer(int(e), (float(d[i]), int(e), None, start, v))
    return list(best.values())


def met_streets(world, parts, allowed, near):
    """Streets that share a point with an outline."""
    s = world.segments
    met = set()
    for a, b in zip(*segments_of(parts)):
        some = s.near(np.minimum(a, b), np.maximum(a, b), near)
        some = some[allowed[s.owner[some]]]
        if len(some):
            hit, _ = meet(a, b, s.a[some], s.b[some])
            met |= set(world.street[s.owner[some[hit]], 0].tolist())
    return met


def differ(world, p, got, want):
    """None, or what differs between links and those they should be. `p` is
    the point they start from (None: an outline, where several places of a
    street may be as near)."""
    if sorted(l.street for l in got) != sorted(l.street for l in want):
        return f"streets {shown(got)}, should be {shown(want)}"
    want = {l.street: l for l in want}
    for l in got:
        w = want[l.street]
        if abs(l.leg_mm - w.leg_mm) > 1000 * NEAR_M:
            return f"street {l.street}: leg {l.leg_mm}, should be {w.leg_mm:.1f}"
        # Another place of the street may be as near (the ends of a loop).
        if p is not None and abs(world.away_m(l, p) - l.leg_mm / 1000) > 0.02:
            return f"street {l.street}: at {l.at_mm}, should be {w.at_mm:.1f}"
    return None


def shown(links):
    return [(l.street, round(l.leg_mm)) for l in links]


def on_limit(world, legs, got, want):
    """The sets differ by streets whose legs stand on the limit to the
    millimetre: either choice keeps the rule."""
    length = {int(world.street[l[1], 0]): l[0] for l in legs}
    swapped = {l.street for l in got} ^ {l.street for l in want}
    if not want or not swapped <= set(length):
        return False
    limit = min(REACH_M, min(l.leg_mm for l in want) / 1000 + SLACK_M)
    return all(abs(length[s] - limit) <= NEAR_M for s in swapped)


def read_links(db, owner, mode):
    links = collections.defaultdict(list)
    for row in db.execute("SELECT owner_id, street, at_mm, leg_mm FROM link"
                          " WHERE owner = ? AND mode = ?", (owner, mode)):
        links[row[0]].append(Link(*row[1:]))
    return links


def check_points(world, tally, name, points, links, mode):
    """points: [(row, point, layer)], looked at cell by cell."""
    k = metres_per_unit(points[0][1][1]) if points else (1, 1)
    cells = collections.defaultdict(list)
    for row in points:
        cells[tuple((row[1] * k // CELL_M).astype(int))].append(row)
    allowed = {l: world.open(mode, l) for l in {p[2] for p in points}}
    faults = []
    for rows in cells.values():
        pts = np.array([r[1] for r in rows])
        near, walls = world.around(pts.min(0), pts.max(0))
        for row, p, layer in rows:
            legs = legs_of_point(world, p, allowed[layer], near)
            want = choose(world, legs, walls)
            fault = differ(world, p, links[row], want)
            if fault and not on_limit(world, legs, links[row], want):
                faults.append(f"{name} {row} at {p[0] / 1e7:.7f},"
                              f"{p[1] / 1e7:.7f}: {fault}")
    tally.test(f"links of {name}, {mode}", faults, len(points))


def check_shapes(world, tally, shapes, entrances, links, mode):
    """shapes: [(row, parts, layer)]"""
    faults = []
    for row, parts, layer in shapes:
        got = links[row]
        allowed = world.open(mode, layer)
        pts = np.concatenate(parts + entrances[row])
        near, walls = world.around(pts.min(0), pts.max(0))
        want, fault = [], None
        for e in entrances[row]:
            want += choose(world, legs_of_point(world, e[0], allowed, near),
                           walls)
        if want:
            fault = None if sorted((l.street, round(l.leg_mm)) for l in want) \
                == sorted((l.street, l.leg_mm) for l in got) else \
                f"entrances {shown(got)}, should be {shown(want)}"
        else:
            met = met_streets(world, parts, allowed, near)
            if met:
                if {l.street for l in got} != met or any(l.leg_mm
                                                         for l in got):
                    fault = f"meets {shown(got)}, should meet {sorted(met)}"
            else:
                legs = legs_of_outline(world, parts, allowed, near)
                want = choose(world, legs, walls)
                fault = differ(world, None, got, want)
                if fault and on_limit(world, legs, got, want):
                    fault = None
        if fault:
            faults.append(f"facility row {row}: {fault}")
    tally.test(f"links of areas and lines, {mode}", faults, len(shapes))


def main():
    world = World(sys.argv[1])
    db = world.db
    tally = Tally()
    homes = [(i, blob_parts(g)[1][0][0], l) for i, l, g in
             db.execute("SELECT id, layer, geom FROM home")]
    entrances = collections.defaultdict(list)
    for row, g in db.execute(
            "SELECT f.rowid, e.geom FROM facility_entrance e"
            " JOIN facility f ON f.id = e.facility"):
        entrances[row].append(blob_parts(g)[1][0])
    shaped = [(i, blob_parts(g)[1], l) for i, l, g in db.execute(
        "SELECT f.rowid, f.layer, s.geom FROM facility f"
        " JOIN facility_shape s ON s.facility = f.id")]
    points = [(i, blob_parts(g)[1][0][0], l) for i, l, g in db.execute(
        "SELECT rowid, layer, geom FROM facility WHERE geom IS NOT NULL"
        " AND id NOT IN (SELECT facility FROM facility_shape)")]
    for mode in MODES:
        links = read_links(db, "h", mode)
        step = 1 if os.environ.get("ORACLE_ALL") else \
            3 if mode == "foot" else 10
        check_points(world, tally, "homes", homes[::step], links, mode)
        links = read_links(db, "f", mode)
        check_points(world, tally, "facilities",
                     [p for p in points if not entrances[p[0]]], links, mode)
        check_shapes(world, tally, shaped, entrances, links, mode)
    tally.end()


if __name__ == "__main__":
    main()
