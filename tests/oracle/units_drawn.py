# SPDX-License-Identifier: GPL-3.0-or-later
"""Units of drawn cities, by the oracle of units.py.

units_drawn.py FOLDER [HOW MANY [FIRST]]

Each city is a grid of streets with boundaries of several levels, drawn at
random: some lie inside others, have holes, enclaves or exclaves, cross each
other or are the same land twice; and places inside, outside and on their
borders, some with the name of a boundary, in this or that spelling, or named
by a boundary as its label or seat.
"""

import os
import random
import sys

from common import Tally, ask, layer
from extract import Extract
from units import City, check_homes, check_sums

STEP, HALF = 140, 9  # metres between streets, streets on each side of 0
NAMES = ["Quay", "Ost", "Krähenhof", "Altstadt", "Hill Top", "玉林", "桂溪"]
SPELLED = {"Krähenhof": "KRAHENHOF", "Hill Top": "Hill-Top", "Quay": "quay"}
PLACES = ["suburb", "quarter", "neighbourhood", "village", "hamlet", "town"]


class Drawing:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.lines, self.node, self.next = [], {}, 1

    def tags(self, tags):
        return "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())

    def point(self, x, y, tags=None):
        key = (x, y)
        if tags is None and key in self.node:
            return self.node[key]
        i = self.next
        self.next += 1
        self.lines.append(
            f'<node id="{i}" version="1" lon="{104 + x / 95890:.7f}" '
            f'lat="{30.6 + y / 110870:.7f}">{self.tags(tags or {})}</node>')
        if tags is None:
            self.node[key] = i
        return i

    def way(self, points, tags):
        refs = [self.point(*p) for p in points]
        i = self.next
        self.next += 1
        self.lines.append(
            f'<way id="{i}" version="1">' +
            "".join(f'<nd ref="{r}"/>' for r in refs) +
            f"{self.tags(tags)}</way>")
        return i

    def streets(self):
        reach = [i * STEP for i in range(-HALF, HALF + 1)]
        for a in reach:
            self.way([(a, b) for b in reach], {"highway": "residential"})
            self.way([(b, a) for b in reach], {"highway": "residential"})

    def box(self, box):
        w, s, e, n = box
        return self.way([(w, s), (e, s), (e, n), (w, n), (w, s)], {})

    def boundary(self, admin, name, outer, inner=(), members=(), more=None):
        i = self.next
        self.next += 1
        ways = [("outer", self.box(b)) for b in outer] + \
            [("inner", self.box(b)) for b in inner]
        self.lines.append(
            f'<relation id="{i}" version="1">' +
            "".join(f'<member type="way" ref="{w}" role="{r}"/>'
                    for r, w in ways) +
            "".join(f'<member type="node" ref="{n}" role="{r}"/>'
                    for r, n in members) +
            self.tags({"type": "boundary", "boundary": "administrative",
                       "admin_level": admin, "name": name, **(more or {})}) +
            "</relation>")

    # ---- what is drawn ----

    def inside(self, box, least=160):
        """A box in another, off the streets; None where there is no room."""
        w, s, e, n = box
        if e - w < 2 * least or n - s < 2 * least:
            return None
        x = sorted(self.chance.sample(range(w + 7, e - 7, 31), 2))
        y = sorted(self.chance.sample(range(s + 7, n - 7, 31), 2))
        if x[1] - x[0] < least or y[1] - y[0] < least:
            return None
        return x[0], y[0], x[1], y[1]

    def land(self, box, numbers):
        """A boundary, perhaps with a hole, and others inside it."""
        c = self.chance
        name = c.choice(NAMES)
        hole = self.inside(box) if c.random() < 0.25 else None
        members = []
        if c.random() < 0.6:
            x, y = c.randint(box[0], box[2]), c.randint(box[1], box[3])
            if c.random() < 0.15:
                x = box[0]
            members = [(c.choice(["label", "admin_centre", "label"]),
                        self.place(x, y, name))]
            if c.random() < 0.4:
                members = []
        more = {"alt_name": "Other;" + SPELLED.get(name, name)} \
            if c.random() < 0.3 else {}
        self.boundary(numbers[0], name if not more else "Official",
                      [box], [hole] if hole else [], members, more)
        if hole and c.random() < 0.5:  # an enclave
            self.boundary(numbers[0], c.choice(NAMES), [hole])
        for _ in range(c.randint(0, 3)):
            part = self.inside(box)
            if part and len(numbers) > 1:
                self.land(part, numbers[c.randint(1, len(numbers) - 1):])

    def place(self, x, y, name):
        c = self.chance
        tags = {"place": c.choice(PLACES), "name": name}
        if c.random() < 0.3:
            tags["name"] = SPELLED.get(name, name)
        if c.random() < 0.2:
            tags = {**tags, "name": "Elsewhere", "name:zh": name}
        return self.point(x + 0.3, y + 0.3, tags)

    def city(self):
        c = self.chance
        self.streets()
        numbers = sorted(c.sample([6, 7, 8, 9, 10, 11], c.randint(2, 5)))
        far = HALF * STEP + 50
        middle = c.randint(-300, 300)
        if c.random() < 0.8:
            self.land((-far, -far, middle, far), numbers)
        if c.random() < 0.8:
            self.land((middle, -far, far, far), numbers)
        if c.random() < 0.3:  # across what there is
            self.land((-700, -420, 610, 388), numbers[-2:])
        for _ in range(c.randint(1, 6)):
            self.place(c.randint(-far, far), c.randint(-far, far),
                       c.choice(NAMES))
        return '<?xml version="1.0" encoding="UTF-8"?>\n' \
            '<osm version="0.6">\n' + "\n".join(
                sorted(self.lines, key=lambda l: "nwr".index(l[1]))) + \
            "\n</osm>\n"


class Quiet(Tally):
    """Says what differs, and of which city."""

    def __init__(self, seed):
        super().__init__()
        self.seed, self.faults = seed, []

    def test(self, name, faults, checked=None):
        if name == "homes on a border are few" or (
                name == "children add up" and self.crossed):
            return
        self.faults += [f"{self.seed}: {name}: {f}" for f in faults][:3]

    crossed = False


def main():
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    tally, faults, asked = Tally(), [], 0
    for seed in range(first, first + count):
        osm = os.path.join(folder, f"{seed}.osm")
        path = os.path.join(folder, f"{seed}.city")
        with open(osm, "w", encoding="utf-8") as file:
            file.write(Drawing(seed).city())
        ask("import", "osm", osm, "--city", path)
        homes = layer(path, "homes")
        quiet = Quiet(seed)
        quiet.crossed = True  # boundaries may cross: check tells of those
        check_homes(City(path, Extract(osm)), homes, quiet)
        check_sums(City(path, Extract(osm)), homes, quiet)
        faults += quiet.faults
        asked += len(homes)
        if not quiet.faults:
            os.remove(osm)
        for end in ("", ".lock", ".sha256"):
            os.remove(path + end)
    tally.test(f"units of {count} drawn cities", faults, asked)
    tally.end()


if __name__ == "__main__":
    main()
