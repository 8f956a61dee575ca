/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_filters.h - the conditions on facilities in a row of
 * rules.csv.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_RULE_FILTERS_H
#define LIFECIRCLE_SRC_STUDY_RULES_RULE_FILTERS_H

#include "src/study/rules/rule.h"
#include "src/study/rules/rule_cell.h"

/* Those of the column `column`, ';' between. `kinds`: the rule's categories.
 * LIFE_ERR_RANGE, LIFE_ERR_NOMEM. *out is `= {0}` before; its texts go into the
 * standard's arena. */
lc_status lc_rule_filters_read(const lc_rule_cell *at, const char *column,
                               const lc_catset *kinds, lc_filters *out,
                               lc_error *err);

#endif
