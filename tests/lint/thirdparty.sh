#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails where a library's header is included by a file that may not name it
# (the rooms' pages), or by a public header.
#
# headers (a pattern of awk)            files that may (a pattern of awk)
allowed='
(sqlite3|spatialite)([/.].*)?[.]h       src/store/.*
proj[.]h                                src/geo/crs[.]c
geodesic[.]h                            src/geo/.*
geos_c[.]h                              src/geo/(geos[.][ch]|(areas|cells|overlap)[.]c)
microhttpd[.]h                          src/http/net/(daemon|reply)[.]c
xxhash[.]h                              src/(base/memory/shared[.]c|http/.*|import/record/no_record[.]c|store/city/passing[.][ch])
jansson[.]h                             src/(study|import|export/lists|export/pages|store/ledger)/.*
expat[.]h                               src/import/.*
(protobuf-c/.*|.*[.]pb-c)[.]h           src/(import/osm|tiles)/.*
(bzlib|lzma)[.]h                        src/import/bytes/source[.]c
lz4(hc)?[.]h                            src/(import/osm/read/blob|store/rows/array)[.]c
iconv[.]h                               src/import/bytes/encoding[.]c
zlib[.]h                                src/(import|tiles|http)/.*
csv[.]h                                 src/base/.*
nettle/.*[.]h                           src/(base/.*|store/city/passing[.]h)
qrencode[.]h                            src/export/pages/qr[.]c
xlsxwriter[.]h                          src/export/formats/xlsx[.]c
zip[.]h                                 src/(import/table/book/.*|export/qgis/archive[.]c)
(gdal|cpl_conv|dlfcn)[.]h                src/import/kinds/resident/raster[.]c
utf8proc[.]h                            src/(base|world)/.*
seccomp[.]h                             src/base/process/calls[.]c
linux/.*[.]h                            src/(base/process/fence|http/net/reaper)[.]c
'
grep -rnE '^# *include [<"]' include src --include='*.[ch]' |
    awk -v table="$allowed" '
    BEGIN {
        n = split(table, line, "\n")
        for (i = 1; i <= n; i++)
            if (split(line[i], part, " ") == 2) {
                header[++rows] = "^" part[1] "$"
                file[rows] = "^" part[2] "$"
            }
    }
    {
        split($0, at, ":")
        name = $0
        sub(/^[^<"]*[<"]/, "", name)
        sub(/[>"].*/, "", name)
        for (i = 1; i <= rows; i++)
            if (name ~ header[i] && at[1] !~ file[i]) {
                print at[1] ":" at[2] ": may not name " name
                bad = 1
            }
    }
    END { exit bad }'
