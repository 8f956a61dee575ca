# SPDX-License-Identifier: GPL-3.0-or-later
#
# A town in a square kilometre with some of all that compute looks at: homes of
# buildings, a gated compound with hours, water and a railway between streets,
# parks and schools with entrances, streets that the data cut off, a piece that
# hangs on nothing, boundaries with a rest, place points.
WEST, SOUTH, STEP, SIDE = 104.0, 30.6, 0.002, 6
EAST, NORTH = WEST + STEP * (SIDE - 1), SOUTH + STEP * (SIDE - 1)
MIDDLE = WEST + STEP * 2.5  # between the two streets of level 8


class Extract:
    def __init__(self):
        self.nodes, self.ways, self.relations, self.last = [], [], [], 1000

    def node(self, x, y, node=None, **tags):
        """Of a place in blocks from the south-west."""
        if node is None:
            self.last += 1
            node = self.last
        self.nodes.append('<node id="%d" lat="%.7f" lon="%.7f">%s</node>' % (
            node, SOUTH + STEP * y, WEST + STEP * x, self.tags(tags)))
        return node

    @staticmethod
    def tags(tags):
        return "".join('<tag k="%s" v="%s"/>' % (k.replace("__", ":"), v)
                       for k, v in tags.items())

    def way(self, nodes, **tags):
        self.last += 1
        self.ways.append('<way id="%d">%s%s</way>' % (
            self.last, "".join('<nd ref="%d"/>' % n for n in nodes),
            self.tags(tags)))
        return self.last

    def box(self, west, south, east, north, **tags):
        ring = [self.node(x, y) for x, y in (
            (west, south), (east, south), (east, north), (west, north))]
        return self.way(ring + ring[:1], **tags)

    def boundary(self, relation, level, name, *box):
        self.relations.append(
            '<relation id="%d"><member type="way" ref="%d" role="outer"/>%s'
            '</relation>' % (relation, self.box(*box), self.tags(dict(
                type="boundary", boundary="administrative",
                admin_level=level, name=name))))

    def text(self):
        rim = 0.0006
        return "\n".join(
            ['<osm version="0.6"><bounds minlat="%f" minlon="%f" maxlat="%f" '
             'maxlon="%f"/>' % (SOUTH - rim, WEST - rim, NORTH + 4 * rim,
                                EAST + rim)] +
            self.nodes + self.ways + self.relations + ["</osm>"])


def street_net(o):
    for i in range(SIDE * SIDE):
        o.node(i % SIDE, i // SIDE, i + 1)
    for i in range(SIDE):
        o.way(range(i * SIDE + 1, (i + 1) * SIDE + 1), highway="residential",
              name="Row %d" % i)
        o.way(range(i + 1, SIDE * SIDE + 1, SIDE), highway="residential",
              name="Line %d" % i)
    # one that goes on beyond the data, one past the outline, one by itself
    o.way([12, 999999], highway="residential")
    o.way([18, o.node(6.5, 2)], highway="residential")
    o.way([o.node(.2, 5.8), o.node(3.8, 5.8)], highway="residential")
    # steps, and one way for wheels and for who pushes none
    o.way([8, o.node(1.5, 1.5), 15], highway="steps")


def compound(o):
    """Behind a wall, with a gate that is closed at night."""
    gate = o.node(3.5, 1.1, barrier="gate",
                  access__conditional="no @ (22:00-06:00)")
    ring = [o.node(3.1, 1.1), gate, o.node(3.9, 1.1), o.node(3.9, 1.9),
            o.node(3.1, 1.9)]
    street = o.node(3.5, 1)
    o.way(ring + ring[:1], barrier="wall", landuse="residential")
    o.way([10, street, 11], highway="residential")
    inner = o.node(3.5, 1.6)
    o.way([street, gate, inner], highway="service", access="private")
    o.way([inner, o.node(3.8, 1.7)], highway="service", access="private")


def obstacles(o):
    o.box(2.2, 3.3, 2.8, 3.7, natural="water")
    o.way([o.node(1.1, 4.5), o.node(1.9, 4.5)], railway="rail")
    o.box(.3, 3.3, .7, 3.5, building="retail")


def homes(o, without, dense):
    """Dense: along so many streets that their floors count, not the streets."""
    for i in range((SIDE - 1) * (SIDE - 1)):
        x, y = i % (SIDE - 1), i // (SIDE - 1)
        if i == without or i in (3 + 3 * (SIDE - 1), 4):
            continue
        o.box(x + .15, y + .12, x + .35, y + .25, building="apartments",
              building__levels=2 + i % 5)
        o.box(x + .6, y + .7, x + .8, y + .88, building="yes")
        if dense:
            o.box(x + .05, y + .4, x + .12, y + .6, building="residential")
    o.box(3.3, 1.3, 3.45, 1.5, building="apartments", building__levels="9")
    o.box(1, 5.85, 1.2, 5.95, building="house")


def places(o, shift):
    o.node(1.05, 1.05 + shift, amenity="pharmacy", name="Old pharmacy")
    o.node(2.05, 2.05, shop="supermarket", name="Market")
    o.node(3.6, 1.5, amenity="kindergarten", name="Kids",
           opening_hours="Mo-Fr 08:00-17:00")
    o.node(.4, 3.4, amenity="clinic", name="Clinic in a house",
           wheelchair="no")
    o.node(4.02, 2.5, highway="bus_stop", name="Stop")
    door = o.node(3.2, 3.1, entrance="yes")
    ring = [o.node(3.1, 3.1), door, o.node(3.9, 3.1), o.node(3.9, 3.9),
            o.node(3.1, 3.9)]
    o.way(ring + ring[:1], leisure="park", name="Park")
    ring = [o.node(4.1, .1), o.node(4.5, .1, entrance="main"),
            o.node(4.9, .1), o.node(4.9, .8), o.node(4.1, .8)]
    o.way(ring + ring[:1], amenity="school", name="School",
          isced__level="1")
    for i, name in enumerate(("North", "South", "Middle")):
        o.node(.7 + 1.9 * i, (4.4, .6, 2.6)[i], place="neighbourhood",
               name=name)


def extract(other=False):
    o = Extract()
    street_net(o)
    compound(o)
    obstacles(o)
    homes(o, 12 if other else 7, not other)
    places(o, .3 if other else 0)
    if other:
        o.way([1, o.node(.5, .5), 8], highway="footway")
        o.node(4.4, 4.4, amenity="pharmacy", name="New pharmacy")
    o.boundary(1, 6, "District", -.2, -.2, 5.2, 6.1)
    o.boundary(2, 8, "West street", -.2, -.2, 2.5, 5.2)
    # the east has one in part: what it leaves is a rest
    o.boundary(3, 8, "East street", 2.5, -.2, 4.6, 4.6)
    return o.text()
