#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters of random shape over random rows, against an evaluation of their own.

filters.py TEST_FILTER [ROUNDS [SEED]]

A tree is drawn, written as CQL2 text (with odd spaces, case and brackets), and
evaluated here from the tree: exact fractions for geometry, decimals for
numbers, None for what is not known. TEST_FILTER, the unit test's program, says
which rows the text keeps.
"""
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction

WORDS = ["a", "A", "ab", "aB", "b_", "b%", "%", "_", "\\", "ä", "Ä", "公园", "公", "it's", "", "ß", "ss"]
FIELDS = ["name", "n", "share", "metres", "open", "day", "kinds", "links"]
UTC = datetime.timezone.utc


# ---- rows ----


def draw_time(r):
    day = datetime.datetime(2026, 1, r.randint(1, 3), tzinfo=UTC)
    if r.random() < 0.5:
        return day.strftime("%Y-%m-%d")
    at = day + datetime.timedelta(hours=r.randint(0, 23), minutes=r.choice([0, 30]))
    if r.random() < 0.5:
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    east = at.astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    return east.strftime("%Y-%m-%dT%H:%M") + "+08:00"


def draw_point(r):
    return [r.randint(-4, 4), r.randint(-4, 4)]


def draw_ring(r):
    """A convex outline, a box or a triangle, counter-clockwise."""
    while True:
        if r.random() < 0.5:
            (x, y), (u, v) = draw_point(r), draw_point(r)
            if x < u and y < v:
                return [[x, y], [u, y], [u, v], [x, v], [x, y]]
        else:
            a, b, c = draw_point(r), draw_point(r), draw_point(r)
            if cross(a, b, c) > 0:
                return [a, b, c, a]


def draw_shape(r):
    kind = r.randint(0, 2)
    if kind == 0:
        return [0, [draw_point(r)]]
    if kind == 1:
        return [1] + [[draw_point(r) for _ in range(r.randint(2, 4))] for _ in range(r.randint(1, 2))]
    return [2] + [draw_ring(r) for _ in range(1)]


def draw_row(r):
    known = lambda v: v if r.random() < 0.8 else None
    return [known(draw_shape(r)), known(r.choice(WORDS)), known(r.randint(-3, 3)),
            known(r.choice([0.1, 0.005, 0.015, 0.125, -0.125, 1 / 3, 2.675, 1.0, 0.995])),
            known(r.choice([0, 1, 1500, 999, -1, 10 ** 12])), known(r.random() < 0.5),
            known(draw_time(r) if r.random() < 0.9 else "2026"),
            known([r.choice(WORDS) for _ in range(r.randint(0, 2))]), known("[]")]


# ---- values, as they are compared ----


def written(v):
    """A decimal as an export writes it, two places here."""
    return Decimal("%.2f" % v)


def instant(s):
    if not re.match(r"\d{4}-\d\d-\d\d", s):
        return None
    t = datetime.datetime.fromisoformat(s.replace("Z", "+00:00"))
    return t if t.tzinfo else t.replace(tzinfo=UTC)


def read(row, field):
    v = row[1 + FIELDS.index(field)]
    if v is None:
        return None
    if field == "share":
        return written(v)
    if field == "metres":
        return Decimal(v) / 1000
    if field == "n":
        return Decimal(v)
    return instant(v) if field == "day" else v


# ---- geometry, in whole numbers and fractions ----


def cross(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def on(a, b, p):
    return (cross(a, b, p) == 0 and min(a[0], b[0]) <= p[0] <= max(a[0], b[0])
            and min(a[1], b[1]) <= p[1] <= max(a[1], b[1]))


def meet(a, b, c, d):
    if on(a, b, c) or on(a, b, d) or on(c, d, a) or on(c, d, b):
        return True
    return cross(a, b, c) * cross(a, b, d) < 0 and cross(c, d, a) * cross(c, d, b) < 0


def edges(part):
    return list(zip(part, part[1:])) or [(part[0], part[0])]


def inside(ring, p):
    """By counting what a ray to the east crosses; the outline is inside."""
    if any(on(a, b, p) for a, b in edges(ring)):
        return True
    odd = False
    for a, b in edges(ring):
        if (a[1] > p[1]) != (b[1] > p[1]):
            x = a[0] + Fraction((p[1] - a[1]) * (b[0] - a[0]), b[1] - a[1])
            odd ^= x > p[0]
    return odd


def parts_meet(ka, pa, kb, pb):
    if any(meet(a, b, c, d) for a, b in edges(pa) for c, d in edges(pb)):
        return True
    return (kb == 2 and inside(pb, pa[0])) or (ka == 2 and inside(pa, pb[0]))


def shapes_meet(s, t):
    return any(parts_meet(s[0], a, t[0], b) for a in s[1:] for b in t[1:])


# ---- trees ----


def pattern(p):
    out, i = "", 0
    while i < len(p):
        if p[i] == "\\" and i + 1 < len(p):
            i += 1
            out += re.escape(p[i])
        else:
            out += {"%": ".*", "_": "."}.get(p[i], re.escape(p[i]))
        i += 1
    return re.compile(out, re.S)


def fold(s):
    return s.casefold()


def quote(r, s):
    return "'" + s.replace("'", r.choice(["''", "\\'"])) + "'"


def name_of(r, field):
    return field if r.random() < 0.8 else '"%s"' % field


def word(r, w):
    return "".join(c.upper() if r.random() < 0.5 else c for c in w)


COMPARE = {"=": lambda a, b: a == b, "<>": lambda a, b: a != b, "<": lambda a, b: a < b,
           ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}


def draw_value(r, field):
    """(text, value, is a day)"""
    if field in ("name", "kinds"):
        # A backslash at a text's end would take its quote with it.
        w = r.choice([w for w in WORDS if w != "\\"])
        return quote(r, w), w, False
    if field == "open":
        b = r.random() < 0.5
        return word(r, str(b)), b, False
    if field == "day":
        t = draw_time(r)
        day = len(t) == 10
        kind = "date" if day else "timestamp"
        return (f"'{t}'" if r.random() < 0.5 else f"{word(r, kind)}( '{t}')"), instant(t), day
    v = r.choice(["-3", "0", "1", "1.5", "0.1", "0.13", "0.12", "0.33", "1e0", "15e-1", "+2", "2.67", "2.68", "0.01", ".5"])
    return v, Decimal(v), False


def beside(x, y, day):
    """Both as days where the filter's own value is one."""
    return (x.astimezone(UTC).date(), y.astimezone(UTC).date()) if day else (x, y)


