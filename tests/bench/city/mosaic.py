#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays copies of an extract beside each other: a city as large as one likes.

    mosaic.py EXTRACT.osm.pbf COPIES OUT.osm.pbf

Copy k keeps everything of the first but ids, which are raised, and positions,
which are moved east and north by whole widths and heights of it, so that no
two copies touch. The same command gives the same bytes. Objects come by kind
and id, as extracts have them; there is no header box, so that the extent of the
data is worked out, as it is for most pieces that are put together. osmium
(Debian: osmium-tool) reads and writes the PBF.
"""
import math
import os
import subprocess
import sys

# Above all ids of OpenStreetMap (some 2^34 nodes), below 2^63 with 2^20 copies.
ID_STEP = 1 << 40
GAP_UNITS = 50_000  # 0.005 degrees: 500 m between two copies
UNITS = 10_000_000


def units(text):
    """Degrees, as OPL writes them, in 1e-7 degrees."""
    whole, _, part = text.lstrip("-").partition(".")
    value = int(whole) * UNITS + int((part + "0000000")[:7])
    return -value if text.startswith("-") else value


def degrees(value):
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // UNITS}.{abs(value) % UNITS:07}"


def read(extract):
    """Lines of OPL, split where an id or a position is to be put in."""
    nodes, ways, relations = [], [], []
    osmium = subprocess.Popen(["osmium", "cat", extract, "-f", "opl"],
                              stdout=subprocess.PIPE, text=True)
    for line in osmium.stdout:
        head, rest = line.rstrip("\n").split(" ", 1)
        number = int(head[1:])
        if line[0] == "n":
            rest, x, y = rest.rsplit(" ", 2)
            nodes.append((number, rest, units(x[1:]), units(y[1:])))
        elif line[0] == "w":
            rest, refs = rest.rsplit(" ", 1)
            ways.append((number, rest,
                         [int(r[1:]) for r in refs[1:].split(",") if r]))
        else:
            rest, members = rest.rsplit(" ", 1)
            parts = [m.partition("@") for m in members[1:].split(",") if m]
            relations.append((number, rest,
                              [(p[0][0], int(p[0][1:]), p[2])
                               for p in parts]))
    if osmium.wait():
        sys.exit(f"osmium could not read {extract}")
    return sorted(nodes), sorted(ways), sorted(relations)


def write(out, copies, nodes, ways, relations):
    xs, ys = [n[2] for n in nodes], [n[3] for n in nodes]
    wide = max(xs) - min(xs) + GAP_UNITS
    tall = max(ys) - min(ys) + GAP_UNITS
    across = math.ceil(math.sqrt(copies))
    shift = [(k * ID_STEP, k % across * wide, k // across * tall)
             for k in range(copies)]
    for up, east, north in shift:
        out.writelines(f"n{n + up} {rest} x{degrees(x + east)} "
                       f"y{degrees(y + north)}\n" for n, rest, x, y in nodes)
    for up, _, _ in shift:
        for n, rest, refs in ways:
            out.write(f"w{n + up} {rest} N" +
                      ",".join(f"n{r + up}" for r in refs) + "\n")
    for up, _, _ in shift:
        for n, rest, members in relations:
            out.write(f"r{n + up} {rest} M" +
                      ",".join(f"{kind}{r + up}@{role}"
                               for kind, r, role in members) + "\n")


def main():
    extract, copies, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    everything = read(extract)
    part = path + ".part"
    osmium = subprocess.Popen(["osmium", "cat", "-", "-F", "opl", "-f", "pbf",
                               "-O", "-o", part, "--generator=mosaic"],
                              stdin=subprocess.PIPE, text=True)
    write(osmium.stdin, copies, *everything)
    osmium.stdin.close()
    if osmium.wait():
        sys.exit(f"osmium could not write {part}")
    os.rename(part, path)


if __name__ == "__main__":
    if len(sys.argv) != 4 or not sys.argv[2].isdigit() or sys.argv[2] == "0":
        sys.exit(__doc__)
    main()
