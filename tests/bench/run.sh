#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Times the program on the embedded city and on the largest extract at hand:
# tests/bench/run.sh BUILD_FOLDER
set -eu
cd "$(dirname "$0")/../.."
build=$1
data=${LIFECIRCLE_DATA-../shared/data}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for extract in geodata/neubrandenburg/neubrandenburg-2016.osm.pbf \
    "$data/osm/las-palmas-2023.osm.pbf"; do
    [ -e "$extract" ] || continue
    name=$(basename "$extract" .osm.pbf)
    echo "== $name"
    start=$(date +%s%N)
    "$build/lifecircle" import osm "$extract" --city "$folder/$name.city" >/dev/null
    echo "import and compute: $((($(date +%s%N) - start) / 1000000)) ms"
    "$build/tests/bench/bench" "$folder/$name.city"
done
