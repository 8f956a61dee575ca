#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server for a while: tests/torture/soak.py [--seconds N] [--rate N]

All kinds of questions at once, of which one in a hundred is malformed; slow
clients; the city replaced once a minute. No good request fails, though a few
may be told to come back. Memory (after a
fifth of the time), descriptors and threads, looked at every other second, don't
grow. Before that a server that leaks both has to be found out.
"""
import argparse
import os
import random
import signal
import socket
import statistics
import sys
import threading
import time

from versions import API, Asker, Server, Wire, check, descriptors, ended, planted, resident_mib, run, served

CLIENTS, RATE, SLOW = 8, 160, 40
WARM = 0.2           # of the time
MIB_HOUR = 0.01      # memory may grow by so much of itself in an hour,
NOISE_MIB = 16       # and this is the allocator's, between two reloads
BUSY = 0.02          # of the good requests may be told to come back (503)
RELOAD_S, LOOK_S = 60, 2
TARGETS = ("/", "/healthz", f"{API}/city", f"{API}/nearest?lon={{lon}}&lat={{lat}}", f"{API}/circle?lon={{lon}}&lat={{lat}}",
           f"{API}/isochrone?lon={{lon}}&lat={{lat}}&minutes=5,15", f"{API}/search?q={{q}}", f"{API}/coverage?minutes={{n}}",
           f"{API}/gaps?category=pharmacy&minutes={{n}}", f"{API}/units", f"{API}/report?format=html", f"{API}/export/facilities?format=csv",
           "/tiles/base/14/8794/5375.mvt", "/plain?lon={lon}&lat={lat}", f"{API}/qr?url=http%3A%2F%2Flocalhost%2F", "/nothing", f"{API}/nearest?lon=x")


class Mixed(Asker):
    """Asks of everything, on a connection that is kept, and one in a hundred malformed on its own."""

    def __init__(self, port, rate, seed):
        self.rng, self.busy = random.Random(seed), 0
        self.classes = [(raw, right) for raw, right in run.classes().values() if 408 not in right]
        super().__init__(port, rate, None, True)

    def target(self):
        r = self.rng
        return r.choice(TARGETS).format(lon=f"{r.uniform(13.2, 13.3):.4f}", lat=f"{r.uniform(53.5, 53.6):.4f}", q=r.choice("abcdefgh"),
                                        n=r.choice((5, 10, 15, 20)))

    def malformed(self):
        raw, right = self.rng.choice(self.classes)
        wire = Wire(self.port, 20)
        try:
            wire.sock.sendall(raw)
            wire.sock.shutdown(socket.SHUT_WR)
            while wire.fill():
                pass
        except OSError:
            pass  # refused before all of it was sent
        wire.close()
        status = int(wire.data.split()[1]) if wire.data.startswith(b"HTTP/1.1 ") else run.CLOSED
        if status not in right | {run.CLOSED, 421}:
            self.wrong.append((status, raw[:60]))

    def once(self):
        if self.rng.random() < 0.01:
            self.malformed()
            return
        target, reply = self.target(), None
        for _ in range(2):  # a connection ends after so many requests
            fresh = not self.wire
            self.wire = self.wire or Wire(self.port, 30)
            reply = self.wire.ask(target, headers=["Accept-Encoding: gzip"])
            if reply is None or reply.get("connection") == "close":
                self.wire.close()
                self.wire = None
            if reply or fresh:
                break
        if reply and reply.status == 503 and reply.get("retry-after"):
            self.busy += 1
            return
        right = {404} if target == "/nothing" else {400} if target.endswith("=x") else {200, 204}
        if reply is None or reply.status not in right:
            self.wrong.append((reply and reply.status, target))


class Slow(threading.Thread):
    """Connections that say half a header, a letter at a time, or don't read; opened anew as soon as they are ended."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ended, self.opened = port, threading.Event(), 0
        self.start()

    def open(self):
        sock = socket.create_connection(("127.0.0.1", self.port), 5)
        sock.setblocking(False)
        self.opened += 1
        sock.send(f"GET {API}/export/facilities?format=geojson HTTP/1.1\r\nHost: localhost\r\n".encode() + b"\r\n" * (self.opened % 2))
        return sock

    def drip(self, sock, i):
        """Whether it is still open."""
        try:
            if i % 2:
                sock.send(b"X")
            return True
        except BlockingIOError:
            return True
        except OSError:
            return False

    def run(self):
        held = []
        while not self.ended.wait(0.5):
            try:
                held = [s for i, s in enumerate(held) if self.drip(s, i)]
                held += [self.open() for _ in range(SLOW - len(held))]
            except OSError:
                pass
        for sock in held:
            sock.close()


