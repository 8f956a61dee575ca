#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A large city from import to answers, beside an earlier build, Valhalla and
osmium, on one mosaic of an extract and in one run (mosaic.py makes it).

    run.py PROGRAM [--copies N] [--extract FILE] [--work FOLDER]
           [--base COMMIT|none] [--valhalla npm|none]
           [--growth N,N,...] [--json FILE]

All times are of the processor, user and system together, and of everything a
command starts; seconds by the clock and the most memory stand beside them.
Mosaics, the earlier build and Valhalla are kept in the work folder (by default
build/bench-city) and made once. What can't be had is said and left out, and so
are the earlier build and Valhalla beside more than 20 copies. Growth is
measured of import and compute, and of a server that answers a few questions
(60 copies take some minutes and 5 GB of disk).
"""
import argparse
import collections
import csv
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.normpath(os.path.join(HERE, "..", "..", ".."))
VALHALLA = "@valhallajs/valhallajs@3.6.1"
TABLE_ROWS = 100
CATEGORY = "beauty_space"  # no tag of OpenStreetMap gives it
PEERS_UP_TO = 20  # copies: the earlier build grows with their square

Cost = collections.namedtuple("Cost", "cpu wall mb")


def cost_of(command, quiet=True, cwd=None):
    """Runs a command; its Cost, or an exception with what it said."""
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE) as process:
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and quiet:
        raise RuntimeError("%s: %s" % (" ".join(command[:3]),
                                       said.decode(errors="replace")[-300:]))
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun,
                used.ru_maxrss / 1024)


def sum_of(*costs):
    return Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs),
                max(c.mb for c in costs))


# ---- what is measured beside it ----


def mosaic_of(extract, copies, folder):
    with open(extract, "rb") as f:
        name = hashlib.sha256(f.read()).hexdigest()[:12]
    path = os.path.join(folder, "mosaic-%s-%d.osm.pbf" % (name, copies))
    if not os.path.exists(path):
        subprocess.run([sys.executable, os.path.join(HERE, "mosaic.py"),
                        extract, str(copies), path], check=True)
    return path


def earlier_build(commit, folder):
    """The program of a commit, built in a worktree that goes again."""
    path = os.path.join(folder, "lifecircle-" + commit)
    tree = os.path.join(folder, "tree-" + commit)
    if os.path.exists(path):
        return path
    subprocess.run(["git", "-C", TOP, "worktree", "add", "-f", "--detach",
                    tree, commit], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    try:
        subprocess.run(["make", "-C", tree, "build/release/lifecircle"],
                       check=True, stdout=subprocess.DEVNULL)
        shutil.copy(os.path.join(tree, "build/release/lifecircle"), path)
    finally:
        subprocess.run(["git", "-C", TOP, "worktree", "remove", "--force",
                        tree], check=False)
    return path


def valhalla_of(folder):
    """[program that builds tiles], [program that writes its configuration]."""
    npm = os.path.join(folder, "npm")
    cli = os.path.join(npm, "node_modules/@valhallajs/valhallajs/bin",
                       "valhalla-cli.js")
    if not os.path.exists(cli):
        subprocess.run(["npm", "install", "--prefix", npm, "--no-audit",
                        "--no-fund", "--loglevel=error", VALHALLA],
                       check=True, stdout=subprocess.DEVNULL)
    return ["node", cli, "build_tiles"], ["node", cli, "build_config"]


def tiles_cost(extract, folder):
    build, configure = valhalla_of(folder)
    tiles = os.path.join(folder, "tiles")
    shutil.rmtree(tiles, ignore_errors=True)
    config = subprocess.run(
        [*configure, "--mjolnir-tile-dir", tiles, "--mjolnir-concurrency",
         "1"], check=True, capture_output=True, text=True).stdout
    with open(os.path.join(folder, "valhalla.json"), "w") as f:
        f.write(config)
    cost = cost_of([*build, "-c", f.name, extract], cwd=folder)
    shutil.rmtree(tiles, ignore_errors=True)
    return cost


# ---- a city ----


def size_mb(path):
    return os.path.getsize(path) / 1e6


def forget(city):
    for end in ("", ".sha256", ".lock"):
        if os.path.exists(city + end):
            os.unlink(city + end)


def places(program, city, n):
    """Positions of homes all over the city."""
    out = subprocess.run([program, "export", "homes", "--city", city,
                          "--format", "csv"], check=True, capture_output=True,
                         text=True).stdout
    rows = list(csv.DictReader(out.lstrip("\ufeff").splitlines()))
    return [(r["lon"], r["lat"]) for r in rows[::max(1, len(rows) // n)]][:n]


def write_table(path, at, shift):
    with open(path, "w") as f:
        f.write("id,name,category,lon,lat\n")
        for i, (lon, lat) in enumerate(at):
            f.write("%d,Place %d,%s,%.6f,%s\n" %
                    (i, i, CATEGORY, float(lon) + shift, lat))


def build(program, extract, city):
    """Both halves apart, as who waits for them may do."""
    forget(city)
    read = cost_of([program, "import", "osm", extract, "--city", city,
                    "--no-compute", "-q"])
    made = cost_of([program, "compute", "--city", city, "-q"])
    return {"import --no-compute": read, "compute": made,
            "import and compute, apart": sum_of(read, made)}


def changes(program, city, folder):
    """Each to the city as the one before left it."""
    at = places(program, city, TABLE_ROWS)
    table = os.path.join(folder, "table.csv")
    edit = ["--city", city, "-q"]
    out = {"facility add": cost_of(
        [program, "facility", "add", "name=one more", "category=" + CATEGORY,
         "lon=" + at[0][0], "lat=" + at[0][1], *edit])}
    write_table(table, at, 0)
    cost_of([program, "import", "facilities", table, *edit])
    write_table(table, at, 0.0005)
    out["table of %d rows, again" % len(at)] = cost_of(
        [program, "import", "facilities", table, *edit])
    out["remove"] = cost_of([program, "remove", "table", *edit])
    return out


def answers(program, city):
    at = ",".join(places(program, city, 1)[0])
    first = cost_of([program, "circle", "--at", at, "--city", city])
    hashed = cost_of(["sha256sum", city])
    return {"load to the first answer": first,
            "hashing the file, as a server does beside": hashed,
            "report of the city": cost_of([program, "report", "--city", city]),
            "its HTML page": cost_of([program, "report", "--city", city,
                                      "--format", "html"])}


def served(program, city):
    """A server from its start to its end; the most memory of it (the kernel's
    own figure) when it has found a circle and what is nearest, and when it has
    made a report too."""
    lon, lat = places(program, city, 1)[0]
    begun = time.monotonic()
    with subprocess.Popen([program, "serve", "--city", city, "--listen",
                           "127.0.0.1:0"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True) as process:
        base = next(line for line in process.stderr
                    if "http://" in line).split()[-1]
        out = []
        for asked in (["circle?lon=%s&lat=%s" % (lon, lat),
                       "nearest?lon=%s&lat=%s&category=pharmacy" % (lon, lat)],
                      ["report"]):
            for question in asked:
                with urllib.request.urlopen(base + "/api/v1/" + question,
                                            timeout=600) as answer:
                    answer.read()
            with open("/proc/%d/status" % process.pid) as f:
                peak = next(l for l in f if l.startswith("VmHWM:"))
            out.append(int(peak.split()[1]) / 1024)
        process.terminate()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return [Cost(cpu, time.monotonic() - begun, mb) for mb in out]


def whole(program, extract, city):
    forget(city)
    return cost_of([program, "import", "osm", extract, "--city", city, "-q"])


# ---- the table ----


def exponent(sizes, values):
    """Of growth, by least squares over logarithms."""
    x, y = [math.log(s) for s in sizes], [math.log(v) for v in values]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / \
        sum((a - mx) ** 2 for a in x)


class Report:
    def __init__(self):
        self.rows = []

    def add(self, name, ours, base=None, peer=None):
        self.rows.append({"what": name, "ours": ours, "base": base,
                          "peer": peer})
        print(self.line(self.rows[-1]), flush=True)

    @staticmethod
    def line(row):
        def cells(cost):
            return "%.2f s | %.1f s | %.0f MB" % cost if cost else "| |"

        def ratio(other, mine):
            return "%.2f" % (other.cpu / mine.cpu) \
                if other and mine.cpu > 0 else ""

        return "| %s | %s | %s | %s |" % (
            row["what"], cells(row["ours"]), ratio(row["base"], row["ours"]),
            "%.2f" % (row["ours"].cpu / row["peer"].cpu)
            if row["peer"] else "")


HEAD = """
| what | CPU | clock | memory | earlier / this | this / Valhalla |
|---|---|---|---|---|---|"""


def peer(name, get):
    """None where it can't be had."""
    try:
        return get()
    except (OSError, RuntimeError, subprocess.CalledProcessError) as why:
        print("left out: %s: %s" % (name, why))
        return None


