#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: oneway=yes is for vehicles; who walks may go against it on any way.
# Version: npm @valhallajs/valhallajs 3.6.1 (Valhalla 3.6), osmium-tool 1.15.0-1.
# What happens: that is so on streets and cycleways. On highway=path, also
# with foot=designated and bicycle=designated, and on pedestrian streets it
# binds walkers: 766 m there, 3,375 m back. oneway:foot=no mends it.
# Source: https://github.com/valhalla/valhalla/issues/4978 (open)
# In lifecircle: src/import/osm/streets/travel.c: oneway says nothing to who
# walks, oneway:foot does; where the two were compared most of the differences
# lay here.
. "$(dirname "$0")/form"
debian osmium-tool 1.15.0-1
npm_pinned @valhallajs/valhallajs@3.6.1

cat >walk.cjs <<'JS'
const { Actor, getConfig } = require("@valhallajs/valhallajs");
const { spawnSync } = require("child_process");
const { dirname } = require("path");
const fs = require("fs");
(async () => {
  const folder = process.argv[2];
  fs.mkdirSync(folder);
  const c = await getConfig({ tileDir: folder, tileExtract: "" });
  delete c.mjolnir.tile_extract;
  c.mjolnir.admin = c.mjolnir.timezone = "";
  c.mjolnir.concurrency = 1;
  fs.writeFileSync(`${folder}/c.json`, JSON.stringify(c));
  const cli = dirname(require.resolve("@valhallajs/valhallajs"));
  spawnSync(process.execPath, [`${cli}/bin/valhalla-cli.js`, "build_tiles",
    "-c", `${folder}/c.json`, `${folder}.osm.pbf`]);
  const actor = await Actor.fromConfigFile(`${folder}/c.json`);
  const metres = async (from, to) => {
    const locations = [from, to].map((lon) => ({ lat: 30.65, lon }));
    const r = await actor.route({ locations, costing: "pedestrian" });
    const { trip } = typeof r === "string" ? JSON.parse(r) : r;
    return Math.round(trip.summary.length * 1000);
  };
  const there = await metres(104.061, 104.069);
  console.log(`= ${there} m, back ${await metres(104.069, 104.061)} m`);
})();
JS
way() {
  echo "<way id='$1' version='1'><nd ref='$2'/><nd ref='$3'/>"
  shift 3
  for t in "$@"; do
    echo "<tag k='${t%=*}' v='${t#*=}'/>"
  done
  echo "</way>"
}
# town NAME TAG...: the southern side of a square of about one kilometre
town() {
  name=$1
  shift
  {
    echo "<osm version='0.6'>"
    echo "<node id='1' version='1' lat='30.65' lon='104.06'/>"
    echo "<node id='2' version='1' lat='30.65' lon='104.07'/>"
    echo "<node id='3' version='1' lat='30.66' lon='104.06'/>"
    echo "<node id='4' version='1' lat='30.66' lon='104.07'/>"
    way 1 1 2 oneway=yes "$@"
    way 2 2 4 highway=residential
    way 3 4 3 highway=residential
    way 4 3 1 highway=residential
    echo "</osm>"
  } >$name.osm
  osmium cat $name.osm -o $name.osm.pbf
  echo "$* $(node walk.cjs $name 2>&1 | sed -n 's/^= //p')"
}
{
  town a highway=residential
  town b highway=cycleway foot=designated
  town c highway=path foot=designated bicycle=designated
  town d highway=pedestrian
  town e highway=path oneway:foot=no
} >seen
recorded seen <<'END'
highway=residential 766 m, back 766 m
highway=cycleway foot=designated 766 m, back 766 m
highway=path foot=designated bicycle=designated 766 m, back 3375 m
highway=pedestrian 766 m, back 3375 m
highway=path oneway:foot=no 766 m, back 766 m
END
