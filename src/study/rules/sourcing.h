/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/sourcing.h - how well a row of rules.csv is sourced.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_SOURCING_H
#define LIFECIRCLE_SRC_STUDY_RULES_SOURCING_H

#include "src/study/rules/rule_cell.h"

/* Reads the column `sourcing`, and puts what it says behind what the rule
 * already says of how it is read, so that every answer which shows the one
 * shows the other. LIFE_ERR_RANGE: another word than the table's. */
lc_status lc_sourcing_read(const lc_rule_cell *at, lc_rule *rule,
                           lc_error *err);

#endif
