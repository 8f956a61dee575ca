#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole standard on a real city: every rule is answered, every verdict
follows from its bounds, and every input that is called missing is missing.
check_report.py PROGRAM CITY STANDARD"""

import csv
import json
import re
import subprocess
import sys

program, city, standard = sys.argv[1:]
faults = []


def ask(*words):
    done = subprocess.run([program, *words, "--city", city], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def expect(what, good):
    if not good:
        faults.append(what)


facilities = [f["properties"] for f in json.loads(ask("export", "facilities"))["features"]]
units = [f["properties"] for f in json.loads(ask("export", "units"))["features"]]
homes = [f["properties"] for f in json.loads(ask("export", "homes"))["features"]]
rules = {r["id"]: r for r in csv.DictReader(open(f"geodata/standards/{standard}/rules.csv"))}
categories = list(csv.DictReader(open("geodata/categories.csv")))
groups = {c["id"]: c["group"] for c in categories}
named = {c["name_en"]: c["id"] for c in categories}
basic = [b["category"] for b in csv.DictReader(open(f"geodata/standards/{standard}/basic.csv"))]
stock = {}
for f in facilities:
    for c in f["categories"]:
        stock[c] = stock.get(c, 0) + 1


def asked(rule):
    """The categories that a rule's facilities are of."""
    found = set()
    for word in rule["categories"].split() + rule["from"].split():
        word = re.split("[:@]", word)[0]
        found |= set(basic) if word == "all_basic" else {
            c for c in groups if word in (c, groups[c], "*")}
    return found


def called(text):
    """The categories of these names, the first few of many; a name may hold a
    comma itself."""
    found, name = [], ""
    for part in re.sub(r" and so on, \d+ in all$", "", text).split(", "):
        name += (", " if name else "") + part
        if name in named:
            found.append(named[name])
            name = ""
    return [*found, name] if name else found


def lacks_attribute(rule, key):
    for f in facilities:
        if not asked(rule) & set(f["categories"]):
            continue
        told = (f.get("attributes") or {}).get(key)
        if told is None and key != "services":  # those are read from several
            told = f.get(key)
        if told in (None, ""):
            return True
    return False


def really_missing(rule, text):
    if text.startswith("no data of these: "):
        return all(not stock.get(c) and c in asked(rule) for c in called(text[18:]))
    if m := re.fullmatch(r"no attribute (\S+) of (\d+) facilities", text):
        return int(m[2]) > 0 and lacks_attribute(rule, m[1])
    if text == "no drive network":
        return rule["mode"] == "drive"
    if text == "no residents":
        return report["weight"] != "residents"
    if text.startswith("no age bands "):
        return text[13:] == rule["population"]
    if text.startswith("no units of level "):
        level = text[18:]
        # a level may be there and yet not within this unit
        return level in rule["level"].split() + re.findall("@(\\w+)", rule["categories"]) and (
            report["unit"] is not None or level not in {u["level"] for u in units})
    if text == "no built-up area":
        return "built_up" not in {u["level"] for u in units}
    if text == "no word whether units are urban or rural":
        return any(u["urban"] is None for u in units)
    if text.startswith("no word what kind these are of: "):
        return all(stock.get(c) for c in called(text[32:]))
    if m := re.fullmatch(r"no statistic (\S+) imported", text):
        return m[1] == (rule.get("figure") or rule["id"])
    if text == "the source sets no target: shown, not judged":
        return not rule["op"] and not rule["targets"]
    if text.startswith("no list "):
        return text[8:] == rule["scope"]
    if text.startswith("no ") and text[3:] == rule["population"]:
        return True  # a list of people, none was imported
    return text in ("homes off the streets", "facilities near by without a street",
                    "data end nearer than the limit", "facilities without a position",
                    "no homes in the data")


def check_row(row):
    low, high, target = row["value_min"], row["value_max"], row["target"]
    name = f"{report['unit']}: {row['id']}"
    high = float("inf") if high is None else high
    if row["verdict"] == "unknown":
        expect(f"{name}: unknown without a reason", row["missing"])
        for text in row["missing"]:
            expect(f"{name}: \"{text}\" is there", really_missing(rules[row["id"]], text))
        return
    meets = {"at_least": lambda v: v >= target, "at_most": lambda v: v <= target,
             "more_than": lambda v: v > target}[row["op"]]
    worst, best = (high, low) if row["op"] == "at_most" else (low, high)
    # bounds are told to six decimals
    expect(f"{name}: {row['verdict']} of {low} to {high}, {target}",
           abs(low - target) < 1e-5 or abs(high - target) < 1e-5 or
           (row["verdict"] == "pass") == meets(worst) and (row["verdict"] == "pass" or not meets(best)))
    expect(f"{name}: missing {row['missing']} and yet decided", not row["missing"])


levels = {u["level"] for u in units}
some = [None] + [next(u["code"] for u in units if u["level"] == level) for level in sorted(levels)]
for code in some:
    where = ["--unit", code] if code else []
    report = json.loads(ask("report", "--standard", standard, "--format", "json", *where))
    answered = {r["id"] for r in report["indicators"]} | set(report["not_applicable"])
    expect(f"{code}: rules not answered: {set(rules) - answered}", answered == set(rules))
    expect(f"{code}: the summary", sum(report["summary"][v] for v in ("pass", "fail", "unknown"))
           == len(report["indicators"]))
    for row in report["indicators"]:
        check_row(row)
whole = sum(round(h["weight"] * 1000) for h in homes)
for level in levels:
    inside = sum(round(u["weight"] * 1000) for u in units if u["level"] == level)
    expect(f"{level}: {inside} of {whole}", inside <= whole)
if faults:
    print("\n".join(faults[:30]))
    sys.exit(1)
