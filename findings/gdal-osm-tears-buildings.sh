#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: GDAL either reads the places that stand on the ways of a .osm.pbf
# (the optional feature LocationsOnWays), or makes no buildings of it.
# Version: Debian 12, gdal-bin 3.6.2+dfsg-1+b2, osmium-tool 1.15.0-1.
# What happens: it passes the places over and makes rings through those nodes
# that are in the file because they have tags: here a house of five corners
# becomes a triangle by its entrances, one with a single entrance becomes a
# ring of two points, and a street is lost. No error, exit 0.
# Source: https://gdal.org/drivers/vector/osm.html (no word of the feature);
# https://wiki.openstreetmap.org/wiki/PBF_Format (LocationsOnWays).
# In lifecircle: src/import/osm/read/pbf.c reads the places on ways.
. "$(dirname "$0")/form"
debian gdal-bin 3.6.2+dfsg-1+b2
debian osmium-tool 1.15.0-1

door() {
  echo "<node id='$1' version='1' lat='$2' lon='$3'><tag k='entrance' v='yes'/></node>"
}
corner() {
  echo "<node id='$1' version='1' lat='$2' lon='$3'/>"
}
{
  echo "<osm version='0.6'>"
  door 1 30.650 104.060
  corner 2 30.650 104.061
  door 3 30.651 104.061
  corner 4 30.652 104.061
  door 5 30.652 104.060
  corner 6 30.660 104.060
  corner 7 30.660 104.061
  door 8 30.661 104.061
  corner 9 30.662 104.060
  corner 10 30.662 104.065
  echo "<way id='1' version='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='4'/><nd ref='5'/><nd ref='1'/><tag k='building' v='yes'/></way>"
  echo "<way id='2' version='1'><nd ref='6'/><nd ref='7'/><nd ref='8'/><nd ref='6'/><tag k='building' v='yes'/></way>"
  echo "<way id='3' version='1'><nd ref='9'/><nd ref='10'/><tag k='highway' v='residential'/></way>"
  echo "</osm>"
} >town.osm
osmium cat town.osm -o plain.osm.pbf
osmium add-locations-to-ways town.osm -o on-ways.osm.pbf
{
  for f in plain on-ways; do
    echo "$f:"
    for layer in multipolygons lines; do
      ogrinfo -ro -q $f.osm.pbf $layer 2>&1 | sed -n 's/^ *\(MULTIPOLYGON\|LINESTRING\|ERROR\|Warning\)/\1/p'
    done
  done
} >seen
recorded seen <<'END'
plain:
MULTIPOLYGON (((104.06 30.65,104.061 30.65,104.061 30.651,104.061 30.652,104.06 30.652,104.06 30.65)))
MULTIPOLYGON (((104.06 30.66,104.061 30.66,104.061 30.661,104.06 30.66)))
LINESTRING (104.06 30.662,104.065 30.662)
on-ways:
MULTIPOLYGON (((104.06 30.65,104.061 30.651,104.06 30.652,104.06 30.65)))
MULTIPOLYGON (((104.061 30.661,104.061 30.661)))
END