def measure(a, report):
    folder = a.work
    extract = mosaic_of(a.extract, a.copies, folder)
    city, old = (os.path.join(folder, n) for n in ("new.city", "old.city"))
    alone = a.copies > PEERS_UP_TO
    base = None if alone or a.base == "none" else \
        peer(a.base, lambda: earlier_build(a.base, folder))
    tiles = None if alone or a.valhalla == "none" else \
        peer("Valhalla", lambda: tiles_cost(extract, folder))
    print("%s, %d copies, %.1f MB" % (os.path.basename(a.extract), a.copies,
                                      size_mb(extract)))
    print(HEAD)
    report.add("osmium fileinfo -e",
               cost_of(["osmium", "fileinfo", "-e", extract]), peer=tiles)
    if tiles:
        report.add("Valhalla's build_tiles", tiles)
    was = build(base, extract, old) if base else {}
    for name, cost in build(a.program, extract, city).items():
        report.add(name, cost, was.get(name), tiles)
    both = whole(a.program, extract, city)
    report.add("import and compute, at once", both,
               was.get("import and compute, apart"), tiles)
    sizes = {"city file MB": size_mb(city)}
    was = {}
    if base:
        sizes["earlier city file MB"] = size_mb(old)
        was = answers(base, old)
        was.update(changes(base, old, folder))
        forget(old)
    now = answers(a.program, city)
    now.update(changes(a.program, city, folder))
    forget(city)
    for name, cost in now.items():
        report.add(name, cost, was.get(name))
    return sizes


