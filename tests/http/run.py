#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the real server to its HTTP: tests/http/run.py [--city FILE]

The program is $LIFECIRCLE, by default build/release/lifecircle. The city is
FILE, or is imported from an extract that lies at hand. Every request goes
over a plain socket, so that malformed ones go out as they are written here.
Prints a line for each case that failed, and ends with the two sums.
"""
import base64
import gzip
import hashlib
import html
import json
import math
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from urllib.parse import quote

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import PROGRAM, ROOT, check, ended, score  # noqa: E402

# Under a sanitizer a long answer takes ten times as long.
SANITIZED = any(f"/{name}/" in os.path.abspath(PROGRAM) for name in ("asan", "tsan"))
PATIENCE_S = 60 if SANITIZED else 10
API = "/api/v1"
CLOSED = 0  # in a set of statuses: the connection ends without an answer


# ---- the wire ----


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def get(self, name):
        return self.headers.get(name.lower(), "")

    def json(self):
        return json.loads(self.body)


class Wire:
    """One connection; reads replies one by one."""

    def __init__(self, port, timeout=PATIENCE_S):
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.data = b""

    def close(self):
        self.sock.close()

    def fill(self):
        more = self.sock.recv(65536)
        self.data += more
        return bool(more)

    def reply(self, head=False):
        """The next reply, or None at the end of the connection."""
        while b"\r\n\r\n" not in self.data:
            try:
                if not self.fill():
                    return None
            except ConnectionError:
                return None
        top, self.data = self.data.split(b"\r\n\r\n", 1)
        lines = top.decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            name, value = name.strip().lower(), value.strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        if status == 100:
            return self.reply(head)
        length = 0 if head or status in (204, 304) else int(headers.get("content-length", 0))
        while len(self.data) < length:
            if not self.fill():
                break
        body, self.data = self.data[:length], self.data[length:]
        return Reply(status, headers, body)

    def ask(self, target, method="GET", headers=(), body=b""):
        lines = [f"{method} {target} HTTP/1.1", "Host: localhost", *headers]
        if body or method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        self.sock.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return self.reply(method == "HEAD")


class Server:
    def __init__(self, city, *more):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", city, *more],
            stdout=subprocess.DEVNULL, stderr=self.log)
        self.port = self.wait_for(rb"^listening on http://127\.0\.0\.1:(\d+)$", 60)
        self.port = int(self.port.group(1)) if self.port else 0

    def text(self):
        return os.pread(self.log.fileno(), 1 << 26, 0)

    def wait_for(self, pattern, seconds, start=0):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = re.search(pattern, self.text()[start:], re.M)
            if found or self.process.poll() is not None:
                return found
            time.sleep(0.05)
        return None

    def ask(self, target, **more):
        wire = Wire(self.port)
        try:
            return wire.ask(target, **more)
        finally:
            wire.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self):
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None


# ---- malformed requests ----


def request(line=b"GET /healthz HTTP/1.1", headers=(b"Host: a",), body=b""):
    return b"\r\n".join([line, *headers]) + b"\r\n\r\n" + body


def target(text, expected):
    raw = text if isinstance(text, bytes) else text.encode()
    return request(b"GET " + raw + b" HTTP/1.1"), expected


def field(text, expected, line=b"GET /healthz HTTP/1.1"):
    raw = text if isinstance(text, bytes) else text.encode()
    return request(line, (b"Host: a", raw)), expected


def post(headers, body, expected):
    line = b"POST /api/v1/coverage HTTP/1.1"
    return request(line, (b"Host: a", b"Content-Type: application/json", *headers), body), expected


def classes():
    """name -> (bytes, the statuses that are right)."""
    bad, ok, gone = {400}, {200}, {400, CLOSED}
    c = {}
    # the request line
    for method in ("PUT", "DELETE", "PATCH"):
        c[f"method {method}"] = request(f"{method} /healthz HTTP/1.1".encode()), {405}
    for method in ("TRACE", "BREW", "get", "Get", "PROPFIND", "G\x01T", "A" * 300):
        c[f"method {method[:12]!r}"] = request(f"{method} /healthz HTTP/1.1".encode()), {501, 405, 400, CLOSED}
    c["CONNECT"] = request(b"CONNECT a:80 HTTP/1.1"), {400, 501, CLOSED}
    c["two spaces"] = request(b"GET  /healthz HTTP/1.1"), {200, 400, CLOSED}  # RFC 9112, 3: may be read so
    c["tab between"] = request(b"GET\t/healthz\tHTTP/1.1"), gone
    c["space in target"] = request(b"GET /a b HTTP/1.1"), {400, 404, 505, CLOSED}
    c["no target"] = request(b"GET HTTP/1.1"), {400, 505, CLOSED}
    c["no version"] = request(b"GET /healthz"), {400, 505, CLOSED}
    c["only a method"] = request(b"GET"), {400, 505, CLOSED}
    for version in ("0.9", "2.0", "3.0", "9.9", "11.1", "1.1.1", "x", "1.", ".1", "-1.1"):
        c[f"version {version}"] = request(f"GET /healthz HTTP/{version}".encode()), {400, 505, CLOSED}
    c["version 1.0"] = request(b"GET /healthz HTTP/1.0", ()), ok
    c["version 1.2"] = request(b"GET /healthz HTTP/1.2"), {200, 400, 505}
    c["version lower case"] = request(b"GET /healthz http/1.1"), {400, 505, CLOSED}
    c["HTTP/2 preface"] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 501, 505, CLOSED}
    c["TLS hello"] = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n", {400, 501, 505, CLOSED}
    c["binary"] = bytes(range(128, 256)) * 4 + b"\r\n\r\n", {400, 501, 505, CLOSED}
    c["zeros"] = bytes(500) + b"\r\n\r\n", {400, 501, 505, CLOSED}
    c["empty lines first"] = b"\r\n\r\n" + request(), {200, 400, CLOSED}
    c["bare LF"] = b"GET /healthz HTTP/1.1\nHost: a\n\n", {200, 400, CLOSED}
    c["nothing"] = b"", {CLOSED}
    c["half a line"] = b"GET /heal", {408, CLOSED}
    c["half a header"] = b"GET /healthz HTTP/1.1\r\nHost: a\r\n", {408, CLOSED}
    # the target
    c["absolute form"] = target("http://a/healthz", ok)
    c["absolute form, no path"] = target("http://a", {200, 400, 404})
    c["asterisk"] = target("*", bad)
    c["asterisk OPTIONS"] = request(b"OPTIONS * HTTP/1.1"), {204}
    c["no slash"] = target("healthz", gone)
    c["target 2048"] = target("/" + "a" * 2047, {404})
    c["target 2049"] = target("/" + "a" * 2048, {414})
    c["target 8 KiB"] = target("/" + "a" * 8191, {414})
    c["target 40 KiB"] = target("/" + "a" * 40960, {414, 431, CLOSED})
    c["target 1 MiB"] = target("/" + "a" * (1 << 20), {414, 431, CLOSED})
    for name, text in {
        "control": b"/\x01", "DEL": b"/\x7f", "raw UTF-8": "/成都".encode(),
        "raw latin": b"/\xff", "fragment": b"/healthz#a", "tab": b"/a\tb",
    }.items():
        c[f"target {name}"] = target(text, {400, 505, CLOSED} if name == "tab" else gone)
    c["target NUL"] = target(b"/healthz\x00/x", {200, 400, CLOSED})  # cut off below us
    for text in ("/%00", "/healthz%00", "/%0d%0aX:1", "/%1f", "/%7f", "/%", "/%4", "/%zz", "/%u1234", "/a%", "/?q=%00",
                 "/?q=%", "/?q=%0a", "/%ff", "/%c0%af", "/%ed%a0%80", f"{API}/search?q=%ff", f"{API}/search?q=%fe%ff"):
        c[f"target {text}"] = target(text, bad)
    for text in ("/..", "/../", "/../etc/passwd", "/a/../b", "/./", "/.", "/%2e%2e/", "/%2E%2e/x", "/.%2e/x", "/a/%2e",
                 "/%2e", "/tiles/../web"):
        c[f"target {text}"] = target(text, bad)
    for text in ("/%2e%2e%2fetc", "/..%2fetc", "/%252e%252e/", "/....//", "/web/index.html", "/.git/config",
                 "/index.html/", "//", "/a//b", "/\\..\\", "/con", "/" + "a/" * 100):
        c[f"target {text[:20]}"] = target(text, {400, 404})
    c["1000 arguments"] = target(f"{API}/city?" + "&".join(f"a{i}=1" for i in range(250)), bad)
    c["17 arguments"] = target(f"{API}/city?" + "&".join(f"a{i}=1" for i in range(17)), bad)
    c["argument twice"] = target(f"{API}/search?q=a&q=b", bad)
    c["argument without name"] = target(f"{API}/search?=a", bad)
    # header fields
    c["no Host"] = request(headers=()), bad
    c["no Host on 1.0"] = request(b"GET /healthz HTTP/1.0", ()), ok
    c["two Hosts"] = field("Host: a", bad)
    c["two Hosts that differ"] = field("Host: b", bad)
    for host in ("", "a b", "a<b", "a/b", "a,b", "a@b", "a\\b", "'", "(", "a" * 300, "a;b", "a?b", "ü"):
        c[f"Host {host[:10]!r}"] = request(headers=(b"Host: " + host.encode(),)), gone
    for host in ("127.0.0.1:8015", "[::1]:80", "xn--test.example", "a_b"):
        c[f"Host {host}"] = request(headers=(b"Host: " + host.encode(),)), ok
    c["space before colon"] = field("X-A : 1", gone)
    c["Host, space before colon"] = request(headers=(b"Host : a",)), gone
    c["no colon"] = field("XA", gone)
    c["space in name"] = field("X A: 1", gone)
    c["bad letter in name"] = field("X(A): 1", bad)
    c["NUL in name"] = field(b"X\x00A: 1", {200, 400, CLOSED})  # cut off below us
    c["8-bit name"] = field(b"X\xe4: 1", bad)
    c["empty name"] = field(": 1", {200, 400, CLOSED})  # skipped below us
    c["leading space"] = request(headers=(b" Host: a",)), gone
    c["obs-fold"] = field("X-A: 1\r\n b", {200, 400, CLOSED})  # joined below us
    c["CR in value"] = field(b"X-A: 1\rb", {200, 400, CLOSED})
    c["control in value"] = field(b"X-A: 1\x01b", bad)
    c["ESC in value"] = field(b"X-A: \x1b[2J", bad)
    c["DEL in value"] = field(b"X-A: 1\x7f", bad)
    c["NUL in value"] = field(b"X-A: 1\x00b", {200, 400, CLOSED})
    c["UTF-8 in value"] = field("X-A: 成都", ok)
    c["value of 14 KiB"] = field("X-A: " + "a" * 14000, ok)
    c["value of 17 KiB"] = field("X-A: " + "a" * 17000, {431})
    c["value of 64 KiB"] = field("X-A: " + "a" * 65536, {431, CLOSED})
    for n, expected in ((60, ok), (64, {431}), (200, {431}), (5000, {431, CLOSED})):
        c[f"{n} more fields"] = request(headers=(b"Host: a", *(b"X-%d: 1" % i for i in range(n)))), expected
    # framing
    for value in ("-1", "+5", "0x5", "5, 5", "5 5", "a", "", "1e3", "99999999999999999999", "18446744073709551615",
                  "9223372036854775808", "٣"):
        c[f"Content-Length {value!r}"] = post((b"Content-Length: " + value.encode(),), b"", {400, 413, CLOSED})
    c["Content-Length twice, same"] = post((b"Content-Length: 2", b"Content-Length: 2"), b"{}", bad)
    c["Content-Length twice, other"] = post((b"Content-Length: 2", b"Content-Length: 40"), b"{}", bad)
    c["length and chunked"] = post((b"Content-Length: 5", b"Transfer-Encoding: chunked"), b"0\r\n\r\n", bad)
    c["chunked and length"] = post((b"Transfer-Encoding: chunked", b"Content-Length: 5"), b"0\r\n\r\n", bad)
    c["chunked"] = post((b"Transfer-Encoding: chunked",), b"2\r\n{}\r\n0\r\n\r\n", {411})
    for value in ("gzip", "x", "chunked, chunked", "identity", "chunked;q=1", "xchunked", "\vchunked"):
        c[f"Transfer-Encoding {value!r}"] = post((b"Transfer-Encoding: " + value.encode(),), b"", {400, 501, CLOSED})
    c["Transfer-Encoding twice"] = post((b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"), b"", bad)
    c["chunked on 1.0"] = request(b"POST /api/v1/coverage HTTP/1.0", (b"Host: a", b"Transfer-Encoding: chunked"), b"0\r\n\r\n"), {400, 411}
    c["chunked GET"] = field("Transfer-Encoding: chunked", bad)
    c["GET with a body"] = request(headers=(b"Host: a", b"Content-Length: 2"), body=b"{}"), bad
    c["HEAD with a body"] = request(b"HEAD /healthz HTTP/1.1", (b"Host: a", b"Content-Length: 2"), b"{}"), bad
    c["GET with an empty body"] = field("Content-Length: 0", ok)
    c["body too long"] = post((b"Content-Length: 65537",), b"x" * 65537, {413})
    c["body of a gigabyte"] = post((b"Content-Length: 1073741824",), b"x", {413})
    c["body not JSON"] = post((b"Content-Length: 2",), b"{]", bad)
    c["body empty"] = post((b"Content-Length: 0",), b"", bad)
    c["body nested"] = post((b"Content-Length: 60000",), b"[" * 60000, bad)
    c["body of another type"] = request(b"POST /api/v1/coverage HTTP/1.1", (b"Host: a", b"Content-Type: text/xml", b"Content-Length: 2"), b"{}"), {415}
    c["POST elsewhere"] = request(b"POST /healthz HTTP/1.1", (b"Host: a", b"Content-Length: 0")), {405}
    c["smuggled"] = post((b"Content-Length: 4", b"Content-Length: 40"), b"{}\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", bad)
    c["Expect unknown"] = field("Expect: a-miracle", {200, 417})
    c["Upgrade"] = field("Upgrade: websocket\r\nConnection: upgrade", ok)
    c["Range junk"] = field("Range: bytes=9-1,,x", ok)
    c["If-None-Match junk"] = field('If-None-Match: "a, W/", *, """', ok)
    c["Accept-Encoding junk"] = field("Accept-Encoding: gzip;q=,,;;q=0.0.0, gzip;q=NaN", ok)
    c["Connection junk"] = field("Connection: ,,close, x\t", {200, 400})
    return c


