/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/choice.h - some of the candidates, what they are
 * worth, and what each of the others would add.
 *
 * Gains are kept as sites come and go (all are looked at only when it begins),
 * so the best next one is a look along an array: what lazy evaluation (M.
 * Minoux, Accelerated greedy algorithms, 1978) would find, of the same bytes.
 * Choosing greedily comes to at least 1 - 1/e of the best (G. Nemhauser, L.
 * Wolsey, M. Fisher, An analysis of approximations for maximizing submodular
 * set functions, Mathematical Programming 14 (1978)); swaps are of one site for
 * another (M. Teitz, P. Bart, Operations Research 16 (1968)), until none adds
 * anything.
 *
 * Layer:   study.
 * Threads: belongs to one.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_CHOICE_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_CHOICE_H

#include "src/study/siting/solve/instance.h"

typedef LC_VEC(uint32_t) lc_site_vec;

/* Work is counted in pairs that are looked at, not by a clock: the same
 * question has the same answer on every machine. */
typedef struct lc_work {
    uint64_t done, most;
    int64_t until_ms; /* of CLOCK_MONOTONIC; 0: by `most` alone */
} lc_work;

/* When a part of the time that is left is over; 0: the clock doesn't count. */
int64_t lc_work_until(const lc_work *w, unsigned parts);
/* Whether there is some left. LIFE_ERR_BUSY, LIFE_ERR_LIMIT: the budget of who
 * asks is over. */
lc_status lc_work_goes_on(lc_work *w, bool *more, lc_error *err);

typedef struct lc_choice {
    const lc_instance *in;
    lc_work *work;
    lc_site_vec site; /* in the order in which they were added */
    bool *chosen;     /* by site */
    int64_t *gain;    /* by site: what it would add; 0 where chosen */
    uint32_t *best;   /* by group: the most that is saved */
    uint32_t *second; /* by another site */
    uint32_t *by;     /* whose `best` is; LIFE_NONE */
    int64_t value;
} lc_choice;

/* None of them is chosen. For lc_choice_clear(), also after a failure.
 * LIFE_ERR_NOMEM. */
lc_status lc_choice_open(const lc_instance *in, lc_work *work, lc_choice *out,
                         lc_error *err);
void lc_choice_clear(lc_choice *c);

/* One that isn't, one that is. False: no memory. */
bool lc_choice_add(lc_choice *c, uint32_t site);
void lc_choice_remove(lc_choice *c, uint32_t site);
/* None again. */
void lc_choice_empty(lc_choice *c);

/* The one that adds most, the first of equals; LIFE_NONE: none adds
 * anything. */
uint32_t lc_choice_next(const lc_choice *c);
/* Up to k of them, while they add something. LIFE_ERR_NOMEM. */
lc_status lc_choice_greedy(lc_choice *c, uint32_t k, lc_error *err);
/* Without sites that others have made needless. False: no memory. */
bool lc_choice_trim(lc_choice *c);
/* Swaps until none is better, or the work is done. */
lc_status lc_choice_swap(lc_choice *c, lc_error *err);
/* These and no others, in the order in which each adds most. */
lc_status lc_choice_set(lc_choice *c, const uint32_t *site, size_t n,
                        lc_error *err);

#endif
