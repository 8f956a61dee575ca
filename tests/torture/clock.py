#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock on the wall is set while a server is asked: tests/torture/clock.py

A second and an hour on and back, across the change to summer time, a year, past
2038, to before 1970. No request fails and no idle connection ends for it; Date
says the time that was set, and what is open now goes by it; no time in the
metrics is negative; a reload is taken, and the end is as fast as ever. Which
clock a program sees is clock.c's. Before that a server that ends connections
by the wall has to be found out.
"""
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
from email.utils import parsedate_to_datetime

from versions import HERE, Asker, Server, Wire, check, ended, planted, served
from races import operator_port  # http/, which the line above makes known

CLIENTS, RATE, IDLE = 8, 25, 100
WATCHED_S = 1.5
YEAR = 365 * 86400
SUMMER = 1806195600 - 1  # a second before Germany's clocks go on in 2027, of which the test's city is


class Clock:
    """Where clock.c looks."""

    def __init__(self, folder):
        self.path, self.library = os.path.join(folder, "clock"), os.path.join(folder, "clock.so")
        self.ahead = 0
        with open(self.path, "wb") as file:
            file.write(bytes(4096))
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", self.library, os.path.join(HERE, "clock.c")], check=True)

    def set(self, ahead):
        with open(self.path, "r+b") as file:
            file.write(struct.pack("<q", ahead))
        self.ahead = ahead

    def server(self, city, *more):
        os.environ.update(CLOCK=self.path, LD_PRELOAD=self.library)
        try:
            return Server(city, *more)
        finally:
            del os.environ["LD_PRELOAD"]


def settings():
    now = int(time.time())
    return (("a second on", 1), ("a second back", -1), ("an hour on", 3600), ("an hour back", -3600), ("a year on", YEAR),
            ("a year back", -YEAR), ("summer time begins", SUMMER - now), ("past 2038", (1 << 31) - 1 - now), ("past 2106", (1 << 32) - now),
            ("1970", 60 - now), ("before 1970", -3600 - now), ("as it was", 0))


def asked_while(clock, server, generations, change):
    """What failed of requests on new and on kept connections, and of such as were idle, while the clock was set."""
    idle = [Wire(server.port, 10) for _ in range(IDLE)]
    askers = [Asker(server.port, RATE, generations, i % 2) for i in range(CLIENTS)]
    begun = [w.ask("/healthz") for w in idle]
    time.sleep(WATCHED_S / 2)
    clock.set(change)
    time.sleep(WATCHED_S)
    after = []
    for wire in idle:
        try:
            after.append(wire.ask("/healthz"))
        except OSError:
            after.append(None)
        wire.close()
    for asker in askers:
        asker.end()
    wrong = [w for a in askers for w in a.wrong]
    return wrong, sum(a is None or a.status != 200 for a in begun + after), sum(a.count for a in askers), after


def date_of(reply):
    try:
        return parsedate_to_datetime(reply.get("date")).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None


def find_out(clock, city, two):
    os.environ["GENERATION"] = two.generations[0]
    with planted("wall"):
        server = clock.server(city)
        wrong, dropped, _, _ = asked_while(clock, server, two.generations, 2 * YEAR)
        check("a server that goes by the wall is found out", wrong and dropped, (wrong[:3], dropped))
        server.stop()
    clock.set(0)


def metrics(port):
    wire = Wire(port)
    text = wire.ask("/metrics").body.decode()
    wire.close()
    return [line for line in text.splitlines() if not line.startswith("#")]


def main():
    with tempfile.TemporaryDirectory() as folder, served() as (two, city):
        clock = Clock(folder)
        find_out(clock, city, two)
        server = clock.server(city, "--operator-listen", "127.0.0.1:0")
        port = operator_port(server)
        check("the server starts", server.port and port, server.text()[-300:])
        requests = failed = lost = 0
        for name, change in settings():
            wrong, dropped, count, after = asked_while(clock, server, two.generations, change)
            requests, failed, lost = requests + count, failed + len(wrong), lost + dropped
            check(f"{name}: no request fails", not wrong, wrong[:5])
            check(f"{name}: no connection ends", not dropped, dropped)
            said, real = after[-1] and date_of(after[-1]), time.time() + change
            check(f"{name}: Date", said is not None and abs(said - real) < 5, (after[-1] and after[-1].get("date"), real))
            open_now = server.ask("/api/v1/nearest?lon=13.261&lat=53.557&open_at=now")
            check(f"{name}: what is open now", open_now and open_now.status == 200, open_now and open_now.body[:200])
            below = [line for line in metrics(port) if re.search(r" -", line)]
            check(f"{name}: no time is negative", not below or change < -YEAR, below[:3])
            two.put(1, city)
            mark = len(server.text())
            server.process.send_signal(signal.SIGHUP)
            check(f"{name}: a reload", server.wait_for(rb"city loaded", 20, mark), server.text()[-300:])
            two.put(0, city)
            server.process.send_signal(signal.SIGHUP)
            check(f"{name}: and another", server.wait_for(rb"city loaded.*\n[^\0]*city loaded", 20, mark), server.text()[-300:])
        clock.set(-YEAR)
        begun = time.monotonic()
        check("exit 0", server.stop() == 0)
        check("the end is as fast as ever", time.monotonic() - begun < 5, time.monotonic() - begun)
        print(f"clock: set {len(settings())} times, {failed} of {requests} requests failed, "
              f"{lost} of {len(settings()) * IDLE} idle connections were lost")
    return ended()


if __name__ == "__main__":
    sys.exit(main())
