/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/best_site.h - the place on a street from which one new
 * facility would help most of some homes: exact, and proved to be the best.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_BEST_SITE_H
#define LIFECIRCLE_SRC_STUDY_GAP_BEST_SITE_H

#include "lifecircle/study/walk/walker.h"
#include "src/study/gap/site_ground.h"

typedef struct lc_best_site { /* weight 0: none helps more than asked for */
    uint32_t edge, at_mm;
    int64_t weight;
} lc_best_site;

/* Of homes `first` to first + n - 1 of the ground's query: what helps most, if
 * it is more than out->weight says before; of equal stretches of streets the
 * middle of the first along the first street. All that comes to it within the
 * limit counts, by the walks that coverage has. LIFE_ERR_NOMEM; what the
 * thread's budget says. Cost: some searches of the limit's reach, for a gap
 * about as many as it is times as large as such a reach, and not as many as it
 * has homes. */
lc_status lc_best_site_find(const lc_site_ground *d, lc_walker *a, size_t first,
                            size_t n, lc_best_site *out, lc_error *err);

#endif
