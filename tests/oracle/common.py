# SPDX-License-Identifier: GPL-3.0-or-later
"""What the oracles share: asking the program, a tally, SpatiaLite's blobs and
distances on the ellipsoid. Nothing here shares code with the program."""

import json
import math
import os
import struct
import subprocess
import sys
import tempfile

import numpy as np

PROGRAM = os.environ.get("LIFECIRCLE", "build/release/lifecircle")


def ask(*args, env=None):
    """Standard output of a command that must succeed."""
    done = subprocess.run([PROGRAM, *map(str, args)], capture_output=True,
                          env={**os.environ, **(env or {})}, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, args))}: exit "
                           f"{done.returncode}: {done.stderr.decode()[-2000:]}")
    return done.stdout


def ask_json(*args):
    return json.loads(ask(*args, "--format", "json"))


def layer(city, name):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        ask("export", name, "--city", city, "-o", path, "--format", "geojson")
        with open(path, encoding="utf-8") as file:
            return json.load(file)["features"]


class Tally:
    """Counts named tests; a test with faults prints the first few."""

    def __init__(self):
        self.passed = self.failed = 0

    def test(self, name, faults, checked=None):
        faults = list(faults)
        if checked == 0:
            faults.append("nothing was checked")
        if faults:
            self.failed += 1
            print(f"FAIL {name}: {len(faults)} differ")
            for fault in faults[:5]:
                print(f"     {fault}")
        else:
            self.passed += 1
            print(f"ok   {name}" + (f" ({checked})" if checked else ""))
        sys.stdout.flush()

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


# ---- arrays ----


