# SPDX-License-Identifier: GPL-3.0-or-later
"""Coverage and gaps at a time, past gates and along ways that have hours, by
facilities that have.

at_a_time.py EXTRACT FOLDER W,S,E,N

Of the extract the box alone, as all of a city takes minutes.

times.py hangs gates and ways with hours on a real extract; here its places lose
their own opening hours and get some of a few that this file reads by itself, or
none. Some are grounds, and close each street inside: which these are is the
program's (a way may lie in grounds in part), whether it is open then is not.
Then oracle.py walks from each home to what is open, and to what may be, over
what is left of the streets; the program's rows must be the sums, to the
thousandth, with the reasons, and its gaps as much as they leave uncovered.
"""

import collections
import os
import random
import re
import subprocess
import sys

import numpy as np

from common import Tally, ask, ask_json
from oracle import (COVERED, UNCOVERED, Answers, City, Graph, Pace, check_row,
                    milli, table)
from times import SEED, TIMES, at_time, hang_up

CATEGORIES = ["pharmacy", "kindergarten", "fresh_market"]
MINUTES = (10, 15)
# what is written, and whether it is open at (weekday from Monday, hour)
HOURS = [
    ("Mo-Fr 08:00-18:00", lambda d, h: d < 5 and 8 <= h < 18),
    ("Mo-Sa 09:00-13:00,15:00-20:00",
     lambda d, h: d < 6 and (9 <= h < 13 or 15 <= h < 20)),
    ("Mo-Su 20:00-06:00", lambda d, h: h >= 20 or h < 6),
    ("24/7", lambda d, h: True),
    ("Sa,Su 10:00-18:00", lambda d, h: d > 4 and 10 <= h < 18),
    ("10:00+", lambda d, h: False if h < 10 else None),
    ("by appointment", lambda d, h: None),
]
NOT_TOLD = (None, lambda d, h: None)


def escaped(text):
    return "".join(c if c.isalnum() or c in ":;-_()/+" else f"%{ord(c):x}%"
                   for c in text)


def hang_hours(path, chance, gates, closed):
    """New hours for all that may be a place; {"osm:n12": kind}."""
    opl = subprocess.run(["osmium", "cat", "-f", "opl", path],
                         capture_output=True, check=True).stdout.decode()
    told, lines = {}, []
    for line in opl.splitlines():
        fields = {f[0]: f[1:] for f in line.split(" ") if f}
        own = line[0] in "nw" and int(fields[line[0]]) in (
            gates if line[0] == "n" else closed)
        if line[0] in "nwr" and fields.get("T") and not own and \
                not any(k in line for k in ("highway=", "barrier=",
                                            "entrance=")):
            line = re.sub(r"(?<=[T,])opening_hours(:[^=,]*)?=[^, ]*,?", "",
                          line)
            kind = chance.choice(HOURS + [NOT_TOLD] * 2)
            told[f"osm:{line[0]}{fields[line[0]]}"] = kind
            if kind[0]:
                line = re.sub(r" T(?=[^ ])",
                              f" Topening_hours={escaped(kind[0])},", line, 1)
            line = re.sub(r",( |$)", r"\1", line, 1)
        lines.append(line)
    subprocess.run(["osmium", "cat", "-F", "opl", "-", "-o", path,
                    "--overwrite"], input=("\n".join(lines) + "\n").encode(),
                   check=True)
    return told


class Then(Answers):
    """The answers at one time after another."""

    def then(self, sure, maybe, is_open):
        """`sure` and `maybe` are the graphs of what is open then, and of what
        may be; is_open(facility) is None where that is not known."""
        self.times, self.may = {}, {}
        for c in self.categories:
            state = {i: is_open(i) for i in self.having[c]}
            self.times[c] = sure.homes_from(
                [i for i, s in state.items() if s])
            self.may[c] = maybe.homes_from(
                [i for i, s in state.items() if s is not False])
        Answers.at.cache_clear()

    def at(self, category, minutes):
        verdict, undecided = super().at(category, minutes)
        ms = self.may[category][0]
        reach = (ms >= 0) & (ms <= minutes * 60000)
        if category in self.known:
            verdict = np.where((verdict != COVERED) & (verdict != "unlinked") &
                               reach, "hours_unknown", verdict)
        return verdict, undecided & (verdict != "hours_unknown")


