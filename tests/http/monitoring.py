#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an operator sees: tests/http/monitoring.py [--city FILE]

/metrics is what promtool takes for well made, and tells each thing that was
provoked; every name, label and value that the dashboard and the alerts ask
for (debian/monitoring) is one that it prints; the alerts fire by their own
tests. No line of the log and no metric has anything of what was asked with,
or by whom: marks are planted and looked for. The program is $LIFECIRCLE.
"""
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

from races import operator_port
from run import API, PROGRAM, ROOT, Server, Wire, a_place, check, find_city, score

FOLDER = os.path.join(ROOT, "debian/monitoring")
PROMETHEUS = {"up"}  # its own series, of no exporter
# Words of PromQL, and labels after by(), on() and the like.
FUNCTIONS = re.compile(r"\b(?:by|on|group_left|without|ignoring)\s*\([^)]*\)|\b[a-z_]+\s*\(|\b(?:sum|min|max|by|on|and|or|unless|offset|bool)\b")


def promtool(*arguments, text=None, folder=ROOT):
    run = subprocess.run(["promtool", *arguments], input=text, capture_output=True, text=True, timeout=120, cwd=folder)
    return run.returncode, run.stdout + run.stderr


def scrape(port):
    wire = Wire(port)
    reply = wire.ask("/metrics")
    wire.close()
    return reply.body.decode()


def series(text):
    """{name: {label: {value, ...}}} of a scrape."""
    found = {}
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        name, labels = re.match(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$", line).groups()
        of = found.setdefault(name, {})
        for label, value in re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels or ""):
            of.setdefault(label, set()).add(value)
    return found


def value(text, name):
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
    return float(found.group(1)) if found else None


def missing(expression, printed):
    """What an expression of PromQL asks for and nobody prints."""
    wrong = []
    bare = expression
    for name, selector in re.findall(r"([a-zA-Z_:][\w:]*)\{([^}]*)\}", expression):
        for label, sign, wanted in re.findall(r'(\w+)(=~|!=|=|!~)"([^"]*)"', selector):
            values = printed.get(name, {}).get(label)
            if label in ("job", "instance"):
                continue  # Prometheus puts these on
            if label == "status" and values and re.fullmatch(r"[1-5]\d\d(\|[1-5]\d\d)*", wanted):
                continue  # what never came is left out
            if values is None or (sign == "=" and wanted not in values) or \
                    (sign == "=~" and not any(re.fullmatch(wanted, v) for v in values)):
                wrong.append(f"{name}{{{label}{sign}{wanted}}}")
        bare = bare.replace("{" + selector + "}", " ")
    bare = re.sub(r"\[[^\]]*\]", " ", bare)
    bare = FUNCTIONS.sub(" ", bare)
    wrong += [name for name in re.findall(r"[a-zA-Z_:][\w:]*", bare) if name not in printed and name not in PROMETHEUS]
    return wrong


def expressions():
    """(where, expression) of all that the dashboard and the alerts ask."""
    with open(os.path.join(FOLDER, "dashboard.json"), encoding="utf-8") as file:
        board = json.load(file)
    for panel in board["panels"]:
        for target in panel["targets"]:
            yield f'dashboard, {panel["title"]}', target["expr"]
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            yield "dashboard, variable", re.match(r"label_values\((\w+), \w+\)$", variable["definition"]).group(1)
    with open(os.path.join(FOLDER, "alerts.yml"), encoding="utf-8") as file:
        text = file.read()
    for name, rest in re.findall(r"- alert: (\w+)\n\s+expr: (.*?)\n\s+(?:for|labels):", text, re.S):
        yield f"alert {name}", re.sub(r"^>-?", "", rest)


def provoked(server, port):
    """Each counter moves by what it is of."""
    lon, lat = a_place(server)
    before = scrape(port)
    for target, more, status in (
            (f"{API}/nearest?lon={lon}&lat={lat}", {}, 200), (f"{API}/coverage", {}, 200), (f"{API}/report?format=csv", {}, 200),
            ("/%00", {}, 400), ("/", {"method": "BREW"}, 501), ("/nothing", {}, 404), ("/", {}, 200)):
        got = server.ask(target, **more)
        check(f"provoked {target}", got.status == status, got.status)
    wire = Wire(server.port)
    wire.sock.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    check("provoked: another host", wire.reply().status == 421)
    after = scrape(port)
    wire.close()
    route = f'route="{API}/nearest"'
    for name, by in ((f'lifecircle_requests_total{{{route},status="200"}}', 1),
                     (f"lifecircle_request_duration_seconds_count{{{route}}}", 1),
                     (f'lifecircle_request_duration_seconds_bucket{{{route},le="+Inf"}}', 1),
                     ('lifecircle_requests_total{route="unknown",status="404"}', 1),
                     ('lifecircle_rejected_requests_total{reason="malformed"}', 2),
                     ('lifecircle_rejected_requests_total{reason="host"}', 1)):
        check(f"counted: {name}", (value(after, name) or 0) - (value(before, name) or 0) == by, (value(before, name), value(after, name)))
    check("counted: bytes", value(after, "lifecircle_response_bytes_total") > value(before, "lifecircle_response_bytes_total") + 1000)
    check("counted: sum of times", 0 < value(after, f"lifecircle_request_duration_seconds_sum{{{route}}}") < 60)
    for name, least in (("process_resident_memory_bytes", 1e7), ("process_cpu_seconds_total", 0.01), ("process_start_time_seconds", 1.7e9),
                        ("process_max_fds", 64), ("lifecircle_connections", 1), ("lifecircle_connections_limit", 16),
                        ("lifecircle_city_memory_bytes", 1e6), ("lifecircle_city_loaded_timestamp_seconds", 1.7e9),
                        ("lifecircle_city_computed_timestamp_seconds", 1.7e9), ("lifecircle_city_data_timestamp_seconds", 1e9)):
        check(f"told: {name}", (value(after, name) or 0) >= least, value(after, name))
    check("told: the version", re.search(r'^lifecircle_build_info\{version="[\w.~+-]+"\} 1$', after, re.M))
    counts = [int(n) for n in re.findall(rf'^lifecircle_request_duration_seconds_bucket\{{{re.escape(route)},le="[^"]+"\}} (\d+)$', after, re.M)]
    check("buckets are cumulative", len(counts) > 10 and counts == sorted(counts), counts)
    return after


def well_made(text):
    status, told = promtool("check", "metrics", text=text)
    check("promtool check metrics", status == 0 and not told.strip(), told)
    status, told = promtool("check", "metrics", text="# TYPE lifecircle_requests counter\nlifecircle_requests 1\n")
    check("promtool finds what is not", status != 0 and "_total" in told, told)
    heads = re.findall(r"^# TYPE (\w+) ", text, re.M)
    check("each name once", len(heads) == len(set(heads)), heads)


def asked_for(printed):
    seen = 0
    for where, expression in expressions():
        wrong = missing(expression, printed)
        check(where, not wrong, f"{wrong} in {expression}")
        seen += 1
    check("expressions were found", seen > 40, seen)
    with tempfile.TemporaryDirectory() as folder:  # the dashboard's as rules: whether they are PromQL
        rows = [expression.replace("$__rate_interval", "5m") for _, expression in expressions()]
        with open(os.path.join(folder, "rules.json"), "w", encoding="utf-8") as out:
            json.dump({"groups": [{"name": "dashboard", "rules": [{"record": f"a:b{i}", "expr": row} for i, row in enumerate(rows)]}]}, out)
        status, told = promtool("check", "rules", "rules.json", folder=folder)
        check("every expression is PromQL", status == 0 and f"{seen} rules" in told, told[-500:])
    for planted in ('rate(lifecircle_request_total[5m])', 'lifecircle_tasks{state="waits"}', 'sum by (x) (lifecircle_tasks{stat="waiting"})'):
        check(f"found missing: {planted}", missing(planted, printed))


def rules():
    for name, arguments in (("check", ("check", "rules", "alerts.yml")), ("test", ("test", "rules", "alerts_test.yml"))):
        status, told = promtool(*arguments, folder=FOLDER)
        check(f"promtool {name} rules", status == 0, told)
    with open(os.path.join(FOLDER, "alerts.yml"), encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(FOLDER, "alerts_test.yml"), encoding="utf-8") as file:
        tests = file.read()
    for name in re.findall(r"- alert: (\w+)", text):
        check(f"{name}: fires in a test, and is silent in one",
              f'alertname="{name}"' in tests and f"alertname: {name} }}" in tests)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(FOLDER, "alerts_test.yml"), folder)
        with open(os.path.join(folder, "alerts.yml"), "w", encoding="utf-8") as out:
            out.write(text.replace("lifecircle_ready == 0", "lifecircle_ready == 7"))
        status, told = promtool("test", "rules", "alerts_test.yml", folder=folder)
        check("a broken alert is found", status != 0 and "LifecircleNotReady" in told, told[-300:])


def several(city):
    """Labels of several cities, and one that is bad: the names stay the same."""
    server = Server(f"a={city}", "--city", f"b={city}", "-q", "--operator-listen", "127.0.0.1:0")
    port = operator_port(server)
    if check("several: the server starts", server.port and port, server.text()[-300:]):
        text = scrape(port)
        status, told = promtool("check", "metrics", text=text)
        check("several: promtool", status == 0 and not told.strip(), told)
        check("several: labels", series(text)["lifecircle_city_ready"]["city"] == {"a", "b"})
    server.stop()


def listeners(city):
    """One that others can reach is said to be so."""
    for address, warned in (("127.0.0.1:0", False), ("[::1]:0", False), ("0.0.0.0:0", True)):
        server = Server(city, "-q", "--operator-listen", address)
        told = b"is not of this machine alone" in server.text()
        check(f"operator's listener on {address}", server.port and told == warned, server.text()[-300:])
        server.process.kill()
        server.wait()


LINE = re.compile(r"lifecircle: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [0-9a-f]{16} (GET|HEAD|POST|OPTIONS|-) (\S+) (\d{3}) (\d+) bytes (\d+) us ([0-9a-f]{12}|-)$")
MEMBERS = {"time", "level", "message", "id", "method", "route", "status", "bytes", "us", "generation"}


def hunted(server, marks):
    """Asks with the marks in every place where a request can hold one."""
    lon, lat = marks[:2]
    name = marks[2]
    at = f"lon={lon}&lat={lat}"
    agent = [f"User-Agent: {name}", f"Referer: https://{name}.example/{name}", f"Cookie: a={name}", f"X-Forwarded-For: {marks[3]}"]
    body = json.dumps({"type": "Polygon", "coordinates": [[[float(lon) + dx, float(lat) + dy] for dx, dy in
                       ((0, 0), (.01, 0), (.01, .01), (0, .01), (0, 0))]]}).encode()
    for target, more in (
            (f"{API}/nearest?{at}", {}), (f"{API}/circle?{at}", {}), (f"{API}/isochrone?{at}", {}), (f"/plain?{at}", {}),
            (f"{API}/nearest?{at}&category={name}", {}), (f"{API}/search?q={name}", {}), (f"{API}/facilities/{name}", {}),
            (f"{API}/route?{at}&to={name}", {}), (f"/plain?q={name}", {}), (f"/plain?unit={name}", {}), (f"/{name}", {}),
            (f"/tiles/base/16/{marks[4]}/{marks[4]}.mvt", {}), (f"{API}/nearest?{name}={lon}", {}), (f"{API}/nearest?{at}&{at}", {}),
            (f"{API}/gaps?category=pharmacy&unit={name}", {}), (f"/%00{name}", {}), (f"{API}/nearest?{at}&x=%", {}),
            (f"{API}/coverage", {"method": "POST", "headers": ["Content-Type: application/json", *agent], "body": body}),
            (f"{API}/coverage", {"method": "POST", "headers": ["Content-Type: application/json"], "body": body[:-7] + name.encode()}),
            (f"{API}/nearest?{at}", {"method": name})):
        more.setdefault("headers", agent)
        server.ask(target, **more)
    wire = Wire(server.port)
    wire.sock.sendall(f"GET /{name} HTTP/1.1\r\nHost: {name}.example\r\n\r\n".encode())
    wire.reply()
    wire.close()
    for _ in range(4):  # a small window, so that most of it can't be sent
        leaver = socket.socket()
        leaver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        leaver.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        leaver.connect(("127.0.0.1", server.port))
        leaver.sendall(f"GET {API}/export/facilities?format=geojson HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 6)
        time.sleep(0.3)
        leaver.close()
    for tail in (f"GET /tiles/base/16/{marks[4]}/{marks[4]}.mvt HTTP/1.1\r\nHost: localhost\r\n\r\n" * 40,
                 f"GET {API}/export/facilities?format=geojson&{name}=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 f"POST {API}/coverage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{at}"):
        for _ in range(10):  # who leaves is what the library speaks of
            leaver = Wire(server.port)
            leaver.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            leaver.sock.sendall(tail.encode())
            time.sleep(0.01)
            leaver.close()
    time.sleep(0.5)


def logged(city):
    """A line a request, by a form; nothing of what was asked with, or by whom, in any."""
    marks = ("13.2718281", "53.5314159", "markedwithcare", "198.51.100.77", "31337")
    for form, more in (("plain", ()), ("json", ("--log", "json")), ("quiet", ("-q",))):
        server = Server(city, *more, "--operator-listen", "127.0.0.1:0") if form != "json" else \
            JsonServer(city, *more, "--operator-listen", "127.0.0.1:0")
        port = operator_port(server) if form != "json" else server.operator
        if not check(f"log, {form}: the server starts", server.port and port, server.text()[-300:]):
            continue
        server.ask("/healthz")
        hunted(server, marks)
        text = server.text().decode(errors="strict")
        metrics = scrape(port)
        for mark in (*marks, "User-Agent", "13.2718", "53.5314"):
            check(f"log, {form}: no {mark}", mark not in text, [line for line in text.splitlines() if mark in line][:3])
            check(f"metrics, {form}: no {mark}", mark not in metrics or mark.isdigit() and f"_total {mark}" in metrics,
                  [line for line in metrics.splitlines() if mark in line][:3])
        check(f"log, {form}: no form of printf", not re.search(r"%[a-z]", text), text[-500:])
        requests = [line for line in text.splitlines() if " bytes " in line or '"request"' in line]
        check(f"log, {form}: a line a request", len(requests) >= 25 if form != "quiet" else not requests, len(requests))
        if form == "plain":  # or nothing was hunted
            check("log: the library has spoken of who left", "libmicrohttpd: " in text, text[-300:])
        if form == "quiet":
            check("log, quiet: the library is silent too", "libmicrohttpd" not in text, text[-300:])
        for line in text.splitlines() if form == "json" else []:
            one = json.loads(line)
            check("log, json: members", {"time", "level", "message"} == set(one) or MEMBERS == set(one), line)
        for line in requests if form == "plain" else []:
            check("log, plain: a line's form", LINE.match(line), line)
        if form == "json":
            some = [one for one in map(json.loads, text.splitlines()) if one.get("route") == f"{API}/nearest" and one["status"] == 200]
            check("log, json: a request", some and re.fullmatch(r"[0-9a-f]{12}", some[0]["generation"]) and some[0]["us"] > 0 and
                  some[0]["bytes"] > 100 and some[0]["method"] == "GET" and some[0]["time"].endswith("Z"), some[:1])
        without_core(server, form)
        server.stop()


def without_core(server, form):
    with open(f"/proc/{server.process.pid}/limits", encoding="ascii") as file:
        core = re.search(r"^Max core file size +(\S+) +(\S+)", file.read(), re.M).groups()
    check(f"core, {form}: none", core == ("0", "0"), core)


class JsonServer(Server):
    """Of which the addresses stand in objects."""

    def __init__(self, city, *more):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", city, *more],
                                        stdout=subprocess.DEVNULL, stderr=self.log)
        found = self.wait_for(rb'"listening on http://127\.0\.0\.1:(\d+)"', 60)
        other = self.wait_for(rb'"operator listening on http://127\.0\.0\.1:(\d+)"', 10)
        self.port, self.operator = (int(m.group(1)) if m else 0 for m in (found, other))


def main():
    if not shutil.which("promtool"):
        print("skipped: monitoring, there is no promtool (package prometheus)")
        print("0 passed, 0 failed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        server = Server(city, "--operator-listen", "127.0.0.1:0")
        port = operator_port(server)
        if check("the server starts", server.port and port, server.text()[-300:]):
            check("not on the public listener", server.ask("/metrics").status == 404)
            text = provoked(server, port)
            well_made(text)
            asked_for(series(text))
        server.stop()
        several(city)
        listeners(city)
        logged(city)
    rules()
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
