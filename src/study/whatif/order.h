/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/order.h - the homes of each unit of a level by how long
 * their walk takes: of these a unit's percentiles after a few changed are found
 * by halving, and its sums by what those changed.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_ORDER_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_ORDER_H

#include "lifecircle/study/whatif/whatif.h"
#include "src/study/cover/percentile.h"

/* Unit i of the level has place i; behind the last is that of homes in none.
 * Homes without a time are in no run; those that count in the percentiles all
 * the same make up for the weight that is asked of it. */
typedef struct lc_order {
    size_t places;
    lc_whatif_figures *row; /* of each place */
    int64_t *unlinked;      /* of each: weight of homes without a link */
    bool counts_unlinked;   /* in the percentiles */
    uint32_t *first;        /* places + 1, into: */
    uint32_t *ms;           /* rising within a place */
    int64_t *until;         /* weight of it and those before it there */
} lc_order;

/* How many places a level has, and which is a home's. A city without units has
 * one, of all homes. */
size_t lc_order_places(const lc_world *w, uint32_t level);
uint32_t lc_order_place(const lc_world *w, uint32_t level, uint32_t home);

/* `ms` of each home (LIFE_NONE: none); row and unlinked are filled by the
 * caller, but for the percentiles. LIFE_ERR_NOMEM: lc_order_clear() is due all
 * the same. Cost: a sort. */
lc_status lc_order_begin(const lc_world *w, uint32_t level, lc_order *out,
                         lc_error *err);
lc_status lc_order_sort(const lc_world *w, uint32_t level, const uint32_t *ms,
                        lc_order *o, lc_error *err);
void lc_order_clear(lc_order *o);
uint64_t lc_order_bytes(const lc_order *o, size_t homes);

/* Some homes of a place, by what their walk was and what it is, in step. */
typedef struct lc_order_shift {
    lc_weighed *was, *is;
    size_t n;
} lc_order_shift;

/* The percentiles of a place after that; sorts the shift. counts_unlinked: as
 * it is then. */
void lc_order_pair(const lc_order *o, size_t place, lc_order_shift *shift,
                   bool counts_unlinked, uint32_t *median, uint32_t *p90);

#endif
