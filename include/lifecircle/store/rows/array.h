/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/array.h - frozen arrays, as the program uses them in
 * memory; in the file those of whole 32-bit words take few bytes (array.c).
 *
 * Layer:   store.
 * Threads: as the lc_city; but arrays may be got by several at once, while
 *          nobody asks the city for anything else.
 */
#ifndef LIFECIRCLE_STORE_ROWS_ARRAY_H
#define LIFECIRCLE_STORE_ROWS_ARRAY_H

#include "lifecircle/base/memory/shared.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

#include <stddef.h>

/* `count` items of `item` bytes, in place of the array of that name.
 * LIFE_ERR_LIMIT: it takes over 999 MB. */
lc_status lc_array_put(lc_city *c, const char *name, const void *data,
                       size_t item, size_t count, lc_error *err);
/* A copy for lc_free(), aligned to 64 bytes. LIFE_ERR_NOT_FOUND: there is
 * none; LIFE_ERR_DB: it is damaged, or its items are of another size. */
lc_status lc_array_get(lc_city *c, const char *name, size_t item, void **data,
                       size_t *count, lc_error *err);
/* One of items of whole words as it lies in the file, for base/narrow.h: who
 * makes something else of the items needs no room for all, and any thread can.
 */
typedef struct lc_packed {
    void *data; /* for lc_free() */
    size_t bytes, words, count;
} lc_packed;

/* As lc_array_get(), but damage inside is found by who unpacks it. */
lc_status lc_array_get_packed(lc_city *c, const char *name, size_t item,
                              lc_packed *out, lc_error *err);
/* A key of these arrays, their names and what they hold, for what is made of
 * them (base/memory/shared.h). None where one isn't there, and of a city that
 * isn't held (store/held.h): who loads it once has nobody to share with. Cost:
 * they are read, and summed up. */
lc_status lc_array_key(lc_city *c, const char *const *name, size_t names,
                       lc_shared_key *out, lc_error *err);
/* Takes out the one of that name, where it is. */
lc_status lc_array_drop(lc_city *c, const char *name, lc_error *err);
/* Takes out those whose names begin with `prefix`, or all others. */
lc_status lc_array_remove(lc_city *c, const char *prefix, bool others,
                          lc_error *err);

#endif
