# SPDX-License-Identifier: GPL-3.0-or-later
"""A second opinion on which unit each home is in.

units.py CITY EXTRACT

From the extract itself: its whole boundaries, which of their levels are nested
and so are levels of their own, which place points are units (or the middle of
what a boundary's other parts leave over), and for each home its unit of every
level. From the city: where its homes are. Every home's unit of every level
must be the program's, every unit's weight the sum of its homes, and the units
below another must add up to it.
"""

import collections
import csv
import os
import re
import sys
import unicodedata

import numpy as np

from common import (Tally, in_rings, layer, segments_of, to_segments,
                    vincenty_m)
from extract import Extract

GEODATA = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       "..", "..", "geodata")
REACH_M, PART_M, NEAR_M = 2000, 3000, 500
SLACK_M = 0.02  # nearer to an outline, or to being as near: not decided
OUTLINE_ROLES = {"", "outer", "inner", "exclave", "enclave"}


def rows_of(name):
    with open(os.path.join(GEODATA, name), encoding="utf-8") as file:
        return list(csv.DictReader(l for l in file if not l.startswith("#")))


def units_of(coordinates):
    return tuple(round(c * 1e7) for c in coordinates)


# ---- names ----


def folded(text):
    """In small letters, without accents."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


def names_of(tags):
    keys = {"official_name", "alt_name"}
    found = set()
    for key, value in tags.items():
        if key in keys or key == "name" or key.startswith("name:"):
            for one in value.split(";"):
                name = "".join(c for c in folded(one) if c.isalnum())
                if name:
                    found.add(name)
    return found


def words_of(tags):
    """Names in words; of Chinese characters each is one."""
    found = []
    for key, value in tags.items():
        if key in ("official_name", "alt_name", "name") or \
                key.startswith("name:"):
            for one in value.split(";"):
                words = re.findall(r"[\u2e80-\uffff]|[^\W\u2e80-\uffff]+",
                                   folded(one))
                if words:
                    found.append(words)
    return found


def is_part(some, of):
    return any(of[i:i + len(some)] == some
               for i in range(len(of) - len(some) + 1))


def are_related(a, b):
    return any(is_part(x, y) or is_part(y, x)
               for x in words_of(a) for y in words_of(b))


# ---- boundaries ----


def rings_of(lines):
    """Ways joined end to end; None where they don't close."""
    lines = [list(l) for l in lines]
    degree = collections.Counter(e for l in lines for e in (l[0], l[-1]))
    if any(n % 2 for n in degree.values()):
        return None
    rings = []
    while lines:
        ring = lines.pop()
        while ring[0] != ring[-1]:
            at = next(i for i, l in enumerate(lines)
                      if ring[-1] in (l[0], l[-1]))
            more = lines.pop(at)
            ring += more[1:] if more[0] == ring[-1] else more[-2::-1]
        rings.append(ring)
    return rings


class Boundary:
    def __init__(self, i, number, tags, members, rings):
        self.id, self.number, self.tags = i, number, tags
        self.code = f"osm:r{i}"
        self.members = members
        self.rings = [np.array(r) for r in rings]
        self.low = np.min([r.min(0) for r in self.rings], axis=0)
        self.high = np.max([r.max(0) for r in self.rings], axis=0)
        self.area = self.measure()
        self.level = None

    def measure(self):
        """By even and odd: a ring in an odd number of others takes away."""
        total = 0
        for i, r in enumerate(self.rings):
            x, y = (r - self.rings[0][0]).astype(float).T
            k = np.cos(np.radians(r[:, 1] * 1e-7))
            size = abs(np.sum((x[1:] * y[:-1] - x[:-1] * y[1:]) *
                              (k[1:] + k[:-1]) / 4))
            at = (r[0] + r[1]) / 2
            odd = sum(in_rings([o], at) for n, o in enumerate(self.rings)
                      if n != i) % 2
            total += -size if odd else size
        return total

    def holds(self, p):
        """True, False, or None on the outline."""
        if (p < self.low - 1).any() or (p > self.high + 1).any():
            return False
        a, b = segments_of(self.rings)
        if to_segments(p, a, b)[0].min() < SLACK_M:
            return None
        return in_rings(self.rings, p)

    def scattered(self):
        """Points all over it."""
        step = (self.high - self.low) / 16
        for i in range(1, 16):
            for k in range(1, 16):
                p = np.round(self.low + step * (i, k))
                if self.holds(p):
                    yield p

    def inner(self):
        """A point well inside: the middle of the longest stretch of the
        straight line west to east through the middle."""
        best = (0, None)
        for part in range(1, 16):
            y = self.low[1] + (self.high[1] - self.low[1]) * part / 16 + 0.37
            cuts = []
            for r in self.rings:
                for (x1, y1), (x2, y2) in zip(r, r[1:]):
                    if (y1 > y) != (y2 > y):
                        cuts.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
            cuts.sort()
            for a, b in zip(cuts[::2], cuts[1::2]):
                if b - a > best[0]:
                    best = (b - a, (round((a + b) / 2), round(y)))
        return np.array(best[1])


