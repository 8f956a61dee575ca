#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""OGC API - Features: tests/http/ogc.py [--city FILE]

A client of its own reads every collection page by page and holds it against
the exported layers; filters, boxes and dates are worked out again here, slowly;
what GDAL 3.10 and QGIS 3.40 ask is asked; Debian's GDAL reads it while the
city is replaced. Clauses of the standards and their tests: tests/http/ogc.md.
"""
import json
import math
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from fractions import Fraction
from urllib.parse import quote, urlsplit

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder) for folder in ("oracle", "data")]

import town  # noqa: E402
from filters import edges, inside, meet  # noqa: E402
from run import PROGRAM, Server, Wire, check, find_city, score  # noqa: E402

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
LAYERS = ["facilities", "units", "homes", "streets", "coverage", "indicators"]
LEVELED = ("coverage", "indicators")


# ---- what is expected ----


def exported(city, layer, folder):
    """The features of a layer by the command, of all levels where it has some."""
    levels = [[]]
    if layer in LEVELED:
        out = subprocess.run([PROGRAM, "export", "units", "--city", city, "-o", f"{folder}/u.geojson"], capture_output=True)
        check("export of units", out.returncode == 0, out.stderr[-300:])
        found = [f["properties"]["level"] for f in json.load(open(f"{folder}/u.geojson"))["features"]]
        levels = [["--level", level] for level in dict.fromkeys(found)]
    rows = []
    for level in levels:
        path = f"{folder}/x.geojson"
        out = subprocess.run([PROGRAM, "export", layer, "--city", city, "-o", path, *level], capture_output=True)
        if check(f"export of {layer}", out.returncode == 0, out.stderr[-300:]):
            rows += json.load(open(path))["features"]
    return rows


def same_number(value):
    """1.0 is 1: served decimals have a point, exported ones where they need it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def filled(feature, names):
    return {"geometry": feature["geometry"], "properties": {n: same_number(feature["properties"].get(n)) for n in names}}


def grid(p):
    return round(p[0] * 1e7), round(p[1] * 1e7)


def parts_of(g):
    """(is an area, lists of positions) on the grid."""
    if g is None:
        return False, []
    c, kind = g["coordinates"], g["type"]
    if kind == "Point":
        return False, [[grid(c)]]
    if kind == "LineString":
        return False, [[grid(p) for p in c]]
    if kind == "MultiLineString":
        return False, [[grid(p) for p in part] for part in c]
    return True, [[[grid(p) for p in ring] for ring in polygon] for polygon in c]


def in_polygon(rings, p):
    """The outline of a hole is inside."""
    if any(any(meet(a, b, p, p) for a, b in edges(ring)) for ring in rings):
        return True
    return inside(rings[0], p) and not any(inside(hole, p) for hole in rings[1:])


def in_box(g, box):
    """Whether a geometry has a point in common with a box of the grid."""
    area, parts = parts_of(g)
    west, south, east, north = box
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    lines = [ring for polygon in parts for ring in polygon] if area else parts
    for line in lines:
        if any(west <= x <= east and south <= y <= north for x, y in line):
            return True
        for a, b in edges(line):
            if max(a[0], b[0]) < west or min(a[0], b[0]) > east or max(a[1], b[1]) < south or min(a[1], b[1]) > north:
                continue
            if any(meet(a, b, c, d) for c, d in edges(corners)):
                return True
    return area and any(in_polygon(polygon, corners[0]) for polygon in parts)


# ---- a client ----


