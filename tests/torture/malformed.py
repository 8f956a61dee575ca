#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Malformed requests: tests/torture/malformed.py [--mutated N] [--seed N]

Each class of http/run.py, with the statuses that are right for it; then so
many requests made of them and of good ones by turning, cutting, doubling and
mixing their bytes. No answer is a failure of the server's, none comes twice,
each is one that can be read; the server is well all the time, holds no more
descriptors and memory, and ends with 0. Best with VARIANT=asan, whose
word in the log would be a fault. Before that a proxy that mends a malformed
request, one that answers twice, and one that is gone, have to be found out.
"""
import argparse
import asyncio
import contextlib
import random
import re
import sys
import tempfile
import time

from between import Between
from versions import API, Server, Two, Wire, check, descriptors, ended, overheard, resident_mib, run
from busy import SANITIZED  # http/, which the line above makes known

TOGETHER = 200
PROBE_S = 0.5
WAIT_S = 30 if SANITIZED else 12  # the deadline of a header, and what a busy machine adds
BODY_S = 45  # the deadline of a body that does not come, and what a busy machine adds
OURS = {501, 503, 505}  # of five hundred and more: unknown method, busy, version
GROWN_MIB = 64
TOKENS = (b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b"%00", b"%2e%2e/", b"\xff\xfe", b"Host: b\r\n", b"Content-Length: 7\r\n",
          b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n", b"GET / HTTP/1.1\r\n", b"HTTP/1.1", b"-1", b"99999999999999999999",
          b"Expect: 100-continue\r\n", b"Connection: close\r\n", b"\xe6\x88\x90", b"&", b"=", b"?", b"//", b"POST ", b"HEAD ", b"A" * 5000)
GOOD = ("/healthz", "/", "/tiles/base/14/8794/5375.mvt", f"{API}/city", f"{API}/nearest?lon=13.26&lat=53.55&k=5", f"{API}/search?q=apo",
        f"{API}/circle?lon=13.26&lat=53.55&minutes=10", f"{API}/coverage?category=pharmacy&minutes=15", f"{API}/units?level=community",
        f"{API}/isochrone?lon=13.26&lat=53.55&minutes=5,10", f"{API}/qr?url=http%3A%2F%2Flocalhost%2F", f"{API}/categories")
AREA = b'{"type":"Polygon","coordinates":[[[13.2,53.5],[13.3,53.5],[13.3,53.6],[13.2,53.5]]]}'


def seeds():
    short = [raw for raw, _ in run.classes().values() if len(raw) < 4096]
    good = [run.request(b"GET " + t.encode() + b" HTTP/1.1", (b"Host: a", b"Connection: close", b"Accept-Encoding: gzip")) for t in GOOD]
    good.append(run.post((b"Content-Length: %d" % len(AREA),), AREA, None)[0])
    return short, good


def mutate(rng, short, good):
    raw = bytearray(rng.choice(good if rng.random() < 0.5 else short))
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(raw) + 1)
        to = min(len(raw), at + rng.choice((1, 2, 5, 20, 200)))
        kind = rng.randrange(7)
        if kind == 0 and at < len(raw):
            raw[at] ^= 1 << rng.randrange(8)
        elif kind == 1 and at < len(raw):
            raw[at] = rng.randrange(256)
        elif kind == 2:
            del raw[at:to]
        elif kind == 3:
            raw[at:at] = raw[at:to]
        elif kind == 4:
            raw[at:at] = rng.choice(TOKENS)
        elif kind == 5:
            raw[at:to] = rng.choice(TOKENS)
        else:
            other = rng.choice(good)
            raw[at:] = other[rng.randrange(len(other)):]
    if b"\r\n\r\n" not in raw and rng.random() < 0.9:
        raw += b"\r\n\r\n"  # else its deadline is waited for
    return bytes(raw)


def replies(data, head):
    """The statuses of answers that can be read whole, and what is left over."""
    found = []
    while data:
        top, blank, rest = data.partition(b"\r\n\r\n")
        line = re.match(rb"HTTP/1\.1 (\d{3}) [^\r\n]*(?:\r\n|$)", top)
        if not line or not blank:
            break
        status = int(line.group(1))
        if rest.startswith(top + blank) and b"Content-Type" not in top:
            rest = rest[len(top + blank):]  # libmicrohttpd 0.9.75 begins refusals of its own twice, and closes
        length = re.search(rb"\r\nContent-Length: *(\d+)", top, re.I)
        size = int(length.group(1)) if length else 0
        if head or status in (100, 204, 304):
            size = 0
        if not length and status == 200 and not head:
            size = len(rest)
        if len(rest) < size:
            break
        found.append(status)
        data = rest[size:]
    return found, data


class Sender:
    """What was sent and came back, of all requests; some hundred are under way at once."""

    def __init__(self, port, seed):
        self.port, self.seeds, self.rng = port, seeds(), random.Random(seed)
        self.wrong, self.answered, self.sent, self.statuses = [], 0, 0, {}
        self.asked = self.well = 0  # whether it is, meanwhile

    async def exchange(self, raw, data):
        """Takes what comes back."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(raw)
            with contextlib.suppress(OSError):  # it may have been closed by now, answered
                writer.write_eof()
            while more := await reader.read(1 << 16):
                data += more
        except ConnectionError:
            pass  # refused before all of it was read
        finally:
            writer.close()

    def judge(self, raw, data):
        """What is wrong with it, or ""."""
        head = b"HEAD" in raw.upper()
        statuses, left = replies(data, head)
        self.answered += bool(statuses)
        for status in statuses:
            self.statuses[status] = self.statuses.get(status, 0) + 1
        lines = len(re.findall(rb"\n\r*(?=\n)|\r\r", raw.replace(b"\r\n", b"\n"))) + 1
        if any(s >= 500 and s not in OURS for s in statuses):
            return f"{statuses}"
        if len([s for s in statuses if s != 100]) > lines:
            return f"{statuses} for {lines} requests at most"
        return f"not an answer: {left[:80]}" if left and not head else ""

    async def one(self, raw, room):
        data, why = bytearray(), ""
        async with room:
            task = asyncio.create_task(self.exchange(raw, data))
            for _ in range(2):  # whoever did not get to run has not yet read what came
                await asyncio.wait({task}, timeout=WAIT_S / 2)
            if not task.done():
                task.cancel()
                if not data and b"ontent-" not in raw:  # a body may take longer, and a connection may be kept
                    why = "neither answered nor ended"
            elif task.exception():
                why = repr(task.exception())
        why = why or self.judge(raw, bytes(data))
        if why:
            self.wrong.append((why, raw[:400]))

    def is_well(self):
        try:
            wire = Wire(self.port, 5)
            reply = wire.ask("/healthz")
            wire.close()
            return reply is not None and reply.status == 200
        except OSError:
            return False

    async def look(self, ended):
        """Once more when all were sent: it may have been soon after the first."""
        last = False
        while not last:
            last = ended.is_set()
            self.asked += 1
            self.well += await asyncio.to_thread(self.is_well)
            await asyncio.sleep(0 if last else PROBE_S)

    def send(self, count):
        async def all_of_them():
            room, ended = asyncio.Semaphore(TOGETHER), asyncio.Event()
            looking = asyncio.create_task(self.look(ended))
            await asyncio.gather(*(self.one(mutate(self.rng, *self.seeds), room) for _ in range(count)))
            ended.set()
            await looking

        asyncio.run(all_of_them())
        self.sent += count


