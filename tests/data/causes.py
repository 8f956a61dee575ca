#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a service is out of reach, and what would mend it, in small cities that are
drawn with one thing in the way each. What a mend gains is held against the city
drawn again with it: the street built, the gate open, the facility there.

    causes.py [NAME], the program being $LIFECIRCLE
"""
import json
import math
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
ONLY = sys.argv[1] if len(sys.argv) > 1 else ""
WEST, SOUTH = 104.0, 30.6
LON_M, LAT_M = 95902.8, 110863.0  # metres a degree there, near enough to draw by
counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print(f"FAILED: {name}: {why}")
    return fine


# ---- drawing ----


class City:
    """In metres east and north of a corner; nodes at one place are one."""

    def __init__(self):
        self.at, self.tags, self.ways = {}, {}, []

    def node(self, x, y, **tags):
        place = (round(x, 3), round(y, 3))
        number = self.at.setdefault(place, len(self.at) + 1)
        self.tags.setdefault(number, {}).update(tags)
        return number

    def way(self, *places, **tags):
        self.ways.append(([self.node(*p) for p in places], tags))

    def area(self, west, south, east, north, **tags):
        self.way((west, south), (east, south), (east, north), (west, north), (west, south), **tags)

    def street(self, *places, **tags):
        self.way(*places, **{"highway": "tertiary", **tags})

    def homes(self, y, west, east, step=40):
        """A street with houses, 12 m off it. People live nowhere else."""
        self.street((west, y), *[(500, y)] * (west < 500 < east), (east, y), highway="residential", name="南街")
        for x in range(west + step // 2, east, step):
            self.area(x - 4, y - 16, x + 4, y - 8, building="apartments")

    def place(self, lon, lat):
        return (lon - WEST) * LON_M, (lat - SOUTH) * LAT_M

    def join(self, x, y):
        """A node on the street that passes there."""
        place = {n: p for p, n in self.at.items()}
        best = None
        for nodes, tags in self.ways:
            for i in range(len(nodes) - 1) if "highway" in tags else ():
                (ax, ay), (bx, by) = place[nodes[i]], place[nodes[i + 1]]
                along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
                along = min(max(along, 0), 1)
                off = math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y)
                if best is None or off < best[0]:
                    best = off, nodes, i, along
        off, nodes, i, along = best
        if along in (0, 1):
            return place[nodes[i + along]]
        nodes.insert(i + 1, self.node(x, y))
        return x, y

    def text(self):
        def shown(tags):
            return "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())

        rows = ['<osm version="0.6"><bounds minlat="30.55" minlon="103.95" maxlat="30.65" maxlon="104.07"/>']
        for (x, y), n in self.at.items():
            rows.append(f'<node id="{n}" lat="{SOUTH + y / LAT_M:.7f}" lon="{WEST + x / LON_M:.7f}">{shown(self.tags[n])}</node>')
        for i, (nodes, tags) in enumerate(self.ways):
            rows.append(f'<way id="{i + 1}">{"".join(f"""<nd ref="{n}"/>""" for n in nodes)}{shown(tags)}</way>')
        return "\n".join(rows + ["</osm>"])


def two_streets(c, gap=140, joined=True, west=100, east=900):
    """The pharmacy is on the northern one, who lacks it on the southern; they meet 2 km to the east."""
    c.street((0, 0), (west, 0), name="南街")
    c.street((east, 0), (2000, 0), name="南街")
    c.street((0, gap), (500, gap), (2000, gap), name="北街")
    if joined:
        c.street((2000, 0), (2000, 60), (2000, gap), name="东街")
    c.homes(0, west, east)
    c.node(500, gap + 8, amenity="pharmacy", name="北药店")


def river(c):
    c.way((-300, 70), (1900, 70), waterway="river", name="府河")
    two_streets(c)


def river_without_bridge(c):
    c.way((-300, 70), (2300, 70), waterway="river", name="府河")
    two_streets(c, joined=False)


def banks(c):
    c.area(-300, 50, 1900, 90, natural="water", water="river")
    c.way((-300, 70), (1900, 70), waterway="river", name="沙河")
    two_streets(c)


def railway(c):
    c.way((-300, 70), (1900, 70), railway="rail", name="成昆线")
    c.way((-300, 76), (1900, 76), railway="rail")
    two_streets(c)


def motorway(c):
    c.way((-300, 70), (1900, 70), highway="motorway", name="绕城高速")
    two_streets(c)


def wall(c):
    c.way((-300, 70), (1900, 70), barrier="wall", name="老城墙")
    two_streets(c)


def compound(c, north="no"):
    """Homes in grounds with a gate to the south; another one, to the north, is locked."""
    c.street((0, 0), (300, 0), (2000, 0), name="南街")
    c.street((0, 400), (300, 400), (2000, 400), name="北街")
    c.street((2000, 0), (2000, 400), name="东街")
    c.way((300, 0), (300, 60), highway="service")
    c.way((300, 60), (300, 340), highway="residential", access="private")
    c.way((300, 340), (300, 400), highway="service")
    c.way((50, 60), (300, 60), (550, 60), (550, 340), (300, 340), (50, 340), (50, 60), landuse="residential", name="桃园小区")
    c.way((50, 60), (300, 60), (550, 60), (550, 340), (300, 340), (50, 340), (50, 60), barrier="wall")
    c.node(300, 60, barrier="gate", access="private")
    c.node(300, 340, barrier="gate", access=north)
    for y in range(120, 321, 40):
        c.area(310, y, 318, y + 8, building="apartments")
    c.node(300, 408, amenity="pharmacy", name="北药店")


def gate(c, access="no"):
    two_streets(c)
    c.way((500, 0), (500, 70), (500, 140), highway="footway", name="后巷")
    c.node(500, 70, barrier="gate", access=access)


def crossing(c):
    """A road with sidewalks of their own, which meet at its end alone."""
    c.street((0, 70), (2100, 70), highway="primary", sidewalk="separate", name="人民大道")
    two_streets(c)


def steps(c):
    two_streets(c)
    c.way((500, 0), (500, 60), highway="footway")
    c.way((500, 60), (500, 70), highway="steps")
    c.way((500, 70), (500, 140), highway="footway")


def dead_ends(c):
    """Two lanes that end 30 m from each other."""
    two_streets(c, gap=230)
    c.street((500, 0), (500, 100))
    c.street((500, 130), (500, 230))


def house(c):
    """The same with a long house between, through which no way may lead."""
    dead_ends(c)
    c.area(-200, 110, 1950, 120, building="yes")


def far(c):
    c.street((0, 0), (100, 0), name="南街")
    c.homes(0, 100, 300)
    c.street((300, 0), (3000, 0), name="南街")
    c.node(2900, 8, amenity="pharmacy", name="东药店")


def edge(c):
    """The street leaves the data behind the last home."""
    c.street((-4780, 0), (-4900, 0), name="西街")
    c.ways[-1][0].append(999999)
    c.homes(0, -4780, -4300)
    c.street((0, 0), (600, 0), name="南街")
    c.node(500, 8, amenity="pharmacy", name="东药店")


def mixed(c):
    """A railway that one crosses near by, a river and its railing, a wall in the way of nobody."""
    c.way((-300, 110), (1900, 110), waterway="river", name="府河")
    c.way((-300, 125), (1900, 125), barrier="fence")
    c.way((-300, 30), (2300, 30), railway="rail", name="成昆线")
    c.way((450, 85), (700, 85), barrier="wall")
    c.street((0, 60), (2000, 60))
    c.street((0, 0), (0, 60))
    two_streets(c)


def other_pharmacy(c):
    """One is near as the crow flies, another nearer to walk to, and too far as well."""
    c.way((-300, 70), (1900, 70), waterway="canal", name="东风渠")
    two_streets(c, west=100, east=300)
    c.node(1900, -8, amenity="pharmacy", name="南药店")


def hours(c):
    """At night the pharmacy at the end of a path is shut."""
    two_streets(c)
    c.way((500, 0), (500, 140), highway="footway")
    c.node(500, 148, opening_hours="Mo-Su 08:00-20:00")


# name: how it is drawn; cause, barrier's kind and name; mends that help, of link and gate; words of the command
CITIES = {
    "river": (river, "barrier", "water", "府河", "link"),
    "river without a bridge": (river_without_bridge, "barrier", "water", "府河", "link"),
    "banks without a name": (banks, "barrier", "water", "沙河", "link"),
    "railway": (railway, "barrier", "railway", "成昆线", "link"),
    "motorway": (motorway, "barrier", "closed_road", "绕城高速", "link"),
    "wall": (wall, "barrier", "wall", "老城墙", "link"),
    "compound with one gate": (compound, "barrier", "compound", "桃园小区", "gate"),
    "closed gate": (gate, "barrier", "way", None, "link gate"),
    "missing crossing": (crossing, "barrier", "crossing", "人民大道", "link"),
    "steps, on wheels": (steps, "barrier", "way", None, "link", "--pace", "wheelchair"),
    "missing short link": (dead_ends, "barrier", "way", None, "link"),
    "house in the way": (house, "barrier", "building", None, ""),
    "far": (far, "far", None, None, ""),
    "mixed": (mixed, "barrier", "water", "府河", "link"),
    "hours": (hours, "closed", None, None, "", "--open-at", "2026-11-30T22:00"),
    "another is nearer to walk to": (other_pharmacy, "barrier", "water", "东风渠", "link"),
}


# ---- asking ----


def made(folder, draw, mend=lambda c: None):
    c = City()
    draw(c)
    mend(c)
    with open(f"{folder}/c.osm", "w", encoding="utf-8") as f:
        f.write(c.text())
    city = f"{folder}/c.city"
    subprocess.run(["rm", "-f", city], check=True)
    subprocess.run([PROGRAM, "import", "osm", f"{folder}/c.osm", "--city", city, "-q"], check=True)
    return city


def gaps(city, words):
    out = subprocess.run([PROGRAM, "gaps", "--city", city, "--category", "pharmacy", "--minutes", "10", *words, "--format", "json"],
                         capture_output=True, text=True, check=True)
    return json.loads(out.stdout)


def gained_with(folder, draw, words, before, mend):
    return before["uncovered"] - gaps(made(folder, draw, mend), words)["uncovered"]


def same(a, b):
    return abs(a - b) < 1e-3


def mends(name, folder, draw, words, before):
    """Each mend gains what the city gains that has it."""
    gap = before["features"][0]["properties"]
    found = gap["mend"] or {}
    for kind in ("link", "gate", "site"):
        m = found.get(kind)
        if not m:
            continue

        def mend(c):
            if kind == "link":
                c.way(c.join(*c.place(*m["from"])), c.join(*c.place(*m["to"])), highway="footway", bridge="yes", layer="0")
            elif kind == "gate":
                x, y = min(c.at, key=lambda p: math.dist(p, c.place(m["lon"], m["lat"])))
                c.node(x, y, access="yes")
            else:
                x, y = c.place(m["lon"], m["lat"])
                c.node(x, y, amenity="pharmacy", name="新药店", opening_hours="24/7")

        got = gained_with(folder, draw, words, before, mend)
        check(f"{name}: what the {kind} gains", same(got, m["gained"]), (got, m))
    return found


def explain(name, folder):
    draw, cause, kind, called, helping, *words = CITIES[name]
    before = gaps(made(folder, draw), words)
    if not check(f"{name}: one gap", before["found"] == 1, before["found"]):
        return
    gap = before["features"][0]["properties"]
    barrier = gap["barrier"] or {}
    check(f"{name}: cause", gap["cause"] == cause, gap)
    check(f"{name}: barrier", (barrier.get("kind"), barrier.get("name")) == (kind, called), barrier)
    if kind:
        check(f"{name}: before the one that is near", barrier.get("facility_name") == "北药店", barrier)
    found = mends(name, folder, draw, words, before)
    for mend in ("link", "gate"):
        check(f"{name}: {mend}", bool(found.get(mend)) == (mend in helping), found)
    if name == "closed gate":
        check(f"{name}: its street", found["gate"]["name"] == "后巷", found)
    check(f"{name}: one more facility", (found.get("site") or {}).get("gained", 0) > 0, found)


# ---- what no gap tells ----


def the_rest(folder):
    before = gaps(made(folder, edge), [])
    check("edge of the data: not known, and no gap", before["found"] == 0 and before["unknown"] > 0, before)
    check("steps: on foot no gap", gaps(made(folder, steps), [])["found"] == 0)
    check("gate: open, no gap", gaps(made(folder, lambda c: gate(c, "yes")), [])["found"] == 0)
    check("compound: both gates open, no gap", gaps(made(folder, lambda c: compound(c, "private")), [])["found"] == 0)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in CITIES:
            if ONLY in name:
                explain(name, folder)
        if not ONLY:
            the_rest(folder)
    print(f"{counts[0]} passed, {counts[1]} failed")
    return 1 if counts[1] else 0


sys.exit(main())
