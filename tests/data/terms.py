#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The terms of sources: licence, attribution and whether a source may be given
# away are stored by every import, kept by the next, set by hand, shown wherever
# data are, and heeded by whatever gives away whole layers; one place's answer
# shows what stands there all the same.
#
#   terms.py, the program being $LIFECIRCLE
import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
STREETS = os.path.join(HERE, "older", "streets.osm")
OSM = "© OpenStreetMap contributors, ODbL 1.0"
SHOPS = """id,name,category,lon,lat
1,药店一,pharmacy,104.0011,30.6011
2,Second,pharmacy,104.0071,30.6071
"""
POSTS = """id,name,category,lon,lat
1,Open one,supermarket,104.0031,30.6061
"""
PEOPLE = "code,residents,year\nW1,1200,2020\nE1,800,2020\n"
FIGURES = "indicator,unit,year,value\nlist_x,W1,2023,1\n"


def ward(code, west):
    east = west + 0.005
    ring = [[west, 30.599], [east, 30.599], [east, 30.609], [west, 30.609],
            [west, 30.599]]
    return {"type": "Feature", "properties": {"code": code, "name": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))


def run(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True,
                          check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})


class City:
    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "a.city")

    def do(self, *words):
        out = run(*words, "--city", self.path)
        if out.returncode:
            check(" ".join(words), False, out.stderr)
        return out

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def bring(self, kind, file, *words):
        return self.do("import", kind, file, "-q", *words)

    def sources(self):
        out = self.do("sources", "--format", "json")
        return {s["name"]: s for s in json.loads(out.stdout)["sources"]}

    def export(self, layer, form="geojson"):
        out = self.do("export", layer, "--format", form)
        return out.stdout, out.stderr


def make(city):
    city.bring("osm", STREETS, "--no-compute")
    city.bring("facilities", city.file("shops.csv", SHOPS), "--no-compute",
               "--crs", "wgs84", "--trust-crs", "--no-export", "--licence",
               "internal use", "--attribution", "Map service")
    city.bring("facilities", city.file("posts.csv", POSTS), "--no-compute",
               "--crs", "wgs84", "--trust-crs", "--licence", "CC-BY-4.0",
               "--attribution", "Bureau of posts")
    wards = {"type": "FeatureCollection",
             "features": [ward("W1", 103.999), ward("E1", 104.004)]}
    city.bring("units", city.file("wards.geojson", json.dumps(wards)),
               "--no-compute", "--level", "community", "--licence", "CC0-1.0")
    city.bring("residents", city.file("people.csv", PEOPLE), "--no-compute",
               "--attribution", "Census")
    city.bring("statistics", city.file("figures.csv", FIGURES))


def stored(city):
    got = {n: (s["licence"], s["attribution"], s["export"])
           for n, s in city.sources().items()}
    check("stored", got == {
        "streets": ("ODbL-1.0", OSM, True),
        "shops": ("internal use", "Map service", False),
        "posts": ("CC-BY-4.0", "Bureau of posts", True),
        "wards": ("CC0-1.0", "", True), "people": ("", "Census", True),
        "figures": ("", "", True)}, str(got))
    # What is not said again stays; what is said stands.
    city.bring("facilities", city.file("shops.csv", SHOPS), "--crs", "wgs84",
               "--trust-crs", "--attribution", "Map service 2", "--no-compute")
    city.bring("osm", STREETS)
    got = city.sources()
    check("stays withheld", not got["shops"]["export"] and
          got["shops"]["licence"] == "internal use" and
          got["shops"]["attribution"] == "Map service 2", str(got["shops"]))
    check("OpenStreetMap's", got["streets"]["licence"] == "ODbL-1.0")


