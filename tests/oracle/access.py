# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is for each person, worked out a second time.

access.py EXTRACT FOLDER

Gives a real city hospitals and nurseries whose capacities come from a fixed
seed (some state none), and residents by age for each of its units; then does
the two steps of the enhanced floating catchment with numpy over scipy's walk
times, facility by facility, and the measures of equity by other formulas than
the program's. Every unit's row and every measure must be the program's.

Norms are read from the tables of geodata alone, for that city, which lies
nowhere in particular, and for the same one moved to Chengdu, where some of its
units bear names of districts.
"""

import csv
import json
import os
import random
import sys

import numpy as np

from common import Tally, ask, ask_json, layer
from oracle import GEODATA, City, Graph, Pace, table
from properties import elements, shifted, write_xml

WEIGHTS = {"slow": (1.0, 0.68, 0.22), "fast": (1.0, 0.42, 0.09)}
SEED = 15
TO_CHENGDU = (908000000, -228800000)  # of 1e-7 degrees, east and north
# A centre, and a boundary with others inside.
DISTRICTS = {"Datzeberg": "武侯区", "Südstadt": "锦江区", "Wulkenzin": "金堂县"}


def make_city(extract, folder):
    path = os.path.join(folder, "access.city")
    ask("import", "osm", extract, "--city", path, "-q")
    chance = random.Random(SEED)
    places = [f["geometry"]["coordinates"] for f in layer(path, "facilities")
              if f["geometry"]]
    for name, category, column, count in (("beds", "hospital", "beds", 70),
                                          ("places", "childcare",
                                           "places_0_3", 50)):
        file = os.path.join(folder, name + ".csv")
        with open(file, "w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["id", "name", "lon", "lat", column])
            for i, p in enumerate(chance.sample(places, count)):
                given = "" if chance.random() < 0.15 else chance.randint(1, 90)
                rows.writerow([i, f"{name} {i}", p[0], p[1], given])
        ask("import", "facilities", file, "--city", path, "--category",
            category, "-q")
    file = os.path.join(folder, "people.csv")
    told = {}
    with open(file, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["code", "residents", "age_0_2", "age_60_plus"])
        for unit in sorted({h["properties"]["unit_community"]
                            for h in layer(path, "homes")} - {"", None}):
            people = chance.randint(50, 4000)
            told[unit] = (people, chance.randint(0, people // 20),
                          chance.randint(0, people // 3))
            rows.writerow([unit, *told[unit]])
    ask("import", "residents", file, "--city", path, "--year", 2020, "-q")
    return path, told


def shared_out(count, weights):
    """Thousandths of `count` by weight; of equal remainders the first."""
    total = int(weights.sum())
    if total == 0:
        return np.zeros(len(weights), np.int64)
    exact = [(count * 1000 * int(w)) for w in weights]
    got = [x // total for x in exact]
    left = count * 1000 - sum(got)
    order = sorted(range(len(got)), key=lambda i: (-(exact[i] % total), i))
    for i in order[:left]:
        got[i] += 1
    return np.array(got, np.int64)


def catchments(graph, facilities, minutes, weights):
    """Of each facility: the homes within the limit and their weights."""
    limit = minutes * 60000
    for f in facilities:
        ms = graph.homes_from([f])[0]
        homes = np.nonzero((ms >= 0) & (ms <= limit))[0]
        zone = np.maximum(0, -(-ms[homes] * len(weights) // limit) - 1)
        yield f, homes, np.array(weights)[zone]


def ratios(graph, kind, people, minutes, weights):
    """A ratio for every home, NaN where it can't be known."""
    city = graph.city
    having = [i for i, f in enumerate(city.facilities)
              if set(kind["categories"]) & set(f["properties"]["categories"])
              and graph.pace.counts(f)]
    capacity = {}
    for i in having:
        told = city.facilities[i]["properties"]["attributes"]
        told = json.loads(told) if isinstance(told, str) else told
        capacity[i] = (told or {}).get(kind["attribute"])
    a = np.zeros(len(people))
    more = np.zeros(len(people), bool)
    counted = 0
    for f, homes, w in catchments(graph, having, minutes, weights):
        if capacity[f] is None:
            more[homes] = True
            continue
        counted += f in graph.linked_facilities
        demand = (np.maximum(people[homes], 0) / 1000 * w).sum()
        if demand > 0:
            a[homes] += capacity[f] / demand * w
    end_ms = graph.homes_to_ends()
    more |= (end_ms >= 0) & (end_ms <= minutes * 60000)
    linked = np.array([i in graph.linked_homes for i in range(len(people))])
    a[~linked | (more & (a == 0))] = np.nan
    return a, counted


