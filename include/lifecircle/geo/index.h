/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/index.h - a packed R-tree over boxes: built once, then only
 * read. Items in Hilbert order of their middle, 16 to a node.
 *
 * Layer:   geo, over base.
 * Threads: a finished index may be read by any number of threads.
 * Cost:    build O(n log n); memory about 22 bytes an item.
 */
#ifndef LIFECIRCLE_GEO_INDEX_H
#define LIFECIRCLE_GEO_INDEX_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"

#include <stddef.h>

typedef struct lc_index lc_index;

/* Copies `n` boxes; item i is box[i]. Empty boxes are never found. */
lc_status lc_index_build(const lc_box *box, size_t n, lc_index **out,
                         lc_error *err);
/* The same of boxes that lie in such an order already, which are not copied:
 * they are to be put into (*box)[0] to [n - 1], and then lc_index_finish().
 * About 17 bytes an item. It is for queries alone, where boxes may be empty. */
lc_status lc_index_begin(size_t n, lc_index **out, lc_box **box, lc_error *err);
void lc_index_finish(lc_index *ix);
/* That order: `order` gets the numbers of n boxes, those of empty ones last. */
lc_status lc_index_order(const lc_box *box, size_t n, uint32_t *order,
                         lc_error *err);
void lc_index_free(lc_index *ix); /* NULL is fine */
size_t lc_index_bytes(const lc_index *ix);

/* Calls fn for each item whose box meets `area`, in no particular order,
 * until fn returns false. */
typedef bool (*lc_index_fn)(void *ctx, uint32_t item);
void lc_index_query(const lc_index *ix, lc_box area, lc_index_fn fn, void *ctx);

/* Visits items by rising lower bound of distance from p. For each, fn gives
 * the true distance in metres (it may be larger than the bound; HUGE_VAL
 * drops the item); the walk ends when no item not yet visited can be nearer
 * than *limit_m, which fn may lower as it goes. Bounds are right for
 * distances up to 100 km. */
typedef void (*lc_index_near_fn)(void *ctx, uint32_t item, double *limit_m);
void lc_index_nearest(const lc_index *ix, lc_pt p, double limit_m,
                      lc_index_near_fn fn, void *ctx);

#endif
