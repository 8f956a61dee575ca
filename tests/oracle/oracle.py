# SPDX-License-Identifier: GPL-3.0-or-later
"""A slow, plain second opinion on every walk time of a city.

oracle.py CITY [PACE...]

Reads what the program exports (streets, homes, facilities with their links),
cuts every street at every link so that a place is a vertex like any other,
and stacks three copies of that graph for private* public* private*: layer A
(began inside), P (public), C (came in from outside). Times are exact
fractions, rounded once a place. scipy's Dijkstra does the rest. Then it asks
the program the same questions and wants the same answers, to the last digit.
"""

import csv
import os
import random
import sqlite3
import sys
from fractions import Fraction

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from common import (Tally, ask_json, blob_parts, in_rings, layer,
                    outline_m, segments_of, to_segments)

HERE = os.path.dirname(os.path.abspath(__file__))
GEODATA = os.path.join(HERE, "..", "..", "geodata")
LIMITS = (5, 10, 15)
PLACES = int(os.environ.get("ORACLE_PLACES", "200"))  # asked with `nearest`
MOST_MS = 3_600_000
MM_BITS = 25  # (ms, mm) as one number, exact in a double, compared as a pair
COVERED, UNCOVERED = "covered", "uncovered"
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

    def ms(self, mm, factor=Fraction(1)):
        """Whole milliseconds for millimetres (an integer array), halves up."""
        rate = factor * self.seconds / self.metres
        n, d = rate.numerator, rate.denominator
        return (2 * mm * n + d) // (2 * d)

    def key(self, mm):
        return (self.ms(mm) << MM_BITS) + mm


