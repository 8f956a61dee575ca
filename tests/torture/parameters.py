#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every parameter of every route, by what nobody should say: tests/torture/parameters.py

The routes and parameters are those of the server's own openapi.json, with its
ranges: both ends and just beyond, nothing, twice, numbers in every script,
markup, SQL, paths, text that is cut or very long. And areas to POST that are
none. Answered by 200, 204, 400, 404 or 414; a 400 says which parameter. The
refusals come within 20 ms, 99 of 100. Before that proxies that fail at one
value, or leave out which parameter it was, have to be found out.
"""
import json
import math
import random
import re
import sys
import tempfile
import time
from urllib.parse import quote

from between import Between
from versions import API, Server, Two, Wire, check, ended, overheard, run
from busy import SANITIZED  # http/, which the line above makes known

RIGHT = {200, 204, 400, 404, 414}
P99_MS = 20
MUTATED = 8  # of each parameter's good value
GOOD = {"lon": "13.2610", "lat": "53.5570", "q": "apo", "to": "x", "category": "pharmacy", "url": "http://localhost/", "minutes": "15",
        "code": "x", "id": "x", "list": "policy", "layer": "facilities", "z": "14", "x": "8794", "y": "5375",
        "tileMatrix": "14", "tileRow": "5375", "tileCol": "8794", "where": "name is not null", "fields": "id", "bbox": "13.25,53.55,13.27,53.56"}
# Rules that two parameters share name the one or the other.
TOGETHER = {"minutes": {"radius"}, "radius": {"minutes", "mode", "pace"}, "mode": {"minutes", "radius"}, "lon": {"lat"}, "lat": {"lon"},
            "category": {"capacity"}, "capacity": {"category", "demand"}}


def beyond(schema):
    """What lies at, and just beyond, what it says of itself."""
    out = []
    for word, way in (("minimum", -1), ("maximum", 1)):
        if word in schema:
            end = schema[word]
            out += [str(end), str(end + way), repr(math.nextafter(float(end), way * math.inf)), f"{end}.0000001", f"{end}e0", f"{end}."]
    if "maxLength" in schema:
        out += ["a" * schema["maxLength"], "a" * (schema["maxLength"] + 1), "成" * schema["maxLength"], "𝄞" * (schema["maxLength"] + 1)]
    for word in schema.get("enum", ()):
        out += [word, word.upper(), word + ",", word + word]
    return out


class Torture:
    def __init__(self, server, port=0):
        self.port = port or server.port
        self.wire, self.count, self.refused, self.statuses = None, 0, [], {}

    def ask(self, target, name, allowed=RIGHT, method="GET", body=b""):
        self.count += 1
        label = f"{method} {target[:60]} ... {target[-50:]} {body[:80]!r}"
        start = time.monotonic()
        try:
            self.wire = self.wire or Wire(self.port, 30)
            reply = self.wire.ask(target, method=method, headers=["Content-Type: application/json"] if body else (), body=body)
        except OSError:
            reply = None
        spent = time.monotonic() - start
        if reply is None or reply.get("connection") == "close" or len(target) > 2000:
            if self.wire:
                self.wire.close()
            self.wire = None
        status = reply.status if reply else None
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if not run.check(f"status: {label}", status in allowed, status):
            return
        if status == 400 and not target.startswith("/plain") and \
                run.check(f"problem: {label}", reply.get("content-type") == "application/problem+json", reply.headers):
            self.refused.append(spent)
            named = reply.json().get("parameter")
            run.check(f"named: {label}", name is None or named in {name} | TOGETHER.get(name, set()), named)


def filled(path, other=None, value=""):
    """A path with its parts, one of them that value."""
    def part(found):
        return quote(value, safe="") if found.group(1) == other else quote(GOOD[found.group(1)] if "tiles" not in path or found.group(1) != "layer" else "base")
    return re.sub(r"{(\w+)}", part, path)


def routes(server):
    """Of each route its path, the parameters of a good question, and all with their schemas."""
    for path, methods in server.ask(f"{API}/openapi.json").json()["paths"].items():
        if "get" not in methods:  # asked by a body: tests/http/run.py
            continue
        every = methods["get"].get("parameters", [])
        good = {p["name"]: GOOD[p["name"]] for p in every if p["in"] == "query" and p.get("required")}
        if path.endswith("/access"):  # one of two is enough, and this one is counted
            good["category"] = "kindergarten"
        yield path, good, every


def torture(server, port=0, only=""):
    it, rng = Torture(server, port), random.Random(1)
    for path, good, every in routes(server):
        if only not in path:
            continue
        for parameter in every:
            name = parameter["name"]
            values = run.WRONG + beyond(parameter["schema"])
            value = GOOD.get(name, str(parameter["schema"].get("default", "15")))
            for _ in range(MUTATED):
                at = rng.randrange(len(value) + 1)
                values.append(value[:at] + rng.choice("\"'<>&;+-.eE,x% \t\u3000½\u202e\ud7ff") + value[at + rng.randrange(2):])
            if parameter["in"] == "path":
                for wrong in values:
                    it.ask(filled(path, name, wrong) + query(good), None)
                continue
            others = {k: v for k, v in good.items() if k != name}
            for wrong in values:
                it.ask(filled(path) + query({**others, name: wrong}), name)
            it.ask(filled(path) + query(others) + ("&" if others else "?") + f"{name}=1&{name}=1", name, {400})
            for raw in ("%", "%4", "%zz", "%00", "%0d%0aX:1", "%c0%af", "%ff", "%u1234"):
                it.ask(filled(path) + query(others) + ("&" if others else "?") + f"{name}={raw}", None, {400})
        for bogus in ("bogus", "Lon", "lon ", "lon[]", "", "__proto__", "成都"):
            it.ask(filled(path) + query({**good, bogus: "1"}), None, {200, 400, 404} if path.startswith(("/tiles", "/healthz", "/readyz")) else {400, 404})
    return it


def query(pairs):
    return "?" * bool(pairs) + "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in pairs.items())


def areas():
    """Bodies that are no area, or a hard one."""
    yield from (b"{}", b"[]", b"null", b"0", b'""', b"{", b"\xff", b"[" * 30000, b'{"type":"Polygon"}', b'{"type":1}', b'{"type":"Polygon","type":"Point"}')
    for kind in ("Point", "LineString", "GeometryCollection", "MultiPolygon", "polygon", "Feature", "FeatureCollection", ""):
        yield json.dumps({"type": kind, "coordinates": [[[13.2, 53.5], [13.3, 53.5], [13.3, 53.6], [13.2, 53.5]]]}).encode()
    for ring in ("[]", "[[]]", "[[[]]]", "[[[0,0]]]", "[[[0,0],[1,1],[0,0]]]", "[[[0,0],[1,0],[1,1]]]", "[[[0,0],[0,0],[0,0],[0,0]]]",
                 "[[[NaN,0],[1,0],[1,1],[NaN,0]]]", "[[[1e309,0],[1,0],[1,1],[1e309,0]]]", "[[[1e30,0],[1,0],[1,1],[1e30,0]]]",
                 "[[[181,0],[1,0],[1,1],[181,0]]]", "[[[0,91],[1,0],[1,1],[0,91]]]", "[[[179,0],[-179,0],[-179,1],[179,0]]]",
                 "[[[0,90],[90,90],[180,90],[0,90]]]", "[[[13.2,53.5],[13.3,53.6],[13.3,53.5],[13.2,53.6],[13.2,53.5]]]",
                 "[[[\"0\",0],[1,0],[1,1],[0,0]]]", "[[[0,0,0,0,0],[1,0],[1,1],[0,0]]]", "[[[null,0],[1,0],[1,1],[0,0]]]", "{}", "0", "null"):
        yield b'{"type":"Polygon","coordinates":' + ring.encode() + b"}"


def find_out(server):
    for fault, word in (("500", "status: "), ("nameless", "named: ")):
        between = Between(server.port, fault)
        with overheard() as names:
            torture(server, between.port, "/nearest")
        check(f"a proxy that {fault} is found out", any(n.startswith(word) for n in names), names[:3])
        between.end()


def main():
    with tempfile.TemporaryDirectory() as folder:
        two = Two(folder + "/two")
        server = Server(two.paths[0], "-q")
        check("the server starts", server.port, server.text()[-300:])
        find_out(server)
        it = torture(server)
        for body in areas():
            it.ask(f"{API}/coverage", None, {200, 400}, "POST", body)
        it.refused.sort()
        late = 1000 * it.refused[len(it.refused) * 99 // 100]
        check("five thousand at least", it.count >= 5000, it.count)
        check("refusals come at once", late <= P99_MS or SANITIZED, late)
        check("well after", server.ask("/healthz").status == 200)
        check("exit 0", server.stop() == 0)
        check("no sanitizer spoke", not re.search(rb"Sanitizer|runtime error", server.text()), server.text()[-3000:])
        print(f"parameters: {it.count} requests, {', '.join(f'{n} {s}' for s, n in sorted(it.statuses.items(), key=str))}; "
              f"99 of 100 refusals within {late:.1f} ms")
    return ended()


if __name__ == "__main__":
    sys.exit(main())
