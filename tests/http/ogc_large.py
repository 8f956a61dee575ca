#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""OGC API - Features of 100,000 facilities: tests/http/ogc_large.py

A table of them is imported into a town (tests/data/town.py), with addresses so
long that a page is at its limit of bytes before it is at its limit of
features. Such pages are followed to the end; small pages cost little more than
large ones; Debian's GDAL reads all while the city is replaced by one that has
more, and by itself again.
"""
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder) for folder in ("oracle", "data")]

import town  # noqa: E402
from ogc import Client, make_town, swap  # noqa: E402
from run import PROGRAM, Server, check, score  # noqa: E402

COUNT, MORE = 100_000, 1_000
LONG, LONG_BYTES = 5_000, 4_000  # the last so many, in one page were it not for their bytes
PAGE_BYTES = 16 << 20
ITEMS = "/ogc/collections/facilities/items"


def write_table(path, numbers, prefix):
    """Beside the streets of the town; floor areas and names tell one from another."""
    choose = random.Random(len(numbers))
    with open(path, "w", encoding="utf-8") as f:
        f.write("id,name,category,lon,lat,address,floor_area_m2\n")
        for i in numbers:
            along, across = choose.random() * (town.EAST - town.WEST), choose.randrange(town.SIDE) * town.STEP + choose.uniform(-1, 1) * 1e-4
            at = (along, across) if i % 2 else (across, along)
            address = f"{i} " + "长街" * (LONG_BYTES // 6) if i >= COUNT - LONG and prefix == "t" else ""
            f.write(f"{prefix}{i},place {i},convenience_store,{town.WEST + at[0]:.7f},{town.SOUTH + at[1]:.7f},{address},{i % 997 + 10}\n")


def import_table(city, path):
    run = subprocess.run([PROGRAM, "import", "facilities", path, "--city", city, "--crs", "wgs84", "-q"], capture_output=True)
    return check(f"import of {path}", run.returncode == 0, run.stderr[-300:])


def figures(rows):
    """What must be the same, of rows of CSV: how many, what they sum up to, how many have a long address."""
    out = [0, 0, 0, 0, 0]
    for r in rows:
        for k, n in enumerate((1, int(r["name"].split()[1]), json.loads(r["attributes"])["floor_area_m2"], round(float(r["lon"]) * 1e7),
                               len(r["address"]) > 1000)):
            out[k] += n
    return out


def table_rows(path):
    """Those of the table that both cities have, by id: the town has some of its own."""
    csv.field_size_limit(1 << 20)
    with open(path, encoding="utf-8-sig", newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["id"].startswith("many:")]
    for r in rows:
        if "X" in r:
            r["lon"], r["lat"] = r["X"], r["Y"]
    return rows


# ---- pages that end at their bytes ----


def long_pages(client):
    """From before the long ones on, as many a page as there may be."""
    start = COUNT - LONG - 2_000
    target, ids, pages, matched = f"{ITEMS}?source=many&limit=10000&offset={start}", [], [], COUNT
    while target:
        reply = client.ask(target)
        if not check(f"a long page: {target[-60:]}", reply.status == 200, (reply.status, reply.body[:300])):
            return
        page = reply.json()
        check("a long page: counts", page["numberReturned"] == len(page["features"]) == int(reply.get("ogc-numberreturned"))
              and page["numberMatched"] == int(reply.get("ogc-numbermatched")) == matched,
              (page["numberReturned"], page["numberMatched"], len(page["features"])))
        check("a long page: its bytes", len(reply.body) <= PAGE_BYTES, len(reply.body))
        follow = [link["href"] for link in page["links"] if link["rel"] == "next"]
        check("a long page: next", follow == re.findall(r'<([^>]*)>; rel="next"', reply.get("link")), follow)
        pages.append((len(page["features"]), len(reply.body)))
        ids += [f["id"] for f in page["features"]]
        target = follow[0] if follow else None
    check("long pages: one ended before its limit, and as late as it could", pages[0][0] < COUNT - start and pages[0][1] > PAGE_BYTES - (1 << 17)
          and len(pages) == 2, pages)
    check("long pages: nothing lost, nothing twice, in order", ids == [f"many:t{i}" for i in range(start, COUNT)],
          (len(ids), len(set(ids))))


# ---- what pages cost ----


def spent_ms(pid):
    """Of the processor, all threads together."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/schedstat") as f:
                total += int(f.read().split()[0])
        except OSError:  # it ended meanwhile
            pass
    return total / 1e6