def leaf_compare(r, field):
    text, v, day = draw_value(r, field)
    ops = ["=", "<>"] if field in ("open", "kinds") else list(COMPARE)
    op = r.choice(ops)
    casei = field in ("name", "kinds") and r.random() < 0.3
    left = name_of(r, field)
    if casei:
        left, text, v = f"casei({left})", f"CASEI( {text} )", fold(v)

    def holds(row):
        x = read(row, field)
        if x is None:
            return None
        if field == "kinds":
            has = v in [fold(i) if casei else i for i in x]
            return has == (op == "=")
        if casei:
            x = fold(x)
        return COMPARE[op](*beside(x, v, day))

    if r.random() < 0.2:
        turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(op, op)
        return f"{text} {turned} {left}", holds
    return f"{left}{r.choice(['', ' '])}{op}{r.choice(['', '  '])}{text}", holds


def leaf_in(r, field):
    all_of = [draw_value(r, field) for _ in range(r.randint(1, 3))]
    negated = r.random() < 0.3

    def holds(row):
        x = read(row, field)
        if x is None:
            return None
        if field == "kinds":
            found = any(v in x for _, v, _ in all_of)
        else:
            found = any(a == b for a, b in (beside(x, v, d) for _, v, d in all_of))
        return found != negated

    return (f"{name_of(r, field)} {word(r, 'not') if negated else ''} {word(r, 'in')} "
            f"({', '.join(t for t, _, _ in all_of)})", holds)


def leaf_like(r, field):
    p = "".join(r.choice(WORDS) for _ in range(r.randint(0, 3)))
    p = p.replace("'", "").rstrip("\\")
    negated = r.random() < 0.3

    def holds(row):
        x = read(row, field)
        if x is None:
            return None
        found = any(pattern(p).fullmatch(i) for i in (x if field == "kinds" else [x]))
        return bool(found) != negated

    return f"{field} {word(r, 'not') if negated else ''} {word(r, 'like')} '{p}'", holds


