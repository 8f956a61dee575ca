/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/best_link.h - the short new street that would help most of the
 * homes of a gap to reach what is there.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_BEST_LINK_H
#define LIFECIRCLE_SRC_STUDY_GAP_BEST_LINK_H

#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/study/cover/gaps.h"
#include "src/study/gap/gaining.h"

typedef struct lc_best_link_query {
    lc_study *study;
    uint32_t pace, category, limit_ms;
    lc_pt about; /* where it is looked for */
} lc_best_link_query;

/* Between a corner (of a street over LIFE_GAP_LINK_M long also its place that
 * is nearest to `about`) and the nearest place of another street, both public
 * and on the ground, within LIFE_GAP_LINK_M of each other and
 * LIFE_GAP_LINK_ABOUT_M of `about`, not at a closed gate, by a straight line
 * that meets no building: the one by which most weight of the homes that `who`
 * was begun with comes to be within the limit; of equals the shorter. What it
 * gains is exact, for homes and facilities joining the streets as they do.
 * gained 0: none helps. LIFE_ERR_NOMEM; what the thread's budget says. Cost:
 * searches of what is left of the limit, from corners about there. */
lc_status lc_best_link_find(const lc_best_link_query *q, lc_gaining *who,
                            lc_gap_link *out, lc_error *err);

#endif
