/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/conditions.h - whether a facility meets a rule's conditions:
 * yes, no, or not known.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_CONDITIONS_H
#define LIFECIRCLE_SRC_STUDY_RULES_CONDITIONS_H

#include "lifecircle/world/world.h"
#include "src/study/rules/rule.h"

typedef enum lc_known { LIFE_NO, LIFE_YES, LIFE_MAYBE } lc_known;

/* All of them. `*lacking`: the first key that isn't told, where the answer is
 * maybe. */
lc_known lc_conditions_match(const lc_world *w, const lc_filters *f,
                             uint32_t facility, const char **lacking);
/* Whether it opened in the rule's years. */
lc_known lc_conditions_opened(const lc_world *w, const lc_rule_plan *p,
                              uint32_t facility);
/* Whether a facility's site is as large as a rule wants; a line, such as a
 * greenway, has none and always counts. */
lc_known lc_conditions_large(const lc_world *w, const lc_rule_plan *p,
                             uint32_t facility);

#endif
