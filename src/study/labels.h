/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/labels.h - the nearest facility of every vertex and every home, by
 * category and pace: each swept when it is first asked for, and kept.
 */
#ifndef LIFECIRCLE_SRC_STUDY_LABELS_H
#define LIFECIRCLE_SRC_STUDY_LABELS_H

#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "src/study/time/shut.h"

/* Each vertex's nearest facility of the one category in `set`, where that has
 * been worked out already; NULL: it has not, or they are more. */
const lc_kept_labels *lc_labels_made(const lc_study *s, uint32_t pace,
                                     const lc_catset *set);
/* The same of one category, worked out where it has not been; NULL: it has no
 * facility. LIFE_ERR_NOMEM. */
lc_status lc_labels_one(lc_study *s, uint32_t pace, uint32_t category,
                        const lc_kept_labels **out, lc_error *err);
/* Each vertex's nearest facility of every category that has one, else NULL:
 * out takes LIFE_MAX_CATEGORIES. LIFE_ERR_NOMEM. */
lc_status lc_labels_all(lc_study *s, uint32_t pace, const lc_kept_labels **out,
                        lc_error *err);
/* Each home's; NULL where the category has no facility. LIFE_ERR_NOMEM. */
lc_status lc_labels_homes(lc_study *s, uint32_t pace, uint32_t category,
                          const uint64_t **out, lc_error *err);
/* Some of a category's facilities, and by what one walks there. All borrowed.
 */
typedef struct lc_labels_some {
    uint32_t pace, category;
    const uint8_t *keep; /* a byte for each of the world's facilities: those
                            that count have one that is not 0; NULL: all do */
    const lc_shut *shut; /* whose lc_shut_arcs_in() are there; NULL: nothing
                            is shut */
    uint32_t limit_ms;   /* what is farther may be LIFE_LABEL_NONE */
} lc_labels_some;
/* Each home's nearest of these. *out is the caller's, for lc_free().
 * LIFE_ERR_NOMEM. Cost: a sweep each time, of what is within the limit. */
lc_status lc_labels_of_some(lc_study *s, const lc_labels_some *of,
                            uint64_t **out, lc_error *err);
/* Labels of a pace and of categories `from` to `to` - 1, on several threads.
 * LIFE_ERR_NOMEM. */
lc_status lc_labels_sweep(lc_study *s, uint32_t pace, uint32_t from,
                          uint32_t to, lc_error *err);
/* Lets go of a category's, 5 bytes a vertex and 8 a home. Only where nobody
 * else asks the study. */
void lc_labels_forget(lc_study *s, uint32_t pace, uint32_t category);

#endif
