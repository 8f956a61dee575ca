#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The same questions to lifecircle and to what else can answer them, in one
# run on one machine: tests/bench/peers/run.sh BUILD_FOLDER
#
# A peer that is not installed is skipped by name; `.ci/deps.sh peers`
# installs those of Debian. PostgreSQL runs on a private socket, over a data
# folder of its own; all of it is gone at the end. README.md says what is
# compared, and what is not.
set -euo pipefail
cd "$(dirname "$0")/../../.."
build=$1
here=tests/bench/peers
data=${LIFECIRCLE_DATA-../shared/data}
cities='las-palmas-2023 porto-metro-roads-2015'
found=
for city in $cities; do
    if [ -e "$data/osm/$city.osm.pbf" ]; then
        found="$found $city"
    else
        echo "skipped: $city: no $data/osm/$city.osm.pbf"
    fi
done
[ -n "$found" ] || exit 0
# A category that no tag of OpenStreetMap gives, so that all are ours.
category=beauty_space
valhalla=@valhallajs/valhallajs@3.6.1
cbc_s=60
deadline_s=${LIFECIRCLE_BENCH_SECONDS-345}

pg=/usr/lib/postgresql/15/bin
top=$(mktemp -d)
log=$top/log
pg_up=

end() {
    [ -z "$pg_up" ] || as_pg "$pg/pg_ctl" -D "$top/pg/data" -m immediate \
        stop >/dev/null 2>&1 || true
    rm -rf "$top"
}
trap end EXIT
trap 'exit 1' INT TERM

skip() {
    echo "skipped: $*"
}

# Nothing goes on past the deadline.
limit() {
    local left=$((deadline_s - SECONDS)) status=124

    [ $left -le 0 ] || { timeout -k 2 $left "$@" && return; status=$?; }
    [ $status != 124 ] || echo "no time left" >>"$log"
    return $status
}

# timed FILE OPERATION COMMAND...: appends how long the command took.
timed() {
    local file=$1 operation=$2 took
    shift 2

    took=$(TIMEFORMAT='%R %U %S'
        { time limit "$@" >>"$log" 2>&1; } 2>&1) || return 1
    echo "$took" | awk -v o="$operation" \
        '{printf "%s\t0\t%.0f\t%.0f\t\n", o, $1 * 1e6, ($2 + $3) * 1e6}' \
        >>"$file"
}

# PostgreSQL refuses to run as root.
as_pg() {
    local user=nobody

    if [ "$(id -u)" != 0 ]; then
        "$@"
        return
    fi
    ! id -u postgres >/dev/null 2>&1 || user=postgres
    (cd / && exec setpriv --reuid="$user" --regid="$(id -g "$user")" \
        --clear-groups "$@")
}

start_postgres() {
    chmod 711 "$top"
    mkdir -p "$top/pg"
    [ "$(id -u)" != 0 ] || chown "$(as_pg id -u)" "$top/pg"
    as_pg "$pg/initdb" -D "$top/pg/data" -U bench -A trust -E UTF8 --no-sync \
        --locale=C >>"$log" 2>&1 || return 1
    pg_up=yes
    as_pg "$pg/pg_ctl" -D "$top/pg/data" -w -t 30 -l "$top/pg/server.log" -o \
        "-k $top/pg -c listen_addresses= -c fsync=off -c jit=off \
         -c shared_buffers=256MB -c work_mem=64MB -c autovacuum=off \
         -c max_parallel_workers_per_gather=0" start >>"$log" 2>&1
}

run_postgis() { # FOLDER
    local db
    db=$(basename "$1" | tr -c 'a-z0-9\n' _)

    "$pg/createdb" -h "$top/pg" -U bench "$db" >>"$log" 2>&1 &&
        (cd "$1" && limit "$pg/psql" -X -q -h "$top/pg" -U bench -d "$db" \
            -f "$OLDPWD/$here/postgis.sql" >>"$log" 2>&1)
}

run_spatialite() { # FOLDER EXTRACT
    timed "$1/spatialite.tsv" import spatialite_osm_net -m -o "$2" \
        -d "$1/net.db" -T streets ||
        skip "spatialite_osm_net: $(tail -n 1 "$log")"
    limit /usr/bin/python3 "$here/spatialite.py" "$1" \
        >>"$1/spatialite.tsv" 2>>"$log"
}

run_valhalla() ( # FOLDER EXTRACT; it writes where it stands
    root=$PWD
    extract=$(realpath "$2")
    cli=$top/npm/node_modules/@valhallajs/valhallajs/bin/valhalla-cli.js

    cd "$1"
    node "$cli" build_config --mjolnir-tile-dir tiles \
        --mjolnir-concurrency 2 >valhalla.json 2>>"$log" &&
        timed valhalla.tsv import \
            node "$cli" build_tiles -c valhalla.json "$extract" &&
        limit node "$root/$here/valhalla.mjs" "$top/npm" valhalla.json . \
            valhalla.tsv >>"$log" 2>&1
)

