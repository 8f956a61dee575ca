#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Times the program: on the embedded city, on a large extract as it is, on one
# of streets alone with facilities scattered over it, and what a GIS gets of a
# mosaic with a million streets. The table goes to the terminal, its figures to
# build/bench.json.
#
#   tests/bench/run.sh BUILD_FOLDER
set -eu
cd "$(dirname "$0")/../.."
build=$1
data=${LIFECIRCLE_DATA-../shared/data}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LIFECIRCLE_BENCH_JSON=$folder/rows
: >"$LIFECIRCLE_BENCH_JSON"

# bench EXTRACT [FACILITIES]
bench() {
    [ -e "$1" ] || return 0
    local name city
    name=$(basename "$1" .osm.pbf)
    city=$folder/$name
    local TIMEFORMAT="  import and compute: %U s CPU, %R s"
    time "$build/lifecircle" import osm "$1" --city "$city" -q
    if [ $# -gt 1 ]; then
        "$build/tests/bench/bench" scatter "$city" "$2" >"$folder/scattered.csv"
        TIMEFORMAT="  $2 facilities and compute: %U s CPU, %R s"
        time "$build/lifecircle" import facilities "$folder/scattered.csv" \
            --city "$city" -q
    fi
    "$build/tests/bench/bench" "$city" "$build/lifecircle"
    [ $# -gt 1 ] ||
        "$build/tests/bench/bench" import "$1" "$city" "$build/lifecircle"
    rm -f "$city"*
}

# table EXTRACT ROWS
table() {
    local city=$folder/table
    "$build/lifecircle" import osm "$1" --city "$city" -q
    "$build/tests/bench/bench" scatter "$city" "$2" >"$folder/million.csv"
    "$build/tests/bench/bench" table "$folder/million.csv" "$city" \
        "$build/lifecircle"
    rm -f "$city"* "$folder/million.csv"
}

bench geodata/neubrandenburg/neubrandenburg-2016.osm.pbf
bench "$data/osm/las-palmas-2023.osm.pbf"
bench "$data/osm/porto-metro-roads-2015.osm.pbf" 30000

table geodata/neubrandenburg/neubrandenburg-2016.osm.pbf 1000000

tests/bench/gis.py "$build/lifecircle" --copies "${COPIES:-35}" \
    --extract "$data/osm/las-palmas-2023.osm.pbf" --work "$folder" \
    --json "$LIFECIRCLE_BENCH_JSON"

mkdir -p build
{
    echo '['
    sed '$!s/$/,/' "$LIFECIRCLE_BENCH_JSON"
    echo ']'
} >build/bench.json
echo "The figures are in build/bench.json."
