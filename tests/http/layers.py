#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports over HTTP: tests/http/layers.py

What `export` writes with its options the server answers with the same as
parameters, to the byte, as far as it can without files; what is wrong is told
by the parameter's name; what nobody wants costs no more than its budget. The
program is $LIFECIRCLE.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlencode

from run import API, PROGRAM, ROOT, Server, check, ended

# Layer, and what is asked of it.
ASKED = [
    ("facilities", {"where": "category = 'pharmacy' and name is not null", "fields": "id,name,phone"}),
    ("facilities", {"bbox": "13.25,53.55,13.28,53.56", "geometry": "wkt", "bom": "no"}),
    ("facilities", {"where": "name like '%\"<>&''%'"}),
    ("facilities", {"crs": "gcj02", "fields": "id"}),
    ("units", {"fields": "name,code,name", "level": "street"}),
    ("units", {"bbox": "13.2,53.5,13.26,53.56", "crs": "bd09"}),
    ("units", {"where": "s_intersects(geometry, point(13.26 53.55))"}),
    ("units", {"crs": "EPSG:4326"}),
    ("homes", {"bbox": "13.25,53.55,13.27,53.56", "category": "pharmacy", "where": "pharmacy_answer = 'uncovered'"}),
    ("streets", {"where": "steps = true", "crs": "cgcs2000"}),
    ("streets", {"bbox": "0,0,1,1"}),
    ("homes", {}),
    ("homes", {"bbox": "13.25,53.55,13.28,53.56", "crs": "gcj02", "geometry": "wkt", "bom": "no"}),
    ("homes", {"where": "weight > 100 and assumed = false", "fields": "home,weight,links"}),
    ("homes", {"where": "s_intersects(geometry, bbox(13.25,53.55,13.27,53.56)) and unit_street is not null", "pace": "elder"}),
    ("facilities", {}),
    ("streets", {}),
    ("streets", {"bbox": "13.25,53.55,13.28,53.56", "crs": "bd09", "geometry": "wkt"}),
    ("streets", {"where": "name like 'K%' and length_mm > 50000", "fields": "street,name,from_node,to_node,at_mm"}),
    ("streets", {"where": "s_intersects(geometry, bbox(13.25,53.55,13.27,53.56)) or layer <> 0", "pace": "elder"}),
    ("streets", {"minutes": "10", "level": "street", "where": "island = true"}),
    ("coverage", {"category": "pharmacy", "minutes": "10", "fields": "unit,level"}),
    ("indicators", {"where": "level = 'street'"}),
    ("gaps", {"category": "pharmacy", "where": "rank <= 2", "fields": "rank,weight"}),
    ("isochrones", {"category": "pharmacy", "minutes": "6", "where": "minutes = 2", "crs": "bd09mc"}),
]
# Layer, what is asked, status, parameter at fault, what is said.
REFUSED = [
    ("units", {"crs": "EPSG:4544"}, 400, "crs", "/ogc"), ("units", {"crs": "mars"}, 400, "crs", "known are"), ("units", {"crs": "x" * 40}, 400, "crs", "at most 32"),
    ("units", {"bbox": "1,2,3"}, 400, "bbox", "W,S,E,N"), ("units", {"bbox": "3,2,1,4"}, 400, "bbox", "west before east"), ("units", {"bbox": "a,b,c,d"}, 400, "bbox", "W,S,E,N"),
    ("units", {"where": "nothing = 1"}, 400, "where", "character 1"), ("units", {"where": "name = "}, 400, "where", "end"), ("units", {"where": "(" * 300}, 400, "where", "deeper"),
    ("units", {"fields": "nothing"}, 400, "fields", "there are: code"), ("units", {"fields": ""}, 400, "fields", ""), ("units", {"format": "gpkg"}, 400, "format", "geojson"),
    ("units", {"format": "xlsx"}, 400, "format", "csv"), ("coverage", {"format": "csv", "bbox": "1,2,3,4"}, 400, "bbox", "no shapes"), ("facilities", {"at": "1,2"}, 400, "at", "not known"),
    ("isochrones", {}, 400, "category", "name the categories"), ("units,homes", {}, 400, "layer", "one layer"), ("all", {}, 404, "layer", ""), ("tiles", {}, 404, "layer", ""),
]
# Areas of half an hour around each facility, of which none is kept.
HEAVIEST = "isochrones?category=all_basic&minutes=30&where=minutes%20%3C%200"
FORMATS = ("geojson", "geojsonseq", "geojsonl", "csv")


