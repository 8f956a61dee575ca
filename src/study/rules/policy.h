/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/policy.h - who leads and who pays for what a rule asks.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_POLICY_H
#define LIFECIRCLE_SRC_STUDY_RULES_POLICY_H

#include "src/study/rules/rule_cell.h"

/* Columns that policy.csv must have; NULL ends them. */
extern const char *const lc_policy_columns[];

/* A row of policy.csv, into the rules that it names: one by its id, or those of
 * a group that say nothing of their own. The rules are there already.
 * LIFE_ERR_RANGE: it names none. */
lc_status lc_policy_row(const lc_rule_cell *at, lc_error *err);

#endif