def layers(city):
    owed = "; ".join([OSM, "Census", "Bureau of posts (CC-BY-4.0)",
                      "Map service 2 (internal use)", "wards (CC0-1.0)"])
    for layer in ("facilities", "units", "homes", "streets", "coverage",
                  "indicators"):
        text, told = city.export(layer)
        file = json.loads(text)
        check(layer + ": owed", file["attribution"] == owed,
              file["attribution"])
        if layer == "facilities":
            left = file.get("left_out", "")
            check("left out is told", "2 rows" in left and "shops" in left and
                  "internal use" in left, left)
            check("on the terminal", left in told, told)
            got = {f["id"] for f in file["features"]}
            check("given", got == {"posts:1", "osm:n1001", "osm:n1002",
                                   "osm:n1003"}, str(got))
        else:
            check(layer + ": whole", "left_out" not in file and
                  file["features"] and told == "", told)
    text, told = city.export("facilities", "csv")
    got = [r["source"] for r in csv.DictReader(io.StringIO(text))]
    check("csv", "shops" not in got and len(got) == 4 and "shops" in told)
    text, told = city.export("facilities", "geojsonseq")
    check("sequence", "shops:" not in text and "shops" in told)
    # Nor is where they are.
    out = city.do("export", "isochrones", "--category", "pharmacy",
                  "--format", "geojson")
    file = json.loads(out.stdout)
    got = {f["properties"]["facility"] for f in file["features"]}
    check("isochrones", got and not [g for g in got if "shops" in g] and
          "2 facilities" in file["left_out"], str(got))
    # An answer of one place shows it, with its source.
    out = city.do("nearest", "--at", "104.001,30.601", "--category",
                  "pharmacy", "--format", "json")
    first = json.loads(out.stdout)["features"][0]["properties"]
    check("nearest", (first["id"], first["source"]) == ("shops:1", "shops"))
    # Nor is the table given away one home at a time.
    out = city.do("export", "homes", "--category", "pharmacy", "--format",
                  "csv")
    near = [r["pharmacy_nearest"] for r in csv.DictReader(
        io.StringIO(out.stdout.lstrip("\ufeff")))]
    check("homes' nearest", near and set(near) <= {"osm:n1001", ""},
          str(set(near)))


def tiles_are_kept(city, why):
    """A file of tiles would give streets and outlines away."""
    for ending in ("mbtiles", "pmtiles"):
        path = os.path.join(city.folder, "base." + ending)
        out = run("export", "tiles", "--city", city.path, "-o", path)
        check("no tiles: " + why, out.returncode == 1 and why in out.stderr
              and "not to be given away" in out.stderr and
              not os.path.exists(path), out.stderr)


