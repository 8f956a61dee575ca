# SPDX-License-Identifier: GPL-3.0-or-later
"""A second opinion on what is asked from a place.

places.py CITY [PACE...]

The fifty nearest facilities in order, the exact street parts of an isochrone,
ways, gaps with the place that would mend them, and straight distances. Walks
are those of oracle.py's graph, one search a home. $ORACLE_ALL: straight
distances of every home, not of one in ten.
"""

import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

import numpy as np
from scipy.spatial import cKDTree

from common import (PROGRAM, Tally, ask, ask_json, blob_parts, in_rings,
                    metres_per_unit, outline_m, segments_of, to_segments,
                    vincenty_m)
from oracle import (MM_BITS, MOST_MS, UNCOVERED, Answers, City, Graph, Pace,
                    categories_of, table, units_of)

ALL = bool(os.environ.get("ORACLE_ALL"))
NEAREST, REACHES, ROUTES = 50, 20, 20
GAPS, MENDS = 50, 3  # gaps asked for; mends looked for once more,
MOST_GAP = 200       # of gaps of no more homes than this
RADIUS_M = 500
NEAR_M = 0.03  # positions are written to 1 cm
NEIGHBOUR_M = 100.0


class Server:
    """The program serving a city, asked over HTTP."""

    def __init__(self, city):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--city", city, "--listen", "127.0.0.1:0"],
            stderr=subprocess.PIPE)
        for line in self.process.stderr:
            found = re.search(rb"127\.0\.0\.1:([1-9]\d*)", line)
            if found:
                self.port = int(found[1])
                return
        raise RuntimeError("the server does not say where it listens")

    def get(self, path, home, **params):
        lon, lat = home["geometry"]["coordinates"]
        query = urllib.parse.urlencode(
            {"lon": f"{lon:.7f}", "lat": f"{lat:.7f}", **params}, safe=",:")
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1"
                                    f"/{path}?{query}") as answer:
            return json.load(answer)

    def end(self):
        self.process.terminate()
        self.process.wait()


def milli(value):
    return round(1000 * value)


def where(city, home):
    lon, lat = city.homes[home]["geometry"]["coordinates"]
    return f"home {home} at {lon:.7f},{lat:.7f}"


class Streets:
    """Streets with their lines, in the order the program writes them."""

    def __init__(self, graph):
        city = graph.city
        lines = {i: blob_parts(g)[1][0] for i, g in
                 city.db.execute("SELECT id, geom FROM street")}
        self.graph, self.city = graph, city
        self.list = city.streets
        self.line = [lines[s["street"]] for s in self.list]
        self.row = {s["street"]: i for i, s in enumerate(self.list)}
        self.perm = np.array([graph.perm[s["street"]] for s in self.list])
        self.node = np.array([[graph.nodes[s["from_node"]],
                               graph.nodes[s["to_node"]]]
                              for s in self.list])
        self.own = {}
        for home, street, at, _ in graph.home_links:
            self.own.setdefault(home, []).append((self.row[street], street,
                                                  at))

    def rate(self, i):
        """Milliseconds a millimetre."""
        pace = self.graph.pace
        factor = pace.steps if self.list[i]["steps"] else 1
        return float(factor * pace.seconds / pace.metres)

    def ms_at(self, key, station, perm):
        """A station's time as one sets out on a street from there."""
        n = self.graph.stations
        key = np.where(perm & 4, np.minimum(key[station],
                                            key[station + 2 * n]),
                       key[station + n])
        return np.floor(key / (1 << MM_BITS))

    def sources(self, home, key):
        """(times at both ends of every street, {street: [(at, time)]} where
        the home's own legs meet one)."""
        ends = self.ms_at(key, self.node, self.perm[:, None])
        own = {}
        for i, street, at in self.own.get(home, ()):
            ms = self.ms_at(key, self.graph.place[(street, at)], self.perm[i])
            own.setdefault(i, []).append((at, float(ms)))
        return ends, own

    def reached(self, i, ends, own, limit):
        """[[from, to]] of a street, in mm from its start."""
        s, perm, rate = self.list[i], self.perm[i], self.rate(i)
        size = s["length_mm"]
        parts = []
        for x, ms in [(0, ends[i, 0]), (size, ends[i, 1])] + [
                (at - s["at_mm"], t) for at, t in own.get(i, ())]:
            if ms > limit:
                continue
            far = (limit - ms) / rate
            if perm & 1:
                parts.append([x, min(size, x + far)])
            if perm & 2:
                parts.append([max(0, x - far), x])
        whole = []
        for low, high in sorted(parts):
            if whole and low <= whole[-1][1] + 2:
                whole[-1][1] = max(whole[-1][1], high)
            else:
                whole.append([low, high])
        return [p for p in whole if p[1] > p[0]]

    def point(self, i, x):
        """Where a street is x mm from its start."""
        line = self.line[i]
        d = np.concatenate([[0], np.cumsum(lengths_m(line))])
        x = x * d[-1] / self.list[i]["length_mm"]
        return np.array([np.interp(x, d, line[:, 0]),
                         np.interp(x, d, line[:, 1])])