# Of these the library below says what it thinks, before we are asked.
BELOW = ("no target", "no version", "only a method", "version ", "HTTP/2", "TLS", "binary", "target 40 KiB", "target 1 MiB", "no colon",
         "NUL in name", "value of 64 KiB", "5000 more fields", "Content-Length ")


def malformed(server):
    def one(item):
        name, (raw, expected) = item
        head = raw.startswith(b"HEAD")
        try:
            wire = Wire(server.port, 9)
        except OSError as why:
            return check(f"malformed: {name}", False, why)
        try:
            try:
                wire.sock.sendall(raw)
            except ConnectionError:
                pass  # refused before all of it was sent
            first = wire.reply(head)
            status = first.status if first else CLOSED
            check(f"malformed: {name}", status in expected, f"{status}, not one of {sorted(expected)}")
            if first and status >= 400:
                # the library's own refusals come without a type
                ours = "problem+json" in first.get("content-type")
                check(f"malformed: {name}: body", ours or head or (name.startswith(BELOW) and not first.get("content-type")),
                      first.get("content-type"))
                if status not in (404, 405, 415) and ours and status != 400:
                    check(f"malformed: {name}: closes", first.get("connection") == "close", first.headers)
            if first and first.get("connection") == "close":
                check(f"malformed: {name}: one reply", wire.reply() is None, "a second reply")
        except (socket.timeout, ValueError, IndexError) as why:
            check(f"malformed: {name}", False, repr(why))
        finally:
            wire.close()

    table = classes()
    check("malformed: enough classes", len(table) >= 100, len(table))
    with ThreadPoolExecutor(48) as pool:
        list(pool.map(one, table.items()))
    check("after the malformed, a good one", server.ask("/healthz").status == 200)


def hosts(server):
    """Names that it answers for, and all others: nothing of them is in an answer."""
    port = server.port
    for host, status in (("localhost", 200), (f"LocalHost:{port}", 200), ("127.0.0.1", 200), (f"127.0.0.1:{port}", 200),
                         ("127.8.9.1", 200), ("[::1]", 200), (f"[::1]:{port}", 200), ("a", 200), ("A:99", 200), ("xn--test.example", 200),
                         ("localhost.", 200), (f"LOCALHOST.:{port}", 200), ("xn--test.example.", 200), ("evil.example.", 421), (".", 421),
                         ("evil.example", 421), ("localhost.evil.example", 421), ("a.evil.example", 421), ("b", 421), ("xn--test", 421),
                         ("192.0.2.1", 421), ("[2001:db8::1]", 421), ("127.0.0.1.evil.example", 421), ("0.0.0.0", 421)):
        for target_ in ("/healthz", "/", f"{API}/report?format=html&lang=en", f"{API}/qr?url=http%3A%2F%2Fevil.example%2F"):
            wire = Wire(server.port)
            wire.sock.sendall(request(b"GET " + target_.encode() + b" HTTP/1.1", (b"Host: " + host.encode(),)))
            reply = wire.reply()
            wire.close()
            name = f"host {host}: {target_[:20]}"
            check(name, reply.status == (400 if status == 200 and "/qr" in target_ else status), reply.status)
            check(f"{name}: not in it", host.lower().encode() not in reply.body.lower() or len(host) < 9, reply.body[:300])
            if status == 421:
                check(f"{name}: kept by nobody", reply.get("cache-control") == "no-store")
    for line, status in ((b"GET http://evil.example/healthz HTTP/1.1", 421), (b"GET http://a/healthz HTTP/1.1", 200),
                         (b"GET http://evil.example HTTP/1.1", 421)):
        wire = Wire(server.port)
        wire.sock.sendall(request(line))
        check(f"host: {line}", wire.reply().status == status)
        wire.close()


# ---- parameters ----

WRONG = ["", " ", "nan", "NaN", "inf", "-inf", "1e2", "1e400", "0x10", "+1", " 1", "1 ", "1,", ",1", "1,1", "--1", "1..2",
         ".", "-", "１２", "٣", "1" * 400, "9" * 30, "-1", "0", "61", "5001", "51", "180.0000001", "-180.0000001",
         "90.0000001", "999", "2147483648", "4294967296", "18446744073709551616", "' OR 1=1 --", "<script>alert(1)</script>",
         "%s%n", "../../etc/passwd", "a" * 1000, "é", "\u202e", "🏠", "null", "true", "[]", "{}", "5,10,15,20,25", "10,5",
         "31", "5;10", "1\u00a0", "0.5", "1.5", "-0", "00000000000000000000001"]


