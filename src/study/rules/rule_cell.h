/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_cell.h - a cell of a standard's tables.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_RULE_CELL_H
#define LIFECIRCLE_SRC_STUDY_RULES_RULE_CELL_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/world.h"
#include "src/study/rules/rule.h"

/* Where it stands, for messages and for keeping its text. All borrowed; `row`
 * counts from 0, messages name the line of the file. */
typedef struct lc_rule_cell {
    const lc_world *world;
    lc_standard *standard;
    const lc_table *table;
    size_t row;
} lc_rule_cell;

/* The text of a column of this row. "" where the table lacks the column; the
 * table's own, until it is freed. */
const char *lc_rule_cell_of(const lc_rule_cell *at, const char *column);
/* The same, kept by the standard; NULL: no memory. */
const char *lc_rule_cell_text(const lc_rule_cell *at, const char *column,
                              lc_error *err);
/* The words of a text, one after the other, kept by the standard: *text moves
 * on. NULL at the end, or where there is no memory (then the error says so). */
const char *lc_rule_cell_word(const lc_rule_cell *at, const char **text,
                              const char *between, lc_error *err);
/* As a number; *out stays where the cell is empty. LIFE_ERR_RANGE. `low` and
 * `high` are both allowed. */
lc_status lc_rule_cell_number(const lc_rule_cell *at, const char *column,
                              double low, double high, double *out,
                              lc_error *err);
/* LIFE_ERR_RANGE: "FILE:LINE: column "c": "value" is not WHAT". */
lc_status lc_rule_cell_bad(const lc_rule_cell *at, const char *column,
                           const char *value, const char *what, lc_error *err);

#endif
