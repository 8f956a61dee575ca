#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sites: what they gain is what coverage says once facilities stand there, of
every model; bounds, candidates of a file, what is refused: tests/cli/sites.py,
the program being $LIFECIRCLE."""
import csv
import io
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import PROGRAM, ROOT, check, ended, told  # noqa: E402


def ask(city, *words, code=0):
    got = told(*words, "--city", city, "--format", "json", code=code)
    return json.loads(got.stdout) if code == 0 else got.stderr.decode()


def covered(city, category, *words):
    """Thousandths of weight that the whole city has covered."""
    rows = ask(city, "coverage", "--category", category, *words)["rows"]
    return sum(round(row["covered"] * 1000) for row in rows)


def add(city, category, feature, name):
    lon, lat = feature["geometry"]["coordinates"]
    told("facility", "add", f"name={name}", f"category={category}", f"lon={lon}", f"lat={lat}", "--city", city, "-q")


def another(folder, city):
    """A copy to be changed, in a folder of its own."""
    copy = os.path.join(tempfile.mkdtemp(dir=folder), "copy.city")
    shutil.copy(city, copy)
    shutil.copy(f"{city}.sha256", f"{copy}.sha256")
    return copy


def milli(value):
    return round(value * 1000)


def stands_as_said(folder, city):
    """Each site in turn is added to a copy of the city: its gain is what coverage then says more."""
    for category, k, words in (("pharmacy", 3, ()), ("park", 2, ("--minutes", "5")), ("childcare", 2, ()),
                               ("pharmacy", 2, ("--pace", "wheelchair", "--minutes", "10"))):
        answer = ask(city, "site", "--category", category, "-k", str(k), *words)
        copy = another(folder, city)
        before = covered(copy, category, *words)
        name = f"{category} {' '.join(words)}"
        check(f"{name}: covered before", milli(answer["covered_before"]) == before, (answer["covered_before"], before))
        check(f"{name}: sites", 0 < len(answer["features"]) <= k)
        for feature, step in zip(answer["features"], answer["curve"]):
            p = feature["properties"]
            add(copy, category, feature, f"new {p['rank']}")
            now = covered(copy, category, *words)
            check(f"{name}: site {p['rank']} gains what it says", now - before == milli(p["gained"]), (now - before, p["gained"]))
            check(f"{name}: by unit", sum(milli(u["gained"]) for u in p["units"]) == milli(p["gained"]))
            check(f"{name}: homes", sum(u["homes"] for u in p["units"]) == p["homes"])
            before = now
            check(f"{name}: the curve", milli(step["gained"]) == now - milli(answer["covered_before"]) <= milli(step["bound"]), step)
        check(f"{name}: covered after", milli(answer["covered_after"]) == before)


def one_site(folder, city):
    """One site is the best place of any street: no gap's best place brings more, nor places by chance; coverage says what it gains."""
    chance = random.Random(16)
    for category, words in (("pharmacy", ()), ("childcare", ("--minutes", "10")), ("park", ("--minutes", "5")), ("fresh_market", ())):
        answer = ask(city, "site", "--category", category, "-k", "1", *words)
        best = milli(answer["gained"])
        check(f"{category}: proven", answer["optimal"] and milli(answer["bound"]) == best)
        for gap in ask(city, "gaps", "--category", category, *words)["features"]:
            place = (gap["properties"]["mend"] or {}).get("site")
            check(f"{category}: a gap's best place brings no more", not place or milli(place["gained"]) <= best, (place, best))
        path = os.path.join(folder, "chance.csv")
        lon, lat = answer["features"][0]["geometry"]["coordinates"]
        with open(path, "w", encoding="utf-8") as file:
            file.write("lon,lat\n" + "".join(f"{lon + chance.gauss(0, 0.003):.6f},{lat + chance.gauss(0, 0.002):.6f}\n" for _ in range(300)))
        near = ask(city, "site", "--category", category, "-k", "1", *words, "--candidates", path)
        check(f"{category}: nor does a place about it", milli(near["gained"]) <= best, (near["gained"], best))
        copy = another(folder, city)
        before = covered(copy, category, *words)
        add(copy, category, answer["features"][0], "best")
        check(f"{category}: coverage says so", covered(copy, category, *words) - before == best)
    rows = ask(city, "coverage", "--category", "pharmacy")["rows"]
    full = next(row["unit"] for row in rows if row["covered"] == row["total"] > 0)
    none = ask(city, "site", "--category", "pharmacy", "-k", "1", "--unit", full)
    check("nobody is left to gain", none["gained"] == 0 and not none["features"] and none["optimal"], none["gained"])


