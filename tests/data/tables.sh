#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Real tables of Chengdu, Beijing and Hangzhou: boundaries that cross
# themselves, districts made of their streets, types of OpenStreetMap with
# campuses as polygons. $LIFECIRCLE is the program, $LIFECIRCLE_DATA the folder
# of the data (may be unset). No streets of these places are at hand, so a
# plain net of them is drawn where they are needed.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/steps.sh
data=${LIFECIRCLE_DATA-}
districts=$data/chengdu/districts-gcj02.json
streets=$data/beijing/subdistricts.geojson
amenities=$data/hangzhou/amenities-wkt.csv

needs tables "$districts" "$streets" "$amenities"

# Streets every 100 m over W,S,E,N, with a node where they cross.
net() { # W S E N
    /usr/bin/python3 - "$@" <<'NET'
import sys
w, s, e, n = map(float, sys.argv[1:])
dx, dy = 0.00104, 0.0009
nx, ny = int((e - w) / dx) + 1, int((n - s) / dy) + 1
print('<osm version="0.6">')
for i in range(nx):
    for j in range(ny):
        print(f'<node id="{1 + i * ny + j}" lat="{s + j * dy:.7f}" lon="{w + i * dx:.7f}"/>')
ways = [[1 + i * ny + j for j in range(ny)] for i in range(nx)]
ways += [[1 + i * ny + j for i in range(nx)] for j in range(ny)]
for k, nodes in enumerate(ways):
    refs = ''.join(f'<nd ref="{r}"/>' for r in nodes)
    print(f'<way id="{k + 1}">{refs}<tag k="highway" v="residential"/>'
          f'<tag k="name" v="Line {k}"/></way>')
print('</osm>')
NET
}

# ---- Chengdu: four districts that cross themselves ----

export LIFECIRCLE_CITY=$tmp/chengdu
net 104.05 30.64 104.08 30.66 >"$tmp/chengdu.osm"
works import osm "$tmp/chengdu.osm" -q
works import units "$districts" --level district --crs gcj02
for name in 郫都区 蒲江县 彭州市 简阳市; do
    says "$name"
done
works import units "$districts" --level district --crs gcj02 --dry-run --format json
holds 'a["rows"] == a["taken"] == 20 and a["rejected"] == 0'
holds '{e["name"] for e in f["areas_repaired"]["examples"]} == set("郫都区 蒲江县 彭州市 简阳市".split())'
holds 'all(abs(float(e["said"].split("(")[1].split()[0])) < 1 for e in f["areas_repaired"]["examples"])'
works check --format json
holds 'f["units_invalid"]["count"] == 0'
# Outlines that were drawn anew enclose what the file's own rings do, to 1 %.
works export units --format geojson
/usr/bin/python3 - "$tmp/out" "$districts" <<'AREAS' 2>"$tmp/err"
import json, math, sys

def area(g):
    polygons = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
    total = 0
    for rings in polygons:
        for k, r in enumerate(rings):
            twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(r, r[1:]))
            total += (abs(twice) if k == 0 else -abs(twice)) / 2 * math.cos(math.radians(r[0][1]))
    return total

ours = {f["id"]: area(f["geometry"]) for f in json.load(open(sys.argv[1]))["features"]}
theirs = {str(f["properties"]["adcode"]): area(f["geometry"])
          for f in json.load(open(sys.argv[2]))["features"]}
assert set(theirs) <= set(ours), set(theirs) - set(ours)
for code, a in theirs.items():
    assert abs(ours[code] / a - 1) < 0.01, (code, ours[code] / a)
AREAS
verdict "districts keep their areas" $?

# ---- Beijing: streets, and the districts they make ----

export LIFECIRCLE_CITY=$tmp/beijing
net 116.46 39.90 116.49 39.92 >"$tmp/beijing.osm"
works import osm "$tmp/beijing.osm" -q
works import units "$streets" --level street --parents district \
    --map parent_name=district_pinyin
