#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The oracles, on real cities. $LIFECIRCLE is the program, $LIFECIRCLE_DATA
# the folder of the larger extracts (may be unset). With $ORACLE_ALL every
# extract is looked at, at every kind of pace and home by home: an hour. Told
# "cities" or "drawn" it does that part alone.
set -u
here=$(cd "$(dirname "$0")" && pwd)
home=$here/../../geodata/neubrandenburg/neubrandenburg-2016.osm.pbf
data=${LIFECIRCLE_DATA-$here/../../../shared/data}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export PYTHONDONTWRITEBYTECODE=1
passed=0
failed=0
part=${1-all}

run() { # LABEL SCRIPT ARGUMENTS...
    local label=$1 out st counts
    shift

    out=$(/usr/bin/python3 "$here/$1" "${@:2}" 2>&1)
    st=$?
    echo "== $label"
    echo "$out"
    counts=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' <<<"$out")
    read -r ok bad <<<"${counts:-0 1}"
    [ $st != 0 ] && [ "$bad" = 0 ] && bad=1
    passed=$((passed + ok))
    failed=$((failed + bad))
}

city() { # NAME EXTRACT: imports it
    "$LIFECIRCLE" import osm "$2" --city "$folder/$1.city" && return
    echo "FAIL import of $1"
    failed=$((failed + 1))
    return 1
}

check() { # NAME EXTRACT PACES: links, then walks at each of these paces
    if [ ! -e "$2" ]; then
        echo "skipped: oracle of $1, its extract is not there"
        return
    fi
    city "$1" "$2" || return
    run "who lives where, $1" homes.py "$folder/$1.city" "$2"
    run "edge, $1" edge.py "$folder/$1.city" "$2"
    run "units, $1" units.py "$folder/$1.city" "$2"
    run "links, $1" links.py "$folder/$1.city" "$2"
    run "compounds, $1" compounds.py "$folder/$1.city" "$2"
    [ "$1" != neubrandenburg-2016 ] || run "addresses, $1" addresses.py "$folder/$1.city"
    for pace in $3; do
        run "homes, $1, $pace" oracle.py "$folder/$1.city" "$pace"
    done
    # shellcheck disable=SC2086
    run "places, $1" places.py "$folder/$1.city" $3
    rm "$folder/$1.city"
}

case $LIFECIRCLE in
*/asan/* | */tsan/*) # ten times slower, and the numbers are the same
    city neubrandenburg "$home" &&
        run "homes, neubrandenburg" oracle.py "$folder/neubrandenburg.city"
    ;;
*)
    if [ "$part" != drawn ] && [ "${ORACLE_ALL-}" ]; then
        every="standard cycle wheelchair elder"
        check neubrandenburg-2016 "$home" "$every"
        for name in liechtenstein-2013 liechtenstein-2021 las-palmas-2023 \
            malta-2016; do
            check $name "$data/osm/$name.osm.pbf" "$every"
            [ -e "$data/osm/$name.osm.pbf" ] &&
                run "properties, $name" properties.py \
                    "$data/osm/$name.osm.pbf" "$folder/properties-$name"
        done
    elif [ "$part" != drawn ]; then
        check neubrandenburg-2016 "$home" standard
        check liechtenstein-2013 "$data/osm/liechtenstein-2013.osm.pbf" \
            "wheelchair cycle"
    fi
    if [ "$part" != cities ]; then
        drawn=12 homes=3
        [ "${ORACLE_ALL-}" ] && drawn=100 homes=12
        run "units, drawn" units_drawn.py "$folder/drawn" $drawn
        run "times" times.py "$home" "$folder/times" $homes
        run "at a time" at_a_time.py "$home" "$folder/at_a_time" \
            13.24,53.545,13.285,53.57
        if [ -e "$data/osm/liechtenstein-2021.osm.pbf" ]; then
            run "at a time, Liechtenstein" at_a_time.py \
                "$data/osm/liechtenstein-2021.osm.pbf" "$folder/at_a_time" \
                9.49,47.12,9.54,47.185
        fi
        run "access" access.py "$home" "$folder/access"
        run "properties" properties.py "$home" "$folder/properties"
    fi
    ;;
esac
echo "$passed passed, $failed failed"
[ $failed = 0 ]
