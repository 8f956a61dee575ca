#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Light answers that are sent again: tests/http/recent.py [--city FILE]

Who asks the same within the minute gets the same bytes, by whatever method and
in whatever coding, and it is counted and logged; never beyond the minute, a
new city, or the end of the server. The program is $LIFECIRCLE.
"""
import gzip
import os
import re
import shutil
import sys
import tempfile
import time

from limits import metric
from races import operator_port
from run import API, Server, Wire, a_place, check, find_city, score


def early():
    """Early in a minute, so that what follows is in the same."""
    if time.time() % 60 > 45:
        time.sleep(60.2 - time.time() % 60)


def plain(reply):
    body = reply.body
    return gzip.decompress(body) if reply.get("content-encoding") == "gzip" else body


def names(reply):
    return {n: v for n, v in reply.headers.items() if n != "date"}


def the_same(server, port, target):
    early()
    wire = Wire(server.port)
    first = wire.ask(target)
    again, packed, head = wire.ask(target), [], None
    for _ in range(2):
        packed.append(wire.ask(target, headers=["Accept-Encoding: gzip"]))
    head = wire.ask(target, method="HEAD")
    check("the same: whole", first.status == again.status == 200 and first.body == again.body and names(first) == names(again),
          (names(first), names(again)))
    check("the same: packed", packed[0].get("content-encoding") == "gzip" and packed[0].body == packed[1].body and
          plain(packed[0]) == first.body and names(packed[0]) == names(packed[1]), names(packed[1]))
    check("the same: HEAD", head.status == 200 and not head.body and names(head) == names(first), names(head))
    check("the same: counted", metric(port, "lifecircle_repeated_total") == 3, metric(port, "lifecircle_repeated_total"))
    lines = re.findall(rb"(?:GET|HEAD) /api/v1/nearest 200 (\d+) bytes \d+ us (\w+)", server.text())
    check("the same: logged alike", len(lines) == 5 and len(set(lines[:2])) == 1 and len(set(lines[2:4])) == 1, lines)
    wire.close()


def others(server, port, target):
    """What is not the same, or not for keeping."""
    early()
    count = metric(port, "lifecircle_repeated_total")
    wire = Wire(server.port)
    units = wire.ask(f"{API}/units")
    tag = units.get("etag")
    known = wire.ask(f"{API}/units", headers=[f"If-None-Match: {tag}"])
    check("others: 304 by its tag", known.status == 304 and known.get("etag") == tag, (known.status, tag))
    for wrong in (target + "&category=nothing", target.replace("lat=", "lat=9"), f"{API}/nosuch", f"{API}/units/nosuch"):
        replies = [wire.ask(wrong) for _ in range(2)]
        ids = {r.json()["instance"] for r in replies}
        check(f"others: each {replies[0].status} is its own", replies[0].status >= 400 and len(ids) == 2, ids)
    check("others: none was kept", metric(port, "lifecircle_repeated_total") == count)
    refused = Wire(server.port).ask("http://elsewhere.example" + target)
    check("others: another's host", refused.status == 421, refused.status)
    wire.close()


def new_city(server, port, city, target):
    early()
    server.ask(target)
    count = metric(port, "lifecircle_repeated_total")
    server.ask(target)
    check("new city: kept before", metric(port, "lifecircle_repeated_total") == count + 1)
    seen = len(server.text())
    for suffix in ("", ".sha256"):
        shutil.copy(city + suffix, city + ".next" + suffix)
    for suffix in (".sha256", ""):
        os.replace(city + ".next" + suffix, city + suffix)
    check("new city: loaded", server.wait_for(rb"city loaded", 20, seen), server.text()[-300:])
    early()
    time.sleep(0.1)
    count = metric(port, "lifecircle_repeated_total")
    check("new city: answers", server.ask(target).status == 200)
    check("new city: made anew", metric(port, "lifecircle_repeated_total") == count)


def end(server, target):
    """While it drains each answer says that its connection ends."""
    wire = Wire(server.port)
    wire.ask(target)
    server.process.terminate()
    time.sleep(0.2)
    reply = wire.ask(target)
    check("end: its connection too", reply.status == 200 and reply.get("connection") == "close", reply.headers)
    check("end: exit 0", server.wait() == 0)


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = find_city(folder)
        city = os.path.join(folder, "recent.city")
        for suffix in ("", ".sha256"):
            shutil.copy(found + suffix, city + suffix)
        server = Server(city, "--operator-listen", "127.0.0.1:0")
        port = operator_port(server)
        if check("the server starts", server.port and port, server.text()[-300:]):
            lon, lat = a_place(server)
            target = f"{API}/nearest?lon={lon}&lat={lat}"
            the_same(server, port, target)
            others(server, port, target)
            new_city(server, port, city, target)
            end(server, target)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
