#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the exported streets to what every peer is given.

    prepare.py STREETS.csv CATEGORY FOLDER

nodes.csv   id, lon, lat            junctions, numbered from 1
edges.csv   id, source, target, cost, reverse_cost, WKT
                                    seconds at the standard pace; -1: closed
facilities.csv       a table for `lifecircle import facilities`
facilities.peer.csv  id, node, category, lon, lat
points.csv  i, node, lon, lat       where the questions are asked

Points and facilities are junctions of public streets that are no island,
drawn with a fixed seed; so nobody's answer depends on how a point far from a
street is joined to it.
"""
import csv
import os
import random
import sys

POINTS = 300
FACILITIES = 500
MPS = 1000 / 900  # geodata/paces.csv, standard
STEPS_FACTOR = 2
FORWARD, BACK, PRIVATE = 1, 2, 4


def read_streets(path):
    """Edges as (from, to, seconds, permissions, WKT), positions of nodes, and
    those to draw from."""
    edges, at, usable = [], {}, set()
    with open(path, encoding="utf-8-sig") as f:
        for row in csv.DictReader(f):
            foot = int(row["foot"])
            ends = int(row["from_node"]), int(row["to_node"])
            line = row["geometry"]
            points = line[line.index("(") + 1:-1].split(",")
            for node, point in zip(ends, (points[0], points[-1])):
                at[node] = tuple(point.split())
            seconds = int(row["length_mm"]) / 1000 / MPS
            if row["steps"] == "true":
                seconds *= STEPS_FACTOR
            if foot & (FORWARD | BACK):
                edges.append((*ends, seconds, foot, line))
            if row["island"] != "true" and foot == FORWARD | BACK:
                usable.update(ends)
    return edges, at, sorted(usable)


def main(streets, category, folder):
    edges, at, usable = read_streets(streets)
    number = {node: i for i, node in enumerate(sorted(at), 1)}
    draw = random.Random(15)
    facilities = draw.sample(usable, FACILITIES)
    points = draw.sample(usable, POINTS)

    def write(name, rows):
        with open(os.path.join(folder, name), "w", newline="",
                  encoding="utf-8") as f:
            csv.writer(f, lineterminator="\n").writerows(rows)

    write("nodes.csv", ((number[n], *at[n]) for n in number))
    write("edges.csv", (
        (i, number[a], number[b], f"{s:.3f}" if foot & FORWARD else -1,
         f"{s:.3f}" if foot & BACK else -1, line)
        for i, (a, b, s, foot, line) in enumerate(edges, 1)))
    write("facilities.csv", [("id", "name", "category", "lon", "lat")] + [
        (f"f{i}", f"facility {i}", category, *at[n])
        for i, n in enumerate(facilities)])
    write("facilities.peer.csv", ((f"f{i}", number[n], category, *at[n])
                                  for i, n in enumerate(facilities)))
    write("points.csv", ((i, number[n], *at[n])
                         for i, n in enumerate(points)))
    print(f"{len(number)} junctions, {len(edges)} streets")


main(*sys.argv[1:])
