#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails where a library's header is included by a file that may not name it
# (the table of src/README.md), or by a public header.
#
# headers (a pattern of awk)            files that may (a pattern of awk)
allowed='
(sqlite3|spatialite)([/.].*)?[.]h       src/store/[a-z_]+[.][ch]
proj[.]h                                src/geo/crs[.]c
geodesic[.]h                            src/geo/(point|shape|geodesic_internal)[.][ch]
geos_c[.]h                              src/(analysis|import)/[a-z_]+[.][ch]
microhttpd[.]h                          src/http/server[.]c
xxhash[.]h                              src/http/[a-z_]+[.]c
jansson[.]h                             src/import/[a-z_]+[.][ch]
expat[.]h                               src/import/[a-z_]+[.]c
(protobuf-c/.*|.*[.]pb-c)[.]h           src/(import|http)/[a-z_]+[.][ch]
(bzlib|iconv)[.]h                       src/import/[a-z_]+[.]c
zlib[.]h                                src/(import|http)/[a-z_]+[.]c
(csv|nettle/.*)[.]h                     src/base/[a-z_]+[.]c
qrencode[.]h                            src/export/qr[.]c
zip[.]h                                 src/import/table_[a-z]+[.]c
utf8proc[.]h                            src/(base|analysis)/[a-z_]+[.]c
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
