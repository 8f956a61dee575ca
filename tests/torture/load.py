#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much one server bears: tests/torture/load.py [--city FILE] [--seconds N]

A thousand requests a second, of all light kinds, beside a thousand idle
connections: 99 of 100 answered within 20 ms, none wrong. Then the highest
rate at which that holds for nearest: of six hundred places again and again,
and each made anew; beside nginx that serves files of the same sizes, and beside
the least that a server on libmicrohttpd can be (fixed.c). Requests leave by the clock (h2load --rps), whether or not the ones
before them are answered; a run that could not send what was asked for does not
hold. Before all that a server with a fault planted in it has to be found out.
"""
import argparse
import http.server
import os
import shutil
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from urllib.parse import quote

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/http"))

from run import API, Server, check, score  # noqa: E402

CLIENTS = 64
# Requests that a connection is used for: servers end it after a thousand, and
# h2load does not come back.
ONE_CONNECTION = 900
P99_MS = 20.0    # row A1 of the matrix
RATE = 1000
IDLE = 1000
TRY_SECONDS = 8  # of one rate that is tried
STEPS = 4        # halvings between a rate that holds and one that doesn't


class Run:
    """What h2load saw: milliseconds of each answer, and how many were wrong."""

    def __init__(self, folder, port, targets, rate, seconds, more=()):
        uris = os.path.join(folder, "uris")
        with open(uris, "w", encoding="ascii") as f:
            f.writelines(f"http://127.0.0.1:{port}{t}\n" for t in targets)
        self.asked, self.times, self.wrong, self.why = rate * seconds, [], 0, ""
        slice_s = max(1, ONE_CONNECTION * CLIENTS // rate)
        for begun in range(0, seconds, slice_s):
            self.send(folder, port, rate, min(slice_s, seconds - begun), ["-i", uris, *more])
        self.times.sort()

    def send(self, folder, port, rate, seconds, more):
        log = os.path.join(folder, "log")
        if os.path.exists(log):
            os.unlink(log)
        done = subprocess.run(
            ["h2load", "--h1", "-c", str(CLIENTS), "-t", "1", f"--rps={rate / CLIENTS:.6f}", "-D", str(seconds),
             "-B", f"http://127.0.0.1:{port}", f"--log-file={log}", *more],
            capture_output=True, text=True, timeout=seconds + 60)
        self.why = done.stderr[-200:]
        with open(log, encoding="ascii") as f:
            rows = [line.split("\t") for line in f]
        self.times += [int(r[2]) / 1000 for r in rows]
        self.wrong += sum(r[1] not in ("200", "304") for r in rows)

    def at(self, share):
        return self.times[min(len(self.times) - 1, int(len(self.times) * share))] if self.times else float("inf")

    def holds(self):
        return not self.wrong and len(self.times) >= 0.99 * self.asked and self.at(0.99) <= P99_MS

    def __str__(self):
        return (f"{len(self.times)} of {self.asked} answered, {self.wrong} wrong, median {self.at(.5):.1f}, "
                f"99th percentile {self.at(.99):.1f}, longest {self.at(1):.1f} ms")


# ---- what has to be found out ----


class Faulty(http.server.BaseHTTPRequestHandler):
    """Answers at once but for one request in fifty: that one is late or wrong."""

    protocol_version = "HTTP/1.1"
    fault, count = "", 0

    def do_GET(self):
        type(self).count += 1
        hit = self.count % 50 == 0
        if hit and self.fault == "late":
            time.sleep(2 * P99_MS / 1000)
        self.send_response(500 if hit and self.fault == "wrong" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


class Threads(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256


def planted(folder):
    for fault in ("late", "wrong"):
        Faulty.fault = fault
        server = Threads(("127.0.0.1", 0), Faulty)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run = Run(folder, server.server_address[1], ["/"], 128, 5)
        server.shutdown()
        server.server_close()
        check(f"an answer in fifty that is {fault} is found out", run.times and not run.holds(), run)


# ---- the servers ----


def places(server, count):
    rows = server.ask(f"{API}/export/homes?format=csv").body.decode().splitlines()
    head = rows[0].lstrip("\ufeff").split(",")
    lon, lat = head.index("lon"), head.index("lat")
    step = max(1, (len(rows) - 1) // count)
    return [(r.split(",")[lon], r.split(",")[lat]) for r in rows[1::step]][:count]


def light(server):
    """One of each kind that a page asks for, at many places."""
    units = server.ask(f"{API}/units").json()["units"]
    out = []
    for i, (lon, lat) in enumerate(places(server, 40)):
        unit = quote(units[i % len(units)]["code"], safe="")
        out += [f"{API}/nearest?lon={lon}&lat={lat}&category=pharmacy", f"{API}/circle?lon={lon}&lat={lat}",
                f"{API}/search?q=a", f"{API}/coverage?unit={unit}", "/", f"{API}/city"]
    return [t for t in out if server.ask(t).status == 200]


def nearest(server):
    return [f"{API}/nearest?lon={lon}&lat={lat}&category=pharmacy" for lon, lat in places(server, 600)]


# Of a client that has another answer already: then none that was kept is sent again.
MADE = ("-H", 'If-None-Match: "another"')


class Nginx:
    """Serves files of the sizes of some answers."""

    def __init__(self, folder, sizes):
        self.root = os.path.join(folder, "root")
        os.makedirs(self.root)
        self.targets = []
        for i, size in enumerate(sizes):
            with open(os.path.join(self.root, f"{i}.json"), "wb") as f:
                f.write(b"x" * size)
            self.targets.append(f"/{i}.json")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        conf = os.path.join(folder, "nginx.conf")
        with open(conf, "w", encoding="ascii") as f:
            f.write(f"worker_processes auto; pid {folder}/pid; error_log {folder}/error.log; daemon off;\n"
                    "events { worker_connections 4096; }\n"
                    f"http {{ access_log off; sendfile on; keepalive_requests 1000000;\n"
                    f" client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;\n"
                    f" uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
                    f" server {{ listen 127.0.0.1:{self.port} backlog=1024; root {self.root}; }} }}\n")
        os.chmod(folder, 0o755)
        self.process = subprocess.Popen(["nginx", "-c", conf, "-e", os.path.join(folder, "error.log")],
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Fixed:
    """fixed.c, with answers of one size."""

    def __init__(self, folder, size):
        program = os.path.join(folder, "fixed")
        subprocess.run(["cc", "-O2", "-o", program, os.path.join(ROOT, "tests/torture/fixed.c"), "-lmicrohttpd"], check=True)
        self.process = subprocess.Popen([program, str(size)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)


def idle(port, count):
    out = []
    for _ in range(count):
        s = socket.create_connection(("127.0.0.1", port), 5)
        s.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        s.recv(4096)
        out.append(s)
    return out


def highest(folder, port, targets, more=()):
    """The highest rate that holds: doubled until one doesn't, then halved."""
    good, bad = 0, RATE
    while Run(folder, port, targets, bad, TRY_SECONDS, more).holds():
        good, bad = bad, 2 * bad
    for _ in range(STEPS):
        middle = (good + bad) // 2
        if Run(folder, port, targets, middle, TRY_SECONDS, more).holds():
            good = middle
        else:
            bad = middle
    return good


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--city", required=True)
    ask.add_argument("--seconds", type=int, default=600)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        planted(folder)
        server = Server(args.city)
        check("the server starts", server.port, server.text()[-300:])
        waiting = idle(server.port, IDLE)
        run = Run(folder, server.port, light(server), RATE, args.seconds, MADE)
        print(f"{RATE} a second for {args.seconds} s beside {IDLE} idle connections: {run}", flush=True)
        check("a thousand a second are borne", run.holds(), run)
        for s in waiting:
            s.close()
        targets = nearest(server)
        check("the server ends well", server.stop() == 0, server.text()[-300:])
        server = Server(args.city, "-q")  # as nginx: without a line a request
        sizes = [len(server.ask(t).body) for t in targets]
        made = highest(folder, server.port, targets, MADE)
        ours = highest(folder, server.port, targets)
        check("the server ends well, again", server.stop() == 0, server.text()[-300:])
        fixed = Fixed(folder, sum(sizes) // len(sizes))
        least = highest(folder, fixed.port, ["/"])
        fixed.stop()
        print(f"highest rate of nearest {ours} a second, each made anew {made}, of a fixed answer by the library alone {least}",
              flush=True)
        if shutil.which("nginx"):
            nginx = Nginx(folder, sizes)
            theirs = highest(folder, nginx.port, nginx.targets)
            nginx.stop()
            print(f"of nginx with files as large {theirs}: {ours / max(theirs, 1):.2f}, made anew "
                  f"{made / max(theirs, 1):.2f}, the library alone {least / max(theirs, 1):.2f}", flush=True)
        else:
            print("skipped: nginx, not there")
    print(f"{score.passed} passed, {score.failed} failed")
    return score.failed > 0


if __name__ == "__main__":
    sys.exit(main())
