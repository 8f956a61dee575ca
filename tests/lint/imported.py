#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails where an import reports a line that has no row among the words, and so
would stand in English on a Chinese page, or a command fails with a sentence
that has none: tests/lint/imported.py

A line is what is handed to one of the calls below; a row fits if it has the
same words, wherever its parts stand (lifecircle/words/imported.h).
"""
import csv
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLES = ["imported", "figures", "rejected", "misplaced", "extract"]
FAILURES = "geodata/failures.csv"
STRING = r'"(?:[^"\\]|\\.)*"'
RUN = re.compile(rf"(?:{STRING}\s*)+")  # literals one behind the other are one text
CALL = r"\b(?:lc_import_report_add|lc_reject|lc_read_note|lc_buf_printf)\("
# What a row may be rejected with beside lc_reject() is any failure of these.
OF_ROWS = {f"src/import/record/place/{name}.c" for name in ("geometry", "shapes", "datum", "position")} | {"src/geo/shape.c", "src/geo/nest.c"}
FAIL = r"\blc_fail(?:_param)?\("
# Why a command fails: what a user does, or gives it, is told in Chinese too.
OF_COMMANDS = ["src/ask/args/*.c", "src/ask/cover/*.c", "src/ask/report/*.c", "src/cli/*.c", "src/cli/change/*.c", "src/cli/look/*.c",
               "src/import/bytes/*.c", "src/import/kinds/**/*.c", "src/import/record/**/*.c", "src/import/table/**/*.c", "src/import/categories.c", "src/import/scenario.c",
               "src/import/points.c", "src/store/city/lock.c", "src/store/city/older.c", "src/store/city/path.c", "src/store/rows/source.c",
               "src/store/layer.c", "src/store/rollback.c", "src/store/ledger/*.c", "src/export/lists/*.c", "src/base/csv.c", "src/base/table.c", "src/base/file.c", "src/world/load.c",
               "src/http/serve/origin.c", "src/http/serve/cities.c", "src/http/serve/generation.c", "src/http/net/listen.c", "src/http/net/manager.c",
               "src/http/net/address.c"]
# Of the program's own tables, which users don't write, and of what can't happen.
OWN = {"\"%s\" is no field of the imports", "no table is called \"%s\"", "%s is \"%.40s\"; it must be %s", "%s needs %s",
       "%s: the layer '%s' has no table", "%s: the layer has more than %d columns",
       "%s-wal holds changes that are not in the file yet; close the program that has it open"}
# Not of a row, but of our own memory; and the parts of a list.
OTHERS = {"a shape has too many points", "%d %s", ": %s: %d"}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def join(literals):
    text = "".join(one[1:-1] for one in re.findall(STRING, literals))
    return text.replace('\\"', '"').replace("\\n", "")


def rows():
    """The English of every row, a few of them made by macros."""
    ends = {"LIFE_FIRST_ROW": [" (the first: line <1>)", ' (the first: line <1>, "{2}")'],
            "LIFE_MAYBE_SWAPPED": ["", "; are longitude and latitude (x and y) swapped?"], "X": [""]}
    row = re.compile(rf"\b({'|'.join(ends)})\((?:X, )?({RUN.pattern}),\s*({RUN.pattern})\)")
    for table in TABLES:
        text = read(f"include/lifecircle/words/tables/{table}.h").replace("\\\n", " ")
        for name, _, english in row.findall(text):
            for end in ends[name]:
                yield join(english) + end
    lines = [line for line in read(FAILURES).splitlines() if not line.startswith("#")]
    yield from (row["en"] for row in csv.DictReader(lines))


def calls(text, names):
    """(where, all between the parentheses) of each call."""
    for found in re.finditer(names, text):
        depth, i = 1, found.end()
        while depth:
            literal = re.compile(STRING).match(text, i)
            depth += 0 if literal else {"(": 1, ")": -1}.get(text[i], 0)
            i = literal.end() if literal else i + 1
        yield found.start(), found.group(), text[found.end():i - 1]


def lines():
    """(place, format) of every line of an import."""
    for path in sorted(glob.glob(os.path.join(ROOT, "src/import/**/*.c"), recursive=True)) + [
            os.path.join(ROOT, "src/geo", name) for name in ("shape.c", "nest.c")]:
        name = os.path.relpath(path, ROOT)
        text = read(name)
        for at, call, inside in calls(text, f"{CALL}|{FAIL}" if name in OF_ROWS else CALL):
            if "printf" in call and "notes" not in inside.split(",")[0]:
                continue
            if "lc_reject" in call:
                inside = re.sub(r'"[a-z]+",', "", inside, count=1)  # the id of a finding
            runs = [join(run) for run in RUN.findall(re.sub(r"\bPRI\w+", '"d"', inside))]
            if runs:
                yield f"{name}:{text.count(chr(10), 0, at) + 1}", max(runs, key=lambda run: ("%" in run, len(run)))


PART = r"{\d}|<\d>"
CONVERSION = r"%[-+0]*[0-9.*]*(?:z|l|ll)?[a-zA-Z]"


def anything(text, part):
    """A regular expression of the text, with anything where a part is."""
    return re.compile("^" + ".+".join(re.escape(one) for one in re.split(part, text)) + "$")


def fits(line, row):
    """A number may be of two conversions, and a part of a row a sentence."""
    line = line.replace("%%", "\0")
    return anything(line, CONVERSION).match(re.sub(PART, "0.0", row).replace("%", "\0")) or \
        anything(row, PART).match(re.sub(CONVERSION, "7", line).replace("\0", "%"))


def failures():
    """(place, format) of every sentence that a command may fail with."""
    paths = {path for pattern in OF_COMMANDS for path in glob.glob(os.path.join(ROOT, pattern), recursive=True)}
    for path in sorted(paths):
        name = os.path.relpath(path, ROOT)
        text = read(name)
        for at, _, inside in calls(text, FAIL):
            runs = [join(run) for run in RUN.findall(re.sub(r"\bPRI\w+", '"d"', inside))]
            line = max(runs, key=lambda run: ("%" in run, len(run)), default="")
            if re.search("[a-z]{2}", re.sub(CONVERSION, "", line)) and line not in OWN:
                yield f"{name}:{text.count(chr(10), 0, at) + 1}", line


def main():
    known = list(rows())
    failed = 0
    for place, line in lines():
        if re.sub("%s", "", line) and line not in OTHERS and not any(fits(line, row) for row in known):
            print(f"{place}: no row says: {line}")
            failed += 1
    for place, line in failures():
        if not any(fits(line, row) for row in known):
            print(f"{place}: no row says: {line}")
            failed += 1
    if len(known) < 450:
        print(f"only {len(known)} rows were read")
    return 1 if failed or len(known) < 450 else 0


if __name__ == "__main__":
    sys.exit(main())