def boundaries_of(x):
    found = []
    for i, (members, tags) in sorted(x.relation.items()):
        number = tags.get("admin_level", "")
        if tags.get("boundary") != "administrative" or not tags.get("name"):
            continue
        ways = sorted({w for t, w, role in members
                       if t == "w" and role in OUTLINE_ROLES})
        if not ways or any(w not in x.way or any(
                r not in x.node for r in x.way[w][0]) for w in ways):
            continue
        rings = rings_of([[x.node[r] for r in x.way[w][0]] for w in ways])
        if rings:
            found.append(Boundary(
                i, int(number) if number.isdigit() else None, tags, members,
                rings))
    return found


class Levels:
    """Which level each boundary is of, and their order from the coarsest."""

    def __init__(self, boundaries):
        table = {int(r["admin_level"]): r for r in rows_of("levels.csv") if r["admin_level"]}
        nested = set()
        for inner in boundaries:
            if inner.number not in table:
                continue
            level, p = table[inner.number]["level"], None
            for b in boundaries:
                if b.number in table and b.number < inner.number and \
                        table[b.number]["level"] == level:
                    p = inner.inner() if p is None else p
                    if b.holds(p) is not False:
                        nested.add(b.number)
        self.order = []
        name = {}
        for n in sorted(table):
            row = table[n]
            name[n] = row["nested"] if n in nested and row["nested"] \
                else row["level"]
        for n in sorted(table):
            last = max(m for m in table if name[m] == name[n])
            if last == n:
                self.order.append(name[n])
        for b in boundaries:
            if b.number in name:
                b.level = self.order.index(name[b.number])
        self.finest = len(self.order) - 1


# ---- place points ----


class Point:
    def __init__(self, i, pt, tags, row):
        self.id, self.pt, self.tags = i, np.array(pt), tags
        self.town, self.part = row["town"] == "1", row["part"] == "1"
        self.kind = row["kind"]
        self.code = f"osm:n{i}"
        self.level = None  # of the unit that it is


class City:
    def __init__(self, path, x):
        self.path = path
        self.bounds = boundaries_of(x)
        self.levels = Levels(self.bounds)
        self.doubt = 0
        kinds = {r["place"]: {**r, "kind": n}
                 for n, r in enumerate(rows_of("place_units.csv"))}
        self.points = [Point(i, x.node[i], t, kinds[t["place"]])
                       for i, t in sorted(x.node_tags.items())
                       if t.get("place") in kinds and t.get("name")
                       and i in x.node]
        self.centres = [c for c in self.points if self.claims(c)]
        first = {}  # of those that stand for one boundary, the larger kind
        for c in sorted(self.centres, key=lambda c: (c.kind, c.id)):
            first.setdefault(c.code, c)
        self.centres = [c for c in self.centres if first[c.code] is c]

    def smallest(self, p, accept):
        """(boundary or None, whether it is sure) around a place."""
        best, sure = None, True
        for b in self.bounds:
            if not accept(b) or (best and b.area >= best.area):
                continue
            held = b.holds(np.asarray(p))
            if held is None:
                sure = False  # whoever stands on the line is inside
            if held is not False:
                best = b
        return best, sure

    def above(self, p):
        """Its unit of each level but the finest."""
        return tuple(self.smallest(p, lambda b, l=l: b.level == l)[0]
                     for l in range(self.levels.finest))

    def parent(self, p, level):
        return self.smallest(
            p, lambda b: b.level is not None and b.level < level)[0]

    def own(self, c, unit):
        """The smallest boundary that is the point's own."""
        finest = self.levels.finest

        def accept(b):
            if unit and b.level is None:
                return False
            roles = {r for t, i, r in b.members if t == "n" and i == c.id}
            if "label" in roles or ("admin_centre" in roles and (
                    b.level == finest or are_related(b.tags, c.tags))):
                return True
            if not names_of(b.tags) & names_of(c.tags):
                return False
            held = b.holds(c.pt)
            if held is None or held:
                return True
            if b.level != finest:
                return False
            a, d = segments_of(b.rings)
            return to_segments(c.pt, a, d)[0].min() <= NEAR_M and \
                self.parent(c.pt, finest) is self.parent(b.inner(), finest)

        found = sorted((b for b in self.bounds if accept(b)),
                       key=lambda b: b.area)
        return found[0] if found else None

    def has_parts(self, town):
        own = self.own(town, False)
        for c in self.points:
            if not c.part:
                continue
            if own:
                if own.holds(c.pt) is not False:
                    return True
                continue
            m = vincenty_m(town.pt, c.pt)
            if m <= PART_M and all(vincenty_m(t.pt, c.pt) >= m
                                   for t in self.points if t.town):
                return True
        return False

    def claims(self, c):
        """Whether homes are given to the point, and as which unit."""
        finest = self.levels.finest
        if c.town and self.has_parts(c):
            return False
        if self.smallest(c.pt, lambda b: b.level == finest)[0]:
            return False
        own = self.own(c, True)
        if own:
            if own.level == finest or c.part or \
                    own is not self.parent(c.pt, finest):
                return False
            c.code = f"rest:{self.levels.order[finest]}:{own.code}"
        c.borders = self.above(c.pt)
        return True

    def nearest(self, p):
        """(code or None, whether it is sure): the nearest point within the
        same borders."""
        borders = self.above(p)
        found = sorted(
            (vincenty_m(c.pt, p), c.id, c.code) for c in self.centres
            if abs(c.pt[1] - p[1]) < 200000 and c.borders == borders)
        found = [f for f in found if f[0] <= REACH_M + 1]
        if not found:
            return None, True
        sure = abs(found[0][0] - REACH_M) > SLACK_M and (
            len(found) < 2 or found[1][0] - found[0][0] > SLACK_M)
        return (found[0][2] if found[0][0] <= REACH_M else None), sure

    def mapped(self, p):
        """(codes by level, whether it is sure) of boundaries and points."""
        codes, certain = [], True
        for level in range(self.levels.finest + 1):
            b, sure = self.smallest(p, lambda b, l=level: b.level == l)
            certain &= sure
            codes.append(b.code if b else None)
        if codes[-1] is None:
            codes[-1], sure = self.nearest(p)
            certain &= sure
        return codes, certain