def leaf_between(r, field):
    (a, low, lday), (b, high, hday) = draw_value(r, field), draw_value(r, field)
    negated = r.random() < 0.3

    def holds(row):
        x = read(row, field)
        if x is None:
            return None
        u, v = beside(x, low, lday), beside(x, high, hday)
        return (u[0] >= u[1] and v[0] <= v[1]) != negated

    return f"{field} {word(r, 'not') if negated else ''} between {a} and {b}", holds


def leaf_null(r, field):
    negated = r.random() < 0.5
    at = 0 if field == "geometry" else 1 + FIELDS.index(field)
    return (f"{name_of(r, field)} is {word(r, 'not') if negated else ''} null",
            lambda row: (row[at] is None) != negated)


def degrees(p):
    return " ".join(str(Decimal(c) / 10 ** 7) for c in p)


def ring_text(part):
    return "(" + ", ".join(degrees(p) for p in part) + ")"


def place_text(r, s):
    if s[0] == 0:
        return f"POINT({degrees(s[1][0])})"
    if s[0] == 1:
        return (f"LINESTRING{ring_text(s[1])}" if len(s) == 2 else
                f"MULTILINESTRING({', '.join(ring_text(p) for p in s[1:])})")
    ring = s[1]
    if len(ring) == 5 and r.random() < 0.5:
        corner = lambda p: ",".join(str(Decimal(c) / 10 ** 7) for c in p)
        return f"BBOX({corner(ring[0])},{corner(ring[2])})"
    if r.random() < 0.5:
        ring = ring[::-1]
    return f"Polygon({ring_text(ring)})"


def leaf_place(r):
    s = draw_shape(r)
    both = ["geometry", place_text(r, s)]
    r.shuffle(both)
    return (f"s_intersects({', '.join(both)})",
            lambda row: None if row[0] is None else shapes_meet(row[0], s))


def draw_leaf(r):
    kind = r.random()
    if kind < 0.15:
        return leaf_null(r, r.choice(FIELDS + ["geometry"]))
    if kind < 0.35:
        return leaf_place(r)
    if kind < 0.5:
        return leaf_like(r, r.choice(["name", "kinds"]))
    field = r.choice(FIELDS[:-1])
    if kind < 0.6:
        return leaf_in(r, field)
    if kind < 0.7 and field not in ("open", "kinds"):
        return leaf_between(r, field)
    return leaf_compare(r, field)


def draw_tree(r, depth):
    """(text that binds at least as tightly as a leaf, what it is of a row)"""
    kind = r.random()
    if depth == 0 or kind < 0.3:
        return draw_leaf(r)
    if kind < 0.45:
        text, holds = draw_tree(r, depth - 1)

        def negation(row):
            v = holds(row)
            return None if v is None else not v

        return f"({word(r, 'not')} {text})", negation
    parts = [draw_tree(r, depth - 1) for _ in range(r.randint(2, 3))]
    both = kind < 0.72

    def joined(row):
        all_of = [h(row) for _, h in parts]
        if (not both) in all_of:
            return not both
        return None if None in all_of else both

    text = f" {word(r, 'and' if both else 'or')} ".join(t for t, _ in parts)
    return f"({text})", joined


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20261129)
    rows = [draw_row(r) for _ in range(60)]
    trees = [draw_tree(r, r.randint(0, 4)) for _ in range(rounds)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in.json")
        with open(path, "w", encoding="utf-8") as f:
            json.dump({"rows": rows, "filters": [t for t, _ in trees]}, f)
        out = subprocess.run([program, path], stdout=subprocess.PIPE, check=True).stdout.decode()
    bad = kept = 0
    for (text, holds), got in zip(trees, out.splitlines()):
        want = "".join("1" if holds(row) is True else "0" for row in rows)
        kept += want.count("1")
        if got != want:
            bad += 1
            if bad < 6:
                at = next((i for i in range(len(want)) if got[i:i + 1] != want[i]), 0)
                print(f"FAIL {text}\n  got  {got}\n  want {want}\n  row {at}: {rows[at]}")
    share = kept / (rounds * len(rows))
    if not 0.1 < share < 0.9:
        print(f"FAIL the filters keep {share:.0%}: they tell little")
        bad += 1
    print(f"{rounds - bad} passed, {bad} failed")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