says '343 rows: 343 units (343 boundaries'
says '16 units of level district made of their parts'
works export units --format geojson
holds '[u["properties"]["level"] for u in a["features"]].count("street") == 343'
holds '[u["properties"]["level"] for u in a["features"]].count("district") == 16'
holds '{u["id"] for u in a["features"] if u["properties"]["name"] == "八里庄街道"} == {"110105015000", "110108005000"}'
holds '{u["properties"]["parent"] for u in a["features"] if u["properties"]["name"] == "八里庄街道"} == {"110105000000", "110108000000"}'
holds '{u["properties"]["name"] for u in a["features"] if u["id"] == "110105000000"} == {"chaoyang"}'
works check --format json
holds 'f["units_invalid"]["count"] == 0 and f["unit_names_not_unique"]["count"] >= 1'
holds '("八里庄街道", "110105015000", "110108005000") in [(e["name"], e["id"], e["other"]) for e in f["unit_names_not_unique"]["examples"]]'
holds 'f["unit_names_not_unique"]["kind"] == "note"'

# ---- Hangzhou: 8,964 amenities ----

export LIFECIRCLE_CITY=$tmp/hangzhou
net 120.16 30.25 120.185 30.265 >"$tmp/hangzhou.osm"
works import osm "$tmp/hangzhou.osm" -q
before=$(sha256sum "$LIFECIRCLE_CITY")
works import facilities "$amenities" --dry-run --format json
[ "$before" = "$(sha256sum "$LIFECIRCLE_CITY")" ]
verdict "a trial leaves the city as it was" $?
holds 'a["rows"] == 8964 and a["rejected"] == 0'
holds 'a["taken"] + a["left_out"] == 8964'
# Every row of the table is a facility of its type, or in the list.
cp "$tmp/out" "$tmp/trial.json"
works import facilities "$amenities" --report "$tmp/report.html"
works export facilities --format geojson
/usr/bin/python3 - "$tmp/out" "$tmp/trial.json" "$amenities" <<'COUNTS' 2>"$tmp/err"
import collections, csv, json, sys
csv.field_size_limit(1 << 30)
rows = list(csv.DictReader(open(sys.argv[3], encoding="utf-8-sig")))
trial = json.load(open(sys.argv[2]))
left_out = {t["type"]: t["count"] for t in trial["types_without_category"]}
types = collections.Counter(r["amenity"] for r in rows)
taken = collections.Counter()
kinds = collections.defaultdict(set)
by_id = {r["osmid"]: r["amenity"] for r in rows}
for f in json.load(open(sys.argv[1]))["features"]:
    kind = by_id[f["id"].split(":")[1]]
    taken[kind] += 1
    kinds[kind].add(tuple(f["properties"]["categories"]))
assert len(types) > 80
for kind, n in types.items():
    assert taken[kind] + left_out.get(kind, 0) == n, (kind, n, taken[kind])
    assert len(kinds[kind]) <= 1, (kind, kinds[kind])
assert kinds["school"] == {("school",)} and taken["school"] == 1050
assert kinds["kindergarten"] == {("kindergarten",)} and taken["kindergarten"] == 434
assert kinds["hospital"] == {("hospital",)} and taken["hospital"] == 306
assert left_out["bicycle_rental"] == 2027
COUNTS
verdict "every type is accounted for" $?
# Schools and hospitals that are there as a point and as their ground: seven
# by their name, one where neither has one.
doubles='{tuple(sorted((e["id"], e["other"]))) for e in f["duplicates_within_source"]["examples"]}'
works check --format json
for pair in 3522152342,547406820 354439598,3601690279 1095535268,5257163907 \
    1233985455,2302549497 1188879256,2476817698 1182744439,9512813946 \
    1093747042,1259850785 293836530,848495475; do
    holds "tuple(sorted('amenities-wkt:' + i for i in '$pair'.split(','))) in $doubles"
done
# A campus is an area, linked where streets meet its outline.
works export facilities --format geojson
campus='[u for u in a["features"] if u["id"] == "amenities-wkt:547406820"][0]["properties"]'
holds "${campus}['area_m2'] > 10000 and len(${campus}['links']) >= 4"
holds "all(l['leg_mm'] == 0 for l in ${campus}['links'])"
grep -q '麦当劳' "$tmp/report.html"
verdict "the report lists the pairs" $?

end
