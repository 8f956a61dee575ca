/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/least.h - as few sites as serve everybody, or whether
 * k do: what is left after reductions (reduce.h), part by part, greedily and by
 * swaps, with a bound by shares (shares.h); and where these leave something
 * open by branching, as long as work is left.
 *
 * Layer:   study.
 * Threads: belongs to one.
 * Errors:  LIFE_ERR_NOMEM; the budget's of who asks.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_LEAST_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_LEAST_H

#include "src/study/siting/solve/choice.h"

typedef struct lc_least {
    lc_site_vec site; /* they serve every group */
    uint32_t bound;   /* sites at least */
} lc_least;

/* `enough`: that few are looked for, and no fewer; nor is anything once it is
 * proven that there are none. 0: the least there are. Every group must have a
 * site; weights and what is saved count for nothing. For lc_least_clear(), also
 * after a failure. */
lc_status lc_least_find(const lc_instance *in, uint32_t enough, lc_work *work,
                        lc_least *out, lc_error *err);
void lc_least_clear(lc_least *l);

#endif
