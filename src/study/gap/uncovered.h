/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/uncovered.h - the homes that a category leaves uncovered, and
 * the sums over all that were asked about.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_UNCOVERED_H
#define LIFECIRCLE_SRC_STUDY_GAP_UNCOVERED_H

#include "lifecircle/study/cover/gaps.h"
#include "src/study/gap/site_ground.h"

typedef struct lc_uncovered {
    lc_site_home *home; /* as the unit lists them; of a city by number */
    size_t n;
    int64_t weight; /* of these; the others as lc_gap_list has them */
    int64_t total, unknown, untold;
} lc_uncovered;

/* Those of `q->unit`, else of the city. Of ages the errors of
 * lc_world_age_weights(); LIFE_ERR_NOMEM. */
lc_status lc_uncovered_list(lc_study *s, const lc_gap_query *q,
                            lc_uncovered *out, lc_error *err);
void lc_uncovered_clear(lc_uncovered *u);
/* The unit of a level that holds most of the weight of some homes, of equals
 * that with the lowest number; LIFE_NONE: they are in none. LIFE_ERR_NOMEM. */
lc_status lc_uncovered_unit(const lc_world *w, const lc_site_home *home,
                            size_t n, uint32_t level, uint32_t *out,
                            lc_error *err);

#endif
