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
    bool is_other;      /* than before */
    uint32_t *made;     /* for lc_free(); NULL: the study has it */
} lc_whatif_reached;

/* LIFE_ERR_NOMEM, and then `made` may be there. Cost: where
 * tables state extents of their own a pass over the category; a sweep where no
 * category has those that are left. */
lc_status lc_whatif_reach(lc_study *s, const lc_roster *r, uint32_t category,
                          lc_whatif_reached *out, lc_error *err);

#endif
