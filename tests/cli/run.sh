#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program as its users meet it: wrong usage, bad input, and the way from
# an extract to answers and layers. tests/cli/run.sh, the program being
# $LIFECIRCLE (default build/release/lifecircle).
set -u
cd "$(dirname "$0")/../.." || exit 2
run=${LIFECIRCLE:-$PWD/build/release/lifecircle}
pbf=$PWD/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf
check=$PWD/tests/tools/rfc7946.py
unset LIFECIRCLE_CITY

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
out=$tmp/out err=$tmp/err city=$tmp/test.city
passed=0
failed=0

good() { passed=$((passed + 1)); }
bad() { # NAME WHY
    failed=$((failed + 1))
    echo "FAILED: $1: $2"
    head -n 5 "$err" | sed 's/^/    /'
}

sum() { sha256sum "$city" | cut -d' ' -f1; }

# Exit code, one line of complaint, nothing on standard output.
refused() { # CODE ARGUMENT...
    local want=$1 got
    shift

    "$run" "$@" >"$out" 2>"$err" </dev/null
    got=$?
    if [ $got != "$want" ]; then
        bad "$*" "exit $got, not $want"
    elif [ "$(wc -l <"$err")" != 1 ] || ! grep -q '^lifecircle: .' "$err"; then
        bad "$*" "not one line \"lifecircle: ...\""
    elif [ -s "$out" ]; then
        bad "$*" "wrote to standard output"
    else
        good
    fi
}

# As refused, with 1 or 2, and the city as it was before.
spared() { # ARGUMENT...
    local before got
    before=$(sum)

    "$run" "$@" >"$out" 2>"$err" </dev/null
    got=$?
    if [ $got != 1 ] && [ $got != 2 ]; then
        bad "$*" "exit $got"
    elif [ "$(wc -l <"$err")" != 1 ] || ! grep -q '^lifecircle: .' "$err"; then
        bad "$*" "not one line \"lifecircle: ...\""
    elif [ "$(sum)" != "$before" ]; then
        bad "$*" "the city changed"
    elif [ -n "$(find "$tmp" -name '*.new.*')" ]; then
        bad "$*" "a temporary file is left"
    else
        good
    fi
}

# Exit 0, and the output has the text.
says() { # TEXT ARGUMENT...
    local text=$1
    shift

    if ! "$run" "$@" >"$out" 2>"$err" </dev/null; then
        bad "$*" "failed"
    elif ! grep -q -- "$text" "$out"; then
        bad "$*" "does not say \"$text\""
    else
        good
    fi
}

# Exit 0, and a Python expression over the answer `a` holds.
holds() { # EXPRESSION ARGUMENT...
    local expression=$1
    shift

    if ! "$run" "$@" >"$out" 2>"$err" </dev/null; then
        bad "$*" "failed"
    elif ! /usr/bin/python3 -c "import json, sys
a = json.load(open(sys.argv[1]))
assert $expression" "$out" 2>"$err"; then
        bad "$*" "not so: $expression"
    else
        good
    fi
}

geojson() { # ARGUMENT...: the answer is RFC 7946
    if ! "$run" "$@" >"$out" 2>"$err" </dev/null; then
        bad "$*" "failed"
    elif ! "$check" "$out" >/dev/null 2>"$err"; then
        bad "$*" "not RFC 7946"
    else
        good
    fi
}

# ---- wrong usage ----

