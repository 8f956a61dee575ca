/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/names.h - names in lists, and what to say of one that is not
 * there.
 */
#ifndef LIFECIRCLE_SRC_ASK_ARGS_NAMES_H
#define LIFECIRCLE_SRC_ASK_ARGS_NAMES_H

#include "lifecircle/ask/args/args.h"
#include "lifecircle/base/guess.h"
#include "lifecircle/world/category.h"

/* The comma-separated item at *s into `item`, *s moved to the comma behind it
 * or the end; false where it does not fit. */
bool lc_names_item(const char **s, char *item, size_t size);
/* Whether a space-separated list has the word. */
bool lc_names_has(const char *list, const char *word);

/* `there is no pace "gallop"; there are: ...`, returning `st`. */
lc_status lc_names_unknown(lc_param_id id, lc_status st, const lc_guess *g,
                           lc_error *err);

/* Ids of categories, and to who writes Chinese their names. */
void lc_names_offer_categories(const lc_world *w, lc_guess *g);

#endif