class Client:
    def __init__(self, port):
        self.wire, self.port, self.host = Wire(port, 120), port, f"127.0.0.1:{port}"

    def ask(self, target, *headers):
        """Of this server, or an absolute address that leads to it."""
        if target.startswith("http"):
            where = urlsplit(target)
            check(f"{target}: of the same origin", where.netloc == self.host, where.netloc)
            target = where.path + ("?" + where.query if where.query else "")
        lines = [f"GET {target} HTTP/1.1", f"Host: {self.host}", *headers]
        for _ in range(2):  # what has been idle for long is closed
            try:
                self.wire.sock.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
                reply = self.wire.reply()
            except OSError:
                reply = None
            if reply:
                return reply
            self.wire.close()
            self.wire = Wire(self.port, 120)
        return None

    def read(self, layer, query="", pages=None):
        """All features, by following next; what is said of each page is checked."""
        target, out, matched = f"/ogc/collections/{layer}/items" + (f"?{query}" if query else ""), [], None
        while target:
            reply = self.ask(target)
            label = f"{layer} {target[-70:]}"
            if not check(f"{label}: status", reply.status == 200, (reply.status, reply.body[:300])):
                return out
            page = reply.json()
            check(f"{label}: type", reply.get("content-type") == "application/geo+json", reply.get("content-type"))
            check(f"{label}: counts", page["numberReturned"] == len(page["features"]) == int(reply.get("ogc-numberreturned"))
                  and page["numberMatched"] == int(reply.get("ogc-numbermatched")), page["numberReturned"])
            matched = page["numberMatched"] if matched is None else matched
            out += page["features"]
            follow = [link["href"] for link in page["links"] if link["rel"] == "next"]
            head = re.findall(r'<([^>]*)>; rel="next"', reply.get("link"))
            check(f"{label}: next", follow == head and len(follow) <= 1, (follow, head))
            if pages is not None:
                pages.append(len(page["features"]))
            target = follow[0] if follow else None
        check(f"{layer} {query}: numberMatched", matched == len(out), (matched, len(out)))
        return out


def texts(features, names):
    return sorted(json.dumps(filled(f, names), sort_keys=True, ensure_ascii=False) for f in features)


# ---- documents ----