"$run" >"$out" 2>"$err"
if [ $? = 2 ] && [ -s "$err" ] && [ ! -s "$out" ]; then good; else bad "no command" "no usage"; fi
refused 2 nearst
grep -q 'did you mean "nearest"' "$err" && good || bad nearst "no suggestion"
refused 2 xyzzy
refused 2 help xyzzy
refused 2 nearest --at 13.26,53.56
refused 2 nearest --city x
refused 2 nearest --city x --at 13.26
refused 2 nearest --city x --at 13.26,53.56,7
refused 2 nearest --city x --at 1e1,5
refused 2 nearest --city x --at 13.26,95
refused 2 nearest --city x --at 181,5
refused 2 nearest --city x --at nan,inf
refused 2 nearest --city x --at 13.26,53.56 --mode fly
refused 2 nearest --city x --at 13.26,53.56 --mode walk --mode walk
refused 2 nearest --city x --at 13.26,53.56 --colour red
refused 2 nearest --city x --at 13.26,53.56 too much
refused 2 nearest --city
refused 2 nearest -k
refused 2 circle --city x --at 13.26,53.56 --minutes 0
refused 2 circle --city x --at 13.26,53.56 --minutes 61
refused 2 circle --city x --at 13.26,53.56 --minutes 15.5
refused 2 circle --city x --at 13.26,53.56 --minutes -5
refused 2 circle --city x --at 13.26,53.56 --minutes ''
refused 2 isochrone --city x --at 13.26,53.56 --minutes 5,5
refused 2 isochrone --city x --at 13.26,53.56 --minutes 1,2,3,4,5
refused 2 isochrone --city x --at 13.26,53.56 --minutes 31
refused 2 isochrone --city x --at 13.26,53.56 --minutes 5,
refused 2 isochrone --city x --at 13.26,53.56 --as pictures
refused 2 coverage --city x --format xml
refused 2 export --city x
refused 2 export --city x streets -o streets.gpx
refused 2 import osm
refused 2 import roads "$pbf" --city x
refused 2 import osm "$pbf"
refused 2 import osm "$pbf" --city "$tmp/none" --crs wgs84
refused 2 import units "$pbf" --city "$tmp/none"
refused 2 facility add --city x
refused 2 facility mend osm:n1 --city x
refused 2 remove --city x
refused 2 convert --from mars 1,2
says 'did: \|usage: lifecircle' help
for command in $("$run" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    says '^example:' help "$command"
    says '^example:' "$command" --help
done
says '^lifecircle [0-9]' version
says '^lifecircle [0-9]' --version

# ---- no city, or no such thing ----

for command in info sources check compute; do
    refused 1 $command --city "$tmp/none"
    refused 1 $command --city "$tmp"
done
[ -e "$tmp/none" ] && bad compute "made a city" || good
head -c 100000 /dev/urandom >"$tmp/noise"
: >"$tmp/empty"
/usr/bin/python3 -c "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('CREATE TABLE t (x)')
db.commit()" "$tmp/other.db"
for file in noise empty other.db; do
    refused 1 info --city "$tmp/$file"
    refused 1 compute --city "$tmp/$file"
    refused 1 import osm "$pbf" --city "$tmp/$file" -q
done
refused 1 import facilities "$tmp/noise" --city "$tmp/none"
refused 1 import osm "$tmp/missing.osm.pbf" --city "$tmp/none"
[ -e "$tmp/none" ] && bad import "left a city behind" || good

# ---- conversion ----

says '^104.064' convert --from gcj02 --to wgs84 104.0668,30.6575
says '^-1.5,2$' convert -- -1.5,2
printf 'name,lon,lat\n"a, b",104.0668,30.6575\n' >"$tmp/c.csv"
says '^"a, b",104.064' convert --from gcj02 "$tmp/c.csv"
printf '站名;东经;北纬\n甲;104.0668;30.6575\n乙;;\n' | iconv -t GB18030 >"$tmp/gb.csv"
says '^甲,104.0642.*,30.6599' convert --from gcj02 "$tmp/gb.csv"
says '^乙,,' convert --from gcj02 "$tmp/gb.csv"
says '^甲,104.0642' convert --from gcj02 --map lon=东经 "$tmp/gb.csv"
refused 2 convert --map lon=nowhere "$tmp/gb.csv"
printf 'name,lon\na,1\n' >"$tmp/c.csv"
refused 1 convert --from gcj02 "$tmp/c.csv"
printf 'lon,lat\n1,95\n' >"$tmp/c.csv"
refused 1 convert --from gcj02 "$tmp/c.csv"
printf 'lon,lat\n1\n' >"$tmp/c.csv"
refused 1 convert "$tmp/c.csv"
refused 1 convert "$tmp/empty"
refused 1 convert "$tmp"

# ---- from an extract to a city ----

if ! "$run" import osm "$pbf" --city "$city" >"$out" 2>"$err"; then
    bad "import osm" "failed"
    echo "$passed passed, $failed failed"
    exit 1
fi
good
[ -s "$city.sha256" ] && good || bad "import osm" "no SHA-256 beside the city"
export LIFECIRCLE_CITY=$city
says 'osm' sources
holds 'len(a["sources"]) == 1 and a["sources"][0]["kind"] == "osm"' sources --format json
says 'streets' info
holds 'a["totals"]["streets"] > 1000 and a["totals"]["homes"] > 1000 and a["totals"]["facilities"] > 100 and len(a["extent"]) == 4' info --format json
says 'file: whole' check
says 'nearly\|dead ends' check
holds 'a["file"]["whole"] and len(a["findings"]) >= 15' check --format json
holds 'all(f["kind"] in ("fault", "note") and len(f["examples"]) == min(100, f["count"]) for f in a["findings"])' \
    check --format json
holds '{f["id"]: f["count"] for f in a["findings"]}["facilities_nameless"] > 100' check --format json

at=13.2610,53.5570
says 'pharmacy' nearest --at $at --category pharmacy -k 3
holds 'len(a["features"]) == 3 and all(f["properties"]["category"] == "pharmacy" for f in a["features"])' \
    nearest --at $at --category pharmacy -k 3 --format json
holds '[f["properties"]["walk_seconds"] for f in a["features"]] == sorted(f["properties"]["walk_seconds"] for f in a["features"])' \
    nearest --at $at -k 50 --format geojson
holds 'all(f["properties"]["walk_metres"] + 0.01 >= f["properties"]["straight_metres"] for f in a["features"])' \
    nearest --at $at -k 50 --format geojson
holds 'all(f["properties"]["walk_seconds"] is None for f in a["features"]) and len(a["features"]) == 5' \
    nearest --at $at --mode straight --format geojson
holds 'a["features"] == [] and a["reason"] == "outside_extent"' nearest --at 0,0 --format geojson
# A table without rows is not left to be guessed at.
for category in "elderly_day_care" "elderly_day_care --services meal" "elderly_day_care --mode straight"; do
    # shellcheck disable=SC2086 # several options
    says 'categories' nearest --at $at --category $category
    grep -q 'no such facility' "$err" && good || bad "nearest $category" "does not say why there is none"
done
holds 'a["open_at"] == "2026-11-20T10:00" and a["features"] and not {f["id"] for f in a["features"]} & {f["id"] for f in a["unknown_hours"]}' \
    nearest --at $at --open-at 2026-11-20T10:00 --category pharmacy,dining --format json
refused 2 nearest --at $at --open-at tomorrow --city "$city"
holds 'abs(sum(s["metres"] for s in a["properties"]["steps"]) - a["properties"]["walk_metres"]) < 1e-6' \
    route osm:n251501780 --at $at --format json
holds 'a["properties"]["steps"][-1]["text"].startswith("到达")' route osm:n251501780 --at $at --lang zh
refused 2 route osm:n1 --at $at --city "$city"
refused 2 route osm:n251501780 --at $at --lang fr --city "$city"
geojson nearest --at $at -k 50 --format geojson
says '✓' circle --at $at
holds 'a["unit"] and len(a["categories"]) >= 40 and 0 < a["covered_share"] <= 1' circle --at $at --format json
holds 'all((c["covered"] is True) == (c["count"] > 0) for c in a["categories"] if c["covered"] is not None)' \
    circle --at $at --format json
holds 'a["reason"] == "outside_extent" and all(c["covered"] is None for c in a["categories"])' \
    circle --at 0,0 --format json
holds 'all(c["nearest"]["walk_seconds"] <= 300 for c in a["categories"] if c["covered"])' \
    circle --at $at --minutes 5 --format json
geojson isochrone --at $at
holds '[f["properties"]["minutes"] for f in a["features"]] == [5, 10, 15]' isochrone --at $at
geojson isochrone --at $at --as streets
holds 'a["features"][0]["properties"]["metres"] < a["features"][1]["properties"]["metres"]' \
    isochrone --at $at --as streets --minutes 5,10
holds 'a["features"] == [] and a["reason"] == "outside_extent"' isochrone --at 0,0

# ---- coverage ----

sums='all(abs(r["covered"] + r["uncovered"] + r["unknown"] - r["total"]) < 1e-6 for r in a["rows"])'
shares='all(r["share_min"] <= r["share"] <= r["share_max"] for r in a["rows"] if r["share"] is not None)'
says '(total)' coverage
says '药店' coverage --category pharmacy --lang zh
says '药店.*全部基本服务' coverage --category 药店,全部基本服务 --lang zh
holds '{r["category"] for r in a["rows"]} == {"pharmacy", "park"}' coverage --category 药店,park --format json
holds '{r["category"] for r in a["rows"]} == {"metro_station", "bus_stop", "parking_charging", "ev_charging", "ebike_parking"}' \
    coverage --category 绿色出行 --format json
says 'all' coverage --category pharmacy,all_basic --category kindergarten
holds "len(a['rows']) > 100 and $sums" coverage --format json
holds "$shares" coverage --format json
holds "{r['pace'] for r in a['rows']} == {'elder'} and $sums" \
    coverage --category pharmacy --pace elder --minutes 10 --format json
holds "all(r['mode'] == 'straight' and r['radius_m'] == 500 for r in a['rows']) and $sums" \
    coverage --category pharmacy --radius 500 --format json
geojson coverage --category pharmacy,all_basic --format geojson
says 'unit,unit_name,level,category' coverage --category pharmacy --format csv
code=$("$run" coverage --category pharmacy --format json | /usr/bin/python3 -c '
import json, sys
print(json.load(sys.stdin)["rows"][0]["unit"])')
holds "len(a['rows']) == 1 and a['rows'][0]['unit'] == '$code'" \
    coverage --unit "$code" --category pharmacy --format json
cat >"$tmp/area.geojson" <<'AREA'
{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon",
 "coordinates": [[[13.25, 53.55], [13.25, 53.56], [13.27, 53.56], [13.27, 53.55], [13.25, 53.55]]]}}
AREA
holds "len(a['rows']) == 1 and a['rows'][0]['unit'] is None and a['rows'][0]['total'] > 0 and $sums" \
    coverage --area "$tmp/area.geojson" --category pharmacy --format json
once=$("$run" coverage --area "$tmp/area.geojson" --category pharmacy --format csv)
cat >"$tmp/twice.geojson" <<'AREA'
{"type": "MultiPolygon", "coordinates": [
 [[[13.25, 53.55], [13.25, 53.56], [13.27, 53.56], [13.27, 53.55], [13.25, 53.55]]],
 [[[13.25, 53.55], [13.27, 53.55], [13.27, 53.56], [13.25, 53.56], [13.25, 53.55]]],
 [[[13.26, 53.551], [13.26, 53.552], [13.261, 53.552], [13.261, 53.551], [13.26, 53.551]]]]}
AREA
says "${once##*$'\n'}" coverage --area "$tmp/twice.geojson" --category pharmacy --format csv
says '(the area)' coverage --area "$tmp/area.geojson"
geojson coverage --area "$tmp/area.geojson" --category pharmacy --format geojson
refused 2 coverage --category sauna
refused 2 coverage --category ''
refused 2 coverage --pace gallop
refused 2 coverage --level planet
refused 2 coverage --unit nowhere
refused 2 coverage --unit "$code" --area "$tmp/area.geojson"
refused 2 coverage --radius 500 --minutes 5
refused 2 coverage --radius 5001
refused 2 coverage --radius 0
holds 'len(a["features"]) == 5' nearest --at $at --category all_basic --format json
refused 2 nearest --at $at -k 51
refused 1 coverage --area "$tmp/noise"
refused 1 coverage --area "$tmp/empty"
refused 1 coverage --area "$tmp/missing"
refused 1 coverage --area "$tmp"
printf '{"type": "Point", "coordinates": [1, 2]}' >"$tmp/point.geojson"
refused 1 coverage --area "$tmp/point.geojson"
printf '{"type": "Polygon", "coordinates": [[[1, 95], [2, 95], [2, 96], [1, 95]]]}' >"$tmp/high.geojson"
refused 1 coverage --area "$tmp/high.geojson"
printf '{"type": "Polygon", "coordinates": [[[1, 5], [2, 5], [2, 6], [1, 6]]]}' >"$tmp/open.geojson"
refused 1 coverage --area "$tmp/open.geojson"

# ---- what there is for each person ----

adds='abs(sum(r["people"] for r in a["rows"]) - a["city"]["people"]) < 1e-6'
says 'Gini' access --capacity parking_places
says 'facilities: 0 counted' access --category kindergarten
holds "$adds and a['facilities']['counted'] > 0" access --category parking_charging --format json
holds 'all(r["ratio"] is None for r in a["rows"]) and a["equity"]["homes"]["gini"]["reason"] == "empty"' \
    access --category kindergarten --format json
holds '[z["weight"] for z in a["zones"]] == [1, 0.42, 0.09] and a["minutes"] == 10 and a["pace"] == "elder"' \
    access --capacity parking_places --decay fast --minutes 10 --pace elder --format json
holds 'a["equity"]["homes"]["concentration_by"] == "homes"' access --capacity green_area --rank-by homes --format json
holds "len(a['rows']) == 1 and a['rows'][0]['unit'] == '$code'" \
    access --capacity green_area --unit "$code" --format json
holds 'a["capacity"]["norm_standard"] == "gb50180" and all(r["norm_standard"] == "gb50180" for r in a["rows"])' \
    access --capacity green_area --format json
holds 'a["capacity"]["norm"] is None and a["capacity"]["norm_whose_en"] is None and all(r["shortfall_reason"] == "no_norm" for r in a["rows"])' \
    access --capacity health_doctors --format json
says 'set no number of doctors' access --capacity health_doctors --lang en
says 'capacity,people_of,pace,minutes,unit' access --capacity green_area --format csv
cp -r geodata "$tmp/geodata"
row=$(grep -n ',chengdu:childcare_places_old_area$' geodata/capacities.csv | cut -d: -f1)
sed -i 's/,chengdu:childcare_places_old_area$/,chengdu:no_such_rule/' "$tmp/geodata/capacities.csv"
export LIFECIRCLE_GEODATA=$tmp/geodata
refused 1 access --category hospital
grep -q "capacities.csv:$row: column rules: \"no_such_rule\" is not a rule" "$err" && good || bad "a damaged table" "not told where"
says "<html" report --format html
holds 'a["categories"]' circle --at $at --format json
holds 'a["indicators"]' report --format json
cp "$city" "$tmp/tables.city"
"$run" compute -q --city "$tmp/tables.city" >"$out" 2>"$err" && good || bad "compute" "stopped by a table it does not need"
unset LIFECIRCLE_GEODATA
refused 2 access
refused 2 access --category sauna
refused 2 access --category pharmacy
refused 2 access --category hospital,park
refused 2 access --capacity gold
refused 2 access --capacity green_area --decay steep
refused 2 access --capacity green_area --age 60+
refused 2 access --capacity green_area --age old
refused 2 access --capacity green_area --rank-by wealth
refused 2 access --capacity green_area --minutes 61

# ---- a unit held against a standard ----

all_rules='len(a["indicators"]) + len(a["not_applicable"]) == 238'
members='{"id", "name_zh", "name_en", "kind", "verdict", "value", "target", "unit", "gap", "missing", "source"}'
says 'Everyday services within 15 minutes' report --standard chengdu --unit "$code"
holds "$all_rules and a['unit'] == '$code' and a['standard'] == 'chengdu' and a['standard_whose_zh'] == '成都市的标准'" \
    report --standard chengdu --unit "$code" --format json
holds "all($members <= set(i) for i in a['indicators'])" report --unit "$code" --format json
holds 'all(bool(i["missing"]) == (i["verdict"] == "unknown") for i in a["indicators"])' report --unit "$code" --format json
holds 'a["unit"] is None and len(a["indicators"]) == 238 and len(a["next_steps"]) == 5' \
    report --standard chengdu --format json
# Neither its units nor their codes are Chengdu's, so nobody's rules but the national ones hold.
national='a["standard"] == "gb50180" and a["standard_whose_zh"] == "国家标准"'
holds "$national and len(a['indicators']) + len(a['not_applicable']) == 27" report --unit "$code" --format json
holds "$national and a['unit'] is None" report --format json
holds "$national" list policy --format json
says '国家标准 · 城市居住区规划设计标准 GB 50180-2018：' report --lang zh
says "China's national rules · " report --lang en
says "Chengdu's rules · Chengdu 15-minute life circle: " report --standard chengdu --lang en
says "Chengdu&#39;s rules · " report --standard chengdu --format html --lang en
says ',gb50180,国家标准,' report --format csv
says ',gb50180,国家标准,' report --level community --format csv
holds '{f["properties"]["standard"] for f in a["features"]} == {"gb50180"}' export indicators --format geojson
holds 'a["standard"] == "gb50180" and len(a["indicators"]) + len(a["not_applicable"]) == 27' \
    report --standard gb50180 --unit "$code" --format json
holds 'a["year"] == 2023 and a["summary"]["due"] < 20' report --standard chengdu --year 2023 --unit "$code" --format json
says 'unit_code,unit_name,level,id,' report --level community --format csv
says '条线,名称,服务对象,内容,标准,牵头单位,支出责任' report --list policy --format csv
says 'line of duty,name,for whom,what,how much,who leads,who pays' report --list policy --format csv --lang en
holds 'len(a["rows"]) == 238' report --list policy --standard chengdu --format json
holds 'all(r["served"] > 0 for r in a["rows"]) and {r["unit"] for r in a["rows"]} == {"'"$code"'"}' \
    report --list projects --unit "$code" --format json
holds 'len(a["rows"]) > 46 and a["rows"][0]["kind"] == "osm"' report --list data --format json
refused 2 report --unit nowhere
refused 2 report --level community
refused 2 report --unit "$code" --level community --format csv
refused 2 report --year 0
refused 2 report --list wishes --format csv
refused 2 report --list data
refused 2 report --since x.csv
refused 2 report --category pharmacy
refused 1 report --list data --format csv --since nowhere.csv
refused 2 report --standard rome
refused 1 report --standard ./nowhere
own=$tmp/own
cp -r geodata/standards/gb50180 "$own"
holds 'a["standard"].endswith("/own")' report --standard "$own" --unit "$code" --format json
sed -i '3s/,walk,/,swim,/' "$own/rules.csv"
refused 1 report --standard "$own"
grep -q 'rules.csv:3: column "mode": "swim"' "$err" && good || bad "a bad rule" "not told where"
geojson export indicators
says 'verdict' export indicators --standard gb50180 --format csv

# ---- published figures ----

cp "$city" "$tmp/figures.city"
printf 'indicator,unit,value,year,source\ncommute_time_35,,33.5,2024,Yearbook\nchild_friendly_community,%s,yes,2024,\n' \
    "$code" >"$tmp/figures.csv"
"$run" import statistics "$tmp/figures.csv" --city "$tmp/figures.city" -q 2>"$err" && good || bad "import statistics" "failed"
says ',2024,Yearbook,' report --city "$tmp/figures.city" --standard chengdu --format csv
holds '[i["verdict"] for i in a["indicators"] if i["id"] == "child_friendly_community"] == ["pass"]' \
    report --city "$tmp/figures.city" --standard chengdu --unit "$code" --format json
# by a Chinese name, beside what is computed, with another year
printf '指标,单元代码,数值,年份,来源\n社区日间照料机构覆盖率,,96,2024,民政局\n社区日间照料机构覆盖率,,90,2023,民政局\n人均体育场地面积,,2.55,2024,\nmy_own,,3,,\n' >"$tmp/named.csv"
"$run" import statistics "$tmp/named.csv" --city "$tmp/figures.city" 2>"$err" && good || bad "import statistics" "names not taken"
grep -q '1 of no rule of the standards here (my_own): kept' "$err" && good || bad "import statistics" "not told what no rule uses"
holds '[(i["published"], i["published_year"], i["published_source"], i["history"], i["value"] == i["computed"]) for i in a["indicators"] if i["id"] == "day_care_coverage_95"] == [(96, 2024, "民政局", ["2023: 90"], True)]' \
    report --city "$tmp/figures.city" --standard chengdu --format json --year 2024
says '公布值96 %（2024年，民政局）' report --city "$tmp/figures.city" --standard chengdu --year 2024 --lang zh
says '公布值96 %（2024年，民政局）' report --city "$tmp/figures.city" --standard chengdu --year 2024 --format html
says 'published: 90 % (2023, 民政局)' report --city "$tmp/figures.city" --standard chengdu --year 2023 --lang en
says 'my_own,,,,3,,,否,named,' list figures --city "$tmp/figures.city" --format csv
holds '[r["rule"] for r in a["rows"]] == ["child_friendly_community", "commute_time_35", "day_care_coverage_95", "day_care_coverage_95", None, "sports_area_per_capita"]' \
    list figures --city "$tmp/figures.city" --standard chengdu --format json
printf '指标,数值\n社区的日间照料机构,96\n' >"$tmp/near.csv"
spared import statistics "$tmp/near.csv"
grep -q 'the nearest are "社区日间照料机构覆盖率" (day_care_coverage_95)' "$err" && good || bad "import statistics" "no near name"
# a list of positives: bounds, until it says that it is whole
printf 'indicator,unit,value\nn_smart_fitness_2024,%s,yes\n' "$code" >"$tmp/list.csv"
"$run" import statistics "$tmp/list.csv" --city "$tmp/figures.city" -q 2>"$err" && good || bad "import statistics" "list not taken"
holds '[(i["verdict"], i["value"], i["value_max"]) for i in a["indicators"] if i["id"] == "n_smart_fitness_2024"] in ([("unknown", 1, None)], [("fail", 1, 1)])' \
    report --city "$tmp/figures.city" --standard chengdu --format json
printf 'indicator,unit,value\nn_smart_fitness_2024,%s,yes\nn_smart_fitness_2024,,全部\n' "$code" >"$tmp/list.csv"
"$run" import statistics "$tmp/list.csv" --city "$tmp/figures.city" -q 2>"$err" && good || bad "import statistics" "whole list not taken"
holds '[(i["verdict"], i["value"], i["value_max"]) for i in a["indicators"] if i["id"] == "n_smart_fitness_2024"] == [("fail", 1, 1)]' \
    report --city "$tmp/figures.city" --standard chengdu --format json
"$run" remove figures --city "$tmp/figures.city" -q 2>"$err" && good || bad "remove" "failed"
says 'no statistic commute_time_35 imported' report --city "$tmp/figures.city" --standard chengdu --format csv
rm -f "$tmp"/figures.* "$tmp"/named.csv "$tmp"/near.csv "$tmp"/list.csv
printf 'indicator,value\nA b,1\n' >"$tmp/bad1.csv"
printf 'indicator,value\nx,many\n' >"$tmp/bad2.csv"
printf 'indicator,value\nx,1\nx,2\n' >"$tmp/bad3.csv"
printf 'what,value\nx,1\n' >"$tmp/bad4.csv"
for i in 1 2 3 4; do
    spared import statistics "$tmp/bad$i.csv"
done
rm -f "$tmp"/bad?.csv

# ---- a report to read and print ----

says '<html lang="zh-CN">' report --unit "$code" --format html
says '<html lang="en">' report --unit "$code" --format html --lang en
says 'class="qr"' report --unit "$code" --format html --public-url https://a.example/circle/
says 'https://a.example/circle/api/v1/units/' report --unit "$code" --format html --public-url https://a.example/circle/
says "</html>" report --format html
refused 2 report --unit "$code" --format html --lang fr
refused 2 report --unit nowhere --format html

# ---- layers ----

for layer in facilities units homes streets coverage; do
    for suffix in geojson geojsonseq csv; do
        file=$tmp/$layer.$suffix
        if ! "$run" export $layer -o "$file" 2>"$err"; then
            bad "export $layer.$suffix" failed
        elif [ "$suffix" = geojson ] && ! "$check" "$file" >/dev/null 2>"$err"; then
            bad "export $layer.$suffix" "not RFC 7946"
        elif [ "$suffix" = geojsonseq ] && ! "$check" --seq "$file" >/dev/null 2>"$err"; then
            bad "export $layer.$suffix" "not RFC 7946 and RFC 8142"
        elif [ "$suffix" = csv ] && ! /usr/bin/python3 -c '
import csv, sys
csv.field_size_limit(1 << 30)
text = open(sys.argv[1], encoding="utf-8", newline="").read()
assert text[0] == "\ufeff"
rows = list(csv.reader(text[1:].splitlines(keepends=True), strict=True))
assert len(rows) > 1 and all(len(r) == len(rows[0]) for r in rows)
for r in rows[1:]:
    for cell in r:
        try:
            float(cell)
        except ValueError:
            assert cell[:1] not in tuple("=+-@\t\r") or not cell, cell
' "$file" 2>"$err"; then
            bad "export $layer.$suffix" "not RFC 4180 or not safe"
        else
            good
        fi
    done
    if command -v ogrinfo >/dev/null; then
        n=$(ogrinfo -ro -so -al "$tmp/$layer.geojson" 2>"$err" | sed -n 's/^Feature Count: //p')
        m=$(grep -c '"type":"Feature",' "$tmp/$layer.geojson")
        if [ "$n" = "$m" ] && [ ! -s "$err" ]; then
            good
        else
            bad "ogrinfo $layer" "GDAL finds ${n:-no} features, not $m, or warns"
        fi
    else
        echo "skipped: ogrinfo $layer, GDAL is not installed"
    fi
done
refused 2 export sewers
refused 1 export streets -o "$tmp/no/such/folder.geojson"
refused 1 export streets -o "$tmp"  --format csv
[ -z "$(find "$tmp" -name '*-part.*')" ] && good || bad export "left a temporary file"
cmp -s <("$run" export streets) "$tmp/streets.geojson" && good || bad export "standard output differs"

# ---- output that can't be written ----

if [ -e /dev/full ]; then
    "$run" export streets >/dev/full 2>"$err"
    [ $? = 1 ] && [ "$(wc -l <"$err")" = 1 ] && good || bad "full disk" "not told"
    "$run" coverage >/dev/full 2>"$err"
    [ $? = 1 ] && [ "$(wc -l <"$err")" = 1 ] && good || bad "full disk, table" "not told"
    "$run" version >/dev/full 2>"$err"
    [ $? = 1 ] && [ "$(wc -l <"$err")" = 1 ] && good || bad "full disk, version" "not told"
fi
"$run" export streets 2>"$err" | head -c 1 >/dev/null
# 141: by SIGPIPE, as other filters
[ "${PIPESTATUS[0]}" = 141 ] && [ ! -s "$err" ] && good || bad "closed pipe" "is told: $(head -c 200 "$err")"

# ---- sheets, layers, packed tables ----

if command -v ogr2ogr >/dev/null; then
    printf 'name,lon,lat\nA,13.26,53.55\nB,13.27,53.56\n' >"$tmp/two.csv"
    gzip -k "$tmp/two.csv"
    rm -f "$tmp/two.xlsx" "$tmp/two.gpkg"
    ogr2ogr -f XLSX "$tmp/two.xlsx" "$tmp/two.csv" -nln first
    ogr2ogr -f XLSX -update "$tmp/two.xlsx" "$tmp/two.csv" -nln second \
        -sql "SELECT name, lon, lat FROM two WHERE name = 'B'"
    for layer in north south; do
        ogr2ogr -f GPKG -update "$tmp/two.gpkg" "$tmp/two.csv" -nln $layer \
            -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -a_srs EPSG:4326 \
            2>/dev/null ||
            ogr2ogr -f GPKG "$tmp/two.gpkg" "$tmp/two.csv" -nln $layer \
                -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -a_srs EPSG:4326
    done
    rows() { # WANTED ARGUMENT...: what an import says of its rows
        local want=$1
        shift
        "$run" import facilities "$@" --category pharmacy --no-compute \
            --dry-run >"$out" 2>&1 && grep -q "$want" "$out" && good ||
            bad "$*" "not \"$want\""
    }
    rows "2 rows" "$tmp/two.xlsx"
    rows "1 rows" "$tmp/two.xlsx" --sheet second
    rows "1 rows" "$tmp/two.xlsx" --sheet 2
    rows "2 rows" "$tmp/two.gpkg" --layer south
    rows "2 rows" "$tmp/two.csv.gz"
    refused 2 import facilities "$tmp/two.xlsx" --category pharmacy --sheet third
    refused 2 import facilities "$tmp/two.gpkg" --category pharmacy
    grep -q 'north, south' "$err" && good || bad "two layers" "not listed"
    refused 2 import facilities "$tmp/two.gpkg" --category pharmacy --layer east
    printf x >"$tmp/two.gpkg-wal" # what is in it would be passed over
    refused 1 import facilities "$tmp/two.gpkg" --category pharmacy --layer south
else
    echo "skipped: sheets and layers, GDAL is not installed"
fi

# ---- bad input leaves the city as it is ----

head -c 700000 "$pbf" >"$tmp/cut.osm.pbf"
printf 'name,where\nA,here\n' >"$tmp/nowhere.csv"
printf 'name,lon,lat\nA,13.26,95\n' >"$tmp/high.csv"
printf 'name,lon,lat\n"A,13.26,53.55\n' >"$tmp/quote.csv"
printf 'name,lon,lat,category\nA,13.26,53.55,sauna\n' >"$tmp/sauna.csv"
printf '{"type":"FeatureCollection","features":[' >"$tmp/cut.geojson"
printf '<osm version="0.6"><node id="1" lat="95" lon="1"/></osm>' >"$tmp/high.osm"
printf '<osm version="0.6"><node id="1"' >"$tmp/cut.osm"
for file in missing.osm.pbf empty noise cut.osm.pbf high.osm cut.osm .; do
    spared import osm "$tmp/$file"
done
spared import osm "$pbf" --clip 1,2,3
spared import osm "$pbf" --clip 1,2,3,95
spared import osm "$pbf" --clip 13.2,53.6,13.1,53.5
spared import osm "$pbf" --units town=x
for file in missing.csv empty noise nowhere.csv high.csv quote.csv cut.geojson .; do
    spared import facilities "$tmp/$file" --category pharmacy
done
spared import facilities "$tmp/sauna.csv"
spared import facilities "$tmp/c.csv" --category sauna
spared import facilities "$tmp/c.csv" --category pharmacy --crs mars
spared import facilities "$tmp/c.csv" --category pharmacy --encoding klingon
spared import facilities "$tmp/c.csv" --category pharmacy --sheet 1
spared import facilities "$tmp/c.csv" --category pharmacy --layer c
spared import facilities "$tmp/c.csv" --category pharmacy --extent 1,2,3
spared import facilities "$tmp/c.csv" --category pharmacy --clip 13.2,53.5,13.3,53.6
spared import facilities "$tmp/c.csv" --category pharmacy --trust-crs
spared import facilities "$tmp/c.csv" --category pharmacy --crs auto --trust-crs
printf 'name,lon,lat\nA,53.5571,13.2611\nB,53.56,13.27\n' >"$tmp/swapped.csv"
spared import facilities "$tmp/swapped.csv" --category pharmacy
grep -q swapped "$err" && good || bad "swapped columns" "not named"

# What is advised can be followed: other words where there are no columns, no
# option that the command doesn't take, no --max-reject that would take nothing.
advised() { # TEXT NOT ARGUMENT...: fails, with the one and without the other
    local text=$1 not=$2
    shift 2

    spared "$@"
    if ! grep -q -e "$text" "$err" || grep -q -e "$not" "$err"; then
        bad "$*" "does not say \"$text\", or says \"$not\""
    fi
}
advised 'say --map lon=COLUMN,lat=COLUMN' 'longitude first' import facilities "$tmp/swapped.csv" --category pharmacy
at() { printf '{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[%s]}}' "$1"; }
printf '{"type":"FeatureCollection","features":[%s,%s]}' "$(at 53.5571,13.2611)" "$(at 53.56,13.27)" >"$tmp/swapped.geojson"
advised 'write the longitude first' -- import facilities "$tmp/swapped.geojson" --category pharmacy
printf '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:31468"}},"features":[{"type":"Feature","properties":{"lon":4584000,"lat":5937000},"geometry":null}]}' >"$tmp/named.geojson"
advised '^lifecircle: --crs: .*say which system' '--from' import facilities "$tmp/named.geojson" --category pharmacy
advised '^lifecircle: --from: .*say which system' '--crs' convert "$tmp/named.geojson"
says '^13.2' convert --from EPSG:31468 "$tmp/named.geojson"
printf '{"type":"Polygon","coordinates":[[[38500000,3400000],[38500100,3400000],[38500100,3400100],[38500000,3400000]]]}' >"$tmp/metres.json"
advised 'draw it in degrees' '--' coverage --area "$tmp/metres.json"
printf '{"type":"Polygon","crs":"gcj02","coordinates":[[[13.2,53.5],[13.3,53.5],[13.3,53.6],[13.2,53.5]]]}' >"$tmp/gcj.json"
advised 'say with --crs which' 'EPSG' coverage --area "$tmp/gcj.json"
says '% of' coverage --area "$tmp/gcj.json" --crs gcj02 --category pharmacy
printf 'name,lon,lat\nA,13.26,953\nB,13.27,953\n' >"$tmp/none.csv"
advised '2 of 2 rows rejected' 'max-reject' import facilities "$tmp/none.csv" --category pharmacy
printf 'name,lon,lat\nA,13.26,953\nB,13.27,53.56\n' >"$tmp/half.csv"
advised '1 of 2 rows rejected; --max-reject' 'nothing' import facilities "$tmp/half.csv" --category pharmacy
printf '{"elements":[]}' >"$tmp/overpass.json"
advised 'save it as GeoJSON' 'XML' import facilities "$tmp/overpass.json"
printf 'name,lon,lat\nA,13.2611,53.5571\n' >"$tmp/few.csv"
spared import facilities "$tmp/few.csv" --category pharmacy --crs auto
grep -q 'too few' "$err" && good || bad "--crs auto" "does not say why it stops"
printf 'name,lon,lat\nA,13°15′40″E,53°33′25″N\n' >"$tmp/minutes.csv"
spared import facilities "$tmp/minutes.csv" --category pharmacy
grep -q 'write the decimal 13.261111' "$err" && good || bad "degrees and minutes" "not named"
printf 'name,lon,lat\nA,4583000.5,5937000.5\n' >"$tmp/metres.csv"
spared import facilities "$tmp/metres.csv" --category pharmacy
grep -q 'metres of a projection' "$err" && good || bad "metres" "not named"
spared import units "$tmp/missing.geojson" --level street
spared import units "$tmp/cut.geojson" --level street
spared import units "$tmp/empty" --level street
spared remove nothing
spared facility set osm:n0 name=A
spared facility close osm:n0
spared facility add name=A category=sauna lon=13.26 lat=53.55
spared facility add name=A category=pharmacy lon=13.26 lat=95
spared facility add name=A category=pharmacy lon=13.26
spared facility add name=A category=pharmacy lon=113.26 lat=23.55
spared facility add name=A category=pharmacy lon=13.26 lat=43.55
spared facility add name=A category=pharmacy colour=red lon=13.26 lat=53.55
spared facility add name=A category=pharmacy urban=1 lon=13.26 lat=53.55
spared facility add name=A category=pharmacy status=open lon=13.26 lat=53.55
spared facility add name=A category=pharmacy postcode=17033 lon=13.26 lat=53.55
spared facility add name=A category=pharmacy house_number=7 lon=13.26 lat=53.55

# ---- trials and reports ----

cat >"$tmp/types.csv" <<'TYPES'
编号,名称,经度,纬度,类型,备注
1,甲店,13.2611,53.5571,药店,x
2,乙店,13.27,53.56,钢琴,x
3,丙店,13.27,53.56,钢琴,x
4,丁校,13.2７,53.56,科教文化服务;学校;小学,x
TYPES
trial="import facilities $tmp/types.csv --dry-run"
before=$(sum)
# shellcheck disable=SC2086
for again in 1 2; do
    says '备注 *(not used)' $trial
    says '类型 *category' $trial
    says '2  *钢琴 *line 3 *乙店' $trial
    says 'primary_school' $trial
done
# shellcheck disable=SC2086
holds 'a["dry_run"] and (a["rows"], a["taken"], a["left_out"], a["rejected"]) == (4, 2, 2, 0)' $trial --format json
# shellcheck disable=SC2086
holds '[(c["column"], c["field"]) for c in a["columns"]][4:] == [("类型", "category"), ("备注", None)]' $trial --format json
# shellcheck disable=SC2086
holds '{f["id"]: f["count"] for f in a["findings"]} == {"cells_mended": 1, "types_without_category": 2}' $trial --format json
# shellcheck disable=SC2086
holds 'a["first_rows"][1]["lon"] == "13.2700000" and a["first_rows"][1]["category"] == "primary_school"' $trial --format json
[ "$(sum)" = "$before" ] && good || bad "--dry-run" "the city changed"
# shellcheck disable=SC2086
says 'rows: 2 would be taken' $trial --city "$tmp/absent"
[ -z "$(find "$tmp" -name 'absent*')" ] && good || bad "--dry-run" "left something behind"
printf 'lon,lat\n13.26,95\n13.27,53.56\n' >"$tmp/half.csv"
"$run" import facilities "$tmp/half.csv" --category park --dry-run --report "$tmp/half.json" >"$out" 2>"$err"
[ $? = 1 ] && grep -q 'latitude 95' "$out" && [ "$(sum)" = "$before" ] && good || bad "--dry-run" "does not fail as the import would"
/usr/bin/python3 -c 'import json, sys
a = json.load(open(sys.argv[1]))
assert a["failed"] and a["findings"][0]["id"] == "row_swapped"
assert a["findings"][0]["examples"][0]["line"] == 2' "$tmp/half.json" 2>"$err" && good || bad "--report" "of what failed"
printf 'type,category\n钢琴,lifelong_learning\n' >"$tmp/own.csv"
# shellcheck disable=SC2086
holds 'a["taken"] == 4' $trial --categories "$tmp/own.csv" --format json
spared import facilities "$tmp/types.csv" --categories "$tmp/missing.csv"
holds 'a["taken"] == 4' $trial --types "$tmp/own.csv" --format json
spared import facilities "$tmp/types.csv" --types "$tmp/own.csv" --categories "$tmp/own.csv"
spared import osm "$pbf" --categories "$tmp/own.csv"
spared import units "$tmp/types.csv" --level street --categories "$tmp/own.csv"
# Categories of one's own: as many as there can be, the city keeps them.
most=$((200 - $("$run" categories --city "$city" | grep -o '"id":' | wc -l)))
kinds=id,group,group_zh,group_en,name_zh,name_en,basic
{
    echo $kinds
    seq $most | sed 's/.*/own&,mine,自己的,Of my own,类&,Kind &,0/'
} >"$tmp/kinds.csv"
printf 'type,category\n移动图书馆,own130\n' >"$tmp/own.csv"
printf 'name,lon,lat,type\nVan,13.2611,53.5571,移动图书馆\n' >"$tmp/van.csv"
cp "$city" "$tmp/many.city"
if "$run" import facilities "$tmp/van.csv" --categories "$tmp/kinds.csv" --types "$tmp/own.csv" -q \
    --city "$tmp/many.city" 2>"$err"; then good; else bad "--categories" "failed"; fi
holds 'a["features"][0]["properties"]["name"] == "Van"' \
    nearest --at 13.2611,53.5571 --category own130 -k 1 --format json --city "$tmp/many.city"
if "$run" facility add name=Bus category='Kind 7' lon=13.2612 lat=53.5572 --city "$tmp/many.city" >"$out" 2>"$err" &&
    "$run" compute -q --city "$tmp/many.city" 2>>"$err"; then good; else bad "facility add" "does not know the city's categories"; fi
holds '{r["category"] for r in a["rows"]} == {"own7", "own130", "park"} and any(r["facilities_inside"] for r in a["rows"] if r["category"] == "own7")' \
    coverage --level street --category own130,own7,park --format json --city "$tmp/many.city"
holds 'len(a["categories"]) == 200 and a["categories"][-1]["id"] == "own'$most'"' categories --city "$tmp/many.city"
all=$("$run" categories --city "$tmp/many.city" | grep -o '"id":"[^"]*' | cut -c7- | paste -sd,)
holds 'len({r["category"] for r in a["rows"]}) == 200' coverage --level street --category "$all" --format json --city "$tmp/many.city"
refused 1 coverage --category "$all,park" --city "$tmp/many.city"
printf '%s\none_more,mine,自己的,Of my own,类,Kind,0\n' $kinds >"$tmp/more.csv"
refused 1 import facilities "$tmp/van.csv" --categories "$tmp/more.csv" --types "$tmp/own.csv" -q --city "$tmp/many.city"
grep -q 'more.csv:2: .*at most 200 categories' "$err" && good || bad "--categories" "does not name the row that is one too many"
spared import facilities "$tmp/types.csv" --report "$tmp/report.doc"
spared import facilities "$tmp/types.csv" --lang both
spared import facilities "$tmp/types.csv" --lang fr
# shellcheck disable=SC2086
says '可导入 2 行' $trial --city "$tmp/absent" --lang zh
# shellcheck disable=SC2086
says 'rows: 2 would be taken' $trial --city "$tmp/absent" --lang en
spared import facilities "$tmp/types.csv" --category park --report "$tmp/no/such.html" --dry-run
spared import osm "$pbf" --dry-run
spared import units "$tmp/types.csv" --level street --parents street
# Names and ids that no message has room for: none is cut inside a character.
/usr/bin/python3 -c 'print("id,name,lon,lat")
for i in range(4):
    print(f"{i}{chr(97) * i}{chr(0x6f22) * 66},{chr(98) * i}{chr(0x6f22) * 100},13.2611,53.5571")
    print(f"{i}{chr(97) * i}{chr(0x5b57) * 66},{chr(98) * i}{chr(0x6f22) * 60},13.2611,53.5571")' >"$tmp/long.csv"
for suffix in html json csv; do
    "$run" import facilities "$tmp/long.csv" --category park --max-reject 9 --dry-run \
        --report "$tmp/long.$suffix" >"$out" 2>"$err"
    iconv -f UTF-8 -t UTF-8 "$tmp/long.$suffix" "$out" "$err" >"$tmp/long.text" 2>&1 &&
        grep -q '漢\.\.\.' "$tmp/long.text" && good || bad "--report" "$suffix isn't UTF-8"
done
for suffix in html json csv; do
    says 'file: whole' check --report "$tmp/check.$suffix"
    [ -s "$tmp/check.$suffix" ] && good || bad "check --report" "no $suffix"
done
/usr/bin/python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), strict=True))
assert len(rows) > 5 and all(len(r) == len(rows[0]) for r in rows)
assert rows[0][2:5] == ["finding", "kind", "count"]
' "$tmp/check.csv" 2>"$err" && good || bad "check --report" "not RFC 4180"
says '文件：完整' check --lang zh
says '供参考' check --lang zh
says '被拒绝' sources --lang zh
says 'refused' sources --lang en
refused 2 sources --lang both
env LC_ALL=zh_CN.UTF-8 "$run" check >"$out" 2>"$err" && grep -q '文件：完整' "$out" && good || bad "check" "not in the terminal's language"
refused 2 check --lang both
for lang in zh en both; do
    whole='file: whole'
    [ $lang = zh ] && whole='文件：完整'
    says "$whole" check --report "$tmp/check.html" --lang $lang
    /usr/bin/python3 -c '