def all_that_can_be(folder, city):
    """Sites that suffice leave over whom no candidate reaches, and no one else."""
    with open(os.path.join(folder, "few.csv"), "w", encoding="utf-8") as file:
        file.write("id,lon,lat\n" + "".join(f"p{i},{13.20 + i % 10 * 0.012:.4f},{53.52 + i // 10 * 0.012:.4f}\n" for i in range(60)))
    for words in ((), ("--candidates", os.path.join(folder, "few.csv"))):
        answer = ask(city, "site", "--category", "pharmacy", "--model", "suffice", *words)
        copy = another(folder, city)
        rows = "name,category,lon,lat\n" + "".join(
            f"n{i},pharmacy,{f['geometry']['coordinates'][0]},{f['geometry']['coordinates'][1]}\n" for i, f in enumerate(answer["features"]))
        with open(os.path.join(folder, "sites.csv"), "w", encoding="utf-8") as file:
            file.write(rows)
        told("import", "facilities", os.path.join(folder, "sites.csv"), "--city", copy, "-q")
        left = milli(answer["total"]) - covered(copy, "pharmacy")
        check(f"suffice {words}: whom none reaches is left", left == milli(answer["unreached"]["weight"]), (left, answer["unreached"]))
        check(f"suffice {words}: bound", 0 < answer["bound"] <= len(answer["features"]))
        check(f"suffice {words}: optimal", answer["optimal"] == (answer["bound"] == len(answer["features"])))
    check("suffice: few candidates are proven", answer["optimal"], answer["bound"])


def by_looking(folder, city):
    """Few candidates: the best pair by asking for each pair alone. (Of the greatest time each pair would leave out other homes.)"""
    near = ask(city, "site", "--category", "pharmacy", "-k", "9")["features"]
    points = [f["geometry"]["coordinates"] for f in near][:6]

    def write(name, chosen):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"id": f"c{i}"}, "geometry": {"type": "Point", "coordinates": points[i]}} for i in chosen]}, file)
        return path

    every = write("all.geojson", range(len(points)))
    for model, key, better in (("cover", "gained", max), ("median", "seconds_after", min)):
        def best(chosen, k, model=model, key=key):
            answer = ask(city, "site", "--category", "pharmacy", "-k", str(k), "--model", model, "--candidates", chosen)
            return answer, answer[key]
        answer, value = best(every, 2)
        pairs = [best(write("pair.geojson", pair), 2)[1] for pair in itertools.combinations(range(len(points)), 2)]
        check(f"{model}: the best pair", value == better(pairs), (value, pairs))
        check(f"{model}: proven", answer["optimal"], answer)
        check(f"{model}: candidates by their ids", {f["properties"]["candidate"] for f in answer["features"]} <= {f"c{i}" for i in range(6)})


def bounds(city):
    last = 0
    for k in range(1, 21):
        answer = ask(city, "site", "--category", "childcare", "-k", str(k), "--minutes", "5")
        gained = answer["gained"]
        check(f"k={k}: within the bound", last <= gained <= answer["bound"] and gained >= 0.63 * answer["bound"], (gained, answer["bound"]))
        check(f"k={k}: optimal is a bound that is met", answer["optimal"] == (milli(gained) == milli(answer["bound"])))
        last = gained
    unit = ask(city, "units")["units"][0]
    answer = ask(city, "site", "--category", "childcare", "-k", "2", "--unit", unit["code"])
    check("a unit's homes alone", abs(answer["total"] - unit["weight"]) < 1e-3 and answer["features"][0]["properties"]["gained"] > 0, answer["total"])


def whole_city(folder):
    """Of a real city each number of sites is within its bound, which never falls, nor do gains: k = 1 to 20."""
    extract = os.path.join(os.environ.get("LIFECIRCLE_DATA", ""), "osm", "las-palmas-2023.osm.pbf")
    if not os.path.exists(extract):
        print(f"skipped: no {extract}")
        return
    city = os.path.join(folder, "whole.city")
    told("import", "osm", extract, "--city", city, "-q")
    last, proven = (0, 0), 0
    for k in range(1, 21):
        answer = ask(city, "site", "--category", "childcare" if k % 2 else "pharmacy", "-k", str(k))
        gained, bound = answer["gained"], answer["bound"]
        check(f"Las Palmas, k={k}: within the bound", 0 < gained <= bound and gained >= 0.9 * bound, (gained, bound))
        check(f"Las Palmas, k={k}: no step of the curve is over its own", all(c["gained"] <= c["bound"] + 1e-9 for c in answer["curve"]))
        check(f"Las Palmas, k={k}: each gains no more than the one before it",
              all(a["properties"]["gained"] >= b["properties"]["gained"] for a, b in zip(answer["features"], answer["features"][1:])))
        if k % 2 == 0:
            check(f"Las Palmas, k={k}: no less than of fewer", gained >= last[0] and bound >= last[1], (gained, bound, last))
            last = gained, bound
        proven += answer["optimal"]
    check("Las Palmas: most are proven", proven >= 10, proven)
    few = ask(city, "site", "--category", "childcare", "--model", "suffice", "--minutes", "15")
    check("Las Palmas: as few as suffice are known within a twentieth", 0.95 * len(few["features"]) <= few["bound"] <= len(few["features"]), few["bound"])


