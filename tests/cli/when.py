#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coverage by number of services and by time, in every format of both doors'
question: tests/cli/when.py, the program being $LIFECIRCLE. What must hold is
worked out again from other answers: shares of each category, what `nearest`
finds at a time.
"""
import csv
import io
import json
import os
import re
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import ROOT, check, ended, told  # noqa: E402


def ask(*words):
    return json.loads(told(*words, "--format", "json").stdout)


def rows(*words):
    return ask(*words)["rows"]


def near(a, b, by=2e-5):
    return (a is None) == (b is None) and (a is None or abs(a - b) <= by)


def refused(word, *words):
    said = told(*words, code=2).stderr.decode()
    check(f"refused: {' '.join(words)}", word in said, said)


# ---- how many services ----

def counted(how):
    """Each figure of basic_count is a sum over the basic categories' shares."""
    basic = [c["id"] for c in ask("categories")["categories"] if c["basic"]]
    asked = rows(*how, "--category", ",".join(basic))
    counts = rows(*how, "--category", "basic_count")
    check(f"{how}: a row a unit", counts and [r["unit"] for r in counts] == [r["unit"] for r in rows(*how, "--category", "all_basic")])
    for row in counts:
        shares = [r for r in asked if r["unit"] == row["unit"]]
        told_of = [r for r in shares if r["share"] is not None]
        mean = sum(r["share_min"] if r["share"] is None else r["share"] for r in shares) if row["total"] else None
        check(f"{how}: {row['unit']}: total", row["basic_total"] == len(basic) and row["category"] == "basic_count", row)
        check(f"{how}: {row['unit']}: known", row["basic_known"] == len(told_of), (row, len(told_of)))
        check(f"{how}: {row['unit']}: mean", near(row["basic_mean"], mean if told_of else None), (row, mean))
        for name, of in (("basic_min", "share_min"), ("basic_max", "share_max")):
            check(f"{how}: {row['unit']}: {name}", near(row[name], sum(r[of] for r in shares) if row["total"] else None), row)
        if told_of:
            check(f"{how}: {row['unit']}: order", 0 <= row["basic_min"] <= row["basic_mean"] <= row["basic_max"] <= row["basic_total"], row)
        check(f"{how}: {row['unit']}: no share of a number", not {"share", "covered", "median_seconds"} & set(row), row)


def formats(folder):
    """The same rows in every format, and a column in the table of a terminal."""
    how = ["coverage", "--category", "pharmacy,basic_count"]
    wanted = rows(*how)
    table = list(csv.DictReader(io.StringIO(told(*how, "--format", "csv").stdout.decode("utf-8-sig"))))
    check("csv: rows", [r["category"] for r in table] == [r["category"] for r in wanted])
    for got, row in zip(table, wanted):
        check(f"csv: {row['unit']} {row['category']}", all((got[k] or None) == (None if row.get(k) is None else repr(row[k]).removesuffix(".0"))
              for k in ("basic_mean", "basic_total", "share_min")), (got, row))
    features = json.loads(told(*how, "--format", "geojson").stdout)["features"]
    check("geojson: rows", [{k: v for k, v in f["properties"].items() if k != "attribution"} for f in features] == wanted)
    for name in ("coverage.xlsx", "coverage.csv", "coverage.geojson"):
        path = os.path.join(folder, name)
        told("export", "coverage", "--category", "pharmacy,basic_count", "-o", path)
        with open(path, "rb") as file:
            text = file.read()
        if name.endswith("xlsx"):
            with zipfile.ZipFile(path) as book:
                text = b"".join(book.read(n) for n in book.namelist())
        check(f"export {name}", b"basic_mean" in text or b"basic services" in text, text[:200])
    said = told("coverage", "--lang", "en").stdout.decode()
    check("table: a column of all", said.splitlines()[3].split()[-1] == "count" and "average resident can walk to" in said, said[:800])
    said = told("coverage", "--category", "basic_count", "--lang", "zh").stdout.decode()
    check("table: the same in Chinese", said.splitlines()[1].split()[-1] == "基本服务项数" and "平均能走到" in said, said[:400])
    whole = os.path.join(folder, "whole.geojson")
    with open(whole, "w", encoding="utf-8") as file:
        json.dump({"type": "Polygon", "coordinates": [[[13, 53], [14, 53], [14, 54], [13, 54], [13, 53]]]}, file)
    city = rows("coverage", "--category", "basic_count", "--area", whole)[0]
    last = [line for line in said.splitlines() if line.startswith("（合计）")][0].split()[-1].split("-")
    check("table: its last line is of all homes", "居民平均能走到几项基本服务" in said and
          all(abs(float(v) - city[k]) < 0.11 for v, k in zip(last, ("basic_min", "basic_max"))), (last, city))

