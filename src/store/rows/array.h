/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/array.h - arrays as they lie in the file.
 */
#ifndef LIFECIRCLE_SRC_STORE_ROWS_ARRAY_H
#define LIFECIRCLE_SRC_STORE_ROWS_ARRAY_H

#include "lifecircle/store/rows/array.h"

#include <sqlite3.h>
#include <stdbool.h>

enum { LIFE_ARRAY_HEAD_BYTES = 16 }; /* what lies behind is the items */

typedef struct lc_array_open {
    sqlite3_blob *blob;
    size_t count; /* of items */
    bool narrow;  /* they are packed as base/narrow.h does */
    bool text;    /* or by LZ4, as a whole */
} lc_array_open;

/* Opens the array of that name to be read in pieces, by who holds c->reading.
 * The head fits what is behind it. Errors as lc_array_get(), where the blob is
 * to be closed too. */
lc_status lc_array_blob(lc_city *c, const char *name, size_t item,
                        lc_array_open *out, lc_error *err);
lc_status lc_array_damaged(lc_city *c, const char *name, lc_error *err);

#endif
