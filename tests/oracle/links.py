# SPDX-License-Identifier: GPL-3.0-or-later
"""The links of every home and facility of a city, once more and slowly.

links.py CITY EXTRACT

Reads streets, water, railways, buildings, closed roads, walls and grounds from
the city file's tables and applies the rule of src/world/README.md ("Links",
"Links of areas") by looking at every street near every point, then compares
with the link table. A link may be missing there if another one is at the same
junction and serves as well. The coast is read from the extract as well.
$ORACLE_ALL: every home, not one in three for walking, one in ten otherwise.
"""

import collections
import functools
import os
import sqlite3
import sys

import numpy as np

from common import (Tally, blob_parts, in_rings, links_of, metres_per_unit,
                    segments_of, to_segments)
from extract import Extract

REACH_M, SLACK_M = 250.0, 25.0
# feature.blocks
WATER, RAIL, BUILDING, ROAD, WALL, GROUNDS, CARRIAGEWAY = range(1, 8)
ACROSS_M = 100.0
OWN_M = 0.05  # an outline this near is one's own: positions are kept to 1 cm
CELL_M = 100.0
GRID = 10000  # side of a cell of the index of segments, about 100 m
NEAR_M = 0.002  # legs are kept in whole millimetres
EDGE_M, THROUGH_M = 1.0, 5.0  # of compounds: see holds()
MODES = ("foot", "wheelchair", "cycle")
Link = collections.namedtuple("Link", "street at_mm leg_mm")


