#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The city is data: fails where a source names what a table of geodata names.

Looked for are the ids of kinds of facility and their groups, of paces, modes,
levels, decays, kinds of capacity, standards and their rules, the values of
highway, the keys that say what is known of a facility, and the names of the
cities of geodata, as whole words of string literals in src and include. What
may stand nevertheless stands below, each with its reason.
"""
import csv
import os
import re
import subprocess
import sys

G = "geodata"


def rows(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(l for l in f if not l.startswith("#")))


def folders(path):
    return [d for d in sorted(os.listdir(path)) if os.path.isdir(os.path.join(path, d))]


def names():
    """{name: what it is}; a name may be several things."""
    out = {}

    def add(name, what):
        if name and name != "*":
            out.setdefault(name, set()).add(what)

    tables = [("categories.csv", "id", "category"), ("categories.csv", "group", "group"),
              ("paces.csv", "id", "pace"), ("modes.csv", "id", "mode"),
              ("levels.csv", "level", "level"), ("catchments.csv", "id", "decay"),
              ("capacities.csv", "id", "capacity"), ("standards.csv", "id", "standard"),
              ("contact_keys.csv", "key", "contact key"),
              ("network/highways.csv", "highway", "highway")]
    for table, column, what in tables:
        found = [r[column] for r in rows(f"{G}/{table}")]
        assert found and all(found), f"{table}: no column {column}"
        for name in found:
            add(name, what)
    for s in folders(f"{G}/standards"):
        add(s, "standard")
        for r in rows(f"{G}/standards/{s}/rules.csv"):
            add(r["id"], "rule")
    for city in folders(G):
        if city not in ("han", "network", "standards"):
            add(city, "city")
    return out


# Words that are something else as well: {name: (files, reason)}. A file ends
# with / where a folder is meant. Keys that are the format of OSM itself
# (highway, building, type, name, layer, place, addr:*) are in no table of names
# and so need no leave.
ALLOWED = {
    "access": (["src/ask/cover/access.c", "src/ask/schemas.json", "src/export/answers/whatif.c",
                "src/export/answers/access.c", "src/export/values/facility.c"],
               "a question and the name of its answer; who may come in"),
    "building:levels": (["src/import/osm/places/homes.c", "src/import/osm/places/known.c"],
                        "the key of OSM that says how many storeys an outline stands for, as `building` does"),
    "block": (["src/ask/param/param.c", "src/import/scenario_line.c"], "an option: where a street is shut"),
    "capacity": (["src/ask/cover/whatif.c", "src/export/answers/whatif.c", "src/ask/param/param.c", "src/ask/schemas.json", "src/export/answers/access.c", "src/import/scenario.c",
                  "src/import/scenario_put.c"],
                 "a parameter and a member of answers"),
    "city": (["include/lifecircle/words/tables/tables.h", "src/ask/city/city.c", "src/ask/schemas.json",
              "src/cli/", "src/export/answers/access.c", "src/export/answers/evaluation.c",
              "src/import/kinds/one_facility.c", "src/import/record/source.c", "src/store/rows/source.c", "src/http/serve/cities.c"],
             "the city file as a whole: a question, an option, a member of answers, and where an extent is from"),
    "cycle": (["src/export/qgis/table.c"], "a column of the city file's streets"),
    "foot": (["src/export/qgis/table.c"], "a column of the city file's streets"),
    "grid": (["src/import/kinds/resident/kind.c", "src/study/compute/figures.c"],
             "how residents were given: by the cells of a raster"),
    "green": (["src/export/pages/report/map.c", "src/store/rows/feature.c", "src/tiles/map.c",
               "src/tiles/scenery.c"],
              "a kind of feature in the city file, and a layer of its tiles"),
    "opening_hours": (["src/cli/commands.c", "src/export/values/cover/change.c", "src/export/values/facility.c", "src/import/kinds/facility/row.c",
                       "src/import/kinds/one_facility.c", "src/import/osm/places/known.c",
                       "src/store/rows/facility.c", "src/export/qgis/table.c", "src/import/scenario.c", "src/import/scenario_put.c", "src/ask/schemas.json"],
                      "a field of a facility: a column of the city file and of answers; which keys fill it is data"),
    "operator": (["src/export/operator.c"],
                 "who runs the server: a class of the foot and a member of answers, not who runs a facility"),
    "path": (["src/graph/highway.c", "src/http/route/openapi.c", "src/http/ogc/schema.c", "src/http/ogc/document.c", "src/export/pages/document.c"],
             "what a way is called in directions; where a parameter stands in OpenAPI"),
    "phone": (["src/export/values/cover/change.c", "src/export/values/facility.c", "src/import/kinds/facility/row.c", "src/import/kinds/one_facility.c",
               "src/import/osm/places/known.c", "src/store/rows/facility.c", "src/export/qgis/table.c"],
              "a field of a facility, as opening_hours"),
    "residential": (["src/export/layers/streets.c", "src/import/osm/places/homes.c",
                     "src/import/osm/streets/access.c", "src/store/rows/street.c", "src/export/qgis/table.c"],
                    "a column of streets and of highways.csv, and a setting: whether people live along them"),
    "road": (["src/graph/highway.c"], "what a way is called in directions"),
    "school": (["include/lifecircle/words/tables/hours.h"], "a word of a sentence: school holidays may differ"),
    "service": (["src/ask/param/param.c", "src/ask/schemas.json", "src/export/answers/place.c",
                 "src/export/answers/search.c", "src/world/names/needs.c"],
                "what places offer (services.csv): a noun of messages and a member of answers"),
    "social_facility": (["src/import/kinds/row_tags.c"], "as sport"),
    "sport": (["src/import/kinds/row_tags.c"],
              "a main key of OSM, by which a table of its tags is known, as amenity and shop"),
    "standard": (["src/ask/cover/whatif.c", "src/ask/param/param.c", "src/ask/schemas.json", "src/export/answers/report.c",
                  "src/export/answers/whatif.c", "src/export/answers/evaluation.c",
                  "src/export/lists/lists.c", "src/export/values/indicator.c", "src/study/rules/standard.c"],
                 "a parameter and a member of answers"),
    "steps": (["src/ask/param/param.c", "src/ask/schemas.json", "src/export/layers/streets.c",
               "src/export/pages/report/steps.c", "src/import/osm/streets/access.c", "src/store/rows/street.c",
               "src/words/directions.c", "src/export/qgis/table.c", "src/world/mode.c"],
              "a column of streets and of highways.csv; a parameter and a member of answers: next steps, directions"),
    "street": (["include/lifecircle/words/tables/plain.h", "src/ask/schemas.json", "src/export/answers/place.c",
                "src/export/layers/", "src/graph/highway.c", "src/import/osm/places/homes.c", "src/store/",
                "src/words/directions.c", "src/world/names/find.c", "src/export/qgis/"],
               "a way with a name, not the level: a table of the city file, a kind of hit, a member of answers"),
    "url": (["src/ask/param/param.c", "src/http/", "src/export/pages/document.c"], "a parameter: an address"),
    "website": (["src/export/values/cover/change.c", "src/export/values/facility.c", "src/import/kinds/facility/row.c",
                 "src/import/kinds/one_facility.c", "src/import/osm/places/known.c", "src/store/rows/facility.c", "src/export/qgis/table.c"],
                "a field of a facility, as opening_hours"),
    "wheelchair": (["src/export/values/cover/change.c", "src/export/values/facility.c", "src/import/kinds/facility/row.c",
                    "src/import/kinds/one_facility.c", "src/import/osm/places/known.c",
                    "src/store/rows/facility.c", "src/world/facilities/attributes.c", "src/export/qgis/table.c",
                    "src/import/scenario.c", "src/import/scenario_put.c", "src/ask/schemas.json"],
                   "a field of a facility, as opening_hours; no mode"),
}


def literals(path):
    """(line, text) of each string literal, those side by side as one; comments
    and includes are none."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if path.endswith((".c", ".h")):
        text = re.sub(r'"([ \t\\]*\n[ \t]*)"', lambda m: "\n" * m.group().count("\n"), text)
    token = re.compile(r'/\*.*?\*/|//[^\n]*|^[ \t]*#[ \t]*include[^\n]*|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'',
                       re.S | re.M)
    for m in token.finditer(text):
        if m.group().startswith('"'):
            yield text.count("\n", 0, m.start()) + 1, m.group()[1:-1]


