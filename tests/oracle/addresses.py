#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Places of written addresses, worked out the slow way: addresses.py CITY.

A sample of the city's own addresses is written as people write them (number
first or last, short forms, capitals, with postcode and town or without), some
with numbers that nobody mapped. For each the rules are followed one by one
over all addresses and all streets of the city:

  - streets of one name are one as long as no gap between their points is over
    1,000 m; else they are several, and postcode or town must leave just one;
  - the same number and letter; else the same number; else between the nearest
    two of its side, up to 20 numbers and 200 m apart;
  - houses of one number that lie over 100 m apart are no place.

The parts of the address are known here, as it is put together from them, so
its reading is checked as well as its place.
"""

import csv
import io
import json
import os
import random
import re
import sqlite3
import sys
import tempfile
import unicodedata
from collections import defaultdict

from common import Tally, ask, blob_parts, vincenty_m

SAMPLE = 1200
SHORT = {"straße": "str.", "strasse": "str."}


def fold(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def same(name):
    """A street's or a town's name as it is compared."""
    words = re.findall(r"[^\W_]+", fold(name))
    short = {"street": "st", "saint": "st", "sankt": "st", "sainte": "st", "strasse": "str", "road": "rd",
             "avenue": "av", "ave": "av", "avenida": "av", "avda": "av", "boulevard": "bd", "blvd": "bd",
             "drive": "dr", "lane": "ln", "court": "ct", "place": "pl", "platz": "pl", "plaza": "pl",
             "square": "sq", "rua": "r", "rue": "r", "calle": "c", "carrer": "c", "north": "n", "south": "s",
             "east": "e", "west": "w", "piazza": "pl", "praca": "pl", "placa": "pl", "cl": "c", "highway": "hwy",
             "travessa": "tv", "avinguda": "av"}
    out = []
    for w in words:
        if w in short:
            out.append(short[w])
        elif w.endswith("strasse"):
            out.append(w[:-len("strasse")] + "str")
        elif w.endswith("platz"):
            out.append(w[:-len("platz")] + "pl")
        else:
            out.append(w)
    return "".join(out)


def numbers(text):
    """[(first, last, letter)] of a mapped number; none where it can't be read."""
    out = []
    for one in re.split("[;,]", fold(text)):
        one = one.replace(" ", "")
        m = re.fullmatch(r"(\d{1,5})-(\d{1,5})", one)
        if m and 0 < int(m[2]) - int(m[1]) <= 40 and int(m[1]) > 0:
            out.append((int(m[1]), int(m[2]), ""))
            continue
        m = re.fullmatch(r"(\d{1,5})/?([a-z]{0,2})", one)
        if m and int(m[1]) > 0:
            out.append((int(m[1]), int(m[1]), m[2]))
    return out


def metres(p, q):
    return vincenty_m(p, q)


def pieces(points):
    """Each point's piece: what hangs together in steps of at most 1,000 m."""
    points = sorted(set(points))
    of = {}
    for start in points:
        if start in of:
            continue
        of[start] = start
        todo = [start]
        while todo:
            p = todo.pop()
            for q in points:
                if q not in of and abs(q[1] - p[1]) < 100000 and metres(p, q) <= 1000:
                    of[q] = start
                    todo.append(q)
    return of


class City:
    def __init__(self, path):
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.rows = []
        self.points = defaultdict(list)
        for street, number, area, geom in db.execute("SELECT street, number, area, geom FROM address"):
            p = point_of(geom)
            self.rows.append((street, number, area, p))
            self.points[same(street)].append(p)
        self.house = defaultdict(list)
        for street, number, area, p in self.rows:
            for n in numbers(number):
                self.house[same(street)].append((n, [same(a) for a in area.split(";") if a], p))
        for name, geom in db.execute("SELECT name, geom FROM street WHERE name <> ''"):
            for part in blob_parts(geom)[1]:
                self.points[same(name)] += [tuple(p) for p in part]
        self.place = {same(n) for (n,) in db.execute("SELECT name FROM place")}
        self.units = [(same(n), same(e or ""), blob_parts(g)) for n, e, g in db.execute(
            "SELECT name, name_en, geom FROM unit WHERE geom IS NOT NULL AND approximate = 0")]
        self.known = {}

    def pieces(self, street):
        if street not in self.known:
            self.known[street] = pieces(self.points[street])
        return self.known[street]

    def names(self, street, piece):
        of = self.pieces(street)
        out = {a for _, areas, p in self.house[street] for a in areas if of[p] == piece}
        for name, english, shape in self.units:
            if any(of[p] == piece and holds(shape, p) for p in self.points[street]):
                out |= {name, english} - {""}
        return out


def point_of(geom):
    part = blob_parts(geom)[1][0]
    return tuple(part[0]) if hasattr(part[0], "__len__") else tuple(part)


def holds(shape, p):
    from common import in_rings
    return in_rings(shape[1], p)


def far_apart(points):
    return any(metres(p, q) > 100 for p in points for q in points)


