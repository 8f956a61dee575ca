# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is for each person, worked out a second time.

access.py EXTRACT FOLDER

Gives a real city hospitals and nurseries whose capacities come from a fixed
seed (some state none), and residents by age for each of its units; then does
the two steps of the enhanced floating catchment with numpy over scipy's walk
times, facility by facility, and the measures of equity by other formulas than
the program's. Every unit's row and every measure must be the program's.
"""

import csv
import json
import os
import random
import sys

import numpy as np

from common import Tally, ask, ask_json, layer
from oracle import City, Graph, Pace, table

WEIGHTS = {"slow": (1.0, 0.68, 0.22), "fast": (1.0, 0.42, 0.09)}
SEED = 15


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
