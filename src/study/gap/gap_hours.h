/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gap_hours.h - of gaps at a time: how far what is open then is,
 * and what is shut that would do.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_GAP_HOURS_H
#define LIFECIRCLE_SRC_STUDY_GAP_GAP_HOURS_H

#include "lifecircle/study/cover/gaps.h"
#include "src/study/cover/catchment.h"
#include "src/study/gap/site_ground.h"
#include "src/study/time/open.h"

/* What all gaps of a question have in common. Begins as `= {0}`. */
typedef struct lc_gap_hours {
    const lc_gap_query *q;
    lc_study *study;
    lc_open open;
    const uint64_t *ever; /* of each home, whenever: the study's */
    uint64_t *then;       /* to what is known to be open, by ways that are */
    int64_t *by_rank;     /* of each facility of the category, scratch */
    uint32_t *item;       /* per home: 1 + its place in the gap, scratch */
    lc_catchment_room room;
} lc_gap_hours;

/* Of a query with a time, and a category that the city has. lc_gap_hours_end()
 * is due whatever comes back. LIFE_ERR_NOMEM. Cost: a sweep, or two. */
lc_status lc_gap_hours_begin(lc_gap_hours *h, lc_study *s,
                             const lc_gap_query *q, lc_error *err);
void lc_gap_hours_end(lc_gap_hours *h);

/* What nobody can be sure to walk by then; NULL: nothing is shut. */
const lc_shut *lc_gap_hours_shut(const lc_gap_hours *h);

/* Whether most of a gap's weight would have the category within the limit if
 * everything were open, and then gap->closed. LIFE_ERR_NOMEM. Cost: a search of
 * the limit's reach. */
lc_status lc_gap_hours_find(lc_gap_hours *h, const lc_site_home *m, uint32_t n,
                            lc_gap *gap, bool *is, lc_error *err);

#endif