# ---- equity, by other ways than the program's ----


def gini(x, p):
    """Half the mean difference of any two people, over the mean."""
    order = np.argsort(x)
    x, p = x[order], p[order] / p.sum()
    below = np.cumsum(p) - p
    moment = np.cumsum(p * x) - p * x
    return 2 * (p * (x * below - moment)).sum() / 2 / (p * x).sum()


def lorenz(x, p, share):
    order = np.argsort(x)
    at = np.concatenate(([0], np.cumsum(p[order]) / p.sum()))
    had = np.concatenate(([0], np.cumsum((x * p)[order]) / (x * p).sum()))
    return np.interp(share, at, had)


def theil(x, p):
    y = x * p / (x * p).sum()
    keep = y > 0
    return (y[keep] * np.log(y[keep] / (p[keep] / p.sum()))).sum()


def concentration(x, p, by):
    """Twice the covariance with the rank, over the mean."""
    p = p / p.sum()
    rank = np.array([p[by < b].sum() + p[by == b].sum() / 2
                     for b in np.unique(by)])
    rank = rank[np.searchsorted(np.unique(by), by)]
    mean = (p * x).sum()
    return 2 * ((p * x * rank).sum() - mean * (p * rank).sum()) / mean


def check_measures(answer, over, x, p, by):
    said = answer["equity"][over]
    known = ~np.isnan(by)
    want = {"gini": gini(x, p), "theil": theil(x, p),
            "concentration": concentration(x[known], p[known], by[known])}
    least = lorenz(x, p, 0.4)
    if least > 0:
        want["palma"] = (1 - lorenz(x, p, 0.9)) / least
    elif said["palma"]["reason"] != "bottom_has_none":
        yield f"{over}: palma is {said['palma']}, the bottom has none"
    for name, value in want.items():
        got = said[name]["value"]
        if got is None or abs(got - value) > 1e-6 * max(1, abs(value)):
            yield f"{over}: {name} is {got}, should be {value}"
    at = np.arange(21) / 20
    if not np.allclose(said["lorenz"], np.stack((at, lorenz(x, p, at)), 1), 0, 1e-6):
        yield f"{over}: lorenz is {said['lorenz']}, should be {lorenz(x, p, at)}"
    if said["weighted_by"] is None or abs(said["people"] - p.sum()) > 1e-3:
        yield f"{over}: people are {said['people']}, should be {p.sum()}"


# ---- the questions ----


def check_rows(answer, a, people, units):
    for row in answer["rows"] + [answer["city"]]:
        name = row["unit"]
        here = units == (name if name != "outside" else None) if name else \
            np.ones(len(units), bool)
        known = here & ~np.isnan(a) & (people > 0)
        weight = people[known]
        want = {"people": int(people[here & (people > 0)].sum()),
                "known": int(weight.sum()),
                "with_none": int(weight[a[known] == 0].sum())}
        for key, value in want.items():
            if round(row[key] * 1000) != value:
                yield f"{name}: {key} is {row[key]}, should be {value / 1000}"
        mean = (weight * a[known]).sum() / weight.sum() if weight.sum() else None
        if (row["ratio"] is None) != (mean is None) or (
                mean is not None and abs(row["ratio"] - mean) > 2e-9 + 1e-9 * mean):
            yield f"{name}: ratio is {row['ratio']}, should be {mean}"


def check(tally, graph, question):
    city = graph.city
    answer = ask_json("access", "--city", city.path, "--pace", graph.pace.id,
                      "--capacity", question["capacity"], "--minutes",
                      question["minutes"], "--decay", question["decay"],
                      "--rank-by", "residents")
    people = question["people"]
    units = np.array([h["properties"][f"unit_{city.levels[-1]}"] or None
                      for h in city.homes], dtype=object)
    a, counted = ratios(graph, answer["capacity"], people,
                        question["minutes"], WEIGHTS[question["decay"]])
    label = f"{question['capacity']} {graph.pace.id} {question['minutes']} min"
    faults = list(check_rows(answer, a, people, units))
    if counted != answer["facilities"]["counted"]:
        faults.append(f"{answer['facilities']['counted']} counted, not {counted}")
    tally.test(f"access {label}", faults, len(answer["rows"]))
    figure = {r["unit"]: r["residents"] for r in answer["rows"]}
    figure["outside"] = None
    by = np.array([figure.get(u) if figure.get(u) is not None else np.nan
                   for u in units], float)
    use = ~np.isnan(a) & (people > 0)
    faults = list(check_measures(answer, "homes", a[use], people[use] / 1000,
                                 by[use]))
    rows = [r for r in answer["rows"] if r["unit"] != "outside" and r["known"]]
    faults += check_measures(answer, "units",
                             np.array([r["ratio"] for r in rows]),
                             np.array([r["known"] for r in rows]),
                             np.array([r["residents"] for r in rows], float))
    tally.test(f"equity {label}", faults, 8)


