/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/reach.h - how far the data of a category reach after a
 * scenario: facilities bring the extents of their sources with them.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_REACH_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_REACH_H

#include "lifecircle/study/study.h"
#include "src/study/whatif/roster.h"

/* As lc_ends_homes(), after the scenario; *is_other: and not as before. *made
 * is for lc_free(), NULL where the study has it. LIFE_ERR_NOMEM. Cost: where
 * tables state extents of their own a pass over the category; a sweep where no
 * category has those that are left. */
lc_status lc_whatif_reach(lc_study *s, const lc_roster *r, uint32_t category,
                          const uint32_t **out, bool *is_other, uint32_t **made,
                          lc_error *err);

#endif
