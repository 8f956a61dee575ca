#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What-if against doing it: random scenarios of real cities are asked, and done
by `facility add`, `close` and `set`; every row of coverage before and after is
the one that whatif tells, or is as it was where it tells none.

    whatif.py [SCENARIOS [SEED]], the program being $LIFECIRCLE
"""
import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
DATA = os.environ.get("LIFECIRCLE_DATA", "")
CITIES = ("liechtenstein-2013", "las-palmas-2023")
EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 12
dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 16)
counts = [0, 0]
counts_of = {"indicators": 0, "shared": 0}
FIGURES = ("covered", "uncovered", "unknown", "share_min", "share_max", "median_seconds", "p90_seconds")


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))
    return fine


def run(*words):
    out = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
    if out.returncode:
        raise RuntimeError("%s: %s" % (" ".join(words), out.stderr))
    return out.stdout


def answer(*words):
    return json.loads(run(*words, "--format", "json"))


# ---- a scenario ----


def somewhere(places):
    """Near a facility; now and then in the sea or the mountains."""
    far = 0.05 if dice.random() < 0.15 else 0.004
    lon, lat = dice.choice(places)["geometry"]["coordinates"][:2]
    return round(lon + dice.uniform(-far, far), 7), round(lat + dice.uniform(-far, far), 7)


def is_point(feature):
    return (feature["geometry"] or {}).get("type") == "Point"


def scenario(facilities, categories):
    """One to four changes, about a category or two."""
    points = [f for f in facilities if is_point(f)]
    wanted = dice.sample(categories, 2)
    of = [f for f in facilities if set(f["properties"]["categories"]) & set(wanted)] or facilities
    named = dice.sample(of, min(len(of), 4))
    out = {"add": [], "remove": [], "move": []}
    for i in range(dice.choice((1, 1, 1, 2, 4))):
        kind = dice.choice(("add", "remove", "move"))
        lon, lat = somewhere(points)
        if kind == "add" or i >= len(named):
            out["add"].append({"category": dice.choice(wanted), "lon": lon, "lat": lat,
                               "wheelchair": dice.choice(("yes", "no"))})
            if dice.random() < 0.5:
                out["add"][-1]["capacity"] = dice.choice((1, 40, 2500))
        elif kind == "remove":
            out["remove"].append(named[i]["properties"]["id"])
        else:
            out["move"].append({"id": named[i]["properties"]["id"], "lon": lon, "lat": lat})
    out["set"] = [{"id": f["properties"]["id"], "capacity": dice.choice((0, 7, 300))} for f in dice.sample(parkings(facilities), 2)
                  if dice.random() < 0.3]
    return {k: v for k, v in out.items() if v}


def parkings(facilities):
    return [f for f in facilities if "parking_charging" in f["properties"]["categories"]]


def do(city, plan):
    for a in plan.get("add", ()):
        run("facility", "add", *("%s=%s" % p for p in a.items()), "--city", city, "-q", "--no-compute", "--trust-crs")
    for s in plan.get("set", ()):
        run("facility", "set", s["id"], "capacity=%s" % s["capacity"], "--city", city, "-q", "--no-compute")
    for one in plan.get("remove", ()):
        run("facility", "close", one, "--city", city, "-q", "--no-compute")
    for m in plan.get("move", ()):
        run("facility", "set", m["id"], "lon=%s" % m["lon"], "lat=%s" % m["lat"], "--city", city, "-q", "--no-compute",
            "--trust-crs")
    run("compute", "--city", city, "-q")


# ---- against coverage ----


def coverage(city, categories, *asked):
    rows = answer("coverage", "--city", city, "--category", ",".join(categories), *asked)["rows"]
    return {(r["unit"], r["category"]): r for r in rows}


def differs(row, got, side):
    out = [k for k in FIGURES if row[k] != got[k + "_" + side]]
    return out + ([side] if row["share"] != got[side] else [])


def compare(name, before, after, told):
    changes = {(c["unit"], c["category"]): c for c in told["changes"]}
    for key in sorted(set(before) | set(after)):
        was, now, got = before.get(key), after.get(key), changes.pop(key, None)
        if was is None or now is None:  # who stands outside all units is counted there
            continue
        if got is None:
            wrong = [k for k in (*FIGURES, "share") if was[k] != now[k]]
        else:
            wrong = differs(was, got, "before") + differs(now, got, "after")
            moved = got["gained"] - got["lost"]
            if abs(moved - (now["covered"] - was["covered"])) > 0.002:
                wrong.append("gained - lost")
        check("%s: %s" % (name, key), not wrong, (wrong, was, now, got))
    check(name + ": no rows of others", not changes, changes)


def forms(city, plan, told):
    """The same rows as a table of commas, and as features."""
    rows = list(csv.DictReader(io.StringIO(run("whatif", "--city", city, "--scenario", plan, "--format", "csv").lstrip("\ufeff"))))
    check("csv: rows", [(r["unit"], r["category"]) for r in rows] ==
          [(c["unit"], c["category"]) for c in told["changes"]], len(rows))
    check("csv: figures", all(float(r["gained"]) == c["gained"] for r, c in zip(rows, told["changes"])))
    features = json.loads(run("whatif", "--city", city, "--scenario", plan, "--format", "geojson"))["features"]
    check("geojson: rows", [f["properties"] for f in features] == told["changes"], len(features))
    table = run("whatif", "--city", city, "--scenario", plan, "--lang", "en")
    check("table", ("gained" in table) == bool(told["changes"]), table)


# ---- against reports ----


STANDINGS = ("value", "value_min", "value_max", "target")


def reports(city, standard, level):
    """By unit ("" is the city) and rule: how it stands."""
    text = run("report", "--city", city, "--standard", standard, "--level", level, "--format", "csv")
    rows = [(r["unit_code"], r) for r in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))]
    text = run("report", "--city", city, "--standard", standard, "--format", "csv")
    rows += [("", r) for r in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))]
    return {(unit, r["id"]): {**{k: None if r[k] in ("", "inf") else float(r[k]) for k in STANDINGS}, "verdict": r["verdict"]} for unit, r in rows}


def indicators(name, base, city, plan, level):
    """Each row is as the reports of both cities have it, and no other differs."""
    standard = dice.choice(("chengdu", "gb50180", "shanghai"))
    told = answer("whatif", "--city", base, "--scenario", plan, "--standard", standard, "--level", level)
    rows = {(r["unit"] or "", r["indicator"]): r for r in told["indicators"]}
    before, after = reports(base, standard, level), reports(city, standard, level)
    name += ": %s: " % standard
    check(name + "rules and units", len(rows) == len(told["indicators"]) and set(rows) <= set(before) | set(after) and told["standard"] == standard, set(rows) - set(before))
    wrong = [k for k in {**before, **after} if k not in rows and before.get(k) != after.get(k)]
    check(name + "no other changes", not wrong, [(k, before.get(k), after.get(k)) for k in wrong[:2]])
    wrong = [k for k, r in rows.items() if r["before"] != before.get(k) or r["after"] != after.get(k)]
    check(name + "as reports have them", not wrong, [(k, rows[k], before.get(k), after.get(k)) for k in wrong[:2]])
    return len(rows)


# ---- against access ----


def shared(name, base, city, plan, level, asked):
    """How much there is for each person, and how evenly, in both cities."""
    capacity = dice.choice(("parking_places", "parking_places", "green_area"))
    told = answer("whatif", "--city", base, "--scenario", plan, "--capacity", capacity, "--level", level, *asked)["access"]
    check(name + ": capacity", told["capacity"] == capacity)
    for side, of in (("before", base), ("after", city)):
        got = answer("access", "--city", of, "--capacity", capacity, "--level", level, *asked)
        check("%s: %s %s" % (name, capacity, side), told[side] == {k: got[k] for k in ("city", "equity")}, (told[side], got["city"], got["equity"]))
    counts_of["shared"] += told["before"] != told["after"]


def one_scenario(folder, base, facilities, categories, level, i):
    plan = scenario(facilities, categories)
    city, path = os.path.join(folder, "done.city"), os.path.join(folder, "plan.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**plan, "name": "plan %d" % i}, file)
    asked = ["--pace", dice.choice(("standard", "elder", "wheelchair", "child")), "--minutes", str(dice.choice((5, 10, 15, 20)))]
    told = answer("whatif", "--city", base, "--scenario", path, "--level", level, *asked)
    for suffix in ("", ".sha256"):
        shutil.copy(base + suffix, city + suffix)
    do(city, plan)
    touched = {a["category"] for a in plan.get("add", ())}
    named = set(plan.get("remove", ())) | {m["id"] for m in plan.get("move", ())}
    for f in facilities:
        if f["properties"]["id"] in named:
            touched |= set(f["properties"]["categories"])
    touched = sorted(touched) + ["all_basic"]
    name = "%s: %s %s" % (os.path.basename(base), json.dumps(plan), asked)
    compare(name, coverage(base, touched, "--level", level, *asked), coverage(city, touched, "--level", level, *asked), told)
    if i % 2 or plan.get("set"):
        shared(name, base, city, path, level, asked)
    if i % 2:
        counts_of["indicators"] += indicators(name, base, city, path, level)
    # what it says it has answered gives the same answer
    with open(path, "w", encoding="utf-8") as file:
        json.dump(told["scenario"], file)
    check(name + ": the echo is the scenario", answer("whatif", "--city", base, "--scenario", path, "--level", level) == told)
    if i % 4 == 0:
        forms(base, path, answer("whatif", "--city", base, "--scenario", path))
    return bool(told["changes"])


def one_city(folder, name):
    extract = os.path.join(DATA, "osm", name + ".osm.pbf")
    if not DATA or not os.path.exists(extract):
        print("skipped: %s, there is no %s" % (name, extract))
        return
    base = os.path.join(folder, name + ".city")
    run("import", "osm", extract, "--city", base, "-q")
    facilities = json.loads(run("export", "facilities", "--city", base, "--format", "geojson"))["features"]
    facilities = [f for f in facilities if f["properties"]["categories"]]
    for f in facilities:
        if isinstance(f["properties"]["categories"], str):
            f["properties"]["categories"] = f["properties"]["categories"].split()
    categories = sorted({c for f in facilities for c in f["properties"]["categories"]})
    levels = answer("info", "--city", base)["levels"]
    changed = sum(one_scenario(folder, base, facilities, categories, levels[i % len(levels)], i) for i in range(EACH))
    check(name + ": some scenarios change something", changed * 2 >= EACH, changed)
    check(name + ": some change indicators", counts_of["indicators"] > EACH // 4, counts_of)
    check(name + ": some change what there is for each", counts_of["shared"] > EACH // 6, counts_of)
    counts_of["indicators"] = counts_of["shared"] = 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in CITIES:
            one_city(folder, name)
    print("%d passed, %d failed" % tuple(counts))
    return counts[1] > 0


if __name__ == "__main__":
    sys.exit(main())
