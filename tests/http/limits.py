#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one client may hold: tests/http/limits.py [--city FILE]

An address has so many connections, also behind a proxy that is trusted;
whoever opens many and says nothing, or sends or reads drop by drop, is ended
in time and holds up nobody meanwhile; answers that nobody reads have a
ceiling. The program is $LIFECIRCLE.
"""
import re
import socket
import sys
import tempfile
import threading
import time

from races import operator_port
from run import API, Server, Wire, a_place, check, find_city, score

BODY_S, SEND_S = 30, 30  # the deadlines
LATE_S = 10              # what a busy machine may add to them


class From(Wire):
    """A connection from another address of this machine."""

    def __init__(self, port, address="127.0.0.1", timeout=10):
        self.sock = socket.create_connection(("127.0.0.1", port), timeout, (address, 0))
        self.data = b""


def metric(port, name):
    wire = Wire(port)
    text = wire.ask("/metrics").body.decode()
    wire.close()
    found = re.search(rf"^{re.escape(name)} (\d+)$", text, re.M)
    return int(found.group(1)) if found else None


def by_address(city):
    server = Server(city, "--address-connections", "8", "-q", "--operator-listen", "127.0.0.1:0")
    port = operator_port(server)
    if not check("address: the server starts", server.port and port, server.text()[-300:]):
        return
    held = [From(server.port) for _ in range(8)]
    check("address: eight are served", all(w.ask("/healthz").status == 200 for w in held))
    ninth = From(server.port)
    reply = ninth.ask("/healthz")
    check("address: the ninth hears why", reply.status == 429 and reply.get("retry-after") and
          reply.json()["code"] == "too_many_requests", (reply.status, reply.body))
    check("address: and is closed", reply.get("connection") == "close" and ninth.reply() is None)
    other = From(server.port, "127.0.0.2")
    check("address: another is served", other.ask("/healthz").status == 200)
    check("address: counted", metric(port, "lifecircle_held_connections") == 9)
    check("address: the limit was met", metric(port, 'lifecircle_over_limit_total{of="connections"}') == 1)
    held.pop().close()
    until = time.monotonic() + 5
    while time.monotonic() < until and metric(port, "lifecircle_held_connections") > 8:
        time.sleep(0.05)
    check("address: room again", From(server.port).ask("/healthz").status == 200)
    check("address: exit 0", server.stop() == 0)


def begin_post(wire, forwarded):
    """A request that stays under way: its body does not come."""
    wire.sock.sendall(f"POST {API}/coverage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      f"{forwarded}Content-Length: 100\r\n\r\n".encode())
    return wire


def behind_proxy(city):
    """The proxy is 127.0.0.1; 127.0.0.2 is somebody who pretends."""
    server = Server(city, "--address-connections", "2", "--trusted-proxy", "127.0.0.1,10.0.0.0/8", "-q",
                    "--operator-listen", "127.0.0.1:0")
    port = operator_port(server)
    if not check("proxy: the server starts", server.port and port, server.text()[-300:]):
        return

    def status(forwarded, address="127.0.0.1"):
        wire = From(server.port, address)
        reply = wire.ask("/healthz", headers=[f"X-Forwarded-For: {one}" for one in forwarded])
        wire.close()
        return reply and reply.status

    held = [begin_post(From(server.port), "X-Forwarded-For: 198.51.100.7\r\n") for _ in range(2)]
    until = time.monotonic() + 5
    while time.monotonic() < until and metric(port, "lifecircle_held_requests") < 2:
        time.sleep(0.05)
    for name, forwarded, expected in (
            ("the same client", ["198.51.100.7"], 429), ("another", ["198.51.100.8"], 200),
            ("with a port", ["198.51.100.7:4711"], 429), ("through two of ours", ["198.51.100.7, 10.1.2.3"], 429),
            ("that names others before it", ["203.0.113.9, 198.51.100.7"], 429),
            ("in two fields", ["203.0.113.9", "198.51.100.7"], 429), ("of our own", ["10.1.2.3"], 200),
            ("behind another client", ["198.51.100.7, 198.51.100.9"], 200), ("nobody", [], 200),
            ("nonsense", ["198.51.100.7, unknown"], 200), ("as IPv6 has it", ["::ffff:198.51.100.7"], 429),
            ("IPv6", ["2001:db8::1"], 200)):
        got = status(forwarded)
        check(f"proxy: {name}", got == expected, got)
    many = [From(server.port) for _ in range(50)]
    check("proxy: its own connections are not counted", all(
        w.ask("/healthz", headers=[f"X-Forwarded-For: 192.0.2.{i}"]).status == 200 for i, w in enumerate(many)))
    held6 = [begin_post(From(server.port), f"X-Forwarded-For: 2001:db8:0:1::{i}\r\n") for i in range(2)]
    time.sleep(0.3)
    check("proxy: of IPv6 the /64", (status(["2001:db8:0:1::ffff"]), status(["2001:db8:0:2::1"])) == (429, 200))
    liar = [begin_post(From(server.port, "127.0.0.2"), f"X-Forwarded-For: 192.0.2.{i}\r\n") for i in range(2)]
    time.sleep(0.3)
    check("proxy: who isn't one is not believed", status(["192.0.2.99"], "127.0.0.2") == 429)
    for wire in (*held, *held6, *liar, *many):
        wire.close()
    check("proxy: exit 0", server.stop() == 0)


def by_rate(city):
    """Five a second, after a pause fifty at once; the proxy's clients each for themselves."""
    server = Server(city, "--address-rate", "5", "--trusted-proxy", "127.0.0.1", "-q", "--operator-listen", "127.0.0.1:0")
    port = operator_port(server)
    if not check("rate: the server starts", server.port and port, server.text()[-300:]):
        return

    def status(client, address="127.0.0.1"):
        wire = From(server.port, address)
        reply = wire.ask("/healthz", headers=[f"X-Forwarded-For: {client}"] if client else [])
        wire.close()
        return reply

    began = time.monotonic()
    replies = [status("198.51.100.7") for _ in range(120)]
    took = time.monotonic() - began
    good = sum(r.status == 200 for r in replies)
    check("rate: as many as in ten seconds, and those of the time it took", 50 <= good <= 51 + 5 * took, (good, took))
    bad = [r for r in replies if r.status != 200]
    check("rate: the others hear why", bad and all(r.status == 429 and int(r.get("retry-after")) >= 1 and
                                                   r.json()["code"] == "too_many_requests" for r in bad), bad[:1])
    counted = metric(port, 'lifecircle_rejected_requests_total{reason="address_rate"}')
    check("rate: counted", counted == len(bad), (counted, len(bad)))
    check("rate: another client of the proxy", status("198.51.100.8").status == 200)
    check("rate: who is no proxy, whatever it says", [status("198.51.100.7", "127.0.0.2").status for _ in range(3)] == [200] * 3)
    for i in range(60):
        last = status(f"2001:db8:0:1::{i}")
    check("rate: of IPv6 the /64", (last.status, status("2001:db8:0:2::1").status) == (429, 200), last.status)
    time.sleep(int(bad[0].get("retry-after")))
    check("rate: served again when it was told to come", status("198.51.100.7").status == 200)
    check("rate: exit 0", server.stop() == 0)