def scenarios(server):
    """What-if over HTTP: what it refuses, by name, and that it goes on."""
    lon, lat = float(PLACE[0]), float(PLACE[1])
    here = {"lon": lon, "lat": lat}
    known = json.loads(server.ask(f"{API}/export/facilities?format=geojsonseq").body.decode().split("\n")[0].strip("\x1e"))["id"]
    add = {"category": "pharmacy", **here}
    cases = {
        "add": ({"add": [add]}, 200, None),
        "remove": ({"remove": [known]}, 200, None),
        "move": ({"move": [{"id": known, **here}]}, 200, None),
        "all of it": ({"name": "計畫 <b>", "pace": "elder", "minutes": 5, "add": [{**add, "name": "x", "opening_hours": "24/7",
                      "capacity": 3, "wheelchair": "no"}], "set": [{"id": known, "capacity": 2.5}]}, 200, None),
        "nothing": ({}, 200, None),
        "far away": ({"add": [{"category": "pharmacy", "lon": -179.9, "lat": -89.9}]}, 200, None),
        "most changes": ({"add": [add] * 200}, 200, None),
        "too many changes": ({"add": [add] * 201}, 400, "add"),
        "unknown facility": ({"remove": [known, "nothing"]}, 404, "remove[1]"),
        "moved unknown": ({"move": [{"id": "nothing", **here}]}, 404, "move[0]"),
        "set unknown": ({"set": [{"id": "nothing"}]}, 404, "set[0]"),
        "twice": ({"remove": [known, known]}, 400, "remove[1]"),
        "removed and moved": ({"remove": [known], "move": [{"id": known, **here}]}, 400, "move[0]"),
        "unknown category": ({"add": [{**add, "category": "pharmcy"}]}, 400, "add[0]"),
        "all_basic": ({"add": [{**add, "category": "all_basic"}]}, 400, "add[0]"),
        "unknown pace": ({"pace": "gallop", "add": [add]}, 400, "pace"),
        "no minutes": ({"minutes": 0}, 400, "minutes"),
        "many minutes": ({"minutes": 61}, 400, "minutes"),
        "half minutes": ({"minutes": 1.5}, 400, "minutes"),
        "unknown member": ({"adds": []}, 400, "adds"),
        "streets": ({"blocks": [here], "links": [{"from": [lon, lat], "to": [lon + 0.002, lat], "metres": 300, "kind": "path"},
                    {"from": [lon, lat], "to": [lon, lat + 0.002]}]}, 200, None),
        "streets far away": ({"blocks": [{"lon": -179.9, "lat": -89.9}]}, 200, None),
        "many streets": ({"blocks": [here] * 100, "links": [{"from": [lon, lat], "to": [lon, lat]}] * 100}, 200, None),
        "long street": ({"links": [{"from": [lon, lat], "to": [lon + 1, lat]}]}, 400, "links[0]"),
        "short street": ({"links": [{"from": [lon, lat], "to": [lon + 0.002, lat], "metres": 5}]}, 400, "links[0]"),
        "kind of street": ({"links": [{"from": [lon, lat], "to": [lon, lat], "kind": "stepps"}]}, 400, "links[0]"),
        "half a street": ({"links": [{"from": [lon], "to": [lon, lat]}]}, 400, "links[0].from"),
        "unknown gate": ({"gates": [{"open": True, "id": "n1"}]}, 404, "gates[0]"),
        "no gate there": ({"gates": [{"open": False, "lon": -179.9, "lat": -89.9}]}, 404, "gates[0]"),
        "gate of nothing": ({"gates": [{"open": False}]}, 400, "gates[0]"),
        "hours": ({"hours": []}, 400, "hours"),
        "unknown in add": ({"add": [{**add, "lng": 1}]}, 400, "add[0].lng"),
        "set in move": ({"move": [{"id": known, **here, "capacity": 1}]}, 400, "move[0].capacity"),
        "no lat": ({"add": [{"category": "pharmacy", "lon": lon}]}, 400, "add[0].lat"),
        "lat over": ({"add": [{**add, "lat": 90.5}]}, 400, "add[0].lat"),
        "text lon": ({"add": [{**add, "lon": "13"}]}, 400, "add[0].lon"),
        "huge lon": ({"add": [{**add, "lon": 1e300}]}, 400, "add[0].lon"),
        "no list": ({"remove": known}, 400, "remove"),
        "number removed": ({"remove": [5]}, 400, "remove[0]"),
        "empty id": ({"remove": [""]}, 400, "remove[0].id"),
        "null": ({"add": [None]}, 400, "add[0]"),
        "control": ({"name": "a\u0007"}, 400, "name"),
        "nul": ({"remove": ["a\u0000b"]}, 400, "body"),
        "long": ({"add": [{**add, "name": "x" * 256}]}, 400, "add[0].name"),
        "negative capacity": ({"add": [{**add, "capacity": -1}]}, 400, "add[0].capacity"),
        "a list": ([], 400, "body"),
    }
    wire = Wire(server.port, 60)

    def ask(body, query=""):
        return wire.ask(f"{API}/whatif{query}", method="POST", headers=["Content-Type: application/json"],
                        body=body if isinstance(body, bytes) else json.dumps(body).encode())

    for name, (plan, status, parameter) in cases.items():
        reply = ask(plan)
        check(f"whatif: {name}", reply.status == status, (reply.status, reply.body[:300]))
        if reply.status == 200:
            got = reply.json()
            check(f"whatif: {name}: echoes", ask(got["scenario"]).json() == got, got["scenario"])
        else:
            check(f"whatif: {name}: named", reply.json().get("parameter") == parameter, reply.body[:300])
    for name, body in (("no JSON", b"{"), ("twice", b'{"name": "a", "name": "b"}'), ("bytes", b"\xff\x00"), ("empty", b""),
                       ("deep", b"[" * 3000), ("over the limit", b'{"name": "' + b" " * 70000 + b'"}')):
        reply = ask(body)
        check(f"whatif: {name}", reply and reply.status in (400, 413), reply and (reply.status, reply.body[:200]))
        if reply and reply.get("connection") == "close":
            wire = Wire(server.port, 60)
    for query, parameter in (("?level=nothing", "level"), ("?unit=nothing", "unit"), ("?minutes=61", "minutes"), ("?x=1", "x"),
                             ("?crs=mars", "crs"), ("?format=table", "format"), ("?pace=gallop", "pace")):
        reply = ask({"add": [add]}, query)
        check(f"whatif: {query}", reply.status in (400, 404) and reply.json()["parameter"] == parameter, reply.body[:200])
    got = ask({"add": [{**add, "category": "药店"}]}).json()
    check("whatif: by a category's name", [a["category"] for a in got["arrivals"]] == ["pharmacy"], got["arrivals"])
    code = server.ask(f"{API}/units").json()["units"][0]["code"]
    got = ask({"add": [add]}, f"?unit={code}").json()
    check("whatif: of one unit all its rows", {c["unit"] for c in got["changes"]} == {code} and got["changes"], got)
    shifted = to_bd09(lon, lat)
    moved = ask({"add": [{**add, "lon": shifted[0], "lat": shifted[1]}]}, "?crs=bd09").json()["scenario"]["add"][0]
    check("whatif: crs", abs(moved["lon"] - lon) < 1e-5 and abs(moved["lat"] - lat) < 1e-5, moved)
    reply = wire.ask(f"{API}/whatif")
    check("whatif: GET", reply.status == 405 and reply.get("allow") == "POST, OPTIONS", (reply.status, reply.headers))
    wire.close()


def parameters(server):
    place = {"lon": PLACE[0], "lat": PLACE[1]}
    routes = {
        "/nearest": (place, ["lon", "lat", "crs", "category", "k", "pace", "mode", "open_at"]),
        "/circle": (place, ["lon", "lat", "crs", "minutes", "pace", "open_at"]),
        "/isochrone": (place, ["lon", "lat", "crs", "minutes", "as", "pace"]),
        "/route": ({**place, "to": "osm:n1"}, ["lon", "lat", "crs", "to", "pace", "lang"]),
        "/units": ({}, ["level", "q", "parent", "format"]),
        "/coverage": ({"category": "all_basic"}, ["level", "category", "minutes", "radius", "mode", "pace", "format"]),
        "/search": ({**place, "q": "a"}, ["q", "limit", "lon", "lat", "crs"]),
        "/qr": ({"url": "http://localhost/"}, ["url"]),
        "/city": ({}, []),
        "/categories": ({}, []),
        "/report": ({}, ["standard", "year", "steps", "format", "level"]),
        "/export/units": ({}, ["format", "level"]),
    }
    times = []
    wire = Wire(server.port, 30)

    def ask(path, pairs, name, allowed, named):
        nonlocal wire
        query = "&".join(f"{k}={quote(str(v), safe='')}" for k, v in pairs)
        start = time.monotonic()
        try:
            reply = wire.ask(f"{API}{path}?{query}")
        except OSError as why:
            reply, _ = None, why
        times.append(time.monotonic() - start)
        label = f"parameters: {path} {query[-60:]}"
        if reply is None:
            wire = Wire(server.port, 30)
            return check(label, False, "no reply")
        if not check(label, reply.status in allowed, f"{reply.status}, not one of {sorted(allowed)}"):
            return
        if reply.status == 400:
            problem = reply.json()
            check(f"{label}: named", problem.get("parameter") in named, problem)
        if reply.get("connection") == "close":
            wire.close()
            wire = Wire(server.port, 30)

    shuffled = random.Random(1)
    for path, (good, names) in routes.items():
        for name in names:
            base = [(k, v) for k, v in good.items() if k != name]
            for value in WRONG:
                ask(path, base + [(name, value)], name, {200, 400, 404, 414}, {name, "radius"})
            ask(path, base + [(name, "1"), (name, "1")], name, {400}, {name})
            mutated = str(good.get(name, "15"))
            for _ in range(12):
                at = shuffled.randrange(len(mutated) + 1)
                bad = mutated[:at] + shuffled.choice("\"'<>&;+-.eE,x \t\u3000½") + mutated[at:]
                ask(path, base + [(name, bad)], name, {200, 400, 404}, {name, "radius"})
        ask(path, list(good.items()) + [("Lon", "1")], "Lon", {400}, {"Lon"})
        ask(path, list(good.items()) + [("bogus", "")], "bogus", {400}, {"bogus"})
        for name in good:
            if name in ("lon", "lat", "to", "q"):
                ask(path, [(k, v) for k, v in good.items() if k != name], name, {400}, {name})
    wire.close()
    times.sort()
    check("parameters: time", times[int(len(times) * 0.99)] < 1.0, f"p99 {times[int(len(times) * 0.99)]:.3f} s")


# ---- what a good client sees ----

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
}


BUT = ("date", "content-length", "connection")  # of a HEAD beside its GET
LONG = re.compile(re.escape(API) + "/(coverage|access|report|lists|export)")


def ordinary(server):
    wire = Wire(server.port)
    for i in range(50):
        reply = wire.ask("/healthz")
        if not check("reuse of a connection", reply and reply.status == 200, f"request {i}"):
            break
    wire.sock.sendall(request() * 20)
    check("pipelined", all(wire.reply().status == 200 for _ in range(20)))
    for target_, statuses in {
        "/": {200}, "/index.html": {200}, "/nothing": {404}, "/metrics": {404}, f"{API}/nothing": {404},
        f"{API}/units/nobody": {404}, f"{API}/facilities/nobody": {404}, f"{API}/export/nothing": {404},
        f"{API}/city": {200}, f"{API}/categories": {200}, f"{API}/units": {200}, f"{API}/basemap": {200},
        f"{API}/openapi.json": {200}, "/tiles.json": {200}, "/readyz": {200}, "/tiles/nothing/1/0/0.mvt": {404},
        "/tiles/base/1/9/0.mvt": {400, 404}, "/tiles/base/x/0/0.mvt": {400}, "/tiles/base/1/0/0.png": {404},
        f"{API}/coverage?category=all_basic&minutes=15": {200}, f"{API}/coverage?radius=500": {200},
        f"{API}/coverage?radius=500&minutes=5": {400}, f"{API}/coverage?format=csv": {200},
        f"{API}/coverage?format=geojson": {200}, f"{API}/access?category=kindergarten&format=csv": {200},
        f"{API}/report?format=html": {200}, f"{API}/report?format=csv": {200}, f"{API}/report": {200},
        f"{API}/lists/projects?format=csv": {200}, f"{API}/lists/projects?format=html": {200},
        f"{API}/export/homes?format=csv": {200}, f"{API}/export/facilities": {200}, f"{API}/export/nothing?format=csv": {404},
        "/plain": {200}, "/plain?q=a": {200}, f"/plain?lon={PLACE[0]}&lat={PLACE[1]}": {200}, "/plain?lon=1": {400},
    }.items():
        reply = wire.ask(target_)
        check(f"GET {target_}", reply.status in statuses, reply.status)
        for name, value in HEADERS.items():
            check(f"GET {target_}: {name}", reply.get(name) == value, reply.get(name))
        check(f"GET {target_}: policy", "default-src 'none'" in reply.get("content-security-policy"))
        check(f"GET {target_}: no Server", not reply.get("server"), reply.get("server"))
        if reply.status >= 400 and not target_.startswith("/plain"):  # which says it on a page
            check(f"GET {target_}: problem", reply.get("content-type") == "application/problem+json"
                  and reply.get("cache-control") == "no-store" and reply.json()["status"] == reply.status)
        twin = wire.ask(target_, method="HEAD")
        # of what takes long nothing is made, and the length not known
        length = twin.get("content-length")
        long = LONG.match(target_) and reply.status == 200
        check(f"HEAD {target_}", twin.status == reply.status and length == ("" if long else reply.get("content-length")),
              (twin.status, length, reply.get("content-length")))
        both = [{n: v for n, v in r.headers.items() if n not in BUT} for r in (reply, twin)]
        check(f"HEAD {target_}: the rest", both[0] == both[1], both)
        if not length:
            check(f"HEAD {target_}: ends", wire.reply() is None)
            wire.close()
            wire = Wire(server.port)
        options = wire.ask(target_, method="OPTIONS")
        if reply.status == 200:
            check(f"OPTIONS {target_}", options.status == 204 and "GET" in options.get("allow"), options.status)
            refused = wire.ask(target_, method="DELETE")
            check(f"DELETE {target_}", refused.status == 405 and "GET" in refused.get("allow"), refused.status)
    wire.close()