# ---- by time ----

def by_time(unit):
    """What is open in an hour is what is asked for at its minutes; a week is the mean of its hours."""
    plain = {(r["unit"], r["category"]): r for r in rows("coverage", "--category", "pharmacy,park")}
    then = rows("coverage", "--category", "pharmacy,park", "--open-at", "2016-06-12T03:00")
    for r in then:
        whenever = plain[r["unit"], r["category"]]
        check(f"open_at: {r['unit']} {r['category']}", r["open_at"] == "2016-06-12T03:00" and r["total"] == whenever["total"] and
              r["covered"] <= whenever["covered"] + 1e-6 and r["covered"] + r["unknown"] <= whenever["covered"] + whenever["unknown"] + 1e-6,
              (r, whenever))
    check("open_at: hours that aren't known", any(r["unknown_reasons"].get("hours_unknown") for r in then))
    how = ["coverage", "--category", "pharmacy"]
    answer = ask(*how, "--hours", "week")
    table = ask(*how, "--hours", "table")
    check("hours: which week", answer["week_of"] == table["week_of"] and len(answer["week_of"]) == 10, answer["week_of"])
    check("hours: a row an hour", len(table["rows"]) == 168 * len(answer["rows"]))
    for i, r in enumerate(answer["rows"]):
        hours = table["rows"][168 * i:168 * i + 168]
        check(f"hours: {r['unit']}: in order", [(h["unit"], h["day"], h["hour"]) for h in hours] ==
              [(r["unit"], d, h) for d in range(1, 8) for h in range(24)])
        for name, some in (("week", hours), ("evening", [h for h in hours if 18 <= h["hour"] < 22]), ("weekend", [h for h in hours if h["day"] > 5])):
            for bound in ("min", "max"):
                mean = sum(h[f"share_{bound}"] for h in some) / len(some) if r["total"] else None
                check(f"hours: {r['unit']}: {name}_{bound}", near(r[f"{name}_{bound}"], mean), (r, mean))
        if r["week_share"] is not None:
            check(f"hours: {r['unit']}: order", r["week_min"] <= r["week_share"] <= r["week_max"] <= r["share_max"] + 1e-6, r)
    noon = f"{answer['week_of']}T12:00"
    at = {r["unit"]: r for r in rows(*how, "--open-at", noon)}
    edges = [h for h in table["rows"] if h["day"] == 1 and h["hour"] == 12]
    check("hours: noon of Monday", sum(near(h["share_min"], at[h["unit"]]["share_min"]) for h in edges) > len(edges) / 2, noon)
    lines = told(*how, "--hours", "table", "--unit", unit, "--format", "csv").stdout.decode("utf-8-sig").splitlines()
    check("hours: csv", len(lines) == 169 and "day,hour," in lines[0], lines[:2])
    features = json.loads(told(*how, "--hours", "week", "--format", "geojson").stdout)["features"]
    check("hours: geojson", [f["properties"]["week_min"] for f in features] == [r["week_min"] for r in answer["rows"]])
    said = told(*how, "--hours", "week", "--lang", "zh").stdout.decode()
    check("hours: table of a week", answer["week_of"] in said and "晚间" in said, said[:300])
    said = told(*how, "--hours", "table", "--unit", unit, "--lang", "en").stdout.decode()
    check("hours: table of hours", len(said.splitlines()) > 26 and "Mon" in said, said[:300])
    for words in (["--hours", "week"], ["--category", "all_basic", "--hours", "week"], ["--category", "basic_count", "--hours", "week"]):
        refused("named", "coverage", *words)
    refused("without a radius", *how, "--hours", "week", "--radius", "500")
    refused("open_at", *how, "--hours", "week", "--open-at", "now")
    refused("json or csv", *how, "--hours", "table", "--format", "geojson")
    refused("json or csv", *how, "--hours", "week", "--format", "html")
    refused("week, table", *how, "--hours", "month")
    refused("--open-at", *how, "--open-at", "noon")


