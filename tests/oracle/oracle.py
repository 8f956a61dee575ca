# SPDX-License-Identifier: GPL-3.0-or-later
"""A slow, plain second opinion on every walk time of a city.

oracle.py CITY [PACE...]

Reads what the program exports (streets, homes, facilities with their links),
cuts every street at every link so that a place is a vertex like any other,
and stacks three copies of that graph for private* public* private*: layer A
(began inside), P (public), C (came in from outside). Times are exact
fractions, rounded once a place. scipy's Dijkstra does the rest. Then it asks
the program the same questions and wants the same answers, to the last digit:
every row of coverage, and every home's answer, reason, time, metres and
nearest facility in every category.
"""

import collections
import csv
import functools
import os
import sqlite3
import sys
import tempfile
from fractions import Fraction

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from links import World
from common import (Tally, ask, ask_json, blob_parts, in_rings, layer,
                    links_of, metres_per_unit, outline_m, segments_of, to_segments,
                    vincenty_m)

HERE = os.path.dirname(os.path.abspath(__file__))
GEODATA = os.path.join(HERE, "..", "..", "geodata")
LIMITS = (5, 10, 15)
MOST_MS = 3_600_000
MM_BITS = 25  # (ms, mm) as one number, exact in a double, compared as a pair
COVERED, UNCOVERED = "covered", "uncovered"
SLACK_MS = 2    # the same of a walk to where a street leaves the extent
SLACK_M = 0.02  # how near a straight distance may be to its limit, undecided


