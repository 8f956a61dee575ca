#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A city file from an extract that holds the city, by the folder of that city:
#
#     geodata/city.sh PROGRAM FOLDER EXTRACT OUT
#
# FOLDER/city.csv says what is imported, in which order (geodata/README.md).
# OUT and beside it, for each table of units, which unit took which boundary or
# point (OUT's stem-TABLE-places.csv), come into being at the end or not at
# all. The first import that fails ends it with that import's status: 1 where
# the extract doesn't hold the city.
set -uf
[ $# = 4 ] || {
    echo "usage: geodata/city.sh PROGRAM FOLDER EXTRACT OUT" >&2
    exit 2
}
program=$1 folder=$2 extract=$3 out=$4
[ -f "$folder/city.csv" ] || {
    echo "$folder has no city.csv; say the city as CITY=chengdu" >&2
    exit 2
}
[ -f "$extract" ] || {
    echo "there is no extract \"$extract\"; say which as OSM=FILE" >&2
    exit 2
}
work=$(mktemp -d "$(dirname "$out")/.city.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
city=$work/$(basename "$out")
header=1

while IFS=, read -r kind file options; do
    case $kind in '#'* | '') continue ;; esac
    if [ $header = 1 ]; then
        header=0
        continue
    fi
    options=${options#\"}
    options=${options%\"}
    from=$extract told=()
    if [ -n "$file" ]; then
        from=$folder/$file
        told=(--report "${city%.city}-${file%.csv}-places.csv")
    fi
    # shellcheck disable=SC2086 # several options
    "$program" import "$kind" "$from" --city "$city" --no-compute $options "${told[@]}" </dev/null || exit
done <"$folder/city.csv"
"$program" compute --city "$city" || exit
set +f
rm -f "$city.lock"
mv "$work"/* "$(dirname "$out")" || exit 1
"$program" info --city "$out" | sed '/^$/q'
