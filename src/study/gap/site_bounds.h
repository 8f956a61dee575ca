/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/site_bounds.h - how much a new facility on each street could
 * help at most, and which street is to be looked at next.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_SITE_BOUNDS_H
#define LIFECIRCLE_SRC_STUDY_GAP_SITE_BOUNDS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "src/study/gap/site_ground.h"

typedef struct lc_site_bound {
    int64_t most;
    uint32_t edge;
} lc_site_bound;

typedef struct lc_site_bounds {
    int64_t *most;            /* per edge; 0: no home comes there */
    LC_VEC(lc_site_bound) at; /* a heap; bounds in it may be those of before */
} lc_site_bounds;

typedef struct lc_site_about { /* borrowed */
    const lc_pt *home_pt;      /* of all homes of the world */
    const lc_site_home *home;
    size_t n;
} lc_site_about;

/* Of streets open to a pace: no more than the weight of what lives within
 * `reach_m` of their ends in a straight line. Begins as `= {0}`; for _clear()
 * also where it fails. LIFE_ERR_NOMEM. Cost: linear in homes and in the streets
 * about them. */
lc_status lc_site_bounds_begin(lc_site_bounds *b, const lc_pace_graph *g,
                               const lc_site_about *about, double reach_m,
                               lc_error *err);
/* For a street that homes may come to without passing an end of it: before
 * lc_site_bounds_next(). LIFE_ERR_NOMEM. */
lc_status lc_site_bounds_raise(lc_site_bounds *b, uint32_t edge, int64_t most,
                               lc_error *err);
static inline void lc_site_bounds_lower(lc_site_bounds *b, uint32_t edge,
                                        int64_t most)
{
    if (most < b->most[edge])
        b->most[edge] = most;
}
/* The street that may help most, of equals that with the lowest number; it
 * stays. False: there is none. */
bool lc_site_bounds_next(lc_site_bounds *b, lc_site_bound *out);
/* Done with the one that _next() gave last. */
void lc_site_bounds_drop(lc_site_bounds *b);
void lc_site_bounds_clear(lc_site_bounds *b);

#endif