def table(name):
    with open(os.path.join(GEODATA, name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Pace:
    def __init__(self, row):
        self.id, self.mode = row["id"], row["mode"]
        self.metres = Fraction(row["metres"])
        self.seconds = Fraction(row["seconds"])
        self.steps = Fraction(row["steps_factor"])
        self.wheels = row["wheels"] == "1"

    def ms(self, mm, factor=Fraction(1)):
        """Whole milliseconds for millimetres (an integer array), halves up."""
        rate = factor * self.seconds / self.metres
        n, d = rate.numerator, rate.denominator
        return (2 * mm * n + d) // (2 * d)

    def key(self, mm):
        return (self.ms(mm) << MM_BITS) + mm

    def counts(self, facility):
        """Whether a facility counts: not where it says that it bars
        wheelchairs, for a pace that heeds it."""
        says = facility["properties"]["wheelchair"] or ""
        return not (self.wheels and says.lower() == "no")


class City:
    """What the program exported, as arrays."""

    def __init__(self, path):
        self.path = path
        self.streets = [f["properties"] for f in layer(path, "streets")]
        self.homes = layer(path, "homes")
        self.facilities = layer(path, "facilities")
        self.facility_id = [f["id"] for f in self.facilities]
        by_id = sorted(range(len(self.facilities)),
                       key=lambda i: self.facility_id[i].encode())
        self.by_id = np.array(by_id, np.int64)
        self.rank = np.argsort(self.by_id)  # ties go to the least
        self.db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        self.shapes = {f: blob_parts(g) for f, g in self.db.execute(
            "SELECT facility, geom FROM facility_shape")}
        self.extent = [p for (g,) in self.db.execute(
            "SELECT geom FROM source WHERE kind = 'osm'") if g
            for p in blob_parts(g)[1]]
        self.levels = [k[5:] for k in self.homes[0]["properties"]
                       if k.startswith("unit_")]
        self.weight = np.array([round(1000 * h["properties"]["weight"])
                                for h in self.homes])
        self.home_pt = [units_of(h["geometry"]["coordinates"])
                        for h in self.homes]

    def links(self, owner, mode):
        """[(owner's index, street, at_mm, leg_mm)] for a mode."""
        features = self.homes if owner == "h" else self.facilities
        if mode == "foot":
            return [(i, l["street"], l["at_mm"], l["leg_mm"])
                    for i, f in enumerate(features)
                    for l in f["properties"]["links"]]
        if owner == "h":
            index = {r: i for i, (r,) in enumerate(self.db.execute(
                "SELECT id FROM home ORDER BY id"))}
        else:
            ids = {f["id"]: i for i, f in enumerate(self.facilities)}
            index = {r: ids[i] for r, i in self.db.execute(
                "SELECT rowid, id FROM facility") if i in ids}
        return [(index[o], s, at, leg)
                for o, s, at, leg in links_of(self.db, owner, mode)
                if o in index]


    @functools.cached_property
    def lines(self):
        """Of the streets, by their numbers."""
        return {i: blob_parts(g)[1][0] for i, g in
                self.db.execute("SELECT id, geom FROM street")}

    @functools.cached_property
    def ends(self):
        """Bits by street: cut at its first point, at its last, a lane."""
        return dict(self.db.execute("SELECT id, ends FROM street"))

    def inside(self, p):
        """Whether the extent holds a point; those on its outline count."""
        if not self.extent:
            return True
        a, b = segments_of(self.extent)
        return in_rings(self.extent, p) or \
            to_segments(p, a, b)[0].min() < 0.003

    @functools.cached_property
    def edge_m(self):
        """Straight metres from each home to where the data end, the outline
        off the sea or a cut end; 0 outside."""
        land = [p for (g,) in self.db.execute(
            "SELECT land_edge FROM source WHERE kind = 'osm'") if g
            for p in blob_parts(g)[1]]
        land += [line[[at]] for i, line in self.lines.items()
                 for at, bit in ((0, 1), (-1, 2)) if self.ends[i] & bit]
        if not land:
            return np.full(len(self.homes), np.inf)
        land = [p if len(p) > 1 else np.repeat(p, 2, axis=0) for p in land]
        ends = segments_of(land)
        return np.array([outline_m("line", land, p, ends)
                         if self.inside(p) else 0.0 for p in self.home_pt])

    @functools.cached_property
    def leaving(self):
        """[(street, at_mm)] where streets that are no lanes come to the
        outline of the extent, and the streets' ends that lie beyond."""
        if not self.extent:
            return [], set()
        a, b = segments_of(self.extent)
        low, high = (np.concatenate(self.extent).min(0),
                     np.concatenate(self.extent).max(0))
        box = len(self.extent) == 1 and len(self.extent[0]) == 5
        places, beyond = [], set()
        for s in self.streets:
            line = self.lines[s["street"]]
            if self.ends[s["street"]] & 4 or (
                    box and (line > low).all() and (line < high).all()):
                continue
            beyond |= {(s["street"], k) for k in (0, 1)
                       if not self.inside(line[-k])}
            size = np.array([vincenty_m(p, q)
                             for p, q in zip(line, line[1:])])
            at = np.concatenate([[0], np.cumsum(size)])
            at *= s["length_mm"] / max(at[-1], 1e-9)
            for i, (p, q) in enumerate(zip(line, line[1:])):
                for t in meetings(p, q, a, b):
                    places.append((s["street"], s["at_mm"] + round(
                        at[i] + t * (at[i + 1] - at[i]))))
        return places, beyond

    def shape_of(self, facility):
        """(kind, parts) of a facility that has a position."""
        f = self.facilities[facility]
        return self.shapes.get(f["id"]) or (
            "point", [np.array([units_of(f["geometry"]["coordinates"])])])


def meetings(p, q, a, b):
    """Where the way from p to q meets segments a-b, 0 to 1."""
    d, e = (q - p).astype(float), (b - a).astype(float)
    cross = d[0] * e[:, 1] - d[1] * e[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = ((a - p)[:, 0] * e[:, 1] - (a - p)[:, 1] * e[:, 0]) / cross
        u = ((a - p)[:, 0] * d[1] - (a - p)[:, 1] * d[0]) / cross
    found = t[(cross != 0) & (t >= 0) & (t <= 1) & (u >= 0) & (u <= 1)].tolist()
    for end, at in ((p, 0.0), (q, 1.0)):
        along = cross == 0
        if along.any() and (to_segments(end, a[along], b[along])[0] == 0).any():
            found.append(at)
    return found


def units_of(coordinates):
    return tuple(round(c * 1e7) for c in coordinates)


class Graph:
    """One pace's graph over a city, walked backwards from facilities."""

    def __init__(self, city, pace):
        self.city, self.pace = city, pace
        is_open = {}
        for s in city.streets:
            closed = s["steps"] and pace.steps == 0
            is_open[s["street"]] = 0 if closed else s[pace.mode]
        self.perm = is_open
        self.home_links = [l for l in city.links("h", pace.mode)
                           if is_open[l[1]] & 3]
        self.facility_links = [l for l in city.links("f", pace.mode)
                               if is_open[l[1]] & 3]
        self.linked_homes = {l[0] for l in self.home_links}
        self.linked_facilities = {l[0] for l in self.facility_links}
        self.number_stations()
        self.make_matrix()

    def number_stations(self):
        """Stations: street ends (one for all streets of a node) and places."""
        nodes = {}
        for s in self.city.streets:
            for end in ("from_node", "to_node"):
                nodes.setdefault(s[end], len(nodes))
        self.place = {}
        self.public = {i for i, perm in self.perm.items()
                       if perm & 3 and not perm & 4 and
                       not self.city.ends[i] & 4}
        self.leaving = [p for p in self.city.leaving[0] if p[0] in self.public]
        for street, at in [l[1:3] for l in self.home_links +
                           self.facility_links] + self.leaving:
            self.place.setdefault((street, at), len(nodes) + len(self.place))
        self.nodes = nodes
        self.stations = len(nodes) + len(self.place)

    def make_matrix(self):
        pace, n = self.pace, self.stations
        street = {s["street"]: s for s in self.city.streets}
        rows = []  # street, at_mm, order, station
        for s in self.city.streets:
            if not self.perm[s["street"]] & 3:
                continue
            rows.append((s["street"], s["at_mm"], 0,
                         self.nodes[s["from_node"]]))
            rows.append((s["street"], s["at_mm"] + s["length_mm"], 2,
                         self.nodes[s["to_node"]]))
        rows += [(k[0], k[1], 1, v) for k, v in self.place.items()]
        rows = self.rows = np.array(rows, dtype=np.int64)
        rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
        same = rows[:-1, 0] == rows[1:, 0]
        a, b = rows[:-1][same], rows[1:][same]
        steps = np.array([bool(street[i]["steps"]) for i in a[:, 0]], bool)
        t = [np.where(steps, pace.ms(x[:, 1], pace.steps or Fraction(1)),
                      pace.ms(x[:, 1])) for x in (a, b)]
        cost = ((t[1] - t[0]) << MM_BITS) + (b[:, 1] - a[:, 1])
        perm = np.array([self.perm[i] for i in a[:, 0]])
        private = (perm & 4) != 0
        arcs = []

        def add(u, v, w):
            arcs.append(np.stack([u, v, w], axis=1))

        # A place at a street's end is that end, whichever way the street goes.
        same = a[:, 1] == b[:, 1]
        # walked backwards: an arc u -> v of a walk becomes v -> u
        for bit, u, v in ((1, a[:, 3], b[:, 3]), (2, b[:, 3], a[:, 3])):
            for shift, mask in ((0, private), (n, ~private), (2 * n, private)):
                use = mask & (((perm & bit) != 0) | same)
                add(v[use] + shift, u[use] + shift, cost[use])
        # Free ways lead where there is something private to begin or to end.
        every = np.unique(np.concatenate(
            [a[private, 3], b[private, 3]] +
            [[self.place[l[1:3]] for l in links if self.perm[l[1]] & 4]
             for links in (self.home_links, self.facility_links)])
        ).astype(np.int64)
        free = np.zeros(len(every), np.int64)
        add(every + n, every, free)          # P back to A
        add(every + 2 * n, every + n, free)  # C back to P
        self.first_home = 3 * n
        self.first_facility = 3 * n + len(self.city.homes)
        for links, base, inside, out in (
                (self.home_links, self.first_home, 0, True),
                (self.facility_links, self.first_facility, 2 * n, False)):
            if not links:
                continue
            l = np.array(links, dtype=np.int64)
            at = np.array([self.place[(s, m)] for s, m in l[:, 1:3].tolist()])
            shut = np.array([self.perm[s] & 4 != 0 for s in l[:, 1].tolist()])
            at = at + np.where(shut, inside, n)
            leg = (pace.ms(l[:, 3]) << MM_BITS) + l[:, 3]
            if out:
                add(at, l[:, 0] + base, leg)
            else:
                add(l[:, 0] + base, at, leg)
        arcs = np.concatenate(arcs)
        # the least of parallel arcs; scipy would add them up
        arcs = arcs[np.lexsort((arcs[:, 2], arcs[:, 1], arcs[:, 0]))]
        keep = np.ones(len(arcs), bool)
        keep[1:] = (arcs[1:, 0] != arcs[:-1, 0]) | (arcs[1:, 1] != arcs[:-1, 1])
        arcs = arcs[keep]
        size = self.first_facility + len(self.city.facilities)
        self.matrix = csr_matrix((arcs[:, 2].astype(float),
                                  (arcs[:, 0], arcs[:, 1])), (size, size))

    def homes_from(self, facilities):
        """(ms, mm, facility) of every home to the nearest of some facilities,
        by ms, then mm, then the facility's id; ms is -1 where that is over 60
        minutes."""
        count = len(self.city.homes)
        if not facilities:
            return np.full(count, -1), np.zeros(count, np.int64), \
                np.full(count, -1)
        sources = [self.first_facility + f for f in facilities]
        key, _, source = dijkstra(
            self.matrix, indices=sources, min_only=True,
            return_predecessors=True, limit=float((MOST_MS + 1) << MM_BITS))
        found = np.isfinite(key)
        rank = np.full(len(key), len(self.city.facilities))
        rank[found] = self.city.rank[source[found] - self.first_facility]
        self.lower(key, found, rank)
        homes = slice(self.first_home, self.first_facility)
        key = np.where(found, key, -1).astype(np.int64)[homes]
        ms = np.where(key < 0, -1, key >> MM_BITS)
        ms[ms > MOST_MS] = -1
        nearest = np.full(count, -1)
        nearest[ms >= 0] = self.city.by_id[rank[homes][ms >= 0]]
        return ms, key & ((1 << MM_BITS) - 1), nearest

    def homes_to_ends(self):
        """Milliseconds from every home to where the data end, 0 outside, -1
        over 60 minutes."""
        city, n = self.city, self.stations
        sources = {self.place[p] + n for p in self.leaving}
        for s in city.streets:
            i = s["street"]
            if i not in self.public:
                continue
            sources |= {self.nodes[s[end]] + n
                        for k, end in enumerate(("from_node", "to_node"))
                        if city.ends[i] & 1 << k or (i, k) in city.leaving[1]}
        ms = np.full(len(city.homes), -1)
        if sources:
            key = dijkstra(self.matrix, indices=sorted(sources), min_only=True,
                           limit=float((MOST_MS + 1) << MM_BITS))
            key = key[self.first_home:self.first_facility]
            found = np.isfinite(key)
            ms[found] = key[found].astype(np.int64) >> MM_BITS
            ms[ms > MOST_MS] = -1
        ms[[not city.inside(p) for p in city.home_pt]] = 0
        return ms

    def lower(self, key, found, rank):
        """Where several facilities are equally near, the one of least rank:
        handed on along every way that is as short as the shortest."""
        m = self.matrix
        u = np.repeat(np.arange(m.shape[0]), np.diff(m.indptr))
        tight = np.nonzero(found[u] & found[m.indices])[0]
        tight = tight[key[u[tight]] + m.data[tight] == key[m.indices[tight]]]
        u, v = u[tight], m.indices[tight]
        while True:
            less = rank[u] < rank[v]
            if not less.any():
                return
            np.minimum.at(rank, v[less], rank[u[less]])

    def from_home(self, home, minutes=60):
        """Keys from a home to every vertex of the graph."""
        if not hasattr(self, "ahead"):
            self.ahead = self.matrix.T.tocsr()
        return dijkstra(self.ahead, indices=self.first_home + home,
                        limit=float((minutes * 60000 + 1) << MM_BITS))


def percentile(ms, weight, share):
    """The least time within which a share of the weight lies, or None."""
    total = int(weight.sum())
    if total == 0:
        return None
    time = np.where(ms < 0, MOST_MS + 1, ms)
    order = np.argsort(time, kind="stable")
    sums = np.cumsum(weight[order])
    need = -(-total * share.numerator // share.denominator)
    got = int(time[order][np.searchsorted(sums, need)])
    return None if got > MOST_MS else got / 1000


class Answers:
    """covered, uncovered or unknown for every home and category."""

    def __init__(self, graph, categories=None):
        self.graph, city = graph, graph.city
        self.city, self.pace = city, graph.pace
        self.categories = categories or [r["id"] for r in
                                         table("categories.csv")]
        self.known = {c for f in city.facilities for c in categories_of(f)}
        self.having = {c: [i for i, f in enumerate(city.facilities)
                           if c in categories_of(f) and self.pace.counts(f)]
                       for c in self.categories}
        self.times = {c: graph.homes_from(self.having[c])
                      for c in self.categories}
        linked = graph.linked_homes
        self.unlinked = np.array([i not in linked
                                  for i in range(len(city.homes))])
        self.end_ms = graph.homes_to_ends()
        cut = World(city.path).detached()
        joined = {l[0] for l in graph.home_links if l[1] not in cut}
        self.detached = np.array([i in linked and i not in joined
                                  for i in range(len(city.homes))])
        self.stranded_m = {c: self.stranded(c) for c in self.categories}

    def stranded(self, category):
        """Metres from each home to the nearest unlinked facility; inf where
        that is beyond the longest limit."""
        best = np.full(len(self.city.homes), np.inf)
        pts = np.array(self.city.home_pt)
        most = float(max(LIMITS) * 60 * self.pace.metres / self.pace.seconds)
        for i in self.having[category]:
            f = self.city.facilities[i]
            if i in self.graph.linked_facilities or not f["geometry"]:
                continue
            kind, parts = self.city.shape_of(i)
            segments = segments_of(parts)
            low, high = (np.concatenate(parts).min(0),
                         np.concatenate(parts).max(0))
            off = np.maximum(0, np.maximum(low - pts, pts - high)) * \
                metres_per_unit(pts[0][1])
            # two in a hundred for a city that is not at its first home
            near = np.hypot(*off.T) < 1.02 * np.minimum(best, most) + 1
            for h in np.nonzero(near)[0]:
                best[h] = min(best[h], outline_m(kind, parts,
                                                 self.city.home_pt[h],
                                                 segments))
        return best

    @functools.cache
    def at(self, category, minutes):
        """(verdicts, undecided) over the homes. A verdict is COVERED,
        UNCOVERED or a reason; undecided are those whose straight distance is
        within 2 cm of the limit."""
        ms = self.times[category][0]
        if category not in self.known:
            return np.full(len(ms), "no_data"), np.zeros(len(ms), bool)
        reach_m = float(minutes * 60 * self.pace.metres / self.pace.seconds)
        stranded_m = self.stranded_m[category]
        limit = minutes * 60000
        ends = (self.end_ms >= 0) & (self.end_ms <= limit)
        verdict = np.select(
            [self.unlinked, (ms >= 0) & (ms <= limit), stranded_m <= reach_m,
             ends, self.detached],
            ["unlinked", COVERED, "facility_unlinked", "edge_of_data",
             "detached"],
            UNCOVERED)
        undecided = np.abs(stranded_m - reach_m) <= SLACK_M
        if self.graph.leaving:  # whole millimetres along a street, by chance
            undecided |= np.abs(self.end_ms - limit) <= SLACK_MS
        return verdict, undecided & (verdict != COVERED) & ~self.unlinked

    @functools.cache
    def all_of(self, categories, minutes):
        """The same for all categories together: uncovered by one is
        uncovered, else unknown by one is unknown, by the first's reason; and
        the longest time."""
        verdict = np.full(len(self.unlinked), COVERED, dtype="<U20")
        undecided = np.zeros(len(verdict), bool)
        ms = np.zeros(len(verdict), np.int64)
        for c in categories:
            one, maybe = self.at(c, minutes)
            verdict = np.where((one == UNCOVERED) | (verdict == COVERED), one,
                               verdict)
            undecided |= maybe
            t = self.times[c][0]
            ms = np.maximum(ms, np.where(t < 0, MOST_MS + 1, t))
        return verdict, undecided, np.where(ms > MOST_MS, -1, ms)


def categories_of(feature):
    c = feature["properties"]["categories"]
    return c.split() if isinstance(c, str) else c


def check_coverage(tally, answers, basic):
    city, pace = answers.city, answers.pace
    for level in city.levels:
        homes = collections.defaultdict(list)
        for i, h in enumerate(city.homes):
            homes[h["properties"][f"unit_{level}"] or "outside"].append(i)
        for minutes in LIMITS:
            rows = ask_json("coverage", "--city", city.path, "--level", level,
                            "--minutes", minutes, "--pace", pace.id)["rows"]
            faults = []
            for row in rows:
                faults += check_row(answers, row, homes[row["unit"]], minutes,
                                    basic)
            tally.test(f"coverage {pace.id} {level} {minutes} min", faults,
                       len(rows))


def check_row(answers, row, homes, minutes, basic):
    name = f"{row['unit']} {row['category']} {minutes} min"
    if row["category"] == "all_basic":
        verdict, undecided, ms = answers.all_of(basic, minutes)
    else:
        verdict, undecided = answers.at(row["category"], minutes)
        ms = answers.times[row["category"]][0]
    verdict, undecided, ms, unlinked, weights = (
        x[homes] for x in (verdict, undecided, ms, answers.unlinked,
                           answers.city.weight))
    sums = collections.Counter()
    for v in np.unique(verdict):
        sums[v] = int(weights[verdict == v].sum())
    total, slack = int(weights.sum()), int(weights[undecided].sum())
    reasons = row["unknown_reasons"]
    faults = []
    for what, got, want, give in (
            ("total", row["total"], total, 0),
            ("covered", row["covered"], sums[COVERED], 0),
            ("uncovered", row["uncovered"], sums[UNCOVERED], slack),
            ("unknown", row["unknown"],
             total - sums[COVERED] - sums[UNCOVERED], slack),
            *((r, reasons.get(r, 0), sums[r], slack)
              for r in (reasons.keys() | sums.keys()) - {COVERED, UNCOVERED})):
        if abs(milli(got) - want) > give:
            faults.append(f"{name}: {what} {milli(got)}, should be {want} "
                          f"(+- {give}) thousandths")
    for key, share in (("median_seconds", Fraction(1, 2)),
                       ("p90_seconds", Fraction(9, 10))):
        want = percentile(ms[~unlinked], weights[~unlinked], share)
        if row[key] != want:
            faults.append(f"{name}: {key} is {row[key]}, should be {want}")
    return faults


def milli(value):
    return round(1000 * value)


def shown(milli):
    """Thousandths as the program writes them."""
    return f"{milli // 1000}.{milli % 1000:03d}".rstrip("0").rstrip(".")


class Column:
    """What one category's columns of the homes should say."""

    def __init__(self, answers, category, basic, minutes=15):
        if category == "all_basic":
            verdict, self.maybe, ms = answers.all_of(basic, minutes)
            far = [answers.at(c, minutes)[0] == UNCOVERED for c in basic]
            over = np.any([f & (answers.times[c][0] < 0)
                           for f, c in zip(far, basic)], axis=0)
            rest = []
        else:
            verdict, self.maybe = answers.at(category, minutes)
            ms, mm, nearest = answers.times[category]
            over = ms < 0
            ids = answers.city.facility_id
            there = (ms >= 0) & ~answers.unlinked
            rest = [[shown(v) if t else "" for t, v in
                     zip(there.tolist(), mm.tolist())],
                    [ids[v] if t else "" for t, v in
                     zip(there.tolist(), nearest.tolist())]]
        known = (verdict == COVERED) | (verdict == UNCOVERED)
        answer = np.where(known, verdict, "unknown")
        reason = np.where(known, "", verdict)
        reason[(verdict == UNCOVERED) & over] = "over_60_min"
        seconds = [shown(v) if v >= 0 else "" for v in
                   np.where(answers.unlinked, -1, ms).tolist()]
        self.want = list(zip(answer.tolist(), reason.tolist(), seconds, *rest))


def check_homes(tally, answers, basic):
    """Every home, every category, every column."""
    city, pace = answers.city, answers.pace
    asked = answers.categories + ["all_basic"]
    columns = [Column(answers, c, basic) for c in asked]
    faults = []
    compared = undecided = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "homes.csv")
        ask("export", "homes", "--city", city.path, "--format", "csv",
            "--pace", pace.id, "--category", ",".join(asked), "-o", path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            at = next(rows).index(f"{asked[0]}_answer")
            for home, row in enumerate(rows):
                i = at
                for name, column in zip(asked, columns):
                    want = column.want[home]
                    got = tuple(row[i:i + len(want)])
                    i += len(want)
                    compared += len(want)
                    if column.maybe[home]:
                        undecided += 1
                        same = got[2:] == want[2:]
                    else:
                        same = got == want
                    if not same:
                        faults.append(f"home {home} at {row[0]},{row[1]}, "
                                      f"{name}: {got}, should be {want}")
            if home + 1 != len(city.homes):
                faults.append(f"{home + 1} homes of {len(city.homes)}")
    tally.test(f"homes {pace.id}: {len(city.homes)} homes, {len(asked)} "
               f"categories, {undecided} on a limit", faults, compared)


def main():
    city = City(sys.argv[1])
    paces = [Pace(r) for r in table("paces.csv")]
    wanted = sys.argv[2:] or [paces[0].id]
    basic = tuple(r["id"] for r in table("categories.csv")
                  if r["basic"] == "1")
    tally = Tally()
    for pace in paces:
        if pace.id not in wanted:
            continue
        answers = Answers(Graph(city, pace))
        check_coverage(tally, answers, basic)
        check_homes(tally, answers, basic)
    tally.end()


if __name__ == "__main__":
    main()