def spoken(server):
    """Errors in the language of who asks; programs that say none hear English."""
    chinese = re.compile("[\u4e00-\u9fff]")
    asked = {
        "/nothing": 404, "/%00": 400, f"{API}/nearest?lon=1": 400, f"{API}/nearest?lon=1&lon=2": 400, f"{API}/nearest?x=1": 400,
        f"{API}/nearest?lon=%zz&lat=1": 400, f"{API}/nearest?lon=999&lat=1": 400, "/" + "a" * 2100: 414,
        f"{API}/facilities/nobody": 404, f"{API}/units/nobody": 404, f"{API}/qr?url=http%3A%2F%2Fevil.example": 400,
        f"{API}/coverage?category=nothing": 400, f"{API}/coverage?minutes=61": 400, f"{API}/export/nothing": 404}
    for target_, status in asked.items():
        said = {}
        for fields in ("", "zh-CN,zh;q=0.9,en;q=0.8", "en-GB,en;q=0.9,zh;q=0.5", "en;q=0.2, zh", "fr", "*", "zh;q=0", "zhx", ";;,=", "zh-" * 500):
            reply = server.ask(target_, headers=[f"Accept-Language: {fields}"] if fields else [])
            check(f"language of {target_[:40]}: status", reply.status == status, reply.status)
            problem = reply.json()
            said[fields] = bool(chinese.search(problem["detail"]) and chinese.search(problem["title"]))
            check(f"language of {target_[:40]}: told", (reply.get("content-language") == "zh") == said[fields], reply.get("content-language"))
            check(f"language of {target_[:40]}: the code has none", re.fullmatch("[a-z_]+", problem["code"]))
        wanted = {fields for fields in said if fields in ("zh-CN,zh;q=0.9,en;q=0.8", "en;q=0.2, zh", "zh-" * 500)}
        check(f"language of {target_[:40]}", {fields for fields, yes in said.items() if yes} == wanted, said)
    for more, yes in (("lang=zh", True), ("lang=en", False)):
        problem = server.ask(f"{API}/report?{more}&x=1", headers=["Accept-Language: " + ("en" if yes else "zh")]).json()
        check(f"language of {more}", bool(chinese.search(problem["detail"])) == yes, problem)
    for line, fields, status in ((b"BREW / HTTP/1.1", (), 501), (b"GET / HTTP/1.1", (b"Content-Length: x",), 400), (b"GET / HTTP/2.9", (), 505)):
        wire = Wire(server.port)
        wire.sock.sendall(request(line, (b"Host: localhost", b"Accept-Language: zh", *fields)))
        reply = wire.reply()
        wire.close()
        if reply and reply.body.startswith(b"{"):  # else the library's own
            check(f"language of {line}", reply.status == status and chinese.search(reply.json()["detail"]), reply.body)


def caching(server):
    wire = Wire(server.port)
    for target_ in ("/", f"{API}/city", f"{API}/categories", f"{API}/coverage?category=all_basic&minutes=10"):
        first = wire.ask(target_)
        tag = first.get("etag")
        check(f"ETag {target_}", re.fullmatch(r'"[^"]+"', tag), tag)
        for value in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            reply = wire.ask(target_, headers=[f"If-None-Match: {value}"])
            check(f"304 {target_} {value}", reply.status == 304 and not reply.body and reply.get("etag") == tag,
                  (reply.status, reply.get("etag")))
        check(f"200 {target_}", wire.ask(target_, headers=['If-None-Match: "other"']).status == 200)
        packed = wire.ask(target_, headers=["Accept-Encoding: gzip"])
        if len(first.body) > 1024:
            check(f"gzip {target_}", packed.get("content-encoding") == "gzip"
                  and gzip.decompress(packed.body) == first.body and packed.get("etag") != tag, packed.headers)
        check(f"Vary {target_}", packed.get("vary") == "Accept-Encoding", packed.headers)
        plain = wire.ask(target_, headers=["Accept-Encoding: gzip;q=0"])
        check(f"plain {target_}", not plain.get("content-encoding") and plain.body == first.body)
        tag = packed.get("etag")
        check(f"304 gzip {target_}", wire.ask(target_, headers=[f"If-None-Match: {tag}", "Accept-Encoding: gzip"]).status == 304)
    a = wire.ask(f"{API}/coverage?category=all_basic&minutes=10").get("etag")
    b = wire.ask(f"{API}/coverage?minutes=10&category=all_basic").get("etag")
    check("ETag: order of parameters", a == b, (a, b))
    lon, lat = PLACE
    for target_ in (f"/nearest?lon={lon}&lat={lat}", f"/circle?lon={lon}&lat={lat}", f"/isochrone?lon={lon}&lat={lat}"):
        reply = wire.ask(API + target_)
        check(f"point {target_}", reply.status == 200 and reply.get("cache-control") == "no-store" and not reply.get("etag"),
              (reply.status, reply.headers))
        check(f"CORS {target_}", reply.get("access-control-allow-origin") == "*")
    page = wire.ask("/").body.decode()
    for link in re.findall(r'(?:src|href)="([^"#:]+)"', page):
        path = "/" + html.unescape(link).lstrip("/")
        reply = wire.ask(path)
        check(f"asset {path}", reply.status == 200, reply.status)
        if re.search(r"-[A-Z2-7]{8}\.", path):
            check(f"asset {path}: kept", "immutable" in reply.get("cache-control"), reply.get("cache-control"))
    worker = wire.ask("/sw.js")
    check("service worker: asked for anew, script of ours", (worker.status, worker.get("cache-control")) == (200, "no-cache") and
          worker.get("content-type").startswith("text/javascript") and "worker-src 'self'" in worker.get("content-security-policy"), worker.headers)
    wire.close()


def areas(server):
    lon, lat = float(PLACE[0]), float(PLACE[1])
    ring = [[lon - .01, lat - .01], [lon + .01, lat - .01], [lon + .01, lat + .01], [lon - .01, lat + .01], [lon - .01, lat - .01]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    many = [[lon + i * 1e-6, lat] for i in range(2000)] + [[lon, lat + .01]]
    cases = {
        "polygon": (polygon, 200),
        "clockwise": ({"type": "Polygon", "coordinates": [ring[::-1]]}, 200),
        "multipolygon": ({"type": "MultiPolygon", "coordinates": [[ring]]}, 200),
        "feature": ({"type": "Feature", "properties": {}, "geometry": polygon}, 200),
        "point": ({"type": "Point", "coordinates": [lon, lat]}, 400),
        "open ring": ({"type": "Polygon", "coordinates": [ring[:4]]}, 400),
        "short ring": ({"type": "Polygon", "coordinates": [ring[:2]]}, 400),
        "no rings": ({"type": "Polygon", "coordinates": []}, 400),
        "out of range": ({"type": "Polygon", "coordinates": [[[lon, 91]] * 5]}, 400),
        "no area": ({"type": "Polygon", "coordinates": [[[lon, lat]] * 5]}, 400),
        "strings": ({"type": "Polygon", "coordinates": [[["1", "2"]] * 5]}, 400),
        "too many positions": ({"type": "Polygon", "coordinates": [many + many[:1]]}, 400),
        "null geometry": ({"type": "Feature", "geometry": None}, 400),
        "a list": ([], 400),
        "a number": (1, 400),
    }
    wire = Wire(server.port)
    for name, (area, status) in cases.items():
        for kind in ("application/json", "application/geo+json; charset=utf-8"):
            reply = wire.ask(f"{API}/coverage?category=all_basic", method="POST", headers=[f"Content-Type: {kind}"],
                             body=json.dumps(area).encode())
            check(f"area: {name}", reply and reply.status == status, reply and (reply.status, reply.body[:200]))
            if reply and reply.status == 400:
                check(f"area: {name}: named", reply.json().get("parameter") == "body", reply.body[:200])
    rows = []
    for polygons in ([[ring]], [[ring], [ring[::-1]]]):
        area = {"type": "MultiPolygon", "coordinates": polygons}
        reply = wire.ask(f"{API}/coverage?category=pharmacy", method="POST", headers=["Content-Type: application/json"],
                         body=json.dumps(area).encode())
        rows.append(reply and reply.json()["rows"])
    check("area: the same twice is once", rows[0] and rows[0][0]["total"] > 0 and rows[0] == rows[1], rows)
    draw = random.Random(1)
    scribble = [[round(lon + draw.uniform(-.3, .3), 6), round(lat + draw.uniform(-.3, .3), 6)] for _ in range(1999)]
    # Each home is tried once for all categories: tried for each, they would take forty times as long as one.
    quickest = []
    for drawn, query in ((ring, ""), (scribble + scribble[:1], ""), (scribble + scribble[:1], "?category=pharmacy")):
        took = []
        for _ in range(3):
            started = time.monotonic()
            reply = wire.ask(f"{API}/coverage{query}", method="POST", headers=["Content-Type: application/json"],
                             body=json.dumps({"type": "Polygon", "coordinates": [drawn]}).encode())
            took.append(time.monotonic() - started)
            check("area: all categories", reply and reply.status == 200, reply and (reply.status, reply.body[:200]))
        quickest.append(min(took))
    square, scribbled, once = quickest
    check("area: 2,000 positions are looked at once for all categories", scribbled < 8 * (once + square), quickest)
    reply = wire.ask(f"{API}/coverage", method="POST",
                     headers=["Content-Type: application/json", "Expect: 100-continue"], body=json.dumps(polygon).encode())
    check("area: 100-continue", reply and reply.status == 200)
    wire.close()


def to_bd09(lon, lat):
    """Baidu's coordinates of a place out of China, where GCJ-02 is WGS 84."""
    turns = math.pi * 3000 / 180
    r = math.hypot(lon, lat) + 0.00002 * math.sin(lat * turns)
    a = math.atan2(lat, lon) + 0.000003 * math.cos(lon * turns)
    return r * math.cos(a) + 0.0065, r * math.sin(a) + 0.006


def other_systems(server):
    lon, lat = PLACE
    theirs = [f"{v:.10f}" for v in to_bd09(float(lon), float(lat))]
    wire = Wire(server.port)
    near = wire.ask(f"{API}/nearest?lon={lon}&lat={lat}&k=1").json()["features"][0]["id"]
    for path, more in (("/nearest", "&k=3"), ("/circle", ""), ("/isochrone", "&minutes=5"), ("/isochrone", "&minutes=5&as=streets"),
                       ("/route", f"&to={quote(near, safe='')}"), ("/search", "&q=a")):
        clock = rb'"(open_now|next_change|sunday)":[^,}]*'  # goes on between the two
        plain = re.sub(clock, b"", wire.ask(f"{API}{path}?lon={lon}&lat={lat}{more}").body)
        reply = wire.ask(f"{API}{path}?lon={theirs[0]}&lat={theirs[1]}&crs=bd09{more}")
        at = reply.json()["at"]
        check(f"crs: {path}{more}", re.sub(clock, b"", reply.body).startswith(plain[:-1]), reply.body[:300])
        check(f"crs: {path}: told", at["crs"] == "bd09" and at["wgs84"] == [float(lon), float(lat)]
              and abs(at["lon"] - float(theirs[0])) < 1e-8 and at["moved_metres"] > 600, at)
        same = wire.ask(f"{API}{path}?lon={lon}&lat={lat}&crs=gcj02{more}")
        at = same.json()["at"]
        check(f"crs: {path}: out of China", re.sub(clock, b"", same.body).startswith(plain[:-1]) and at["moved_metres"] == 0, at)
        wrong = wire.ask(f"{API}{path}?lon={lon}&lat={lat}&crs=mars{more}")
        check(f"crs: {path}: unknown", wrong.status == 400 and wrong.json()["parameter"] == "crs"
              and "wgs84, gcj02, bd09" in wrong.json()["detail"], wrong.body)
    x, y = float(lon), float(lat)
    ring = [[x - .01, y - .01], [x + .01, y - .01], [x + .01, y + .01], [x - .01, y + .01], [x - .01, y - .01]]
    their_ring = [list(to_bd09(*p)) for p in ring]
    json_body = ["Content-Type: application/json"]

    def area(query, **polygon):
        return wire.ask(f"{API}/coverage?category=pharmacy{query}", method="POST", headers=json_body,
                        body=json.dumps({"type": "Polygon", **polygon}).encode())

    plain, moved = area("", coordinates=[ring]), area("&crs=bd09", coordinates=[their_ring])
    check("crs: an area", moved.body.startswith(plain.body[:-1]), moved.body[:300])
    sides = moved.json()["area"]
    check("crs: an area: told", sides["crs"] == "bd09" and all(
        abs(a - b) < 2e-7 for a, b in zip(sides["wgs84"], [x - .01, y - .01, x + .01, y + .01])), sides)
    for named, status in (("gcj02", 400), ({"type": "name", "properties": {"name": "EPSG:4491"}}, 400), ("wgs84", 200),
                          ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, 200)):
        reply = area("", coordinates=[ring], crs=named)
        check(f"crs: an area that says {named}", reply.status == status, reply.body)
        if status == 400:
            check(f"crs: an area that says {named}: named", reply.json()["parameter"] == "crs", reply.body)
            check(f"crs: an area that says {named}, and so does the query",
                  area("&crs=gcj02", coordinates=[ring], crs=named).status == 200)
    nothing = wire.ask(f"{API}/coverage?category=pharmacy&crs=gcj02")
    check("crs: of nothing", nothing.status == 400 and nothing.json()["parameter"] == "crs", nothing.body)
    for lang, says in (("zh", "按 BD-09（百度）换算"), ("en", "was read as BD-09 (Baidu) and is")):
        for query in (f"lon={theirs[0]}&lat={theirs[1]}&crs=bd09", f"q={theirs[0]},{theirs[1]}&crs=bd09",
                      f"q=baidu+{theirs[0]},{theirs[1]}", f"lon={theirs[0]}&lat={theirs[1]}&crs=bd09&to={quote(near, safe='')}"):
            page = wire.ask(f"/plain?lang={lang}&{query}")
            text = page.body.decode()
            check(f"crs: /plain?{query}", page.status == 200 and says in text and f"{float(lon):.7f},{float(lat):.7f}" in text, text[-600:])
            check(f"crs: /plain?{query}: goes on in WGS 84", "crs=" not in text)
        text = wire.ask(f"/plain?lang={lang}&lon={lon}&lat={lat}").body.decode()
        check("crs: /plain: says nothing of none", says not in text and "GCJ-02" not in text)
    first = [wire.ask(f"{API}/search?q=a&lon={lon}&lat={lat}&crs={crs}").body for crs in ("wgs84", "gcj02", "bd09")]
    check("crs: three places", len(set(first)) == 3)
    wire.close()


