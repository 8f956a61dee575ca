/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz.h - the targets: each takes any bytes and may not crash,
 * hang, leak or take more memory than it says.
 */
#ifndef LCT_FUZZ_H
#define LCT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* X(name): lct_fuzz_NAME(), and the folder corpus/NAME. */
#define LCT_FUZZ_MAP(X)                                                        \
    X(csv)                                                                     \
    X(encoding)                                                                \
    X(geojson)                                                                 \
    X(sequence)                                                                \
    X(xlsx)                                                                    \
    X(sheet)                                                                   \
    X(xls)                                                                     \
    X(shp)                                                                     \
    X(gpkg)                                                                    \
    X(wkt)                                                                     \
    X(blob)                                                                    \
    X(osm)                                                                     \
    X(asc)                                                                     \
    X(address)                                                                 \
    X(params)

#define LCT_X(name) void lct_fuzz_##name(const uint8_t *data, size_t len);
LCT_FUZZ_MAP(LCT_X)
#undef LCT_X

/* Writes the bytes into a file of that name in a folder of this process, and
 * gives its path, which holds until the next call of the same name. */
const char *lct_fuzz_file(const char *name, const void *data, size_t len);

#endif
