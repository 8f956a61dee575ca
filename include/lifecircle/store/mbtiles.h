/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/mbtiles.h - vector tiles as MBTiles 1.3 (a SQLite file).
 *
 * Layer:   store, over base.
 * Errors:  LIFE_ERR_IO (no room), LIFE_ERR_DB, LIFE_ERR_NOMEM.
 * Threads: an lc_mbtiles belongs to one thread.
 */
#ifndef LIFECIRCLE_STORE_MBTILES_H
#define LIFECIRCLE_STORE_MBTILES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"

typedef struct lc_mbtiles lc_mbtiles;

/* `path` is an empty file. *out is for lc_mbtiles_free() also after a
 * failure. */
lc_status lc_mbtiles_create(const char *path, lc_mbtiles **out, lc_error *err);
/* A row of the metadata ("name", "json" ...). */
lc_status lc_mbtiles_say(lc_mbtiles *m, const char *name, const char *value,
                         lc_error *err);
/* y counts from the north; the file counts from the south (TMS). */
lc_status lc_mbtiles_put(lc_mbtiles *m, unsigned z, unsigned x, unsigned y,
                         const lc_buf *tile, lc_error *err);
/* The file is whole and closed where this returns LIFE_OK. */
lc_status lc_mbtiles_finish(lc_mbtiles *m, lc_error *err);
void lc_mbtiles_free(lc_mbtiles *m); /* NULL is fine */

#endif