def lengths_m(line):
    """Of the segments of a line."""
    k = np.array([metres_per_unit(y) for y in (line[1:, 1] + line[:-1, 1]) /
                  2]).reshape(-1, 2)
    return np.hypot(*((line[1:] - line[:-1]) * k).T)


def apart_m(p, q):
    return float(np.hypot(*((np.asarray(p) - q) * metres_per_unit(p[1]))))


# ---- nearest ----


def check_nearest(tally, server, graph, homes):
    city = graph.city
    pick = random.Random(21)
    there = sorted({c for f in city.facilities for c in categories_of(f)})
    faults = []
    compared = 0
    for n, home in enumerate(homes):
        key = graph.from_home(home)[graph.first_facility:]
        category = pick.choice(there) if n % 5 else None
        of = np.array([i for i, f in enumerate(city.facilities)
                       if (category is None or category in categories_of(f))
                       and graph.pace.counts(f)])
        of = of[key[of] < (MOST_MS + 1) << MM_BITS]
        of = of[np.lexsort((city.rank[of], key[of]))][:50]
        want = [(city.facility_id[i], int(key[i]) >> MM_BITS,
                 int(key[i]) & ((1 << MM_BITS) - 1)) for i in of]
        params = {"category": category} if category else {}
        answer = server.get("nearest", city.homes[home], k=50,
                            pace=graph.pace.id, **params)["features"]
        properties = [f["properties"] for f in answer]
        got = [(p["id"], milli(p["walk_seconds"]), milli(p["walk_metres"]))
               for p in properties]
        compared += len(want)
        if got != want:
            i = next((i for i, (a, b) in enumerate(zip(got, want))
                      if a != b), min(len(got), len(want)))
            faults.append(f"{where(city, home)}, {category}: {len(got)} found"
                          f", should be {len(want)}; number {i + 1} is "
                          f"{got[i:i + 1]}, should be {want[i:i + 1]}")
            continue
        for i, p in zip(of, properties):
            kind, parts = city.shape_of(i)
            straight = outline_m(kind, parts, city.home_pt[home])
            if abs(p["straight_metres"] - straight) > 0.01 or \
                    straight > p["walk_metres"] + 0.01:
                faults.append(f"{where(city, home)}, {p['id']}: straight "
                              f"{p['straight_metres']}, should be "
                              f"{straight:.3f}; walk {p['walk_metres']}")
    tally.test(f"50 nearest {graph.pace.id}", faults, compared)


# ---- isochrones ----


def check_lines(streets, parts, lines):
    """Every part, from end to end, is one or several lines; none is left.
    parts: [(street, from_mm, to_mm)] in the order of the lines."""
    n = 0
    for i, low, high in parts:
        at = low
        while high - at > 1000 * NEAR_M:
            if n == len(lines):
                return f"lines end before street {streets.list[i]['street']}"
            line = np.array([units_of(p) for p in lines[n]])
            n += 1
            size = 1000 * float(lengths_m(line).sum())
            if size <= 1000 * NEAR_M and apart_m(
                    line[0], streets.point(i, at)) > NEAR_M:
                continue  # a scrap of another street
            if apart_m(line[0], streets.point(i, at)) > NEAR_M or \
                    apart_m(line[-1], streets.point(
                        i, min(at + size, high))) > NEAR_M or \
                    at + size > high + 1000 * NEAR_M:
                return (f"street {streets.list[i]['street']} is reached "
                        f"from {low:.0f} to {high:.0f} mm; at {at:.0f} a "
                        f"line of {size:.0f} mm from {lines[n - 1][0]}")
            at += size
    for line in lines[n:]:
        if apart_m(units_of(line[0]), units_of(line[-1])) > NEAR_M:
            return f"a line too many from {line[0]} to {line[-1]}"
    return None


