#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Chengdu's real tables on its real streets: coordinates that are shifted, and
# units by name and code alone. $LIFECIRCLE is the program, $LIFECIRCLE_DATA
# the folder of the data (may be unset).
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/steps.sh
data=${LIFECIRCLE_DATA-}
stations=$data/chengdu/metro-stations-gcj02.csv
parks=$data/chengdu/parks-gcj02-gb18030.csv
beijing=$data/beijing/metro-stations-gcj02.csv

needs chengdu "$data/chengdu/yulin-roads.osm" "$stations" "$parks" "$beijing"
export LIFECIRCLE_CITY=$tmp/city

refused() { # ARGUMENT...: one line, and the city as it was
    local before after st
    before=$(sha256sum "$LIFECIRCLE_CITY")
    "$run" "$@" >"$tmp/out" 2>"$tmp/err"
    st=$?
    after=$(sha256sum "$LIFECIRCLE_CITY")
    [ $st = 2 ] && [ "$(wc -l <"$tmp/err")" = 1 ] && [ "$before" = "$after" ]
    verdict "refused: $*" $?
}

works import osm "$data/chengdu/yulin-roads.osm" --source yulin -q

# Stations: the streets tell that they are shifted.
refused import facilities "$stations" --category metro_station --crs wgs84
says 'gcj02 rather than wgs84'
says '9 of 10 as gcj02'
says '2 of 11 as wgs84'
says -- '--crs gcj02'
refused import facilities "$stations" --category metro_station
refused import facilities "$stations" --category metro_station --crs bd09
# A trial tells the rest too, and stops with the question all the same.
"$run" import facilities "$stations" --category metro_station --dry-run --format json \
    >"$tmp/out" 2>"$tmp/err"
[ $? = 2 ] && grep -q 'gcj02 rather than wgs84' "$tmp/err"
verdict "a trial stops with the question" $?
holds 'a["rows"] == 353 and len(a["columns"]) == 4 and "gcj02 rather than wgs84" in a["failed"]'
works import facilities "$stations" --category metro_station --crs auto --source metro
says 'coordinates: gcj02'
says '353 facilities, 0 rejected'
says 'are kept'
works sources --format json
holds '[s["crs"] for s in a["sources"] if s["name"] == "metro"] == ["gcj02"]'

near='"华西坝 省体育馆 倪家桥 新南门 磨子桥 衣冠庙 川大望江校区 芳草街 永丰".split()'
works export facilities --format geojson
holds "{f['properties']['name'] for f in a['features'] if f['properties']['links']} >= set($near)"
holds "all(min(l['leg_mm'] for l in f['properties']['links']) < 10000
    for f in a['features'] if f['properties']['name'] in $near)"
holds "[f['properties']['links'] for f in a['features'] if f['properties']['name'] == '高升桥'] == [[]]"
works check --format json
# 905 m from a street, 高升桥 is beyond the 250 m that these streets speak of.
holds '{f["id"]: f["count"] for f in a["findings"]
    if f["id"] in ("facilities_outside_extent", "facilities_far_from_streets")
    and f["count"]} == {"facilities_outside_extent": 343}'
works nearest --at 104.0640,30.6350 --category metro_station --format json
holds 'a["features"][0]["properties"]["name"] == "省体育馆"'

# As it stands it can be loaded too, by who insists.
works import facilities "$stations" --category metro_station --crs wgs84 --trust-crs \
    --source metro --no-compute -q

# Too few points near a street: declared, they load, and it is said.
for table in "$parks" "$beijing"; do
    refused import facilities "$table" --category park --crs auto
    says 'too few to tell'
    works import facilities "$table" --category park --crs gcj02 --no-compute
    says 'too few to check'
    says 'are kept'
done
works import facilities "$parks" --category park --crs gcj02 --no-compute
says 'GB18030'
says '58 facilities, 0 rejected'

# Units by name and code alone, and facilities that name theirs.
works import units geodata/chengdu/streets.csv --level street --no-compute
works import units geodata/chengdu/communities.csv --level community \
    --map parent=streetCode --no-compute
printf '名称,类型,社区代码\n玉林文化站,park,510107005001\n' >"$tmp/own.csv"
works import facilities "$tmp/own.csv"
for unit in 510107005001 510107005; do
    works coverage --unit $unit --category park --format json
    holds 'a["rows"][0]["facilities_inside"] == 1 and a["rows"][0]["share"] is None'
done
works check --format json
holds '{f["id"]: f["count"] for f in a["findings"]}["units_without_shape"] == 261 + 3047'
holds '{f["id"]: f["count"] for f in a["findings"]}["unit_names_not_unique"] == 196'
holds '{f["id"]: f["count"] for f in a["findings"]}["facilities_of_unknown_unit"] == 0'

end
