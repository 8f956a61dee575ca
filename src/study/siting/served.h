/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/served.h - whom each candidate would serve: linked as a
 * facility that is added there, searched from as catchments are.
 *
 * Layer:   study, over world.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SERVED_H
#define LIFECIRCLE_SRC_STUDY_SITING_SERVED_H

#include "lifecircle/graph/kept_labels.h"
#include "src/study/cover/catchment.h"
#include "src/study/siting/solve/instance.h"
#include "src/study/walk/newcomer.h"

/* Homes that count, in numbers of their own, and what a walk has to be to be of
 * use to one. */
typedef struct lc_customers {
    uint32_t count;
    uint32_t *home;  /* of the world */
    uint32_t *local; /* by home of the world: its number, or LIFE_NONE */
    int64_t *weight;
    uint32_t *base;    /* ms that it has now; NULL: being within the limit is
                          all that counts */
    uint32_t limit_ms; /* of the searches */
    /* Of each vertex, to what is there already: whoever walks by there gains
     * nothing beyond it. NULL: nothing is. */
    const lc_kept_labels *there;
} lc_customers;

typedef struct lc_prospect { /* a candidate */
    lc_reason reason;        /* NONE: it can be one */
    uint32_t unit;           /* finest level */
    lc_served served;        /* by number of customer */
} lc_prospect;

typedef struct lc_served_places { /* borrowed */
    const lc_pt *v;
    size_t n;
} lc_served_places;

/* No more pairs of candidates and homes are kept: 300 MB, with what is made of
 * them. */
#define LIFE_SERVED_MOST 8000000

/* out[i] of at->v[i], cleared by lc_served_clear() also after a failure.
 * *over: there were more pairs than LIFE_SERVED_MOST, and the rest was not
 * looked for. On all threads. LIFE_ERR_NOMEM; the budget's. */
lc_status lc_served_find(const lc_catchments *all, const lc_customers *who,
                         const lc_served_places *at, lc_prospect *out,
                         bool *over, lc_error *err);
/* Homes that are not to be kept, by their number, are let go. */
void lc_served_keep(lc_served *served, const bool *kept);
void lc_served_clear(lc_prospect *p, size_t count);

#endif
