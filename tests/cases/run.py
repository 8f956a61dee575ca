#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small inputs that were once answered wrongly, and their right answers:
tests/cases/run.py [NAME ...], the program being $LIFECIRCLE.

A file of expect/ is a case; NAMEs choose those whose file name holds one of
them. README.md says how a case is written.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.environ.get("LIFECIRCLE") or os.path.join(ROOT, "build/release/lifecircle")
DATA = os.environ.get("LIFECIRCLE_DATA") or os.path.join(ROOT, "../shared/data")
SECONDS = 120  # for one command


def command(words, city, folder):
    """Runs one command; all that it says, and how it ended."""
    env = dict(os.environ, LIFECIRCLE=PROGRAM, LIFECIRCLE_CITY=city, OUT=folder, LC_ALL="C.UTF-8")
    words = [w.replace("$OUT", folder).replace("$DATA", DATA) for w in words]
    if words[0] == "!":
        args, where = ["bash", "-c", " ".join(words[1:])], os.path.join(HERE, "input")
    else:
        args, where = [PROGRAM, *words], os.path.join(HERE, "input")
    done = subprocess.run(args, cwd=where, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, timeout=SECONDS, check=False)
    return done.stdout.decode("utf-8", "replace"), done.returncode


def check(word, rest, output, status):
    """Why a line of a case is not met, or None."""
    if word == "exit":
        return None if status == int(rest) else f"exit {status}"
    if word == "has":
        return None if rest in output else "not there"
    if word == "lacks":
        return None if rest not in output else "is there"
    if word == "like":
        return None if re.search(rest, output, re.M) else "nothing is like it"
    if word == "count":
        number, pattern = rest.split(None, 1)
        found = len(re.findall(pattern, output, re.M))
        return None if found == int(number) else f"{found} times"
    return "no word of a case"


def city_of(osm, cache):
    """A city made of an extract, made once for all cases of this run."""
    made = os.path.join(cache, osm + ".city")
    if not os.path.exists(made):
        text, status = command(["import", "osm", osm], made, cache)
        if status:
            raise RuntimeError(f"import osm {osm}: {text}")
    return made


def run_case(path, cache):
    """(checks met, list of complaints) of one case."""
    good, bad = 0, []
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "city")
        output, status, judged = "", 0, True
        with open(path, encoding="utf-8") as f:
            lines = f.read().splitlines()
        for number, line in enumerate(lines + ["$"], 1):
            word, _, rest = line.partition(" ")
            if not line.strip() or line.startswith("#"):
                continue
            if word == "needs":
                if os.path.exists(os.path.join(DATA, rest)):
                    continue
                print(f"skipped: {os.path.basename(path)}, {rest} is not there")
                return 0, []
            if word in ("$", "!", "city"):
                # A command is meant to go well unless `exit` says otherwise.
                if not judged and status != 0:
                    bad.append(f"{os.path.basename(path)}:{number}: the command before ended with {status}\n{output}")
                judged = True
                if word == "city":
                    shutil.copy(city_of(rest, cache), city)
                elif rest:
                    words = ["!", rest] if word == "!" else shlex.split(rest)
                    output, status = command(words, city, folder)
                    judged = False
                continue
            judged |= word == "exit"
            why = check(word, rest, output, status)
            if why:
                bad.append(f"{os.path.basename(path)}:{number}: {line}: {why}\n{output[:3000]}")
            else:
                good += 1
    return good, bad


def main():
    folder = os.path.join(HERE, "expect")
    names = sorted(n for n in os.listdir(folder) if not n.startswith("."))
    if sys.argv[1:]:
        names = [n for n in names if any(a in n for a in sys.argv[1:])]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as cache:
        wanted = set()
        for n in names:
            with open(os.path.join(folder, n), encoding="utf-8") as f:
                wanted |= set(re.findall(r"^city (\S+)$", f.read(), re.M))
        for osm in sorted(wanted):
            city_of(osm, cache)
        with ThreadPoolExecutor(2) as pool:
            for good, bad in pool.map(lambda n: run_case(os.path.join(folder, n), cache), names):
                passed += good
                failed += len(bad)
                for text in bad:
                    print("FAIL", text)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
