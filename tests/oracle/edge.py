# SPDX-License-Identifier: GPL-3.0-or-later
"""A second opinion on where the data end.

edge.py CITY EXTRACT

From the extract itself: how far it reaches, and which ends of streets were
cut (a next node that isn't there; a dead end within 20 m of the outline, off
the sea; a dead end outside the whole boundaries, where these hold nine tenths
of the street nodes). From the city: its extent, the outline off the sea, and
the streets' own marks. Walks to the ends are oracle.py's.
"""

import collections
import sqlite3
import sys

import numpy as np

from common import (Tally, blob_parts, in_rings, metres_per_unit, segments_of,
                    to_segments)
from extract import Extract

SIDE_M, DEAD_M, SEA_STEP_M, BORDER_M = 500, 20, 100, 0.05
LANES = {("service", "driveway"), ("service", "parking_aisle"),
         ("noexit", "yes")}
TURNS = {("noexit", "yes"), ("highway", "turning_circle"),
         ("highway", "turning_loop"), ("leisure", "slipway")}
# Whose ways are walkers' own, and whose tags decide; what says otherwise.
WALKED = {"primary", "secondary", "tertiary", "unclassified", "residential",
          "living_street", "pedestrian", "service", "track", "footway", "path",
          "steps"}
DOUBTFUL = {"trunk", "trunk_link", "primary_link", "secondary_link",
            "tertiary_link", "cycleway", "bridleway", "busway", "road",
            "corridor"}
ACCESS = {"access", "foot", "vehicle", "motorroad", "bicycle", "wheelchair",
          "indoor", "level", "sidewalk"}


class Coast:
    """Coastlines: land on their left."""

    def __init__(self, x):
        lines = [[x.node[r] for r in refs if r in x.node]
                 for refs, tags in x.way.values()
                 if tags.get("natural") == "coastline"]
        lines = [np.array(l) for l in lines if len(l) > 1]
        self.any = bool(lines)
        if not self.any:
            return
        self.a, self.b = segments_of(lines)
        keep = (self.a != self.b).any(axis=1)
        self.a, self.b = self.a[keep], self.b[keep]

    def turn(self, p, i):
        k = metres_per_unit(p[1])
        a, b = ((s[i] - p) * k for s in (self.a, self.b))
        return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], b - a

    def sea(self, p):
        """True, False, or None where the nearest coast is cut and its parts
        say different things."""
        p = np.asarray(p)
        d, t = to_segments(p, self.a, self.b)
        near = np.nonzero(d <= d.min() + 0.002)[0]
        turn, along = self.turn(p, near)
        off = np.abs(turn) / np.hypot(*along.T)
        own = turn[np.argmax(off)] < 0
        i = near[np.argmax(off)]
        if 0 < t[i] < 1 or len(near) > 1:
            return own
        part = np.nonzero(d <= 1.25 * d.min() + SEA_STEP_M)[0]
        whole = self.turn(p, part)[0].sum() < 0
        return own if whole == own else None


def outlines(x):
    """Even-odd rings of the whole, named administrative boundaries."""
    found = []
    for members, tags in x.relation.values():
        if tags.get("boundary") != "administrative" or not tags.get("name"):
            continue
        ways = [i for t, i, _ in members if t == "w"]
        if not ways or any(i not in x.way or any(
                r not in x.node for r in x.way[i][0]) for i in ways):
            continue
        degree = collections.Counter(
            r for i in ways for r in (x.way[i][0][0], x.way[i][0][-1]))
        if all(n % 2 == 0 for n in degree.values()):
            found.append([np.array([x.node[r] for r in x.way[i][0]])
                          for i in ways])
    return found


def in_any(areas, p):
    """Whoever stands on the line is inside."""
    for lines in areas:
        low = np.min([l.min(0) for l in lines], axis=0)
        high = np.max([l.max(0) for l in lines], axis=0)
        if (low <= p).all() and (p <= high).all() and (
                in_rings(lines, p) or
                to_segments(p, *segments_of(lines))[0].min() < 0.003):
            return True
    return False


def header_holds(box, points, coast):
    """Whether the streets bear the header's box out; None: a side may be sea
    or not."""
    west, east, north, south = box
    kx, ky = metres_per_unit((north + south) / 2)
    sides = [((west, south), (west, north), (points[:, 0] - west) * kx),
             ((east, south), (east, north), (east - points[:, 0]) * kx),
             ((west, south), (east, south), (points[:, 1] - south) * ky),
             ((west, north), (east, north), (north - points[:, 1]) * ky)]
    met = [d.min() <= SIDE_M for _, _, d in sides]
    if not coast.any:
        return sum(met) >= 2
    answers = []
    for (a, b, _), m in zip(sides, met):
        if m:
            continue
        at = [coast.sea(np.add(a, np.subtract(b, a) * i / 64))
              for i in range(65)]
        if at.count(True) >= 59:
            continue
        answers.append(None if at.count(False) < 7 else False)
    return False if False in answers else None if answers else True


