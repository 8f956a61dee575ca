#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports longer than an answer's 16 MiB, over HTTP: tests/http/streams.py

A table of 60,000 facilities is imported into a town (tests/data/town.py). Its
export comes piece by piece and is the command's file to the byte, packed and
not, for many who read slowly at once, and beside them the server stays small
and quick; a city that is replaced meanwhile is not mixed into it; who leaves,
who stalls and a server that ends leave nothing behind, and what is cut off is
not taken for whole. The program is $LIFECIRCLE.
"""
import csv
import gzip
import http.client
import itertools
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder) for folder in ("oracle", "data")]

import town  # noqa: E402
from ogc import make_town, swap  # noqa: E402
from races import operator_port  # noqa: E402
from run import API, PROGRAM, SANITIZED, Server, Wire, check, ended  # noqa: E402

COUNT, MORE, READERS = 60_000, 1_000, 20
LIMIT = 16 << 20
TARGET = f"{API}/export/facilities"
PLACES = itertools.count(100)  # none is asked of twice, as answers are kept
MIB = 1 << 20


def write_table(path, numbers, prefix):
    """Every other beside a street of the town each; what they are called makes the export long."""
    with open(path, "w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f)
        rows.writerow(["id", "name", "category", "lon", "lat", "address"])
        for i in numbers:
            along, across = i / COUNT % 1 * (town.EAST - town.WEST), i % town.SIDE * town.STEP
            at = (along, across) if i % 2 else (across, along)
            rows.writerow([f"{prefix}{i}", f"place {i}", "convenience_store", f"{town.WEST + at[0]:.7f}", f"{town.SOUTH + at[1]:.7f}",
                           f"{i * 7919 % 1000} 长街 {i} " * 4])


def import_table(city, path):
    run = subprocess.run([PROGRAM, "import", "facilities", path, "--city", city, "--crs", "wgs84", "-q"], capture_output=True)
    return check(f"import of {path}", run.returncode == 0, run.stderr[-300:])


def exported(city, layer, form, *more):
    run = subprocess.run([PROGRAM, "export", layer, "--city", city, "--format", form, *more], capture_output=True)
    check(f"the command's {layer} {form}", run.returncode == 0, run.stderr[-300:])
    return run.stdout


class Reader:
    """Of one answer, by a connection whose window is small, so that what it has not read is the server's to keep."""

    def __init__(self, port, target=TARGET, window=65536, **headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.connection.sock = socket.socket()
        self.connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.connection.sock.settimeout(120)
        self.connection.sock.connect(("127.0.0.1", port))
        self.connection.request("GET", target, headers={k.replace("_", "-"): v for k, v in headers.items()})
        self.reply = self.connection.getresponse()

    def rest(self):
        """None: it was cut off."""
        try:
            return self.reply.read()
        except (http.client.IncompleteRead, ConnectionError):
            return None
        finally:
            self.connection.close()


def resident(pid):
    with open(f"/proc/{pid}/status") as f:
        return int(re.search(r"VmRSS:\s*(\d+)", f.read()).group(1)) << 10


def sending(operator):
    """Bytes that are held of the quota, and long answers under way."""
    wire = Wire(operator)
    text = wire.ask("/metrics").body.decode()
    wire.close()
    return [float(re.search(rf"^lifecircle_{name} ([\d.e+]+)$", text, re.M).group(1)) for name in ("sending_bytes", "connections")]


def same_bytes(server, city):
    for form in ("geojson", "geojsonseq", "geojsonl", "csv"):
        want = exported(city, "facilities", form)
        check(f"{form}: is long", len(want) > LIMIT, len(want))
        for packed in (False, True):
            reader = Reader(server.port, f"{TARGET}?format={form}", 1 << 20, **({"Accept_Encoding": "gzip"} if packed else {}))
            reply, got = reader.reply, reader.rest()
            what = f"{form}{', packed' if packed else ''}"
            coded = reply.getheader("Content-Encoding") == "gzip"
            check(f"{what}: in pieces", reply.status == 200 and reply.getheader("Transfer-Encoding") == "chunked"
                  and reply.getheader("Content-Length") is None and coded == (packed and form != "geojsonl"), reply.headers.items())
            got = gzip.decompress(got) if got and coded else got
            check(f"{what}: the same bytes", got == want, (got and len(got), len(want)))
            etag = reply.getheader("ETag")
            known = server.ask(f"{TARGET}?format={form}", headers=[f"If-None-Match: {etag}"])
            check(f"{what}: known by its ETag", etag and known.status == 304, known.headers)
    fields = "id,name,address,source,categories"
    want = exported(city, "facilities", "geojson", "--where", "name like '%7'")
    got = Reader(server.port, f"{TARGET}?where=name%20like%20%27%257%27").rest()
    check("a part that is short: the same bytes", got == want and len(want) < LIMIT, (got and len(got), len(want)))
    want = exported(city, "facilities", "geojson", "--where", "id >= 'many:t3'")
    got = Reader(server.port, f"{TARGET}?where=id%20%3E%3D%20%27many:t3%27", 1 << 20).rest()
    check("a part that begins far behind: the same bytes", got == want and len(want) > LIMIT, (got and len(got), len(want)))
    want = exported(city, "facilities", "csv", "--where", "name <> 'place 5'", "--fields", fields)
    got = Reader(server.port, f"{TARGET}?format=csv&where=name%20%3C%3E%20%27place%205%27&fields={fields}").rest()
    check("columns of all but one: the same bytes", got == want, (got and len(got), len(want)))


def other_clients(server):
    head = server.ask(TARGET, method="HEAD")
    check("a HEAD", head.status == 200 and not head.body, head.headers)
    short = server.ask(f"{API}/export/units")
    check("what is short is one piece", short.status == 200 and int(short.get("content-length")) == len(short.body) and "transfer-encoding" not in short.headers,
          short.headers)
    again = Reader(server.port, TARGET, 1 << 20)
    again.reply.read()
    again.connection.request("GET", f"{API}/export/units")
    check("the connection goes on behind one that was long", again.connection.getresponse().read() == short.body)
    again.connection.close()
    last = Reader(server.port, TARGET, 1 << 20, Connection="close")
    check("the last of a connection has an end of its own too", last.reply.getheader("Transfer-Encoding") == "chunked" and len(last.rest()) > LIMIT)
    wire = Wire(server.port, 120)
    wire.sock.sendall(f"GET {TARGET} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
    old = wire.reply()
    wire.close()
    check("a client of HTTP/1.0 is told why not", old.status == 400 and "16 MiB" in old.json()["detail"], (old.status, old.body[:300]))


def nearest_ms(port, count):
    wire, took, until = Wire(port, 60), [], time.monotonic() + 2  # those who stall have 30 s
    for _ in range(count):
        start = time.monotonic()
        if took and start > until:
            break
        reply = wire.ask(f"{API}/nearest?lon={town.WEST + next(PLACES) * 1e-6:.6f}&lat={town.SOUTH + town.STEP}&k=50")
        took.append((time.monotonic() - start) * 1000)
        if reply.status != 200:
            check("nearest", False, reply.body[:300])
            break
    wire.close()
    return statistics.median(took)


def quickest_ms(port, count=60):
    """Of five turns the best, as others may be at work on this machine."""
    return min(nearest_ms(port, count) for _ in range(5))


def many_slow(server, operator, want, before):
    """All ask at once, so that they begin as one; each holds a piece, and reads on when all have been looked at."""
    alone, readers, got = quickest_ms(server.port), [], []
    lock = threading.Lock()

    def begin(coding):
        reader = Reader(server.port, TARGET, 16384, Accept_Encoding=coding)
        reader.first = reader.reply.read(65536)
        with lock:
            readers.append(reader)

    threads = [threading.Thread(target=begin, args=(("gzip", "identity")[i % 2],)) for i in range(READERS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    time.sleep(1)
    grown = (resident(server.process.pid) - before) / MIB
    held, _ = sending(operator)
    check("slow readers: all have begun", len(readers) == READERS and all(r.reply.status == 200 for r in readers), [r.reply.status for r in readers])
    check("slow readers: each counts for its piece", held == READERS * MIB, held / MIB)
    # Beside them what the workers took for 16 MiB, packed and not, may not have gone back yet.
    check("slow readers: the server grows by a piece each", SANITIZED or grown < READERS + 96, grown)
    beside = quickest_ms(server.port)
    check("slow readers: nearest is as quick as before", beside < 3 * alone + 1, (alone, beside))

    def finish(reader):
        rest = reader.rest()
        whole = reader.first + rest if rest is not None else None
        if whole and reader.reply.getheader("Content-Encoding") == "gzip":
            whole = gzip.decompress(whole)
        with lock:
            got.append(whole == want)

    threads = [threading.Thread(target=finish, args=(r,)) for r in readers]
    for t in threads:
        t.start()
    while_all_read = quickest_ms(server.port, 20)
    for t in threads:
        t.join()
    check("readers at full speed: nearest does not wait for them", while_all_read < 50 * alone + 50, (alone, while_all_read))
    check("slow readers: each has all of it", got == [True] * READERS, got)
    print(f"  {READERS} readers: {grown:.1f} MiB more, nearest {alone:.2f} ms alone, {beside:.2f} beside them, {while_all_read:.2f} while they read on")
    check("slow readers: nothing is held behind them", gone(operator), sending(operator))


def gone(operator, seconds=20):
    """Nobody is connected but who asks, and no bytes are held."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        held, connections = sending(operator)
        if not held:
            return True
        time.sleep(0.2)
    return False


def reloads_amid(server, versions, city, want):
    """What has begun is of the generation it began with; the next is of the other."""
    reader = Reader(server.port, TARGET, 16384)
    first = reader.reply.read(65536)
    for i in (1, 0, 1):
        swap(server, versions[i], city)
        first += reader.reply.read(300_000)
    after = Reader(server.port, TARGET, 1 << 20).rest()
    rest = reader.rest()
    check("reloads amid: one answer is of one generation", rest is not None and first + rest == want[0], rest and len(first + rest))
    check("reloads amid: the next is of the other", after == want[1], after and len(after))
    swap(server, versions[0], city)


def leavers(server, operator):
    for i in range(READERS):
        reader = Reader(server.port, TARGET, 16384)
        reader.reply.read(1000 + 40_000 * i)
        reader.reply.close()
        reader.connection.close()
    check("who leaves frees all", gone(operator), sending(operator))
    check("who leaves is logged as such", len(re.findall(rb"export/\{layer\} 499 ", server.text())) >= READERS, server.text()[-400:])


def staller(server, operator):
    """Whoever takes nothing has thirty seconds, as with any answer."""
    reader = Reader(server.port, TARGET, 16384)
    reader.reply.read(1000)
    check("who stalls is ended", gone(operator, 60), sending(operator))
    check("who stalls has no whole answer", reader.rest() is None)


class Sipper(threading.Thread):
    """Reads on in sips, until there is no more: `whole`, whether that was all. What the kernel has taken from
    the server is read long after that has ended the connection."""

    def __init__(self, reader):
        super().__init__(daemon=True)
        self.reader, self.whole = reader, None
        self.start()

    def run(self):
        try:
            while self.reader.reply.read(65536):
                time.sleep(0.05)
            self.whole = True
        except (http.client.IncompleteRead, ConnectionError):
            self.whole = False


def total_limit(city, want):
    """However he reads, nobody holds a city for longer than --download says; whoever is done by then has all of it."""
    server = Server(city, "--operator-listen", "127.0.0.1:0", "--download", "4")
    operator = operator_port(server)
    if not check("a server with a short --download starts", server.port and operator, server.text()[-300:]):
        return
    start = time.monotonic()
    slow = Sipper(Reader(server.port, TARGET, 16384))
    other = Reader(server.port, TARGET, 16384)  # who takes nothing is ended by then too
    quick = Reader(server.port, TARGET, 1 << 20)
    check("within its time all is read", quick.rest() == want)
    found = server.wait_for(rb"was not read within(.|\n)*was not read within", 30)
    took = time.monotonic() - start
    check("who reads on is cut off when its time is over", found and 3.9 < took < (20 if SANITIZED else 6), took)
    check("nothing is held for either", gone(operator), sending(operator))
    slow.join(60)
    check("neither takes what he has for the whole", slow.whole is False and other.rest() is None, slow.whole)
    lines = re.findall(rb"^.*was not read within.*$", server.text(), re.M)
    check("a line says so, with no word of what was asked", len(lines) == 2 and all(re.search(rb"request \d+ was cut off after \d+ bytes of its answer: it was not read "
          rb"within 4 s \(--download\)$", line) for line in lines), lines)
    wire = Wire(operator)
    text = wire.ask("/metrics").body.decode()
    wire.close()
    check("and a metric", 'lifecircle_rejected_requests_total{reason="download"} 2\n' in text, re.findall(r"^.*download.*$", text, re.M))
    again = Reader(server.port, TARGET, 1 << 20)
    check("a connection goes on behind one that was read in time", again.reply.read() == want and not time.sleep(4.5) and
          (again.connection.request("GET", f"{API}/city") or again.connection.getresponse().read()))
    again.connection.close()
    check("the server ends", server.stop() == 0, server.text()[-300:])


def ends_beside_staller(server):
    """Who takes nothing holds up the end for a few seconds."""
    reader = Reader(server.port, TARGET, 16384)
    reader.reply.read(65536)
    quick = [Reader(server.port, TARGET, 1 << 20) for _ in range(3)]
    threads = [threading.Thread(target=q.rest) for q in quick]
    for t in threads:
        t.start()
    start = time.monotonic()
    code = server.stop()
    took = time.monotonic() - start
    check("a server told to stop beside a staller ends in time", code == 0 and took < (20 if SANITIZED else 5.5), (code, took, server.text()[-500:]))
    check("what it cut off is not whole", reader.rest() is None)
    for t in threads:
        t.join()
    print(f"  told to stop beside one who stalls, the server ended in {took:.1f} s")


def ends_beside_reader(city):
    """Who reads on, however slowly, has the time that there is."""
    server = Server(city)
    slow = Sipper(Reader(server.port, TARGET, 16384))
    time.sleep(0.5)
    start = time.monotonic()
    code = server.stop()
    took = time.monotonic() - start
    check("a server told to stop lets who reads on do so", code == 0 and 6 < took < (20 if SANITIZED else 10), (code, took))
    slow.join(60)
    check("and cuts him off at last", slow.whole is False, slow.whole)
    print(f"  told to stop beside one who reads on, the server ended in {took:.1f} s")


def main():
    with tempfile.TemporaryDirectory() as folder:
        a, b = make_town(folder, "a.city", False), f"{folder}/b.city"
        write_table(f"{folder}/many.csv", range(COUNT), "t")
        write_table(f"{folder}/more.csv", range(MORE), "u")
        if not a or not import_table(a, f"{folder}/many.csv"):
            return ended()
        for end in (".sha256", ""):
            shutil.copy(a + end, b + end)
        import_table(b, f"{folder}/more.csv")
        city = f"{folder}/served.city"
        for end in (".sha256", ""):
            shutil.copy(a + end, city + end)
        want = [exported(version, "facilities", "geojson") for version in (a, b)]
        server = Server(city, "--operator-listen", "127.0.0.1:0")
        operator = operator_port(server)
        if check("the server starts", server.port and operator, server.text()[-300:]):
            many_slow(server, operator, want[0], resident(server.process.pid))
            same_bytes(server, city)
            other_clients(server)
            reloads_amid(server, [a, b], city, want)
            leavers(server, operator)
            staller(server, operator)
            ends_beside_staller(server)
            ends_beside_reader(city)
            total_limit(city, want[0])
    return ended()


if __name__ == "__main__":
    sys.exit(main())
