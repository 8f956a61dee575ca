# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways at a time, past gates and along ways that have hours.

times.py EXTRACT FOLDER HOW_MANY_HOMES

Hangs gates with hours on some nodes of a real extract and hours on some of its
footways, from a fixed seed; then bars, for each time asked about, those that
are closed then (by hours that this file writes and reads by itself) and walks
oracle.py's graph over what is left. The program's ways at that time must be as
long, to the last digit, and exist where one exists. What can't be read is gone
round where there is another way.
"""

import collections
import math
import os
import random
import subprocess
import sys
import urllib.error

import numpy as np

from common import Tally, ask
from oracle import MM_BITS, MOST_MS, City, Graph, Pace, table
from places import Server, milli, where

SEED = 31
GATES, WAYS = 400, 300
PACES = ("standard", "cycle")
# (tags, whether it is open at (weekday from Monday, hour); None: not known)
GATE_KINDS = [
    ("barrier=gate,opening_hours=06:00-22:00", lambda d, h: 6 <= h < 22),
    ("barrier=gate,access=yes,access:conditional=no @ (22:00-06:00)",
     lambda d, h: 6 <= h < 22),
    ("barrier=lift_gate,access=no,"
     "access:conditional=yes @ (Mo-Fr 07:00-19:00; Sa 08:00-12:00)",
     lambda d, h: d < 5 and 7 <= h < 19 or d == 5 and 8 <= h < 12),
    ("barrier=turnstile,opening_hours=Mo-Sa 05:00-24:00",
     lambda d, h: d < 6 and h >= 5),
    ("barrier=gate,opening_hours=when somebody is there", lambda d, h: None),
    ("barrier=gate,access:conditional=no @ wet", lambda d, h: None),
]
WAY_KINDS = [
    ("access:conditional=no @ (20:00-08:00)", lambda d, h: 8 <= h < 20),
    ("opening_hours=Mo-Fr 08:00-18:00", lambda d, h: d < 5 and 8 <= h < 18),
]
TIMES = [("2026-11-25T12:00", 2, 12), ("2026-11-25T23:00", 2, 23),
         ("2026-11-29T12:00", 6, 12)]
OPEN_WAYS = {"footway", "path", "steps"}


def quoted(tags):
    """As OPL has it."""
    return ",".join("=".join(
        "".join(c if c.isalnum() or c in ":;-_()" else f"%{ord(c):x}%"
                for c in part) for part in tag.split("=", 1))
        for tag in tags.split(","))


def hang_up(extract, path, chance):
    """Writes the extract anew; ({node: kind}, {way: kind})."""
    opl = subprocess.run(["osmium", "cat", "-f", "opl", extract],
                         capture_output=True, check=True).stdout.decode()
    lines = opl.splitlines()
    nodes, ways, bare = set(), [], {}
    for i, line in enumerate(lines):
        fields = {f[0]: f[1:] for f in line.split(" ") if f}
        if line[0] == "n" and not fields.get("T"):
            bare[fields["n"]] = i
        if line[0] == "w" and "highway=" in fields.get("T", ""):
            refs = [r[1:].split("x")[0] for r in fields["N"].split(",")]
            nodes |= set(refs[1:-1])
            kind = fields["T"].split("highway=")[1].split(",")[0]
            if kind in OPEN_WAYS and not any(
                    k in fields["T"] for k in ("access", "foot=", "bicycle",
                                               "amenity", "leisure", "shop")):
                ways.append((fields["w"], i))
    gates, closed = {}, {}
    for n in chance.sample(sorted(nodes & set(bare)), GATES):
        gates[int(n)] = chance.choice(GATE_KINDS)
        lines[bare[n]] = lines[bare[n]].replace(
            " T ", f" T{quoted(gates[int(n)][0])} ", 1)
    for w, i in chance.sample(ways, min(WAYS, len(ways))):
        closed[int(w)] = chance.choice(WAY_KINDS)
        lines[i] = lines[i].replace(" T", f" T{quoted(closed[int(w)][0])},", 1)
    text = "\n".join(lines) + "\n"
    subprocess.run(["osmium", "cat", "-F", "opl", "-", "-o", path,
                    "--overwrite"], input=text.encode(), check=True)
    return gates, closed


class Then(City):
    """A city at a time. Of the streets that end where a home's leg does one
    alone has its link; where that one is closed, the others stand in for it."""

    def links(self, owner, mode):
        links = super().links(owner, mode)
        if owner != "h":
            return links
        meeting = collections.defaultdict(list)
        for s in self.plain:
            meeting[s["from_node"]].append((s, s["at_mm"]))
            meeting[s["to_node"]].append((s, s["at_mm"] + s["length_mm"]))
        street = {s["street"]: s for s in self.plain}
        for i, number, at, leg in list(links):
            s = street[number]
            node = {s["at_mm"]: s["from_node"],
                    s["at_mm"] + s["length_mm"]: s["to_node"]}.get(at)
            if number in self.shut and node is not None:
                links += [(i, o["street"], there, leg)
                          for o, there in meeting[node]
                          if o["street"] not in self.shut and
                          o["layer"] == s["layer"] and
                          ends_nearest(self.lines[o["street"]],
                                       there == o["at_mm"], self.home_pt[i])]
        return links


def ends_nearest(line, first, p):
    """Whether of a line that end is the nearest to a place; 1e-7 degrees."""
    across = math.cos(math.radians(p[1] / 1e7))
    x = (np.array(line, float) - np.array(p, float)) * (across, 1)
    a, d = x[:-1], np.diff(x, axis=0)
    t = np.clip(-(a * d).sum(1) / np.maximum((d * d).sum(1), 1e-300), 0, 1)
    least = np.hypot(*(a + d * t[:, None]).T).min()
    return np.hypot(*x[0 if first else -1]) <= least * (1 + 1e-9)


def at_time(city, gates, closed, maybe, day, hour):
    """A copy of a city in which what is closed then leads nowhere."""
    def shut(kind):
        is_open = kind[1](day, hour)
        return not maybe if is_open is None else not is_open

    way_of = dict(city.db.execute("SELECT id, way_id FROM street"))
    then = Then.__new__(Then)
    then.__dict__.update(city.__dict__)
    then.plain, then.streets = city.streets, []
    then.shut = {i for i, way in way_of.items()
                 if way in closed and shut(closed[way])}
    for s in city.streets:
        s = dict(s)
        if s["street"] in then.shut:
            s.update({m: 0 for m in ("foot", "wheelchair", "cycle")})
        for k, end in enumerate(("from_node", "to_node")):
            if s[end] in gates and shut(gates[s[end]]):
                s[end] = f"gate {s['street']} {k}"
        then.streets.append(s)
    return then


def pair_of(keys, i):
    """The way's time and length, by the first of some searches that finds one
    (round what isn't known if there is a way round), or None."""
    for key in keys:
        if key[i] < (MOST_MS + 1) << MM_BITS:
            return int(key[i]) >> MM_BITS, int(key[i]) & ((1 << MM_BITS) - 1)
    return None


def main():
    extract, folder, homes = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    chance = random.Random(SEED)
    changed = os.path.join(folder, "times.osm.pbf")
    gates, closed = hang_up(extract, changed, chance)
    path = os.path.join(folder, "times.city")
    ask("import", "osm", changed, "--city", path, "-q")
    city = City(path)
    tally = Tally()
    said = {i[0] + i[1:] for (i,) in city.db.execute(
        "SELECT DISTINCT osm_id FROM closing")}
    tally.test("gates and ways with hours that are known",
               [] if len(said) > (GATES + WAYS) / 2 else
               [f"{len(said)} of {GATES + WAYS}"], len(said))
    flat = [i for i, (l,) in enumerate(city.db.execute(
        "SELECT layer FROM home ORDER BY id")) if l == 0 and city.edge_m[i]]
    server = Server(path)
    try:
        for pace in (Pace(r) for r in table("paces.csv") if r["id"] in PACES):
            plain = Graph(city, pace)
            for when, day, hour in TIMES:
                sure, maybe = (Graph(at_time(city, gates, closed, m, day,
                                             hour), pace) for m in (0, 1))
                faults, asked, longer = [], 0, 0
                for home in chance.sample(flat, int(homes)):
                    keys = [g.from_home(home)[g.first_facility:]
                            for g in (plain, sure, maybe)]
                    near = np.nonzero(keys[0] < (900000 << MM_BITS))[0]
                    for i in chance.sample(near.tolist(), min(9, len(near))):
                        want = pair_of(keys[1:], i)
                        asked += 1
                        longer += want != pair_of(keys[:1], i)
                        got = ask_way(server, city, pace, home, i, when)
                        if got != want:
                            faults.append(f"{where(city, home)} to "
                                          f"{city.facility_id[i]}: {got}, "
                                          f"should be {want}")
                tally.test(f"ways {pace.id} at {when}, {longer} others than "
                           "by day and night", faults, asked)
    finally:
        server.end()
    tally.end()


def ask_way(server, city, pace, home, i, when):
    try:
        p = server.get("route", city.homes[home], to=city.facility_id[i],
                       pace=pace.id, open_at=when)["properties"]
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise
    return milli(p["walk_seconds"]), milli(p["walk_metres"])


if __name__ == "__main__":
    main()
