#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several cities in one server: tests/http/cities.py [--city FILE]

Each answers below /c/ID/ as it does alone, byte for byte but for its own
addresses; nothing below one leads to another; a damaged file is its own city's
affair, at the start and while it is asked. The program is $LIFECIRCLE.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from races import operator_port, read_city, targets
from run import API, PROGRAM, Server, Wire, check, find_city, score

CLIENTS = 16
QR = re.compile(rb'<svg[^>]*shape-rendering="crispEdges">.*?</svg>', re.S)
LINK = re.compile(rb"""(?:href|src|action|xlink:href)=["'](/[^"']*)|"(?:href|url|home|html)":"(/[^"]*)""")


def make_second(folder, source):
    """Another city than the first: it has a facility more."""
    path = os.path.join(folder, "second.city")
    shutil.copy(source, path)
    probe = Server(source)
    lon, lat = read_city(probe)["at"].split("&")
    probe.stop()
    run = subprocess.run([PROGRAM, "facility", "add", "name=Nur hier", "category=library", lon, lat, "--city", path],
                         capture_output=True)
    return path if check("a second city", run.returncode == 0, run.stderr[-300:]) else None


def same_as_alone(server, alone, home):
    """Every route of a city, against a server that holds it alone."""
    place = read_city(alone)
    for path, target, body in targets(place, place["paces"][0]):
        if path == "/":
            path = target = "/index.html"
        if path in (f"{API}/qr", f"{API}/cities"):
            continue  # of the server, not of a city
        more = {"method": "POST", "body": body, "headers": ["Content-Type: application/geo+json"]} if body else {}
        mine, theirs = server.ask(home + target, **more), alone.ask(target, **more)
        text = QR.sub(b"", mine.body).replace(home.encode(), b"")
        expected = QR.sub(b"", theirs.body)
        if path == f"{API}/openapi.json":
            expected = expected.replace(b'"url":"/"', b'"url":""')
        check(f"{home}{target}", mine.status == theirs.status and text == expected,
              (mine.status, theirs.status, len(text), len(expected)))
        for found in LINK.findall(mine.body):
            link = found[0] or found[1]
            check(f"{home}{target}: its links", (link + b"/").startswith(home.encode() + b"/"), link)


def roots(server):
    """What stands below no city: the list, and the way to the first."""
    rows = server.ask(f"{API}/cities").json()["cities"]
    check("the list", [(r["id"], r["home"], r["ready"]) for r in rows] ==
          [("a", "/c/a/", True), ("second", "/c/second/", True), ("bad", "/c/bad/", False)], rows)
    check("the list: a bad one", rows[2]["name"] is None and rows[2]["extent"] is None and rows[2]["generation"] is None, rows[2])
    check("the list: good ones", all(r["name"] and len(r["extent"]) == 4 for r in rows[:2]), rows[:2])
    check("the list: two cities", rows[0]["generation"] != rows[1]["generation"], rows)
    for target in ("/", "/c/second"):
        reply = server.ask(target)
        check(f"{target} leads on", (reply.status, reply.get("location")) ==
              (307, {"/": "/c/a/", "/c/second": "/c/second/"}[target]), (reply.status, reply.headers))
    for target in (f"{API}/city", "/plain", "/tiles.json", "/c/none/", f"/c/none{API}/city", "/app.js", "/c/a/none"):
        reply = server.ask(target)
        check(f"{target}: nobody's", reply.status == 404, reply.status)
        listed = all(home in reply.body.decode() for home in ("/c/a/", "/c/second/", "/c/bad/"))
        check(f"{target}: who there is", listed == (target != "/c/a/none"), reply.body)
    check("POST / is nobody's", server.ask("/", method="POST").status == 404)
    check("health", server.ask("/healthz").status == 200 and server.ask("/readyz").status == 200)
    bad = server.ask(f"/c/bad{API}/city")
    check("a bad one says that it waits", bad.status == 503 and bad.get("retry-after"), (bad.status, bad.body))
    check("a bad one has a page", server.ask("/c/bad/").status == 200)


def tags(server):
    first = server.ask(f"/c/a{API}/units")
    again = server.ask(f"/c/a{API}/units", headers=[f"If-None-Match: {first.get('etag')}"])
    other = server.ask(f"/c/second{API}/units", headers=[f"If-None-Match: {first.get('etag')}"])
    check("known again", again.status == 304, again.status)
    check("but not another city's", other.status == 200, other.status)
    found = server.ask(f"/c/second{API}/search?q=Nur+hier").body
    check("what one alone has", b"Nur hier" in found and b"Nur hier" not in server.ask(f"/c/a{API}/search?q=Nur+hier").body)