class City:
    """What the program exported, as arrays."""

    def __init__(self, path):
        self.path = path
        self.streets = [f["properties"] for f in layer(path, "streets")]
        self.homes = layer(path, "homes")
        self.facilities = layer(path, "facilities")
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
        return [(index[o], s, at, leg) for o, s, at, leg in self.db.execute(
            "SELECT owner_id, street, at_mm, leg_mm FROM link"
            " WHERE owner = ? AND mode = ?", (owner, mode)) if o in index]


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
        for _, street, at, _ in self.home_links + self.facility_links:
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
        rows = np.array(rows, dtype=np.int64)
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

        # walked backwards: an arc u -> v of a walk becomes v -> u
        for bit, u, v in ((1, a[:, 3], b[:, 3]), (2, b[:, 3], a[:, 3])):
            for shift, mask in ((0, private), (n, ~private), (2 * n, private)):
                use = mask & ((perm & bit) != 0)
                add(v[use] + shift, u[use] + shift, cost[use])
        every = np.arange(n)
        add(every + n, every, np.zeros(n, np.int64))          # P back to A
        add(every + 2 * n, every + n, np.zeros(n, np.int64))  # C back to P
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
        """(ms, mm) of every home to the nearest of some facilities; ms is -1
        where that is over 60 minutes."""
        sources = [self.first_facility + f for f in facilities]
        best = np.full(len(self.city.homes), np.inf)
        if sources:
            best = dijkstra(self.matrix, indices=sources, min_only=True,
                            limit=float((MOST_MS + 1) << MM_BITS))[
                self.first_home:self.first_facility]
        key = np.where(np.isfinite(best), best, -1).astype(np.int64)
        ms = np.where(key < 0, -1, key >> MM_BITS)
        ms[ms > MOST_MS] = -1
        return ms, key & ((1 << MM_BITS) - 1)


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

    def __init__(self, graph):
        self.graph, city = graph, graph.city
        self.city, self.pace = city, graph.pace
        self.categories = [r["id"] for r in table("categories.csv")]
        self.having = {c: [i for i, f in enumerate(city.facilities)
                           if c in categories_of(f)] for c in self.categories}
        self.times = {c: graph.homes_from(self.having[c])
                      for c in self.categories}
        linked = graph.linked_homes
        self.unlinked = np.array([i not in linked
                                  for i in range(len(city.homes))])
        self.edge_m = self.extent_distances()
        self.stranded_m = {c: self.stranded(c) for c in self.categories}

    def extent_distances(self):
        if not self.city.extent:
            return np.full(len(self.city.homes), np.inf)
        a, b = segments_of(self.city.extent)
        return np.array([outline_m("line", self.city.extent, p, (a, b))
                         if in_rings(self.city.extent, p) else 0.0
                         for p in self.city.home_pt])

    def stranded(self, category):
        """Metres from each home to the nearest unlinked facility."""
        best = np.full(len(self.city.homes), np.inf)
        pts = np.array(self.city.home_pt)
        for i in self.having[category]:
            f = self.city.facilities[i]
            if i in self.graph.linked_facilities or not f["geometry"]:
                continue
            kind, parts = self.city.shapes.get(f["id"]) or (
                "point", [np.array([units_of(f["geometry"]["coordinates"])])])
            segments = segments_of(parts)
            rough = np.hypot((pts[:, 0] - segments[0][0][0]) * 0.005,
                             (pts[:, 1] - segments[0][0][1]) * 0.011)
            for h in np.nonzero(rough < 9000)[0]:
                best[h] = min(best[h], outline_m(kind, parts,
                                                 self.city.home_pt[h],
                                                 segments))
        return best

    def at(self, category, minutes):
        """(verdicts, undecided) over the homes. A verdict is COVERED,
        UNCOVERED or a reason; undecided are those whose straight distance is
        within 2 cm of the limit."""
        ms, _ = self.times[category]
        if not self.having[category]:
            return np.full(len(ms), "no_data"), np.zeros(len(ms), bool)
        reach_m = float(minutes * 60 * self.pace.metres / self.pace.seconds)
        stranded_m = self.stranded_m[category]
        verdict = np.select(
            [self.unlinked, (ms >= 0) & (ms <= minutes * 60000),
             stranded_m <= reach_m, self.edge_m < reach_m],
            ["unlinked", COVERED, "facility_unlinked", "edge_of_data"],
            UNCOVERED)
        undecided = (np.abs(stranded_m - reach_m) <= SLACK_M) | \
            (np.abs(self.edge_m - reach_m) <= SLACK_M)
        return verdict, undecided & (verdict != COVERED) & ~self.unlinked

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
        unit = np.array([h["properties"][f"unit_{level}"] or "outside"
                         for h in city.homes])
        for minutes in LIMITS:
            rows = ask_json("coverage", "--city", city.path, "--level", level,
                            "--minutes", minutes, "--pace", pace.id)["rows"]
            faults = []
            for row in rows:
                faults += check_row(answers, row, unit == row["unit"], minutes,
                                    basic)
            tally.test(f"coverage {pace.id} {level} {minutes} min", faults,
                       len(rows))


def check_row(answers, row, inside, minutes, basic):
    city = answers.city
    name = f"{row['unit']} {row['category']} {minutes} min"
    if row["category"] == "all_basic":
        verdict, undecided, ms = answers.all_of(basic, minutes)
    else:
        verdict, undecided = answers.at(row["category"], minutes)
        ms = answers.times[row["category"]][0]

    def weight(mask):
        return int(city.weight[inside & mask].sum())

    total = weight(inside)
    faults = []
    if milli(row["total"]) != total:
        faults.append(f"{name}: total {row['total']}, should be {total}")
    slack = weight(undecided)
    unknown = weight((verdict != COVERED) & (verdict != UNCOVERED))
    for what, got, want, give in (
            ("covered", row["covered"], weight(verdict == COVERED), 0),
            ("uncovered", row["uncovered"], weight(verdict == UNCOVERED),
             slack),
            ("unknown", row["unknown"], unknown, slack),
            *((r, row["unknown_reasons"].get(r, 0), weight(verdict == r),
               slack) for r in ("no_data", "unlinked", "facility_unlinked",
                                "edge_of_data"))):
        if abs(milli(got) - want) > give:
            faults.append(f"{name}: {what} {milli(got)}, should be {want} "
                          f"(+- {give}) thousandths")
    for key, share in (("median_seconds", Fraction(1, 2)),
                       ("p90_seconds", Fraction(9, 10))):
        linked = inside & ~answers.unlinked
        want = percentile(ms[linked], city.weight[linked], share)
        if row[key] != want:
            faults.append(f"{name}: {key} is {row[key]}, should be {want}")
    return faults


