#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A city file that is damaged: tests/torture/damage.py [--copies N]

Copies with bits turned, cut, with blocks of zeros, of ones or of elsewhere,
each put in the place of a city that is served and asked: all are refused with
the reason, and the last good one goes on. Then what else befalls a file while
it is served: removed, renamed over, cut, overwritten, closed to readers,
replaced by a folder, a pipe, a link to itself. Before that a server that
believes whatever it is given has to be found out.
"""
import argparse
import hashlib
import os
import random
import signal
import sys
import time

from versions import Asker, Server, check, ended, generation, planted, remove, served, told

BLOCK = 4096


def turned(data, rng):
    for _ in range(rng.choice((1, 1, 8, 100))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def cut(data, rng):
    del data[rng.choice((rng.randrange(len(data)), len(data) - 1, BLOCK * rng.randrange(4))):]


def blocks(data, rng):
    for _ in range(rng.choice((1, 4, 30))):
        at = rng.randrange(len(data) // BLOCK) * BLOCK
        other = rng.randrange(len(data) // BLOCK) * BLOCK
        data[at : at + BLOCK] = rng.choice((bytes(BLOCK), b"\xff" * BLOCK, data[other : other + BLOCK]))


def header(data, rng):
    data[rng.randrange(100)] ^= 1 << rng.randrange(8)


def longer(data, rng):
    data += bytes(rng.choice((1, BLOCK, 1 << 20)))


KINDS = (turned, turned, cut, blocks, blocks, header, longer)


def damaged(good, number, rng):
    data = bytearray(good)
    while data == good:
        KINDS[number % len(KINDS)](data, rng)
    return data


def put(city, data):
    with open(city + ".bad", "wb") as out:
        out.write(data)
    os.rename(city + ".bad", city)


def is_refused(server, trouble, why=b""):
    """Whether the server says why it doesn't take what `trouble` leaves."""
    mark = len(server.text())
    trouble()
    server.process.send_signal(signal.SIGHUP)
    return server.wait_for(rb"city refused: .*" + why, 5, mark) and b"city loaded" not in server.text()[mark:]


def copies(city, two, good, count, rng):
    server = Server(city)
    check("copies: the server starts", server.port, server.text()[-300:])
    asker = Asker(server.port, 50, two.generations[:1])
    taken, started = [], []
    for i in range(count):
        data = damaged(good, i, rng)
        told_by = hashlib.sha256(data).hexdigest().encode()  # by nothing that an earlier copy was refused for
        if not is_refused(server, lambda: put(city, data), told_by):
            taken.append(i)
        if i % 10 == 0:
            alone = told("serve", "--city", city, "--listen", "127.0.0.1:0")
            if alone.returncode != 1 or "is not what was published" not in alone.stderr:
                started.append((i, alone.returncode, alone.stderr[-200:]))
    two.put(1, city)
    mark = len(server.text())
    asker.generations = two.generations
    server.process.send_signal(signal.SIGHUP)
    check("copies: a good one is loaded", server.wait_for(rb"city loaded", 20, mark), server.text()[mark:][-300:])
    asker.end()
    check("copies: all are refused", not taken, taken)
    check("copies: at the start too", not started, started[:3])
    check("copies: no request failed", not asker.wrong, asker.wrong[:5])
    check("copies: exit 0", server.stop() == 0)
    print(f"damage: {count - len(taken)} of {count} copies refused, {len(asker.wrong)} of {asker.count} requests failed")


def troubles(city, two):
    """What may befall it, and whether the server says that it doesn't take that."""
    def written(how):
        def change():
            with open(city, "r+b") as file:
                how(file)
        return change

    def link():
        remove(city)
        os.symlink(os.path.basename(city), city)

    def another():
        now = two.generations.index(generation(city))
        with open(two.paths[1 - now], "rb") as file:
            put(city, file.read())

    return {
        "removed": lambda: remove(city),
        "renamed over by another, whose sum is not told": another,
        "cut in place": written(lambda f: f.truncate(100000)),
        "emptied in place": written(lambda f: f.truncate(0)),
        "overwritten in place": written(lambda f: f.write(os.urandom(4 << 20))),
        "replaced by a folder": lambda: (remove(city), os.mkdir(city)),
        "replaced by a pipe": lambda: (remove(city), os.mkfifo(city)),
        "replaced by a link to itself": link,
        "without its sums": lambda: os.unlink(city + ".sha256"),
        "its sums are nonsense": lambda: two.write(city, ".sha256", b"\xff" * 3000),
    }


def befallen(city, two):
    server = Server(city)
    check("befallen: the server starts", server.port, server.text()[-300:])
    asker = Asker(server.port, 100, two.generations)
    done = 0
    for name, trouble in troubles(city, two).items():
        check(f"{name}: refused", is_refused(server, trouble), server.text()[-300:])
        time.sleep(0.3)
        if not os.path.isfile(city):
            remove(city)
        done += 1
        two.put(done % 2, city)
        mark = len(server.text())
        server.process.send_signal(signal.SIGHUP)
        check(f"{name}: a good one is loaded again", server.wait_for(rb"city loaded", 20, mark), server.text()[mark:][-300:])
    asker.end()
    check("befallen: no request failed", not asker.wrong, asker.wrong[:5])
    check("befallen: exit 0", server.stop() == 0)
    print(f"damage: {done} that befell it, {len(asker.wrong)} of {asker.count} requests failed")


def find_out(city, two, good):
    os.environ["GENERATION"] = two.generations[0]
    with planted("believes"):
        server = Server(city)
        check("a server that believes is found out", not is_refused(server, lambda: put(city, good[:1000])), server.text())
        server.stop()
    two.put(0, city)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--copies", type=int, default=200)
    ask.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    args = ask.parse_args()
    print(f"damage: seed {args.seed}", flush=True)
    with served() as (two, city):
        with open(city, "rb") as file:
            good = file.read()
        find_out(city, two, good)
        copies(city, two, good, args.copies, random.Random(args.seed))
        befallen(city, two)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