def by_pace(unit):
    """All paces side by side are what each is by itself, in the order of the city."""
    paces = [p["id"] for p in ask("info")["paces"]]
    how = ["coverage", "--category", "pharmacy,all_basic,basic_count", "--minutes", "10"]
    together = rows(*how, "--by", "pace")
    alone = [r for p in paces for r in rows(*how, "--pace", p)]
    key = lambda r: (r["category"], r["pace"], r["unit"] or "")
    check("by pace: rows", len(paces) > 4 and len(together) == len(alone) and {key(r): r for r in together} == {key(r): r for r in alone})
    check("by pace: in order", list(dict.fromkeys((r["category"], r["pace"]) for r in together)) ==
          [(c, p) for c in ("pharmacy", "all_basic", "basic_count") for p in paces])
    one = rows("coverage", "--category", "pharmacy", "--unit", unit, "--by", "pace", "--open-at", "2016-06-15T12:00")
    check("by pace: of a unit, at a time", one == [rows("coverage", "--category", "pharmacy", "--unit", unit, "--pace", p, "--open-at", "2016-06-15T12:00")[0] for p in paces])
    lines = told(*how, "--by", "pace", "--format", "csv").stdout.decode("utf-8-sig").splitlines()
    check("by pace: csv", len(lines) == len(together) + 1, len(lines))
    lines = [line.split() for line in told("coverage", "--category", "pharmacy", "--by", "pace", "--lang", "en").stdout.decode().splitlines()]
    check("by pace: table", lines[1][-len(paces):] == paces, lines[:2])
    for p in paces:
        total = told("coverage", "--category", "pharmacy", "--pace", p, "--lang", "en").stdout.decode()
        total = next(line.split() for line in total.splitlines() if line.startswith("(total)"))
        column = next(line for line in lines if line[:1] == ["(total)"])
        check(f"by pace: table: {p}", column[2 + paces.index(p)] == total[2], (column, total))
    refused("of one category", "coverage", "--by", "pace")
    refused("of one category", "coverage", "--category", "pharmacy,park", "--by", "pace")
    refused("of one category", "coverage", "--category", "basic_count", "--by", "pace")
    for words in (["--pace", "elder"], ["--radius", "500"], ["--hours", "week"]):
        refused("without a pace", "coverage", "--category", "pharmacy", "--by", "pace", *words)
    refused("a table, json or csv", "coverage", "--category", "pharmacy", "--by", "pace", "--format", "geojson")
    refused("pace", "coverage", "--category", "pharmacy", "--by", "age")