class Prober(threading.Thread):
    """New connections, one after another, that must be answered."""

    def __init__(self, server, target):
        super().__init__()
        self.server, self.target, self.stop = server, target, False
        self.count, self.worst, self.wrong = 0, 0.0, []

    def run(self):
        while not self.stop:
            start = time.monotonic()
            try:
                reply = self.server.ask(self.target)
                if reply is None or reply.status != 200:
                    self.wrong.append(reply and reply.status)
            except OSError as why:
                self.wrong.append(why)
            self.count += 1
            self.worst = max(self.worst, time.monotonic() - start)
            time.sleep(0.1)


def flood(city):
    """Connections that say nothing, half a header or half a body, each opened anew as soon as it is ended."""
    server = Server(city, "--connections", "512", "-q")
    if not check("flood: the server starts", server.port, server.text()[-300:]):
        return
    lon, lat = a_place(server)
    for name, first in (("silence", b""), ("half a header", b"GET / HTTP/1.1\r\nHost: localhost\r\n"),
                        ("half a body", b"POST /api/v1/coverage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\n")):
        prober = Prober(server, f"{API}/nearest?lon={lon}&lat={lat}")
        prober.start()
        socks, reopened, until = [], 0, time.monotonic() + 4
        while time.monotonic() < until:
            while len(socks) < 700:
                sock = socket.create_connection(("127.0.0.1", server.port), 5)
                sock.sendall(first)
                sock.setblocking(False)
                socks.append(sock)
            for sock in list(socks):
                try:
                    if sock.recv(100):
                        continue
                except BlockingIOError:
                    continue
                except OSError:
                    pass
                sock.close()
                socks.remove(sock)
                reopened += 1
            time.sleep(0.02)
        prober.stop = True
        prober.join()
        for sock in socks:
            sock.close()
        check(f"flood: {name}: others are served", prober.count > 5 and not prober.wrong, (prober.count, prober.wrong[:3]))
        print(f"flood: {name}: {reopened} reopened, {prober.count} probes, worst {prober.worst:.3f} s")
    check("flood: exit 0", server.stop() == 0)


