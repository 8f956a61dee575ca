/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_parse.h - a row of rules.csv.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_RULE_PARSE_H
#define LIFECIRCLE_SRC_STUDY_RULES_RULE_PARSE_H

#include "src/study/rules/rule.h"
#include "src/study/rules/rule_cell.h"

/* LIFE_ERR_RANGE, LIFE_ERR_NOMEM. *out is `= {0}` before; its texts go into the
 * standard's arena, also where it fails. */
lc_status lc_rule_parse_row(const lc_rule_cell *at, lc_rule_plan *out,
                            lc_error *err);

#endif