# ---- norms ----


def rows_of(*path):
    """A table of geodata without its remarks."""
    with open(os.path.join(GEODATA, *path), encoding="utf-8") as file:
        return list(csv.DictReader(l for l in file if not l.startswith("#")))


class Norms:
    def __init__(self, units):
        self.units = units
        self.standards = rows_of("standards.csv")
        self.last = next(s["id"] for s in self.standards
                         if not s["units"] and not s["names"])
        kinds = {r["id"]: r["rules"].split() for r in rows_of("capacities.csv")}
        self.of_kind = {k: [self.read(*w.split(":")) for w in words]
                        for k, words in kinds.items()}

    @staticmethod
    def read(standard, rule):
        row = next(r for r in rows_of("standards", standard, "rules.csv")
                   if r["id"] == rule)
        return {"standard": standard, "levels": row["level"].split(),
                "amount": float(row["targets"].split()[-1].split(":")[-1]),
                "per": float(row["per"])}

    def standard(self, code):
        """That holds for a unit: in its box, and the unit or one above it is
        named."""
        unit = self.units[code]
        for s in self.standards:
            if s["west"] and not (
                    float(s["west"]) <= unit["centre_lon"] <= float(s["east"])
                    and float(s["south"]) <= unit["centre_lat"] <=
                    float(s["north"])):
                continue
            up = code
            while up:
                u = self.units[up]
                if any(up.startswith(w) for w in s["units"].split()) or \
                        u["name"] in s["names"].split():
                    return s["id"]
                up = u["parent"]
        return self.last

    def standard_of_city(self):
        """That holds for most of the weight; units below one are part of it,
        by what they leave of it."""
        weight = {}
        for code, u in self.units.items():
            own = u["weight"] - sum(v["weight"] for v in self.units.values()
                                    if v["parent"] == code)
            of = self.standard(code)
            weight[of] = weight.get(of, 0) + own
        most = max(weight.values())
        return self.last if weight.get(self.last) == most else \
            next(s["id"] for s in self.standards
                 if weight.get(s["id"]) == most)

    def norm(self, kind, code, level):
        """Of several of one standard that for the level, else the first; of
        none that of the standard that holds elsewhere."""
        mine = self.standard(code) if code else self.standard_of_city()
        for standard in (mine, self.last):
            some = [n for n in self.of_kind[kind]
                    if n["standard"] == standard]
            if some:
                return next((n for n in some if level in n["levels"]), some[0])
        return None


def capacity_inside(features, kind, code):
    """(thousandths, how many don't say) of a finest unit's facilities."""
    total = silent = 0
    for f in features:
        p = f["properties"]
        if p["unit"] != code or not set(p["categories"]) & set(
                kind["categories"]):
            continue
        told = p["attributes"]
        told = (json.loads(told) if isinstance(told, str) else told) or {}
        if told.get(kind["attribute"]) is None:
            silent += 1
        else:
            total += round(1000 * told[kind["attribute"]])
    return total, silent


def check_norm(row, norm, inside, silent):
    """What differs of a row from needed - inside."""
    want = {"norm": None, "norm_per_residents": None, "norm_standard": None,
            "needed": None, "shortfall": None, "shortfall_at_most": None,
            "shortfall_reason": "no_norm"}
    if norm:
        want.update(norm=norm["amount"], norm_per_residents=norm["per"],
                    norm_standard=norm["standard"],
                    shortfall_reason="residents_not_known")
    if norm and row["residents"] is not None:
        needed = int(1000 * row["residents"] * norm["amount"] / norm["per"] +
                     0.5)
        lack = max(0, needed - inside)
        open_ = lack > 0 and silent > 0
        want.update(needed=needed / 1000, shortfall_at_most=lack / 1000,
                    shortfall=None if open_ else lack / 1000,
                    shortfall_reason="facilities_without_capacity"
                    if open_ else None)
    for key, value in want.items():
        got = row[key]
        if got != value and not (isinstance(value, float) and
                                 isinstance(got, (int, float)) and
                                 abs(got - value) < 1e-6):
            yield f"{row['unit']}: {key} is {got}, should be {value}"