def gaps(server):
    """The gaps of a category: the heaviest first, no more than uncovered."""
    rows = server.ask(f"{API}/coverage?category=pharmacy").json()["rows"]
    answer = server.ask(f"{API}/gaps?category=pharmacy&k=3").json()
    weights = [f["properties"]["weight"] for f in answer["features"]]
    check("gaps: heaviest first", weights == sorted(weights, reverse=True), weights)
    check("gaps: uncovered as coverage says", abs(sum(r["uncovered"] for r in rows) - answer["uncovered"]) < 1e-3)
    check("gaps: no more than asked", len(weights) <= 3 and answer["found"] >= len(weights))
    for feature in answer["features"]:
        p = feature["properties"]
        for mend in ((p["mend"] or {}).get(k) for k in ("site", "link", "gate")):
            check("gaps: mend is part of it", mend is None or 0 < mend["gained"] <= p["weight"], p)
        check("gaps: whose name", p["nearest_name_given"] in (True, False), p)
        check("gaps: cause", p["cause"] in ("far", "barrier"), p)
        check("gaps: barrier", (p["barrier"] is None) == (p["cause"] == "far"), p)
        check("gaps: what it stands before", p["barrier"] is None or
              server.ask(f"{API}/facilities/{p['barrier']['facility']}").status == 200, p)
        check("gaps: whenever nothing is closed", p["closed"] is None, p)
    for query in ("", "category=all_basic", "category=pharmacy,park", "category=pharmacy&minutes=31",
                  "category=pharmacy&k=0", "category=nothing"):
        check(f"gaps: {query or 'no category'}", server.ask(f"{API}/gaps?{query}").status == 400)
    for age in ("x", "9-3", "61-62"):
        check(f"gaps: age={age} is named", server.ask(f"{API}/gaps?category=pharmacy&age={age}").json().get("parameter") == "age", age)
    check("gaps: no such unit", server.ask(f"{API}/gaps?category=pharmacy&unit=x").status == 404)


def access(server):
    """What there is for each person: rows that add up, and measures with a reason where they are not known."""
    answer = server.ask(f"{API}/access?capacity=parking_places").json()
    rows = answer["rows"]
    check("access: rows", rows and abs(sum(r["people"] for r in rows) - answer["city"]["people"]) < 1e-3)
    check("access: facilities", answer["facilities"]["total"] == sum(
        answer["facilities"][k] for k in ("counted", "without_capacity", "unlinked")), answer["facilities"])
    check("access: zones", [z["weight"] for z in answer["zones"]] == [1, 0.68, 0.22], answer["zones"])
    for over in answer["equity"].values():
        for name in ("gini", "palma", "theil", "concentration"):
            check(f"access: {name}", (over[name]["value"] is None) == (over[name]["reason"] is not None), over[name])
        check("access: lorenz", (over["lorenz"] is None) == (over["gini"]["value"] is None), over["lorenz"])
        check("access: denominator", over["weighted_by"] and "unknown_share" in over and "year" in over)
    then = server.ask(f"{API}/access?capacity=parking_places&open_at=2016-06-15T12:00").json()
    check("access: at a time", then["open_at"] == "2016-06-15T12:00" and then["facilities"]["total"] == sum(
        then["facilities"][k] for k in ("counted", "without_capacity", "unlinked", "closed", "hours_unknown")) and
        then["facilities"]["hours_unknown"] > 0, then["facilities"])
    check("access: what stands inside is whenever", [r["capacity_inside"] for r in then["rows"]] == [r["capacity_inside"] for r in rows])
    one = server.ask(f"{API}/access?category=parking_charging&minutes=15&unit={quote(rows[0]['unit'])}").json()
    check("access: a category's own, one unit", one["rows"] == rows[:1], one["rows"])
    table = server.ask(f"{API}/access?capacity=parking_places&format=csv")
    check("access: csv", table.get("content-type").startswith("text/csv") and table.body.count(b"\r\n") == len(rows) + 1)
    for query in ("", "category=nothing", "category=pharmacy", "category=hospital,park", "capacity=parking_places&decay=x",
                  "capacity=parking_places&minutes=31", "capacity=parking_places&rank_by=x", "capacity=parking_places&age=x"):
        check(f"access: {query or 'nothing named'}", server.ask(f"{API}/access?{query}").status in (400, 404), query)


def costless_steps(server, code):
    """No column of a report as CSV has the next steps: they are not computed."""
    def timed(target):
        start = time.monotonic()
        return server.ask(target).body, time.monotonic() - start

    level = quote(server.ask(f"{API}/city").json()["finest_level"])
    of_json = min(timed(f"{API}/report?steps=yes")[1] for _ in range(2))
    for target in (f"{API}/report?format=csv", f"{API}/report?format=csv&level={level}",
                   f"{API}/units/{quote(code, safe='')}/report?format=csv"):
        without = server.ask(target).body
        took = [timed(target + "&steps=yes") for _ in range(2)]
        check(f"{target}: the same with steps", all(body == without for body, _ in took))
        check(f"{target}: steps cost nothing", min(s for _, s in took) < of_json, (took[0][1], of_json))


