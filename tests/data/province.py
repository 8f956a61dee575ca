#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A province drawn around real streets: tests/data/province.py STREETS.osm OUT.osm

The streets of Yulin lie in a city drawn for the test (成都市, with two districts,
two streets of today's list and one of yesterday's), beside it a neighbour with
streets of its own, near the border and ten kilometres off. Names are official
ones; boundaries and points are made up.
"""
import sys

nodes, ways, relations = [], [], []


def node(lon, lat, **tags):
    nodes.append((900000 + len(nodes), lon, lat, tags))
    return nodes[-1][0]


def way(refs, **tags):
    ways.append((900000 + len(ways), refs, tags))
    return ways[-1][0]


def boundary(name, level, west, south, east, north):
    ring = [node(*p) for p in ((west, south), (east, south), (east, north), (west, north))]
    relations.append((900000 + len(relations), [way(ring + ring[:1])],
                      {"type": "boundary", "boundary": "administrative", "admin_level": str(level), "name": name}))


def place(name, lon, lat, kind="neighbourhood"):
    node(lon, lat, place=kind, name=name)


def office(name, lon, lat):
    node(lon, lat, amenity="community_centre", name=name)


def street(lon, lat):
    way([node(lon, lat), node(lon, lat + 0.002), node(lon + 0.002, lat + 0.002)], highway="residential", name="邻市路")


def draw():
    boundary("成都市", 5, 104.02, 30.60, 104.10, 30.67)
    boundary("武侯区", 6, 104.02, 30.60, 104.08, 30.67)
    boundary("锦江区", 6, 104.08, 30.60, 104.10, 30.67)
    boundary("玉林街道", 8, 104.055, 30.63, 104.075, 30.65)
    boundary("芳草街街道", 8, 104.045, 30.63, 104.055, 30.65)
    boundary("从前街道", 8, 104.02, 30.60, 104.03, 30.61)
    boundary("棕北社区", 10, 104.066, 30.632, 104.074, 30.64)
    place("倪家桥社区", 104.058, 30.635)
    place("跳伞塔社区", 104.060, 30.640)  # two of the name
    place("跳伞塔社区", 104.065, 30.645)
    place("神仙树社区", 104.062, 30.642)  # in the wrong street
    place("锦城社区", 104.035, 30.62)  # two units of the district have the name
    office("成都市武侯区玉林街道电信路社区居委会", 104.064, 30.648)
    office("黉门街社区居委会", 104.0700, 30.6480)  # one house
    office("黉门街社区党群服务中心", 104.0701, 30.6481)
    office("新九如村社区居委会", 104.061, 30.633)  # another name
    office("望江路街道办事处", 104.077, 30.62)
    office("水井坊社区居民委员会", 104.09, 30.64)
    boundary("眉山市", 5, 104.10, 30.60, 104.30, 30.67)
    place("永兴社区", 104.11, 30.61)  # of the neighbour
    for lon in (104.105, 104.20, 104.25):
        street(lon, 30.63)
        node(lon, 30.6315, amenity="pharmacy", name="邻市药店")


def put(out, kind, ident, inner, tags, more=""):
    out.append(f'<{kind} id="{ident}" version="1"{more}>')
    out += inner
    out += [f'<tag k="{k}" v="{v}"/>' for k, v in tags.items()]
    out.append(f"</{kind}>")


def main():
    streets, path = sys.argv[1:]
    draw()
    out = []
    for ident, lon, lat, tags in nodes:
        put(out, "node", ident, [], tags, f' lat="{lat:.7f}" lon="{lon:.7f}"')
    for ident, refs, tags in ways:
        put(out, "way", ident, [f'<nd ref="{r}"/>' for r in refs], tags)
    for ident, members, tags in relations:
        put(out, "relation", ident, [f'<member type="way" ref="{m}" role="outer"/>' for m in members], tags)
    with open(streets, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</osm>", "\n".join(out) + "\n</osm>"))


main()
