/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/asked.h - the kinds that a rule asks each unit for.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_ASKED_H
#define LIFECIRCLE_SRC_STUDY_RULES_ASKED_H

#include "lifecircle/base/error.h"
#include "src/study/rules/rule.h"

/* The condition whose words are the kinds; NULL: its categories are. */
const lc_filter *lc_asked_words(const lc_rule_plan *p);
/* Fills in rule.asked of a plan that is read, in the order in which the units
 * are measured. */
lc_status lc_asked_list(lc_standard *s, lc_rule_plan *p, lc_error *err);

#endif
