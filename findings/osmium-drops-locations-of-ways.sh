#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a file made by `osmium add-locations-to-ways` keeps the places on its
# ways through cat, extract, tags-filter and sort, as it keeps all else.
# Version: Debian 12, osmium-tool 1.15.0-1.
# What happens: they are dropped, and as the untagged nodes were left out when
# the places went on the ways, the geometry is gone for good: exit 0, no word.
# extract also loses the house, none of whose corners is in the file any more.
# Each command needs -f pbf,locations_on_ways=true to keep what it was given.
# Source: https://github.com/osmcode/osmium-tool/issues/240 (open).
# In lifecircle: such a file is refused, "of its 2 ways none has two nodes that
# are there" (src/import/osm/import.c, and the case
# osm-without-nodes).
. "$(dirname "$0")/form"
debian osmium-tool 1.15.0-1

cat >town.osm <<'OSM'
<osm version="0.6">
<node id="1" version="1" lat="30.650" lon="104.060"/>
<node id="2" version="1" lat="30.650" lon="104.061"/>
<node id="3" version="1" lat="30.651" lon="104.061"/>
<node id="4" version="1" lat="30.652" lon="104.060"/>
<node id="5" version="1" lat="30.652" lon="104.062"><tag k="highway" v="crossing"/></node>
<way id="10" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/></way>
<way id="11" version="1"><nd ref="4"/><nd ref="5"/><tag k="highway" v="residential"/></way>
</osm>
OSM
# count WHAT FILE
count() {
  osmium cat "$2" -f opl,locations_on_ways=true | awk -v what="$1" '
    /^n/ { nodes++ }
    /^w/ { ways++; with += /Nn[0-9]+x[0-9]/ }
    END { printf "%s: %d nodes, places on %d of %d ways\n", what, nodes, with, ways }'
}
try() {
  osmium "$@" -O -o out.osm.pbf
  count "$1" out.osm.pbf
}
{
  osmium add-locations-to-ways town.osm -o low.osm.pbf
  count made low.osm.pbf
  try cat low.osm.pbf
  try sort low.osm.pbf
  try extract -b 104.05,30.64,104.07,30.66 low.osm.pbf
  try tags-filter -R low.osm.pbf w/highway,building
  echo "and with -f pbf,locations_on_ways=true:"
  try cat low.osm.pbf -f pbf,locations_on_ways=true
} >seen 2>&1
recorded seen <<'END'
made: 1 nodes, places on 2 of 2 ways
cat: 1 nodes, places on 0 of 2 ways
sort: 1 nodes, places on 0 of 2 ways
extract: 1 nodes, places on 0 of 1 ways
tags-filter: 0 nodes, places on 0 of 2 ways
and with -f pbf,locations_on_ways=true:
cat: 1 nodes, places on 2 of 2 ways
END