def gaps_by_time(folder):
    """Gaps then are what coverage has uncovered then; who has none whenever has none then; what is shut would do."""
    whenever = ask("gaps", "--category", "pharmacy", "--count", "50")
    check("gaps: no time", "open_at" not in whenever and all(f["properties"]["closed"] is None for f in whenever["features"]))
    causes, path = set(), os.path.join(folder, "facilities.geojson")
    told("export", "facilities", "-o", path)
    with open(path, encoding="utf-8") as file:
        facility = {f["properties"]["id"]: f["properties"] for f in json.load(file)["features"]}
    for at in ("2016-06-15T12:00", "2016-06-12T03:00"):
        then = ask("gaps", "--category", "pharmacy", "--count", "50", "--open-at", at)
        covered = rows("coverage", "--category", "pharmacy", "--open-at", at)
        for name in ("total", "uncovered", "unknown"):
            check(f"gaps {at}: {name}", near(then[name], sum(r[name] for r in covered), 1e-6), then[name])
        check(f"gaps {at}: {then['open_at']}", then["open_at"] == at and then["uncovered"] >= whenever["uncovered"] and
              then["uncovered"] + then["unknown"] >= whenever["uncovered"] + whenever["unknown"] - 1e-6)
        for p in (f["properties"] for f in then["features"]):
            causes.add(p["cause"])
            check(f"gaps {at}: {p['rank']}: closed", (p["cause"] == "closed") == (p["closed"] is not None), p)
            check(f"gaps {at}: {p['rank']}: no street for an hour", not (p["mend"] or {}).get("link"), p)
            if not p["closed"]:
                continue
            hours = (p["mend"] or {}).get("hours")
            check(f"gaps {at}: {p['rank']}: more than half", p["weight"] / 2 < p["closed"]["weight"] <= p["weight"], p)
            check(f"gaps {at}: {p['rank']}: by itself", hours is None or hours["facility"] == p["closed"]["facility"] and
                  0 < hours["gained"] <= p["weight"], p)
            found = facility[p["closed"]["facility"]]
            check(f"gaps {at}: {p['rank']}: is told its hours", found["opening_hours"] == p["closed"]["hours"] and found["name"] == p["closed"]["name"], p)
    check("gaps: some are closed", "closed" in causes, causes)
    said = told("gaps", "--category", "pharmacy", "--open-at", at, "--lang", "en").stdout.decode()
    check("gaps: table", f"open at {at}" in said and "closed: " in said, said[:600])
    refused("--open-at", "gaps", "--category", "pharmacy", "--open-at", "noon")


def access_by_time():
    """Who has something then has something whenever, but for those who now share it with fewer; a line says the time."""
    how = ["access", "--capacity", "parking_places"]
    whenever, then = ask(*how), ask(*how, "--open-at", "2016-06-15T12:00")
    check("access: no time", "open_at" not in whenever and not {"closed", "hours_unknown"} & set(whenever["facilities"]))
    check("access: as many", then["facilities"]["total"] == whenever["facilities"]["total"] and
          then["facilities"]["capacity"] <= whenever["facilities"]["capacity"], then["facilities"])
    for a, b in zip(whenever["rows"], then["rows"]):
        known = (a["known"] - a["with_none"], b["known"] - b["with_none"])
        check(f"access: {a['unit']}", a["unit"] == b["unit"] and a["people"] == b["people"] and known[1] <= known[0] + 1e-6, (a, b))
    lines = list(csv.DictReader(io.StringIO(told(*how, "--open-at", "2016-06-15T12:00", "--format", "csv").stdout.decode("utf-8-sig"))))
    check("access: csv", len(lines) == len(then["rows"]) and all(line["open_at"] == "2016-06-15T12:00" for line in lines), lines[:1])
    check("access: csv whenever", b"open_at" not in told(*how, "--format", "csv").stdout)
    said = told(*how, "--open-at", "2016-06-15T12:00", "--lang", "zh").stdout.decode()
    check("access: table", "只算 2016-06-15T12:00 开放的" in said and "不知是否开放" in said, said[:500])


