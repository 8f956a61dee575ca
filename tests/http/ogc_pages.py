#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""OGC API - Features for people, and what clients take for granted:
tests/http/ogc_pages.py

Every answer as a page of HTML: chosen by f and Accept, the same rows, values
and pages as GeoJSON has, all that a document of JSON says and its links, links
of the same origin, hostile names as text; HEAD as GET on every path; ids that are texts in every layer, also
beside codes of twelve digits; parameters that are wrong in every collection.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

from run import PROGRAM, ROOT, Server, Wire, check, ended

COLLECTIONS = ["facilities", "units", "homes", "streets", "coverage", "indicators"]
BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "' onmouseover='alert(3)", "&lt;b&gt;&amp;amp;", "a</td></tr></table><h1>x",
           "javascript:alert(4)", "\u202egnp.exe", "名 称\u2028x", "]]><!--", "%3Cscript%3E"]
EMPTY = {"br", "meta", "link", "img", "input", "hr", "wbr"}


class Page(HTMLParser):
    """Its tags, links and the cells of its table, or names and values of its list."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.rows, self.names, self.values, self.open, self.faults = set(), [], [], [], [], [], []
        self.title = self.lang = self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        self.faults += [f"{tag} {a}" for a in attrs if a.startswith("on")]
        if tag not in EMPTY:
            self.open.append(tag)
        if tag == "html":
            self.lang = attrs.get("lang")
        if tag == "a":
            self.links.append([attrs["href"], attrs.get("rel", ""), ""])
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        if tag == "dt":
            self.names.append("")
        if tag == "dd":
            self.values.append("")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_data(self, data):
        if "a" in self.open:
            self.links[-1][2] += data
        if "body" in self.open:
            self.text += data
        for tag, where in (("td", self.rows and self.rows[-1]), ("th", self.rows and self.rows[-1]), ("dt", self.names), ("dd", self.values)):
            if tag in self.open and where:
                where[-1] += data
        if "h1" in self.open:
            self.title += data

    def link(self, rel):
        return next((href for href, r, _ in self.links if r == rel), None)


def same(value, text):
    """A value of GeoJSON, and what a cell has."""
    if value is None:
        return text == ""
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, (int, float)):
        return float(text) == value
    if isinstance(value, list) and value and isinstance(value[0], str):
        return text == " ".join(value)
    return json.loads(text or "[]") == value if isinstance(value, (list, dict)) else text == shown(value)


def shown(text):
    """Without the signs that turn or break lines, which no page has."""
    return re.sub("[\u2028\u2029\u202a-\u202e\u2066-\u2069]", "", text)


class Client:
    def __init__(self, port):
        self.wire, self.origin = Wire(port, 120), f"http://127.0.0.1:{port}"

    def ask(self, target, *headers, method="GET"):
        if target.startswith("http"):
            check(f"{target}: of the same origin", target.startswith(self.origin + "/"), target)
            where = urlsplit(target)
            target = where.path + ("?" + where.query if where.query else "")
        lines = [f"{method} {target} HTTP/1.1", f"Host: {self.origin[7:]}", *headers]
        self.wire.sock.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        return self.wire.reply(method == "HEAD")

    def page(self, target, *headers):
        reply = self.ask(target, *headers)
        what = target[-80:]
        if not check(f"{what}: is a page", reply.status == 200 and reply.get("content-type") == "text/html; charset=utf-8", (reply.status, reply.body[:200])):
            return None
        page = Page(reply.body.decode())
        check(f"{what}: is sound", not page.faults and page.open == [] and page.lang in ("en", "zh-CN") and
              not page.tags & {"script", "img", "iframe", "object", "form", "b"}, (page.faults, page.open, page.tags))
        check(f"{what}: lets nothing in", "default-src 'none'" in reply.get("content-security-policy") and "frame-ancestors 'none'" in
              reply.get("content-security-policy"), reply.headers)
        check(f"{what}: is chosen by Accept", {"Accept", "Accept-Language"} <= set(re.split(r",\s*", reply.get("vary"))), reply.get("vary"))
        return page


def pages_are_layers(client, name):
    """Page by page what GeoJSON has, feature by feature."""
    base = f"/ogc/collections/{name}/items"
    limit = 700 if name in ("homes", "streets") else 40
    target, seen, count = f"{base}?f=html&limit={limit}", [], 0
    first = client.ask(f"{base}?limit=1").json()
    while target and count < 4:
        page = client.page(target)
        if not page:
            return
        like = client.ask(page.link("alternate")).json()
        head, *rows = page.rows
        count += 1
        check(f"{name}: names in its head", head == ["id", *first["features"][0]["properties"], "geometry"], head[:5])
        check(f"{name}: page {count}: ids", [row[0] for row in rows] == [f["id"] for f in like["features"]], (len(rows), len(like["features"])))
        wrong = [(f["id"], k, v, text) for row, f in zip(rows, like["features"]) for (k, v), text in
                 zip(f["properties"].items(), row[1:]) if not same(v, text)]
        check(f"{name}: page {count}: values", not wrong, wrong[:3])
        wrong = [f["id"] for row, f in zip(rows, like["features"]) if json.loads(row[-1]) != f["geometry"]]
        check(f"{name}: page {count}: geometries", not wrong, wrong[:3])
        above, below = client.ask(target).body.decode().split("<table>")
        check(f"{name}: page {count}: says how many", str(like["numberMatched"]) in above and f"{len(rows)} on this page" in below.split("</table>")[1])
        more = [link["href"] for link in like["links"] if link["rel"] == "next"]
        check(f"{name}: page {count}: next", bool(page.link("next")) == bool(more), (page.link("next"), more))
        check(f"{name}: page {count}: leads to each feature", all(f"/items/{quote(row[0], safe='-._~')}?f=html" in link[0]
              for row, link in zip(rows, [x for x in page.links if "/items/" in x[0]])))
        seen += [row[0] for row in rows]
        target = page.link("next")
    check(f"{name}: no feature twice", len(seen) == len(set(seen)) and (target or len(seen) == first["numberMatched"]), len(seen))
    for one in dict.fromkeys((seen[0], seen[-1], seen[len(seen) // 2])):
        feature = client.ask(f"{base}/{quote(one, safe='')}").json()
        page = client.page(f"{base}/{quote(one, safe='')}?f=html")
        values = dict(zip(page.names, page.values))
        wrong = [(k, v, values.get(k)) for k, v in feature["properties"].items() if not same(v, values.get(k, "?"))]
        check(f"{name}: {one}: values", not wrong and page.title == one, (page.title, wrong[:3]))
        check(f"{name}: {one}: geometry", json.loads(values["geometry"]) == feature["geometry"], values["geometry"][:80])
        check(f"{name}: {one}: back", client.ask(page.link("alternate")).json() == feature and "/collections/" in page.link("collection"))
        check(f"{name}: {one}: GeoJSON leads here", [link["href"] for link in feature["links"] if link["rel"] == "alternate"]
              == [f"{client.origin}{base}/{quote(one, safe='-._~')}?f=html"], feature["links"])


def large_pages_lead_on(client):
    """However many rows: each leads to its feature; and a page of large rows ends early where no limit is said."""
    page = client.page("/ogc/collections/streets/items?f=html&limit=3000")
    links = [href for href, rel, _ in page.links if "/items/" in href]
    check("a large page: each row leads to its feature", len(page.rows) == 3001 and len(links) == 3000 and all(href.startswith(client.origin) for href in links),
          (len(page.rows), len(links)))
    target, seen, sizes = "/ogc/collections/units/items?f=html&level=block", [], []
    while target and len(sizes) < 20:
        sizes.append(len(client.ask(target).body))
        page = client.page(target)
        seen += [row[0] for row in page.rows[1:]]
        target = page.link("next")
    check("pages of large rows: each ends at a megabyte or so, and all are there", 2 <= len(sizes) < 12 and max(sizes) < 1.3 * (1 << 20) and len(set(seen)) == len(seen) == 12,
          (sizes, len(seen)))


def scalars(value, out):
    """All that is said below, but that a link is a template, which its address shows."""
    for k, v in value.items() if isinstance(value, dict) else enumerate(value):
        if k == "templated":
            continue
        if isinstance(v, (dict, list)):
            scalars(v, out)
        elif v is not None:
            out.append(str(v).lower() if isinstance(v, bool) else v)
    return out


def hrefs(value):
    """All links below, but templates."""
    if isinstance(value, dict) and "href" in value and not value.get("templated"):
        yield value["href"]
    for v in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from hrefs(v)


DOCUMENTS = ["", "/conformance", "/collections", *(f"/collections/{c}" for c in COLLECTIONS), *(f"/collections/{c}/queryables" for c in COLLECTIONS),
             *(f"/collections/{c}/schema" for c in COLLECTIONS), "/tiles", "/tiles/WebMercatorQuad"]


def documents_say_the_same(client):
    """The abstract test html/content: all that the JSON says, and all its links, in both languages; and each form leads to the other."""
    for path in DOCUMENTS:
        for lang in ("en", "zh-CN"):
            header = f"Accept-Language: {lang}"
            plain, page = client.ask(f"/ogc{path}?f=json", header), client.page(f"/ogc{path}?f=html", header)
            document = json.loads(plain.body, parse_float=str, parse_int=str)
            if "links" in document:  # those of the document itself are the page's own
                document["links"] = [link for link in document["links"] if link["rel"] not in ("self", "alternate")]
            links = [href for href, _, _ in page.links]
            lost = [t for t in scalars(document, []) if shown(t) not in page.text and t not in links]
            # Of a link its relation is an attribute, and its title stands for its address.
            rels = {rel for _, rel, _ in page.links}
            lost = [t for t in lost if t not in rels]
            check(f"/ogc{path} in {lang}: all that it says", not lost and page.lang == lang, (page.lang, lost[:5]))
            lost = [h for h in hrefs(document) if h not in links]
            check(f"/ogc{path} in {lang}: all its links", not lost, lost[:5])
            there = re.fullmatch(r'<(.*)>; rel="alternate"; type="text/html"', plain.get("link"))
            check(f"/ogc{path} in {lang}: leads to its page", there and there.group(1) == f"{client.origin}/ogc{path}?f=html", plain.get("link"))
            check(f"/ogc{path} in {lang}: and back", client.ask(page.link("alternate"), header).body == plain.body, page.link("alternate"))
    keys = {"title": "title", "type": "type", "format": "format", "unit": "x-ogc-unit", "role": "x-ogc-role", "place": "x-ogc-propertySeq"}
    for name in COLLECTIONS:
        for end in ("queryables", "schema"):
            fields = client.ask(f"/ogc/collections/{name}/{end}").json()["properties"]
            head, *rows = client.page(f"/ogc/collections/{name}/{end}?f=html").rows
            check(f"{name}/{end}: a row a field", head[0] == "name" and {"title", "type", "format"} <= set(head) and [row[0] for row in rows] == list(fields), (head, len(rows)))
            wrong = [(row[0], cell, key) for row in rows for cell, key in zip(row, head) if key in keys and cell != str(fields[row[0]].get(keys[key], ""))]
            check(f"{name}/{end}: title, type and format of each", not wrong, wrong[:3])


def operations_offer_pages(client):
    """The abstract test html/definition: every 200 of every operation of the service is also text/html."""
    api = client.ask("/ogc/api", "Accept: application/json").json()
    page = client.page("/ogc/api?f=html")
    head, *rows = page.rows
    check("api: its page is a row a path", head[0] == "path" and [row[0] for row in rows] == list(api["paths"]), (head, len(rows), len(api["paths"])))
    for row, (path, item) in zip(rows, api["paths"].items()):
        get = item["get"]
        check(f"api: {path}: as it is described", row[1:] == [get["summary"], ", ".join(p["name"] for p in get["parameters"]), ", ".join(get["responses"]["200"]["content"])], row)
        check(f"api: {path}: a page is named", "text/html" in get["responses"]["200"]["content"] and set(item) == {"get"}, get["responses"])
        check(f"api: {path}: f is described", [p["schema"]["enum"] for p in get["parameters"] if p["name"] == "f"] == [["json", "html"]])
        places = ["units"] if "{collectionId}" in path else [""]
        for place in places:
            target = path.replace("{collectionId}", place)
            if "{featureId}" in path:
                one = client.ask("/ogc" + target.split("{")[0] + "?limit=1").json()["features"][0]["id"]
                target = target.replace("{featureId}", quote(one, safe=""))
            for query, accept in (("", "Accept: text/html"), ("?f=html", "Accept: application/json")):
                client.page(f"/ogc{target}{query}", accept)
    chinese = client.page("/ogc/api?f=html", "Accept-Language: zh")
    check("api: in Chinese", chinese.lang == "zh-CN" and chinese.title == "服务说明" and chinese.rows[0][0] == "路径" and chinese.rows[1][1] == "概览", chinese.rows[:2])
    named = client.ask("/ogc/conformance").json()["conformsTo"]
    check("html is named", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html" in named)


def forms_are_chosen(client):
    for path in (*DOCUMENTS[:4], "/api", "/collections/units/queryables", "/collections/units/schema", "/tiles", "/tiles/WebMercatorQuad",
                 "/collections/units/items", "/collections/units/items/510104020001"):
        for query, header, html in (("", "Accept: */*", False), ("", "Accept: application/geo+json", False), ("", BROWSER, True), ("?f=html", "Accept: */*", True),
                                    ("?f=json", BROWSER, False), ("", "Accept: application/json, text/html;q=0.5", False), ("?f=html", "X: y", True)):
            reply = client.ask(f"/ogc{path}{query}", header)
            check(f"/ogc{path}{query} with {header}", reply.status == 200 and reply.get("content-type").startswith("text/html") == html and
                  "Accept" in reply.get("vary"), (reply.status, reply.headers))
        check(f"/ogc{path}?f=pdf", client.ask(f"/ogc{path}?f=pdf").status == 400)
    chinese = client.page("/ogc/collections/units/items?f=html", "Accept-Language: zh-CN")
    check("a page in Chinese", chinese and chinese.lang == "zh-CN" and chinese.title == "单元" and "GeoJSON" in chinese.links[0][2], chinese and chinese.title)
    reached, todo = set(), ["/ogc?f=html"]
    while todo:
        page = client.page(todo.pop(), BROWSER)
        for href, _, _ in page.links if page else []:
            path = urlsplit(href).path
            if href.startswith(client.origin) and path not in reached and "/items/" not in path and "cursor=" not in href:
                reached.add(path)
                reply = client.ask(href, BROWSER)
                check(f"{href}: is there", reply.status == 200, reply.status)
                if reply.get("content-type").startswith("text/html"):
                    todo.append(href)
    check("all collections are reached from page to page", {f"/ogc/collections/{c}/items" for c in COLLECTIONS} <= reached, reached)


def hostile_names_are_text(client):
    page = client.page(f"/ogc/collections/facilities/items?f=html&limit=1000&filter={quote('source = ' + chr(39) + 'bad' + chr(39))}")
    at = page.rows[0].index("name")
    names = [row[at] for row in page.rows[1:]]
    like = client.ask(page.link("alternate")).json()
    check("hostile names: as GeoJSON has them", names == [shown(f["properties"]["name"]) for f in like["features"]] and len(names) == len(HOSTILE), names)
    check("hostile names: as they were", {n for n in HOSTILE if n.isascii()} <= set(names), names)
    for f in like["features"]:
        alone = client.page(f"/ogc/collections/facilities/items/{quote(f['id'], safe='')}?f=html")
        check(f"hostile: {f['id']}", alone and alone.title == f["id"] and shown(f["properties"]["name"]) in alone.values, alone and alone.title)
    for query in ("f=html&name=" + quote("\"><script>alert(5)</script>"), "f=html&limit=1&filter=" + quote("name <> '\"><script>'")):
        page = client.page(f"/ogc/collections/facilities/items?{query}")
        check(f"hostile: {query[:30]}", page and client.ask(page.link("alternate")).status == 200 and
              (not page.link("next") or client.ask(page.link("next")).status == 200), page and page.links)
    reply = client.ask("/ogc/collections/facilities/items/" + quote("<script>", safe="") + "?f=html")
    check("hostile: a feature that is not there", reply.status == 404 and b"<script>" not in reply.body, reply.body[:200])


def head_is_get(client):
    one = "/collections/units/items/510104020001"
    paths = ["", "/api", "/conformance", "/collections", "/collections/units", "/collections/units/items", "/collections/streets/items?limit=7",
             "/collections/units/queryables", "/collections/units/schema", one, "/tiles", "/tiles/WebMercatorQuad", "/tiles/WebMercatorQuad/0/0/0",
             "/collections/units/items?f=html", one + "?f=html", "?f=html", "/api?f=html", "/collections/units/schema?f=html", "/tiles?f=html", "/collections/none", "/collections/units/items?limit=0", one + "x"]
    for path in paths:
        for headers in ((), ("Accept-Encoding: gzip",), ("If-None-Match: *",)):
            get, head = (client.ask("/ogc" + path, *headers, method=m) for m in ("GET", "HEAD"))
            own = {"date", "x-request-id"}
            differs = {k for k in set(get.headers) | set(head.headers) if get.get(k) != head.get(k)} - own
            if head.status != get.status or get.status >= 400:
                differs -= {"content-length"}  # a problem names its request
            check(f"HEAD /ogc{path} {headers}", head.status == get.status and head.body == b"" and not differs,
                  (head.status, get.status, {k: (get.get(k), head.get(k)) for k in differs}))
    for method in ("POST", "PUT", "DELETE"):
        reply = client.ask("/ogc" + one, "Content-Length: 0", method=method)
        check(f"{method} is refused", reply.status in (405, 501), reply.status)


def ids_are_texts(client, city, folder):
    """Of one kind in each layer, over HTTP, in files, and to GDAL."""
    for name in COLLECTIONS:
        features = client.ask(f"/ogc/collections/{name}/items?limit=10000").json()["features"]
        check(f"{name}: ids are texts", all(isinstance(f["id"], str) for f in features) and len({f["id"] for f in features}) == len(features))
        kinds = {}
        for f in features:
            for k, v in f["properties"].items():
                kinds.setdefault(k, set()).add("number" if isinstance(v, (int, float)) and not isinstance(v, bool) else type(v).__name__)
        mixed = {k: v for k, v in kinds.items() if len(v - {"NoneType"}) > 1}
        check(f"{name}: each field is of one kind", not mixed, mixed)
        schema = client.ask(f"/ogc/collections/{name}/schema").json()["properties"]
        names = [k for k in ("id", "unit", "code") if k in kinds]
        check(f"{name}: codes are texts", all(kinds[k] <= {"str", "NoneType"} and schema[k]["type"] == "string" for k in names), {k: schema[k] for k in names})
    ids = {f["id"] for f in client.ask("/ogc/collections/coverage/items?limit=10000").json()["features"]}
    check("coverage: twelve digits beside words", "510104020001" in ids and any(i.startswith("outside") for i in ids), sorted(ids)[:5])
    for layer in ("units", "coverage", "indicators"):
        for ending in ("geojson", "gpkg", "csv"):
            path = os.path.join(folder, f"{layer}.{ending}")
            subprocess.run([PROGRAM, "export", layer, "--city", city, "--level", "block", "-o", path], check=True, capture_output=True)
        rows = json.load(open(f"{folder}/{layer}.geojson"))["features"]
        check(f"{layer}.geojson: ids are texts", all(isinstance(f["id"], str) for f in rows) and "510104020001" in {f["id"] for f in rows})
        field = "unit" if layer == "coverage" else "code"
        with open(f"{folder}/{layer}.csv", encoding="utf-8-sig") as file:
            check(f"{layer}.csv: whole codes", "510104020001" in {row["unit_code" if layer == "indicators" else field] for row in csv.DictReader(file)})
        for source in (f"{folder}/{layer}.geojson", f"{folder}/{layer}.gpkg", f"OAPIF:{client.origin}/ogc"):
            told = subprocess.run(["ogrinfo", "-ro", "-so", source, layer], capture_output=True, text=True, check=False)
            kind = re.search(rf"^{field}: (\S+)", told.stdout, re.M)
            check(f"{source[-40:]} {layer}: {field} is a text to GDAL", kind and kind.group(1) == "String", told.stdout[-300:] + told.stderr)
            kind = re.search(r"^id: (\S+)", told.stdout, re.M)
            check(f"{source[-40:]} {layer}: id is a text to GDAL", source.endswith("gpkg") or (kind and kind.group(1) == "String"), told.stderr)


def wrong_times_are_told(client):
    for name in COLLECTIONS:
        for text, good in (("nonsense", False), ("2020-13-01", False), ("2020-01-01/nonsense", False), ("", False), ("..", False), ("2020-01-01/2021-01-01/..", False),
                           ("x" * 100, False), ("2020-02-30", False), ("2020-01-01", True), ("2020-01-01T00:00:00Z/..", True), ("../2020-01-01", True),
                           ("/2020-01-01", True), ("2020-01-01T00:00:00.5+08:00", True)):
            reply = client.ask(f"/ogc/collections/{name}/items?limit=1&datetime={quote(text, safe='')}")
            check(f"{name}: datetime={text[:40]}", reply.status == (200 if good else 400) and (good or reply.json()["parameter"] == "datetime"), (reply.status, reply.body[:200]))


def tiles_conform(client):
    """The abstract tests of OGC API - Tiles, clause by clause; what is in a tile
    is looked at by tests/data/tiles.py."""
    root, scheme = f"{client.origin}/ogc", "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    rel = "http://www.opengis.net/def/rel/ogc/1.0/"
    named = client.ask("/ogc/conformance").json()["conformsTo"]
    check("tiles: conformance-success", {f"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{c}" for c in
          ("core", "tileset", "tilesets-list", "dataset-tilesets", "mvt")} <= set(named), named)
    links = client.ask("/ogc").json()["links"]
    check("tiles: dataset-tilesets/landingpage", [x["href"] for x in links if x["rel"] == rel + "tilesets-vector"] == [root + "/tiles"], links)
    listed = client.ask(root + "/tiles")
    check("tiles: dataset-tilesets/operation", listed.status == 200 and listed.get("content-type") == "application/json" and len(listed.json()["tilesets"]) == 1, listed.body)
    entry = listed.json()["tilesets"][0]
    own = {x["rel"]: x for x in entry["links"]}
    check("tiles: tilesets-list/tileset-links", entry["dataType"] == "vector" and entry["crs"].endswith("/EPSG/0/3857") and entry["tileMatrixSetURI"] == scheme and
          own["self"]["href"] == root + "/tiles/WebMercatorQuad" and own[rel + "tiling-scheme"]["href"] == scheme, entry)
    whole = client.ask(own["self"]["href"], "Accept: application/json")
    about = whole.json()
    item = next(x for x in about["links"] if x["rel"] == "item")
    check("tiles: tileset/description", whole.get("content-type") == "application/json" and about["tileMatrixSetURI"] == scheme and item["templated"] is True and
          item["type"] == "application/vnd.mapbox-vector-tile" and all(f"{{{v}}}" in item["href"] for v in ("tileMatrix", "tileRow", "tileCol")), about)
    check("tiles: f", client.ask("/ogc/tiles?f=json").body == listed.body and client.ask(own["self"]["href"] + "?f=json").body == whole.body and
          client.ask("/ogc/tiles?f=mvt").status == client.ask("/ogc/tiles?x=1").status == 400)

    def tile(z, row, col):
        return client.ask(item["href"].replace("{tileMatrix}", str(z)).replace("{tileRow}", str(row)).replace("{tileCol}", str(col)))

    # Around 13.2610 53.5570, in the middle of the city.
    full = tile(14, 5294, 8795)
    check("tiles: core/tc-op, tc-success, mvt", full.status == 200 and full.get("content-type") == "application/vnd.mapbox-vector-tile" and len(full.body) > 100, (full.status, full.headers))
    check("tiles: core/tc-error: empty", tile(14, 0, 0).status == 204)
    for z, row, col in ((14, 1 << 14, 0), (14, 0, 1 << 14), (99, 0, 0), (0, 0, 1), ("x", 0, 0), (14, -1, 0), (14, "1.5", 0), (14, 0, ""), (1 << 40, 0, 0)):
        check(f"tiles: core/tc-error: {z}/{row}/{col}", tile(z, row, col).status in (400, 404), tile(z, row, col).status)


def make_city(folder):
    city = os.path.join(folder, "my.city")
    with open(f"{folder}/bad.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "category", "lon", "lat"])
        rows.writerows([[f"<b>{i}&\"'", name, "pharmacy", 13.26 + i / 1000, 53.556] for i, name in enumerate(HOSTILE)])
    # Outlines of thousands of corners, so that twelve of them are more than a page is to have.
    side = [[round(13.22 + 0.01 * i, 7), [round(53.54 + 0.00001 * k, 7) for k in range(3001)]] for i in range(13)]
    rings = [[[west, y] for y in reversed(ys)] + [[east, y] for y in ys] + [[west, ys[-1]]] for (west, ys), (east, _) in zip(side, side[1:])]
    units = [{"type": "Feature", "properties": {"code": f"5101040200{i:02}", "name": f"U{i}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
             for i, ring in enumerate(rings)]
    with open(f"{folder}/blocks.geojson", "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": units}, file)
    for words in (["osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--no-compute"],
                  ["facilities", f"{folder}/bad.csv", "--no-compute"], ["units", f"{folder}/blocks.geojson", "--level", "block"]):
        done = subprocess.run([PROGRAM, "import", *words, "--city", city, "-q"], capture_output=True, check=False)
        if not check(f"import {words[0]}", done.returncode == 0, done.stderr[-500:]):
            return None
    return city


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = make_city(folder)
        server = Server(city) if city else None
        if server and check("the server starts", server.port, server.text()[-500:]):
            client = Client(server.port)
            for name in COLLECTIONS:
                pages_are_layers(client, name)
            large_pages_lead_on(client)
            documents_say_the_same(client)
            operations_offer_pages(client)
            forms_are_chosen(client)
            hostile_names_are_text(client)
            head_is_get(client)
            ids_are_texts(client, city, folder)
            wrong_times_are_told(client)
            tiles_conform(client)
            check("the server ends", server.stop() == 0, server.text()[-300:])
    return ended()


if __name__ == "__main__":
    sys.exit(main())