def check_reach(tally, server, streets, homes):
    graph, city = streets.graph, streets.city
    speed = float(graph.pace.metres / graph.pace.seconds)  # mm in a ms
    faults = []
    compared = 0
    for n, home in enumerate(homes):
        minutes = (5, 10, 15, 30)[n % 4]
        limit = minutes * 60000
        key = graph.from_home(home, minutes)
        ends, own = streets.sources(home, key)
        touched = np.nonzero((ends <= limit).any(axis=1) &
                             (streets.perm & 3 != 0))[0].tolist()
        parts = [(i, *p) for i in sorted(set(touched) | set(own))
                 for p in streets.reached(i, ends, own, limit)]
        cuts = sum((low > 0) + (high < streets.list[i]["length_mm"])
                   for i, low, high in parts)
        answer = server.get("isochrone", city.homes[home], minutes=minutes,
                            pace=graph.pace.id,
                            **{"as": "streets"})["features"]
        total = sum(high - low for _, low, high in parts)
        if not answer:
            got, lines = 0, []
        else:
            got = milli(answer[0]["properties"]["metres"])
            lines = answer[0]["geometry"]["coordinates"]
        compared += len(parts)
        # a time is kept in whole ms, a place in whole mm
        if abs(got - total) > 1 + cuts * (speed + 1):
            faults.append(f"{where(city, home)}, {minutes} min: {got} mm of "
                          f"street, should be {total:.0f} with {cuts} cuts")
        fault = check_lines(streets, parts, lines)
        if fault:
            faults.append(f"{where(city, home)}, {minutes} min: {fault}")
    tally.test(f"street parts {graph.pace.id}", faults, compared)


# ---- ways ----


def check_routes(tally, server, graph, homes):
    city = graph.city
    pick = random.Random(22)
    faults = []
    asked = 0
    entrances = {}
    for f, g in city.db.execute("SELECT facility, geom FROM"
                                " facility_entrance"):
        entrances.setdefault(f, []).append(blob_parts(g)[1][0])
    for home in homes:
        key = graph.from_home(home)[graph.first_facility:]
        of = np.nonzero(key < (MOST_MS + 1) << MM_BITS)[0]
        if not len(of):
            continue
        asked += 1
        i = int(pick.choice(of))
        fid = city.facility_id[i]
        name = f"{where(city, home)} to {fid}"
        answer = server.get("route", city.homes[home], to=fid,
                            pace=graph.pace.id)
        p = answer["properties"]
        ms, mm = int(key[i]) >> MM_BITS, int(key[i]) & ((1 << MM_BITS) - 1)
        if (milli(p["walk_seconds"]), milli(p["walk_metres"])) != (ms, mm):
            faults.append(f"{name}: {p['walk_seconds']} s {p['walk_metres']} "
                          f"m, should be {ms} ms {mm} mm")
        line = [units_of(c) for c in answer["geometry"]["coordinates"]]
        length = sum(vincenty_m(a, b) for a, b in zip(line, line[1:]))
        if abs(length - mm / 1000) > 0.1:
            faults.append(f"{name}: {mm} mm along a line of {length:.3f} m")
        kind, parts = city.shape_of(i)
        ends = [outline_m("line", parts, line[-1])] + [
            apart_m(e[0], line[-1]) for e in entrances.get(fid, ())]
        if line[0] != tuple(city.home_pt[home]) or min(ends) > NEAR_M:
            faults.append(f"{name}: from {line[0]} to {line[-1]}, "
                          f"{min(ends):.2f} m off")
    tally.test(f"ways {graph.pace.id}", faults, asked)


# ---- gaps ----


def clusters(city, homes):
    """Lists of homes, each within 100 m of another of its list."""
    pts = np.array([city.home_pt[h] for h in homes]).reshape(-1, 2)
    if not len(pts):
        return []
    k = np.array(metres_per_unit(pts[:, 1].mean()))
    root = list(range(len(homes)))

    def find(i):
        while root[i] != i:
            i = root[i]
        return i

    for a, b in cKDTree(pts * k).query_pairs(NEIGHBOUR_M * 1.01):
        if find(a) != find(b) and vincenty_m(pts[a], pts[b]) <= NEIGHBOUR_M:
            root[find(b)] = find(a)
    found = {}
    for i, h in enumerate(homes):
        found.setdefault(find(i), []).append(h)
    return list(found.values())


