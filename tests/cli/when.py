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
    whole = os.path.join(folder, "whole.geojson")
    with open(whole, "w", encoding="utf-8") as file:
        json.dump({"type": "Polygon", "coordinates": [[[13, 53], [14, 53], [14, 54], [13, 54], [13, 53]]]}, file)
    city = rows("coverage", "--category", "basic_count", "--area", whole)[0]
    last = [line for line in said.splitlines() if line.startswith("（合计）")][0].split()[-1].split("-")
    check("table: its last line is of all homes", "居民平均能走到几项基本服务" in said and
          all(abs(float(v) - city[k]) < 0.11 for v, k in zip(last, ("basic_min", "basic_max"))), (last, city))

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
        for words in (["gaps", "--category", "basic_count"], ["nearest", "--at", "13.261,53.557", "--category", "basic_count"],
                      ["access", "--category", "basic_count"], ["export", "facilities", "--category", "basic_count"]):
            refused("basic_count", *words)
        refused("--age", "coverage", "--category", "pharmacy", "--age", "60+")
        refused("--age", "coverage", "--category", "pharmacy", "--age", "old")
    return ended()


sys.exit(main())
