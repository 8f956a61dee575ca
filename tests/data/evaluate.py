#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluations of a plan between two files of a city, against the two reports:
each value, which way it moved by its bounds, how much of the way and of the
time; counts of units; every format; what is refused: tests/data/evaluate.py,
the program being $LIFECIRCLE.
"""
import csv
import datetime
import io
import json
import math
import os
import re
import sys
import tempfile

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TESTS, "lib"))
from steps import ROOT, check, ended, told  # noqa: E402

EXTRACT = os.path.join(ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")
# A second date: what people brought since. All of it is made up.
FIGURES = """indicator,value,year,source
bus_wait_5,7,2020,yearbook
bus_wait_5,{bus},{year},yearbook
commute_time_35,{commute},{year},survey
"""
CATEGORIES = ("fresh_market", "pharmacy", "kindergarten", "elderly_meal")
SPOTS = ("13.2606 53.5602", "13.2443 53.5496", "13.2799 53.5721")


def run(*words, code=0):
    got = told(*words, code=code)
    return got.stdout.decode("utf-8-sig"), got.stderr.decode()


def document(*words):
    return json.loads(run(*words, "--format", "json")[0])


def cities(folder):
    """Then and now: more places, fewer of one, figures of another year."""
    paths = []
    for name, day, bus, commute in (("then", "2021-06-30", 7, 39), ("now", "2023-12-31", 5.5, 41)):
        city = os.path.join(folder, name + ".city")
        figures = os.path.join(folder, "figures.csv")
        with open(figures, "w", encoding="utf-8") as file:
            file.write(FIGURES.format(bus=bus, commute=commute, year=day[:4]))
        run("import", "osm", EXTRACT, "--city", city, "-q")
        run("import", "statistics", figures, "--city", city, "-q", "--no-compute")
        if name == "now":
            table = os.path.join(folder, "places.csv")
            with open(table, "w", encoding="utf-8") as file:
                file.write("name,category,lon,lat\n")
                for c in CATEGORIES:
                    for i, spot in enumerate(SPOTS):
                        file.write(f"{c} {i},{c},{spot.replace(' ', ',')}\n")
            run("import", "facilities", table, "--city", city, "-q", "--no-compute")
            shops = [f["id"] for f in json.loads(run("export", "facilities", "--city", paths[0], "--category", "pharmacy",
                                                                   "--format", "geojson")[0])["features"] if f["id"].startswith("osm:")]
            for one in shops[:3]:
                run("facility", "close", one, "--city", city, "-q", "--no-compute")
        else:
            run("sources", "set", "figures", "attribution=Survey of then", "--city", city, "-q")
        run("compute", "--city", city, "-q")
        paths.append(city)
    return paths


def reports(city, unit=None):
    words = ["report", "--city", city, "--standard", "chengdu", "--steps", "no", *(["--unit", unit] if unit else [])]
    return document(*words)


def near(a, b):
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= 2e-6 * max(1, abs(a))


def move(a, b):
    """By the definition, in a line: certain only where the bounds don't meet."""
    if not b["op"]:
        return None
    if a is None or None in (a["value_min"], b["value_min"]):
        return "unsure"
    inf = math.inf
    low, high = (b["value_min"], b["value_max"] if b["value_max"] is not None else inf)
    was, most = (a["value_min"], a["value_max"] if a["value_max"] is not None else inf)
    if low > most + 1e-9 or high < was - 1e-9:
        return "better" if (low > most) == (b["op"] != "at_most") else "worse"
    return "same" if high == low and most == was else "unsure"


def time(b, date):
    if b["first"] is None or b["first_year"] is None or not b["target_year"] or b["target_year"] <= b["first_year"]:
        return None
    end = lambda y: datetime.date(y, 12, 31)  # noqa: E731
    now = datetime.date.fromisoformat(date)
    return min(100, max(0, 100 * (now - end(b["first_year"])).days / (end(b["target_year"]) - end(b["first_year"])).days))


def rules(answer, then, now):
    was = {i["id"]: i for i in then["indicators"]}
    check("every rule of the report is there", [r["rule"] for r in answer["rules"]] == [i["id"] for i in now["indicators"]])
    for r, b in zip(answer["rules"], now["indicators"]):
        a = was.get(b["id"])
        want = {"after": b["value"], "after_min": b["value_min"], "after_max": b["value_max"], "target": b["target"],
                "base": b["first"], "base_year": b["first_year"], "progress": b["progress"], "progress_min": b["progress_min"],
                "before": a and a["value"], "before_min": a and a["value_min"], "before_max": a and a["value_max"],
                "progress_before": a and a["progress"], "time": time(b, answer["data_as_of"]),
                "change": b["value"] - a["value"] if a and None not in (a["value"], b["value"]) else None}
        for name, value in want.items():
            tolerant = near(r[name], value) or name in ("time", "progress", "progress_min", "progress_before") and r[name] is not None and value is not None and abs(r[name] - value) < 2e-3
            check(f"{b['id']}: {name}", tolerant, (r[name], value))
        check(f"{b['id']}: verdicts", [r["verdict"], r["verdict_before"]] == [b["verdict"], a and a["verdict"]], r)
        check(f"{b['id']}: which way", r["move"] == move(a, b), (r["move"], move(a, b), r))
    moves = [r["move"] for r in answer["rules"]]
    check("some of each", {"better", "worse", "same", "unsure"} <= set(moves), {m: moves.count(m) for m in moves})
    check("counted", [answer["city"][m] for m in ("better", "worse", "same", "unsure")] == [moves.count(m) for m in ("better", "worse", "same", "unsure")])
    check("met as the reports say", [answer["city"]["met_before"], answer["city"]["met"]] == [then["summary"]["pass"], now["summary"]["pass"]])