import html.parser, sys
class Page(html.parser.HTMLParser):
    void = {"meta", "link", "br"}
    def __init__(self):
        super().__init__(); self.open = []; self.langs = []
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        assert not {"src", "href"} & set(a), a
        if tag == "main": self.langs.append(a["lang"])
        if tag not in self.void: self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
p = Page(); p.feed(open(sys.argv[1], encoding="utf-8").read()); p.close()
assert not p.open, p.open
assert p.langs == {"zh": ["zh-CN"], "en": ["en"], "both": ["zh-CN", "en"]}[sys.argv[2]]
' "$tmp/check.html" $lang 2>"$err" && good || bad "check --report" "not a page of its own, $lang"
done
printf 'id,name,lon,lat\n1,<b>&A</b>,13.26,53.55\n2,<b>&A</b>,13.26,53.55\n' >"$tmp/marks.csv"
"$run" import facilities "$tmp/marks.csv" --category park --dry-run --report "$tmp/marks.html" >"$out" 2>"$err"
! grep -q '<b>&' "$tmp/marks.html" && grep -q '&lt;b&gt;' "$tmp/marks.html" && good || bad "--report" "marks are not escaped"
holds 'len(a["findings"]) >= 19 and all(f["text_zh"] and f["text"] for f in a["findings"])' check --format json

