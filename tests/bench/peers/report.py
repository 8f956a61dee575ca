#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table, from what every peer wrote.

    report.py OUT.json FOLDER...

A folder is a city's, with a PEER.tsv each: operation, i, wall_us, cpu_us,
value. Of each operation the median of the wall times is set against ours, and
its mean processor time; values are compared question by question: how many of
those both answered are equal to 0.1 % or 0.15 (seconds, metres), and peer /
ours, from the 5th to the 95th percentile.
"""
import json
import math
import os
import statistics
import sys

OURS = "lifecircle"
OPERATIONS = {
    "straight_10": "nearest 10, straight",
    "walk_10": "nearest 10 on foot",
    "reach": "reach of 15 minutes",
    "isochrone": "polygon of 15 minutes, GeoJSON",
    "all_nodes": "every junction to its nearest of 500",
    "sites_400": "10 best of 400 sites, proved",
    "sites_20000": "20 best of 20,000 sites, proved",
    "import": "import of the extract",
    "compute": "results for all homes and categories",
    "load": "load to the first answer",
}


def read(path):
    """{operation: {i: (wall_us, cpu_us, value)}}"""
    found = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            name, i, *rest = line.rstrip("\n").split("\t")
            numbers = [float(x) if x not in ("", "\\N") else math.nan
                       for x in rest]
            found.setdefault(name, {})[int(i)] = numbers
    return found


def summary(rows):
    walls = sorted(r[0] for r in rows.values())
    return {
        "questions": len(walls),
        "median_us": round(statistics.median(walls), 2),
        "p90_us": round(walls[min(len(walls) - 1, len(walls) * 9 // 10)], 2),
        "cpu_mean_us": round(statistics.mean(r[1] for r in rows.values()), 2),
    }


def compare(peer, ours):
    pairs = [(peer[i][2], ours[i][2]) for i in peer if i in ours]
    pairs = [(p, o) for p, o in pairs
             if math.isfinite(p) and math.isfinite(o) and o > 0]
    if not pairs:
        return None
    same = sum(abs(p - o) <= max(0.15, 0.001 * o) for p, o in pairs)
    ratios = sorted(p / o for p, o in pairs)
    return {"compared": len(pairs), "same": same,
            "median_ratio": round(statistics.median(ratios), 4),
            "p5_ratio": round(ratios[len(ratios) // 20], 4),
            "p95_ratio": round(ratios[len(ratios) * 19 // 20], 4)}


def time_text(us):
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if us >= size:
            return f"{us / size:.3g} {unit}"
    return f"{us:.3g} us"


def times(ratio):
    return f"{ratio:.0f}" if ratio >= 100 else f"{ratio:.2g}"


def city_rows(folder):
    city = os.path.basename(folder)
    peers = {f[:-4]: read(os.path.join(folder, f))
             for f in sorted(os.listdir(folder)) if f.endswith(".tsv")}
    ours = peers.pop(OURS)
    for operation in OPERATIONS:
        if operation not in ours:
            continue
        mine = summary(ours[operation])
        others = [p for p in peers if operation in peers[p]]
        for peer in others or [None]:
            row = {"data": city, "operation": operation, "peer": peer,
                   "ours": mine}
            if peer:
                theirs = peers[peer][operation]
                row["theirs"] = summary(theirs)
                row["ratio"] = round(
                    row["theirs"]["median_us"] / mine["median_us"], 2)
                row["cpu_ratio"] = round(
                    row["theirs"]["cpu_mean_us"] / mine["cpu_mean_us"], 2)
                row["answers"] = compare(theirs, ours[operation])
            yield row


def line(row):
    cells = [row["peer"] or "-", OPERATIONS[row["operation"]], row["data"],
             "-", time_text(row["ours"]["median_us"]), "-",
             "-", time_text(row["ours"]["cpu_mean_us"]), "-", "-"]
    if row["peer"]:
        cells[3] = time_text(row["theirs"]["median_us"])
        cells[5] = times(row["ratio"])
        cells[6] = time_text(row["theirs"]["cpu_mean_us"])
        cells[8] = times(row["cpu_ratio"])
        a = row["answers"]
        if a:
            cells[9] = f"x {a['p5_ratio']:.4g} to {a['p95_ratio']:.4g}"
            if row["operation"] != "isochrone":
                cells[9] = f"{a['same']}/{a['compared']} equal, {cells[9]}"
    return "| " + " | ".join(cells) + " |"


def main(out, *folders):
    rows = [r for folder in folders for r in city_rows(folder)]
    with open(out, "w", encoding="utf-8") as f:
        json.dump({"rows": rows}, f, indent=1)
        f.write("\n")
    print("| peer | operation | data | peer, median | ours | ratio "
          "| peer, CPU | ours | ratio | answers, peer / ours |")
    print("|---" * 10 + "|")
    for row in rows:
        print(line(row))


main(*sys.argv[1:])
