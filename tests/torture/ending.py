#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a server ends, and does with few descriptors: tests/torture/ending.py

SIGTERM under eight clients with a connection for each request, five times:
done in ten seconds with exit 0, nothing cut; a second SIGTERM at once, also
under the heaviest requests (http/budget.py). So few descriptors that not all
connections fit: refused at the start with the reason, or served without a
processor spent on waiting or a log full of it, and well again at once. Before
that servers that end abruptly, or spin, have to be found out.
"""
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

from versions import PROGRAM, Server, Two, check, ended, overheard, planted, processor_s, run
from budget import ending, slowest  # http/, which the line above makes known

TIMES = 5
FEW = (16, 32, 64, 79, 80, 96, 128)
CLIENTS = 300
WATCHED_S = 3
BUSY, LINES = 0.05, 10  # of a processor; of its log


def drains(city):
    """As http/run.py has it, again and again."""
    longest = 0
    for _ in range(TIMES):
        server = Server(city, "-q")
        begun = time.monotonic()
        run.drain(server)
        longest = max(longest, time.monotonic() - begun)
    print(f"ending: {TIMES} times under eight clients, at most {longest:.1f} s")


def twice(city):
    """A second SIGTERM: nobody is waited for any more."""
    longest = 0
    for i in range(TIMES):
        server = Server(city, "-q")
        stop = threading.Event()

        def client():
            while not stop.is_set():
                try:
                    server.ask("/healthz")
                except OSError:
                    return

        threads = [threading.Thread(target=client) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.02 * i)
        begun = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        code = server.wait()
        longest = max(longest, time.monotonic() - begun)
        stop.set()
        for thread in threads:
            thread.join()
        check("a second SIGTERM: exit 0", code == 0, (code, server.text()[-300:]))
    check("a second SIGTERM: at once", longest < 2.5, f"{longest:.1f} s")
    print(f"ending: {TIMES} times by two signals, at most {longest:.1f} s")


class Few(Server):
    """A server with so few descriptors."""

    def __init__(self, city, most, program=PROGRAM):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0", "--city", city], stdout=subprocess.DEVNULL, stderr=self.log,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
        found = self.wait_for(rb"^listening on http://127\.0\.0\.1:(\d+)$", 60)
        self.port = int(found.group(1)) if found else 0

    def crowded(self):
        """The share of a processor, and lines logged, while more are there than it has descriptors for."""
        held = []
        for _ in range(CLIENTS):
            try:
                held.append(run.Wire(self.port, 2))
            except OSError:
                break
        time.sleep(0.5)
        spent, lines = processor_s(self.process.pid), self.text().count(b"\n")
        time.sleep(WATCHED_S)
        spent, lines = processor_s(self.process.pid) - spent, self.text().count(b"\n") - lines
        for wire in held:
            wire.close()
        return spent / WATCHED_S, lines

    def recovers(self):
        until = time.monotonic() + 2
        while time.monotonic() < until:
            try:
                reply = self.ask("/healthz")
                if reply and reply.status == 200:
                    return True
            except OSError:
                pass
            time.sleep(0.05)
        return False


def descriptors(city):
    refused = served = 0
    for most in FEW:
        server = Few(city, most)
        if not server.port:
            code, why = server.wait(), server.text().decode()
            refused += 1
            check(f"{most} descriptors: refused with the reason", code != 0 and code is not None and code > 0 and
                  re.search(rf"open files is {most}\b|open", why), (code, why[-300:]))
            continue
        served += 1
        share, lines = server.crowded()
        check(f"{most} descriptors: no processor spent", share <= BUSY, share)
        check(f"{most} descriptors: no log full of it", lines <= LINES, lines)
        check(f"{most} descriptors: well again", server.recovers())
        check(f"{most} descriptors: exit 0", server.stop() == 0)
    check("some were too few, some not", refused and served, (refused, served))
    print(f"descriptors: {len(FEW)} limits from {FEW[0]} to {FEW[-1]}: {refused} refused, {served} served")


def find_out(city):
    os.environ["GENERATION"] = ""
    with planted("abrupt"), overheard() as names:
        run.drain(Server(city))
    check("a server that ends abruptly is found out", any(n.startswith("drain: ") for n in names), names)
    with planted("spins"):
        server = Few(city, 1024, run.PROGRAM)
        share, _ = server.crowded()
        check("a server that spins is found out", share > BUSY, share)
        server.stop()


def main():
    with tempfile.TemporaryDirectory() as folder:
        two = Two(os.path.join(folder, "two"))
        city = two.paths[0]
        find_out(city)
        drains(city)
        twice(city)
        server = Server(city, "-q")
        target, _ = slowest(server)
        server.stop()
        for signals in (1, 2):
            ending(city, target, signals)
        descriptors(city)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