def units(answer, then, now):
    seen = answer["units"][:4] + answer["units"][-2:]
    for u in seen:
        a, b = reports(then, u["unit_code"]), reports(now, u["unit_code"])
        check(f"{u['unit_name']}: as its reports", [u["met_before"], u["met"], u["failed_before"], u["failed"]] ==
              [a["summary"]["pass"], b["summary"]["pass"], a["summary"]["fail"], b["summary"]["fail"]], u)
        was = {i["id"]: i for i in a["indicators"]}
        moves = [move(was.get(i["id"]), i) for i in b["indicators"]]
        check(f"{u['unit_name']}: which way", [u[m] for m in ("better", "worse", "same", "unsure")] ==
              [moves.count(m) for m in ("better", "worse", "same", "unsure")], u)


def formats(then, now, answer, folder):
    words = ["evaluate", then, now, "--standard", "chengdu"]
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv")[0])))
    city = [r for r in rows if not r["unit_code"]]
    check("CSV: the city's rules", [r["rule"] for r in city] == [r["rule"] for r in answer["rules"]])
    check("CSV: as JSON", all((r["after"] == "") == (j["after"] is None) and (j["after"] is None or near(float(r["after"]), j["after"]))
                              for r, j in zip(city, answer["rules"])))
    check("CSV: every unit", {r["unit_code"] for r in rows} - {""} == {u["unit_code"] for u in answer["units"]})
    map_ = json.loads(run(*words, "--format", "geojson")[0])
    check("GeoJSON: the units", [{k: v for k, v in f["properties"].items()} for f in map_["features"]] == answer["units"], map_["features"][:1])
    check("GeoJSON: with their outlines", all(f["geometry"] is None or f["geometry"]["type"] in ("Polygon", "MultiPolygon") for f in map_["features"])
          and any(f["geometry"] for f in map_["features"]))
    book = os.path.join(folder, "e.xlsx")
    run(*words, "--lang", "zh", "--period", "midterm", "-o", book)
    import openpyxl
    sheets = openpyxl.load_workbook(book)
    check("workbook: three sheets", sheets.sheetnames == ["中期评估", "各单元", "各单元指标"], sheets.sheetnames)
    cells = [c.value for row in sheets.worksheets[0].iter_rows() for c in row]
    check("workbook: values are numbers", all(any(isinstance(c, (int, float)) and near(float(c), r["after"]) for c in cells)
                                              for r in answer["rules"] if r["after"] is not None))
    check("workbook: headed in words", "基期值" in cells and "完成进度" in cells and "progress" not in cells)
    for lang, title, parts in (("zh", "终期总结", ("主要问题", "指标逐项", "各单元", "基期值", "公交平均候车时间")),
                               ("en", "Final evaluation", ("What is wrong", "Rule by rule", "Units", "First value", "Average wait for a bus"))):
        page = run(*words, "--lang", lang, "--period", "final", "--format", "html")[0]
        check(f"page in {lang}", title in page and all(p in page for p in parts))
        check(f"page in {lang}: no script, nothing from elsewhere", "<script" not in page and not re.findall(r'(?:src|href)="(?!#)[^"]*"', page))
        table = run(*words, "--lang", lang)[0]
        check(f"table in {lang}", table.count("\n") > len(answer["rules"]))
    page = run(*words, "--format", "html", "--lang", "en")[0]
    check("both files' sources are named", "© OpenStreetMap" in page and "Survey of then" in page, page[-900:])
    check("the same bytes again", run(*words, "--format", "html", "--lang", "zh") == run(*words, "--format", "html", "--lang", "zh"))


def refusals(then, now, folder):
    _, err = run("evaluate", now, then, "--lang", "en", code=1)
    check("the other way round", "put them the other way round" in err, err)
    _, err = run("evaluate", then, now, "--standard", "nowhere", "--lang", "en", code=2)
    check("no such standard", "nowhere" in err, err)
    _, err = run("evaluate", then, now, "--period", "weekly", "--lang", "en", code=2)
    check("no such period", "weekly" in err, err)
    run("evaluate", then, code=2)
    run("evaluate", then, os.path.join(folder, "none.city"), code=1)
    same = document("evaluate", then, then, "--standard", "chengdu")
    check("a file and itself: nothing moved", same["city"]["better"] == same["city"]["worse"] == 0 and
          all(r["change"] in (0, None) for r in same["rules"]))
    run("evaluate", then, now, "-o", then, code=2)


def dated(paths):
    """The extract is of one day; the dates are what the files are told apart by."""
    import sqlite3
    for path, day in zip(paths, ("2021-06-30", "2023-12-31")):
        db = sqlite3.connect(path)
        db.execute("UPDATE source SET as_of = ? WHERE kind = 'osm'", (day,))
        db.commit()
        db.close()
        os.remove(path + ".sha256")


with tempfile.TemporaryDirectory() as scratch:
    before, after = cities(scratch)
    dated((before, after))
    whole = document("evaluate", before, after, "--standard", "chengdu")
    rules(whole, reports(before), reports(after))
    units(whole, before, after)
    formats(before, after, whole, scratch)
    refusals(before, after, scratch)
sys.exit(ended())