class Edge:
    def __init__(self, path, x):
        self.x = x
        db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        self.rule, extent, land = db.execute(
            "SELECT extent_rule, geom, land_edge FROM source"
            " WHERE kind = 'osm'").fetchone()
        self.extent = blob_parts(extent)[1]
        self.land = blob_parts(land)[1] if land else []
        self.rows = []
        self.points = []
        self.nodes = []
        for way, ends, *perm, g in db.execute(
                "SELECT way_id, ends, foot, wheelchair, cycle, geom"
                " FROM street"):
            line = blob_parts(g)[1][0]
            self.points.append(line)
            self.nodes += [line[0], line[-1]]
            self.rows.append((way, ends, any(p and not p & 4 for p in perm),
                              tuple(line[0]), tuple(line[-1])))
        self.points = np.concatenate(self.points)
        self.coast = Coast(x)
        areas = outlines(x)
        ask = self.nodes[::max(1, len(self.nodes) // 4000)]
        inside = sum(in_any(areas, p) for p in ask) / len(ask)
        self.areas = areas if inside >= 0.9 else None
        self.sure = abs(inside - 0.9) > 0.02

    def loose_ends(self):
        """(missing, dead): positions by way at which a street ends because a
        node is missing, or because nothing goes on."""
        x = self.x
        use = collections.Counter()
        for refs, tags in x.way.values():
            if "highway" in tags or tags.get("railway") == "platform" or \
                    tags.get("public_transport") == "platform":
                at = [x.node[r] for r in refs if r in x.node]
                use.update(p for i, p in enumerate(at)
                           if not i or at[i - 1] != p)
        tagged = collections.defaultdict(set)
        for i, tags in x.node_tags.items():
            tagged[x.node.get(i)] |= set(tags.items())
        missing, dead = set(), set()
        for way in {r[0] for r in self.rows}:
            refs, tags = x.way[way]
            if LANES & set(tags.items()) or tags.get("area") == "yes":
                continue
            for a, b in zip(refs, refs[1:]):
                if (a in x.node) != (b in x.node):
                    missing.add((way, x.node.get(a) or x.node[b]))
            for r in (refs[0], refs[-1]):
                p = x.node.get(r)
                if p and use[p] == 1 and not TURNS & tagged[p]:
                    dead.add((way, p))
        return missing, dead

    def alone(self):
        """Positions of nodes that are all that the extract has of a way there:
        {position: True, or None where tags would have to be weighed}."""
        x, found = self.x, {}
        for refs, tags in x.way.values():
            if LANES & set(tags.items()) or tags.get("area") == "yes" or \
                    tags.get("highway") not in WALKED | DOUBTFUL:
                continue
            sure = tags["highway"] in WALKED and not ACCESS & tags.keys()
            at = [x.node.get(r) for r in refs]
            for i, p in enumerate(at):
                beside = at[max(0, i - 1):i] + at[i + 1:i + 2]
                if p and beside and not any(beside):
                    found[p] = found.get(p) or sure or None
        return found

    def is_cut(self, p):
        """True, False, or None where that hangs on a few centimetres, or on
        which side of a cut coast it lies."""
        found = False
        if self.land:
            a, b = segments_of(self.land)
            d = to_segments(p, a, b)[0].min()
            if abs(d - DEAD_M) < BORDER_M:
                return None
            found = d <= DEAD_M
        if not found and self.areas is not None:
            found = not in_any(self.areas, p)
        return found

    def check_rule(self, tally):
        faults = []
        if self.rule not in ("option", "clip") and self.x.header:
            holds = header_holds(self.x.header, self.points, self.coast)
            if holds is not None and holds != (self.rule == "header"):
                faults.append(f"the header's box is{'' if holds else ' not'} "
                              f"borne out, the rule is {self.rule}")
        if self.rule in ("boundary", "streets") and self.sure and \
                (self.rule == "boundary") != (self.areas is not None):
            faults.append(f"the rule is {self.rule}")
        tally.test("how far the extract reaches", faults, 1)

    def check_land(self, tally):
        """The outline off the sea: what is left lies on it, and not in the
        sea; what is gone does."""
        a, b = segments_of(self.extent)
        faults, asked = [], 0
        for line in self.land:
            for p in (line[0], (line[0] + line[1]) / 2, line[1]):
                if to_segments(p, a, b)[0].min() > BORDER_M:
                    faults.append(f"{p} is not on the outline")
        for p, q in zip(a, b):
            size = np.hypot(*((q - p) * metres_per_unit(p[1])))
            for i in range(int(size // SEA_STEP_M)):
                at = p + (q - p) * (i + 0.5) * SEA_STEP_M / size
                near = [self.coast.any and self.coast.sea(
                    at + (q - p) * k * SEA_STEP_M / size) for k in (-1, 0, 1)]
                if len(set(near)) > 1 or None in near:
                    continue
                asked += 1
                kept = bool(self.land) and to_segments(
                    at, *segments_of(self.land))[0].min() < BORDER_M
                if kept == near[0]:
                    faults.append(f"{at} is {'sea' if near[0] else 'land'}")
        tally.test("the outline off the sea", faults, asked)

    def check_cuts(self, tally):
        missing, dead = self.loose_ends()
        alone = self.alone()
        faults, asked = [], 0
        for way, ends, public, first, last in self.rows:
            lane = bool(LANES & set(self.x.way[way][1].items()))
            if lane != bool(ends & 4):
                faults.append(f"way {way}: ends {ends}")
            for bit, p in ((1, first), (2, last)):
                want = False
                if public and not lane:
                    want = (way, p) in missing or (
                        (way, p) in dead and self.is_cut(np.array(p)))
                    if not want:
                        by = alone.get(p, False)
                        want = by or (None if None in (want, by) else False)
                asked += (way, p) in missing or (way, p) in dead
                if want is not None and want != bool(ends & bit):
                    faults.append(f"way {way} at {p}: ends {ends}, missing "
                                  f"{(way, p) in missing}, dead "
                                  f"{(way, p) in dead}")
        tally.test("cut ends of streets", faults, asked)


def main():
    path, extract = sys.argv[1:]
    edge = Edge(path, Extract(extract))
    tally = Tally()
    edge.check_rule(tally)
    edge.check_land(tally)
    edge.check_cuts(tally)
    tally.end()


if __name__ == "__main__":
    main()