def grow(a, report):
    made, kept, mb = [], [], []
    city = os.path.join(a.work, "grow.city")
    for n in a.growth:
        extract = mosaic_of(a.extract, n, a.work)
        made.append(whole(a.program, extract, city))
        mb.append(size_mb(city))
        report.add("import and compute, %d copies" % n, made[-1])
        asked, reported = served(a.program, city)
        kept.append(asked.mb)
        report.add("serve, circle and nearest, %d copies" % n, asked)
        report.add("the same with a report, %d copies" % n, reported)
        print("city file of %d copies: %.1f MB" % (n, mb[-1]), flush=True)
        forget(city)
    return {"growth of time": exponent(a.growth, [c.cpu for c in made]),
            "growth of memory": exponent(a.growth, [c.mb for c in made]),
            "growth of memory in service": exponent(a.growth, kept),
            "growth of the file": exponent(a.growth, mb)}


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("program", type=os.path.abspath)
    p.add_argument("--copies", type=int, default=20)
    p.add_argument("--extract", default=os.path.join(
        os.environ.get("LIFECIRCLE_DATA",
                       os.path.join(TOP, "..", "shared", "data")),
        "osm", "las-palmas-2023.osm.pbf"))
    p.add_argument("--work", type=os.path.abspath, default=os.path.join(TOP, "build", "bench-city"))
    p.add_argument("--base", default="5c96b51")
    p.add_argument("--valhalla", default="npm", choices=("npm", "none"))
    p.add_argument("--growth", default=[],
                   type=lambda t: [int(n) for n in t.split(",")])
    p.add_argument("--json")
    a = p.parse_args()
    report = Report()
    os.makedirs(a.work, exist_ok=True)
    sizes = measure(a, report)
    if len(a.growth) > 1:
        sizes.update(grow(a, report))
    print()
    for name, value in sizes.items():
        print("%s: %.2f" % (name, value))
    print("load average " + " ".join("%.1f" % v for v in os.getloadavg()))
    if a.json:
        with open(a.json, "w") as f:
            json.dump({"copies": a.copies, "rows": report.rows,
                       "sizes": sizes}, f, indent=1)


if __name__ == "__main__":
    main()
