/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/rules/standard.h - a standard: the rules that a city's plans
 * or a national code set for its life circles, read from tables that anyone
 * can edit (geodata/standards/README.md tells every column).
 *
 * Layer:   study, over base.
 * Units:   milliseconds, millimetres; targets in the unit the rule names.
 * Threads: a standard is constant once it is open.
 */
#ifndef LIFECIRCLE_STUDY_RULES_STANDARD_H
#define LIFECIRCLE_STUDY_RULES_STANDARD_H

#include "lifecircle/study/rules/rule.h"
#include "lifecircle/world/world.h"

typedef struct lc_standard lc_standard;

/* `name`: one built in (lifecircle/world/standard.h), or a folder with the
 * same tables. Categories, paces
 * and levels are the world's. LIFE_ERR_NOT_FOUND with the names there are;
 * LIFE_ERR_PARSE and LIFE_ERR_RANGE with file, line, column, value and what
 * would be right. `*out` is the caller's, for lc_standard_free(). */
lc_status lc_standard_open(const lc_world *w, const char *name,
                           lc_standard **out, lc_error *err);
void lc_standard_free(lc_standard *s); /* NULL is fine */

const char *lc_standard_id(const lc_standard *s); /* its name or folder */
const char *lc_standard_name_zh(const lc_standard *s);
const char *lc_standard_name_en(const lc_standard *s);
/* Whose rules they are; "" where its table doesn't say. */
const char *lc_standard_whose_zh(const lc_standard *s);
const char *lc_standard_whose_en(const lc_standard *s);
/* "whose · name", or the name alone. */
const char *lc_standard_title_zh(const lc_standard *s);
const char *lc_standard_title_en(const lc_standard *s);
const char *lc_standard_version(const lc_standard *s); /* of its tables */
size_t lc_standard_rule_count(const lc_standard *s);
const lc_rule *lc_standard_rule(const lc_standard *s, size_t i);
size_t lc_standard_system_count(const lc_standard *s);
const lc_rule_system *lc_standard_system(const lc_standard *s, size_t i);
/* all_basic of this standard: categories and their limits. */
size_t lc_standard_basic_count(const lc_standard *s);
uint32_t lc_standard_basic(const lc_standard *s, size_t i, uint32_t *limit_ms);

#endif