def both_doors_are_equal(server, city):
    for layer, asked in ASKED:
        for form in FORMATS:
            options = [w for k, v in asked.items() for w in (f"--{k}", v)]
            done = subprocess.run([PROGRAM, "export", layer, "--city", city, *options, "--format", form], capture_output=True, check=False)
            reply = server.ask(f"{API}/export/{layer}?{urlencode({**asked, 'format': form})}")
            what = f"{layer} {asked} {form}"
            if done.returncode:
                problem = reply.json()
                check(f"{what}: refused at both doors", reply.status == 400 and problem["detail"].split(";")[0].split('"')[0] in done.stderr.decode(), (problem, done.stderr))
                continue
            # The command ends its JSON with a new line.
            check(f"{what}: the same bytes", reply.status == 200 and reply.body.rstrip(b"\n") == done.stdout.rstrip(b"\n"),
                  (reply.status, len(reply.body), len(done.stdout), reply.body[:200]))
            check(f"{what}: is kept as a file", f'lifecircle-{layer}.{form}"' in reply.get("content-disposition"), reply.headers)


def faults_are_told(server):
    for layer, asked, status, parameter, says in REFUSED:
        reply = server.ask(f"{API}/export/{layer}?{urlencode(asked)}")
        problem = reply.json()
        check(f"{layer} {asked}: refused", reply.status == status and problem.get("parameter") == parameter and says in problem["detail"], problem)


def described(server):
    text = server.ask(f"{API}/openapi.json").json()
    names = {p["name"] for p in text["paths"][f"{API}/export/{{layer}}"]["get"]["parameters"]}
    check("parameters are described", {"crs", "bbox", "where", "fields", "geometry", "bom", "category", "format"} <= names and not names & {"at", "output"}, names)


def budgets_hold(city):
    """What takes long ends by the deadline, and the server is well after it."""
    server = Server(city, "--deadline", "1")
    if not check("a server with a deadline of a second", server.port, server.text()[-300:]):
        return
    for target in ("gaps", "gaps?where=" + "rank%20%3C%200", "gaps?minutes=30&pace=elder", "isochrones?category=all_basic&minutes=30", "homes", HEAVIEST):
        start = time.monotonic()
        reply = server.ask(f"{API}/export/{target}")
        took = time.monotonic() - start
        check(f"{target}: within its budget", reply.status in (200, 503, 400) and (reply.status != 400 or "16 MiB" in reply.json()["detail"]) and took < 15, (reply.status, took))
        if reply.status == 503:
            check(f"{target}: says so", "retry-after" in reply.headers or reply.json()["detail"], reply.body[:200])
        well = server.ask("/healthz")
        check(f"{target}: the server is well", well.status == 200)
    start = time.monotonic()
    reply = server.ask(f"{API}/export/{HEAVIEST}")
    check("what takes longest is ended, or was done in time", reply.status == 503 or (reply.status == 200 and time.monotonic() - start < 2), reply.status)
    check("the server ends", server.stop() == 0, server.text()[-300:])


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "my.city")
        subprocess.run([PROGRAM, "import", "osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--city", city, "-q"], check=True)
        server = Server(city)
        if check("the server starts", server.port, server.text()[-500:]):
            described(server)
            both_doors_are_equal(server, city)
            faults_are_told(server)
            check("the server ends", server.stop() == 0, server.text()[-300:])
        budgets_hold(city)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