def find_out(server):
    good = server.port
    for fault, names in (("second Host", {"malformed: two Hosts", "malformed: two Hosts that differ"}), ("twice", None)):
        between = Between(good, fault)
        server.port = between.port
        with overheard() as heard:
            run.malformed(server)
        heard = {n for n in heard if names is not None or n.endswith("one reply")}
        check(f"a proxy: {fault}: is found out", heard == names if names else heard, sorted(heard)[:8])
        between.end()
    server.port = good
    for fault in ("twice", "dies"):
        between = Between(good, fault)
        sender = Sender(between.port, 1)
        sender.send(2 * TOGETHER)
        found = sender.wrong and sender.wrong[0] if fault == "twice" else sender.well < sender.asked
        check(f"a proxy: {fault}: is found out by mutated requests", found, (sender.statuses, sender.well, sender.asked))
        between.end()


def mutated(server, count, seed):
    print(f"malformed: seed {seed}", flush=True)
    sender = Sender(server.port, seed)
    sender.send(2000)
    before = descriptors(server.process.pid), resident_mib(server.process.pid)
    sender.send(count)
    until = time.monotonic() + BODY_S
    while descriptors(server.process.pid) > before[0] + 2 and time.monotonic() < until:
        time.sleep(1)
    after = descriptors(server.process.pid), resident_mib(server.process.pid)
    check("no answer is wrong", not sender.wrong, (len(sender.wrong), f"seed {seed}", sender.wrong[:4]))
    check("well all the time", sender.well == sender.asked, (sender.well, sender.asked))
    check("most were answered", sender.answered > sender.sent / 2, sender.answered)
    check("descriptors come back", after[0] <= before[0] + 2, (before, after))
    if not SANITIZED:
        check("memory comes back", after[1] <= before[1] + GROWN_MIB, (before, after))
    print(f"malformed: {len(run.classes())} classes; {sender.sent} mutated requests, {sender.answered} answered "
          f"({', '.join(f'{n} {s}' for s, n in sorted(sender.statuses.items()))}), {len(sender.wrong)} wrong; "
          f"{sender.well} of {sender.asked} probes well; descriptors {before[0]} to {after[0]}, memory {before[1]:.0f} to {after[1]:.0f} MiB")


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--mutated", type=int, default=50000)
    ask.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        two = Two(folder + "/two")
        server = Server(two.paths[0], "-q", "--host", "a,xn--test.example,a_b", "--deadline", "20")
        check("the server starts", server.port, server.text()[-300:])
        find_out(server)
        run.malformed(server)
        mutated(server, args.mutated, args.seed)
        check("exit 0", server.stop() == 0)
        check("no sanitizer spoke", not re.search(rb"Sanitizer|runtime error", server.text()), server.text()[-3000:])
    return ended()


if __name__ == "__main__":
    sys.exit(main())