def left(city, gates, closed, grounds, maybe, day, hour):
    """What is left of the city then; homes keep the links that they have while
    all is open."""
    def shut(kind):
        is_open = kind[1](day, hour)
        return not maybe if is_open is None else not is_open

    then = at_time(city, gates, closed, maybe, day, hour)
    for s in then.streets:
        if any(shut(kind) for kind in grounds[s["street"]]):
            s.update({m: 0 for m in ("foot", "wheelchair", "cycle")})
    then.links = lambda owner, mode: City.links(then, owner, mode)
    return then


def check_at(tally, city, answers, when, minutes):
    level = city.levels[-1]
    homes = collections.defaultdict(list)
    for i, h in enumerate(city.homes):
        homes[h["properties"][f"unit_{level}"] or "outside"].append(i)
    asked = ("--city", city.path, "--minutes", minutes, "--pace",
             answers.pace.id, "--open-at", when, "--category")
    rows = ask_json("coverage", *asked, ",".join(CATEGORIES), "--level",
                    level)["rows"]
    faults = []
    for row in rows:
        faults += check_row(answers, row, homes[row["unit"]], minutes, ())
    unsure = sum(r["unknown_reasons"].get("hours_unknown", 0) for r in rows)
    tally.test(f"coverage {minutes} min at {when}, {unsure:.0f} of unknown "
               "hours", faults if unsure else faults + ["none"], len(rows))
    faults = []
    for c in CATEGORIES:
        verdict, maybe = answers.at(c, minutes)
        weight = {True: 0, False: 0}
        for v, m, w in zip(verdict, maybe, city.weight):
            weight[bool(m)] += int(w) if v == UNCOVERED or m else 0
        got = milli(ask_json("gaps", *asked, c)["uncovered"])
        if not weight[False] <= got <= weight[False] + weight[True]:
            faults.append(f"{c}: {got}, should be {weight[False]}")
    tally.test(f"gaps {minutes} min at {when}", faults, len(CATEGORIES))


def main():
    extract, folder, box = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    chance = random.Random(SEED)
    changed = os.path.join(folder, "at_a_time.osm.pbf")
    part = os.path.join(folder, "part.osm.pbf")
    subprocess.run(["osmium", "extract", "-b", box, extract, "-o", part,
                    "--overwrite"], capture_output=True, check=True)
    gates, closed = hang_up(part, changed, chance)
    told = hang_hours(changed, chance, gates, closed)
    path = os.path.join(folder, "at_a_time.city")
    ask("import", "osm", changed, "--city", path, "-q")
    city = City(path)
    tally = Tally()
    grounds = collections.defaultdict(list)
    for i, node, street in city.db.execute(
            "SELECT osm_id, node, street FROM closing"):
        if f"osm:{i}" in told and node:
            gates.setdefault(node, told[f"osm:{i}"])
        elif f"osm:{i}" in told:
            grounds[street].append(told[f"osm:{i}"])
    kinds = [told.get(i, NOT_TOLD) for i in city.facility_id]
    tally.test("places that have hours",
               [] if sum(k[0] is not None for k in kinds) > 300 else ["few"],
               len(kinds))
    tally.test("streets of grounds that have hours",
               [] if len(grounds) > 20 else ["few"], len(grounds))
    pace = Pace(table("paces.csv")[0])
    answers = Then(Graph(city, pace), CATEGORIES)
    for when, day, hour in TIMES[:2]:
        sure, maybe = (Graph(left(city, gates, closed, grounds, m, day, hour),
                             pace) for m in (0, 1))
        answers.then(sure, maybe, lambda i, d=day, h=hour: kinds[i][1](d, h))
        for minutes in MINUTES:
            check_at(tally, city, answers, when, minutes)
    tally.end()


if __name__ == "__main__":
    main()