def largest(server):
    """The longest answer of those that are kept in memory."""
    sizes = {}
    for target in (f"{API}/coverage?format=geojson", f"{API}/export/homes?format=csv", f"{API}/export/facilities"):
        reply = server.ask(target)
        if reply.status == 200:
            sizes[target] = len(reply.body)
    return max(sizes.items(), key=lambda item: item[1])


def readers(city):
    """Clients that ask for much and read nothing of it."""
    ceiling = 16 << 20
    server = Server(city, "--sending", "16", "-q", "--operator-listen", "127.0.0.1:0")
    port = operator_port(server)
    if not check("readers: the server starts", server.port and port, server.text()[-300:]):
        return
    target, size = largest(server)
    slow = []
    for _ in range(ceiling // size + 20):
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.connect(("127.0.0.1", server.port))
        sock.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        slow.append(sock)
    refused, begun, until = 0, time.monotonic(), time.monotonic() + 20
    while time.monotonic() < until and not refused:
        reply = server.ask(target)
        refused = reply.status == 503 and reply.get("retry-after") and b"being sent" in reply.body
    check("readers: over the ceiling: 503", refused, reply.status)
    held = metric(port, "lifecircle_sending_bytes")
    check("readers: the ceiling", ceiling - 2 * size < held <= ceiling, (held, size))
    lon, lat = a_place(server) if size < 1 else ("9.52", "47.14")
    check("readers: others are served", server.ask(f"{API}/nearest?lon={lon}&lat={lat}").status == 200)
    waited = time.monotonic() - begun
    while time.monotonic() - begun < SEND_S + LATE_S and metric(port, "lifecircle_sending_bytes"):
        time.sleep(0.5)
    took = time.monotonic() - begun
    check("readers: ended in time", took < SEND_S + LATE_S, f"{took:.1f} s")
    check("readers: but not at once", took > SEND_S - 5 - waited, f"{took:.1f} s")
    check("readers: served again", server.ask(target).status == 200)
    for sock in slow:
        sock.close()
    check("readers: exit 0", server.stop() == 0)


def steady(city):
    """Who reads a long answer slowly gets it; who drips doesn't."""
    server = Server(city, "-q")
    if not check("steady: the server starts", server.port, server.text()[-300:]):
        return
    target, size = largest(server)

    def read(kib_s, results):
        sock = socket.socket()
        sock.settimeout(10)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        sock.connect(("127.0.0.1", server.port))
        sock.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        start, got = time.monotonic(), 0
        try:
            while True:
                more = sock.recv(max(1, int(kib_s * 102.4)))
                if not more:
                    break
                got += len(more)
                if time.monotonic() - start < SEND_S + 20:  # then as fast as it comes
                    time.sleep(max(0, start + got / (kib_s * 1024) - time.monotonic()))
        except OSError:
            pass
        results.append((got, time.monotonic() - start))

    slow, drip = [], []
    # so that the most part is still to be sent when the time is over
    rate = max(32, size / 1024 / (2 * SEND_S))
    threads = [threading.Thread(target=read, args=(rate, slow)), threading.Thread(target=read, args=(1, drip))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"steady: {size} bytes: {slow[0][0]} in {slow[0][1]:.1f} s at {rate:.0f} KiB/s; {drip[0][0]} in {drip[0][1]:.1f} s dripping")
    check("steady: who reads on gets it all", slow[0][0] > size, (slow, size))
    if size > 6 << 20:  # else the kernel holds all of it
        check("steady: who drips doesn't", drip[0][0] < size, (drip, size))
    check("steady: exit 0", server.stop() == 0)


def who_leaves(city):
    """Clients that are gone when their answer comes: the library says so, and nothing of what they asked."""
    server = Server(city)
    if not check("leaving: the server starts", server.port, server.text()[-300:]):
        return
    for path in (f"{API}/gaps?category=pharmacy&minutes=30", f"{API}/report?format=html&steps=yes", f"{API}/coverage?format=geojson"):
        for wait in (0.01, 0.03, 0.1) * 3:
            sock = socket.create_connection(("127.0.0.1", server.port), 5)
            sock.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(wait)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset, at once
            sock.close()
    check("leaving: it is said", server.wait_for(rb"libmicrohttpd: Failed to send", 10), server.text()[-300:])
    said = [line for line in server.text().splitlines() if b"libmicrohttpd" in line]
    check("leaving: nothing of what was asked", not any(b"/api/" in line for line in said), said[-5:])
    check("leaving: exit 0", server.stop() == 0)


def slow_body(city):
    """A body that comes byte by byte has its time, and no more."""
    server = Server(city, "-q")
    if not check("slow body: the server starts", server.port, server.text()[-300:]):
        return
    wire = Wire(server.port, 1)
    wire.sock.sendall(f"POST {API}/coverage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      "Content-Length: 1000\r\n\r\n".encode())
    start, ended = time.monotonic(), False
    while not ended and time.monotonic() - start < BODY_S + LATE_S:
        try:
            wire.sock.sendall(b" ")
            ended = not wire.sock.recv(1)
        except socket.timeout:
            continue
        except OSError:
            ended = True
    took = time.monotonic() - start
    check("slow body: ended in time", ended and BODY_S - 2 < took, f"{ended}, {took:.1f} s")
    check("slow body: exit 0", server.stop() == 0)


def wrong_options(city):
    from run import PROGRAM
    import subprocess
    for option, value in (("--trusted-proxy", "10.0.0.0/33"), ("--trusted-proxy", "proxy"), ("--trusted-proxy", "10.0.0.1/"),
                          ("--trusted-proxy", "::1/129"), ("--connections", "15"), ("--connections", "many"),
                          ("--address-connections", "0"), ("--address-rate", "0"), ("--address-rate", "10001"), ("--sending", "15"), ("--download", "0"), ("--download", "86401"), ("--host", "a:80"), ("--host", "a/b"), ("--host", "a,,b")):
        run = subprocess.run([PROGRAM, "serve", "--city", city, option, value], capture_output=True, timeout=60)
        check(f"{option} {value}: refused", run.returncode == 2 and option.encode() in run.stderr, run.stderr[-200:])


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        threads = [threading.Thread(target=part, args=(city,)) for part in (readers, slow_body, steady)]
        for thread in threads:
            thread.start()
        for part in (by_address, behind_proxy, by_rate, flood, who_leaves, wrong_options):
            part(city)
        for thread in threads:
            thread.join()
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