def array(db, name):
    """The rows of an array of the city file, as store/rows/array.c and
    base/narrow.h say it is written; of whole 32-bit words."""
    data = db.execute("SELECT data FROM array WHERE name = ?",
                      (name,)).fetchone()[0]
    form, item, count = struct.unpack_from("<IIQ", data)
    assert form == 1, name
    words, at = item // 4, 16
    rows = np.zeros((-(-count // 32) * 32, words), np.int64)
    before = [0] * words
    for first in range(0, count, 32):
        for w in range(words):
            head = data[at]
            width, steps, far, at = head & 63, head & 64, head & 128, at + 1
            if not steps:
                base, at = struct.unpack_from("<I", data, at)[0], at + 4
            above = np.zeros(32, np.int64)
            if far:
                count_of, size = (data[at] & 31) + 1, (data[at] >> 5) + 1
                at += 1
                for _ in range(count_of):
                    above[data[at]] = int.from_bytes(
                        data[at + 1:at + 1 + size], "little")
                    at += 1 + size
            bits = np.frombuffer(data, np.uint8, 4 * width, at)
            at += 4 * width
            v = np.unpackbits(bits, bitorder="little").reshape(32, width) @ \
                (1 << np.arange(width, dtype=np.int64))
            v = v + (above << width)
            if not steps:
                v = v + base
            else:
                v = before[w] + np.cumsum(v >> 1 ^ -(v & 1))
            v &= 0xffffffff
            rows[first:first + 32, w] = v
            before[w] = int(v[min(count - first, 32) - 1])
    assert at == len(data), name
    return rows[:count]


def links_of(db, owner, mode):
    """[(home.id or the facility's rowid, street, at_mm, leg_mm)]."""
    street = array(db, "net/edge")[:, 5]
    if owner == "h":
        name = "link/home"
        ids = [r for r, in db.execute("SELECT id FROM home ORDER BY id")]
    else:
        name = "link/facility"
        ids = [r for r, in db.execute(
            "SELECT rowid FROM facility WHERE coalesce(closed_on, '') = ''"
            " ORDER BY id")]
    at = array(db, f"{name}/{mode}/at")[:, 0]
    n = array(db, f"{name}/{mode}/n")[:, 0]
    link = array(db, name)
    assert len(ids) == len(n)
    return [(i, int(street[l[0]]), int(l[1]), int(l[2]))
            for i, a, k in zip(ids, at, n) for l in link[a:a + k]]


# ---- shapes ----


def blob_parts(blob):
    """(kind, parts) of a SpatiaLite blob; kind is point, line or area, a part
    an integer array of 1e-7 degrees. Areas lose which ring is a hole."""
    order = "<" if blob[1] == 1 else ">"
    at = 38
    parts = []

    def u32():
        nonlocal at
        value = struct.unpack_from(order + "I", blob, at)[0]
        at += 4
        return value

    def points(count):
        nonlocal at
        raw = np.frombuffer(blob, order + "f8", 2 * count, at).reshape(-1, 2)
        at += 16 * count
        parts.append(np.rint(raw * 1e7).astype(np.int64))

    def steps(count):
        """Of a compressed run: two points, and floats from one to the next."""
        nonlocal at
        raw = np.empty((count, 2))
        raw[0] = np.frombuffer(blob, order + "f8", 2, at)
        by = np.frombuffer(blob, order + "f4", 2 * (count - 2), at + 16)
        raw[1:-1] = by.reshape(-1, 2)
        at += 16 + 8 * (count - 2)
        raw[:-1] = np.cumsum(raw[:-1], axis=0)
        raw[-1] = np.frombuffer(blob, order + "f8", 2, at)
        at += 16
        parts.append(np.rint(raw * 1e7).astype(np.int64))

    def one(kind):
        nonlocal at
        if kind == 1:
            points(1)
        elif kind == 2:
            points(u32())
        elif kind == 3:
            for _ in range(u32()):
                points(u32())
        elif kind == 1000002:
            steps(u32())
        elif kind == 1000003:
            for _ in range(u32()):
                steps(u32())
        else:
            for _ in range(u32()):
                at += 1  # the mark before each member
                one(u32())

    assert blob[0] == 0 and blob[-1] == 0xFE and blob[38] == 0x7C, "not a blob"
    at = 39
    kind = u32()
    one(kind)
    kind %= 1000000
    return {1: "point", 2: "line", 3: "area", 4: "point", 5: "line",
            6: "area"}[kind], parts


def in_rings(rings, point):
    """Even-odd over all rings, for a point that is on none."""
    x, y = point
    inside = False
    for ring in rings:
        x1, y1 = ring[:-1, 0], ring[:-1, 1]
        x2, y2 = ring[1:, 0], ring[1:, 1]
        spans = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            cut = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        inside ^= bool(np.count_nonzero(spans & (x < cut)) % 2)
    return inside


A_M = 6378137.0
F = 1 / 298.257223563
E2 = F * (2 - F)


def metres_per_unit(lat_units):
    """Metres in 1e-7 degree of longitude and of latitude, by the radii of
    curvature at a latitude."""
    s = math.sin(math.radians(lat_units * 1e-7))
    w = math.sqrt(1 - E2 * s * s)
    east = math.radians(1e-7) * A_M / w * math.cos(
        math.radians(lat_units * 1e-7))
    north = math.radians(1e-7) * A_M * (1 - E2) / w ** 3
    return east, north


def to_segments(origin, a, b):
    """Distance in metres from a point to each segment a-b, the position 0..1
    along it, in the plane that touches the ellipsoid at the point."""
    kx, ky = metres_per_unit(origin[1])
    ax = (a[:, 0] - origin[0]) * kx
    ay = (a[:, 1] - origin[1]) * ky
    dx = (b[:, 0] - a[:, 0]) * kx
    dy = (b[:, 1] - a[:, 1]) * ky
    square = dx * dx + dy * dy
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(square > 0, -(ax * dx + ay * dy) / square, 0.0)
    t = np.clip(t, 0, 1)
    return np.hypot(ax + t * dx, ay + t * dy), t


def segments_of(parts):
    """Start and end points of all segments of some parts."""
    if all(len(p) == 1 for p in parts):  # points are segments of no length
        return np.concatenate(parts), np.concatenate(parts)
    parts = [p for p in parts if len(p) > 1]
    return (np.concatenate([p[:-1] for p in parts]),
            np.concatenate([p[1:] for p in parts]))


def vincenty_m(p, q):
    """Vincenty's inverse on WGS 84, for points less than a continent apart."""
    if tuple(p) == tuple(q):
        return 0.0
    lon1, lat1, lon2, lat2 = (math.radians(v * 1e-7) for v in (*p, *q))
    u1, u2 = (math.atan((1 - F) * math.tan(v)) for v in (lat1, lat2))
    su1, cu1, su2, cu2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lam = dlon = lon2 - lon1
    for _ in range(50):
        sl, cl = math.sin(lam), math.cos(lam)
        ss = math.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl)
        cs = su1 * su2 + cu1 * cu2 * cl
        sigma = math.atan2(ss, cs)
        sa = cu1 * cu2 * sl / ss
        ca2 = 1 - sa * sa
        cm = cs - 2 * su1 * su2 / ca2 if ca2 else 0.0
        c = F / 16 * ca2 * (4 + F * (4 - 3 * ca2))
        before = lam
        lam = dlon + (1 - c) * F * sa * (sigma + c * ss * (
            cm + c * cs * (2 * cm * cm - 1)))
        if abs(lam - before) < 1e-13:
            break
    k = ca2 * E2 / (1 - E2)
    a = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    b = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    ds = b * ss * (cm + b / 4 * (cs * (2 * cm * cm - 1) - b / 6 * cm * (
        4 * ss * ss - 3) * (4 * cm * cm - 3)))
    return A_M * (1 - F) * a * (sigma - ds)


def outline_m(kind, parts, point, segments=None):
    """Metres from a point to a shape: to the outline, 0 inside an area. Found
    in the plane at the point, then measured on the ellipsoid."""
    if kind == "area" and in_rings(parts, point):
        return 0.0
    a, b = segments or segments_of(parts)
    d, t = to_segments(point, a, b)
    i = int(np.argmin(d))
    near = a[i] + (b[i] - a[i]) * t[i]
    return vincenty_m(point, near)
