/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/homes.h - the homes of two files of a city: which are in
 * both, and what each weighs then and now.
 *
 * A home is the same where it stands at the same place, to the last digit; of
 * several at one place the first with the first. One that is drawn anew is
 * another.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_HOMES_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_HOMES_H

#include "lifecircle/base/error.h"
#include "lifecircle/world/world.h"

/* weight[s][w][h]: of the homes of file s, their weight in file w; of a home
 * that file w doesn't have, its own. [s][s] is lent by the world. */
typedef struct lc_home_pairs { /* `= {0}` is empty */
    const int64_t *weight[2][2];
    int64_t *own[2]; /* those that are not lent */
    uint32_t same;   /* homes that are in both */
} lc_home_pairs;

/* *out is for lc_home_pairs_clear(), whatever comes back. LIFE_ERR_NOMEM. Cost:
 * sorting. */
lc_status lc_home_pairs_make(const lc_world *before, const lc_world *after,
                             lc_home_pairs *out, lc_error *err);
void lc_home_pairs_clear(lc_home_pairs *p);

#endif
