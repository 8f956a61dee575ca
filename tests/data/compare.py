#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `compare OLD NEW` of real extracts and of a drawn town: the parts of each
# change add up in weights and in shares, what changed alone is charged alone,
# both dates are what `coverage` says of them, a file and itself are alike,
# the other way round all signs are the other; refusals.
#
#   compare.py, the program being $LIFECIRCLE, extracts in $LIFECIRCLE_DATA
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

import town

PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
CAUSES = ("facilities", "network", "homes", "residents", "rules")
FATES = ("opened", "closed", "moved", "changed")
counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, str(why)[:2000]))


def run(*words, code=0, geodata=None):
    env = dict(os.environ, SOURCE_DATE_EPOCH="1700000000")
    if geodata:
        env["LIFECIRCLE_GEODATA"] = geodata
    out = subprocess.run([PROGRAM, *words], capture_output=True, text=True,
                         check=False, env=env)
    if out.returncode != code:
        raise RuntimeError("%s: %d: %s" % (" ".join(words), out.returncode,
                                           out.stderr))
    return out.stdout if not code else out.stderr


def compare(*words):
    return json.loads(run("compare", *words, "--format", "json"))


def copied(path, name):
    new = os.path.join(os.path.dirname(path), name)
    shutil.copy(path, new)
    shutil.copy(path + ".sha256", new + ".sha256")
    return new


def millionths(x):
    return round(x * 1e6)


def thousandths(x):
    return round(x * 1e3)


def key(row):
    return row["where"], row["unit_name"], row["category"]


# ---- what holds of every answer ----


def adds_up(row):
    w = row["weights"]
    parts = [(row["causes_min"], row["before_min"], row["after_min"])]
    if row["change"] is not None:
        parts.append((row["causes"], row["before"], row["after"]))
    for causes, before, after in parts:
        if None in (before, after):
            continue
        if (sum(millionths(causes[c]) for c in CAUSES) !=
                millionths(after) - millionths(before)):
            return False
    return all(
        sum(thousandths(w["causes"][c][k]) for c in CAUSES) ==
        thousandths(w["after"][k]) - thousandths(w["before"][k])
        for k in ("total", "covered", "uncovered", "unknown"))


def is_explained(row):
    """A change of a point or more has its causes."""
    if row["change"] is None or abs(row["change"]) < 0.01:
        return True
    return None not in row["causes"].values()


def coverage(city, *words):
    rows = json.loads(run("coverage", "--city", city, "--format", "json",
                          *words))["rows"]
    return {(r["unit_name"], r["category"]): r for r in rows}


def same_as_coverage(name, old, new, answer):
    """What isn't listed did not change, either."""
    sides = {"before": coverage(old, "--level", answer["level"]),
             "after": coverage(new, "--level", answer["level"])}
    listed = {key(r)[1:]: r for r in answer["units"] if r["where"] == "unit"}
    wrong = []
    for pair in set(sides["before"]) & set(sides["after"]):
        if pair[0] is None:
            continue
        for side, rows in sides.items():
            want = rows[pair]
            if pair in listed:
                got = listed[pair]["weights"][side]
                share = listed[pair][side]
            elif side == "before":
                continue
            else:
                got, share = sides["before"][pair], want["share"]
            if (share != want["share"] or
                    any(got[k] != want[k] for k in
                        ("total", "covered", "uncovered", "unknown"))):
                wrong.append((pair, side, got, want))
    check("%s: both dates as coverage has them" % name,
          not wrong and sides["after"], wrong[:2])


def holds_of_all(name, old, new, answer):
    rows = answer["units"]
    check("%s: adds up" % name, all(map(adds_up, rows)),
          [r for r in rows if not adds_up(r)][:1])
    check("%s: explained" % name, all(map(is_explained, rows)))
    back = {key(r): r for r in compare(
        new, old, "--level", answer["level"])["units"]}
    wrong = [r for r in rows if key(r) not in back or any(
        r["weights"]["causes"][c][k] != -back[key(r)]["weights"]["causes"][c][k]
        for c in CAUSES for k in ("covered", "unknown", "total"))]
    check("%s: the other way round" % name,
          not wrong and len(back) == len(rows), wrong[:1])
    quick = compare(old, new, "--causes", "no")
    check("%s: without causes" % name, quick["causes_order"] is None and [
        (key(r), r["weights"]["before"], r["weights"]["after"]) for r in rows
    ] == [(key(r), r["weights"]["before"], r["weights"]["after"])
          for r in quick["units"]])
    table = list(csv.DictReader(io.StringIO(run(
        "compare", old, new, "--format", "csv").lstrip("\ufeff"))))
    check("%s: csv" % name, [(r["where"], r["category"]) for r in table] ==
          [(r["where"], r["category"]) for r in rows])
    features = json.loads(run("compare", old, new, "--format",
                              "geojson"))["features"]
    check("%s: geojson" % name, [f["properties"]["kind"] for f in features] ==
          [k for k in FATES for _ in answer["facilities"][k]])