def by_hand(city):
    before = city.do("coverage", "--format", "csv").stdout
    for words, part in (
            (["nowhere", "export=no"], 'no source "nowhere"; there are'),
            (["shops", "export=maybe"], "yes or no"),
            (["shops", "colour=red"], "is no field"),
            (["shops", "licence"], "not FIELD=VALUE"),
            (["shops", "licence=" + "x" * 300], "at most 200 bytes"),
            (["shops", "attribution=a\nb"], "one line"),
            (["shops"], "usage")):
        out = run("sources", "set", *words, "--city", city.path)
        check("refused: %s" % words, out.returncode in (1, 2) and
              part in out.stderr and out.stderr.count("\n") == 1, out.stderr)
    city.do("sources", "set", "wards", "export=no", "licence=")
    city.do("sources", "set", "people", "export=no")
    city.do("sources", "set", "figures", "export=no")
    check("results stay",
          city.do("coverage", "--format", "csv").stdout == before)
    file = json.loads(city.export("units")[0])
    check("units", not file["features"] and "2 rows" in file["left_out"])
    file = json.loads(city.export("homes")[0])
    check("homes", not file["features"] and "people" in file["left_out"])
    text, told = city.export("gaps")
    file = json.loads(text)
    check("gaps", not file["features"] and "people" in file["left_out"] and
          file["left_out"] in told, text)
    file = json.loads(city.export("coverage")[0])
    check("coverage", [f["geometry"] for f in file["features"]] ==
          [None, None] and "2 outlines" in file["left_out"] and
          file["features"][0]["properties"]["total"] > 0, file["left_out"])
    file = json.loads(city.export("indicators")[0])
    check("indicators", "1 published figures" in file["left_out"] and
          all(f["geometry"] is None for f in file["features"]))
    tiles_are_kept(city, "2 rows")
    city.do("sources", "set", "wards", "export=yes")
    city.do("sources", "set", "streets", "export=no")
    tiles_are_kept(city, "streets")
    for layer in ("streets", "homes"):
        file = json.loads(city.export(layer)[0])
        check("no " + layer, not file["features"], str(len(file["features"])))
    city.do("sources", "set", "streets", "export=yes", "attribution=Our map",
            "licence=")
    path = os.path.join(city.folder, "base.pmtiles")
    check("tiles again", not city.do("export", "tiles", "-o", path).returncode
          and os.path.getsize(path) > 100)
    city.do("sources", "set", "wards", "export=no")
    got = city.sources()["streets"]
    check("set", (got["licence"], got["attribution"], got["export"]) ==
          ("", "Our map", True), str(got))
    check("owed", json.loads(city.export("streets")[0])["attribution"]
          .startswith("Our map; "))
    city.do("facility", "add", "category=pharmacy", "lon=104.003",
            "lat=30.603", "--no-compute")
    city.do("sources", "set", "manual", "licence=CC0-1.0")
    city.do("facility", "add", "category=pharmacy", "lon=104.003",
            "lat=30.604")
    check("by hand", city.sources()["manual"]["licence"] == "CC0-1.0")


def served(city):
    with subprocess.Popen(
            [PROGRAM, "serve", "--city", city.path, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True) as server:
        address = ""
        while not address:
            line = server.stdout.readline()
            if "http://" in line:
                address = line[line.index("http://"):].split()[0].rstrip("/")
            elif not line:
                break

        def get(path):
            for _ in range(100):
                try:
                    return urllib.request.urlopen(address + path)
                except urllib.error.HTTPError as e:
                    if e.code != 503:
                        raise
                    time.sleep(0.1)
            return None

        found = json.load(get("/api/v1/city"))
        terms = {s["name"]: (s["licence"], s["export"])
                 for s in found["sources"]}
        check("/city", terms["shops"] == ("internal use", False) and
              "Map service 2" in found["attribution"], str(terms))
        answer = get("/api/v1/export/facilities?format=csv")
        check("/export", b"shops" not in answer.read() and "2 rows" in
              answer.headers["Lifecircle-Left-Out"])
        answer = get("/api/v1/export/streets?format=csv")
        check("whole", answer.read() and
              answer.headers["Lifecircle-Left-Out"] is None)
        units = json.load(get("/api/v1/units?level=community&format=geojson"))
        check("/units", [u["geometry"] for u in units["features"]] ==
              [None, None])
        unit = json.load(get("/api/v1/units/W1"))
        check("/units/W1", unit["geometry"]["type"] == "MultiPolygon")
        rows = json.load(get("/api/v1/coverage?level=community&category="
                             "pharmacy&format=geojson"))
        check("/coverage", len(rows["features"]) >= 2 and
              not any(f["geometry"] for f in rows["features"]))
        near = json.load(get("/api/v1/nearest?lon=104.001&lat=30.601&k=1"
                             "&category=pharmacy"))["features"]
        check("/nearest", near[0]["properties"]["source"] == "shops")
        page = get("/plain?lang=en").read().decode()
        check("plain page", "Map service 2 (internal use)" in page)
        check("tiles.json", "Map service 2" in
              json.load(get("/tiles.json"))["attribution"])
        server.send_signal(signal.SIGTERM)


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = City(folder)
        make(city)
        stored(city)
        layers(city)
        by_hand(city)
        served(city)
    print("%d passed, %d failed" % tuple(counts))
    return counts[1] != 0


sys.exit(main())
