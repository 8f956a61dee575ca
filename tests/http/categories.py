#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A city of as many categories as there can be, made with the program
($LIFECIRCLE) and asked over HTTP: tests/http/categories.py

Categories of one's own are added to Neubrandenburg until there are 200, and a
facility of each. All are named in one request, one of them alone, and by their
groups; a request for one more is refused.
"""
import csv
import json
import os
import subprocess
import sys
import tempfile
from urllib.parse import quote

from run import API, PROGRAM, ROOT, Server, check, score

MOST = 200


def known():
    with open(os.path.join(ROOT, "geodata/categories.csv"), encoding="utf-8") as table:
        return [row["id"] for row in csv.DictReader(line for line in table if line[0] != "#")]


def write_tables(folder, own):
    """The categories, and a facility of each along a lattice of the town."""
    categories, facilities = (os.path.join(folder, name) for name in ("own.csv", "places.csv"))
    with open(categories, "w", encoding="utf-8") as out:
        print("id,group,group_zh,group_en,name_zh,name_en,basic,walk_minutes", file=out)
        for i, name in enumerate(own):
            print(f"{name},mine{i % 5},自己的{i % 5},Of one's own {i % 5},类别{i},Kind {i},{i % 2},15", file=out)
    with open(facilities, "w", encoding="utf-8") as out:
        print("id,name,lon,lat,category", file=out)
        for i, name in enumerate(own):
            print(f"{i},Place {i},{13.25 + .0004 * (i % 25):.4f},{53.55 + .001 * (i // 25):.4f},{name}", file=out)
    return categories, facilities


def make_city(folder, categories, facilities):
    """Categories come with the extract, and facilities later and without them."""
    path = os.path.join(folder, "many.city")
    extract = os.path.join(ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")
    for command in (["osm", extract, "--categories", categories, "--no-compute"], ["facilities", facilities]):
        run = subprocess.run([PROGRAM, "import", *command, "--city", path], capture_output=True)
        if not check(f"import {command[0]}", run.returncode == 0, run.stderr[-400:]):
            return None
    return path


def ask_all(server, ids, own):
    street = f"{API}/coverage?level=street&category="
    every = server.ask(street + ",".join(ids))
    if not check("200 categories in a request", every.status == 200, every.body[:300]):
        return
    rows = every.json()["rows"]
    check("each has its rows", {r["category"] for r in rows} == set(ids), len({r["category"] for r in rows}))
    for name in (ids[0], own[62], own[-1], ids[150]):
        alone = server.ask(street + name).json()["rows"]
        check(f"{name} alone is as among all", alone and alone == [r for r in rows if r["category"] == name])
    more = server.ask(f"{street}{','.join(ids)},{ids[0]}")
    check("one more is refused", more.status == 400 and "200" in more.json()["detail"], more.body[:300])
    groups = server.ask(street + ",".join(f"mine{i}" for i in range(5))).json()["rows"]
    check("by their groups", groups == [r for r in rows if r["category"] in own])


def ask_place(server, ids, own):
    at = "lon=13.254&lat=53.553"
    near = server.ask(f"{API}/nearest?{at}&k=50&category={','.join(own)}").json()["features"]
    check("nearest of all of one's own", len(near) == 50 and all(f["properties"]["category"] in own for f in near), len(near))
    one = server.ask(f"{API}/nearest?{at}&k=50&category={own[-2]}").json()["features"]
    check("nearest of one", [f["properties"]["name"] for f in one] == [f"Place {len(own) - 2}"], one)
    circle = {c["category"]: c for c in server.ask(f"{API}/circle?{at}").json()["categories"]}
    check("the circle has all", set(circle) == set(ids) and circle[own[-2]]["count"] <= 1, len(circle))
    told = {c["id"]: c for c in server.ask(f"{API}/categories").json()["categories"]}
    check("the list has all", set(told) == set(ids) and all(told[name]["facilities"] == 1 for name in own), len(told))


def ask_pages(server, ids, own):
    unit = server.ask(f"{API}/coverage?level=street&category={own[0]}").json()["rows"][0]["unit"]
    page = server.ask(f"/plain?unit={quote(unit, safe='')}&lang=en").body.decode()
    check("a unit's page has a row each", page.count("<tr>") == len(ids) + 1, page.count("<tr>"))
    check("and names them", all(f">Kind {i}<" in page for i in range(len(own))))
    page = server.ask("/plain?lon=13.254&lat=53.553&lang=en").body.decode()
    check("a place's page names them", page.count("Kind ") >= 100, page.count("Kind "))
    first = server.ask(f"{API}/export/coverage?format=geojsonseq").body.decode().split("\n")[0].lstrip("\x1e")
    columns = json.loads(first)["properties"]
    check("the layer has columns of each", all(f"share_{name}" in columns for name in ids), sorted(columns)[:9])


def main():
    ids = known()
    own = [f"own{i}" for i in range(MOST - len(ids))]
    with tempfile.TemporaryDirectory() as folder:
        city = make_city(folder, *write_tables(folder, own))
        server = Server(city) if city else None
        if server and check("the server starts", server.port, server.text()[-500:]):
            everything = [c["id"] for c in server.ask(f"{API}/categories").json()["categories"]]
            check("as many as there can be", len(everything) == MOST, len(everything))
            ask_all(server, everything, own)
            ask_place(server, everything, own)
            ask_pages(server, everything, own)
            check("it lives", server.process.poll() is None, server.text()[-2000:])
            check("exit 0", server.stop() == 0)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
