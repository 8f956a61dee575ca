#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An import that is killed: tests/torture/kills.py [--kills N]

At any instant, while a server of that city is asked fifty times a second and
takes each new version. Then the file is the old version or the new one, whole;
who opens it next leaves nothing beside it; and no request has failed. Before
that: a program that copies over the file in place, and servers that drop a
request, or answer of what nobody published, have to be found out.
"""
import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

from versions import Asker, Server, Two, check, ended, fault, generation, importing, planted

RATE = 50
# What a careless program does: in pieces, over a file that somebody reads.
CARELESS = """
import sys, time
source, path = sys.argv[1:]
with open(source, "rb") as file, open(path, "wb") as out:
    for piece in iter(lambda: file.read(1 << 20), b""):
        out.write(piece)
        out.flush()
        time.sleep(.02)
"""


class Outcome:
    def __init__(self):
        self.tried, self.killed, self.changed, self.faults = 0, 0, 0, []

    def __str__(self):
        return f"{self.killed} of {self.tried} killed, {self.changed} found the new version in place, faults: {self.faults[:3]}"


def kill(command, seconds):
    """Whether it was still there to be killed."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True


def killing(city, two, kills, command, seconds, rng):
    """`command(version)` makes that version of the city, in so many seconds; some are done before they are killed."""
    out = Outcome()
    while out.killed < kills and out.tried < 3 * kills:
        out.tried += 1
        now = generation(city)
        version = 1 - two.generations.index(now) if now in two.generations else 0
        out.killed += kill(command(version), rng.uniform(0, seconds))
        wrong = fault(city, two.generations)
        out.changed += generation(city) == two.generations[version]
        if wrong:
            out.faults.append(wrong)
    return out


def find_out(folder, two):
    city = os.path.join(folder, "planted", "my.city")
    os.mkdir(os.path.dirname(city))
    for path, word in ((city + ".part", "left:"), (city, "generation None")):
        two.put(0, city)
        careless = [sys.executable, "-c", CARELESS]
        begun = time.monotonic()
        subprocess.run([*careless, two.paths[0], os.path.join(folder, "copy")], check=True)  # as long as it takes here
        out = killing(city, two, 5, lambda v, p=path: [*careless, two.paths[v], p], time.monotonic() - begun, random.Random(1))
        check(f"a copy that is cut is found out: {word}", any(f.startswith(word) for f in out.faults), out)
    os.environ["GENERATION"] = two.generations[0]
    for name in ("drops", "foreign"):
        with planted(name):
            server = Server(city)
            asker = Asker(server.port, 100, two.generations)
            server.process.send_signal(signal.SIGHUP)
            time.sleep(1)
            check(f"a server that {name} is found out", asker.end().wrong, asker.count)
            server.stop()


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        two = Two(os.path.join(folder, "two"))
        find_out(folder, two)
        city = os.path.join(folder, "served", "my.city")
        os.mkdir(os.path.dirname(city))
        two.put(0, city)
        begun = time.monotonic()
        subprocess.run(importing(city, 1), check=True)
        seconds = time.monotonic() - begun
        server = Server(city)
        check("the server starts", server.port, server.text()[-300:])
        asker = Asker(server.port, RATE, two.generations)
        out = killing(city, two, args.kills, lambda v: importing(city, v), 1.1 * seconds, random.Random(args.seed))
        time.sleep(3)  # the last version is loaded
        asker.end()
        check("old or new, nothing left", not out.faults, f"seed {args.seed}: {out}")
        check("no request failed", not asker.wrong, asker.wrong[:5])
        check("some were killed, some were not", 0 < out.changed < out.tried and out.killed == args.kills, out)
        loads = server.text().count(b"city loaded")
        check("versions were loaded", loads > 1, server.text()[-500:])
        check("none was refused", b"refused" not in server.text(), server.text()[-500:])
        check("the server ends well", server.stop() == 0)
        print(f"kills: {out}; {len(asker.wrong)} of {asker.count} requests failed, {loads} loads")
    return ended()


if __name__ == "__main__":
    sys.exit(main())