class Look(threading.Thread):
    """Rows of (seconds, MiB, descriptors, threads)."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.rows, self.ended = pid, [], threading.Event()
        self.start()

    def run(self):
        begun = time.monotonic()
        while not self.ended.wait(LOOK_S):
            self.rows.append((time.monotonic() - begun, resident_mib(self.pid), descriptors(self.pid),
                              len(os.listdir(f"/proc/{self.pid}/task"))))


def slope(rows, column):
    """A second, by least squares."""
    n = len(rows)
    x, y = sum(r[0] for r in rows) / n, sum(r[column] for r in rows) / n
    return sum((r[0] - x) * (r[column] - y) for r in rows) / sum((r[0] - x) ** 2 for r in rows)


def grown(rows):
    """What grew beyond what may be, after the warm part: sentences."""
    late = rows[int(len(rows) * WARM):]
    seconds = late[-1][0] - late[0][0]
    third = len(late) // 3
    memory = statistics.median(r[1] for r in late[-third:]) - statistics.median(r[1] for r in late[:third])
    out = []
    if memory > NOISE_MIB + MIB_HOUR * late[0][1] * seconds / 3600:
        out.append(f"memory by {memory:.1f} MiB in {seconds:.0f} s")
    for column, what, most in ((2, "descriptors", 5), (3, "threads", 1)):
        if slope(late, column) * seconds > most:
            out.append(f"{what} by {slope(late, column) * seconds:.1f}")
    return out


def find_out(city, two):
    os.environ["GENERATION"] = two.generations[0]
    with planted("leaks"):
        server = Server(city)
        askers = [Asker(server.port, 20, two.generations, True) for _ in range(4)]
        look = Look(server.process.pid)
        time.sleep(16)
        look.ended.set()
        for asker in askers:
            asker.end()
        found = grown(look.rows)
        check("a server that leaks is found out", any("memory" in f for f in found) and any("descriptors" in f for f in found), found)
        server.stop()


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--seconds", type=int, default=600)
    ask.add_argument("--rate", type=int, default=RATE)
    args = ask.parse_args()
    with served() as (two, city):
        find_out(city, two)
        server = Server(city, "-q", "--host", "a,xn--test.example,a_b")
        check("the server starts", server.port, server.text()[-300:])
        askers = [Mixed(server.port, args.rate / CLIENTS, i) for i in range(CLIENTS)]
        slow, look = Slow(server.port), Look(server.process.pid)
        loads = 0
        for i in range(1, args.seconds // RELOAD_S + 1):
            time.sleep(RELOAD_S)
            two.put(i % 2, city)
            mark = len(server.text())
            server.process.send_signal(signal.SIGHUP)
            loads += bool(server.wait_for(rb"city loaded", 30, mark))
        time.sleep(args.seconds % RELOAD_S)
        for thread in (*askers, slow, look):
            thread.ended.set()
        for asker in askers:
            asker.end()
        slow.join()
        wrong, count = [w for a in askers for w in a.wrong], sum(a.count for a in askers)
        check("no request failed", not wrong, wrong[:8])
        busy = sum(a.busy for a in askers)
        check("few were told to come back", busy <= BUSY * count, (busy, count))
        check("each city is loaded", loads == args.seconds // RELOAD_S, loads)
        check("nothing grows", not grown(look.rows), (grown(look.rows), look.rows[::max(1, len(look.rows) // 20)]))
        check("slow clients were there", slow.opened > SLOW, slow.opened)
        check("exit 0", server.stop() == 0)
        late = look.rows[int(len(look.rows) * WARM):]
        third = len(late) // 3
        print(f"soak: {args.seconds} s, {len(wrong)} of {count} requests failed, {busy} were told to come back, {loads} cities loaded, {slow.opened} slow connections; "
              f"memory {statistics.median(r[1] for r in late[:third]):.0f} MiB in the first third after the warm part, "
              f"{statistics.median(r[1] for r in late[-third:]):.0f} in the last, "
              f"descriptors {min(r[2] for r in late)} to {max(r[2] for r in late)}, threads {min(r[3] for r in late)} to {max(r[3] for r in late)}")
    return ended()


if __name__ == "__main__":
    sys.exit(main())
