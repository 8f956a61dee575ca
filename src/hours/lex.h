/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/lex.h - a text of opening hours taken apart into words.
 */
#ifndef LIFECIRCLE_SRC_HOURS_LEX_H
#define LIFECIRCLE_SRC_HOURS_LEX_H

#include "lifecircle/hours/words.h"
#include "src/hours/rules.h"

/* The words of a text, the last of them LIFE_HOURS_END. They point into
 * `text`. LIFE_ERR_PARSE (says from where it can't be read), LIFE_ERR_LIMIT.
 * Blanks and words that say nothing are left out. Zeros behind the end are the
 * caller's to have where it looks further ahead. Linear in the text, times the
 * length of the table. */
lc_status lc_hours_lex(const lc_hours_words *words, const char *text,
                       lc_hours_token out[LIFE_HOURS_MAX_TOKENS],
                       lc_error *err);
/* The complaint that nothing can be read from `at` on. */
lc_status lc_hours_lex_unread(const char *at, lc_error *err);

#endif
