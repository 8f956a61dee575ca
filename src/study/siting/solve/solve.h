/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/solve.h - the best sites, or good ones with a bound
 * that is proven: greedily, by swaps, by prices (dual.h), and where these leave
 * something open by branching, as long as work is left.
 *
 * Layer:   study.
 * Threads: belongs to one.
 * Errors:  LIFE_ERR_NOMEM; the budget's of who asks.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_SOLVE_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_SOLVE_H

#include "src/study/siting/solve/dual.h"

typedef struct lc_solution {
    lc_site_vec site; /* in the order in which each adds most */
    int64_t value;
    int64_t bound;  /* no choice of as many is worth more */
    bool optimal;   /* the bound is met */
    int64_t *first; /* [i]: the value of the first i + 1 of them */
    int64_t *ahead; /* [i]: the bound of any i + 1 */
} lc_solution;

/* At most k sites that are worth most. `first` and `ahead` are filled. For
 * lc_solution_clear(), also after a failure. */
lc_status lc_solve_most(const lc_instance *in, uint32_t k, lc_work *work,
                        lc_solution *out, lc_error *err);

void lc_solution_clear(lc_solution *s);

#endif
