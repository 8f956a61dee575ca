#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A city out of a larger extract, and its units by name: geodata/city.sh with
# the folder of Chengdu, on a province that is drawn around real streets, on
# these alone, and on an extract of somewhere else. $LIFECIRCLE is the program,
# $LIFECIRCLE_DATA the folder of the data (may be unset).
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/steps.sh
streets=${LIFECIRCLE_DATA-}/chengdu/yulin-roads.osm
elsewhere=geodata/neubrandenburg/neubrandenburg-2016.osm.pbf
needs city "$streets"

counts() { # LEVEL UNITS: as `info` that ran last has it
    grep -Eq "^units: $1 +$2 " "$tmp/out"
    verdict "$2 units of level $1" $?
}

told() { # TABLE EXPRESSION: over `m`, the finding and match of each unit's name
    /usr/bin/python3 -c "import csv, sys
m = {}
for r in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig')):
    m.setdefault(r['name'], []).append((r['finding'], r['other']))
assert $2, m" "$tmp/$1" 2>"$tmp/err"
    verdict "told: $2" $?
}

# ---- a province ----

ends 0 /usr/bin/python3 tests/data/province.py "$streets" "$tmp/province.osm"
ends 0 geodata/city.sh "$run" geodata/chengdu "$tmp/province.osm" "$tmp/c.city"
says 'clipped to 成都市 (osm:r900000) and 3000 m around'
export LIFECIRCLE_CITY=$tmp/c.city
works info --format json
holds 'a["timezone"] == "Asia/Shanghai" and a["levels"] == ["city", "district", "street", "community"]'
works sources --format json
holds '{s["name"]: s["rows"] for s in a["sources"] if s["kind"] == "units"} == {"cities": 1, "districts": 20, "streets": 261, "communities": 3047}'
# Beside the list there are rests of the units above alone.
for level in city district street community; do
    works units --level $level --format json
    holds '{u["code"].split(":")[0] for u in a["units"] if not u["code"].startswith("510")} <= {"rest"}'
    holds '[u["code"] for u in a["units"] if ":osm:" in u["code"]] == []'
done
# Streets and services of the neighbour: within three kilometres alone.
works export facilities --format geojson
holds '[f["geometry"]["coordinates"][0] for f in a["features"] if f["properties"]["name"] == "邻市药店"] == [104.105]'
holds 'len(a["features"]) == 7'
# Its homes are its own.
works export homes --format geojson
holds 'a["features"] and max(f["geometry"]["coordinates"][0] for f in a["features"]) < 104.1'
# Boundaries of their name, as they are.
works unit 510107 --format json
holds 'a["properties"]["name"] == "武侯区" and not a["properties"]["approximate"] and a["geometry"]'
works unit 510107005 --format json
holds 'not a["properties"]["approximate"] and a["geometry"]'
works unit 510107005010 --format json
holds 'not a["properties"]["approximate"] and a["geometry"]'
# Points of their name, approximately.
works unit 510107005007 --format json
holds 'a["properties"]["approximate"]'
told c-districts-places.csv 'm["武侯区"] == [("units_placed_area", "osm:r900001")] and len(m) == 2'
told c-streets-places.csv 'm["玉林街道"] == [("units_placed_area", "osm:r900003")]'
told c-streets-places.csv 'm["望江路街道"][0][0] == "units_placed_point"'
told c-communities-places.csv 'm["棕北社区居委会"] == [("units_placed_area", "osm:r900006")]'
told c-communities-places.csv 'm["倪家桥社区居委会"][0][0] == "units_placed_point"'
told c-communities-places.csv 'm["电信路社区居委会"][0][0] == "units_placed_point"'
told c-communities-places.csv 'm["黉门街社区居委会"][0][0] == "units_placed_point"'
told c-communities-places.csv 'm["水井坊社区居委会"][0][0] == "units_placed_point"'
# What could be meant twice, and what lies elsewhere, is not chosen.
told c-communities-places.csv 'm["跳伞塔社区居委会"][0][0] == "units_ambiguous"'
told c-communities-places.csv '[x for x, _ in m["锦城社区居委会"]] == ["units_ambiguous"] * 2 + ["units_elsewhere"]'
told c-communities-places.csv 'm["神仙树社区居委会"][0][0] == "units_elsewhere"'
told c-communities-places.csv '{x for x, _ in m["永兴社区居委会"]} == {"units_elsewhere"}'
told c-communities-places.csv '"九如村社区居委会" not in m'
for unit in 510107005011 510107011006 510107061008 510104018003 510107005006; do
    works unit $unit --format json
    holds 'a["geometry"] is None'
done
# Whether they are urban comes later, for those with a boundary and those with
# a name alone, and goes again; the list counts over another's.
/usr/bin/python3 -c "import csv, sys
print('统计用区划代码,城乡分类代码')
for r in csv.DictReader(open('geodata/chengdu/communities.csv', encoding='utf-8')):
    print(r['code'], 111 if r['name'].endswith('居委会') else 220, sep=',')" >"$tmp/urban.csv"
urban() { # URBAN RURAL UNKNOWN
    works export units --level community --format geojson
    holds "[sum(f['properties']['urban'] is x for f in a['features'] if f['properties']['code'][:2] == '51') for x in (True, False, None)] == [$1, $2, $3]"
}
works import units "$tmp/urban.csv" --level community
says '3047 units of other sources got told whether they are urban'
n=$(grep -c ,111 "$tmp/urban.csv")
urban "$n" $((3047 - n)) 0
works remove urban
urban 0 0 3047
works import statistics "$tmp/urban.csv"
urban "$n" $((3047 - n)) 0
works remove urban
# The rules are Chengdu's, by the codes.
works report --unit 510107005010 --format json
holds 'a["standard"] == "chengdu"'

# ---- the streets alone: no boundary, all of it in the box ----

ends 0 geodata/city.sh "$run" geodata/chengdu "$streets" "$tmp/y.city"
says 'no whole boundary is called 成都市'
works info --city "$tmp/y.city"
counts district 20
counts street 261
counts community 3047
works sources --city "$tmp/y.city" --format json
holds '[s["extent_rule"] for s in a["sources"] if s["kind"] == "osm"] == ["streets"]'

# What a bureau's tables unlock, as the README has it.
works report --city "$tmp/y.city" --format json
cp "$tmp/out" "$tmp/report.json"
ends 0 /usr/bin/python3 tests/data/unlocks.py "$tmp/report.json" geodata/chengdu/README.md

# ---- an extract of somewhere else ----

ends 1 geodata/city.sh "$run" geodata/chengdu "$elsewhere" "$tmp/n.city"
says 'does not hold "成都市"'
says 'it holds 13.'
[ ! -e "$tmp/n.city" ]
verdict "nothing is left of it" $?
ends 2 "$run" import osm "$streets" --city "$tmp/x.city" --margin 3km
ends 2 "$run" import osm "$streets" --city "$tmp/x.city" --clip-to 成都市 --margin 3mi
ends 1 "$run" import osm "$streets" --city "$tmp/x.city" --clip-to 成都市
ends 2 geodata/city.sh "$run" geodata/network "$streets" "$tmp/x.city"

end
