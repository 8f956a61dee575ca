#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every route at once, while much is asked for the first time:
tests/http/races.py [--city FILE] [--seconds N]

What a city works out on demand (a pace's graph, labels, assessments, tiles) is
made anew after each reload. So each round reloads the city and lets eight
clients ask everything, each in an order and for a pace of its own, with
another reload in the midst. The program ($LIFECIRCLE) must live and answer;
one built with VARIANT=tsan says where two threads met. A route that no target
here reaches has failed.
"""
import itertools
import math
import random
import re
import signal
import sys
import tempfile
import threading
import time
from urllib.parse import quote

from run import API, Server, Wire, check, find_city, score

CLIENTS = 8
ROUNDS = 4  # at least


def operator_port(server):
    found = server.wait_for(rb"^operator listening on http://127\.0\.0\.1:(\d+)$", 10)
    return int(found.group(1)) if found else 0


def read_city(server):
    """What targets are filled with: a place, paces, a unit, a facility, a tile."""
    wire = Wire(server.port, 60)
    units = wire.ask(f"{API}/units").json()["units"]
    facility = wire.ask(f"{API}/export/facilities?format=geojsonseq").body.decode().split("\n")[0]
    lon, lat = re.search(r'"coordinates":\[([-.\d]+),([-.\d]+)\]', facility).groups()
    near = wire.ask(f"{API}/nearest?lon={lon}&lat={lat}&k=1").json()["features"][0]["id"]
    city = wire.ask(f"{API}/city").json()
    wire.close()
    return {"at": f"lon={lon}&lat={lat}", "lon": float(lon), "lat": float(lat), "id": quote(near, safe=""),
            "unit": quote(units[-1]["code"], safe=""), "big": quote(units[0]["code"], safe=""),
            "level": quote(city["finest_level"]), "paces": [pace["id"] for pace in city["paces"]]}


def targets(c, pace):
    """(path template, target, body) of every route, as somebody of a pace asks."""
    at, p = c["at"], f"pace={pace}"
    square = [[c["lon"] + dx, c["lat"] + dy] for dx, dy in ((-.02, -.02), (.02, -.02), (.02, .02), (-.02, .02), (-.02, -.02))]
    area = f'{{"type":"Polygon","coordinates":[{square}]}}'.encode()
    plain = [("/nearest", f"?{at}&{p}"), ("/nearest", f"?{at}&{p}&open_at=now&k=50"), ("/nearest", f"?{at}&mode=straight"),
             ("/circle", f"?{at}&{p}&minutes=60"), ("/circle", f"?{at}&{p}&open_at=sunday"),
             ("/isochrone", f"?{at}&{p}&minutes=5,20"), ("/isochrone", f"?{at}&{p}&as=streets"),
             ("/route", f"?{at}&{p}&to={c['id']}"), ("/units", ""), ("/units", "?format=geojson"),
             ("/coverage", f"?{p}"), ("/coverage", f"?{p}&format=geojson"), ("/coverage", "?mode=straight&radius=400"),
             ("/gaps", f"?category=pharmacy&{p}&unit={c['unit']}"), ("/sites", f"?category=pharmacy&{p}&unit={c['unit']}"),
             ("/access", f"?category=kindergarten&{p}"),
             ("/report", ""), ("/report", f"?format=csv&level={c['level']}&steps=yes"), ("/report", "?standard=gb50180&format=html"),
             ("/standards", ""), ("/categories", ""), ("/city", ""), ("/cities", ""), ("/basemap", ""), ("/openapi.json", ""),
             ("/search", f"?q=a&{at}"), ("/qr", "?url=http%3A%2F%2Flocalhost%2F")]
    found = [(API + path, API + path + query, None) for path, query in plain]
    found += [(f"{API}/units/{{code}}{end}", f"{API}/units/{c['unit']}{end}{query}", None)
              for end, query in (("", ""), ("/coverage", f"?{p}"), ("/report", ""), ("/report", "?format=html"))]
    found += [(f"{API}/export/{{layer}}", f"{API}/export/{layer}?{query}", None) for layer, query in
              (("facilities", ""), ("units", ""), ("homes", "format=csv"), ("streets", ""), ("coverage", p), ("indicators", ""))]
    found += [(f"{API}/lists/{{list}}", f"{API}/lists/{name}", None) for name in ("policy", "projects", "data", "opportunities", "figures")]
    found += [("/tiles/{layer}/{z}/{x}/{y}.mvt", f"/tiles/base/{z}/{tile(c['lon'], c['lat'], z)}.mvt", None) for z in (8, 11, 14, 16)]
    found += [("/ogc/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}", "/ogc/tiles/WebMercatorQuad/0/0/0", None)]
    found += [(path, path, None) for path in ("/ogc/tiles", "/ogc/tiles/WebMercatorQuad")]
    found += [("/plain", f"/plain?{at}&{p}", None), ("/plain", f"/plain?unit={c['big']}", None), ("/plain", "/plain?q=a", None)]
    scenario = f'{{"add":[{{"category":"pharmacy","lon":{c["lon"]},"lat":{c["lat"]}}}],"pace":"{pace}"}}'.encode()
    found += [(f"{API}/whatif", f"{API}/whatif", scenario)]
    found += [(f"{API}/facilities/{{id}}", f"{API}/facilities/{c['id']}", None), (f"{API}/coverage", f"{API}/coverage?{p}", area)]
    return found + [(path, path, None) for path in ("/tiles.json", "/healthz", "/readyz", "/")]


def tile(lon, lat, z):
    n = 1 << z
    x = int((lon + 180) / 360 * n)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
    return f"{x}/{y}"


class Client(threading.Thread):
    """Asks everything once, on one connection, as often as there are rounds."""

    def __init__(self, server, city, number, barrier):
        super().__init__()
        self.server, self.city, self.barrier = server, city, barrier
        self.random = random.Random(number)
        self.number, self.seen, self.wrong, self.stop = number, {}, [], False  # the last is set by the main thread

    def ask(self, wire, path, target, body):
        headers = ["Accept-Encoding: gzip"]
        reply = wire.ask(target, "POST" if body else "GET", headers + (["Content-Type: application/geo+json"] if body else []), body or b"")
        if reply is None:
            self.wrong.append((target, "closed"))
            return False
        self.seen.setdefault(path, set()).add(reply.status)
        if reply.status == 503 and reply.get("retry-after"):
            return True
        if reply.status not in (200, 204, 400):  # 400: longer than an answer may be
            self.wrong.append((target, reply.status))
        return True

    def run(self):
        try:
            for turn in itertools.count(self.number):
                self.barrier.wait()
                if self.stop:
                    return
                self.round(turn)
                self.barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except OSError as why:  # nobody listens any more
            self.wrong.append(("a connection", why))
            self.barrier.abort()

    def round(self, turn):
        asked = targets(self.city, self.city["paces"][turn % len(self.city["paces"])])
        self.random.shuffle(asked)
        wire = Wire(self.server.port, 120)
        for one in asked:
            try:
                alive = self.ask(wire, *one)
            except OSError as why:
                self.wrong.append((one[1], why))
                alive = False
            if not alive:
                wire.close()
                wire = Wire(self.server.port, 120)
        wire.close()


def rounds(server, clients, barrier, seconds):
    """Two reloads a round; says how many rounds came to their end."""
    start, n = time.monotonic(), 0
    while (n < ROUNDS or time.monotonic() - start < seconds) and server.process.poll() is None:
        mark = len(server.text())
        server.process.send_signal(signal.SIGHUP)
        check(f"round {n}: the city is loaded", server.wait_for(rb"city loaded", 60, mark), server.text()[mark:][-300:])
        try:
            barrier.wait()
            time.sleep(0.2)
            server.process.send_signal(signal.SIGHUP)
            barrier.wait()
        except threading.BrokenBarrierError:
            return n
        n += 1
    for client in clients:
        client.stop = True
    barrier.wait()
    return n


def watch_metrics(server, port, stop, found):
    wire = Wire(port, 60)
    try:
        while not stop.wait(0.02):
            found.append(wire.ask("/metrics").body.decode())
    except (OSError, AttributeError):  # it is gone, as others will say
        pass
    wire.close()


def reach_all(server, clients):
    """That each route was asked, and answered at least once."""
    seen = {}
    for client in clients:
        check(f"client {client.number}: answers", not client.wrong, client.wrong[:5])
        for path, statuses in client.seen.items():
            seen.setdefault(path, set()).update(statuses)
    for path in server.ask(f"{API}/openapi.json").json()["paths"]:
        check(f"route {path} answers", seen.get(path, set()) & {200, 204}, seen.get(path))


def main():
    seconds = float(sys.argv[sys.argv.index("--seconds") + 1]) if "--seconds" in sys.argv else 8
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        server = Server(city, "--operator-listen", "127.0.0.1:0")
        port = operator_port(server)
        if check("the server starts", server.port and port, server.text()[-500:]):
            barrier = threading.Barrier(CLIENTS + 1)
            clients = [Client(server, read_city(server), i, barrier) for i in range(CLIENTS)]
            stop, found = threading.Event(), []
            watcher = threading.Thread(target=watch_metrics, args=(server, port, stop, found))
            for thread in (*clients, watcher):
                thread.start()
            n = rounds(server, clients, barrier, seconds)
            stop.set()
            for thread in (*clients, watcher):
                thread.join()
            check("it lives", server.process.poll() is None, server.text()[-2000:])
            check("rounds", n >= ROUNDS, n)
            check("metrics: memory and tasks", found and all(f"\nlifecircle_{name}" in found[-1] for name in (
                "city_memory_bytes", "tasks{state=\"waiting\"}", "tasks_refused_total")), found[-1:])
            if server.process.poll() is None:
                reach_all(server, clients)
        code = server.stop()
        check("exit 0", code == 0, code)
        check("no sanitizer spoke", not re.search(rb"Sanitizer|runtime error", server.text()), server.text()[-6000:].decode(errors="replace"))
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
