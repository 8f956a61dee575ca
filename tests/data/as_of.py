#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Of when the data are: an extract's timestamp, else its newest object's, else
# not known; a table's --as-of, else its newest date; never when they were
# imported. Shown wherever a figure can be quoted.
#
#   as_of.py, the program being $LIFECIRCLE
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
with open(os.path.join(HERE, "older", "streets.osm"), encoding="utf-8") as f:
    STREETS = f.read()

counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))


def run(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True,
                          check=False)


def ask(*words):
    return json.loads(run(*words, "--format", "json").stdout)


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def stamped(root="", meta="", node=""):
    """The streets with what a file may say of its date."""
    text = STREETS.replace('<osm version="0.6"', '<osm version="0.6"' + root, 1)
    at = text.index(">", text.index("<osm")) + 1
    text = text[:at] + meta + text[at:]
    return text.replace("<node ", "<node " + node, 1)


def as_json(base, stamp):
    """A street for Overpass JSON."""
    nodes = [{"type": "node", "id": i, "lon": 10 + i / 1000, "lat": 50}
             for i in range(1, 4)]
    if stamp:
        nodes[0]["timestamp"] = stamp
    way = {"type": "way", "id": 9, "nodes": [1, 2, 3],
           "tags": {"highway": "residential"}}
    head = {"version": 0.6}
    if base:
        head["osm3s"] = {"timestamp_osm_base": base}
    return json.dumps({**head, "elements": nodes + [way]})


def extracts(folder):
    late = ' timestamp="2019-03-31T23:59:59Z" '
    for name, text, want in (
            ("none.osm", stamped(), None),
            ("root.osm", stamped(' timestamp="2021-06-01T10:00:00Z"',
                                 node=late), "2021-06-01"),
            ("meta.osm", stamped(meta='<meta osm_base="2022-02-28T00:01:02Z"/>',
                                 node=late), "2022-02-28"),
            ("newest.osm", stamped(node=late), "2019-03-31"),
            ("future.osm", stamped(' timestamp="2931-01-01T00:00:00Z"',
                                   node=late), "2019-03-31"),
            ("odd.osm", stamped(' timestamp="2021-02-31T00:00:00Z"'), None),
            ("base.json", as_json("2023-01-02T03:04:05Z",
                                  "2020-01-01T00:00:00Z"), "2023-01-02"),
            ("stamp.json", as_json(None, "2020-01-01T00:00:00Z"),
             "2020-01-01")):
        city = os.path.join(folder, name + ".city")
        done = run("import", "osm", write(folder, name, text), "--city", city)
        if done.returncode:
            check(name, False, done.stderr)
            continue
        got = ask("info", "--city", city)
        check(name, got["data_as_of"] == want == got["sources"][0]["as_of"],
              "%s, not %s" % (got["data_as_of"], want))
        told = run("info", "--city", city, "--lang", "en").stdout
        check(name + " as a table", (want or "not known") in told, told)


ROWS = "name,lon,lat,%s\nOne,%s,%s\nTwo,%s,%s\n"


def table(column, one, two):
    at = [(p.split('lon="')[1].split('"')[0], p.split('lat="')[1].split('"')[0])
          for p in STREETS.split("<node ")[1:3]]
    return ROWS % (column, ",".join(at[0]), one, ",".join(at[1]), two)


def tables(folder):
    city = os.path.join(folder, "t.city")
    run("import", "osm", write(folder, "root.osm", stamped(
        ' timestamp="2021-06-01T10:00:00Z"')), "--city", city)
    for name, text, options, want in (
            ("a", table("核查日期", "2022-05-03", "2023/4/1"), (), "2023-04-01"),
            ("b", table("更新日期", "2022年", "2021年3月"), (), "2022"),
            ("c", table("checked_on", "2022-05-03", "2931-01-01"), (), None),
            ("d", table("note", "x", "y"), (), None),
            ("e", table("note", "x", "y"), ("--as-of", "2024年2月29日"),
             "2024-02-29"),
            ("f", table("核查日期", "2022-05-03", "2023-04-01"),
             ("--as-of", "2022-12"), "2022-12")):
        path = write(folder, name + ".csv", text)
        done = run("import", "facilities", path, "--city", city, "--category",
                   "pharmacy", "--crs", "wgs84", "--trust-crs",
                   "--max-reject", "10", *options)
        if done.returncode:
            check(name, False, done.stderr)
            continue
        if name == "c":  # the day to come is no date of the table
            want = "2022-05-03"
        got = {s["name"]: s["as_of"] for s in ask("sources", "--city",
                                                  city)["sources"]}
        check("table " + name, got[name] == want, "%s" % got)
    return city


def errors(folder, city):
    path = write(folder, "g.csv", table("note", "x", "y"))
    for date, told in (("2024-02-31", "no date"), ("yesterday", "no date"),
                       ("2931-01-01", "still to come"), ("2931", "to come"),
                       ("", "no date")):
        done = run("import", "facilities", path, "--city", city, "--category",
                   "pharmacy", "--as-of", date)
        check("--as-of " + date, done.returncode != 0 and "as-of" in done.stderr
              and told in done.stderr, done.stderr)
    done = run("import", "osm", path, "--city", city, "--as-of", "2024")
    check("--as-of of an extract", done.returncode == 2, done.stderr)


def shown(city):
    """The city's is that of its streets; a category's spans what it uses."""
    span = "2021-06-01..2024-02-29"
    at = ask("info", "--city", city)["extent"]
    here = "%f,%f" % ((at[0] + at[2]) / 2, (at[1] + at[3]) / 2)
    pharmacy = ("--category", "pharmacy", "--city", city)
    got = ask("coverage", *pharmacy)
    check("coverage", got["data_as_of"] == "2021-06-01", got)
    check("rows of coverage", {r["data_as_of"] for r in got["rows"]} == {span},
          got["rows"][0])
    rows = list(csv.DictReader(io.StringIO(
        run("coverage", *pharmacy, "--format", "csv").stdout)))
    check("coverage as CSV", rows and rows[0]["data_as_of"] == span, rows)
    check("gaps", ask("gaps", *pharmacy)["data_as_of"] == span)
    for words in (("circle", "--at", here), ("nearest", "--at", here),
                  ("report",), ("report", "--list", "data")):
        got = ask(*words, "--city", city)
        check(words[0], got["data_as_of"] == "2021-06-01", got)
    rows = list(csv.DictReader(io.StringIO(
        run("report", "--city", city, "--format", "csv").stdout)))
    check("report as CSV", rows and rows[0]["data_as_of"] == "2021-06-01")
    for lang, said in (("en", "Data as of "), ("zh", "数据截至 ")):
        for words in (("coverage", *pharmacy), ("gaps", *pharmacy),
                      ("circle", "--at", here, "--city", city),
                      ("nearest", "--at", here, "--city", city),
                      ("report", "--city", city),
                      ("report", "--city", city, "--format", "html")):
            got = run(*words, "--lang", lang).stdout
            check("%s in %s" % (words[0], lang), said + "2021-06-01" in got,
                  got[:400])
    path = os.path.join(os.path.dirname(city), "out.geojson")
    run("export", "units", "--city", city, "-o", path)
    with open(path, encoding="utf-8") as out:
        check("export", json.load(out)["data_as_of"] == "2021-06-01")


def main():
    with tempfile.TemporaryDirectory() as folder:
        extracts(folder)
        city = tables(folder)
        errors(folder, city)
        shown(city)
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] != 0)


if __name__ == "__main__":
    main()