# A solver of linear programs: the plain model of each question of sites, to be
# proved. What it did not prove in the time that it had has no value.
run_cbc() { # FOLDER
    local n took value

    for n in 400 20000; do
        [ -e "$1/sites_$n.mps" ] || continue
        took=$(TIMEFORMAT='%R %U %S'
            { time limit cbc "$1/sites_$n.mps" -sec $cbc_s -ratio 0 -solve \
                -quit >"$1/cbc.log" 2>&1; } 2>&1) || return 1
        value=
        if grep -q '^Result - Optimal solution found' "$1/cbc.log"; then
            value=$(awk '/^Objective value:/ {printf "%.3f", -$3 / 1000}' \
                "$1/cbc.log")
        else
            echo "cbc: sites_$n not proved in $cbc_s s: its times are at least"
        fi
        echo "$took" | awk -v o="sites_$n" -v v="$value" \
            '{printf "%s\t0\t%.0f\t%.0f\t%s\n", o, $1 * 1e6, ($2 + $3) * 1e6, v}' \
            >>"$1/cbc.tsv"
    done
}

# Where there are homes: whom to choose sites for.
ask_sites() { # FOLDER CITY
    local n=400 k

    for k in 10 20; do
        limit "$build/$here/sites" city "$2" pharmacy $n $k \
            "$1/sites_$n.mps" 2>>"$log" || return 1
        n=20000
    done >>"$1/lifecircle.tsv"
}

run_ours() { # FOLDER EXTRACT
    local life=$build/lifecircle city=$1/ours.city

    timed "$1/lifecircle.tsv" import \
        "$life" import osm "$2" --city "$city" --no-compute \
        --extent=-180,-85,180,85 &&
        timed "$1/lifecircle.tsv" compute "$life" compute --city "$city" &&
        "$life" export streets --city "$city" --format csv -o "$1/streets.csv" \
            >>"$log" 2>&1 &&
        /usr/bin/python3 "$here/prepare.py" "$1/streets.csv" $category "$1" &&
        limit "$life" import facilities "$1/facilities.csv" --city "$city" \
            >>"$log" 2>&1 &&
        limit "$build/$here/ours" "$city" $category <"$1/points.csv" \
            >>"$1/lifecircle.tsv" &&
        { [[ $2 != */las-palmas-* ]] || ask_sites "$1" "$city"; }
}

peers=
if [ -e /usr/share/postgresql/15/extension/pgrouting.control ] &&
    start_postgres; then
    peers=postgis
else
    skip "PostGIS and pgRouting: not installed, or the server did not start"
    [ -z "$pg_up" ] || tail -n 3 "$top/pg/server.log" || true
fi
if /usr/bin/python3 -c 'import sqlite3
db = sqlite3.connect(":memory:"); db.enable_load_extension(True)
db.load_extension("mod_spatialite")' 2>/dev/null; then
    peers="$peers spatialite"
else
    skip "SpatiaLite: Python finds no mod_spatialite"
fi
if command -v npm >/dev/null && mkdir "$top/npm" &&
    limit npm install --prefix "$top/npm" --no-audit --no-fund "$valhalla" \
        >>"$log" 2>&1; then
    peers="$peers valhalla"
else
    skip "Valhalla: npm could not install $valhalla"
fi

if command -v cbc >/dev/null; then
    peers="$peers cbc"
else
    skip "CBC: no command cbc"
fi

folders=()
for city in $found; do
    extract=$data/osm/$city.osm.pbf
    folder=$top/$city
    mkdir "$folder"
    echo "== $city"
    run_ours "$folder" "$extract" ||
        { skip "$city: $(tail -n 1 "$log")"; continue; }
    ! command -v osmium >/dev/null ||
        timed "$folder/osmium.tsv" import osmium fileinfo -e "$extract" || true
    for peer in $peers; do
        "run_$peer" "$folder" "$extract" || skip "$peer: $(tail -n 1 "$log")"
    done
    folders+=("$folder")
done
[ ${#folders[@]} -gt 0 ] || exit 1
# OR-Library's instances, of which no copy is kept here.
if [ -n "${LIFECIRCLE_PMED-}" ]; then
    limit "$build/$here/sites" pmed "$LIFECIRCLE_PMED"/pmed*.txt ||
        skip "p-medians: one is wrong, or no time was left"
else
    skip "p-medians: LIFECIRCLE_PMED names no folder with pmed1.txt ..."
fi
echo
mkdir -p build
/usr/bin/python3 "$here/report.py" build/bench-peers.json "${folders[@]}"
echo
echo "load average $(cut -d' ' -f1-3 /proc/loadavg), $SECONDS s in all"
