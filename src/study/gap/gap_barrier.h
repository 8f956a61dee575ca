/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gap_barrier.h - why a facility that is near in a straight line
 * is far to walk: the barrier between.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_GAP_BARRIER_H
#define LIFECIRCLE_SRC_STUDY_GAP_GAP_BARRIER_H

#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/study/cover/gaps.h"
#include "src/study/gap/met.h"

/* What all gaps of a question have in common. Begins as `= {0}`. */
typedef struct lc_gap_barriers {
    lc_study *study;
    const lc_pace_graph *g;
    const lc_kept_labels *label; /* of the category, by vertex */
    uint32_t category, limit_ms;
    uint64_t *compound; /* a bit a barrier: it is the outline of one */
    lc_met_vec met;     /* by the line that was looked at last */
} lc_gap_barriers;

/* LIFE_ERR_NOMEM. Cost: linear in streets; the category's labels, where these
 * aren't there yet. */
lc_status lc_gap_barriers_begin(lc_gap_barriers *b, lc_study *s,
                                const lc_gap_query *q, lc_error *err);
/* Of the line from a home, from where the way is so long (LIFE_NONE: over an
 * hour), to the nearest facility, the barrier that costs most
 * time, where one comes to be nearer by stepping over it: by a minute at least,
 * and by a third of what the way is over the limit. Houses, walls and compounds
 * up to 50 m wide, as one looks along the line, are none. None: WAY, and costs
 * nothing. LIFE_ERR_NOMEM. */
lc_status lc_gap_barriers_find(lc_gap_barriers *b, lc_pt from, uint32_t walk_ms,
                               lc_gap_barrier *out, lc_error *err);
void lc_gap_barriers_clear(lc_gap_barriers *b);

#endif