def gained_at(streets, homes, minutes, place):
    """(most weight that one junction gains of some homes, most weight that
    lies within reach of `place`)."""
    graph, city = streets.graph, streets.city
    limit, n = minutes * 60000, graph.stations
    ends = [segments_of([line]) for line in streets.line]
    on = [i for i, (a, b) in enumerate(ends)
          if to_segments(place, a, b)[0].min() <= NEAR_M]
    sums = np.zeros(len(graph.nodes), np.int64)
    there = np.zeros(len(on), np.int64)
    for home in homes:
        key = graph.from_home(home, minutes)
        nodes = np.min([key[s * n:s * n + len(sums)] for s in range(3)], 0)
        weight = city.weight[home]
        sums[nodes < (limit + 1) << MM_BITS] += weight
        times, own = streets.sources(home, key)
        for j, i in enumerate(on):
            there[j] += weight * any(
                apart_m(place, streets.point(i, np.clip(x, low, high)))
                <= NEAR_M for low, high in streets.reached(i, times, own,
                                                           limit)
                for x in [along(streets, i, place)])
    return int(sums.max()), int(there.max()) if on else 0


def along(streets, i, place):
    """Millimetres along a street to the place nearest to a point."""
    line = streets.line[i]
    d, t = to_segments(place, line[:-1], line[1:])
    size = lengths_m(line)
    j = int(np.argmin(d))
    return (size[:j].sum() + t[j] * size[j]) / max(size.sum(), 1e-9) * \
        streets.list[i]["length_mm"]


def middle_of(city, homes):
    """Homes as near to the weighted mean as any, to the millimetre."""
    pts = np.array([city.home_pt[h] for h in homes], float)
    mean = np.average(pts, axis=0, weights=city.weight[homes])
    d, _ = to_segments(mean, pts, pts)
    return [h for h, m in zip(homes, d) if m <= d.min() + 0.001]


def check_gaps(tally, answers, streets, category, minutes):
    city, pace = answers.city, answers.pace
    got = ask_json("gaps", "--city", city.path, "--category", category,
                   "--minutes", minutes, "--pace", pace.id, "-k", GAPS)
    verdict, maybe = answers.at(category, minutes)
    slack = int(city.weight[maybe].sum())
    homes = np.nonzero(verdict == UNCOVERED)[0].tolist()
    faults = []
    for what, a, b, give in (("total", got["total"], city.weight.sum(), 0),
                             ("uncovered", got["uncovered"],
                              city.weight[homes].sum(), slack)):
        if abs(milli(a) - int(b)) > give:
            faults.append(f"{what} is {a}, should be {b} thousandths")
    groups = clusters(city, homes)
    groups.sort(key=lambda g: (-city.weight[g].sum(), min(g)))
    if not slack and got["found"] != len(groups):
        faults.append(f"{got['found']} gaps, should be {len(groups)}")
    ms, mm, nearest = answers.times[category]
    mends = 0
    for feature, group in zip(got["features"], groups):
        p = feature["properties"]
        name = f"gap {p['rank']}"
        if milli(p["weight"]) != city.weight[group].sum() or \
                p["homes"] != len(group):
            faults.append(f"{name}: {p['homes']} homes of {p['weight']}, "
                          f"should be {len(group)} of "
                          f"{city.weight[group].sum()} thousandths")
            continue
        want = [(city.facility_id[nearest[h]], int(ms[h]), int(mm[h]))
                if ms[h] >= 0 else (None, None, None)
                for h in middle_of(city, group)]
        there = (p["nearest"],
                 p["walk_seconds"] and milli(p["walk_seconds"]),
                 p["walk_metres"] and milli(p["walk_metres"]))
        if there not in want:
            faults.append(f"{name}: nearest {there}, should be {want[0]}")
        if mends == MENDS or len(group) > MOST_GAP or not p["mend"]:
            continue
        place = units_of((p["mend"]["lon"], p["mend"]["lat"]))
        mends += 1
        junction, here = gained_at(streets, group, minutes, place)
        gained = milli(p["mend"]["gained"])
        if not junction <= gained <= here:
            faults.append(f"{name}: mend gains {gained}; the best junction "
                          f"{junction}, that place {here}")
    tally.test(f"gaps {pace.id} {category} {minutes} min, {len(groups)} gaps,"
               f" {mends} mends", faults, max(1, len(homes)))


