#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the facilities of an imported extract a second way.

usage: check_counts.py LIFECIRCLE EXTRACT.osm.pbf...

For each extract: imports it, has `osmium tags-filter` find what carries the
keys of geodata/osm_rules.csv, reads the rules anew in Python, and accounts for
every difference, category by category:

  osmium    elements whose tags a rule names
  closed    of these: left out by a rule "-" (disused, closed ...), or by an
            end_date before the day of the data or a start_date behind it
  outline   the outer way of a multipolygon that is the same thing
  double    a point at, or an area in, an area of the same kind that is there;
            or a school whose double states the level that it leaves open
  no shape  a way or relation cut off by the extract's edge
  ours      facilities of that category in the city file; a place also has the
            categories of its doubles

Fails where an element is missing for none of these reasons, or a point has a
category that no rule gives. Sizes (area_m2) are the program's own.
"""
import collections
import csv
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
NAMES = ("name", "name:zh", "name:en", "official_name", "alt_name")
SILENT = {"type", "source", "created_by", "note", "area", "fixme"}
METRE = 1 / 111320  # degrees of latitude

Element = collections.namedtuple("Element", "id tags nodes members x y")


def rules():
    with open(os.path.join(ROOT, "geodata", "osm_rules.csv"),
              encoding="utf-8") as f:
        rows = csv.DictReader(line for line in f if not line.startswith("#"))
        return [(r["category"], r["expression"].split(" + "))
                for r in rows if r["weak"] == "0"]


def number(text):
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def holds(condition, tags, area_m2, found):
    if condition.startswith("!"):
        return condition[1:] not in tags
    key, op, values = re.fullmatch(r"([^=!~^<>]+)(!=|>=|=|~|\^|<)?(.*)",
                                   condition).groups()
    values = values.split("|")
    if key == "result":
        return bool(found & set(values)) == (op == "=")
    if key == "area_m2":
        if area_m2 is None:
            return False
        return (area_m2 < float(values[0]) if op == "<"
                else area_m2 >= float(values[0]))
    texts = [tags[k] for k in (NAMES if key == "any_name" else (key,))
             if k in tags]
    if op is None:
        return bool(texts)
    if op == "~":
        return any(v.lower() in t.lower() for t in texts for v in values)
    if op == "^":
        return any(re.search(rf"(?<!\w){re.escape(v)}(?!\w)", t, re.I)
                   for t in texts for v in values)
    if op in ("<", ">="):
        n = [number(t) for t in texts]
        return any(x is not None and (x < float(values[0])) == (op == "<")
                   for x in n)
    hit = any(v.strip() in values for t in texts for v in t.split(";"))
    return hit == (op == "=")


def categories(table, tags, area_m2):
    found = set()
    for category, conditions in table:
        if category not in found and all(
                holds(c, tags, area_m2, found) for c in conditions):
            found.add(category)
    return found


def unescape(text):
    return re.sub(r"%([0-9a-f]+)%", lambda m: chr(int(m.group(1), 16)), text)


def parse(line):
    """One line of osmium's OPL format."""
    fields = {f[0]: f[1:] for f in line.split(" ")[1:] if f}
    tags = dict(t.split("=", 1) for t in fields.get("T", "").split(",") if t)
    tags = {unescape(k): unescape(v) for k, v in tags.items()}
    nodes = [n[1:] for n in fields.get("N", "").split(",") if n]
    members = [m.split("@", 1) for m in fields.get("M", "").split(",") if m]
    return Element(line.split(" ")[0], tags, nodes, members,
                   float(fields.get("x") or 0), float(fields.get("y") or 0))


