#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a reader of .osm.pbf reads nodes in either of the two forms that the
# format has, dense and plain.
# Version: npm osm-pbf-parser 2.3.0; Debian 12, libreadosm1 1:1.1.0a+dfsg-2
# with spatialite-bin 5.0.1-2; written by osmium-tool 1.15.0-1.
# What happens: both know the dense form alone. Of a file in the plain form,
# as `osmium -f pbf,pbf_dense_nodes=false` and older writers make it, all
# nodes are left out and ways come without places, exit 0. osm-pbf-parser
# writes "unimplemented nodes" on the console and goes on; readosm says nothing.
# Source: https://wiki.openstreetmap.org/wiki/PBF_Format (PrimitiveGroup: a
# group has either nodes or dense); https://github.com/substack/osm-pbf-parser
# In lifecircle: src/import/osm/read/pbf.c reads both.
. "$(dirname "$0")/form"
debian libreadosm1 1:1.1.0a+dfsg-2
debian spatialite-bin 5.0.1-2
debian osmium-tool 1.15.0-1
npm_pinned osm-pbf-parser@2.3.0

cat >town.osm <<'OSM'
<osm version="0.6">
<node id="1" version="1" lat="30.65" lon="104.06"><tag k="amenity" v="pharmacy"/></node>
<node id="2" version="1" lat="30.66" lon="104.06"/>
<way id="9" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
</osm>
OSM
cat >count.cjs <<'JS'
const Parser = require("osm-pbf-parser");
const n = { node: 0, way: 0 };
require("fs")
  .createReadStream(process.argv[2])
  .pipe(new Parser())
  .on("data", (items) => items.forEach((i) => n[i.type]++))
  .on("end", () => console.log("osm-pbf-parser:", n.node, "nodes,", n.way, "way"));
JS
for dense in true false; do
  osmium cat town.osm -f pbf,pbf_dense_nodes=$dense -O -o x.osm.pbf
  rm -f x.sqlite
  echo "dense=$dense"
  node count.cjs x.osm.pbf
  spatialite_osm_raw -o x.osm.pbf -d x.sqlite 2>&1 |
    sed -n 's/^inserted \([0-9]* \(nodes\|ways\)\)$/readosm: \1/p'
done >seen 2>&1
recorded seen <<'END'
dense=true
osm-pbf-parser: 2 nodes, 1 way
readosm: 2 nodes
readosm: 1 ways
dense=false
2 unimplemented nodes
osm-pbf-parser: 0 nodes, 1 way
readosm: 0 nodes
readosm: 1 ways
END
