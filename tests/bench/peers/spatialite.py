#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SpatiaLite's KNN and VirtualRouting on the files that prepare.py wrote.

    spatialite.py FOLDER

Answers are taken together inside SQLite (count, max), so that no row is
handed to Python within the time. A range leaves the start out of what it
reached; it is counted here. Output is as that of ours.c.
"""
import csv
import os
import sqlite3
import sys
import time

WARM = 10
ISOCHRONES = 100  # they take 20 times as long as the rest
# As far as lifecircle looks for the ten nearest on foot.
WALK_S = 3600

QUESTIONS = {
    "straight_10": (1000, """
        SELECT max(distance) FROM knn WHERE f_table_name = 'facility'
            AND ref_geometry = MakePoint(:lon, :lat, 4326)
            AND max_items = 10"""),
    "walk_10": (1000, f"""
        SELECT CASE WHEN count(*) = 10 THEN max(c) END FROM (
            SELECT r.Cost AS c FROM net AS r CROSS JOIN facility AS f
                ON f.node = r.NodeTo
            WHERE r.NodeFrom = :node AND r.Cost <= {WALK_S}
            ORDER BY c LIMIT 10)"""),
    "reach": (1000, """
        SELECT count(*) + 1 FROM net WHERE NodeFrom = :node AND Cost <= 900"""),
    "isochrone": (ISOCHRONES, """
        SELECT AsGeoJSON(ConcaveHull(ST_Collect(n.geom)), 7)
            FROM net AS r CROSS JOIN node AS n ON n.id = r.NodeTo
            WHERE r.NodeFrom = :node AND r.Cost <= 900"""),
}


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        yield from csv.reader(f)


def fill(db, folder):
    db.execute("SELECT InitSpatialMetadata(1)")
    db.executescript("""
        CREATE TABLE node (id INTEGER PRIMARY KEY);
        CREATE TABLE edge (id INTEGER PRIMARY KEY, source INTEGER,
            target INTEGER, cost DOUBLE, forward INTEGER, back INTEGER);
        CREATE TABLE facility (id INTEGER PRIMARY KEY, node INTEGER UNIQUE);
        SELECT AddGeometryColumn('node', 'geom', 4326, 'POINT', 'XY');
        SELECT AddGeometryColumn('edge', 'geom', 4326, 'LINESTRING', 'XY');
        SELECT AddGeometryColumn('facility', 'geom', 4326, 'POINT', 'XY');
        """)
    db.execute("BEGIN")
    db.executemany("INSERT INTO node VALUES (?, MakePoint(?, ?, 4326))",
                   ((int(r[0]), float(r[1]), float(r[2]))
                    for r in rows(folder, "nodes.csv")))
    db.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, GeomFromText(?, 4326))",
        ((int(r[0]), int(r[1]), int(r[2]), max(float(r[3]), float(r[4])),
          float(r[3]) >= 0, float(r[4]) >= 0, r[5])
         for r in rows(folder, "edges.csv")))
    db.executemany(
        "INSERT INTO facility (node, geom) VALUES (?, MakePoint(?, ?, 4326))",
        ((int(r[1]), float(r[3]), float(r[4]))
         for r in rows(folder, "facilities.peer.csv")))
    db.execute("SELECT CreateSpatialIndex('facility', 'geom')")
    db.execute("COMMIT")
    made = db.execute(
        "SELECT CreateRouting('net_data', 'net', 'edge', 'source', 'target',"
        " NULL, 'cost', NULL, 0, 1, 'forward', 'back', 1)").fetchone()[0]
    if made != 1:
        sys.exit("spatialite.py: " + str(db.execute(
            "SELECT CreateRouting_GetLastError()").fetchone()[0]))


def area_m2(db, geojson):
    return db.execute("SELECT Area(SetSRID(GeomFromGeoJSON(?), 4326), 1)",
                      (geojson,)).fetchone()[0]


def main(folder):
    db = sqlite3.connect(os.path.join(folder, "spatialite.db"),
                         isolation_level=None)
    db.enable_load_extension(True)
    db.load_extension("mod_spatialite")
    db.execute("PRAGMA synchronous = OFF")
    fill(db, folder)
    points = [{"node": int(r[1]), "lon": float(r[2]), "lat": float(r[3])}
              for r in rows(folder, "points.csv")]
    for name, (most, sql) in QUESTIONS.items():
        for p in points[:WARM]:
            db.execute(sql, p).fetchone()
        for i, p in enumerate(points[:most]):
            cpu, wall = time.process_time_ns(), time.perf_counter_ns()
            value = db.execute(sql, p).fetchone()[0]
            wall = time.perf_counter_ns() - wall
            cpu = time.process_time_ns() - cpu
            if name == "isochrone" and value is not None:
                value = area_m2(db, value)
            print(name, i, wall / 1e3, cpu / 1e3,
                  "" if value is None else value, sep="\t")


main(sys.argv[1])