def find(city, street, number, postcode, town):
    """(quality, allowed points) or (reason, None)."""
    key = same(street)
    if not city.points.get(key):
        return "no_street", None
    of = city.pieces(key)
    left = set(of.values())
    sure = False
    for asked in [a for a in (postcode, town) if a]:
        names = {p: city.names(key, p) for p in left}
        digits = asked.isdigit()
        word = same(asked)
        agree = {p for p in left if word in names[p]}
        if agree:
            left = agree
            sure |= digits
        elif digits:
            left = {p for p in left if not any(n.isdigit() for n in names[p])}
        elif not sure:
            left = {p for p in left if not any(not n.isdigit() for n in names[p]) and word in city.place}
    if not left:
        return "elsewhere", None
    if len(left) > 1:
        return "ambiguous", None
    houses = [(n, p) for n, _, p in city.house[key] if of[p] in left]
    first, _, letter = numbers(number)[0]

    def has(n):
        return n[0] <= first <= n[1] and ((n[1] - n[0]) % 2 or (first - n[0]) % 2 == 0)
    for quality, fits in (("exact", lambda n: has(n) and n[2] == letter), ("number", has)):
        found = [p for n, p in houses if fits(n)]
        if found:
            return ("ambiguous", None) if far_apart(found) else (quality, found)
    side = [(n, p) for n, p in houses if (n[0] - first) % 2 == 0]
    below = [n[1] for n, p in side if n[1] < first]
    above = [n[0] for n, p in side if n[0] > first]
    if not below or not above or min(above) - max(below) > 20:
        return "number_not_mapped", None
    lo, hi = max(below), min(above)
    ends = [[p for n, p in side if n[1] == lo and n[1] < first], [p for n, p in side if n[0] == hi]]
    t = (first - lo) / (hi - lo)
    all_pairs = [(a, b) for a in ends[0] for b in ends[1]]
    near = [(a, b) for a, b in all_pairs if metres(a, b) <= 200]
    if not near:
        return "number_not_mapped", None
    between = [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in near]
    return ("between" if len(near) == len(all_pairs) else "between?"), between


def written(rng, street, number, postcode, town):
    """An address as somebody may write it, and what it says of the area."""
    for long, short in SHORT.items():
        if street.lower().endswith(long) and rng.random() < 0.4:
            street = street[:-len(long)] + (short if street[-len(long)].islower() else short.capitalize())
    number = number if rng.random() < 0.8 else re.sub(r"(\d)([a-zA-Z])$", r"\1 \2", number)
    line = rng.choice([f"{street} {number}", f"{street} {number}", f"{number} {street}", f"{street}, {number}"])
    if rng.random() < 0.2:
        line = line.upper()
    said = rng.random()
    if said < 0.5 and postcode and town:
        return f"{line}, {postcode} {town}", postcode, town
    if said < 0.7 and town:
        return f"{line}, {town}", None, town
    return line, None, None


def questions(city, rng):
    rows = [r for r in city.rows if numbers(r[1]) and "-" not in r[1] and not re.search("[;,]", r[1])
            and not re.search(r"[,;(/]|\d", r[0])]
    out = []
    for street, number, area, _ in rng.sample(rows, min(SAMPLE, len(rows))):
        n, _, letter = numbers(number)[0]
        how = rng.random()
        if how < 0.25:
            number = str(max(1, n + rng.choice([-4, -2, 2, 4, 1, 30])))
        elif how < 0.35:
            number = f"{n}{rng.choice('abx')}"
        else:
            number = f"{n}{letter}"
        areas = area.split(";")
        postcode = areas[0] if areas[0].isdigit() else None
        town = next((a for a in areas if a and not a.isdigit()), None)
        if rng.random() < 0.05:
            postcode, town = "10115", "Berlin"
        text, postcode, town = written(rng, street, number, postcode, town)
        out.append((text, street, number, postcode, town))
    return out


def placed(city_path, texts):
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "city")
        with open(city_path, "rb") as f, open(copy, "wb") as to:
            to.write(f.read())
        table = os.path.join(folder, "asked.csv")
        with open(table, "w", encoding="utf-8", newline="") as f:
            out = csv.writer(f)
            out.writerow(["id", "name", "category", "address"])
            out.writerows([i, f"n{i}", "pharmacy", t] for i, t in enumerate(texts))
        ask("import", "facilities", table, "--city", copy, "--no-compute", "--quiet")
        db = sqlite3.connect(copy)
        rows = db.execute("SELECT id, attributes, geom FROM facility WHERE source = 'asked'").fetchall()
    answer = {}
    for id_, attributes, geom in rows:
        a = json.loads(attributes)
        answer[int(id_.split(":")[1])] = (a.get("place_quality") or a["place_reason"], geom and point_of(geom))
    return answer


def differs(got, want):
    quality, point = got
    expected, points = want
    if expected == "between?":  # which of several at an end is the rule's own matter
        return quality not in ("between", "number_not_mapped")
    if quality != expected or (point is None) != (points is None):
        return True
    slack = 2 if expected == "between" else 0
    return points is not None and not any(abs(point[0] - p[0]) <= slack and abs(point[1] - p[1]) <= slack
                                          for p in points)


def main():
    city = City(sys.argv[1])
    tally = Tally()
    asked = questions(city, random.Random(11))
    answer = placed(sys.argv[1], [q[0] for q in asked])
    by_kind = defaultdict(lambda: [0, []])
    for i, (text, street, number, postcode, town) in enumerate(asked):
        want = find(city, street, number, postcode, town)
        kind = by_kind[want[0].rstrip("?")]
        kind[0] += 1
        if differs(answer[i], want):
            kind[1].append(f"{text}: {answer[i]}, not {want[0]} {(want[1] or [''])[:3]}")
    for kind in sorted(by_kind):
        tally.test(f"addresses: {kind}", by_kind[kind][1], by_kind[kind][0])
    tally.end()


if __name__ == "__main__":
    main()
