#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: readosm, by which SpatiaLite's tools read .osm.pbf, multiplies by the
# block's granularity and adds its offsets, as the format says.
# Version: Debian 12, libreadosm1 1:1.1.0a+dfsg-2 with spatialite-bin 5.0.1-2.
# What happens: it takes the granularity for 100 and the offsets for 0. A
# block of 1,000 (which writers such as Osmosis offer for smaller files) has
# Chengdu at 3.065 N, 10.406 E, in Cameroon; offsets move it by what they are.
# No word, exit 0.
# Source: https://wiki.openstreetmap.org/wiki/PBF_Format (PrimitiveBlock:
# granularity, lat_offset, lon_offset).
# In lifecircle: src/import/osm/read/pbf.c heeds all three.
. "$(dirname "$0")/form"
debian libreadosm1 1:1.1.0a+dfsg-2
debian spatialite-bin 5.0.1-2

cat >write.py <<'PY'
"""write.py FILE GRANULARITY OFFSET: one pharmacy at 30.65 N, 104.06 E."""
import struct
import sys
import zlib

name, granularity, offset = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def varint(n):
    out = b""
    while n > 127:
        out, n = out + bytes([n & 127 | 128]), n >> 7
    return out + bytes([n])


def number(field, n):
    return varint(field << 3) + varint(n)


def text(field, b):
    return varint(field << 3 | 2) + varint(len(b)) + b


def blob(kind, b):
    body = number(2, len(b)) + text(3, zlib.compress(b))
    head = text(1, kind) + number(3, len(body))
    return struct.pack(">I", len(head)) + head + body


def place(degrees):
    return varint(2 * round((degrees * 1e9 - offset) / granularity))


words = b"".join(text(1, w) for w in (b"", b"amenity", b"pharmacy"))
dense = text(1, varint(2)) + text(8, place(30.65)) + text(9, place(104.06))
dense += text(10, varint(1) + varint(2) + varint(0))
block = text(1, words) + text(2, text(2, dense)) + number(17, granularity)
block += number(19, offset) + number(20, offset)
head = text(4, b"OsmSchema-V0.6") + text(4, b"DenseNodes")
with open(name, "wb") as f:
    f.write(blob(b"OSMHeader", head) + blob(b"OSMData", block))
PY
for f in "100 0" "1000 0" "100 1000000000"; do
  set -- $f
  python3 write.py x.osm.pbf $1 $2
  rm -f x.sqlite
  spatialite_osm_raw -o x.osm.pbf -d x.sqlite >/dev/null 2>errors
  echo "granularity $1, offsets $2: exit $?, $(wc -l <errors) errors, $(
    spatialite -silent x.sqlite \
      "SELECT ST_AsText(Geometry) FROM osm_nodes" 2>/dev/null
  )"
done >seen
recorded seen <<'END'
granularity 100, offsets 0: exit 0, 0 errors, POINT(104.06 30.65)
granularity 1000, offsets 0: exit 0, 0 errors, POINT(10.406 3.065)
granularity 100, offsets 1000000000: exit 0, 0 errors, POINT(103.06 29.65)
END
