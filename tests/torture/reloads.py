#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reloads under load: tests/torture/reloads.py [--reloads N]

Sixteen clients, half of them with connections that are kept, while the city is
replaced by its other version again and again. No request fails; answers take
no longer than twice as long as without (99 of 100, and 20 ms is never too
long); descriptors and memory come back. Before that a server that drops
requests as it reloads has to be found out.
"""
import argparse
import os
import signal
import sys
import time

from versions import Crowd, Server, check, descriptors, ended, planted, resident_mib, served

RATE = 25       # of each of sixteen clients, a second
SECONDS = 5     # of load without reloads
P99_MS = 50     # row A1 of the matrix, on a machine with other work
GROWN_MIB = 48  # the allocator's leave, of a city of 16 MiB


def reloading(server, two, city, times):
    """How many were loaded of so many."""
    loaded = 0
    for i in range(times):
        two.put((i + 1) % 2, city)
        mark = len(server.text())
        server.process.send_signal(signal.SIGHUP)
        word = two.generations[(i + 1) % 2][:12].encode()
        loaded += bool(server.wait_for(rb"city loaded: generation " + word, 20, mark))
    return loaded


def find_out(city, two):
    os.environ["GENERATION"] = two.generations[0]
    with planted("drops"):
        server = Server(city)
        crowd = Crowd(server.port, RATE, two.generations)
        time.sleep(0.5)
        server.process.send_signal(signal.SIGHUP)
        time.sleep(1)
        check("a server that drops requests is found out", crowd.end()[1])
        server.stop()


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--reloads", type=int, default=40)
    args = ask.parse_args()
    with served() as (two, city):
        find_out(city, two)
        server = Server(city, "-q")
        check("the server starts", server.port, server.text()[-300:])
        crowd = Crowd(server.port, RATE, two.generations)
        time.sleep(SECONDS)
        calm = crowd.end()
        check("nothing fails without", not calm[1], calm[1][:5])
        check("the first reloads", reloading(server, two, city, 2) == 2, server.text()[-300:])
        time.sleep(1)
        before = descriptors(server.process.pid), resident_mib(server.process.pid)
        crowd = Crowd(server.port, RATE, two.generations)
        loaded = reloading(server, two, city, args.reloads)
        count, wrong, slowest = crowd.end()
        time.sleep(2)
        after = descriptors(server.process.pid), resident_mib(server.process.pid)
        check("each is loaded", loaded == args.reloads, loaded)
        check("no request failed", not wrong, wrong[:5])
        check("as fast as without, twice", slowest <= max(P99_MS, 2 * calm[2]), (slowest, calm[2]))
        check("descriptors come back", after[0] <= before[0], (before, after))
        check("memory comes back", after[1] <= before[1] + GROWN_MIB, (before, after))
        check("exit 0", server.stop() == 0)
        print(f"reloads: {loaded} of {args.reloads}, {len(wrong)} of {count} requests failed, 99th percentile "
              f"{slowest:.1f} ms ({calm[2]:.1f} without), descriptors {before[0]} to {after[0]}, "
              f"memory {before[1]:.0f} to {after[1]:.0f} MiB")
    return ended()


if __name__ == "__main__":
    sys.exit(main())
