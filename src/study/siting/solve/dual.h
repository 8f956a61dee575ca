/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/dual.h - more than which no choice of k further sites
 * can be worth: a proven bound, in whole numbers.
 *
 * Of groups i, candidates j, c_ij what j would save i beyond what is chosen
 * already, times its weight: for any prices u_i >= 0 no k sites are worth more
 * than
 *
 *      L(u) = sum_i u_i + the k largest of  rho_j = sum_i max(0, c_ij - u_i)
 *
 * as whoever is served pays its price at most, and each site takes the rest
 * (the Lagrangian relaxation of "served by one site": G. Cornuejols, M. Fisher,
 * G. Nemhauser, Location of bank accounts to optimize float, Management Science
 * 23 (1977), 789-810; for covering R. Galvao, C. ReVelle, A Lagrangean
 * heuristic for the maximal covering location problem, European J. of
 * Operational Research 88 (1996), 114-123). Prices move along a subgradient (M.
 * Held, P. Wolfe, H. Crowder, Validation of subgradient optimization,
 * Mathematical Programming 6 (1974)), and whatever they are, L is a bound:
 * steps may be rounded, sums are not. Every value is a multiple of what all
 * weights are multiples of, so a bound between two of those is the lower one.
 *
 * A site j that is none of the k largest makes L - rho_k + rho_j at most; where
 * that is no more than what is known already, it is of no better choice, and
 * isn't looked at again.
 *
 * Layer:   study.
 * Threads: belongs to one.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_DUAL_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_DUAL_H

#include "src/study/siting/solve/choice.h"

typedef struct lc_price { /* of a site: what is left to it */
    int64_t rho;
    uint32_t site;
} lc_price;

typedef struct lc_dual {
    const lc_choice *chosen; /* borrowed: what is so already */
    int64_t *u;              /* by group */
    int64_t *paid;           /* u, as far as it counts beyond `chosen` */
    int64_t *kept;           /* that gave the least bound */
    uint32_t *most_saved;    /* by group */
    uint32_t *takers;        /* by group: of the k largest, who take it */
    lc_price *price;         /* of the live sites, the largest first */
    uint32_t *live;          /* sites that are looked at: live_count of them */
    uint32_t *place;         /* of each in `live` */
    uint32_t live_count;
    int64_t unit; /* of weights: no value is between its multiples */
} lc_dual;

/* All sites are live; prices are of what `chosen` saves now: they begin at no
 * worse a bound than its value and the gains of the k best next sites, for who
 * goes on from none. For lc_dual_clear(), also after a failure.
 * LIFE_ERR_NOMEM. */
lc_status lc_dual_open(const lc_choice *chosen, lc_dual *out, lc_error *err);
void lc_dual_clear(lc_dual *d);

/* Not looked at until lc_dual_restore() of the count of before. */
void lc_dual_drop(lc_dual *d, uint32_t site);
void lc_dual_restore(lc_dual *d, uint32_t live_count);

typedef struct lc_dual_try {
    uint32_t k;      /* sites that may still be chosen */
    int64_t floor;   /* nothing is looked for that isn't worth more */
    int64_t aim;     /* the value that prices are moved towards: of a choice
                        that is known */
    unsigned rounds; /* at most */
    bool drop;       /* sites that can't be of a better one */
} lc_dual_try;

/* *bound: of `chosen` and k more of the live sites, if they are to be worth
 * more than `floor`; at most `floor`: none is. At least one round, whatever
 * work is left. d->price is that of the last. */
lc_status lc_dual_bound(lc_dual *d, const lc_dual_try *try, int64_t *bound,
                        lc_error *err);
/* bound[i]: of i + 1 more sites, by the prices that were kept, i < k. All sites
 * must be live. */
void lc_dual_curve(lc_dual *d, uint32_t k, int64_t *bound);

#endif
