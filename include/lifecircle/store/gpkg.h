/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/gpkg.h - a GeoPackage (OGC 12-128r17, version 1.3), written
 * from front to back: layer after layer, row after row.
 *
 *     lc_gpkg_create, then for each layer: lc_gpkg_layer, for each row its
 *     values and lc_gpkg_row; at last lc_gpkg_finish. lc_gpkg_free always.
 *
 * The file is one transaction without a journal: whatever fails, it is to be
 * thrown away. The same rows at the same time give the same bytes.
 *
 * Layer:   store, over base and geo.
 * Errors:  LIFE_ERR_IO (no room), LIFE_ERR_DB, LIFE_ERR_NOMEM.
 * Threads: an lc_gpkg belongs to one thread.
 * Cost:    a spatial index takes 56 bytes a row until its layer ends.
 */
#ifndef LIFECIRCLE_STORE_GPKG_H
#define LIFECIRCLE_STORE_GPKG_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_gpkg lc_gpkg;

typedef struct lc_gpkg_column {
    const char *name;
    const char *type;  /* TEXT, INTEGER, REAL, BOOLEAN, DATE ... */
    const char *title; /* what people call it; "" or NULL: nothing */
    const char *mime;  /* of what a TEXT holds; NULL: words */
} lc_gpkg_column;

/* A system of coordinates. -1 and 0 are those that the standard keeps for what
 * no authority defines, in a plane and in degrees. */
typedef struct lc_gpkg_system {
    int id; /* an EPSG code, or -1, 0 */
    const char *name;
    const char *definition; /* well-known text; NULL with -1 and 0 */
} lc_gpkg_system;

/* Borrowed for the call alone. */
typedef struct lc_gpkg_table {
    const char *name, *identifier, *description;
    const char *geometry; /* "POINT" ..., of the column `geom`; NULL: none */
    lc_gpkg_system system;
    const lc_gpkg_column *column; /* beside the number, `fid`, and `geom` */
    size_t columns;
    const char *style; /* QGIS's, as QML; NULL: none */
} lc_gpkg_table;

/* `path` is an empty file. `when` (1970-01-01T00:00:00.000Z ...) is said to be
 * the time of every change. */
lc_status lc_gpkg_create(const char *path, const char *when, lc_gpkg **out,
                         lc_error *err);
/* Ends the layer before, and begins one. */
lc_status lc_gpkg_layer(lc_gpkg *g, const lc_gpkg_table *table, lc_error *err);

/* Of the row to come; what is not set is null. Columns count from 0. Texts are
 * the caller's until lc_gpkg_row() returns. */
void lc_gpkg_int(lc_gpkg *g, size_t column, int64_t v);
void lc_gpkg_real(lc_gpkg *g, size_t column, double v);
void lc_gpkg_text(lc_gpkg *g, size_t column, const char *v);
/* A GeoPackage's blob, the caller's likewise, its box (xmin, xmax, ymin, ymax),
 * and its place in the order of the index. */
void lc_gpkg_geometry(lc_gpkg *g, const void *blob, size_t len,
                      const double box[4], uint64_t key);
lc_status lc_gpkg_row(lc_gpkg *g, lc_error *err);

/* The file is whole and closed where this returns LIFE_OK. */
lc_status lc_gpkg_finish(lc_gpkg *g, lc_error *err);
void lc_gpkg_free(lc_gpkg *g); /* NULL is fine */

#endif