class Grid:
    """Which of many boxes may meet a box: those that share a cell with it,
    and those too wide for cells."""

    MOST_CELLS = 64

    def __init__(self, low, high):
        first, last = low // GRID, high // GRID
        size = last - first + 1
        count = size[:, 0] * size[:, 1]
        self.wide = np.nonzero(count > self.MOST_CELLS)[0]
        few = np.nonzero(count <= self.MOST_CELLS)[0]
        item = np.repeat(few, count[few])
        n = np.arange(len(item)) - np.repeat(
            np.cumsum(count[few]) - count[few], count[few])
        column = first[item, 0] + n % size[item, 0]
        row = first[item, 1] + n // size[item, 0]
        order = np.lexsort((item, row, column))
        self.cells = {}
        if len(order):
            column, row, item = column[order], row[order], item[order]
            new = np.nonzero(np.diff(column) | np.diff(row))[0] + 1
            starts = np.concatenate([[0], new])
            for k, x, y, part in zip(starts, column[starts], row[starts],
                                     np.split(item, new)):
                self.cells[int(x), int(y)] = part

    def near(self, low, high):
        x0, y0 = int(low[0] // GRID), int(low[1] // GRID)
        x1, y1 = int(high[0] // GRID), int(high[1] // GRID)
        found = [self.wide]
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                part = self.cells.get((x, y))
                if part is not None:
                    found.append(part)
        if len(found) == 2 and not len(self.wide):
            return found[1]
        return np.unique(np.concatenate(found))


class Segments:
    """Segments of many shapes, found by a box."""

    def __init__(self, shapes):
        """shapes: [(owner, parts)]"""
        self.a, self.b, owner = [], [], []
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
        self.grid = Grid(self.low, self.high)

    def near(self, low, high):
        """Indices of segments whose box meets a box, in order."""
        some = self.grid.near(low, high)
        l, h = self.low[some], self.high[some]
        return some[(h[:, 0] >= low[0]) & (l[:, 0] <= high[0]) &
                    (h[:, 1] >= low[1]) & (l[:, 1] <= high[1])]


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
        self.street, self.nodes = [], []
        shapes = []
        for row in db.execute(
                "SELECT id, at_mm, length_mm, layer, island, steps, foot,"
                " wheelchair, cycle, from_node, to_node, geom FROM street"
                " ORDER BY id"):
            shapes.append((len(self.street), blob_parts(row[-1])[1]))
            self.street.append(row[:-3])
            self.nodes.append(row[-3:-1])
        self.street = np.array(self.street, np.int64)
        self.lines = [p[0] for _, p in shapes]
        self.segments = Segments(shapes)
        self.at_ends()
        rows = [(blocks, layer, *blob_parts(geom)) for blocks, layer, geom in
                db.execute("SELECT blocks, layer, geom FROM feature"
                           " WHERE blocks > 0 ORDER BY id")]
        rows = [r for r in rows if r[2] != "point"]
        self.barrier = [(r[0], *r[2:]) for r in rows]
        self.blocks = np.array([r[0] for r in rows], np.int64)
        # water that is in no tunnel is open, however low it is drawn
        self.layer = np.array([0 if r[0] == WATER and r[1] < 0 else r[1]
                               for r in rows], np.int64)
        self.walls = Segments([(i, b[2]) for i, b in enumerate(self.barrier)
                               if b[0] != GROUNDS])
        self.read_areas()

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
        self.index_rows()
        e = self.row[link.street]
        first, last = self.first[e:e + 2]
        start, length = self.at[0][first:last], self.at[1][first:last]
        i = int(np.clip(np.searchsorted(start, link.at_mm, "right") - 1, 0,
                        last - first - 1))
        t = (link.at_mm - start[i]) / max(length[i], 1e-9)
        a, b = self.segments.a[first + i], self.segments.b[first + i]
        place = a + (b - a) * np.clip(t, 0, 1)
        return float(np.hypot(*((place - p) * metres_per_unit(p[1]))))

    def read_areas(self):
        """Grounds, buildings, and walls and fences that are closed."""
        self.areas = [
            i for i, (blocks, kind, parts) in enumerate(self.barrier)
            if blocks in (BUILDING, GROUNDS) and kind == "area" or
            blocks == WALL and (kind == "area" or len(parts) == 1 and
                                len(parts[0]) > 3 and
                                tuple(parts[0][0]) == tuple(parts[0][-1]))]
        boxes = [np.concatenate(self.barrier[i][2]) for i in self.areas]
        self.area_low = np.array([b.min(0) for b in boxes]).reshape(-1, 2)
        self.area_high = np.array([b.max(0) for b in boxes]).reshape(-1, 2)
        self.area_size = {i: abs(sum(ring_size(r) for r in self.barrier[i][2]))
                          for i in self.areas}
        self.areas = np.array(self.areas, np.int64)
        self.area_grid = Grid(self.area_low, self.area_high)
        self.private = {m: self.street[:, 6 + i] & 4 != 0
                        for i, m in enumerate(MODES)}
        foot = self.street[:, 6]
        self.public = (foot & 3 != 0) & (foot & 4 == 0)

    def areas_at(self, low, high):
        """Areas whose box meets a box, the smallest first."""
        some = self.area_grid.near(low, high)
        hit = np.all(self.area_high[some] >= low, 1) & \
            np.all(self.area_low[some] <= high, 1)
        return sorted(self.areas[some[hit]].tolist(),
                      key=lambda i: (self.area_size[i], i))

    def inside(self, area, p):
        """Inside, and not on the outline."""
        parts = self.barrier[area][2]
        return in_rings(parts, p) and \
            to_segments(p, *segments_of(parts))[0].min() > OWN_M

    def enclosures(self, p, layer):
        """Closed walls and fences around a point, the smallest first."""
        return [i for i in self.areas_at(p, p) if self.blocks[i] == WALL and
                self.layer[i] == layer and self.inside(i, p)]

    def within_m(self, area, street):
        """Metres of a street that lie inside an area, and farther than EDGE_M
        from its outline: many streets and outlines share their points."""
        parts = self.barrier[area][2]
        a, b = segments_of(parts)
        line = self.lines[street].astype(float)
        total = 0.0
        for p, q in zip(line[:-1], line[1:]):
            k = metres_per_unit(p[1])
            d, e = q - p, (b - a).astype(float)
            cross = d[0] * e[:, 1] - d[1] * e[:, 0]
            with np.errstate(divide="ignore", invalid="ignore"):
                t = ((a[:, 0] - p[0]) * e[:, 1] -
                     (a[:, 1] - p[1]) * e[:, 0]) / cross
                u = ((a[:, 0] - p[0]) * d[1] - (a[:, 1] - p[1]) * d[0]) / cross
            cuts = np.sort(t[(t > 0) & (t < 1) & (u >= 0) & (u <= 1)])
            cuts = np.concatenate([[0.0], cuts, [1.0]])
            for low, high in zip(cuts[:-1], cuts[1:]):
                middle = p + d * (low + high) / 2
                if in_rings(parts, middle) and \
                        to_segments(middle, a, b)[0].min() > EDGE_M:
                    total += (high - low) * float(np.hypot(*(d * k)))
        return total

    @functools.cache
    def is_compound(self, area):
        """No public street runs inside."""
        i = int(np.nonzero(self.areas == area)[0][0])
        near = self.segments.near(self.area_low[i], self.area_high[i])
        return not any(self.public[e] and
                       self.within_m(area, e) > THROUGH_M
                       for e in np.unique(self.segments.owner[near]))

    @functools.cache
    def compound_of(self, street):
        """The smallest area that holds most of a private street and no public
        one, or None."""
        line = self.lines[street]
        for area in self.areas_at(line.min(0), line.max(0)):
            if 2000 * self.within_m(area, street) > self.street[street, 2] \
                    and self.is_compound(area):
                return area
        return None

    def junction(self, mode, link):
        """(the node a link stands at, or None; whether its street is private;
        whether it is of steps)"""
        self.index_rows()
        street = self.street[self.row[link.street]]
        at = round(link.at_mm) if link.at_mm is not None else -1
        ends = self.nodes[self.row[link.street]]
        node = ends[0] if at == street[1] else \
            ends[1] if at == street[1] + street[2] else None
        return (node, bool(street[6 + MODES.index(mode)] & 4),
                bool(street[5]))

    def index_rows(self):
        if not hasattr(self, "first"):
            self.first = np.searchsorted(self.segments.owner,
                                         np.arange(len(self.street) + 1))
            self.row = {int(s[0]): i for i, s in enumerate(self.street)}

    def open(self, mode, layer):
        """Which streets a mode may link to from a layer."""
        steps = self.street[:, 5] if mode == "wheelchair" else 0
        perm = self.street[:, 6 + MODES.index(mode)]
        return (perm & 3 != 0) & (self.street[:, 3] == layer) & \
            (self.street[:, 4] == 0) & (steps == 0)

    def crossed(self, start, end, layer):
        """Of a leg: (whether water or railway lies across it, whether a closed
        road does, how many walls and other buildings do)."""
        if tuple(start) == tuple(end):
            return False, False, 0
        w = self.walls
        walls = w.near(np.minimum(start, end), np.maximum(start, end))
        walls = walls[self.layer[w.owner[walls]] == layer]
        if not len(walls):
            return False, False, 0
        hit, ends = meet(start, end, w.a[walls], w.b[walls])
        walls = walls[hit & ~ends]
        # a street on a wall or on a closed road isn't beyond it
        blocks = self.blocks[w.owner[walls]]
        at_end = to_segments(end, w.a[walls], w.b[walls])[0] <= OWN_M
        owners = np.unique(w.owner[walls[(blocks < ROAD) | ~at_end]])
        blocks = self.blocks[owners]
        return (bool(np.any(blocks <= RAIL)), bool(np.any(blocks == ROAD)),
                sum(self.blocks[o] in (BUILDING, WALL) and
                    not self.own(o, start) for o in owners))

    def road_between(self, start, end, layer):
        """A road that walkers don't use lies across, and no water or
        railway."""
        w = self.walls
        some = w.near(np.minimum(start, end), np.maximum(start, end))
        some = some[self.layer[w.owner[some]] == layer]
        hit, ends = meet(start, end, w.a[some], w.b[some])
        some = some[hit & ~ends]
        blocks = self.blocks[w.owner[some]]
        far = to_segments(end, w.a[some], w.b[some])[0] > OWN_M
        return not np.any(blocks <= RAIL) and bool(
            np.any((blocks == ROAD) & far | (blocks == CARRIAGEWAY)))

    def detached(self):
        """Ids of the streets of pieces that a road without a crossing cuts
        off: all but the longest piece are looked at, point by point."""
        up = {}

        def root(i):
            up.setdefault(i, i)
            while up[i] != i:
                up[i] = up[up[i]]
                i = up[i]
            return i

        walked = np.nonzero(self.street[:, 6] & 3)[0]
        for e in walked:
            up[root(self.nodes[e][0])] = root(self.nodes[e][1])
        piece = {int(e): root(self.nodes[e][0]) for e in walked}
        length = collections.Counter()
        for e, p in piece.items():
            length[p] += int(self.street[e, 2])
        longest = max(length, key=length.get, default=None)
        looked = [e for e, p in piece.items()
                  if p != longest and not self.street[e, 4]]
        cut = {piece[e] for e in looked if self.road_beside(e, piece)}
        return {int(self.street[e, 0]) for e in looked if piece[e] in cut}

    def road_beside(self, e, piece):
        s, w, layer = self.segments, self.walls, self.street[e, 3]
        line = self.lines[e]
        k = metres_per_unit(line[0][1])
        grow = np.array([ACROSS_M / k[0], ACROSS_M / k[1]]) * 1.02
        box = line.min(0) - grow, line.max(0) + grow
        some = w.near(*box)
        blocks = self.blocks[w.owner[some]]
        some = some[(blocks != BUILDING) & (blocks != WALL)]
        if not np.any(np.isin(self.blocks[w.owner[some]],
                              (ROAD, CARRIAGEWAY))):
            return False
        for p in line:
            near = s.near(p - grow, p + grow)
            d, t = to_segments(p, s.a[near], s.b[near])
            best = {}
            for i in np.nonzero(d <= ACROSS_M)[0]:
                o = int(s.owner[near[i]])
                if piece.get(o, piece[e]) != piece[e] and \
                        self.street[o, 3] == layer and \
                        not self.street[o, 4] and \
                        (o not in best or d[i] < d[best[o]]):
                    best[o] = i
            for i in best.values():
                g = near[i]
                end = np.rint(s.a[g] + (s.b[g] - s.a[g]) * t[i]).astype(
                    np.int64)
                if self.road_between(p, end, layer):
                    return True
        return False

    def own(self, barrier, p):
        """The building that p is in, and an outline that p is on."""
        blocks, kind, parts = self.barrier[barrier]
        return blocks == BUILDING and kind == "area" and in_rings(parts, p) or \
            (blocks == WALL or kind == "area") and \
            to_segments(p, *segments_of(parts))[0].min() <= OWN_M

    def around(self, low, high):
        """Streets' segments within reach of a box."""
        k = metres_per_unit((low[1] + high[1]) / 2)
        grow = np.array([(REACH_M + 5) / k[0], (REACH_M + 5) / k[1]])
        return self.segments.near(low - grow, high + grow)


def ring_size(ring):
    """Twice the area, in units of no account."""
    x, y = (ring - ring[0]).astype(float).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


class Chooser:
    """The rule, over legs [(metres, street index, at_mm, start, end)] of a
    point or, `at` being the first of its points, an outline."""

    def __init__(self, world, legs, mode, layer, at):
        self.world, self.at = world, at
        self.layer = layer
        self.private = world.private[mode]
        self.crossed = {}
        legs = sorted((l for l in legs if l[0] <= REACH_M), key=lambda l: l[0])
        self.legs = self.fenced(legs)

    def passing(self, legs, barred):
        """[(leg, walls)] of those that no water or railway bars, and that a
        closed road does or doesn't bar; none that is too far to matter."""
        found = []
        for l in legs:
            if found and l[0] > found[0][0][0] + SLACK_M + 2 * NEAR_M:
                break
            if l[1] not in self.crossed:
                self.crossed[l[1]] = self.world.crossed(l[3], l[4],
                                                        self.layer)
            hard, road, count = self.crossed[l[1]]
            if not hard and road == barred:
                found.append((l, count))
        return found

    def fenced(self, legs):
        """Inside a closed wall or fence that also holds a permitted street
        only the streets inside. Streets behind a closed road count if all
        are behind one."""
        found = self.passing(legs, False)
        barred = not found
        for area in self.world.enclosures(self.at, self.layer):
            inside = self.passing([l for l in legs if
                                   self.world.inside(area, l[4])], barred)
            if inside:
                return inside
        return found or self.passing(legs, True)

    def lives_in(self, street):
        area = self.world.compound_of(street)
        return area is not None and in_rings(self.world.barrier[area][2],
                                             self.at)

    def choose(self, slack_m=SLACK_M):
        legs = self.legs
        if not legs:
            return []
        limit = min(l[0][0] for l in legs) + slack_m
        legs = [l for l in legs if l[0][0] <= limit]
        fewest = min(l[1] for l in legs)
        legs = [l[0] for l in legs if l[1] == fewest]
        public = min((round(1000 * l[0]) for l in legs
                      if not self.private[l[1]]), default=np.inf)
        legs = [l for l in legs if not self.private[l[1]] or
                round(1000 * l[0]) < public or self.lives_in(l[1])]
        return [Link(int(self.world.street[l[1], 0]), l[2], l[0] * 1000)
                for l in legs]


def nearest_of_each(owner, d, *ties):
    """Of each owner the row of the least distance; of equal ones the first by
    these."""
    order = np.lexsort((*reversed(ties), d))
    return order[np.unique(owner[order], return_index=True)[1]]


def legs_of_point(world, p, near):
    """`near`: segments of permitted streets."""
    s = world.segments
    d, t = to_segments(p, s.a[near], s.b[near])
    use = np.nonzero(d <= REACH_M)[0]
    use = use[nearest_of_each(s.owner[near[use]], d[use], use)]
    g, t = near[use], t[use]
    ends = np.rint(s.a[g] + (s.b[g] - s.a[g]) * t[:, None]).astype(np.int64)
    at = world.at[0][g] + world.at[1][g] * t
    return [(m, e, a, p, end) for m, e, a, end in
            zip(d[use].tolist(), s.owner[g].tolist(), at.tolist(), ends)]


def all_to_segments(points, a, b):
    """to_segments() of many points: (distances, positions), a row a point."""
    k = np.array([metres_per_unit(y) for y in points[:, 1].tolist()])
    ax = (a[:, 0] - points[:, :1]) * k[:, :1]
    ay = (a[:, 1] - points[:, 1:]) * k[:, 1:]
    dx = (b[:, 0] - a[:, 0]) * k[:, :1]
    dy = (b[:, 1] - a[:, 1]) * k[:, 1:]
    square = dx * dx + dy * dy
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(square > 0, -(ax * dx + ay * dy) / square, 0.0)
    t = np.clip(t, 0, 1)
    return np.hypot(ax + t * dx, ay + t * dy), t


def least_of_rows(points, a, b):
    """Of each segment the nearest of the points: (distance, point, position
    along the segment); a few points at a time, as there may be many."""
    best = None
    step = max(1, 1000000 // max(1, len(a)))
    for first in range(0, len(points), step):
        d, t = all_to_segments(points[first:first + step], a, b)
        i = np.argmin(d, 0)
        n = np.arange(len(a))
        row = d[i, n], first + i, t[i, n]
        if best is None:
            best = row
        else:
            nearer = row[0] < best[0]
            best = tuple(np.where(nearer, r, o) for r, o in zip(row, best))
    return best


def nearest_segments(points, a, b):
    """Of each point the nearest of the segments: (distance, segment, position
    along it)."""
    found = []
    step = max(1, 1000000 // max(1, len(a)))
    for first in range(0, len(points), step):
        d, t = all_to_segments(points[first:first + step], a, b)
        i = np.argmin(d, 1)
        n = np.arange(len(d))
        found.append((d[n, i], i, t[n, i]))
    return tuple(map(np.concatenate, zip(*found)))


def legs_of_outline(world, parts, near):
    """From every vertex of the one to the other: what doesn't meet is nearest
    at a vertex."""
    s = world.segments
    a, b = segments_of(parts)
    points = np.concatenate(parts)
    d, vertex, t = least_of_rows(points, s.a[near], s.b[near])
    best = {}
    for i in nearest_of_each(s.owner[near], d, vertex, near):
        g = near[i]
        if d[i] <= REACH_M:
            end = np.rint(s.a[g] + (s.b[g] - s.a[g]) * t[i]).astype(np.int64)
            e = int(s.owner[g])
            best[e] = (float(d[i]), e, float(
                world.at[0][g] + world.at[1][g] * t[i]), points[vertex[i]],
                end)
    streets = np.unique(s.owner[near])
    lines = [world.lines[e] for e in streets.tolist()]
    if not lines:
        return []
    size = [len(line) for line in lines]
    owner, line = np.repeat(streets, size), np.concatenate(lines)
    vertex = np.concatenate([np.arange(n) for n in size])
    d, segment, t = nearest_segments(line, a, b)
    for n in nearest_of_each(owner, d, vertex):
        e, m, i = int(owner[n]), float(d[n]), segment[n]
        if m <= REACH_M and (e not in best or m < best[e][0]):
            at, length = world.street[e, 1:3].tolist()
            places = {0: at, len(world.lines[e]) - 1: at + length}
            start = np.rint(a[i] + (b[i] - a[i]) * t[n]).astype(np.int64)
            best[e] = (m, e, places.get(int(vertex[n])), start, line[n])
    return list(best.values())


def met_streets(world, parts, allowed):
    """Streets that share a point with an outline."""
    s = world.segments
    met = set()
    for a, b in zip(*segments_of(parts)):
        some = s.near(np.minimum(a, b), np.maximum(a, b))
        some = some[allowed[s.owner[some]]]
        if len(some):
            hit, _ = meet(a, b, s.a[some], s.b[some])
            met |= set(world.street[s.owner[some[hit]], 0].tolist())
    return met


def differ(world, mode, p, got, want):
    """None, or what differs between links and those they should be. `p` is
    the point they start from (None: an outline, where several places of a
    street may be as near)."""
    there = {l.street for l in got}
    if len(there) != len(got) or not there <= {l.street for l in want} or \
            not all(l.street in there or spared(world, mode, l, got)
                    for l in want):
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


def spared(world, mode, link, got):
    """No walk needs this link: it is at a junction where one of `got` is too,
    from which every walk may go on that may go on from here."""
    node, private, steps = world.junction(mode, link)
    if node is None:
        return False
    for l in got:
        other, inside, climbs = world.junction(mode, l)
        if other == node and (inside or not private) and \
                (steps or not climbs) and \
                l.leg_mm <= link.leg_mm + 1000 * NEAR_M:
            return True
    return False


def shown(links):
    return [(l.street, round(l.leg_mm)) for l in links]


def faulty(world, mode, p, got, chooser):
    """None, or what differs. Where legs stand on the limit to the millimetre
    either choice keeps the rule."""
    fault = differ(world, mode, p, got, chooser.choose())
    if fault and any(differ(world, mode, p, got, chooser.choose(s)) is None
                     for s in (SLACK_M - NEAR_M, SLACK_M + NEAR_M)):
        return None
    return fault


def read_links(db, owner, mode):
    links = collections.defaultdict(list)
    for row in links_of(db, owner, mode):
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
        near = world.around(pts.min(0), pts.max(0))
        of = {l: near[allowed[l][world.segments.owner[near]]]
              for l in {r[2] for r in rows}}
        for row, p, layer in rows:
            legs = legs_of_point(world, p, of[layer])
            fault = faulty(world, mode, p, links[row],
                           Chooser(world, legs, mode, layer, p))
            if fault:
                faults.append(f"{name} {row} at {p[0] / 1e7:.7f},"
                              f"{p[1] / 1e7:.7f}: {fault}")
    tally.test(f"links of {name}, {mode}", faults, len(points))


def entrances_differ(world, mode, got, want):
    """Several entrances may have links to one street."""
    left = collections.Counter((l.street, round(l.leg_mm)) for l in want)
    left.subtract((l.street, l.leg_mm) for l in got)
    for l in want:
        key = (l.street, round(l.leg_mm))
        if left[key] > 0 and spared(world, mode, l, got):
            left[key] -= 1
    if any(left.values()):
        return f"entrances {shown(got)}, should be {shown(want)}"
    return None


def check_shapes(world, tally, shapes, entrances, links, mode):
    """shapes: [(row, parts, layer)]"""
    faults = []
    open_to = {l: world.open(mode, l) for l in {s[2] for s in shapes}}
    for row, parts, layer in shapes:
        got = links[row]
        allowed = open_to[layer]
        pts = np.concatenate(parts + entrances[row])
        near = world.around(pts.min(0), pts.max(0))
        near = near[allowed[world.segments.owner[near]]]
        want, fault = [], None
        for e in entrances[row]:
            legs = legs_of_point(world, e[0], near)
            want += Chooser(world, legs, mode, layer, e[0]).choose()
        if want:
            fault = entrances_differ(world, mode, got, want)
        else:
            met = met_streets(world, parts, allowed)
            if met:
                if {l.street for l in got} != met or any(l.leg_mm
                                                         for l in got):
                    fault = f"meets {shown(got)}, should meet {sorted(met)}"
            else:
                legs = legs_of_outline(world, parts, near)
                fault = faulty(world, mode, None, got,
                               Chooser(world, legs, mode, layer,
                                       parts[0][0]))
        if fault:
            faults.append(f"facility row {row}: {fault}")
    tally.test(f"links of areas and lines, {mode}", faults, len(shapes))


def check_coast(world, tally, x):
    """Every stretch of coast that the extract has both ends of bars, and
    nothing else does so as coast."""
    def stretches(parts):
        return collections.Counter(
            tuple(sorted((p, q))) for part in parts
            for p, q in zip(part, part[1:]) if p != q)

    want, got = collections.Counter(), collections.Counter()
    for refs, tags in x.way.values():
        if tags.get("natural") == "coastline":
            want += stretches([[x.node.get(r) for r in pair]
                               for pair in zip(refs, refs[1:])
                               if all(r in x.node for r in pair)])
    for blocks, g in world.db.execute("SELECT blocks, geom FROM feature"
                                      " WHERE kind = 'coast'"):
        if blocks == WATER:
            got += stretches([list(map(tuple, p.tolist()))
                              for p in blob_parts(g)[1]])
    faults = [f"{p} to {q} is in the {'city' if got[p, q] else 'extract'} "
              "alone" for p, q in (want - got) + (got - want)]
    tally.test(f"{sum(want.values())} stretches of coast", faults)


def main():
    world = World(sys.argv[1])
    db = world.db
    tally = Tally()
    check_coast(world, tally, Extract(sys.argv[2]))
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