def reports(server):
    """Units held against a standard, the standards, the lists."""
    code = server.ask(f"{API}/units").json()["units"][0]["code"]
    path = f"{API}/units/{quote(code, safe='')}/report"
    costless_steps(server, code)
    names = {"id", "name_zh", "name_en", "kind", "verdict", "value", "target", "unit", "gap", "missing", "source"}
    rules = {s["id"]: len(s["rules"]) for s in server.ask(f"{API}/standards").json()["standards"]}
    check("standards", rules["chengdu"] == 238 and rules["gb50180"] == 27 and list(rules)[:2] == ["chengdu", "gb50180"]
          and len(rules) == 11 and all(rules.values()), rules)
    known = {r["id"]: r for s in server.ask(f"{API}/standards").json()["standards"] for r in s["rules"]}
    place = known["childcare_places_per_1000"]
    check("standards: what was reached", place["reached"] == [{"year": 2020, "value": 2.7}, {"year": 2023, "value": 4.4}]
          and place["nature"] == "expected" and place["same_as"] is None, place)
    check("standards: one cause", known["service_near_home"]["same_as"] == "public_service_circle_15")
    for where in (path, f"{API}/report"):
        for standard in rules:
            answer = server.ask(f"{where}?standard={standard}").json()
            name = f"report: {where[-12:]} {standard}"
            check(f"{name} answers each rule",
                  len(answer["indicators"]) + len(answer["not_applicable"]) == rules[standard], len(answer["indicators"]))
            check(f"{name} has its members", all(names <= set(i) for i in answer["indicators"]))
            check(f"{name} says what is missing",
                  all(bool(i["missing"]) == (i["verdict"] == "unknown") for i in answer["indicators"]))
    check("report: the unit", server.ask(path).json()["unit"] == code)
    check("report: no steps unasked", server.ask(path).json()["next_steps"] == [])
    steps = server.ask(f"{path}?steps=yes").json()["next_steps"]
    check("report: steps, the best first", 0 < len(steps) <= 5
          and [s["gained"] for s in steps] == sorted((s["gained"] for s in steps), reverse=True), steps)
    check("report: of a year", server.ask(f"{path}?year=2024").json()["year"] == 2024)
    check("report: csv", server.ask(f"{path}?format=csv").get("content-type").startswith("text/csv"))
    check("report: csv of a level", server.ask(f"{API}/report?format=csv&level=community&standard=chengdu").body.count(b"\n") > 100)
    for where in (path, f"{API}/report"):
        answer = server.ask(where).json()
        check(f"report: {where[-12:]} whose rules", (answer["standard"], answer["standard_whose_zh"]) == ("gb50180", "国家标准"),
              answer["standard"])
    for query in ("year=1", "year=x", "steps=1", "standard=rome", "standard=./x", "level=community"):
        check(f"report: {query}", server.ask(f"{API}/report?{query}").status == 400, query)
    for name, least in (("policy", 237), ("projects", 1), ("data", 47), ("opportunities", 1), ("figures", 0)):
        check(f"list: {name}", len(server.ask(f"{API}/lists/{name}?standard=chengdu").json()["rows"]) >= least)
        check(f"list: {name} csv", server.ask(f"{API}/lists/{name}?format=csv").get("content-type").startswith("text/csv"))
        page = server.ask(f"{API}/lists/{name}?format=html")
        check(f"list: {name} html", page.get("content-type").startswith("text/html") and b"<table" in page.body)
        book = server.ask(f"{API}/lists/{name}?format=xlsx")
        check(f"list: {name} xlsx", book.get("content-type").endswith("spreadsheetml.sheet") and book.body[:2] == b"PK"
              and f"lifecircle-{name}.xlsx" in book.get("content-disposition"))
    check("list: in English", server.ask(f"{API}/lists/policy?format=csv&lang=en").body.decode("utf-8-sig").startswith("line of duty,"))
    check("list: of a trade", {r["category"] for r in server.ask(f"{API}/lists/opportunities?category=pharmacy").json()["rows"]}
          == {"pharmacy"})
    check("list: no file over HTTP", server.ask(f"{API}/lists/policy?since=/etc/passwd").status == 400)
    check("list: no such", server.ask(f"{API}/lists/wishes").status == 404)
    check("list: no such unit", server.ask(f"{API}/lists/projects?unit=x").status == 404)


def pages(server):
    """A unit's report to read and print: one page, its style by hash, nothing from elsewhere."""
    code = server.ask(f"{API}/units").json()["units"][0]["code"]
    for path in (f"{API}/units/{quote(code, safe='')}/report", f"{API}/report"):
        for lang, word in (("zh", "逐条对照"), ("en", "The checklist")):
            reply = server.ask(f"{path}?format=html&lang={lang}")
            text = reply.body.decode()
            name = f"page: {path[-16:]} {lang}"
            check(name, reply.status == 200 and reply.get("content-type") == "text/html; charset=utf-8", reply.status)
            check(f"{name} speaks it", f'lang="{lang}' in text and word in text)
            style = text.split("<style>")[1].split("</style>")[0]
            digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            policy = reply.get("content-security-policy")
            check(f"{name} policy", f"style-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
                  and "frame-ancestors 'none'" in policy and "unsafe" not in policy, policy)
            check(f"{name} needs nothing else", not re.search(r"<(script|link|img|iframe|object)|(src|href|style)=|url\((?!#)|@import",
                                                              text))
            check(f"{name} has nobody's address", "localhost" not in text and 'class="qr"' not in text)
    check("page: no such language", server.ask(f"{API}/report?format=html&lang=fr").status == 400)
    check("page: no such unit", server.ask(f"{API}/units/nowhere/report?format=html").status == 404)


def qr_codes(server):
    """Of this server's own addresses, and of no other's."""
    own = "http://localhost"
    for url in (own, own + "/", own + "/?unit=osm%3Ar12&lang=zh#a", "https://localhost/x", "HTTP://LocalHost/x",
                own + "/" + "a" * (511 - len(own))):
        reply = server.ask(f"{API}/qr?url={quote(url, safe='')}")
        check(f"qr: {url[:60]}", reply.status == 200 and reply.get("content-type") == "image/svg+xml", reply.status)
        check(f"qr: {url[:60]}, drawn", re.fullmatch(rb'<svg [^<]*><path [^<]*/><path d="(M\d+ \d+h\d+v1h-\d+z)+"/></svg>',
                                                     reply.body), reply.body[:200])
    check("qr: nothing is kept", reply.get("cache-control") == "no-store")
    for url in ("https://example.org/", own + "0/", own + ":1/", own + "@example.org/", own + ".example.org/",
                "//localhost/", "javascript:alert(1)", own + "\\@example.org/", own + "/<b>", own + "/\u5e02", "/units", "",
                own + "/" + "a" * 513):
        reply = server.ask(f"{API}/qr?url={quote(url, safe='')}")
        check(f"qr: not {url[:60]}", reply.status in (400, 413), reply.status)
        check(f"qr: not {url[:60]}, named", reply.json().get("parameter") == "url", reply.body[:200])


def opening(server):
    lon, lat = PLACE
    here = f"lon={lon}&lat={lat}"
    wire = Wire(server.port)
    every = wire.ask(f"{API}/nearest?{here}&k=50").json()
    check("hours: known of some", any(f["properties"]["hours"] for f in every["features"]))
    for f in every["features"]:
        hours, maps = f["properties"]["hours"], f["properties"]["maps"]
        check("hours: there where they are given", (hours is None) == (f["properties"]["opening_hours"] is None), f)
        if hours:
            check("hours: members", set(hours) == {"text_zh", "text_en", "open_now", "next_change", "sunday"}
                  and hours["open_now"] in (True, False, None) and hours["text_zh"], hours)
        check("maps: members", list(maps) == ["geo", "amap", "baidu", "tencent", "apple", "osm"]
              and all(re.fullmatch(r"(https://|geo:)[!-~]+", url) for url in maps.values()), maps)
    one = next(f for f in every["features"] if f["properties"]["hours"])
    reply = wire.ask(f"{API}/facilities/{quote(one['id'], safe='')}")
    check("hours: of one", reply.json()["properties"]["hours"] == one["properties"]["hours"]
          and reply.get("cache-control") == "no-store")
    for when in ("2026-11-20T10:30", "2026-11-22T03:00", "sunday"):
        reply = wire.ask(f"{API}/nearest?{here}&k=50&open_at={when}").json()
        ids = {f["id"] for f in reply["features"]}
        unsure = {f["id"] for f in reply["unknown_hours"]}
        check(f"open at {when}", not ids & unsure and all(f["properties"]["hours"] for f in reply["features"])
              and reply["open_at"].startswith("20"), (ids, unsure))
        if when == "sunday":
            check("open on Sunday", all(f["properties"]["hours"]["sunday"] for f in reply["features"]))
        circle = wire.ask(f"{API}/circle?{here}&open_at={when}").json()
        for row in circle["categories"]:
            check(f"circle at {when}: counts", (row["covered"] is True) == (row["count"] > 0), row)
            if row["reason"] == "hours_unknown":
                check(f"circle at {when}: unknown", row["covered"] is None and row["unknown_hours"], row)
    wire.close()


def searching(server):
    lon, lat = PLACE
    wire = Wire(server.port)

    def hits(q, more=""):
        return wire.ask(f"{API}/search?q={quote(q)}{more}").json()["hits"]

    units = wire.ask(f"{API}/units").json()["units"]
    name = next(u["name"] for u in units if len(u["name"]) > 4)
    found = hits(name)
    check("search: a unit's name", any(h["name"] == name and h["match"] == "exact" for h in found), found)
    check("search: its front", any(h["name"] == name for h in hits(name[:4].lower(), "&limit=50")), name)
    check("search: widths", hits("".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)) == found)
    near = hits("a", f"&lon={lon}&lat={lat}&limit=50")
    same = [h["distance_metres"] for h in near if (h["kind"], h["match"]) == (near[0]["kind"], near[0]["match"])]
    check("search: the nearer first", same == sorted(same), same)
    check("search: longitude alone", wire.ask(f"{API}/search?q=a&lon=1").status == 400)
    for text in (f"{lon},{lat}", f"{lat} {lon}", f"wgs84:{lon},{lat}"):
        found = hits(text)
        check(f"search: {text}", [h["kind"] for h in found] == ["position"] and abs(found[0]["lon"] - float(lon)) < 1e-6
              and abs(found[0]["lat"] - float(lat)) < 1e-6, found)
    check("search: nothing", hits("no such name anywhere") == [])
    for word, service in (("助餐", "meal"), ("打疫苗", "vaccination"), ("residential care", "full_stay")):
        first = hits(word)[0]
        check(f"search: {word} is a service", (first["kind"], first["service"]) == ("category", service)
              and 0 <= first["offering"] <= first["facilities"], first)
        asks = f"&services={service}" in first.get("nearest", "")
        check(f"search: {word}: asked for where somebody offers it", asks == (first["offering"] > 0), first)
        if asks:
            near = wire.ask(first["nearest"] + f"&lon={lon}&lat={lat}").json()
            check(f"search: {word}: the nearest offers it", near["features"] and near["services"][0]["service"] == service
                  and all(service in f["properties"]["services"] for f in near["features"]), near)
    check("search: a category asks for no service", "service" not in hits("厕所")[0])
    wire.close()


def directions(server):
    lon, lat = PLACE
    here = f"lon={lon}&lat={lat}"
    wire = Wire(server.port)
    near = wire.ask(f"{API}/nearest?{here}&k=30").json()["features"]
    for f in near:
        for lang in ("zh", "en"):
            way = wire.ask(f"{API}/route?{here}&to={quote(f['id'], safe='')}&lang={lang}").json()
            p, steps = way["properties"], way["properties"]["steps"]
            check("steps: metres", abs(sum(s["metres"] for s in steps) - p["walk_metres"]) < 1e-6, p)
            check("steps: seconds", abs(sum(s["seconds"] for s in steps) - p["walk_seconds"]) < 1e-6, p)
            check("steps: line", [s["from"] for s in steps] == [0] + [s["to"] for s in steps[:-1]]
                  and steps[-1]["to"] == len(way["geometry"]["coordinates"]) - 1, steps)
            check("steps: the end", steps[-1]["turn"] == "arrive" and f["properties"]["name"] in steps[-1]["text"], steps)
            check("steps: the language", all(bool(re.search("[一-鿿]", s["text"])) == (lang == "zh") for s in steps), steps)
    wire.close()