def page_costs(server, client):
    """In ratios: make bench has 2.0 to 2.8 for the first, where 3 is aimed at; here others are at work."""
    def cost(limit, count, start=0):
        before = spent_ms(server.process.pid)
        good = all(client.ask(f"{ITEMS}?limit={limit}&offset={start + i * limit}").status == 200 for i in range(count))
        check(f"pages of {limit} from {start} on", good)
        return spent_ms(server.process.pid) - before

    cost(10, 100)
    small, large = cost(10, 2_000), cost(10_000, 2)
    check("2,000 pages of ten cost little more than the same in two", small < 5 * large, (small, large))
    first, last = cost(10, 1_000), cost(10, 1_000, COUNT - LONG - 20_000)
    check("a page far behind costs as much as one of the first", last < 3 * first, (first, last))


# ---- a pass of GDAL's while the city is replaced ----


def gdal_pass(server, versions, city, folder):
    out, done, swaps = f"{folder}/gdal.csv", threading.Event(), []

    def reload():
        while not done.wait(0.5):
            swap(server, versions[(len(swaps) + 1) % 2], city)
            swaps.append(len(swaps))

    thread = threading.Thread(target=reload)
    thread.start()
    run = subprocess.run(["ogr2ogr", "-f", "CSV", out, f"OAPIF:http://127.0.0.1:{server.port}/ogc", "facilities", "-oo", "PAGE_SIZE=500",
                          "-select", "id,name,attributes,address", "-lco", "GEOMETRY=AS_XY"], capture_output=True, timeout=600)
    done.set()
    thread.join()
    check("GDAL's pass", run.returncode == 0 and b"ERROR" not in run.stderr, run.stderr[-300:])
    check("the city was replaced meanwhile", len(swaps) >= 3, len(swaps))
    rows = table_rows(out)
    check("GDAL's pass: nothing twice", len({r["id"] for r in rows}) == len(rows), len(rows))
    return rows


def main():
    with tempfile.TemporaryDirectory() as folder:
        a, b = make_town(folder, "a.city", False), f"{folder}/b.city"
        write_table(f"{folder}/many.csv", range(COUNT), "t")
        write_table(f"{folder}/more.csv", range(MORE), "u")
        if a and import_table(a, f"{folder}/many.csv"):
            for end in (".sha256", ""):
                shutil.copy(a + end, b + end)
            import_table(b, f"{folder}/more.csv")
            city = f"{folder}/served.city"
            for end in (".sha256", ""):
                shutil.copy(a + end, city + end)
            run = subprocess.run([PROGRAM, "export", "facilities", "--city", a, "-o", f"{folder}/export.csv"], capture_output=True)
            check("the export", run.returncode == 0, run.stderr[-300:])
            want = figures(table_rows(f"{folder}/export.csv"))
            check("the export has all", want[:2] == [COUNT, COUNT * (COUNT - 1) // 2] and want[4] == LONG, want)
            server = Server(city)
            if check("the server starts", server.port, server.text()[-300:]):
                long_pages(Client(server.port))
                page_costs(server, Client(server.port))
                if shutil.which("ogr2ogr"):
                    got = figures(gdal_pass(server, [a, b], city, folder))
                    check("GDAL's pass: counts and sums of the export", got == want, (got, want))
                else:
                    print("skipped: GDAL, there is no ogr2ogr")
                check("the server ends", server.stop() == 0, server.text()[-300:])
    print(f"{score.passed} passed, {score.failed} failed")
    return score.failed > 0


if __name__ == "__main__":
    sys.exit(main())
