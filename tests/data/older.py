#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# City files of earlier versions: each is refused with the command that goes
# on with it, and after that command every row that tables and people brought
# is there, linked anew; whenever the command is killed, the file is the old
# one or the new one.
#
#   older.py, the program being $LIFECIRCLE
import gzip
import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from changes import miscounted

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
STREETS = os.path.join(HERE, "older", "streets.osm")
VERSIONS = (1, 2, 3, 4, 5)
KILLS = 20
BROUGHT = {1: ["manual", "shops", "wards"],
           2: ["manual", "people", "shops", "wards"],
           3: ["figures", "manual", "people", "shops", "wards"],
           4: ["figures", "manual", "people", "shops", "wards"],
           5: ["figures", "manual", "people", "shops", "wards"]}

counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))


def run(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True,
                          check=False)


def unpack(version, folder, name="old.city"):
    path = os.path.join(folder, name)
    with gzip.open(os.path.join(HERE, "older", "v%d.city.gz" % version)) as f:
        with open(path, "wb") as out:
            out.write(f.read())
    return path


def columns(db, table):
    return [row[1] for row in db.execute('PRAGMA table_info("%s")' % table)]


def rows(path, table, where="1", known=None):
    """All rows, as dictionaries of the columns `known` where given."""
    db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
    names = columns(db, table)
    wanted = [n for n in names if known is None or n in known]
    if not wanted:
        return []
    out = [dict(zip(wanted, row)) for row in db.execute(
        'SELECT %s FROM "%s" WHERE %s ORDER BY 1, 2' %
        (", ".join('"%s"' % n for n in wanted), table, where))]
    db.close()
    return out


def same_rows(name, old, new):
    """What was brought stands in the new file as it stood in the old one."""
    ours = "IN (SELECT name FROM source WHERE kind <> 'osm')"
    parts = "facility IN (SELECT id FROM facility WHERE source %s)" % ours
    for table, where in (("source", "kind <> 'osm'"),
                         ("facility", "source " + ours),
                         ("facility_shape", parts),
                         ("facility_entrance", parts),
                         ("unit", "source " + ours),
                         ("resident", "source " + ours),
                         ("resident_grid", "1"),
                         ("statistic", "source " + ours)):
        db = sqlite3.connect("file:%s?immutable=1" % old, uri=True)
        known = columns(db, table)
        db.close()
        was, now = (rows(f, table, where, known) for f in (old, new))
        check("%s: %s" % (name, table), was == now,
              "%d rows, were %d, or others" % (len(now), len(was)))


def version_of(path):
    db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
    out = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return out


def advice(path, version, current):
    """The command that the refusal names, as words of a shell."""
    told = run("nearest", "--at", "104.004,30.604", "--city", path)
    text = told.stderr
    check("v%d is refused" % version, told.returncode == 1 and
          text.count("\n") == 1 and
          "version %d" % version in text and "version %d" % current in text,
          text)
    found = re.search("`lifecircle ([^`]*)`", text)
    words = shlex.split(found.group(1)) if found else []
    check("v%d: advice names the file" % version, path in words, text)
    if words[:2] == ["import", "osm"]:
        check("v%d: what stays is named" % version,
              "(%s)" % ", ".join(BROUGHT[version]) in text, text)
    else:
        check("v%d: nothing is lost" % version,
              words[:1] == ["compute"] and "nothing in it is lost" in text,
              text)
    return [STREETS if w == "EXTRACT" else w for w in words]


def answers(path, version):
    out = run("nearest", "--at", "104.001,30.601", "--city", path,
              "--category", "pharmacy", "--format", "json")
    found = [f["properties"]["id"]
             for f in json.loads(out.stdout or '{"features": []}')["features"]]
    # One of the table is open; its other and the extract's were closed.
    check("v%d: nearest" % version, found == ["shops:1"], str(found))
    got = rows(path, "coverage", "category = 'pharmacy' AND covered > 0")
    check("v%d: coverage" % version, len(got) > 0)
    closed = {r["id"]: r["closed_on"] for r in rows(path, "facility")
              if r["closed_on"]}
    check("v%d: closed by hand" % version,
          closed == {"osm:n1001": "2026-01-02", "shops:2": "2026-01-03"},
          str(closed))
    check("v%d: checks" % version,
          run("check", "--city", path, "--format", "json").returncode == 0)