def check_norms(tally, label, path, told):
    """Against the tables alone. Capacities inside are counted once more where
    facilities say them; green areas are measured, and taken as answered."""
    units = {f["properties"]["code"]: f["properties"]
             for f in layer(path, "units")}
    norms, features = Norms(units), layer(path, "facilities")
    levels = sorted({u["level"] for u in units.values()})
    finest = "community"
    faults, checked, used = [], 0, set()
    for kind in ("health_beds", "childcare_places", "ambulances",
                 "green_area"):
        for level in levels:
            answer = ask_json("access", "--city", path, "--capacity", kind,
                              "--level", level)
            for row in answer["rows"] + [answer["city"]]:
                code = row["unit"] if row["unit"] in units else None
                norm = norms.norm(kind, code, level if row["unit"] else "")
                inside = round(1000 * row["capacity_inside"])
                silent = row["facilities_without_capacity"]
                if code in told:
                    if row["residents"] != told[code][0]:
                        faults.append(f"{code}: residents {row['residents']}")
                    counted = capacity_inside(features, answer["capacity"],
                                              code)
                    if kind != "green_area" and level == finest and \
                            counted != (inside, silent):
                        faults.append(f"{code}: {kind} {inside}, {silent} "
                                      f"silent, should be {counted}")
                faults += check_norm(row, norm, inside, silent)
                used.add(norm and norm["standard"])
                checked += 1
    tally.test(f"norms {label}, of {sorted(map(str, used))}", faults, checked)
    return used


def move_to_chengdu(extract, folder):
    """Where Chengdu's rules hold for the units that are called as its districts
    are."""
    head, found = elements(extract, folder)
    east, north = TO_CHENGDU

    def moved(text, lon, lat):
        return shifted(shifted(text, lon, east), lat, north)

    for kind, texts in found.items():
        if kind == "node":
            texts[:] = [moved(t, "lon", "lat") for t in texts]
        for old, new in DISTRICTS.items():
            texts[:] = [t.replace(f'k="name" v="{old}"', f'k="name" v="{new}"')
                        for t in texts]
    return write_xml(os.path.join(folder, "chengdu.osm"),
                     moved(head, "minlon|maxlon", "minlat|maxlat"), found)


def check_residents(tally, city, told):
    """Each resident is in one unit of each level, and none is lost."""
    faults = []
    total = int(city.weight.sum())
    if total != 1000 * sum(t[0] for t in told.values()):
        faults.append(f"homes hold {total / 1000}, the table "
                      f"{sum(t[0] for t in told.values())}")
    for level in city.levels:
        rows = ask_json("coverage", "--city", city.path, "--level", level,
                        "--category", "pharmacy")["rows"]
        sums = sum(round(r["total"] * 1000) for r in rows)
        if sums != total:
            faults.append(f"{level}: {sums / 1000}, not {total / 1000}")
        for row in rows:
            if row["unit"] in told and round(row["total"] * 1000) != \
                    1000 * told[row["unit"]][0]:
                faults.append(f"{row['unit']}: {row['total']}, not "
                              f"{told[row['unit']][0]}")
    tally.test("residents add up at every level", faults, len(city.levels))


def main():
    extract, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    tally = Tally()
    path, told = make_city(extract, folder)
    city = City(path)
    check_residents(tally, city, told)
    used = check_norms(tally, "of the country", path, told)
    there = os.path.join(folder, "chengdu")
    os.makedirs(there, exist_ok=True)
    used |= check_norms(tally, "of Chengdu", *make_city(
        move_to_chengdu(extract, folder), there))
    tally.test("norms of both standards, and none", sorted(
        {"chengdu", "gb50180", None} - used, key=str), len(used))
    unit = [h["properties"][f"unit_{city.levels[-1]}"] for h in city.homes]
    young = np.full(len(unit), -1, np.int64)
    for code, (_, children, _) in told.items():
        here = np.array([i for i, u in enumerate(unit) if u == code])
        young[here] = shared_out(children, city.weight[here])
    paces = {r["id"]: Pace(r) for r in table("paces.csv")}
    for pace, questions in (
            ("standard", (("health_beds", 15, "slow", city.weight),
                          ("childcare_places", 10, "fast", young))),
            ("elder", (("health_beds", 20, "fast", city.weight),))):
        graph = Graph(city, paces[pace])
        for capacity, minutes, decay, people in questions:
            check(tally, graph, {"capacity": capacity, "minutes": minutes,
                                 "decay": decay, "people": people})
    tally.end()


if __name__ == "__main__":
    main()
