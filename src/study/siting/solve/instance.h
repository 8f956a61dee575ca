/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/instance.h - a question of sites as numbers alone: who
 * is served by which candidate, and what each of them is worth.
 *
 *      saved     what a candidate takes off a home's cost: 1 of 1 where only
 *                being reached counts, milliseconds where the walk does
 *      value     of a set of sites: for each home its weight times the most
 *                that any of them saves it, summed
 *
 * Homes that the same candidates serve alike are one group: no set of sites
 * can tell them apart.
 *
 * Layer:   study.
 * Threads: constant once made.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_INSTANCE_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_INSTANCE_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"

#include <stdbool.h>
#include <stdint.h>

/* Whom a candidate serves. `saved` is empty where each counts 1. */
typedef struct lc_served {
    LC_VEC(uint32_t) home;
    LC_VEC(uint32_t) saved; /* more than 0 */
} lc_served;

/* Pairs of a candidate and a group, by either. */
typedef struct lc_instance {
    uint32_t sites, groups;
    int64_t *weight;      /* by group, more than 0 */
    uint32_t *base;       /* by group: what nobody can save more than */
    uint32_t *at_site;    /* sites + 1 */
    uint32_t *group;      /* rising within a site */
    uint32_t *site_saved; /* of each; NULL: 1 */
    uint32_t *at_group;   /* groups + 1 */
    uint32_t *site;       /* rising within a group */
    uint32_t *group_saved;
} lc_instance;

typedef struct lc_homes_given { /* what is told of homes, by their number */
    uint32_t count;
    const int64_t *weight; /* more than 0 of whoever is served */
    const uint32_t *base;  /* NULL: 1 */
} lc_homes_given;

/* Homes that nobody serves are left out. *out is the caller's for
 * lc_instance_clear(), also after a failure. LIFE_ERR_NOMEM; LIFE_ERR_LIMIT: a
 * value would not fit 62 bits. Cost: linear in the pairs, and a sort of the
 * homes. */
lc_status lc_instance_make(const lc_served *served, uint32_t sites,
                           const lc_homes_given *homes, lc_instance *out,
                           lc_error *err);
void lc_instance_clear(lc_instance *in);

/* The pairs of which a walk takes at most `limit` (base - saved), of the groups
 * whose base is more than that, each of one weight. As above. */
lc_status lc_instance_within(const lc_instance *in, uint32_t limit,
                             int64_t weight, lc_instance *out, lc_error *err);

/* Some of the sites and groups, in rising order. */
typedef struct lc_instance_some {
    const uint32_t *site;
    uint32_t sites;
    const uint32_t *group;
    uint32_t groups;
    uint32_t *place; /* by site of the whole: LIFE_NONE, and left so */
} lc_instance_some;

/* Numbered as they are listed, of the weights that they have; each pair counts
 * 1. *out is the caller's, also after a failure. LIFE_ERR_NOMEM. */
lc_status lc_instance_of(const lc_instance *in, const lc_instance_some *some,
                         lc_instance *out, lc_error *err);

static inline uint32_t lc_instance_saved(const uint32_t *saved, uint32_t i)
{
    return saved ? saved[i] : 1;
}

#endif
