#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: apply_file(locations=True) of pyosmium gives ways their places, and
# does no harm to a file that has them on its ways already.
# Version: Debian 12, python3-pyosmium 3.6.0-1+b1, osmium-tool 1.15.0-1.
# What happens: with locations=False the places of the file are there; with
# True they are overwritten by those of the nodes in the file, and where a
# node was left out the place becomes invalid.
# Source: https://docs.osmcode.org/pyosmium/latest/ (Handling geometries);
# https://github.com/osmcode/pyosmium/issues/156
# In lifecircle: what stands on the way is its place, whatever nodes the file
# has (src/import/osm/read/pbf.c, lc_osm_builder_point).
. "$(dirname "$0")/form"
debian python3-pyosmium 3.6.0-1+b1
debian osmium-tool 1.15.0-1

cat >town.osm <<'OSM'
<osm version="0.6">
<node id="1" version="1" lat="30.650" lon="104.060"/>
<node id="2" version="1" lat="30.650" lon="104.061"><tag k="highway" v="crossing"/></node>
<node id="3" version="1" lat="30.651" lon="104.061"/>
<way id="9" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="path"/></way>
</osm>
OSM
osmium add-locations-to-ways town.osm -o on-ways.osm.pbf
cat >places.py <<'PY'
import osmium


class Ways(osmium.SimpleHandler):
    def way(self, w):
        print(sum(n.location.valid() for n in w.nodes), "of", len(w.nodes), "places")


for wanted in (False, True):
    print("locations=%s:" % wanted, end=" ")
    Ways().apply_file("on-ways.osm.pbf", locations=wanted)
PY
/usr/bin/python3 places.py >seen
recorded seen <<'END'
locations=False: 3 of 3 places
locations=True: 1 of 3 places
END
