/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/points.h - the rows of a table with their two coordinates,
 * for those who want nothing else of it.
 *
 * Layer:   import.
 * Threads: belongs to one thread.
 */
#ifndef LIFECIRCLE_IMPORT_POINTS_H
#define LIFECIRCLE_IMPORT_POINTS_H

#include "lifecircle/import/import.h"

typedef struct lc_point_row { /* holds for the call only */
    const char *const *cell;
    size_t count;
    uint32_t line; /* or a feature's number */
    bool placed;   /* else both coordinates are empty */
    double x, y;   /* as they are written, in the table's own system */
} lc_point_row;

typedef struct lc_point_sink {
    /* Once; `lon` and `lat` are columns, -1 where features have places. */
    lc_status (*header)(void *ctx, const char *const *name, size_t count,
                        int lon, int lat, lc_error *err);
    lc_status (*row)(void *ctx, const lc_point_row *row, lc_error *err);
    void *ctx;
    bool features; /* points of GeoJSON will do in place of columns */
} lc_point_sink;

/* Reads any table that the imports read, its columns found as they find them
 * (`o`: map, encoding, sheet, layer). LIFE_ERR_PARSE with the line: no such
 * columns, or cells that are no numbers; or what the sink returned. */
lc_status lc_points_read(const char *path, const lc_import_opts *o,
                         const lc_point_sink *sink, lc_error *err);

#endif