# ---- a damaged city ----

cp "$city" "$tmp/damaged.city"
printf 'damage' | dd of="$tmp/damaged.city" bs=1 seek=100000 conv=notrunc 2>/dev/null
cp "$city.sha256" "$tmp/damaged.city.sha256"
sed -i "s/$(basename "$city")/damaged.city/" "$tmp/damaged.city.sha256"
"$run" check --city "$tmp/damaged.city" >"$out" 2>"$err"
[ $? = 1 ] && [ "$(wc -l <"$err")" = 1 ] && good || bad "check" "damage not told"

# ---- changes that take ----

cat >"$tmp/shops.csv" <<'SHOPS'
id,name,lon,lat,category
1,=Pharmacy,13.2611,53.5571,pharmacy
2,Second,13.2700,53.5600,pharmacy
SHOPS
before=$(sum)
if "$run" import facilities "$tmp/shops.csv" -q --extent 13.2,53.5,13.3,53.6 --attribution 'Chamber of shops' 2>"$err" && [ ! -s "$err" ]; then good; else bad "import facilities" failed; fi
[ "$(sum)" != "$before" ] && good || bad "import facilities" "the city is as before"
holds 'len(a["sources"]) == 2' sources --format json
holds '[(s["extent_rule"], s["attribution"], s["crs"]) for s in a["sources"] if s["name"] == "shops"] == [("option", "Chamber of shops", "wgs84")]' \
    sources --format json