def report_by_time():
    """A rule of a walk to one service is coverage of that time; what knows no time is as ever, and named."""
    at = "2016-06-12T03:00"
    whenever, then = ask("report", "--standard", "gb50180"), ask("report", "--standard", "gb50180", "--open-at", at)
    check("report: the time", then["open_at"] == at and "open_at" not in whenever and "not_by_time" not in whenever)
    ever = {r["id"]: r for r in whenever["indicators"]}
    rest = set(then["not_by_time"])
    kinds = {r["id"]: r["kind"] for r in then["indicators"]}
    check("report: some know no time, some do", rest and rest < set(kinds) and not {i for i in set(kinds) - rest if not kinds[i].endswith("_circle")}, rest)
    for r in then["indicators"]:
        if r["id"] in rest:
            check(f"report: {r['id']} is as ever", r == ever[r["id"]], (r, ever[r["id"]]))
        elif r["value_min"] is not None:
            check(f"report: {r['id']} is no more than ever", r["value_min"] <= ever[r["id"]]["value_min"] + 1e-6 and
                  r["value_max"] <= ever[r["id"]]["value_max"] + 1e-6 and r["published"] is None, r)
    check("report: no steps", then["next_steps"] == [])
    how = ["report", "--standard", "gb50180", "--open-at", at]
    lines = list(csv.DictReader(io.StringIO(told(*how, "--format", "csv").stdout.decode("utf-8-sig"))))
    check("report: csv", {line["id"] for line in lines if line["heeds"] == "time"} == set(kinds) - rest and
          all(line["open_at"] == at and line["age"] == "" for line in lines), lines[:1])
    said = told(*how, "--lang", "en").stdout.decode()
    check("report: table", f"open at {at}" in said and "as ever: " in said, said[:400])
    refused("--steps", *how, "--steps", "yes")
    refused("--format", *how, "--format", "html")
    refused("--age", "report", "--age", "60+")


# ---- a scenario's indicators ----

def by_plan(path):
    """A change that is less than is shown is not said to be none."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"add": [{"category": "药店", "lon": 13.261, "lat": 53.557}]}, file)
    how = ["whatif", "--scenario", path, "--standard", "chengdu"]
    listed = len(ask(*how)["indicators"])
    said = told(*how, "--lang", "en").stdout.decode()
    hidden = re.search(r"by less than is shown: (\d+)", said)
    shown = said.partition("Indicators that change")[2].split("\n")[2:]
    shown = [line for line in shown if line and not line.startswith(("Data as of", "rows that"))]
    check("whatif: every indicator that changes is told", listed and listed == len(shown) + int(hidden[1] if hidden else 0) and
          ("none does" in said) == (not listed), said)
    refused("请同时写明标准", "whatif", "--scenario", path, "--year", "2025", "--lang", "zh")


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "test.city")
        told("import", "osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--city", city, "-q")
        os.environ["LIFECIRCLE_CITY"] = city
        drawn = os.path.join(folder, "area.geojson")
        with open(drawn, "w", encoding="utf-8") as file:
            json.dump({"type": "Polygon", "coordinates": [[[13.25, 53.55], [13.27, 53.55], [13.27, 53.56], [13.25, 53.56], [13.25, 53.55]]]}, file)
        unit = rows("coverage", "--category", "pharmacy")[0]["unit"]
        counted(["coverage"])
        counted(["coverage", "--pace", "wheelchair", "--minutes", "10"])
        counted(["coverage", "--radius", "500"])
        counted(["coverage", "--unit", unit])
        counted(["coverage", "--area", drawn])
        formats(folder)
        by_time(unit)
        by_pace(unit)
        gaps_by_time(folder)
        access_by_time()
        report_by_time()
        for words in (["gaps", "--category", "basic_count"], ["nearest", "--at", "13.261,53.557", "--category", "basic_count"],
                      ["access", "--category", "basic_count"], ["export", "facilities", "--category", "basic_count"]):
            refused("basic_count", *words)
        # which refuse all_basic too
        for words in ("gaps", "site"):
            said = told(words, "--category", "basic_count", code=2).stderr.decode()
            check(f"{words}: not sent to all_basic", "basic_count" in said and "all_basic" not in said, said)
        by_plan(os.path.join(folder, "plan.json"))
        refused("--age", "coverage", "--category", "pharmacy", "--age", "60+")
        refused("--age", "coverage", "--category", "pharmacy", "--age", "old")
    return ended()


sys.exit(main())