# Ids that no sentence of English has: looked for within texts as well.
APART = {"category", "standard", "city"}


def found_in(text, known):
    """The names in a literal: it is one, a list of nothing else, or quotes one
    ('ID', \\"ID\\"); and anywhere in it those of APART, or with an _ in them."""
    words = re.findall(r"[A-Za-z0-9_:]+", text)
    if not words:
        return
    only = all(w in known for w in words) and not re.search(r"[.!?%(){}=]", text)
    quoted = set(re.findall(r"(?:'|\\\")([a-z0-9_:]+)(?:'|\\\")", text))
    for w in sorted(set(words)):
        if w in known and (only or w in quoted or known[w] & APART or "_" in w):
            yield w


def allowed(name, path):
    files, _ = ALLOWED.get(name, ((), ""))
    return any(path.startswith(f) if f.endswith("/") else path == f for f in files)


def main():
    known, bad, used = names(), 0, set()
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "src", "include"],
                            capture_output=True, text=True, check=True).stdout.split("\n")
    for path in listed:
        if not path.endswith((".c", ".h", ".json", ".sql")) or not os.path.exists(path):
            continue
        for line, text in literals(path):
            for w in found_in(text, known):
                if allowed(w, path):
                    used.add(w)
                    continue
                what = " and ".join(sorted(known[w]))
                print(f"{path}:{line}: \"{w}\" is a {what} of {G}; the code takes it from there")
                bad += 1
    for w in sorted(set(ALLOWED) - used):
        print(f"tests/lint/names.py: \"{w}\" is allowed, and stands nowhere")
        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
