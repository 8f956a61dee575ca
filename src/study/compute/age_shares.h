/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/age_shares.h - residents by age, shared out over homes.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPUTE_AGE_SHARES_H
#define LIFECIRCLE_SRC_STUDY_COMPUTE_AGE_SHARES_H

#include "lifecircle/store/city.h"

typedef struct lc_age_share { /* a home's part in a figure */
    uint32_t figure;          /* LIFE_NONE: none */
    int64_t weight;
} lc_age_share;

/* Shares each band of the figures out over their homes, by weight and largest
 * remainder, into the arrays age/BAND. `ages` of a figure: flat JSON objects,
 * one a line, that add up; "" for none. LIFE_ERR_LIMIT: too many bands. */
lc_status lc_age_shares_store(lc_city *c, const char *const *ages,
                              size_t figures, const lc_age_share *home,
                              size_t homes, lc_error *err);
/* All bands that are stored: what homes weighed may change. LIFE_ERR_NOMEM. */
lc_status lc_age_shares_drop(lc_city *c, lc_error *err);

#endif