def documents(client):
    landing = client.ask("/ogc").json()
    links = {link["rel"]: link for link in landing["links"]}
    tilesets = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
    check("landing: links", {"self", "service-desc", "conformance", "data", tilesets} <= set(links), links)
    check("landing: all of them answer", all(client.ask(link["href"]).status == 200 for link in landing["links"]), links)
    check("landing: absolute", all(link["href"].startswith(f"http://{client.host}/ogc") for link in landing["links"]), links)
    check("landing: service-desc", links["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0")
    for path in ("/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/units"):
        plain, slash = client.ask(path), client.ask(path + "/")
        check(f"{path}: with a slash", plain.status == slash.status == 200 and plain.body == slash.body)
        page = client.ask(path, "Accept: text/html,application/xhtml+xml,*/*;q=0.8")
        check(f"{path}: for people", page.get("content-type").startswith("text/html") and b"<h1>" in page.body)
        check(f"{path}: f=html", client.ask(path + "?f=html").get("content-type").startswith("text/html"))
        check(f"{path}: f=json", client.ask(path + "?f=json", "Accept: text/html").get("content-type") == "application/json")
        check(f"{path}: of no form", client.ask(path + "?f=gml").status == 400)
        check(f"{path}: unknown parameter", client.ask(path + "?nothing=1").status == 400)
    conforms = client.ask("/ogc/conformance").json()["conformsTo"]
    for name in ("ogcapi-features-1/1.0/conf/core", "ogcapi-features-2/1.0/conf/crs", "ogcapi-features-3/1.0/conf/filter",
                 "ogcapi-features-3/1.0/conf/features-filter", "cql2/1.0/conf/cql2-text", "cql2/1.0/conf/basic-cql2",
                 "cql2/1.0/conf/basic-spatial-operators", "cql2/1.0/conf/basic-spatial-functions",
                 "ogcapi-features-5/1.0/conf/schemas"):
        check(f"conformance: {name}", f"http://www.opengis.net/spec/{name}" in conforms, conforms)
    api = client.ask("/ogc/api")
    text = api.json()
    check("api: version", text["openapi"] == "3.0.3" and api.get("content-type") == links["service-desc"]["type"])
    check("api: server", text["servers"][0]["url"] == f"http://{client.host}/ogc", text["servers"])
    check("api: small", len(api.body) < 400000, len(api.body))
    return text


def collections(client, api):
    found = client.ask("/ogc/collections").json()["collections"]
    check("collections", [c["id"] for c in found] == LAYERS, [c["id"] for c in found])
    for one in found:
        layer = one["id"]
        check(f"{layer}: alone", client.ask(f"/ogc/collections/{layer}").json() == one)
        check(f"{layer}: systems", one["crs"][:3] == [CRS84, EPSG + "4326", EPSG + "3857"] and one["storageCrs"] == CRS84, one["crs"])
        box = one["extent"]["spatial"]["bbox"][0]
        check(f"{layer}: extent", box[0] < box[2] and box[1] < box[3], box)
        links = {link["rel"]: link for link in one["links"]}
        for rel in (REL + "queryables", REL + "schema"):
            check(f"{layer}: {rel}", links[rel]["type"] == "application/schema+json")
        schema = client.ask(links[REL + "schema"]["href"])
        asked = client.ask(links[REL + "queryables"]["href"])
        check(f"{layer}: schemas' type", schema.get("content-type") == asked.get("content-type") == "application/schema+json")
        fields = schema.json()["properties"]
        first = client.ask(f"/ogc/collections/{layer}/items?limit=10").json()["features"]
        names = [n for n in fields if n != "geometry"]
        check(f"{layer}: each feature has each field", all(list(f["properties"]) == names for f in first),
              [set(names) ^ set(f["properties"]) for f in first][:2])
        check(f"{layer}: geometry's role", fields["geometry"]["x-ogc-role"] == "primary-geometry")
        # QGIS takes a field's type from these: 1 for 1.0 would make it one of whole numbers, and 0.5 behind it null.
        kinds = {"string": str, "integer": int, "number": float, "boolean": bool, "array": list}
        for f in first:
            wrong = [n for n in names if f["properties"][n] is not None and "type" in fields[n]
                     and not isinstance(f["properties"][n], kinds[fields[n]["type"]])]
            check(f"{layer}: types", not wrong, wrong)
            check(f"{layer}: ids", isinstance(f["id"], str), f["id"])
        parameters = {p["name"]: p for p in api["paths"][f"/collections/{layer}/items"]["get"]["parameters"]}
        check(f"{layer}: each queryable is a parameter", set(asked.json()["properties"]) - {"geometry"} <= set(parameters))
        check(f"{layer}: limit", (parameters["limit"]["schema"]["default"], parameters["limit"]["schema"]["maximum"]) == (1000, 10000))
    check("no such collection", client.ask("/ogc/collections/roads").status == 404)
    check("no items of it", client.ask("/ogc/collections/roads/items").status == 404)


# ---- features ----


def layers(client, city, folder):
    """Every feature of every collection is an exported one, and the other way round."""
    all_of = {}
    for layer in LAYERS:
        pages = []
        got = client.read(layer, "limit=997", pages)
        names = list(got[0]["properties"]) if got else []
        want = exported(city, layer, folder)
        check(f"{layer}: as exported", texts(got, names) == texts(want, names), (len(got), len(want)))
        ids = [f["id"] for f in got]
        check(f"{layer}: ids are each one's own", len(set(ids)) == len(ids), len(ids) - len(set(ids)))
        check(f"{layer}: in the order of ids", ids == sorted(ids, key=lambda i: (len(i.encode()), i.encode())))
        check(f"{layer}: whole pages", all(n == 997 for n in pages[:-1]), pages)
        for f in random.Random(1).sample(got, min(5, len(got))):
            one = client.ask(f"/ogc/collections/{layer}/items/{quote(f['id'], safe='')}")
            body = one.json()
            check(f"{layer}: one alone", one.status == 200 and body["properties"] == f["properties"]
                  and body["geometry"] == f["geometry"] and body["id"] == f["id"], f["id"])
            check(f"{layer}: its links", {"self", "collection"} <= {link["rel"] for link in body["links"]})
        check(f"{layer}: nobody", client.ask(f"/ogc/collections/{layer}/items/nobody").status == 404)
        all_of[layer] = got
    return all_of


def paging(client, all_of):
    homes = [f["id"] for f in all_of["homes"]]
    some = homes[:53]
    page = client.ask("/ogc/collections/homes/items?limit=7&offset=11").json()
    check("offset", [f["id"] for f in page["features"]] == homes[11:18])
    got = client.ask("/ogc/collections/homes/items").json()
    check("limit: 1,000 where none is said", len(got["features"]) == min(1000, len(homes)))
    for limit in ("10001", "99999"):
        reply = client.ask(f"/ogc/collections/homes/items?limit={limit}")
        check(f"limit={limit} is clamped", reply.status == 200 and reply.json()["numberReturned"] == min(10000, len(homes)))
    for bad in ("0", "-1", "x", "1.5", ""):
        reply = client.ask(f"/ogc/collections/homes/items?limit={bad}")
        check(f"limit={bad}", reply.status == 400 and reply.json()["parameter"] == "limit", reply.body[:200])
    past = client.ask(f"/ogc/collections/homes/items?offset={len(homes)}").json()
    check("behind the last", past["features"] == [] and not [link for link in past["links"] if link["rel"] == "next"])
    check("a cursor that nobody has", [f["id"] for f in client.ask(
        f"/ogc/collections/homes/items?limit=3&cursor={some[4]}-9").json()["features"]] ==
        [i for i in homes if (len(i), i) > (len(some[4]) + 2, some[4] + "-9")][:3])


def spherical(lon, lat):
    r = 6378137.0
    return r * math.radians(lon), r * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def gdal_transform(points, code):
    text = "".join(f"{lon!r} {lat!r}\n" for lon, lat in points)
    out = subprocess.run(["gdaltransform", "-s_srs", "OGC:CRS84", "-t_srs", f"EPSG:{code}", "-output_xy"], input=text.encode(), capture_output=True)
    return [tuple(map(float, line.split()[:2])) for line in out.stdout.decode().splitlines()]


def systems(client, all_of, chinese):
    """Coordinates in each system, and boxes in each; the axes are the authority's."""
    places = [f for f in all_of["facilities"] if f["geometry"]][:20]
    at = [f["geometry"]["coordinates"] for f in places]
    ids = {f["id"]: i for i, f in enumerate(places)}
    offered = client.ask("/ogc/collections/facilities").json()["crs"]
    zones = [int(u.rsplit("/", 1)[1]) for u in offered if "/45" in u]
    check("zones of three degrees", (4544 in zones) == chinese and bool(zones) == chinese, zones)
    for uri in offered:
        reply = client.ask(f"/ogc/collections/facilities/items?limit=10000&crs={quote(uri, safe='')}")
        check(f"{uri}: Content-Crs", reply.get("content-crs") == f"<{uri}>", reply.get("content-crs"))
        got = {f["id"]: f["geometry"]["coordinates"] for f in reply.json()["features"] if f["id"] in ids}
        code = uri.rsplit("/", 1)[1]
        near = 1e-7
        if code == "CRS84":
            want = [tuple(p) for p in at]
        elif code in ("4326", "4490"):
            want = [(p[1], p[0]) for p in at]
        elif code == "3857":
            want, near = [spherical(*p) for p in at], 0.002
        else:
            want, near = [(y, x) for x, y in gdal_transform(at, code)], 0.002
        off = max(max(abs(a - b) for a, b in zip(got[i], want[n])) for i, n in ids.items())
        check(f"{uri}: positions", off <= near, off)
        first = want[0]
        size = 1e-4 if near < 1e-6 else 10
        box = ",".join(f"{v:.7f}" for v in (first[0] - size, first[1] - size, first[0] + size, first[1] + size))
        here = client.read("facilities", f"bbox={box}&bbox-crs={quote(uri, safe='')}")
        check(f"{uri}: a box", places[0]["id"] in {f["id"] for f in here} and len(here) < len(all_of["facilities"]), len(here))
        wkt = f"POINT({first[0] - 0:.9f} {first[1]:.9f})" if near < 1e-6 else f"BBOX({box})"
        here = client.read("facilities", f"filter={quote(f's_intersects(geometry,{wkt})')}&filter-crs={quote(uri, safe='')}")
        check(f"{uri}: a filter", places[0]["id"] in {f["id"] for f in here}, len(here))
    for name in ("crs", "bbox-crs", "filter-crs"):
        reply = client.ask(f"/ogc/collections/facilities/items?{name}={quote(EPSG + '27700', safe='')}")
        check(f"{name}: one that is not offered", reply.status == 400 and reply.json()["parameter"] == name, reply.body[:200])
    one = client.ask(f"/ogc/collections/facilities/items/{quote(places[0]['id'], safe='')}?crs={quote(EPSG + '4326', safe='')}")
    check("one alone in another system", one.json()["geometry"]["coordinates"] == [at[0][1], at[0][0]], one.body[:300])


def boxes(client, all_of):
    r = random.Random(2)
    for layer in ("facilities", "units", "streets", "coverage"):
        placed = [f for f in all_of[layer] if f["geometry"]]
        bare = {f["id"] for f in all_of[layer] if not f["geometry"]}
        for i in range(8):
            area, parts = parts_of(r.choice(placed)["geometry"])
            line = parts[0][0] if area else parts[0]
            x, y = r.choice(line)
            w, h = r.choice([0, 1, 5000, 50000]), r.choice([0, 7000, 60000])
            box = (x - w, y - h, x + w, y + h) if i % 2 else (x, y, x + w, y + h)
            text = ",".join(str(float(Fraction(v, 10 ** 7))) if abs(v) > 1000 else "0" for v in box)
            got = {f["id"] for f in client.read(layer, f"bbox={text}&limit=10000")}
            want = {f["id"] for f in placed if in_box(f["geometry"], box)} | bare
            check(f"{layer}: bbox={text}", got == want, sorted(got ^ want)[:5])
            inner = quote(f"s_intersects(geometry,BBOX({text}))")
            got = {f["id"] for f in client.read(layer, f"filter={inner}&limit=10000")}
            check(f"{layer}: s_intersects {text}", got == want - bare, sorted(got ^ want)[:5])
    for bad in ("1,2,3", "1,2,3,4,5", "a,b,c,d", "5,5,4,6", "1,6,2,5", "1,2,3,", "1,2,3,1e3", "200,1,201,2 or 1=1"):
        reply = client.ask(f"/ogc/collections/units/items?bbox={quote(bad)}")
        check(f"bbox={bad}", reply.status == 400 and reply.json()["parameter"] == "bbox", reply.body[:200])


def filters(client, all_of):
    """Each by CQL2, and again here: an unknown value keeps nothing."""
    known = lambda v, test: v is not None and test(v)
    cases = {
        "facilities": [
            ("name is not null and category = 'park'", lambda p: p["name"] is not None and p["category"] == "park"),
            ("casei(name) like casei('%S%')", lambda p: known(p["name"], lambda v: "s" in v.casefold())),
            ("name >= 'M'", lambda p: known(p["name"], lambda v: v.encode() >= b"M")),
            ("category in ('park', 'library') or categories = 'pharmacy'",
             lambda p: p["category"] in ("park", "library") or "pharmacy" in (p["categories"] or [])),
            ("not (name_given = true)", lambda p: known(p["name_given"], lambda v: not v)),
            ("address is null and not category = 'park'", lambda p: p["address"] is None and p["category"] != "park"),
        ],
        "homes": [
            ("home between 3 and 17", lambda p: 3 <= p["home"] <= 17),
            ("weight > 100.5 and home < 500", lambda p: known(p["weight"], lambda v: v > 100.5) and p["home"] < 500),
            ("home in (1, 2, 99999999)", lambda p: p["home"] in (1, 2)),
        ],
        "streets": [
            ("highway = 'residential' and length_mm <= 50000",
             lambda p: p["highway"] == "residential" and p["length_mm"] <= 50000),
            ("steps <> false", lambda p: known(p["steps"], lambda v: v)),
        ],
        "coverage": [
            ("share_park < 0.5", lambda p: known(p["share_park"], lambda v: v < 0.5)),
            ("level = 'street' or share_park is null", lambda p: p["level"] == "street" or p["share_park"] is None),
        ],
    }
    for layer, rows in cases.items():
        for text, keeps in rows:
            got = [f["id"] for f in client.read(layer, f"filter={quote(text)}&limit=101")]
            want = [f["id"] for f in all_of[layer] if keeps(f["properties"])]
            check(f"{layer}: {text}", got == want, (len(got), len(want)))
    for layer, field in (("facilities", "category"), ("units", "level"), ("streets", "highway"), ("homes", "home"),
                         ("streets", "steps"), ("facilities", "name"), ("facilities", "categories")):
        values = [f["properties"][field] for f in all_of[layer] if f["properties"][field] not in (None, "", [])]
        value = values[len(values) // 2]
        one = value[0] if isinstance(value, list) else value
        text = str(one).lower() if isinstance(one, bool) else str(one)
        got = [f["id"] for f in client.read(layer, f"{field}={quote(text, safe='')}")]
        want = [f["id"] for f in all_of[layer] if f["properties"][field] is not None and
                (one in f["properties"][field] if isinstance(value, list) else f["properties"][field] == one)]
        check(f"{layer}: {field}={text}", got == want, (len(got), len(want)))
    both = client.read("streets", f"highway=residential&filter={quote('length_mm > 20000')}&steps=false")
    check("several at once", [f["id"] for f in both] == [
        f["id"] for f in all_of["streets"] if f["properties"]["highway"] == "residential"
        and f["properties"]["length_mm"] > 20000 and not f["properties"]["steps"]], len(both))
    for query, parameter, says in (
            ("filter=nam%20%3D%201", "filter", "character 1, at \"nam\""), ("filter=name%20%3D%20'x", "filter", "character 8"),
            ("filter=", "filter", "at its end"), ("filter-lang=cql2-json&filter={}", "filter-lang", "cql2-text"),
            ("home=x", "home", "number"), ("nothing=1", "nothing", "not known"), ("home=1&home=2", "home", "more than once"),
            ("f=gml", "f", "json"), ("datetime=soon", "datetime", "a day or a time")):
        layer = "facilities" if "nam" in query or query.startswith(("filter", "f=")) else "homes"
        reply = client.ask(f"/ogc/collections/{layer}/items?{query}")
        body = reply.json()
        check(f"{query} is refused", reply.status == 400 and body["parameter"] == parameter and says in body["detail"]
              and reply.get("content-type") == "application/problem+json", body)


def dates(client, all_of):
    dated = [f["properties"]["checked_on"] for f in all_of["facilities"]]
    for text, keeps in (("2015-01-01/..", lambda d: d >= "2015-01-01"), ("../2014-12-31", lambda d: d[:10] <= "2014-12-31"),
                        ("2012-01-01/2020-01-01T00:00:00Z", lambda d: "2012-01-01" <= d <= "2020-01-01")):
        got = client.read("facilities", f"datetime={quote(text)}&limit=10000")
        want = [d for d in dated if d is None or keeps(d)]
        check(f"datetime={text}", len(got) == len(want), (len(got), len(want)))
    reply = client.ask("/ogc/collections/facilities/items?datetime=soon")
    check("datetime=soon", reply.status == 400 and reply.json()["parameter"] == "datetime", reply.body[:200])


def replayed(client):
    """What desktop programs ask, in their order, with their headers."""
    gdal = ["/ogc/collections", "/ogc/api", "/ogc/collections/facilities/items?limit=20", "/ogc/collections/facilities/items?limit=1000"]
    qgis = ["/ogc", "/ogc/api", "/ogc/collections/facilities", "/ogc/conformance", "/ogc/collections/facilities/queryables",
            "/ogc/collections/facilities/schema", "/ogc/collections/facilities/items?limit=10",
            "/ogc/collections/facilities/items?limit=1",
            "/ogc/collections/facilities/items?limit=1000&bbox=9,47,10,48&bbox-crs=" + CRS84]
    for name, targets, accept in (("GDAL", gdal, "application/geo+json, application/json"), ("QGIS", qgis, "*/*")):
        for target in targets:
            reply = client.ask(target, f"Accept: {accept}", f"User-Agent: {name}/3", "Accept-Encoding: gzip")
            check(f"{name}: {target}", reply.status == 200 and "html" not in reply.get("content-type"), reply.status)


# ---- GDAL ----


class Tap:
    """A proxy that keeps the request lines; one connection after another."""

    def __init__(self, port):
        self.port, self.lines = port, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.port))
            threading.Thread(target=self.pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, False), daemon=True).start()

    def pump(self, source, sink, asks):
        try:
            while data := source.recv(65536):
                if asks:
                    self.lines += re.findall(rb"^GET (\S+) HTTP", data, re.M)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self):
        self.listener.close()


