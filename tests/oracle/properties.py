# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold on any real extract, whatever its answers are.

properties.py EXTRACT.osm.pbf FOLDER     (cities are made in FOLDER)
"""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys

from common import Tally, ask, ask_json, layer

EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


def import_osm(extract, city, **env):
    for end in ("", ".sha256", ".lock"):
        if os.path.exists(city + end):
            os.remove(city + end)
    ask("import", "osm", extract, "--city", city, env={**EPOCH, **env})
    return city


def coverage(city, minutes=15, **options):
    args = [x for k, v in options.items() for x in (f"--{k}", v)]
    rows = ask_json("coverage", "--city", city, "--minutes", minutes,
                    *args)["rows"]
    return {(r["unit"], r["category"]): r for r in rows}


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def milli(value):
    return round(value * 1000)


def shares_of(covered, uncovered, unknown):
    """At least, of what is known, at most; the middle one is not known where
    less than a tenth is."""
    total = covered + uncovered + unknown
    known = total - unknown
    if not total:
        return [None, None, None]
    return [round(covered / total, 6),
            round(covered / known, 6) if known and 10 * known >= total
            else None,
            round((covered + unknown) / total, 6)]


def check_sums(tally, rows):
    faults = []
    for key, r in rows.items():
        parts = [milli(r[k]) for k in ("covered", "uncovered", "unknown")]
        if sum(parts) != milli(r["total"]) or min(parts) < 0:
            faults.append(f"{key}: {parts} is not {r['total']}")
        shares = [r[k] for k in ("share_min", "share", "share_max")]
        if shares != shares_of(*parts):
            faults.append(f"{key}: shares {shares}, not {shares_of(*parts)}")
    tally.test("covered + uncovered + unknown is the total; shares and bounds",
               faults, len(rows))


def check_no_less(tally, name, less, more):
    faults = [f"{k}: {r['covered']} covered, then {more[k]['covered']}"
              for k, r in less.items()
              if milli(more[k]["covered"]) < milli(r["covered"])]
    tally.test(name, faults, len(less))


def same_rows(a, b, skip=()):
    """How two coverages differ."""
    faults = [f"row {k} is in one alone" for k in a.keys() ^ b.keys()]
    for k in a.keys() & b.keys():
        for name, value in a[k].items():
            if name not in skip and b[k].get(name) != value:
                faults.append(f"{k}: {name} is {value}, then "
                              f"{b[k].get(name)}")
    return faults


def check_sources(tally, city, folder):
    """A table of facilities put in and taken out again leaves no trace; put
    in twice it is in once; and it never lowers coverage."""
    copy = os.path.join(folder, "sources.city")
    for end in ("", ".sha256"):
        if os.path.exists(city + end):
            shutil.copy(city + end, copy + end)
    pick = random.Random(3)
    homes = layer(city, "homes")
    table = os.path.join(folder, "extra.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("id,name,lon,lat\n")
        for i, home in enumerate(pick.sample(homes, min(20, len(homes)))):
            lon, lat = home["geometry"]["coordinates"]
            file.write(f"x{i},药店 {i},{lon:.7f},{lat:.7f}\n")

    def put():
        ask("import", "facilities", table, "--city", copy, "--category",
            "pharmacy", "--source", "extra", "--crs", "wgs84", env=EPOCH)
        return coverage(copy)

    before, once, twice = coverage(city), put(), put()
    check_no_less(tally, "more facilities never cover less", before, once)
    tally.test("a source again replaces what it brought",
               same_rows(once, twice), len(once))
    ask("remove", "extra", "--city", copy, env=EPOCH)
    tally.test("a source taken out leaves no trace",
               same_rows(before, coverage(copy)), len(before))


def check_threads(tally, extract, folder):
    digests = {}
    for threads in ("1", "2", "8"):
        city = import_osm(extract, os.path.join(folder, f"t{threads}.city"),
                          LIFECIRCLE_THREADS=threads)
        digests.setdefault(sha256(city), []).append(threads)
    tally.test("the same bytes from 1, 2 and 8 threads",
               [f"threads {t}: {d}" for d, t in digests.items()]
               if len(digests) > 1 else [], 3)


def elements(extract, folder):
    """(head, {kind: [text]}) of an extract, as OSM XML."""
    path = os.path.join(folder, "plain.osm")
    subprocess.run(["osmium", "cat", extract, "-o", path, "--overwrite"],
                   check=True, capture_output=True)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    start = re.search(r"^ *<node ", text, re.M).start()
    found = {"node": [], "way": [], "relation": []}
    for m in re.finditer(r"<(node|way|relation) [^>]*?(?:/>|>.*?</\1>)",
                         text[start:], re.S):
        found[m[1]].append(m[0])
    return text[:start], found


def write_xml(path, head, found):
    with open(path, "w", encoding="utf-8") as file:
        file.write(head)
        for kind in ("node", "way", "relation"):
            file.write("\n".join(found[kind]) + "\n")
        file.write("</osm>\n")
    return path


def shifted(text, names, east_units):
    """Longitudes moved east, in whole 1e-7 degrees."""
    def move(m):
        units = round(float(m[2]) * 1e7) + east_units
        return f'{m[1]}="{units / 1e7:.7f}"'
    return re.sub(rf'\b({names})="([-0-9.]+)"', move, text)


def check_order(tally, extract, rows, folder):
    undated = ("data_as_of",)  # the copies have lost the header's timestamp
    head, found = elements(extract, folder)
    plain = os.path.join(folder, "plain.osm")
    tally.test("the same coverage from XML as from PBF",
               same_rows(rows, coverage(import_osm(
                   plain, os.path.join(folder, "plain.city"))), undated), len(rows))
    pick = random.Random(4)
    mixed = {k: pick.sample(v, len(v)) for k, v in found.items()}
    path = write_xml(os.path.join(folder, "mixed.osm"), head, mixed)
    tally.test("the same coverage whatever the order of elements",
               same_rows(rows, coverage(import_osm(
                   path, os.path.join(folder, "mixed.city"))), undated), len(rows))
    # No round number of anything: every bit of every longitude changes.
    east = 314285714
    moved = {"node": [shifted(t, "lon", east) for t in found["node"]],
             "way": found["way"], "relation": found["relation"]}
    path = write_xml(os.path.join(folder, "east.osm"),
                     shifted(head, "minlon|maxlon", east), moved)
    tally.test("the same coverage anywhere on the globe",
               same_rows(rows, coverage(import_osm(
                   path, os.path.join(folder, "east.city"))), undated), len(rows))


def main():
    extract, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    tally = Tally()
    city = import_osm(extract, os.path.join(folder, "first.city"))
    rows = coverage(city)
    check_sums(tally, rows)
    for less, more in ((5, 10), (10, 15), (15, 30), (30, 60)):
        check_no_less(tally, f"{more} minutes cover no less than {less}",
                      coverage(city, less), coverage(city, more))
    check_no_less(tally, "who walks faster reaches no less", rows,
                  coverage(city, pace="adult"))
    check_sources(tally, city, folder)
    check_threads(tally, extract, folder)
    check_order(tally, extract, rows, folder)
    tally.end()


if __name__ == "__main__":
    main()