def brought_up(version, current, folder):
    path = unpack(version, folder)
    before = open(path, "rb").read()
    old = unpack(version, folder, "before.city")
    words = advice(path, version, current)
    check("v%d: a look changes nothing" % version,
          open(path, "rb").read() == before)
    out = run(*words)
    check("v%d: %s" % (version, words[0]), out.returncode == 0, out.stderr)
    check("v%d: says what is kept" % version,
          "kept as %s.v%d" % (path, version) in out.stderr, out.stderr)
    check("v%d: is of this version" % version, version_of(path) == current)
    wrong = miscounted(path)
    check("v%d: counts and ends of layers" % version, not wrong, wrong[:3])
    kept = path + ".v%d" % version
    check("v%d: stays as it was" % version,
          os.path.exists(kept) and open(kept, "rb").read() == before)
    same_rows("v%d" % version, old, path)
    answers(path, version)
    again = run("import", "osm", STREETS, "--city", path)
    check("v%d: import again" % version, again.returncode == 0, again.stderr)
    same_rows("v%d, imported again" % version, old, path)
    answers(path, version)


def killed(version, folder):
    """Killed after more and more of its time."""
    path = unpack(version, folder)
    before = open(path, "rb").read()
    old = unpack(version, folder, "before.city")
    command = [PROGRAM, "import", "osm", STREETS, "--city", path, "-q"]
    begun = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - begun
    for i in range(KILLS):
        for name in os.listdir(folder):
            if name.startswith("old.city"):
                os.unlink(os.path.join(folder, name))
        unpack(version, folder)
        with subprocess.Popen(command) as p:
            time.sleep(whole * (i + 1) / KILLS)
            p.send_signal(signal.SIGKILL)
        now = open(path, "rb").read()
        name = "v%d killed %d" % (version, i)
        if now == before:
            subprocess.run(command, check=True)
        check(name, run("check", "--city", path, "--format",
                        "json").returncode == 0)
        same_rows(name, old, path)
        check(name + ": nothing is left", not [
            n for n in os.listdir(folder) if ".new." in n])


def refused(folder, current):
    path = unpack(4, folder)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = %d" % (current + 7))
    db.commit()
    db.close()
    for words in (["nearest", "--at", "104,30"], ["compute"],
                  ["import", "osm", STREETS]):
        out = run(*words, "--city", path)
        check("newer", out.returncode == 1 and
              "made by a newer lifecircle (version %d), this one reads up to "
              "%d" % (current + 7, current) in out.stderr, out.stderr)
    path = unpack(1, folder)
    with open(path, "r+b") as f:  # a page of the tables
        f.seek(4096 * 40)
        f.write(b"\xff" * 8192)
    before = open(path, "rb").read()
    out = run("import", "osm", STREETS, "--city", path)
    check("damaged", out.returncode == 1 and "damaged" in out.stderr or
          "malformed" in out.stderr, out.stderr)
    check("damaged stays", open(path, "rb").read() == before)
    path = unpack(1, folder)
    out = run("import", "osm", os.devnull, "--city", path)
    check("failed", out.returncode == 1, out.stderr)
    check("failed: stays", version_of(path) == 1 and
          not os.path.exists(path + ".v1"))
    spaced = os.path.join(folder, "a b.city")
    shutil.copy(path, spaced)
    advice(spaced, 1, current)


def main():
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.city")
        subprocess.run([PROGRAM, "import", "osm", STREETS, "--city", fresh,
                        "-q"], check=True)
        current = version_of(fresh)
        for version in VERSIONS:
            with tempfile.TemporaryDirectory() as one:
                brought_up(version, current, one)
        for version in (2, 4):  # made anew; brought up to date
            with tempfile.TemporaryDirectory() as one:
                killed(version, one)
        refused(folder, current)
    print("%d passed, %d failed" % tuple(counts))
    return counts[1] != 0


sys.exit(main())
