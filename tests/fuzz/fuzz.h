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
    X(request)                                                                 \
    X(answer)                                                                  \
    X(params)                                                                  \
    X(body)                                                                    \
    X(scenario)                                                                \
    X(filter)                                                                  \
    X(hours)                                                                   \
    X(conditional)                                                             \
    X(values)                                                                  \
    X(options)                                                                 \
    X(command)                                                                 \
    X(extent)                                                                  \
    X(earlier)                                                                 \
    X(table)                                                                   \
    X(standard)                                                                \
    X(types)                                                                   \
    X(narrow)                                                                  \
    X(network)                                                                 \
    X(arrays)                                                                  \
    X(manifest)                                                                \
    X(packed)                                                                  \
    X(pbf)                                                                     \
    X(osm)                                                                     \
    X(csv)                                                                     \
    X(encoding)                                                                \
    X(geojson)                                                                 \
    X(sequence)                                                                \
    X(xlsx)                                                                    \
    X(book)                                                                    \
    X(sheet)                                                                   \
    X(xls)                                                                     \
    X(shp)                                                                     \
    X(gpkg)                                                                    \
    X(wkt)                                                                     \
    X(blob)                                                                    \
    X(prj)                                                                     \
    X(asc)                                                                     \
    X(address)

#define LCT_X(name) void lct_fuzz_##name(const uint8_t *data, size_t len);
LCT_FUZZ_MAP(LCT_X)
#undef LCT_X

/* Writes the bytes into a file of that name in a folder of this process, and
 * gives its path, which holds until the end. */
const char *lct_fuzz_file(const char *name, const void *data, size_t len);
/* The bytes as a text for free(), which ends at the first NUL of them. */
char *lct_fuzz_text(const uint8_t *data, size_t len);

/* A failure that says nothing, or says it in two lines, is a bug. */
struct lc_error;
void lct_fuzz_told(int status, const struct lc_error *err);

#endif