def ogr(url, layer, out, *more):
    if os.path.exists(out):
        os.remove(out)
    run = subprocess.run(["ogr2ogr", "-f", "GeoJSON", out, f"OAPIF:{url}", layer, *more], capture_output=True, timeout=300)
    if not check(f"ogr2ogr {layer} {more}", run.returncode == 0 and b"ERROR" not in run.stderr, run.stderr[-300:]):
        return []
    return json.load(open(out))["features"]


def gdal(server, all_of, folder):
    tap, out = Tap(server.port), f"{folder}/gdal.geojson"
    url = f"http://127.0.0.1:{tap.address}/ogc"
    listed = subprocess.run(["ogrinfo", "-ro", "-so", f"OAPIF:{url}"], capture_output=True).stdout.decode()
    check("ogrinfo lists them", all(f": {layer} " in listed for layer in LAYERS), listed)
    for layer in LAYERS:
        got = ogr(url, layer, out, "-oo", "PAGE_SIZE=500")
        want = all_of[layer]
        check(f"GDAL: {layer}", len(got) == len(want), (len(got), len(want)))
        numbers = [n for n in (want[0]["properties"] if want else [])
                   if isinstance(want[0]["properties"][n], (int, float)) and not isinstance(want[0]["properties"][n], bool)]
        for n in numbers[:8]:
            total = lambda fs: sum(f["properties"].get(n) or 0 for f in fs)
            check(f"GDAL: sum of {layer}.{n}", math.isclose(total(got), total(want), rel_tol=1e-9, abs_tol=1e-6), (total(got), total(want)))
    box = all_of["facilities"][0]["geometry"]["coordinates"]
    corners = [box[0] - 0.002, box[1] - 0.002, box[0] + 0.002, box[1] + 0.002]
    got = ogr(url, "facilities", out, "-spat", *map(str, corners))
    want = [f for f in all_of["facilities"] if f["geometry"] and in_box(f["geometry"], [round(v * 1e7) for v in corners])]
    check("GDAL: -spat", len(got) == len(want), (len(got), len(want)))
    check("GDAL: -spat is asked of the server", any(b"bbox=" in line for line in tap.lines))
    tap.lines.clear()
    category = all_of["facilities"][0]["properties"]["category"]
    got = ogr(url, "facilities", out, "-where", f"category = '{category}'")
    want = [f for f in all_of["facilities"] if f["properties"]["category"] == category]
    check("GDAL: -where", len(got) == len(want), (len(got), len(want)))
    check("GDAL: -where is asked of the server", any(f"category={category}".encode() in line for line in tap.lines), tap.lines[:4])
    check("GDAL: -limit", len(ogr(url, "homes", out, "-limit", "13")) == 13)
    tap.close()


