/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/reach.h - how far the data of a category reach after a
 * scenario: facilities bring the extents of their sources with them.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_REACH_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_REACH_H

#include "lifecircle/study/study.h"
#include "src/study/whatif/roster.h"

typedef struct lc_whatif_reached {
    const uint32_t *ms; /* as lc_ends_homes() has it, after the scenario */
    bool is_other;      /* of another extent than before */
    uint32_t *made;     /* for lc_free(); NULL: the study's, or the roster's */
    /* Where it isn't: the homes whose time is another, as streets changed, by
     * number; the roster's. */
    const uint32_t *changed;
    size_t changed_count;
} lc_whatif_reached;

/* LIFE_ERR_NOMEM, or the budget's, and then `made` may be there. Cost: where
 * tables state extents of their own a pass over the category; a sweep where no
 * category has those that are left; where streets change, what that changes,
 * once for all categories of one extent. */
lc_status lc_whatif_reach(lc_study *s, const lc_roster *r, uint32_t category,
                          const lc_homes_on *on, lc_whatif_reached *out,
                          lc_error *err);

#endif
