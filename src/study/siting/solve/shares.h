/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/shares.h - fewer than which sites can't serve
 * everybody: a proven bound, in whole numbers.
 *
 * Each group pays a share u_i of a site, of which a site is LIFE_SHARE_ONE. A
 * choice that serves all groups has, for any shares, at least
 *
 *      L(u) = sum_i u_i - sum_j max(0, sum of u_i of whom j serves - one)
 *
 * sites' worth (the Lagrangian relaxation of set covering: J. Beasley, An
 * algorithm for set covering problem, European J. of Operational Research 31
 * (1987), 85-93), and as sites are whole, that rounded up. It is the bound of
 * the linear program once the shares are the best there are, which they come
 * near by a subgradient, as in dual.h.
 *
 * Layer:   study.
 * Threads: belongs to one.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_SHARES_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_SHARES_H

#include "src/study/siting/solve/choice.h"

#define LIFE_SHARE_ONE (INT64_C(1) << 24)

typedef struct lc_shares {
    const lc_instance *in;  /* borrowed, as these: */
    const bool *shut;       /* by site: it must not be chosen */
    const uint32_t *served; /* by group: by how many that are chosen */
    lc_work *work;
    int64_t *share; /* by group */
    int64_t *kept;  /* of the best bound of the last question */
    int64_t *left;  /* by site: one less the shares of whom it would serve */
    uint32_t *takers;
} lc_shares;

/* For lc_shares_clear(), also after a failure. LIFE_ERR_NOMEM. */
lc_status lc_shares_open(lc_shares *s, lc_error *err);
void lc_shares_clear(lc_shares *s);

/* Shares by which no site gets more than one: a bound to begin with. */
void lc_shares_start(lc_shares *s);

/* *bound: of the groups that are not served, by sites that are not shut, in
 * shares; `known` sites do, or would be one too many. Ends where the bound says
 * so, after `rounds`, or with the work. `share` and `left` are those of the
 * bound. The budget's. */
lc_status lc_shares_bound(lc_shares *s, uint32_t known, unsigned rounds,
                          int64_t *bound, lc_error *err);

/* Whole sites. */
static inline uint32_t lc_shares_sites(int64_t bound)
{
    return bound > 0 ? (uint32_t)((bound + LIFE_SHARE_ONE - 1) / LIFE_SHARE_ONE)
                     : 0;
}

#endif
