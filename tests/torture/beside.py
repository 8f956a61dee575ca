#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports beside a server: tests/torture/beside.py [--seconds N]

As the timer's unit has it (CPUSchedulingPolicy=idle), the city is imported
again and again, and taken by the server each time, while sixteen clients ask.
No request fails, and answers take no longer than twice as long as without (99
of 100, and 20 ms is never too long). Before that a server that stalls now and
then has to be found out.
"""
import argparse
import os
import signal
import subprocess
import sys
import time

from versions import Crowd, Server, check, ended, importing, planted, served

RATE = 30    # of each of sixteen clients: half of row A1 of the matrix, together
LEAST = 3    # imports
P99_MS = 50  # row A1 of the matrix, on a machine with other work


def is_slower(now, calm):
    return now > max(P99_MS, 2 * calm)


def imports(server, city, seconds):
    """How many were made, and of them taken by the server."""
    made = taken = 0
    begun = time.monotonic()
    while time.monotonic() < begun + seconds or (made < LEAST and time.monotonic() < begun + 300):  # idle means idle
        mark = len(server.text())
        made += subprocess.run(["chrt", "--idle", "0", *importing(city, 1 - made % 2)], check=False).returncode == 0
        server.process.send_signal(signal.SIGHUP)  # if it has not seen it by itself
        taken += bool(server.wait_for(rb"city loaded", 30, mark))
    return made, taken


def find_out(city, two):
    os.environ["GENERATION"] = two.generations[0]
    slowest = {}
    for name in ("", "stalls"):
        with planted(name):
            server = Server(city)
            load = Crowd(server.port, RATE, two.generations)
            time.sleep(3)
            slowest[name] = load.end()[2]
            server.stop()
    check("a server that stalls is found out", is_slower(slowest["stalls"], min(slowest[""], 100)), slowest)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--seconds", type=int, default=60)
    args = ask.parse_args()
    with served() as (two, city):
        find_out(city, two)
        server = Server(city)
        check("the server starts", server.port, server.text()[-300:])
        load = Crowd(server.port, RATE, two.generations)
        time.sleep(args.seconds / 4)
        calm = load.end()
        check("nothing fails without", not calm[1], calm[1][:5])
        load = Crowd(server.port, RATE, two.generations)
        made, taken = imports(server, city, args.seconds)
        count, wrong, slowest = load.end()
        check("cities were imported, and each is taken", made >= LEAST and taken == made, (made, taken))
        check("no request failed", not wrong, wrong[:5])
        check("as fast as without, twice", not is_slower(slowest, calm[2]), (slowest, calm[2]))
        check("exit 0", server.stop() == 0)
        print(f"beside: {made} imports, {len(wrong)} of {count} requests failed, 99th percentile {slowest:.1f} ms ({calm[2]:.1f} without)")
    return ended()


if __name__ == "__main__":
    sys.exit(main())