printf 'id,name,lon,lat,category\n1,second,13.27001,53.56001,pharmacy\n2,"Ｓｅｃｏｎｄ ",13.27002,53.56001,pharmacy\n' >"$tmp/again.csv"
if "$run" import facilities "$tmp/again.csv" -q 2>"$err"; then good; else bad "import facilities" failed; fi
holds '{f["id"]: f["count"] for f in a["findings"]}["duplicates_across_sources"] == 2' check --format json
if "$run" remove again -q 2>"$err"; then good; else bad "remove" failed; fi
holds 'a["features"][0]["id"] == "shops:1"' nearest --at 13.2611,53.5571 --category pharmacy --format json
"$run" export facilities --format csv | grep -q "'=Pharmacy" && good || bad export "a formula is not guarded"
id=$("$run" facility add name=Test category=pharmacy lon=13.2612 lat=53.5572 -q 2>"$err")
[ -n "$id" ] && good || bad "facility add" "gives no id"
holds "a['features'][0]['id'] == '$id'" nearest --at 13.2612,53.5572 --category pharmacy --format json
if "$run" facility set "$id" name=Other -q 2>"$err"; then good; else bad "facility set" failed; fi
says Other nearest --at 13.2612,53.5572 --category pharmacy
if "$run" facility close "$id" -q 2>"$err"; then good; else bad "facility close" failed; fi
holds "all(f['id'] != '$id' for f in a['features'])" nearest --at 13.2612,53.5572 --category pharmacy --format json
if "$run" remove shops -q 2>"$err"; then good; else bad "remove" failed; fi
holds "all(f['properties']['source'] != 'shops' for f in a['features'])" \
    nearest --at 13.2611,53.5571 --category pharmacy --format json
