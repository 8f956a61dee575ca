#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a long answer may cost: tests/http/budget.py [--city FILE]

It has a deadline, and ends when nobody waits for it any more; who asks for one
that is being made gets the same; HEAD makes none; and whatever is being made,
the server ends in time when it is told to. The program is $LIFECIRCLE.
"""
import re
import signal
import sys
import tempfile
import threading
import time

from busy import SANITIZED, heavy
from limits import metric
from races import operator_port
from run import API, Server, Wire, a_place, check, find_city, score

SLOW = 5 if SANITIZED else 1


def start(city, *more):
    server = Server(city, "-q", "--operator-listen", "127.0.0.1:0", *more)
    port = operator_port(server)
    check("the server starts", server.port and port, server.text()[-300:])
    return server, port


def slowest(server):
    """The question that takes longest once all that is kept has been made, and its seconds."""
    lon, lat = a_place(server)
    took = {}
    for target, body in heavy(server, lon, lat):
        if body:
            continue
        for _ in range(2):  # the first makes what is kept
            wire, begun = Wire(server.port, 120), time.monotonic()
            status = wire.ask(target).status
            wire.close()
        if status == 200:
            took[target] = time.monotonic() - begun
    return max(took.items(), key=lambda item: item[1])


def until(what, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not what():
        time.sleep(0.02)
    return what()


def running(port):
    return metric(port, 'lifecircle_tasks{state="running"}')


def idle(port):
    """An answer is sent a moment before the worker that made it is counted as free."""
    check("nothing is being made", until(lambda: not running(port)))


def deadline(city, target):
    """The clock runs on while the process is held, so that a second is over in any answer."""
    server, _ = start(city, "--deadline", "1")
    for _ in range(2):
        server.ask(target)
    wire, reply = Wire(server.port, 30), None
    for _ in range(8):  # it may be done before it is held
        ask(wire, target)
        time.sleep(0.05)
        server.process.send_signal(signal.SIGSTOP)
        time.sleep(1.2)
        server.process.send_signal(signal.SIGCONT)
        reply = wire.reply()
        if reply.status != 200:
            break
    check("deadline: 503", reply.status == 503 and reply.get("retry-after") and b"longer than 1 s" in reply.body,
          (reply.status, reply.body[:300]))
    check("deadline: the connection is kept", wire.ask("/healthz").status == 200)
    check("deadline: exit 0", server.stop() == 0)


def ask(wire, target, more=""):
    wire.sock.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode())


def left(port):
    wire = Wire(port)
    text = wire.ask("/metrics").body.decode()
    wire.close()
    return sum(int(n) for n in re.findall(r'^lifecircle_requests_total\{.*status="499"\} (\d+)$', text, re.M))


def leaving(server, port, target, seconds):
    """Who goes ends the question, unless others wait for the same."""
    idle(port)
    before = left(port)
    wire = Wire(server.port)
    ask(wire, target)
    check("leaving: it is being made", until(lambda: running(port), 5))
    begun = time.monotonic()
    wire.close()
    check("leaving: ended", until(lambda: not running(port)))
    took = time.monotonic() - begun
    check("leaving: for want of anybody", left(port) == before + 1, (left(port), before))
    print(f"leaving: ended after {took:.2f} s of {seconds:.2f} s")
    idle(port)
    stays, goes = Wire(server.port, 60), Wire(server.port)
    ask(goes, target)
    check("leaving: it is being made again", until(lambda: running(port), 5))
    ask(stays, target)
    time.sleep(0.05)
    goes.close()
    reply = stays.reply()
    check("leaving: who stays has it", reply.status == 200 and left(port) == before + 1, reply.status)


def sharing(server, port, target):
    alone = server.ask(target)
    idle(port)
    before = metric(port, "lifecircle_shared_total") or 0
    wires = [Wire(server.port, 60) for _ in range(8)]
    packed = Wire(server.port, 60)
    ask(wires[0], target)
    check("sharing: it is being made", until(lambda: running(port), 5))
    for wire in wires[1:]:
        ask(wire, target)
    ask(packed, target, "Accept-Encoding: gzip\r\n")
    replies = [wire.reply() for wire in wires]
    check("sharing: all have it", all(r.status == 200 and r.body == alone.body for r in replies), [r.status for r in replies])
    check("sharing: with its header", all({k: v for k, v in r.headers.items() if k != "date"} == {
        k: v for k, v in alone.headers.items() if k != "date"} for r in replies), [r.headers for r in replies])
    shared = metric(port, "lifecircle_shared_total") - before
    check("sharing: made once", shared == 7, shared)
    check("sharing: not the packed one", packed.reply().get("content-encoding") == "gzip")
    check("sharing: connections go on", all(wire.ask("/healthz").status == 200 for wire in wires))


def head(server, port, target):
    get = server.ask(target)
    before = metric(port, "lifecircle_held_tasks")
    for _ in range(20):
        wire = Wire(server.port)
        reply = wire.ask(target, method="HEAD")
        check("head: nothing behind it", reply.get("connection").lower() == "close" and wire.reply() is None, reply.headers)
        check("head: as GET", reply.status == 200 and all(reply.get(one) == get.get(one) for one in (
            "etag", "content-type", "cache-control", "vary", "access-control-allow-origin")), reply.headers)
    check("head: no length of nothing", "content-length" not in reply.headers, reply.headers)
    check("head: nothing is made", metric(port, "lifecircle_held_tasks") == before)
    wire = Wire(server.port)
    known = wire.ask(target, method="HEAD", headers=[f"If-None-Match: {get.get('etag')}"])
    check("head: known", known.status == 304, known.status)
    check("head: what its question finds is told", wire.ask(f"{API}/coverage?radius=500&minutes=5", method="HEAD").status == 400)
    check("head: what is wrong is told", wire.ask(f"{API}/gaps?category=none", method="HEAD").status == 400)
    check("head: and GET goes on", wire.ask("/healthz").status == 200)
    wire.sock.sendall(f"HEAD {target} HTTP/1.0\r\n\r\n".encode())
    old = wire.reply(True)
    check("head: of 1.0", old.status == 200 and old.get("etag") == get.get("etag") and "transfer-encoding" not in old.headers, old.headers)


def ending(city, target, signals):
    server, port = start(city)
    lon, lat = a_place(server)
    asked = [one for one, body in heavy(server, lon, lat) if not body]
    stop = threading.Event()

    def client(i):
        while not stop.is_set():
            try:
                wire = Wire(server.port, 60)
                wire.ask(asked[i % len(asked)])
                wire.close()
            except OSError:
                return

    threads = [threading.Thread(target=client, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    check("ending: much is being made", until(lambda: running(port), 10))
    time.sleep(0.5)
    begun = time.monotonic()
    for i in range(signals):
        time.sleep(0.2 * (i > 0))
        server.process.send_signal(signal.SIGTERM)
    code = server.wait()
    took = time.monotonic() - begun
    stop.set()
    for thread in threads:
        thread.join()
    check(f"ending by {signals}: exit 0", code == 0, (code, server.text()[-500:]))
    check(f"ending by {signals}: in time", took < (10, 2.5)[signals - 1] * SLOW, f"{took:.1f} s")
    print(f"ending by {signals}: {took:.1f} s")


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        server, port = start(city)
        target, seconds = slowest(server)
        print(f"budget: {target} takes {seconds:.2f} s")
        leaving(server, port, target, seconds)
        sharing(server, port, target)
        head(server, port, target)
        check("exit 0", server.stop() == 0)
        check("no sanitizer spoke", b"Sanitizer" not in server.text(), server.text()[-3000:])
        deadline(city, target)
        ending(city, target, 1)
        ending(city, target, 2)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
