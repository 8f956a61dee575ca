/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/array_pages.h - a frozen array read page by page, for
 * who goes through a large one in little memory: a page is unpacked when an
 * item of it is asked for, and the last few stay.
 *
 * Layer:   store.
 * Threads: one array belongs to one thread at a time; the city may be read
 *          meanwhile as rows/array.h says.
 * Memory:  64 pages of 1,024 items, and 26 to 80 bytes for each page there is.
 * Cost:    opening unpacks it once, 2 ns a number; then a page that is not
 *          there as much again, so who asks should ask of near ones in turn.
 */
#ifndef LIFECIRCLE_STORE_ROWS_ARRAY_PAGES_H
#define LIFECIRCLE_STORE_ROWS_ARRAY_PAGES_H

#include "lifecircle/store/city.h"

#include <stddef.h>

typedef struct lc_array_pages lc_array_pages;

/* Of a city that stays open as long. Errors as lc_array_get(): what is damaged
 * is found here and not on the way. */
lc_status lc_array_pages_open(lc_city *c, const char *name, size_t item,
                              lc_array_pages **out, lc_error *err);
void lc_array_pages_close(lc_array_pages *p);         /* NULL is fine */
size_t lc_array_pages_count(const lc_array_pages *p); /* of items */
/* Item i, below the count, till the next is asked for. NULL: it could not be
 * read, which is a LIFE_ERR_DB. */
const void *lc_array_pages_at(lc_array_pages *p, size_t i, lc_error *err);

#endif