if "$run" compute -q 2>"$err"; then good; else bad "compute" failed; fi

# ---- a mode of one's own ----

# A row in two tables; the city, made without it, takes it with its streets.
cp -r geodata "$tmp/geodata"
echo 'scooter,cycle,bicycle vehicle access,1,bicycle,,1,cycleway,lane track yes,,,opposite,滑板车,by scooter' >>"$tmp/geodata/modes.csv"
echo 'scoot,滑板车,Scooter,scooter,4,1,0,0' >>"$tmp/geodata/paces.csv"
export LIFECIRCLE_GEODATA=$tmp/geodata
says scoot help coverage
spared compute
grep -q 'no mode "scooter", they have foot, wheelchair, cycle' "$err" && good || bad compute "says no mode"
if "$run" import osm "$pbf" -q 2>"$err"; then good; else bad "import osm" failed; fi
holds '[p["mode"] for p in a["paces"] if p["id"] == "scoot"] == ["scooter"]' info --format json
"$run" export streets --format csv >"$out" 2>"$err"
python3 - "$out" <<'MODES' && good || bad "export streets" "a scooter is no bicycle's like"
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig") as f:
    rows = list(csv.DictReader(f))
same = sum(r["scooter"] == r["cycle"] for r in rows)
sys.exit(not (len(rows) > 10000 and same > 0.99 * len(rows) and any(int(r["scooter"]) & 3 == 3 for r in rows)))
MODES
holds 'a["features"][0]["properties"]["walk_seconds"] > 0' nearest --at 13.2611,53.5571 --category pharmacy --pace scoot --format json
unset LIFECIRCLE_GEODATA
holds '[p["mode"] for p in a["paces"] if p["id"] == "scoot"] == ["scooter"]' info --format json

