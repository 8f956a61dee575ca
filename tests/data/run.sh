#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Real extracts, whole: what came in is counted a second way, and every layer
# that goes out is strict RFC 7946 and has as many features for GDAL.
# $LIFECIRCLE is the program, $LIFECIRCLE_DATA the folder of the larger
# extracts (may be unset). Under a sanitizer it is the program that is looked
# at and not what it says, and two extracts do.
set -u
cd "$(dirname "$0")/../.." || exit 2
run=${LIFECIRCLE:-$PWD/build/release/lifecircle}
data=${LIFECIRCLE_DATA-}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0
failed=0

check() { # NAME COMMAND...
    local name=$1 out
    shift

    if out=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n%s\n' "$name" "$(tail -n 20 <<<"$out")"
    fi
}

same_count() { # FILE: GDAL finds every feature
    local ours theirs
    ours=$(/usr/bin/python3 -c \
        'import json, sys; print(len(json.load(open(sys.argv[1]))["features"]))' "$1")
    theirs=$(ogrinfo -ro -so -al "$1" | sed -n 's/^Feature Count: //p')
    [ "$ours" = "$theirs" ] || { echo "$ours features, GDAL finds $theirs"; return 1; }
}

extracts="neubrandenburg-2016 liechtenstein-2013"
case $run in
*/asan/* | */tsan/*) few=1 ;;
*) few= extracts="$extracts liechtenstein-2021 las-palmas-2023 malta-2016" ;;
esac

for name in $extracts; do
    extract=geodata/neubrandenburg/$name.osm.pbf
    [ -e "$extract" ] || extract=$data/osm/$name.osm.pbf
    if [ ! -e "$extract" ]; then
        echo "skipped: $name, its extract is not there"
        continue
    fi
    [ $few ] || check "$name: facilities by the rules" \
        /usr/bin/python3 tests/data/check_counts.py "$run" "$extract"
    check "$name: import" "$run" import osm "$extract" --city "$tmp/city" -q
    check "$name: info" "$run" info --city "$tmp/city"
    for layer in facilities units homes streets coverage; do
        check "$name: export $layer" "$run" export $layer --city "$tmp/city" \
            -o "$tmp/$layer.geojson"
        [ $few ] && continue
        check "$name: $layer is RFC 7946" \
            /usr/bin/python3 tests/tools/rfc7946.py "$tmp/$layer.geojson"
        check "$name: $layer in GDAL" same_count "$tmp/$layer.geojson"
    done
    case $name in
    liechtenstein-2021 | las-palmas-2023)
        for standard in chengdu gb50180; do
            check "$name: the standard $standard" /usr/bin/python3 \
                tests/data/check_report.py "$run" "$tmp/city" $standard
        done
        ;;
    esac
    rm -f "$tmp"/*
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
