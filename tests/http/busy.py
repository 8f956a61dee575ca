#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Light requests while others ask for the heaviest: tests/http/busy.py [--city FILE]

4 and then 20 clients ask for nothing but what takes long. Meanwhile /healthz
and /nearest must be answered, on new connections and on kept ones (more than
there are threads that serve them, so that one that is held up would show).
Whoever asks for much gets it, or a 503 that says when to come again; no
connection ends without an answer, also when the server is told to stop.
"""
import json
import math
import signal
import sys
import tempfile
import threading
import time
from urllib.parse import quote

from run import API, SANITIZED, Server, Wire, a_place, check, find_city, score

SECONDS = 4  # of each load
KEPT = 12    # connections that are kept open
# A light request takes a millisecond, a heavy one seconds: what lies between
# is left to a machine that does other things too.
LATE_S = 5.0 if SANITIZED else 1.0


def star(lon, lat, n):
    """A ring that crosses itself all over: the area that takes longest."""
    turn = 2 * math.pi * (n // 2 - 1) / n
    ring = [[round(lon + .02 * math.cos(turn * i), 6), round(lat + .02 * math.sin(turn * i), 6)] for i in range(n)]
    return json.dumps({"type": "Polygon", "coordinates": [ring + ring[:1]]}).encode()


def heavy(server, lon, lat):
    """(target, body) of the slowest of each kind."""
    units = server.ask(f"{API}/units").json()["units"]
    unit, at = quote(units[0]["code"], safe=""), f"lon={lon}&lat={lat}"
    level = quote(server.ask(f"{API}/city").json()["finest_level"])
    return [(f"{API}/gaps?category=childcare&minutes=30&k=50", b""), (f"{API}/gaps?category=pharmacy&minutes=30", b""),
            (f"{API}/report?format=html&steps=yes", b""), (f"{API}/units/{unit}/report?format=html", b""),
            (f"{API}/units/{unit}/report?steps=yes", b""), (f"{API}/report?format=csv&level={level}&steps=yes", b""),
            (f"{API}/isochrone?{at}&minutes=5,10,20,30&pace=cycle", b""), (f"{API}/coverage?format=geojson", b""),
            (f"{API}/export/homes?format=csv", b""), (f"{API}/export/facilities", b""), (f"{API}/export/coverage?pace=child", b""),
            (f"{API}/access?category=kindergarten&minutes=30", b""), (f"{API}/coverage", star(float(lon), float(lat), 400))]


class Heavy(threading.Thread):
    """Asks for much, one request after the other, until it is told to stop."""

    def __init__(self, port, asked, first, stop):
        super().__init__()
        self.port, self.asked, self.first, self.stop = port, asked, first, stop
        self.done, self.refused, self.wrong = 0, 0, []

    def run(self):
        wire, turn = Wire(self.port, 120), self.first
        while not self.stop.is_set():
            target, body = self.asked[turn % len(self.asked)]
            turn += 1
            headers = ["Accept-Encoding: gzip"] + (["Content-Type: application/geo+json"] if body else [])
            try:
                reply = wire.ask(target, "POST" if body else "GET", headers, body)
            except OSError as why:
                self.wrong.append((target, why))
                return
            if reply is None:
                self.wrong.append((target, "closed"))
                return
            if reply.status == 200:
                self.done += 1
            elif reply.status == 503 and reply.get("retry-after") == "2" and reply.json()["status"] == 503:
                self.refused += 1
            elif reply.status != 400 or b"MiB" not in reply.body:  # longer than an answer may be
                self.wrong.append((target, reply.status, reply.body[:200]))
            if reply.get("connection") == "close":
                wire.close()
                return
        wire.close()


class Probe(threading.Thread):
    """Asks for little, on a new connection each time or on one that is kept."""

    def __init__(self, port, target, kept, stop):
        super().__init__()
        self.port, self.target, self.kept, self.stop = port, target, kept, stop
        self.worst, self.count, self.wrong = 0.0, 0, []

    def run(self):
        wire = Wire(self.port) if self.kept else None
        while not self.stop.is_set():
            start = time.monotonic()
            try:
                one = wire or Wire(self.port)
                reply = one.ask(self.target)
            except OSError as why:
                self.wrong.append(why)
                return
            self.worst = max(self.worst, time.monotonic() - start)
            self.count += 1
            if reply is None or reply.status != 200:
                self.wrong.append(reply and reply.status)
                return
            if not self.kept:
                one.close()
            time.sleep(0.1)


def load(server, asked, light, clients):
    stop = threading.Event()
    many = [Heavy(server.port, asked, i, stop) for i in range(clients)]
    probes = [Probe(server.port, target, i < KEPT, stop) for i in range(KEPT + 2) for target in light]
    start = time.monotonic()
    for thread in (*many, *probes):
        thread.start()
    time.sleep(SECONDS)
    stop.set()
    for thread in (*many, *probes):
        thread.join()
    took = time.monotonic() - start
    name = f"{clients} clients"
    wrong = [one for probe in probes for one in probe.wrong]
    worst = {kept: max(probe.worst for probe in probes if probe.kept is kept) for kept in (True, False)}
    check(f"{name}: light ones answered", not wrong and all(probe.count > 1 for probe in probes), wrong[:5])
    check(f"{name}: on kept connections in time", worst[True] < LATE_S, f"worst {worst[True]:.2f} s")
    check(f"{name}: on new connections in time", worst[False] < LATE_S, f"worst {worst[False]:.2f} s")
    wrong = [one for client in many for one in client.wrong]
    check(f"{name}: heavy ones answered", not wrong, wrong[:5])
    done, refused = sum(client.done for client in many), sum(client.refused for client in many)
    check(f"{name}: some are done", done > 0, f"{done} done, {refused} refused in {took:.1f} s")
    print(f"{name}: {done} done, {refused} refused; worst of light ones {worst[True]:.3f} s kept, {worst[False]:.3f} s new")
    return refused


def leavers(server, asked):
    """Clients that ask for much and go at once: nothing of it stays."""
    for i in range(40):
        wire = Wire(server.port)
        target, body = asked[i % 2]
        wire.sock.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() + body)
        wire.close()
    reply = None
    until = time.monotonic() + 60
    while time.monotonic() < until and (reply is None or reply.status == 503):
        reply = server.ask(asked[0][0])
    check("after those that left: answered", reply is not None and reply.status == 200, reply and reply.status)


def known(server, asked):
    """Who has an answer already isn't kept waiting, whatever is under way."""
    first = server.ask(asked[7][0])
    stop = threading.Event()
    many = [Heavy(server.port, asked[:2], i, stop) for i in range(8)]
    for thread in many:
        thread.start()
    time.sleep(0.3)
    again = server.ask(asked[7][0], headers=[f"If-None-Match: {first.get('etag')}"])
    bad = server.ask(f"{API}/gaps?nothing=1")
    stop.set()
    for thread in many:
        thread.join()
    check("known: 304", first.status == 200 and again.status == 304, (first.status, again.status))
    check("a bad question: 400", bad.status == 400, bad.status)


