#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server with the fault that $FAULT names, which a torture has to find out:

drops: after SIGHUP an answer in ten is none
foreign: answers of a generation that nobody published
believes: loads whatever file there is
spins: uses a processor for nothing
abrupt: on SIGTERM it ends at once, whoever waits
wall: ends a connection by the clock on the wall, which somebody may set
stalls: every twentieth answer takes a third of a second
leaks: keeps what it was asked, in memory and as open files
"""
import http.server
import os
import signal
import socketserver
import sys
import threading
import time

FAULT = os.environ.get("FAULT", "")
HELD = threading.Event()
KEPT, WALL_S = [], 3600


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    count = 0

    def do_GET(self):
        type(self).count += 1
        if FAULT == "drops" and HELD.is_set() and self.count % 10 == 0:
            self.close_connection = True
            return
        if FAULT == "wall" and time.time() > self.server.begun + WALL_S:
            self.close_connection = True
            return
        if FAULT == "stalls" and self.count % 20 == 0:
            time.sleep(0.3)
        if FAULT == "leaks":
            KEPT.append((b"x" * 100000, open(os.devnull, "rb")))
        body = b'{"generation": "%s"}' % (b"foreign" if FAULT == "foreign" else os.environ["GENERATION"].encode())
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Threads(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def loaded(*_):
    HELD.set()
    say("city loaded: generation none")


def spin():
    while True:
        pass


signal.signal(signal.SIGHUP, loaded)
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
if FAULT == "spins":
    threading.Thread(target=spin, daemon=True).start()
server = Threads(("127.0.0.1", 0), Answer)
say(f"listening on http://127.0.0.1:{server.server_address[1]}")
server.begun = time.time()
server.serve_forever()
