#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many rules each kind of table lets be judged, when it comes after those
above it: tests/data/unlocks.py REPORT.json [README.md]

REPORT.json is `lifecircle report --format json` of a city without tables. With a
README it is compared with the rows of its table that begin so.
"""
import json
import sys

# What an office brings, in this order, and how the reports call what is missing.
TABLES = [
    ("Facilities", ("no data of these",)),
    ("Residents", ("no residents", "no disabled_residents")),
    ("Residents by age", ("no age bands",)),
    ("Boundaries and lists", ("no units of level", "no list", "no word whether units", "no built-up area")),
    ("Published figures", ("no statistic",)),
]


def count(report):
    missing = [r["missing"] for r in report["indicators"] if r["verdict"] == "unknown" and r["missing"]]
    have, done, out = (), 0, []
    for name, begins in TABLES:
        have += begins
        now = sum(all(m.startswith(have) for m in one) for one in missing)
        out.append((name, now - done))
        done = now
    return out, len(missing) - done


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows, left = count(json.load(file))
    for name, rules in rows:
        print(f"{name}: {rules} rules")
    print(f"left: {left}")
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            text = file.read()
        lacking = [f"| {name} | {rules} |" for name, rules in rows if f"| {name} | {rules} |" not in text]
        if lacking:
            sys.exit(f"{sys.argv[2]} does not say {lacking}")


main()