def is_alone(name, answer, cause):
    check("%s: only %s differ" % (name, cause),
          {c for c in CAUSES if not answer["same"][c]} == {cause},
          answer["same"])
    others = [c for c in CAUSES if c != cause]
    wrong = [r for r in answer["units"] for c in others
             if any(r["weights"]["causes"][c].values()) or r["causes"][c]]
    check("%s: charged to %s alone" % (name, cause),
          answer["units"] and not wrong, wrong[:1])


# ---- a drawn town ----


def make(folder, name, text, *words, geodata=None):
    path = os.path.join(folder, name)
    with open(path + ".osm", "w", encoding="utf-8") as out:
        out.write(text)
    run("import", "osm", path + ".osm", "--city", path + ".city", "-q",
        *words, geodata=geodata)
    return path + ".city"


def drawn(change=None):
    o = town.Extract()
    town.street_net(o)
    town.compound(o)
    town.obstacles(o)
    town.homes(o, 7, True)
    town.places(o, 0)
    if change:
        change(o)
    o.boundary(1, 6, "District", -.2, -.2, 5.2, 6.1)
    o.boundary(2, 8, "West street", -.2, -.2, 2.5, 5.2)
    o.boundary(3, 8, "East street", 2.5, -.2, 4.6, 4.6)
    return o.text()


def more_streets(o):
    for x in range(5):
        o.way([1 + x, o.node(x + .5, .5), 8 + x], highway="footway")


def all_at_once(o):
    more_streets(o)
    for x in range(4):
        o.box(x + .4, 2.4, x + .5, 2.6, building="apartments",
              building__levels=3 + x)
        o.node(x + .3, 4.6, amenity="pharmacy", name="P%d" % x)
    o.node(1.2, 4.2, amenity="kindergarten", name="Kids 2")


