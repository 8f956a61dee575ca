#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger beside a city: a line for each version that was published, what
it says held against the city itself, which file is which line, and that
whatever is wrong with the ledger nothing is wrong with the city:
tests/cli/ledger.py, the program being $LIFECIRCLE.
"""
import csv
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TESTS, "lib"))
from steps import PROGRAM, ROOT, check, ended, told  # noqa: E402

EXTRACT = os.path.join(ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")
PLACE = ("lon=13.26", "lat=53.56", "category=pharmacy")
MOST = 1 << 20
ENV = {**os.environ, "LC_ALL": "C.UTF-8"}
ENV.pop("LIFECIRCLE_CITY", None)


def run(*words, code=0, **more):
    got = told(*words, code=code, env={**ENV, **more})
    return got.stdout.decode("utf-8-sig"), got.stderr.decode()


def rows(city):
    return json.loads(run("ledger", "--city", city, "--format", "json")[0])["rows"]


def lines(city):
    with open(city + ".ledger", encoding="utf-8") as file:
        return file.read().split("\n")


def sum_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


# ---- what a line says ----

def coverage(city):
    """The headline, summed up from the answers that have a row each."""
    basic = [c["id"] for c in json.loads(run("categories", "--city", city, "--format", "json")[0])["categories"] if c["basic"]]
    least, most, total = 0.0, 0.0, 0.0
    for category in [*basic, "all_basic"]:
        units = json.loads(run("coverage", "--city", city, "--category", category, "--format", "json")[0])["rows"]
        total = sum(u["total"] for u in units)
        low = sum(u["covered"] for u in units) / total
        high = 1 - sum(u["uncovered"] for u in units) / total
        if category == "all_basic":
            return len(basic), total, least, most, low, high
        least, most = least + low, most + high
    return None


def figures(city, row):
    db = sqlite3.connect(f"file:{city}?immutable=1", uri=True)
    one = lambda sql: db.execute(sql).fetchone()[0]  # noqa: E731
    check("the digest is the file's", row["sha256"] == sum_of(city), row)
    for name, sql in (("facilities", "facility WHERE closed_on IS NULL"), ("facilities_closed", "facility WHERE closed_on IS NOT NULL"),
                      ("streets", "street"), ("homes", "home"), ("units", "unit")):
        check(f"{name} are counted", row[name] == one(f"SELECT count(*) FROM {sql}"), row[name])
    info = json.loads(run("info", "--city", city, "--format", "json")[0])
    check("generation, date and weight are the city's",
          [row[n] for n in ("generation", "data_as_of", "weight")] == [info["generation"], "2016-02-10", info["home_kind"]], row)
    count, total, least, most, low, high = coverage(city)
    got = [row[n] for n in ("basic_services", "total", "basic_count_min", "basic_count_max", "all_basic_min", "all_basic_max")]
    check("coverage is that of the answers", all(abs(a - b) < 6e-5 * max(1, b if b > 100 else 1)
                                                 for a, b in zip(got, (count, total, least, most, low, high))), (got, least, most, low, high, total))


def changes(folder):
    """Each kind of change gets its line, in words of its own; a trial and what is refused get none."""
    city = os.path.join(folder, "my.city")
    table = os.path.join(folder, "secret-places.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("name,category,lon,lat\nHidden Person,pharmacy,13.262,53.561\n")
    run("import", "osm", EXTRACT, "--city", city, "-q")
    figures(city, rows(city)[-1])
    for words in (["import", "facilities", table, "--source", "hidden"], ["facility", "add", "name=Somebody", *PLACE],
                  ["facility", "close", "manual:1", "--on", "2024-01-01"], ["sources", "set", "hidden", "licence=x"],
                  ["remove", "hidden"], ["compute"]):
        run(*words, "--city", city, "-q", "--keep", "2") if words[0] != "sources" else run(*words, "--city", city, "-q")
    figures(city, rows(city)[-1])
    want = ["import osm", "import facilities", "facility add", "facility close", "sources set", "remove", "compute"]
    check("a line for each, by the command", [r["command"] for r in rows(city)] == want, rows(city))
    text = "\n".join(lines(city))
    check("no name, file or source is in it", not any(w in text for w in ("Somebody", "Hidden", "hidden", "secret", "manual:1", folder)), text)
    run("import", "facilities", table, "--city", city, "--dry-run", "-q")
    run("facility", "close", "nobody:1", "--city", city, code=2)
    check("a trial and a refusal have none", len(rows(city)) == len(want), rows(city))
    run("facility", "add", "name=More", *PLACE, "--city", city, "-q", "--no-compute")
    last = rows(city)[-1]
    check("what isn't computed isn't known", last["basic_count_min"] is None and last["total"] is None and last["facilities"] > 0, last)
    run("compute", "--city", city, "-q")
    return city


def files(city):
    """Which line is which file, through versions kept and gone back to."""
    run("facility", "add", "name=A", *PLACE, "--city", city, "-q", "--keep", "2")
    run("facility", "add", "name=B", *PLACE, "--city", city, "-q", "--keep", "2")
    there = {r["file"]: r["sha256"] for r in rows(city) if r["file"]}
    check("present and kept", there == {os.path.basename(p): sum_of(p) for p in (city, city + ".1", city + ".2")}, there)
    before = rows(city)
    run("rollback", "--city", city, "-q")
    after = rows(city)
    check("going back is a line", after[-1]["command"] == "rollback" and after[-1]["sha256"] == before[-2]["sha256"] == sum_of(city), after[-2:])
    check("lines are never changed", [{**r, "file": 0} for r in after[:-1]] == [{**r, "file": 0} for r in before])
    check("the last line of a digest is the file", after[-1]["file"] == "my.city" and after[-2]["file"] == "my.city.1" and after[-3]["file"] is None, after[-3:])
    other = city + ".other"
    shutil.copy(city + ".2", other)
    out = run("ledger", "--city", other)[0]
    check("a city without a ledger", "has no ledger yet" in out and not os.path.exists(other + ".ledger"), out)
    shutil.copy(city + ".ledger", other + ".ledger")
    check("a file that nobody published here", "no command published it here" in run("ledger", "--city", other)[0])
    link = os.path.join(os.path.dirname(city), "link.city")
    os.symlink(city, link)
    check("of a link it is the city's", rows(link) == rows(city))
    run("compute", "--city", link, "-q")
    check("and stands beside the city", not os.path.exists(link + ".ledger") and rows(city)[-1]["command"] == "compute")


def formats(city):
    out, _ = run("ledger", "--city", city, "--format", "csv")
    read = list(csv.DictReader(io.StringIO(out)))
    as_text = [{k: "" if v is None else str(v) for k, v in r.items()} for r in rows(city)]
    check("CSV has what JSON has", [{k: str(float(v)) if v.replace(".", "").isdigit() and k not in ("sha256", "generation") else v for k, v in r.items()} for r in read] ==
          [{k: str(float(v)) if v.replace(".", "").isdigit() and k not in ("sha256", "generation") else v for k, v in r.items()} for r in as_text], out[:600])
    for lang, head in (("zh", "发布时间"), ("en", "published")):
        out, _ = run("ledger", "--city", city, "--lang", lang)
        check(f"a table in {lang}", out.startswith(head) and out.count("\n") == len(rows(city)) + 1, out)
    run("ledger", "--city", city, "--format", "xml", code=2)
    run("ledger", "--city", os.path.join(city, "none", "x.city"), code=1)


# ---- what may be wrong with it ----

def broken(city):
    """Lines of any kind: passed over where they are none, and nothing crashes."""
    good = len(rows(city))
    torn = lines(city)[-2][:90]
    bad = [torn, "", "[]", "{}", "null", "[" * 1900, '{"at":' * 300, '{"at":"x","at":"y"}', '{"at":7}', "\x00\x01", "{\"at\":\"" + "9" * 3000 + "\"}"]
    with open(city + ".ledger", "a", encoding="utf-8") as file:
        file.write("\n".join(bad) + "\n")
        file.write('{"at":"2020-01-01T00:00:00Z","command":"' + "c" * 500 + '","facilities":-7,"streets":1e300,"homes":"many","units":9223372036854775807,'
                   '"basic_count_min":-1e308,"basic_count_max":1e308,"total":1e17,"sha256":"=cmd()","more":[1]}\n')
        file.write(torn)
    answer = json.loads(run("ledger", "--city", city, "--format", "json")[0])
    check("passed over and counted", len(answer["rows"]) == good + 1 and answer["torn"] == len(bad) + 1, (answer["torn"], len(answer["rows"]) - good))
    odd = answer["rows"][-1]
    check("what no line can have isn't known", all(odd[k] is None for k in ("command", "facilities", "streets", "homes", "units", "basic_count_min", "basic_count_max", "total")), odd)
    check("a formula is none", "\n=cmd" not in run("ledger", "--city", city, "--format", "csv")[0].replace(",", "\n"))
    run("compute", "--city", city, "-q")
    answer = json.loads(run("ledger", "--city", city, "--format", "json")[0])
    check("the next line is whole behind a torn one", answer["rows"][-1]["sha256"] == sum_of(city) and answer["torn"] == len(bad) + 1, answer["rows"][-1])


def unwritable(city):
    """The version is published all the same, and it is told why there is no line."""
    name, folder = city + ".ledger", os.path.dirname(city)
    target = os.path.join(folder, "target")
    shutil.move(name, name + ".kept")

    def link():
        open(target, "w", encoding="utf-8").close()
        os.symlink(target, name)
    kinds = (("a link", link, "is a link"), ("a folder", lambda: os.mkdir(name), ".ledger"),
             ("a pipe", lambda: os.mkfifo(name), "is not a regular file"),
             ("too large", lambda: open(name, "wb").write(b"x" * (MOST + 9)), "at most"))
    for what, make, why in kinds:
        make()
        before = sum_of(city)
        _, err = run("facility", "add", "name=C", *PLACE, "--city", city, "-q", "--lang", "en")
        check(f"{what}: the city is published", sum_of(city) != before and run("check", "--city", city)[0])
        check(f"{what}: told", err.count("\n") == 1 and "the ledger has no line for it" in err and why in err, err)
        _, err = run("compute", "--city", city, "-q", "--lang", "zh")
        check(f"{what}: told in Chinese", "没有记入台账" in err, err)
        os.rmdir(name) if os.path.isdir(name) and not os.path.islink(name) else os.remove(name)
    check("nothing went through the link", os.path.getsize(target) == 0)
    shutil.move(name + ".kept", name)


def bounded(city):
    """Full, the older half goes; permissions stay the city's."""
    line = lines(city)[-2] + "\n"
    with open(city + ".ledger", "w", encoding="utf-8") as file:
        file.write(line * (MOST // len(line)))
    os.chmod(city, 0o600)
    _, err = run("compute", "--city", city, "-q")
    size = os.path.getsize(city + ".ledger")
    answer = json.loads(run("ledger", "--city", city, "--format", "json")[0])
    check("shorter", err == "" and MOST // 2 - 2 * len(line) < size < MOST // 2 + 2 * len(line), (size, err))
    check("whole lines, the newest last", answer["torn"] == 0 and answer["rows"][-1]["sha256"] == sum_of(city), answer["torn"])
    check("who may not read the city may not read it", os.stat(city + ".ledger").st_mode & 0o777 == 0o600, oct(os.stat(city + ".ledger").st_mode))
    os.chmod(city, 0o640)
    run("rollback", "--city", city, "-q")
    check("and as the city's change", os.stat(city + ".ledger").st_mode & 0o777 == os.stat(city).st_mode & 0o777)


def killed(city):
    """At any moment: a line for each version but perhaps the last, and none that isn't so."""
    rng = random.Random(16)
    known = {r["sha256"] for r in rows(city)} | {sum_of(city)}
    before = len(lines(city))
    begun = time.monotonic()
    run("compute", "--city", city, "-q")
    whole = time.monotonic() - begun
    known.add(sum_of(city))
    for _ in range(12):
        p = subprocess.Popen([PROGRAM, "facility", "add", "name=K", *PLACE, "--city", city, "-q"], stdout=subprocess.DEVNULL, env=ENV)
        time.sleep(rng.uniform(0.5, 1.05) * whole)
        p.send_signal(signal.SIGKILL)
        p.wait()
        known.add(sum_of(city))
    run("compute", "--city", city, "-q")
    known.add(sum_of(city))
    answer = json.loads(run("ledger", "--city", city, "--format", "json")[0])
    check("each line is of a version that was there", {r["sha256"] for r in answer["rows"]} <= known, answer["rows"][-3:])
    check("the last is the city", answer["rows"][-1]["file"] == os.path.basename(city) and len(lines(city)) > before)
    check("nothing is left", not [n for n in os.listdir(os.path.dirname(city)) if ".tmp." in n or ".new." in n])


with tempfile.TemporaryDirectory() as scratch:
    made = changes(scratch)
    files(made)
    formats(made)
    broken(made)
    unwritable(made)
    bounded(made)
    killed(made)
sys.exit(ended())