def above_of(codes_of, parents):
    """By level: the finest level that a unit of it has its parent in."""
    level_of = {}
    for codes in codes_of:
        for level, code in enumerate(codes):
            if code:
                level_of[code] = level
    above = {}
    for code, parent in parents.items():
        if code in level_of and parent in level_of:
            level = level_of[code]
            above[level] = max(above.get(level, -1), level_of[parent])
    return above


def filled(codes, order, above, base):
    """What of a unit lies in no finer one is the rest of it."""
    out = list(codes)
    for level, code in enumerate(codes):
        up = out[above[level]] if level in above else None
        if code is None and up:
            whole = base.get(up, up)
            out[level] = f"rest:{order[level]}:{whole}"
            base[out[level]] = whole
        elif code and code.startswith("rest:"):
            base[code] = code.split(":", 2)[2]
    return out


def check_homes(city, homes, tally):
    mapped = [city.mapped(units_of(h["geometry"]["coordinates"]))
              for h in homes]
    parents, finest = {}, {}
    for b in city.bounds:
        if b.level is not None:
            # Which one a boundary lies in that crosses others is a choice.
            up = city.parent(b.inner(), b.level)
            ups = [u for p in b.scattered() if (u := city.parent(p, b.level))]
            if up:
                parents[b.code] = up.code
                ups.append(up)
            if ups:
                finest[b.code] = max(ups, key=lambda u: u.level).code
    for c in city.centres:
        up = city.parent(c.pt, city.levels.finest)
        if up:
            parents[c.code] = finest[c.code] = up.code
    above = above_of([m for m, _ in mapped], parents)
    most = above_of([m for m, _ in mapped], finest)
    order, faults, asked, base = city.levels.order, [], 0, {}
    shown = {k[5:] for k in homes[0]["properties"] if k.startswith("unit_")}
    for h, (codes, sure) in zip(homes, mapped):
        if not sure:
            continue
        asked += 1
        want = filled(codes, order, above, base)
        for n, (level, code) in enumerate(zip(order, want)):
            if codes[n] is None and above.get(n) != most.get(n):
                continue
            got = h["properties"].get(f"unit_{level}") or None
            if level in shown and got != code or level not in shown and code:
                faults.append(f"home {h['properties']['home']} {level}: "
                              f"{got}, not {code}")
    tally.test("the unit of each home", faults, asked)
    doubt = len(homes) - asked
    tally.test("homes on a border are few", [f"{doubt} of {len(homes)}"]
               if doubt * 20 > len(homes) else [], len(homes))


def check_sums(city, homes, tally):
    """Weights are sums of homes, and children add up to their parents."""
    units = [f["properties"] for f in layer(city.path, "units")]
    weight = collections.Counter()
    for h in homes:
        for key, code in h["properties"].items():
            if key.startswith("unit_") and code:
                weight[code] += round(1000 * h["properties"]["weight"])
    told = {u["code"]: round(1000 * u["weight"]) for u in units}
    tally.test("weights are sums of homes",
               [f"{c}: {told.get(c)}, not {w}" for c, w in weight.items()
                if told.get(c) != w] +
               [f"{c}: {w} of no home" for c, w in told.items()
                if w and c not in weight], len(told))
    below = collections.defaultdict(collections.Counter)
    for u in units:
        if u["parent"]:
            below[u["parent"]][u["level"]] += told[u["code"]]
    faults = [f"{parent}: {told[parent]}, its {level} {total}"
              for parent, levels in below.items()
              for level, total in levels.items() if total != told[parent]]
    tally.test("children add up", faults)


def main():
    path, extract = sys.argv[1:]
    city = City(path, Extract(extract))
    homes = layer(path, "homes")
    tally = Tally()
    check_homes(city, homes, tally)
    check_sums(city, homes, tally)
    tally.end()


if __name__ == "__main__":
    main()