# ---- whose rules, where a table of one's own says so ----

standards=$tmp/geodata/standards.csv
export LIFECIRCLE_GEODATA=$tmp/geodata
printf 'id,units\nchengdu,x %s\ngb50180,\n' "$code" >"$standards"
holds 'a["standard"] == "chengdu"' report --unit "$code" --format json
holds 'a["standard"] == "gb50180"' report --format json
level=$("$run" units --city "$city" --format json | python3 -c 'import json, sys
print(next(u["level"] for u in json.load(sys.stdin)["units"] if u["code"] == sys.argv[1]))' "$code")
for format in csv geojson; do # each unit by its own
    "$run" export indicators --level "$level" --format $format >"$tmp/own.$format" 2>"$err" &&
        "$run" report --level "$level" --format csv >"$tmp/report.csv" 2>"$err" &&
        python3 - "$tmp/own.$format" "$tmp/report.csv" "$code" <<'OWN' && good || bad "export indicators" "not each unit by its own rules, $format"
import csv, json, sys
name, report, code = sys.argv[1:]
with open(name, encoding="utf-8-sig") as f:
    if name.endswith("csv"):
        rows = [(r["unit_code"], r["standard"], r["id"]) for r in csv.DictReader(f)]
        with open(report, encoding="utf-8-sig") as g:
            assert rows == [(r["unit_code"], r["standard"], r["id"]) for r in csv.DictReader(g)]
    else:
        rows = [(p["code"], p["standard"], k[8:]) for p in (x["properties"] for x in json.load(f)["features"])
                for k in p if k.startswith("verdict_") and p[k]]
rules = {s: {r["id"] for r in csv.DictReader(open(f"geodata/standards/{s}/rules.csv"))} for s in ("chengdu", "gb50180")}
assert {s for u, s, r in rows} == set(rules)
assert all((u == code) == (s == "chengdu") and r in rules[s] for u, s, r in rows)
OWN
done
printf 'id\ngb50180\nchengdu\n' >"$standards" # as such tables were: the first holds
holds 'a["standard"] == "gb50180"' report --format json
printf 'id,units\nchengdu,5101\n' >"$standards"
refused 1 report --format json
grep -q 'standards.csv: the table names no standard that has neither units nor names' "$err" && good || bad "report" "no reason"
printf 'id,names,west,south,east,north\nchengdu,here,1,2,3,x\ngb50180,,,,,\n' >"$standards"
refused 1 report --format json
grep -q 'standards.csv:2: north is "x"' "$err" && good || bad "report" "not told where"
printf 'id,names\nchengdu,here\ngb50180,\n' >"$standards"
refused 1 report --format json
cp geodata/standards.csv "$standards"
sed -i 's/^chengdu,/nowhere,/' "$standards"
refused 1 report --standard nowhere --format json
unset LIFECIRCLE_GEODATA

echo "$passed passed, $failed failed"
[ $failed = 0 ]
