/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/reduce.h - what is left to decide of which sites serve
 * everybody, once all that is certain is decided:
 *
 *      a group that one site alone serves      takes that site
 *      a group, all whose sites serve another  stands for the other too
 *      a site, all whose groups another serves is not needed
 *
 * until none of these changes anything (C. Toregas, C. ReVelle, Binary logic
 * solutions to a class of location problem, Geographical Analysis 5 (1973)),
 * and into parts that have no site in common: each is solved by itself, and
 * what is proven of each adds up.
 *
 * Layer:   study.
 * Threads: belongs to one.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_REDUCE_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_REDUCE_H

#include "src/study/siting/solve/choice.h"

typedef struct lc_part { /* of sites and groups, each counting alike */
    lc_instance in;      /* weights 1 */
    uint32_t *site;      /* the number of each in the whole */
} lc_part;

typedef struct lc_reduced {
    lc_site_vec taken;    /* some best choice has all of these */
    LC_VEC(lc_part) part; /* the smallest first */
} lc_reduced;

/* As far as work is left: whatever is not looked at stays. Weights and what is
 * saved count for nothing. For lc_reduced_clear(), also after a failure.
 * LIFE_ERR_NOMEM; the budget's. Cost: linear in the pairs, and comparisons of
 * those who serve near each other. */
lc_status lc_reduce(const lc_instance *in, lc_work *work, lc_reduced *out,
                    lc_error *err);
void lc_reduced_clear(lc_reduced *r);

/* Of an instance where each pair counts 1: without sites all of whose groups
 * another serves, as far as work is left. The best of any number of sites is as
 * good. Weights stay. For lc_part_clear(), also after a failure. */
lc_status lc_reduce_sites(const lc_instance *in, lc_work *work, lc_part *out,
                          lc_error *err);
void lc_part_clear(lc_part *p);

#endif