def metrics(server, port):
    wire = Wire(port)
    text = wire.ask("/metrics").body.decode()
    wire.close()
    check("metrics: ready", [f'lifecircle_city_ready{{city="{c}"}} {n}' in text for c, n in (("a", 1), ("second", 1), ("bad", 0))] ==
          [True] * 3, text[:2000])
    memory = re.findall(r'^lifecircle_city_memory_bytes\{city="(\w+)"\} (\d+)$', text, re.M)
    check("metrics: memory", [c for c, _ in memory] == ["a", "second", "bad"] and memory[2][1] == "0" and
          all(int(n) > 1 << 20 for _, n in memory[:2]), memory)
    check("metrics: reloads", 'lifecircle_reloads_total{city="bad",result="refused"}' in text)
    check("metrics: no generation of none", 'generation_info{city="bad"' not in text)
    check("the log says whose", re.search(rb" GET /c/second/api/v1/units 200 ", server.text()))


def ask_on(server, home, stop, wrong, counts):
    wire = Wire(server.port, 60)
    while not stop.is_set():
        for target in (f"{API}/city", f"{API}/units", "/plain", "/"):
            reply = wire.ask(home + target)
            if reply is None:  # a connection ends after so many requests
                wire.close()
                wire = Wire(server.port, 60)
                reply = wire.ask(home + target)
            if reply is None or reply.status != 200:
                wrong.append((home, target, reply and reply.status))
            counts[home] = counts.get(home, 0) + 1
    wire.close()


def swap(path, data):
    with open(path + ".new", "wb") as out:
        out.write(data)
    os.rename(path + ".new", path)


def one_is_damaged(server, path):
    """While sixteen ask all: the others are good, and so is the old one."""
    with open(path, "rb") as file:
        good = file.read()
    stop, wrong, counts = threading.Event(), [], {}
    threads = [threading.Thread(target=ask_on, args=(server, ("/c/a", "/c/second", "/c/bad")[i % 3], stop, wrong, counts))
               for i in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for name, data, word in (("damaged", good[: len(good) // 2], rb"city second refused"), ("whole", good, rb"city second loaded")):
        mark = len(server.text())
        swap(path, data)
        check(f"{name}: seen", server.wait_for(word, 30, mark), server.text()[mark:][-300:])
        check(f"{name}: the others are let be", not re.search(rb"city (a|bad) ", server.text()[mark:]), server.text()[mark:][-300:])
        time.sleep(0.5)
    stop.set()
    for thread in threads:
        thread.join()
    check("nobody failed", not wrong, wrong[:5])
    check("all were asked", len(counts) == 3 and min(counts.values()) > 10, counts)


def mend(server, path, good):
    mark = len(server.text())
    shutil.copy(good + ".sha256", path + ".sha256")
    shutil.copy(good, path + ".new")
    os.rename(path + ".new", path)
    check("a bad one that is mended is loaded", server.wait_for(rb"city bad loaded", 30, mark), server.text()[mark:][-300:])
    check("and answers", server.ask(f"/c/bad{API}/city").status == 200)
    mark = len(server.text())
    server.process.send_signal(signal.SIGHUP)
    check("SIGHUP is for all", all(server.wait_for(b"city %s loaded" % name, 30, mark) for name in (b"a", b"second", b"bad")))


def refused(first, second):
    for cities, word in (([first, first], b"two cities"), ([first, "x/\u57ce.city"], b"ID=FILE"),
                         ([first, "my town.city"], b"ID=FILE"), ([], b"--city")):
        arguments = [part for city in cities for part in ("--city", city)]
        run = subprocess.run([PROGRAM, "serve", "--listen", "127.0.0.1:0", *arguments], capture_output=True, timeout=20,
                             env={k: v for k, v in os.environ.items() if k != "LIFECIRCLE_CITY"})
        check(f"{cities}: refused", run.returncode == 2 and word in run.stderr, (run.returncode, run.stderr[-300:]))
    run = subprocess.run([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", "none.city", "--city", "other.city"],
                         capture_output=True, timeout=20)
    check("none is good: refused", run.returncode == 1 and run.stderr.count(b"refused") == 2, (run.returncode, run.stderr))
    run = subprocess.run([PROGRAM, "check", "--city", first, "--city", second], capture_output=True, timeout=20)
    check("another command takes one", run.returncode == 2 and b"given twice" in run.stderr, run.stderr)


def several(folder, first, second):
    bad = os.path.join(folder, "bad.city")
    with open(bad, "wb") as out:
        out.write(b"not a city")
    server = Server(f"a={first}", "--city", second, "--city", bad, "--operator-listen", "127.0.0.1:0")
    port = operator_port(server)
    if check("the server starts", server.port and port, server.text()[-500:]):
        roots(server)
        for path, home in ((first, "/c/a"), (second, "/c/second")):
            alone = Server(path)
            same_as_alone(server, alone, home)
            alone.stop()
        tags(server)
        metrics(server, port)
        with open(bad, "rb") as file:
            check("bad is bad", len(file.read()) < 100)
        mend(server, bad, first)
        one_is_damaged(server, second)
    code = server.stop()
    check("exit 0", code == 0, code)
    check("no sanitizer spoke", not re.search(rb"Sanitizer|runtime error", server.text()), server.text()[-6000:])


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = find_city(folder)
        second = make_second(folder, source)
        if second:
            several(folder, source, second)
            refused(source, second)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