# ---- a new city meanwhile ----


def make_town(folder, name, other):
    path, text = f"{folder}/{name}", f"{folder}/{name}.osm"
    with open(text, "w", encoding="utf-8") as f:
        f.write(town.extract(other))
    run = subprocess.run([PROGRAM, "import", "osm", text, "--city", path], capture_output=True)
    return path if check(f"the town {name}", run.returncode == 0, run.stderr[-300:]) else None


def swap(server, source, city):
    for end in (".sha256", ""):
        shutil.copy(source + end, city + end + ".next")
    for end in (".sha256", ""):
        os.replace(city + end + ".next", city + end)
    mark = len(server.text())
    server.process.send_signal(signal.SIGHUP)
    check("the next generation", server.wait_for(rb"loaded: generation", 60, mark), server.text()[-300:])


def pass_over(server, city, versions, layer):
    """Page by page, with the city replaced after each third: what both versions have comes once."""
    client, ids, target, n = Client(server.port), [], f"/ogc/collections/{layer}/items?limit=2", 0
    while target and n < 2000:
        page = client.ask(target).json()
        ids += [f["id"] for f in page["features"]]
        follow = [link["href"] for link in page["links"] if link["rel"] == "next"]
        target, n = follow[0] if follow else None, n + 1
        if n % 3 == 0 and n < 40:
            swap(server, versions[n // 3 % 2], city)
            client = Client(server.port)
    common = set.intersection(*(set(v) for v in versions_ids(versions, layer)))
    check(f"{layer}: nothing twice", len(set(ids)) == len(ids), len(ids) - len(set(ids)))
    check(f"{layer}: nothing lost", common <= set(ids), sorted(common - set(ids))[:5])
    check(f"{layer}: both versions differ", len({tuple(v) for v in versions_ids(versions, layer)}) == 2 or layer != "facilities")


def versions_ids(versions, layer, kept={}):
    if layer not in kept:
        kept[layer] = []
        for path in versions:
            server = Server(path)
            kept[layer].append([f["id"] for f in Client(server.port).read(layer)])
            server.stop()
    return kept[layer]


def chinese_town(folder):
    a, b = make_town(folder, "a.city", False), make_town(folder, "b.city", True)
    if not a or not b:
        return
    city = f"{folder}/served.city"
    for end in (".sha256", ""):
        shutil.copy(a + end, city + end)
    server = Server(city)
    if not check("the town is served", server.port, server.text()[-300:]):
        return
    client = Client(server.port)
    collections(client, documents(client))
    all_of = layers(client, city, folder)
    systems(client, all_of, True)
    boxes(client, all_of)
    for layer in ("facilities", "streets"):
        pass_over(server, city, [a, b], layer)
    out = f"{folder}/swap.geojson"
    swap(server, a, city)
    done = threading.Event()

    def reload():
        for i in range(6):
            if not done.wait(0.3):
                swap(server, (b, a)[i % 2], city)

    thread = threading.Thread(target=reload)
    thread.start()
    got = ogr(f"http://127.0.0.1:{server.port}/ogc", "streets", out)
    done.set()
    thread.join()
    both = versions_ids([a, b], "streets")
    seen = [f["properties"].get("id") or f.get("id") for f in got]
    check("GDAL while the city is replaced", set(both[0]) & set(both[1]) <= set(seen) and len(seen) == len(set(seen)),
          (len(seen), len(set(both[0]) & set(both[1]))))
    check("the server ends", server.stop() == 0, server.text()[-300:])


def main():
    with tempfile.TemporaryDirectory() as folder:
        chinese_town(folder)
        city = find_city(folder)
        if city:
            server = Server(city)
            if check("the server starts", server.port, server.text()[-500:]):
                client = Client(server.port)
                collections(client, documents(client))
                all_of = layers(client, city, folder)
                paging(client, all_of)
                systems(client, all_of, False)
                boxes(client, all_of)
                filters(client, all_of)
                dates(client, all_of)
                replayed(client)
                if shutil.which("ogr2ogr"):
                    gdal(server, all_of, folder)
                else:
                    print("skipped: GDAL, there is no ogr2ogr")
                check("the server ends", server.stop() == 0, server.text()[-300:])
    print(f"{score.passed} passed, {score.failed} failed")
    return score.failed > 0


if __name__ == "__main__":
    sys.exit(main())
