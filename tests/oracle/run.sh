#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The oracles, on real cities. $LIFECIRCLE is the program, $LIFECIRCLE_DATA
# the folder of the larger extracts (may be unset).
set -u
here=$(cd "$(dirname "$0")" && pwd)
home=$here/../../geodata/neubrandenburg/neubrandenburg-2016.osm.pbf
data=${LIFECIRCLE_DATA-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export PYTHONDONTWRITEBYTECODE=1
passed=0
failed=0

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

# Under a sanitizer the program is ten times slower and the numbers are the
# same: one pace of one city is enough.
case $LIFECIRCLE in
*/asan/* | */tsan/*) few=1 ;;
*) few= ;;
esac

if city neubrandenburg "$home"; then
    if [ $few ]; then
        ORACLE_PLACES=20 run "walk times" oracle.py "$folder/neubrandenburg.city"
    else
        run "walk times, Neubrandenburg" oracle.py \
            "$folder/neubrandenburg.city" standard wheelchair
        run "links, Neubrandenburg" links.py "$folder/neubrandenburg.city"
    fi
fi
[ $few ] || for name in liechtenstein-2013 las-palmas-2023; do
    if [ ! -e "$data/osm/$name.osm.pbf" ]; then
        echo "skipped: oracle of $name, its extract is not there"
    elif city $name "$data/osm/$name.osm.pbf"; then
        run "walk times, $name" oracle.py "$folder/$name.city"
        run "links, $name" links.py "$folder/$name.city"
    fi
done
[ $few ] || run "properties" properties.py "$home" "$folder/properties"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