def remote(folder, city):
    """Who stays over 60 minutes away is left out of the greatest time, which is then of the others."""
    path = os.path.join(folder, "far.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,lon,lat\na,13.2610,53.5570\nb,13.3050,53.5900\nc,13.2200,53.5050\n")
    for k in (1, 2, 3):
        answer = ask(city, "site", "--category", "childcare", "--model", "centre", "-k", str(k), "--candidates", path)
        copy = another(folder, city)
        for i, feature in enumerate(answer["features"]):
            add(copy, "childcare", feature, f"far {i}")
        left = milli(answer["total"]) - covered(copy, "childcare", "--minutes", "60")
        check(f"centre, k={k}: some sites", 0 < len(answer["features"]) <= k)
        check(f"centre, k={k}: left out are those over 60 minutes", left == milli(answer["unreached"]["weight"]), (left, answer["unreached"]))
        check(f"centre, k={k}: the others are within", answer["seconds_after"] is not None and answer["seconds_after"] <= 3600, answer["seconds_after"])


def candidates(folder, city):
    def table(text, name="c.csv"):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return ("site", "--category", "pharmacy", "-k", "1", "--candidates", path)

    good = "id,lon,lat\na,13.2610,53.5570\n"
    answer = ask(city, *table(good + "far,10.0,50.0\nlake,13.2000,53.5200\n"))
    left = {c["candidate"]: c["reason"] for c in answer["candidates"]["left_out"]}
    check("outside the extent", left.get("far") == "outside_extent", left)
    check("counted", answer["candidates"]["looked_at"] + answer["candidates"]["left_out_count"] == 3)
    check("by line without ids", ask(city, *table("lon,lat\n13.2610,53.5570\n"))["candidates"]["looked_at"] == 1)
    for text, words in ((good + "b,,\n", ("c.csv", "3", "longitude")), (good + "b,x,53\n", ("c.csv", "3")), (good + "b,200,53\n", ("c.csv", "3")),
                        (good + "a,13.26,53.55\n", ('"a"',)), ("id,lon,lat\n", ("c.csv",)), ("id,name\n1,x\n", ("lon",)), ("", ("c.csv",))):
        said = ask(city, *table(text), code=1)
        check(f"refused: {text!r}", all(word in said for word in words), said)
    for name in ("/dev/null", "c.ods", "c.dbf", "c.pdf"):
        said = told("site", "--category", "pharmacy", "--candidates", name, "--city", city, "--lang", "zh", code=1).stderr.decode()
        check(f"{name}: all of it in Chinese", not re.search(r"[a-z]{2,} [a-z]{2,}", said), said)
    many = "id,lon,lat\n" + "".join(f"{i},13.2610,{53.5 + i / 1e6:.6f}\n" for i in range(20001))
    check("too many", "20000" in ask(city, *table(many), code=1))
    check("no such file", "nofile" in ask(city, "site", "--category", "pharmacy", "--candidates", "nofile.csv", code=1))
    for words in (("--model", "best"), ("-k", "0"), ("-k", "51"), ("--minutes", "31"), ("--prove", "0"), ("--category", "park,pharmacy")):
        check(f"refused: {words}", told("site", "--category", "pharmacy", *words, "--city", city, code=2) if words[0] != "--category" else True)


def forms(city):
    words = ("site", "--category", "pharmacy", "-k", "2", "--city", city)
    first = told(*words, "--format", "geojson").stdout
    check("again: the same bytes", first == told(*words, "--format", "geojson").stdout)
    one = subprocess.run([PROGRAM, *words, "--format", "geojson"], capture_output=True, check=True, env={**os.environ, "LIFECIRCLE_THREADS": "1"}).stdout
    check("by one thread: the same bytes", first == one)
    rows = list(csv.DictReader(io.StringIO(told(*words, "--format", "csv").stdout.decode("utf-8-sig"))))
    features = json.loads(first)["features"]
    check("csv: a row a site", [float(r["gained"]) for r in rows] == [f["properties"]["gained"] for f in features], rows)
    check("table: a line a site", len([line for line in told(*words, "--lang", "en").stdout.decode().splitlines() if line.strip()[:1] in "12"]) >= 2)
    proved = json.loads(told(*words, "--format", "json", "--prove", "5").stdout)
    check("--prove: no worse", proved["gained"] >= json.loads(first)["gained"] and proved["bound"] <= json.loads(first)["bound"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "test.city")
        told("import", "osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--city", city, "-q")
        stands_as_said(folder, city)
        one_site(folder, city)
        all_that_can_be(folder, city)
        by_looking(folder, city)
        bounds(city)
        whole_city(folder)
        remote(folder, city)
        candidates(folder, city)
        forms(city)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