def osmium(*args):
    out = subprocess.run(("osmium",) + args, check=False, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if out.returncode not in (0, 1):  # 1: some node of a way is cut off
        sys.exit(f"osmium {' '.join(args[:4])} failed: {out.returncode}")
    return [parse(line) for line in out.stdout.splitlines()]


def read(extract, table):
    keys = sorted({re.split(r"[=!~^<>]", c[0])[0] for _, c in table})
    found = osmium("tags-filter", "-R", "-f", "opl", extract,
                   *[f"nwr/{k}" for k in keys])
    relations = osmium("tags-filter", "-R", "-f", "opl", extract,
                       "r/type=multipolygon")
    return ({e.id: e for e in found if e.id[0] != "r" or e.tags.get("type") in
             ("multipolygon", "boundary", "route")}, relations)


def outer_ways(relation):
    return [m[0] for m in relation.members
            if m[0][0] == "w" and m[1] in ("outer", "")]


def imported(program, extract, folder):
    city = os.path.join(folder, "city.lcc")
    subprocess.run((program, "import", "osm", extract, "--city", city,
                    "--no-compute"), check=True, stderr=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL)
    db = sqlite3.connect(f"file:{city}?mode=ro", uri=True)
    rows = {r[0][4:]: (set(r[1].split()), r[2], r[3]) for r in db.execute(
        "SELECT id, categories, area_m2, name FROM facility")}
    boxes = db.execute(
        "SELECT facility, xmin, xmax, ymin, ymax FROM facility_shape"
        " JOIN idx_facility_shape_geom ON pkid = facility_shape.rowid")
    (day,) = db.execute("SELECT as_of FROM source").fetchone()
    return rows, {b[0][4:]: b[1:] for b in boxes}, day


def of_another_time(tags, day):
    """What ended "2016" may be there all through 2016."""
    end, start = ([d] if re.fullmatch(r"\d{4}(-\d\d){0,2}", d) else []
                  for d in (tags.get("end_date", ""), tags.get("start_date", "")))
    return any(day[:len(d)] > d for d in end) or any(
        day[:len(d)] < d for d in start)


def is_double(element, category, rows, boxes, where):
    """Whether an area of the same kind is there: by boxes, 31 m around."""
    x, y = where
    for other, (x0, x1, y0, y1) in boxes.items():
        if other == element.id or category not in rows[other][0]:
            continue
        if (x0 - 60 * METRE <= x <= x1 + 60 * METRE and
                y0 - 31 * METRE <= y <= y1 + 31 * METRE):
            return True
    return False


def position(element, places):
    if element.id[0] == "n":
        return element.x, element.y
    points = [places[n] for n in element.nodes if n in places]
    return points[0] if len(set(points)) > 1 else None


def places_of(extract, ids):
    """Positions of the nodes of the ways asked for."""
    if not ids:
        return {}
    found = osmium("getid", "-r", "-f", "opl", extract, *sorted(ids))
    return {e.id[1:]: (e.x, e.y) for e in found if e.id[0] == "n"}


def compare(program, extract):
    table = rules()
    elements, relations = read(extract, table)
    with tempfile.TemporaryDirectory() as folder:
        rows, boxes, day = imported(program, extract, folder)
    outline = {}
    for r in relations:
        for w in outer_ways(r):
            if r.id in rows:
                outline.setdefault(w, r.id)
    count = collections.defaultdict(collections.Counter)
    missing, expected = [], set()
    for e in elements.values():
        area = rows[e.id][1] if e.id in rows else None
        found = categories(table, e.tags, area)
        for category in found - {"-"}:
            count[category]["osmium"] += 1
            expected.add((e.id, category))
            if e.id in rows and category in rows[e.id][0]:
                continue
            if "-" in found or of_another_time(e.tags, day):
                count[category]["closed"] += 1
            elif e.id in outline and category in rows[outline[e.id]][0]:
                count[category]["outline"] += 1
                expected.add((outline[e.id], category))
            elif category == "school" and e.id in rows:
                count[category]["double"] += 1
            else:
                missing.append((e, category))
    places = places_of(extract, {e.id for e, _ in missing if e.id[0] == "w"})
    bad = []
    for e, category in missing:
        where = position(e, places)
        if where is None:
            count[category]["no shape"] += 1
        elif is_double(e, category, rows, boxes, where):
            count[category]["double"] += 1
        else:
            bad.append(f"{e.id} {category}: missing, and no reason found")
    lent = collections.Counter()
    for i, (own, _, _) in rows.items():
        for category in own:
            count[category]["ours"] += 1
            if i in outline.values():
                lent[category] += (i not in elements)
            elif (i, category) not in expected and i not in boxes:
                bad.append(f"{i} {category}: no rule gives it")
    show(extract, count, lent)
    return bad


def show(extract, count, lent):
    columns = ("osmium", "closed", "outline", "double", "no shape", "ours")
    print(os.path.basename(extract))
    print(f"  {'':26}" + "".join(f"{c:>9}" for c in columns) +
          "   of which by their outline's tags")
    for category in sorted(count):
        print(f"  {category:26}" +
              "".join(f"{count[category][c]:9}" for c in columns) +
              f"{lent[category]:5}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    bad = []
    for extract in sys.argv[2:]:
        bad += [f"{extract}: {b}" for b in compare(sys.argv[1], extract)]
    for line in bad:
        print(line, file=sys.stderr)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