def ending(server, asked):
    """TERM while much is asked for: all get an answer."""
    stop = threading.Event()
    many = [Heavy(server.port, asked[:5], i, stop) for i in range(8)]
    for thread in many:
        thread.start()
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    stop.set()
    for thread in many:
        thread.join()
    wrong = [one for client in many for one in client.wrong]
    check("the end: all answered", not wrong, wrong[:5])
    check("the end: exit 0", server.wait() == 0)


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        server = Server(city, "-q")
        if check("the server starts", server.port, server.text()[-500:]):
            lon, lat = a_place(server)
            asked, light = heavy(server, lon, lat), ("/healthz", f"{API}/nearest?lon={lon}&lat={lat}")
            load(server, asked, light, 4)
            refused = load(server, asked, light, 20)
            # More than a lane of slow ones holds, on however fast a machine: each another, as equal ones are made once.
            each = [(f"{API}/gaps?category={c}&minutes=30&k={k}", b"") for k in range(50, 0, -1)
                    for c in ("childcare", "pharmacy")]
            refused += load(server, each, light, 100)
            check("some are refused", refused > 0, "the load is too small to show anything")
            known(server, asked)
            leavers(server, asked)
            ending(server, asked)
        server.stop()
        check("no sanitizer spoke", b"Sanitizer" not in server.text(), server.text()[-3000:])
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
