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

/* Opens the array of that name to be read in pieces, by who holds c->reading.
 * `count`: its items; `narrow`: they are packed as base/narrow.h does. The head
 * fits what is behind it. Errors as lc_array_get(), where *out is to be closed
 * too. */
lc_status lc_array_blob(lc_city *c, const char *name, size_t item,
                        sqlite3_blob **out, size_t *count, bool *narrow,
                        lc_error *err);
lc_status lc_array_damaged(lc_city *c, const char *name, lc_error *err);

#endif
