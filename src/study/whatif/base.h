/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/base.h - coverage as it is, ready to be changed: for a pace,
 * a limit and a level the sums and orders of each category that was asked for.
 * Kept by the study, the latest few; whoever asks holds one for as long as it
 * is looked at.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_BASE_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_BASE_H

#include "src/study/cover/survey.h"
#include "src/study/whatif/homes_on.h"
#include "src/study/whatif/order.h"

#include <pthread.h>

/* Of one category. */
typedef struct lc_base_part {
    lc_coverage_query q;
    lc_survey survey; /* of q, with one gauge */
    lc_order order;
} lc_base_part;

/* Of all_basic, how many of its categories each home lacks, and of how many it
 * isn't known; the longest of its walks, LIFE_NONE where one is over an hour or
 * not known. */
typedef struct lc_base_basic {
    uint32_t category[LIFE_MAX_CATEGORIES], count;
    const uint64_t *label[LIFE_MAX_CATEGORIES]; /* of each, or NULL: none */
    uint8_t *uncovered, *unknown;
    uint32_t *ms;
    lc_order order;
} lc_base_basic;

typedef struct lc_base {
    lc_study *study;
    uint32_t pace, limit_ms, level;
    lc_homes_on on;
    lc_base_part *part[LIFE_MAX_CATEGORIES]; /* NULL until it is asked for */
    lc_base_basic *basic;
    pthread_mutex_t making; /* of who fills these */
    unsigned holders;       /* under the lock of the list */
    bool kept;              /* in the list; else its one holder's */
    uint64_t asked;         /* when it was asked for last, of all */
} lc_base;

typedef struct lc_bases lc_bases;

/* Of a study. NULL: no memory. Nobody may hold one any more when they are
 * freed; NULL is fine. */
lc_bases *lc_bases_new(void);
void lc_bases_free(lc_bases *b);
uint64_t lc_bases_bytes(lc_bases *b, const lc_world *w);

/* For lc_base_drop(). LIFE_ERR_NOMEM, or the budget's. */
lc_status lc_base_hold(lc_study *s, uint32_t pace, uint32_t limit_ms,
                       uint32_t level, lc_base **out, lc_error *err);
void lc_base_drop(lc_base *b);

/* Each is made when it is first asked for, and constant then. LIFE_ERR_NOMEM,
 * or the budget's. Cost: then a pass over the homes, and a sort. */
lc_status lc_base_part_of(lc_base *b, uint32_t category,
                          const lc_base_part **out, lc_error *err);
lc_status lc_base_basic_of(lc_base *b, const lc_base_basic **out,
                           lc_error *err);

#endif