def milli(value):
    return round(1000 * value)


def check_nearest(tally, answers, count):
    """`nearest` from homes that link by themselves (layer 0): the seconds,
    metres and, where it stands alone, the facility."""
    city, pace = answers.city, answers.pace
    pick = random.Random(15)
    # a home that is linked from its own layer, asked for as a mere place, may
    # link otherwise: leave out homes on other layers
    flat = [i for i, (l,) in enumerate(city.db.execute(
        "SELECT layer FROM home ORDER BY id")) if l == 0]
    there = [c for c in answers.categories if answers.having[c]]
    faults = []
    asked = 0
    for home in pick.sample(flat, min(count, len(flat))):
        category = pick.choice(there)
        lon, lat = city.homes[home]["geometry"]["coordinates"]
        got = ask_json("nearest", "--city", city.path, "--at",
                       f"{lon:.7f},{lat:.7f}", "--category", category, "-k", 1,
                       "--pace", pace.id)
        ms, mm = (int(x[home]) for x in answers.times[category])
        asked += 1
        where = f"home {home} at {lon:.7f},{lat:.7f}, {category}"
        features = got["features"]
        if not features or features[0]["properties"]["walk_seconds"] is None:
            if ms >= 0:
                faults.append(f"{where}: none, should be {ms} ms")
            continue
        p = features[0]["properties"]
        if round(p["walk_seconds"] * 1000) != ms or \
                round(p["walk_metres"] * 1000) != mm:
            faults.append(f"{where}: {p['walk_seconds']} s "
                          f"{p['walk_metres']} m to {p['id']}, should be "
                          f"{ms} ms {mm} mm")
        elif p["straight_metres"] > p["walk_metres"] + 0.005:
            faults.append(f"{where}: walking {p['walk_metres']} m is shorter "
                          f"than straight {p['straight_metres']} m")
    tally.test(f"nearest {pace.id}", faults, asked)


def check_straight(tally, city, count=60):
    """`nearest --mode straight` against a look at every facility."""
    pick = random.Random(16)
    placed = [f for f in city.facilities if f["geometry"]]
    pts = np.array([units_of(f["geometry"]["coordinates"]) for f in placed])
    faults = []
    for home in pick.sample(range(len(city.homes)), min(count,
                                                        len(city.homes))):
        category = pick.choice(categories_of(pick.choice(placed)))
        having = [i for i, f in enumerate(placed)
                  if category in categories_of(f)]
        p = city.home_pt[home]
        # areas may be nearer than their point: look at the 60 nearest points
        rough, _ = to_segments(p, pts[having], pts[having])
        best = []
        for j in np.argsort(rough)[:60]:
            f = placed[having[j]]
            kind, parts = city.shapes.get(f["id"]) or (
                "point", [pts[having[j]][None, :]])
            best.append((outline_m(kind, parts, p), f["id"]))
        want = min(best)
        lon, lat = city.homes[home]["geometry"]["coordinates"]
        got = ask_json("nearest", "--city", city.path, "--at",
                       f"{lon:.7f},{lat:.7f}", "--category", category, "-k", 1,
                       "--mode", "straight")["features"]
        if not got or abs(got[0]["properties"]["straight_metres"] -
                          want[0]) > 0.01:
            faults.append(f"home {home} at {lon:.7f},{lat:.7f}, {category}: "
                          f"{got and got[0]['properties']['straight_metres']}"
                          f", should be {want}")
    tally.test("nearest straight", faults, count)


def main():
    city = City(sys.argv[1])
    paces = [Pace(r) for r in table("paces.csv")]
    wanted = sys.argv[2:] or [paces[0].id]
    basic = [r["id"] for r in table("categories.csv") if r["basic"] == "1"]
    tally = Tally()
    for pace in paces:
        if pace.id not in wanted:
            continue
        answers = Answers(Graph(city, pace))
        check_coverage(tally, answers, basic)
        check_nearest(tally, answers, PLACES)
    check_straight(tally, city)
    tally.end()


if __name__ == "__main__":
    main()