def helping(server):
    wire = Wire(server.port)
    far = wire.ask(f"{API}/city").json()["extent"][0] - 0.01
    for target_ in (f"/circle?lon={far}&lat={PLACE[1]}", f"/nearest?lon={far}&lat={PLACE[1]}",
                    f"/isochrone?lon={far}&lat={PLACE[1]}"):
        answer = wire.ask(API + target_).json()
        check(f"help: {target_[:10]}", answer["reason"] == "outside_extent" and answer["help"]["text_zh"]
              and 500 < answer["help"]["data_end_metres"] < 2000, answer.get("help"))
    near = wire.ask(f"{API}/circle?lon={PLACE[0]}&lat={PLACE[1]}").json()
    check("help: none where there is an answer", near["help"] is None)
    wire.close()


class Page(HTMLParser):
    """What a plain page holds: tags that don't match, links, controls, text."""
    EMPTY = {"meta", "link", "input", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.links, self.words = [], [], [], []
        self.headings, self.controls, self.labels, self.lang = [], [], [], ""
        self.feed(text)
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.EMPTY:
            self.open.append(tag)
        if tag == "script" or "style" in attrs or any(name.startswith("on") for name in attrs):
            self.wrong.append(f"{tag} {attrs}")
        if tag == "a":
            self.links.append(attrs["href"])
        if tag in ("h1", "h2"):
            self.headings.append(tag)
        if tag in ("input", "select") and attrs.get("type") != "hidden":
            self.controls.append(attrs.get("id"))
        if tag == "label":
            self.labels.append(attrs["for"])
        if tag == "html":
            self.lang = attrs["lang"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "option"):
            self.words.append(data)


def plain_pages(server):
    lon, lat = PLACE
    wire = Wire(server.port)
    unit = wire.ask(f"{API}/units").json()["units"][-1]
    circle = wire.ask(f"{API}/circle?lon={lon}&lat={lat}").json()["categories"]
    near = wire.ask(f"{API}/nearest?lon={lon}&lat={lat}&k=1").json()["features"][0]["id"]
    followed = 0
    for path, status in ((f"?lon={lon}&lat={lat}", 200), ("", 200), (f"?q={quote(unit['name'])}", 200), ("?q=", 200),
                         (f"?unit={quote(unit['code'])}", 200), ("?q=nothing+of+that+name", 200), (f"?q={lat},{lon}", 200),
                         ("?lon=0&lat=0", 200), ("?lon=x&lat=0", 400), ("?unit=none", 404), ("?q=%22%3E%3Cscript%3E", 200),
                         (f"?lon={lon}&lat={lat}&pace=elder&minutes=10", 200), ("?minutes=99", 400),
                         (f"?lon={lon}&lat={lat}&to={quote(near, safe='')}", 200), (f"?to={quote(near, safe='')}", 400),
                         (f"?lon={lon}&lat={lat}&to=none", 404)):
        for lang in ("zh", "en"):
            target_ = f"/plain{path}{'&' if path else '?'}lang={lang}"
            reply = wire.ask(target_)
            text = reply.body.decode()
            page = Page(text)
            policy = reply.get("content-security-policy")
            style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
            check(f"GET {target_}", reply.status == status and reply.get("content-type") == "text/html; charset=utf-8"
                  and reply.get("cache-control") == "no-store", reply.status)
            check(f"GET {target_}: whole", not page.wrong, page.wrong)
            check(f"GET {target_}: headings", page.headings[0] == "h1" and page.headings.count("h1") == 1, page.headings)
            check(f"GET {target_}: labels", set(page.controls) <= set(page.labels), (page.controls, page.labels))
            check(f"GET {target_}: language", page.lang == {"zh": "zh-CN", "en": "en"}[lang], page.lang)
            check(f"GET {target_}: policy", "default-src 'none'" in policy and "script-src" not in policy and "'sha256-"
                  + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() + "'" in policy, policy)
            check(f"GET {target_}: links", all(re.match(r"/|https://|geo:|tel:", link) for link in page.links), page.links)
            for link in [one for one in page.links if one.startswith("/")][:12]:
                other = wire.ask(link.split("#")[0])
                check(f"{target_} leads to {link}", other.status == 200, other.status)
                followed += 1
    check("plain: links", followed > 50, followed)
    words = " ".join(Page(wire.ask(f"/plain?lang=en&lon={lon}&lat={lat}").body.decode()).words)
    there, missing = (sum(c["covered"] is value for c in circle) for value in (True, False))
    check("plain: as the API counts", f"Services within 15 minutes on foot: {there}. Missing: {missing}. "
          f"Not known: {len(circle) - there - missing}." in words, words[:300])
    wire.close()
    # How they go whose pace it is, wherever a time is told.
    wire = Wire(server.port)
    for pace, zh, en in (("cycle", "骑行", "by bicycle"), ("wheelchair", "轮椅", "by wheelchair"), ("elder", "步行（老年人）", "on foot (Elder)")):
        for more, times in ((f"&lon={lon}&lat={lat}", 2), (f"&unit={quote(unit['code'])}", 1), ("", 1)):
            for lang, how in (("zh", zh), ("en", en)):
                words = " ".join(Page(wire.ask(f"/plain?lang={lang}&pace={pace}{more}").body.decode()).words)
                check(f"plain: {pace}{more} {lang}", words.count(how) >= times, words[:300])
                check(f"plain: {pace}{more} {lang}: nothing else", words.count("步行") + words.count("on foot")
                      == words.count("步行（") + words.count("on foot ("), words[:300])
    wire.close()


def described(server):
    text = server.ask(f"{API}/openapi.json").json()
    check("openapi: version", text["openapi"].startswith("3.1"))
    check("openapi: server", text["servers"] == [{"url": "/"}], text.get("servers"))
    wire = Wire(server.port)
    for path, operations in text["paths"].items():
        query = []
        if "get" not in operations:
            reply = wire.ask(path, method="POST", headers=["Content-Type: application/json"], body=b"{}")
            check(f"openapi: {path}", reply.status == 200 and "requestBody" in operations["post"], reply.status)
            continue
        for parameter in operations["get"]["parameters"]:
            if parameter["in"] == "query" and parameter["required"]:
                value = {"lon": PLACE[0], "lat": PLACE[1], "q": "a", "to": "x", "category": "pharmacy",
                         "url": "http://localhost/"}[parameter["name"]]
                query.append(f"{parameter['name']}={value}")
        if path.endswith("/access"):  # one of two is enough
            query.append("category=kindergarten")
        filled = path.replace("{layer}", "base" if "tiles" in path else "facilities")
        filled = filled.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0")
        filled = re.sub("{tile(Matrix|Row|Col)}", "0", filled)
        filled = filled.replace("{list}", "policy")
        filled = re.sub(r"{(code|id)}", "x", filled)
        reply = wire.ask(filled + ("?" + "&".join(query) if query else ""))
        kind = reply.get("content-type").split(";")[0]
        promised = operations["get"]["responses"]
        if reply.status == 200:
            check(f"openapi: {path}", kind in promised["200"]["content"], kind)
        else:
            check(f"openapi: {path}", reply.status in (204, 304, 404), reply.status)
    wire.close()


# ---- slow clients, new cities, the end ----


def slow_clients(server):
    """40 clients drip a header; the others must be served meanwhile."""
    start = time.monotonic()
    slow = []
    for _ in range(40):
        wire = Wire(server.port)
        wire.sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n")
        wire.sock.setblocking(False)
        slow.append(wire.sock)
    worst, probes = 0.0, 0
    while slow and time.monotonic() - start < 9:
        for sock in list(slow):
            try:
                sock.send(b"X")
                if sock.recv(100) == b"":
                    raise ConnectionResetError
            except BlockingIOError:
                continue
            except OSError:
                sock.close()
                slow.remove(sock)
        begun = time.monotonic()
        probes += server.ask("/healthz").status == 200
        worst = max(worst, time.monotonic() - begun)
        time.sleep(0.25)
    check("slow header: closed", not slow, f"{len(slow)} of 40 still open after 9 s")
    check("slow header: others served", probes and worst < 1, f"{probes} probes, worst {worst:.2f} s")


def idle_client(server):
    """A connection between requests is kept for 15 s, and no longer."""
    wire = Wire(server.port, 20)
    wire.ask("/healthz")
    start = time.monotonic()
    try:
        ended = wire.reply() is None
    except socket.timeout:
        ended = False
    kept = time.monotonic() - start
    check("idle connection", ended and 14 < kept < 17, f"ended: {ended}, after {kept:.1f} s")
    wire.close()


def foreign(path, application, version=1):
    """A database that is none of ours, or of a program to come; with a .sha256 that is right."""
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE setting(key, value)")
    db.execute(f"PRAGMA application_id = {application}")
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()
    with open(path, "rb") as file, open(path + ".sha256", "w", encoding="ascii") as out:
        out.write(f"{hashlib.sha256(file.read()).hexdigest()}  {os.path.basename(path)}\n")


def reloads(server, city, folder):
    def swap(data, checksum):
        new = os.path.join(folder, "new")
        with open(new, "wb") as out:
            out.write(data)
        os.rename(new, city)
        if checksum is not None:
            with open(city + ".sha256", "w", encoding="ascii") as out:
                out.write(checksum)

    with open(city, "rb") as file:
        good = file.read()
    checksum = None
    if os.path.exists(city + ".sha256"):
        with open(city + ".sha256", encoding="ascii") as file:
            checksum = file.read()
    failures = []
    stop = threading.Event()

    def load():
        while not stop.is_set():
            try:
                reply = server.ask(f"{API}/city")
                if reply is None or reply.status != 200:
                    failures.append(reply and reply.status)
            except OSError as why:
                failures.append(why)

    thread = threading.Thread(target=load)
    thread.start()
    for name, data, word in (("good", good, rb"city loaded"), ("truncated", good[: len(good) // 2], rb"city refused"),
                             ("empty", b"", rb"city refused"), ("good again", good, rb"city loaded")):
        mark = len(server.text())
        swap(data, checksum)
        server.process.send_signal(signal.SIGHUP)
        check(f"SIGHUP, {name} file", server.wait_for(word, 20, mark), server.text()[mark:][-300:])
    for name, damage in (("missing", lambda: os.remove(city)), ("a folder", lambda: os.mkdir(city)),
                         ("a pipe", lambda: (os.rmdir(city), os.mkfifo(city))), ("foreign", lambda: (os.remove(city), foreign(city, 7))),
                         ("newer", lambda: (os.remove(city), foreign(city, 0x4C434331, 999))),
                         ("without its .sha256", lambda: (swap(good, None), os.remove(city + ".sha256")))):
        mark = len(server.text())
        damage()
        server.process.send_signal(signal.SIGHUP)
        told = server.wait_for(rb"city refused: (.*)", 20, mark)
        check(f"SIGHUP, {name}", told, server.text()[mark:][-300:])
        check(f"SIGHUP, {name}: it goes on", server.ask(f"{API}/city").status == 200)
        if name == "without its .sha256":
            check(f"SIGHUP, {name}: says what to do", told and b"--unverified" in told.group(1), told and told.group(0))
    mark = len(server.text())
    swap(good, checksum)
    check("a new file without a signal", server.wait_for(rb"city loaded", 8, mark))
    stop.set()
    thread.join()
    check("requests during reloads", not failures, failures[:5])
    check("ready after reloads", server.ask("/readyz").status == 200)


def drain(server):
    """Eight clients with a connection for each request, and TERM meanwhile."""
    cut, done = [], []
    stop = threading.Event()

    def client():
        while not stop.is_set():
            try:
                wire = Wire(server.port)
            except ConnectionRefusedError:
                return
            except OSError as why:
                cut.append(why)
                return
            try:
                reply = wire.ask("/healthz")
                (done if reply and reply.status == 200 else cut).append(reply)
            except OSError as why:
                cut.append(why)
            finally:
                wire.close()

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    start = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    try:
        reply = server.ask("/readyz")
        check("drain: not ready", reply.status == 503 and reply.get("connection") == "close", reply.status)
    except OSError as why:
        check("drain: still accepts at first", False, why)
    code = server.wait()
    stop.set()
    for thread in threads:
        thread.join()
    check("drain: exit 0", code == 0, code)
    check("drain: time", time.monotonic() - start < 10, f"{time.monotonic() - start:.1f} s")
    check("drain: nothing cut", len(cut) <= len(done) // 1000, f"{len(cut)} of {len(done)}: {cut[:3]}")


def public_address(path):
    """The operator says under which address people reach the server."""
    server = Server(path, "--public-url", "https://circle.example.org/x/")
    if check("public: the server starts", server.port, server.text()[-300:]):
        for url, status in (("https://circle.example.org/x/?a", 200), ("http://localhost/", 200),
                            ("https://circle.example.org.evil/", 400), ("https://example.org/", 400)):
            check(f"public: {url}", server.ask(f"{API}/qr?url={quote(url, safe='')}").status == status)
        page = server.ask(f"{API}/report?format=html&lang=en").body
        check("public: the page's address", b"https://circle.example.org/x/api/v1/report?format=html" in page)
        check("public: its code", b'class="qr"' in page)
        for host, status in (("circle.example.org", 200), ("circle.example.org:443", 200), ("localhost", 200), ("example.org", 421)):
            wire = Wire(server.port)
            wire.sock.sendall(request(f"GET {API}/report?format=html&lang=en HTTP/1.1".encode(), (b"Host: " + host.encode(),)))
            reply = wire.reply()
            check(f"public: for {host}", reply.status == status, reply.status)
            check(f"public: the same for {host}", status != 200 or reply.body == page)
            wire.close()
    server.stop()
    for url in ("ftp://a", "https://", "a.example", "https://a@b", "https://a/?b", "https://a b"):
        run = subprocess.run([PROGRAM, "serve", "--city", path, "--public-url", url], capture_output=True, timeout=60)
        check(f"public: not {url}", run.returncode == 2 and b"--public-url" in run.stderr, run.stderr[-200:])


def operator_foot(path, silent):
    """Who answers for the site stands at the foot of every page, and nowhere when nobody said so."""
    pages = ("/", "/index.html", "/plain", "/plain?lon=0&lat=0", "/plain?unit=none", f"{API}/report?format=html")
    for target_ in pages:
        text = silent.ask(target_).body
        check(f"operator: not of {target_}", b'"operator"' not in text and b"beian" not in text, text[-300:])
    report = f"{API}/report?format=html&lang=en"
    before = silent.ask(report).get("etag")
    icp, police, approval = "蜀ICP备12345678号-1", "川公网安备51010702000001号", "GS(2023)1234号"
    server = Server(path, "--operator-name", '规划院 <b>"&', "--icp", icp, "--police", police, "--map-approval", approval)
    if check("operator: the server starts", server.port, server.text()[-300:]):
        for target_ in pages:
            for lang in ("zh", "en"):
                more = "" if target_ in ("/", "/index.html") else ("&" if "?" in target_ else "?") + f"lang={lang}"
                text = server.ask(target_ + more).body.decode()
                label = {"zh": "审图号：", "en": "Map approval number: "}[lang]
                check(f"operator: {target_} {lang}", all(one in text for one in (
                    "规划院 &lt;b&gt;&quot;&amp;", f">{icp}</a>", 'href="https://beian.miit.gov.cn/"', f">{police}</a>",
                    "beian.mps.gov.cn/#/query/webSearch?code=51010702000001", label + approval)), text[-700:])
                wrong = Page(text).wrong if more else []  # the map page has scripts
                check(f"operator: {target_} {lang}: whole", not wrong and "<b>\"" not in text, wrong)
            check(f"operator: {target_}: packed too", b"".join(
                (gzip.decompress(r.body) if r.get("content-encoding") == "gzip" else r.body) for r in
                [server.ask(target_, headers=["Accept-Encoding: gzip, br"])]).count(approval.encode()) > 0)
        first = server.ask("/")
        again = server.ask("/", headers=[f"If-None-Match: {first.get('etag')}"])
        check("operator: the page is known again", again.status == 304, again.status)
        check("operator: the page is another", first.get("etag") != silent.ask("/").get("etag"))
        kept = server.ask(report, headers=[f"If-None-Match: {before}"])
        check("operator: a report kept from before is another", kept.status == 200, kept.status)
        twin = server.ask("/", method="HEAD")
        check("operator: HEAD", twin.get("content-length") == first.get("content-length"))
    server.stop()
    for option, value in (("--icp", "12345678"), ("--police", "x"), ("--operator-name", "a\nb"), ("--map-approval", "9" * 200)):
        run = subprocess.run([PROGRAM, "serve", "--city", path, option, value], capture_output=True, timeout=60)
        check(f"operator: not {option} {value[:9]!r}", run.returncode == 2 and option.encode() in run.stderr, run.stderr[-200:])


def bad_start(folder, path):
    """A city that is bad at the start: refused at once, in one line."""
    bad = os.path.join(folder, "bad.city")
    with open(bad, "wb") as out:
        out.write(b"not a city")
    for name in (bad, os.path.join(folder, "missing.city"), folder):
        run = subprocess.run([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", name], capture_output=True, timeout=20)
        check(f"bad city {name}: refused", run.returncode == 1 and run.stderr.count(b"\n") == 1, (run.returncode, run.stderr[-200:]))
    bare = os.path.join(folder, "bare.city")
    shutil.copy(path, bare)
    run = subprocess.run([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", bare], capture_output=True, timeout=60)
    check("without its .sha256: refused", run.returncode == 1 and b"--unverified" in run.stderr, (run.returncode, run.stderr[-300:]))
    server = Server(bare, "--unverified")
    check("unverified: served, and says so", server.port and re.search(rb"city loaded: generation \w+, unverified", server.text()),
          server.text()[-300:])
    server.stop()
    with open(bare + ".sha256", "w", encoding="ascii") as out:
        out.write("0" * 64 + "  bare.city\n")
    run = subprocess.run([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", bare, "--unverified"], capture_output=True, timeout=60)
    check("with another's .sha256: refused all the same", run.returncode == 1 and b"not what was published" in run.stderr, run.stderr[-300:])
    server = Server(path)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    start = time.monotonic()
    check("second TERM: exit 0", server.stop() == 0)
    check("second TERM: at once", time.monotonic() - start < 1, f"{time.monotonic() - start:.1f} s")
    few = subprocess.run(["bash", "-c", f"ulimit -n 64; exec '{PROGRAM}' serve --listen 127.0.0.1:0 --city '{path}'"],
                         capture_output=True, timeout=20)
    check("few files: refused", few.returncode == 1 and b"open files" in few.stderr, few.stderr[-200:])
    taken = socket.create_server(("127.0.0.1", 0))
    for address in (f"127.0.0.1:{taken.getsockname()[1]}", "nonsense", "127.0.0.1:70000", "[::1"):
        run = subprocess.run([PROGRAM, "serve", "--listen", address, "--city", path], capture_output=True, timeout=20)
        check(f"listen on {address}: refused", run.returncode in (1, 2) and run.stderr, (run.returncode, run.stderr[-200:]))
    taken.close()


def privacy(server, markers):
    text = server.text().decode(errors="replace")
    for marker in markers:
        check("log: no coordinates", marker not in text, marker)
    check("log: a line a request", f"GET {API}/nearest 200" in text, text[-300:])


# ---- the city ----


def find_city(folder):
    """The one that is named, or made of an extract; where that fails, so has the test."""
    if "--city" in sys.argv:
        return sys.argv[sys.argv.index("--city") + 1]
    data = os.environ.get("LIFECIRCLE_DATA", "")
    for extract in (os.path.join(ROOT, "geodata/liechtenstein/liechtenstein-2013.osm.pbf"),
                    os.path.join(data, "osm/liechtenstein-2013.osm.pbf"),
                    os.path.join(ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")):
        if os.path.exists(extract):
            path = os.path.join(folder, "imported.city")
            run = subprocess.run([PROGRAM, "import", "osm", extract, "--city", path], capture_output=True)
            if check(f"import of {os.path.basename(extract)}", run.returncode == 0, run.stderr[-300:]):
                return path
            break
    sys.exit(ended())


def a_place(server):
    """A point in the middle of the data, as text."""
    try:
        units = server.ask(f"{API}/export/homes?format=geojsonseq")
        line = units.body.decode().split("\n")[0].strip("\x1e")
        lon, lat = json.loads(line)["geometry"]["coordinates"]
        return f"{lon:.6f}", f"{lat:.6f}"
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return "9.520312", "47.140921"


def main():
    global PLACE
    if not os.path.exists(PROGRAM):
        print(f"{PROGRAM} is not there")
        print("0 passed, 1 failed")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source = find_city(folder)
        city = os.path.join(folder, "served.city")
        shutil.copy(source, city)
        if os.path.exists(source + ".sha256"):
            shutil.copy(source + ".sha256", city + ".sha256")
        server = Server(city, "--host", "a,xn--test.example,a_b")
        if check("the server starts", server.port, server.text()[-500:]):
            PLACE = a_place(server)
            idle = threading.Thread(target=idle_client, args=(server,))
            idle.start()
            for part in (ordinary, spoken, caching, areas, scenarios, other_systems, gaps, access, reports, pages, qr_codes, opening, searching, directions, helping, plain_pages, described, parameters, malformed, hosts, slow_clients):
                try:
                    part(server)
                except Exception as why:  # the other parts still count
                    check(part.__name__, False, repr(why))
            operator_foot(city, server)
            privacy(server, PLACE)
            reloads(server, city, folder)
            idle.join()
            drain(server)
        server.stop()
        check("no sanitizer spoke", not re.search(rb"Sanitizer|runtime error", server.text()), server.text()[-3000:])
        public_address(city)
        bad_start(folder, city)
    return ended()


PLACE = ("0", "0")

if __name__ == "__main__":
    sys.exit(main())
