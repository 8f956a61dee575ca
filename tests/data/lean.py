#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported takes no more memory of a large city: tests/data/lean.py

Two cities, of a grid of streets that people live along, with a shop at each
crossing, one with ten times as many as the other. The most memory that `export`
ever has is that of the small one, and a little. What the rows are others
compare (http/layers.py with what a server answers, exports.py with GDAL); here
it is looked at that all are there, and that the one unit there is, the city,
has them all.
The program is $LIFECIRCLE.
"""
import csv
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import PROGRAM, check, ended  # noqa: E402

SMALL, LARGE = 72, 228  # streets of a side: 10 thousand parts of streets, and ten times as many
STEP = 0.0009  # degrees
RATIO = 1.3
FORMATS = ("csv", "geojson", "geojsonseq")


def write_grid(path, side):
    def node(x, y):
        return y * side + x + 1

    with open(path, "w", encoding="utf-8") as file:
        file.write('<osm version="0.6">\n')
        for y in range(side):
            for x in range(side):
                file.write(f'<node id="{node(x, y)}" version="1" lon="{13 + x * STEP:.7f}" lat="{53 + y * STEP:.7f}"/>\n')
                file.write(f'<node id="{side * side + node(x, y)}" version="1" lon="{13 + (x + 0.2) * STEP:.7f}" lat="{53 + (y + 0.1) * STEP:.7f}">'
                           f'<tag k="shop" v="convenience"/><tag k="name" v="Shop {x} {y}"/><tag k="opening_hours" v="Mo-Fr 0{y % 10}:00-18:00"/></node>\n')
        for k in range(2 * side):
            refs = "".join(f'<nd ref="{node(i, k) if k < side else node(k - side, i)}"/>' for i in range(side))
            file.write(f'<way id="{k + 1}" version="1">{refs}<tag k="highway" v="residential"/><tag k="name" v="Street {k}"/></way>\n')
        file.write("</osm>\n")


def make_city(folder, side):
    source, city = (os.path.join(folder, f"{side}.{kind}") for kind in ("osm", "city"))
    write_grid(source, side)
    done = subprocess.run([PROGRAM, "import", "osm", source, "--city", city, "-q"], capture_output=True, check=False)
    check(f"a city of {side} by {side} streets", done.returncode == 0, done.stderr[-300:])
    return city


def most_of(city, layer, form, out):
    """The most memory that an export had, in kB."""
    with subprocess.Popen([PROGRAM, "export", layer, "--city", city, "-o", out]) as p:
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    check(f"{layer} of {city} as {form}", p.returncode == 0, p.returncode)
    return used.ru_maxrss


def export(city, layer, form, out):
    """The most memory that it had, in kB, and how many rows there are."""
    most = most_of(city, layer, form, out)
    with open(out, "rb") as file:
        rows = sum(form == "csv" or b'"type":"Feature"' in line.replace(b" ", b"") for line in file) - (form == "csv")
    os.remove(out)
    return most, rows


def whole(city, folder):
    """The most memory that units took, in kB, and what the city has as one."""
    out = os.path.join(folder, "out.csv")
    most = most_of(city, "units", "csv", out)
    with open(out, encoding="utf-8-sig", newline="") as file:
        units = list(csv.DictReader(file))
    os.remove(out)
    check(f"{city}: one unit", len(units) == 1, len(units))
    return most, {name: float(units[0][name]) for name in ("homes", "facilities", "weight")}


def units_too(cities, folder):
    (little, _), (much, has) = (whole(city, folder) for city in cities)
    out = os.path.join(folder, "out.csv")
    for layer in ("homes", "facilities"):
        check(f"the city has all {layer}", has[layer] == export(cities[1], layer, "csv", out)[1] > 5_000, has)
    check("and what they weigh", has["weight"] > 0, has)
    check(f"units take {much / 1024:.0f} MB, {little / 1024:.0f} of the small city", much <= RATIO * little, much / little)


def main():
    layers = sys.argv[1:] or ["streets", "homes", "facilities"]
    with tempfile.TemporaryDirectory() as folder:
        cities = [make_city(folder, side) for side in (SMALL, LARGE)]
        for layer in layers:
            for form in FORMATS:
                (little, few), (much, many) = (export(city, layer, form, os.path.join(folder, f"out.{form}")) for city in cities)
                check(f"{layer} as {form}: ten times the rows", few > 5_000 and 9 < many / few < 11, (few, many))
                check(f"{layer} as {form}: {many} rows take {much / 1024:.0f} MB, {few} take {little / 1024:.0f}", much <= RATIO * little, much / little)
        units_too(cities, folder)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