def people(folder, name, city, figures):
    """Residents of either half, so that the weights of homes differ alone."""
    units = json.loads(run("export", "units", "--city", city, "--format",
                           "geojson"))["features"]
    code = {u["properties"]["name"]: u["properties"]["code"] for u in units}
    path = os.path.join(folder, name + ".csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("code,residents\n")
        for unit, count in figures.items():
            out.write("%s,%d\n" % (code[unit], count))
    new = copied(city, name + ".city")
    run("import", "residents", path, "--city", new, "--level", "street",
        "--source", "people", "-q")
    return new


def other_rules(folder):
    """Where walking is slower and a kind of place is basic no more."""
    path = os.path.join(folder, "geodata")
    shutil.copytree("geodata", path)
    for name, old, new in (("paces.csv", ",foot,1000,900,", ",foot,500,900,"),):
        with open(os.path.join(path, name), encoding="utf-8") as table:
            text = table.read()
        check("rules are edited", old in text)
        with open(os.path.join(path, name), "w", encoding="utf-8") as table:
            table.write(text.replace(old, new, 1))
    return path


def drawn_town(folder):
    a = make(folder, "a", drawn())
    answer = compare(a, copied(a, "same.city"))
    check("itself", not answer["units"] and not any(
        answer["facilities"][k] for k in FATES) and
        not answer["streets"]["added_metres"] and
        answer["cities_computed"] == 1, answer)
    for lang, said in (("en", "Nothing changed."), ("zh", "没有变化。")):
        check("itself in %s" % lang,
              said in run("compare", a, a, "--lang", lang))

    b = copied(a, "facility.city")
    run("facility", "add", "name=New", "category=pharmacy", "lon=104.0068",
        "lat=30.6071", "--city", b, "-q")
    answer = compare(a, b, "--minutes", "5")
    check("one opened", [f["name"] for f in answer["facilities"]["opened"]] ==
          ["New"] and not answer["facilities"]["closed"])
    is_alone("facility", answer, "facilities")
    answer = compare(a, b)
    same_as_coverage("facility", a, b, answer)

    b = make(folder, "streets", drawn(more_streets))
    answer = compare(a, b, "--minutes", "5")
    is_alone("streets", answer, "network")
    check("streets are told", answer["streets"]["added_metres"] > 500 and
          not answer["streets"]["removed_metres"], answer["streets"])
    same_as_coverage("streets", a, b, compare(a, b))

    few = people(folder, "few", a, {"West street": 300, "East street": 500})
    many = people(folder, "many", a, {"West street": 900, "East street": 400})
    answer = compare(few, many, "--minutes", "5")
    is_alone("residents", answer, "residents")
    same_as_coverage("residents", few, many, compare(few, many))

    b = make(folder, "rules", drawn(), geodata=other_rules(folder))
    is_alone("rules", compare(a, b, "--minutes", "10"), "rules")
    same_as_coverage("rules", a, b, compare(a, b))

    answer = compare(a, many)
    check("kinds of weight differ", answer["homes_of"] in ("after", "before") and
          answer["same"]["homes"] and answer["same"]["residents"], answer)
    check("kinds are told", "residents" in run("compare", a, many, "--lang",
                                               "en").split("\n")[1])
    b = make(folder, "all", drawn(all_at_once))
    holds_of_all("all at once", a, b, compare(a, b))
    same_as_coverage("all at once", a, b, compare(a, b))
    refused(folder, a)


def refused(folder, city):
    check("one file", "OLD NEW" in run("compare", city, code=2))
    check("no file", "no.city" in run("compare", city, folder + "/no.city",
                                      code=1))
    check("not a city", run("compare", city, folder + "/a.osm", code=1))
    check("no such category", "pharmcy" in run(
        "compare", city, city, "--category", "pharmcy", code=2))
    check("no such level", "planet" in run(
        "compare", city, city, "--level", "planet", code=2))
    check("no such answer", "causes" in run(
        "compare", city, city, "--causes", "maybe", code=2))
    for one in (0, 1):
        files = (city, folder + "/all.city")
        check("onto a city itself", "is the city file itself" in run(
            "compare", *(files if one else files[::-1]), "--lang", "en", "-o",
            city, "--format", "json", code=2))


# ---- real extracts ----


def real_extracts(folder):
    data = os.environ.get("LIFECIRCLE_DATA", "../shared/data")
    files = [os.path.join(data, "osm", "liechtenstein-%d.osm.pbf" % year)
             for year in (2013, 2021)]
    for path in files:
        if not os.path.exists(path):
            print("skipped: compare of real extracts, no %s" % path)
            counts[1] += os.environ.get("CI") == "true"
            return
    cities = []
    for i, path in enumerate(files):
        cities.append(os.path.join(folder, "real%d.city" % i))
        run("import", "osm", path, "--city", cities[i], "-q")
    answer = compare(*cities)
    check("real: on the homes of the newer", answer["homes_of"] == "after" and
          answer["newer"] == "after" and answer["cities_computed"] == 4)
    check("real: all kinds of change", all(answer["facilities"][k]
                                           for k in FATES))
    check("real: streets", answer["streets"]["added_metres"] > 200000 >
          answer["streets"]["removed_metres"] > 0, answer["streets"])
    holds_of_all("real", *cities, answer)
    large = [r for r in answer["units"]
             if r["change"] is not None and abs(r["change"]) > 0.01]
    check("real: there is much to explain", len(large) > 100, len(large))
    run("import", "osm", "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf",
        "--city", folder + "/nb.city", "-q")
    check("two places", "not of one place" in run(
        "compare", cities[0], folder + "/nb.city", "--lang", "en", code=1))
    check("two places in Chinese", "同一个地方" in run(
        "compare", cities[0], folder + "/nb.city", "--lang", "zh", code=1))


def main():
    with tempfile.TemporaryDirectory() as folder:
        drawn_town(folder)
        real_extracts(folder)
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] != 0)


if __name__ == "__main__":
    main()