# ---- straight ----


class Straight:
    """Straight distances to the facilities of one category."""

    def __init__(self, city, category):
        self.shapes = [city.shape_of(i) for i, f in enumerate(city.facilities)
                       if category in categories_of(f) and f["geometry"]]
        self.areas = [(parts, np.concatenate(parts).min(0),
                       np.concatenate(parts).max(0))
                      for kind, parts in self.shapes if kind == "area"]
        ends = [segments_of(parts) for _, parts in self.shapes]
        if ends:
            self.a = np.concatenate([e[0] for e in ends])
            self.b = np.concatenate([e[1] for e in ends])

    def metres(self, p):
        if not self.shapes:
            return np.inf
        for parts, low, high in self.areas:
            if np.all(low <= p) and np.all(p <= high) and in_rings(parts, p):
                return 0.0
        d, t = to_segments(p, self.a, self.b)
        least = d.min()
        near = np.nonzero(d <= least * (1 + least / 2e6) + 0.05)[0]
        near = near[np.argsort(d[near])][:20]
        return min(vincenty_m(p, self.a[i] + (self.b[i] - self.a[i]) * t[i])
                   for i in near)


def check_straight(tally, city, step):
    """Every home's straight distance to every category, and its answer."""
    categories = [r["id"] for r in table("categories.csv")]
    straight = {c: Straight(city, c) for c in categories}
    faults = []
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "homes.csv")
        ask("export", "homes", "--city", city.path, "--format", "csv",
            "--radius", RADIUS_M, "--category", ",".join(categories),
            "-o", path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            for home, row in enumerate(csv.DictReader(file)):
                if home % step:
                    continue
                p = np.array(city.home_pt[home])
                for c in categories:
                    got = tuple(row[f"{c}_{k}"] for k in
                                ("answer", "reason", "straight_metres"))
                    m = straight[c].metres(p)
                    compared += 1
                    fault = differ(got, straight[c].shapes, m, city.edge_m[home])
                    if fault:
                        faults.append(f"{where(city, home)}, {c}: {got}, "
                                      f"should be {fault}")
    tally.test("straight distances of homes", faults, compared)


def differ(got, there, m, edge_m):
    """None, or what a straight answer should be."""
    if not there:
        want = ("unknown", "no_data", "")
        return None if got == want else want
    if m <= RADIUS_M:
        want = ("covered", "")
    else:
        want = ("unknown", "edge_of_data") if edge_m <= RADIUS_M else \
            ("uncovered", "")
    undecided = min(abs(m - RADIUS_M), abs(edge_m - RADIUS_M)) <= 0.02
    far = not got[2]  # none within 20 km
    right = m > 19990 if far else abs(float(got[2]) - m) <= 0.012
    if right and (undecided or got[:2] == want):
        return None
    return (*want, f"{m:.3f}")


def main():
    city = City(sys.argv[1])
    paces = [Pace(r) for r in table("paces.csv")]
    wanted = sys.argv[2:] or [paces[0].id]
    tally = Tally()
    pick = random.Random(20)
    # Who asks from a home's place asks from the ground (homes on other layers
    # may link otherwise) and within the data's extent.
    flat = [i for i, (l,) in enumerate(city.db.execute(
        "SELECT layer FROM home ORDER BY id")) if l == 0 and city.edge_m[i]]
    server = Server(city.path)
    try:
        for pace in paces:
            if pace.id not in wanted:
                continue
            graph = Graph(city, pace)
            streets = Streets(graph)
            homes = pick.sample(flat, min(NEAREST, len(flat)))
            check_nearest(tally, server, graph, homes)
            check_reach(tally, server, streets, homes[:REACHES])
            check_routes(tally, server, graph, homes[:ROUTES])
            categories = ["pharmacy", "kindergarten"]
            answers = Answers(graph, categories)
            for category, minutes in zip(categories, (15, 5)):
                check_gaps(tally, answers, streets, category, minutes)
    finally:
        server.end()
    check_straight(tally, city, 1 if ALL else 10)
    tally.end()


if __name__ == "__main__":
    main()
