/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/layer.h - one layer of somebody else's database: a
 * GeoPackage, or a SQLite file with SpatiaLite's tables.
 *
 * Such a file may be damaged or made to harm: it is opened read-only and
 * immutable, nothing of its schema runs but views, and each row has a limit
 * of steps and of bytes.
 *
 * Layer:   store, over base.
 * Threads: an lc_layer belongs to one thread.
 */
#ifndef LIFECIRCLE_STORE_LAYER_H
#define LIFECIRCLE_STORE_LAYER_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_layer lc_layer;

typedef enum lc_layer_type {
    LIFE_LAYER_NULL,
    LIFE_LAYER_INTEGER,
    LIFE_LAYER_REAL,
    LIFE_LAYER_TEXT,
    LIFE_LAYER_BLOB
} lc_layer_type;

/* `name` NULL: the only one. LIFE_ERR_RANGE with "layer": there are others,
 * which it lists; LIFE_ERR_DB: no database, damaged, or without layers;
 * LIFE_ERR_IO: missing, or a -wal file beside it holds what it lacks. */
lc_status lc_layer_open(const char *path, const char *name, lc_layer **out,
                        lc_error *err);
void lc_layer_close(lc_layer *l); /* NULL is fine */

const char *lc_layer_name(const lc_layer *l);
int lc_layer_epsg(const lc_layer *l);       /* its system; 0: not stated */
size_t lc_layer_columns(const lc_layer *l); /* 1024 at most */
const char *lc_layer_column(const lc_layer *l, size_t i);
bool lc_layer_is_bool(const lc_layer *l, size_t i); /* by declaration */
int lc_layer_geometry(const lc_layer *l); /* its column, or -1: a plain table */

/* The next row; its cells hold until the next call. */
lc_status lc_layer_next(lc_layer *l, bool *row, lc_error *err);
lc_layer_type lc_layer_cell_type(const lc_layer *l, size_t i);
int64_t lc_layer_cell_int(const lc_layer *l, size_t i);
double lc_layer_cell_double(const lc_layer *l, size_t i);
/* Text or blob, a NUL behind text; not checked to be UTF-8. */
const void *lc_layer_cell_bytes(const lc_layer *l, size_t i, size_t *len);

#endif
