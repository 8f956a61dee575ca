/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/within.h - whether a facility has another within a rule's
 * limit.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_WITHIN_H
#define LIFECIRCLE_SRC_STUDY_WALK_WITHIN_H

#include "lifecircle/study/walk/walker.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"

/* Whether a facility has a part's category within the limit, on foot or in a
 * straight line as the rule says. No is said only where the data reach far
 * enough around, and nothing without a place could be the one. LIFE_ERR_NOMEM.
 * Cost: a search to the limit. */
lc_status lc_within_part(lc_walker *a, const lc_rule_plan *p, uint32_t facility,
                         const lc_rule_part *part, lc_known *out,
                         lc_error *err);

#endif
