/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/percentile.h - the least measure within which half of a
 * weight lies, or nine tenths.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COVER_PERCENTILE_H
#define LIFECIRCLE_SRC_STUDY_COVER_PERCENTILE_H

#include <stddef.h>
#include <stdint.h>

typedef struct lc_weighed {
    uint32_t measure; /* LIFE_NONE: above all others */
    int64_t weight;   /* none negative */
} lc_weighed;

/* `weight` is the sum of theirs. LIFE_NONE where it doesn't lie within any
 * measure, or there is nothing. Moves them about. Cost: linear. */
void lc_percentile_pair(lc_weighed *v, size_t n, int64_t weight,
                        uint32_t *median, uint32_t *p90);

/* At least `tenths` tenths of a weight, which is more than nothing. */
int64_t lc_percentile_need(int64_t weight, int64_t tenths);

#endif
