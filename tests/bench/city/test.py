#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness itself, on cities of a few streets: mosaics are what they say,
twice the same, and every row that is measured is a number."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..", "..")
STREETS = os.path.join(TOP, "tests", "data", "older", "streets.osm")
EMBEDDED = os.path.join(TOP, "geodata", "neubrandenburg",
                        "neubrandenburg-2016.osm.pbf")
PROGRAM = os.environ.get("LIFECIRCLE", os.path.join(TOP, "build", "release",
                                                    "lifecircle"))
counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))


def mosaic(copies, path):
    subprocess.run([sys.executable, os.path.join(HERE, "mosaic.py"), STREETS,
                    str(copies), path], check=True)
    out = subprocess.run(["osmium", "cat", path, "-f", "opl"], check=True,
                         capture_output=True, text=True).stdout
    return out.splitlines()


def mosaics(folder):
    path = os.path.join(folder, "m.osm.pbf")
    one, five = mosaic(1, path), mosaic(5, path)
    with open(path, "rb") as f:
        first = f.read()
    mosaic(5, path)
    with open(path, "rb") as f:
        check("twice the same bytes", f.read() == first)
    check("five of everything", len(five) == 5 * len(one))
    check("ids are its own", len({o.split(" ")[0] for o in five}) == len(five))
    at = [tuple(o.split(" ")[-2:]) for o in five if o[0] == "n"]
    check("places are its own", len(set(at)) == len(at))
    out = subprocess.run(["osmium", "check-refs", "-r", path],
                         capture_output=True, text=True, check=False)
    check("nothing is missing", out.returncode == 0, out.stderr)


def harness(folder):
    report = os.path.join(folder, "report.json")
    out = subprocess.run(
        [os.path.join(HERE, "run.py"), PROGRAM, "--copies", "1", "--extract",
         EMBEDDED, "--work", folder, "--base", "none", "--valhalla", "none",
         "--growth", "1,2", "--json", report], capture_output=True, text=True, check=False)
    check("it runs", out.returncode == 0, out.stderr)
    with open(report, encoding="utf-8") as f:
        got = json.load(f)
    check("every row took time", len(got["rows"]) == 18 and all(
        r["ours"][1] > 0 for r in got["rows"] if "beside" not in r["what"]),
        got["rows"])
    check("the file has a size", got["sizes"]["city file MB"] > 1)
    check("growth is that of two copies", all(
        0.2 < got["sizes"]["growth of " + what] < 2
        for what in ("time", "memory", "memory in service", "the file")),
        got["sizes"])
    check("no city is left", not [n for n in os.listdir(folder)
                                  if n.endswith(".city")])


def main():
    with tempfile.TemporaryDirectory() as folder:
        mosaics(folder)
        harness(folder)
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] > 0)


if __name__ == "__main__":
    main()
