#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: points 2 km apart in one system of coordinates are moved to WGS 84 by
# nearly the same shift.
# Version: Debian 12, proj-bin 9.1.1-1+b1 (cs2cs).
# What happens: PROJ chooses the operation for each point by the box of its
# area of use. Beijing 1954 has parameters for the Ordos basin (107 to 110 E,
# 35 to 39 N) and none for the land around: south of 35 N a point stays where
# it is, 2 km further north it is moved by 42 m. A street, a boundary or a
# table across that line is torn, and cs2cs prints no word.
# Seen: 0.0 m at 34.99 N, 41.6 m at 35.01 N.
# Source: https://proj.org/development/reference/functions.html
# (proj_create_crs_to_crs: of several operations the point's place decides);
# EPSG operations 15918 and 15936, area "China - Ordos basin".
# In lifecircle: a table in such a datum is taken with a warning of its size
# (geodata/datums.csv); residents who need metres give CGCS2000 or WGS 84.
. "$(dirname "$0")/form"
debian proj-bin 9.1.1-1+b1

for lat in 34.97 34.99 35.01 35.03; do
  echo "$lat 107.1" | cs2cs -f %.7f EPSG:4214 EPSG:4326 | awk -v lat=$lat '{
    n = ($1 - lat) * 110950; e = ($2 - 107.1) * 91290
    printf "%s N: moved %.0f m north, %.0f m east\n", lat, n, e }'
done >seen 2>&1
recorded seen <<'END'
34.97 N: moved 0 m north, 0 m east
34.99 N: moved 0 m north, 0 m east
35.01 N: moved 24 m north, 34 m east
35.03 N: moved 24 m north, 34 m east
END
