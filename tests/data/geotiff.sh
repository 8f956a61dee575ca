#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# GeoTIFFs of residents: the same as the grid that gdal_translate makes of them,
# and what is refused. A program that was built without GDAL names the command.
set -u
here=$(cd "$(dirname "$0")" && pwd)
input=$here/../cases/input
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
passed=0
failed=0

check() { # LABEL COMMAND...: it must hold
    local label=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        echo "FAIL $label"
        tail -n 5 said 2>/dev/null
        failed=$((failed + 1))
    fi
}

end() {
    echo "$passed passed, $failed failed"
    exit $((failed > 0))
}

import() { # FILE OPTIONS...
    "$LIFECIRCLE" import residents "$@" --city city >said 2>&1
}

refused() { # TEXT FILE OPTIONS...
    local text=$1
    shift
    ! import "$@" && [ $? != 139 ] && grep -qF -- "$text" said
}

homes() { # the homes and what they weigh
    "$LIFECIRCLE" export homes --city city --format csv
}

"$LIFECIRCLE" import osm "$input/grid.osm" --city city -q
cp "$input/grid-utm.asc" "$input/grid-utm.prj" .
gdal_translate -q -a_srs grid-utm.prj -co TILED=YES -co BLOCKXSIZE=16 \
    -co BLOCKYSIZE=16 grid-utm.asc people.tif

if "$LIFECIRCLE" version | grep -q "GeoTIFF of residents: no"; then
    check "the command is named" refused "gdal_translate -of AAIGrid people.tif out.asc" people.tif
    echo "this program was built without GDAL: nothing else is looked at"
    end
fi

check "an .asc goes in" import grid-utm.asc
homes >asc.csv
check "a GeoTIFF goes in" import people.tif
homes >tif.csv
check "and is the same" cmp asc.csv tif.csv
check "its system is told" grep -q "coordinates: EPSG:32648, as the file says" said

gdal_translate -q -co COMPRESS=DEFLATE -ot Float64 people.tif packed.tif
check "a packed one goes in" import packed.tif
homes >tif.csv
check "and is the same, too" cmp asc.csv tif.csv

# rows from the south, as some programs write them
python3 - <<'PY'
import re, subprocess
subprocess.run("gdal_translate -q -of VRT people.tif turned.vrt", shell=True, check=True)
text = open("turned.vrt").read()
numbers = [float(v) for v in re.search(r"<GeoTransform>(.*?)</GeoTransform>", text).group(1).split(",")]
def write(name, values):
    new = ", ".join(repr(v) for v in values)
    with open(name, "w") as f:
        f.write(re.sub(r"<GeoTransform>.*?</GeoTransform>", f"<GeoTransform>{new}</GeoTransform>", text))
turned = list(numbers)
turned[2], turned[4] = 20.0, 20.0
write("turned.vrt", turned)
west = list(numbers)
west[1] = -west[1]
write("west.vrt", west)
south = list(numbers)
south[3], south[5] = numbers[3] + 19 * numbers[5], -numbers[5]
write("south.vrt", south)
PY
for v in turned west south; do gdal_translate -q "$v.vrt" "$v.tif"; done
check "turned" refused "turned against its system" turned.tif
check "columns run west" refused "columns that run west" west.tif
check "rows from the south go in" import south.tif

gdal_translate -q -b 1 -b 1 people.tif two.tif
check "two bands" refused "has 2 bands" two.tif
cp grid-utm.asc bare.asc # without its .prj
gdal_translate -q bare.asc bare.tif
check "no system" refused "doesn't say its system; name it with --crs" bare.tif
check "its system by --crs" import bare.tif --crs EPSG:32648
gdal_create -q -of GTiff -outsize 5 5 -bands 1 picture.tif
check "a picture" refused "says nothing of where it lies" picture.tif
sed '7s/^ *[^ ]*/-9999/' grid-utm.asc >holes.asc
cp grid-utm.prj holes.prj
gdal_translate -q -a_nodata none holes.asc holes.tif
check "no data, not said" refused "gdal_translate -a_nodata -9999 holes.tif" holes.tif
gdal_translate -q -a_nodata -9999 holes.tif said.tif
check "no data, said" import said.tif
check "one cell less" grep -q "455 rows" said
gdal_translate -q -a_ullr 10 51 11 50 -a_srs EPSG:4326 people.tif far.tif
check "another place" refused "has no cell in the city" far.tif
gdal_translate -q -ot CFloat32 people.tif complex.tif
check "complex numbers" refused "has complex numbers" complex.tif

head -c 2000 packed.tif >cut.tif
check "cut short" refused "cut.tif" cut.tif
head -c 4000 /dev/urandom >noise.tif
check "noise" refused "is no GeoTIFF that GDAL reads" noise.tif
check "noise: the way out" refused "gdal_translate -of AAIGrid noise.tif out.asc" noise.tif
: >empty.tif
check "empty" refused "empty.tif" empty.tif
cp turned.vrt wrong.tif
check "a list of files by another name" refused "is no GeoTIFF that GDAL reads" wrong.tif

# The world in 30 seconds of arc, of which the city alone is read; and one
# strip of 14 GB. Neither file has any data in it.
gdal_create -q -of GTiff -ot Float32 -outsize 43200 21600 -bands 1 -a_srs EPSG:4326 \
    -a_ullr -180 90 180 -90 -co SPARSE_OK=TRUE -co TILED=YES world.tif
check "the world goes in" import world.tif
check "the city's cells alone" grep -qE "^lifecircle: [0-9]{1,3} rows" said
gdal_create -q -of GTiff -ot Float32 -outsize 60000 60000 -bands 1 -a_srs EPSG:4326 \
    -a_ullr 100 35 110 25 -co SPARSE_OK=TRUE -co COMPRESS=DEFLATE -co BLOCKYSIZE=60000 strip.tif
check "one strip of all" refused "too large to be read" strip.tif
gdal_create -q -of GTiff -ot Byte -outsize 60000 60000 -bands 1 -a_srs EPSG:4326 \
    -a_ullr 104.0 30.7 104.1 30.6 -co SPARSE_OK=TRUE -co TILED=YES fine.tif
check "too many cells" refused "more than 20,000,000 cells in the city" fine.tif
check "memory" python3 - <<'PY'
import os, resource, subprocess, sys
subprocess.run([os.environ["LIFECIRCLE"], "import", "residents", "world.tif", "--city", "city", "-q"], check=True)
sys.exit(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 400_000)
PY
check "by units" refused "a raster holds cells of a grid" people.tif --by unit
end
