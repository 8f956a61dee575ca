/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/hours/words.h - the words that opening hours are written in, as
 * geodata/hours_words.csv has them. Read once, then handed to whoever reads
 * opening hours.
 *
 * Room:    hours.
 * Threads: never changes once it is made.
 *
 * The table has English and Chinese words; which language a text is in need
 * not be said, and it may mix them.
 */
#ifndef LIFECIRCLE_HOURS_WORDS_H
#define LIFECIRCLE_HOURS_WORDS_H

#include "lifecircle/base/error.h"

typedef struct lc_hours_words lc_hours_words;

/* Reads the table. LIFE_ERR_PARSE names the row that can't be understood, and
 * what would be right; LIFE_ERR_IO, LIFE_ERR_NOMEM. `*out` is the caller's,
 * for lc_hours_words_free(); NULL on failure. Cost: a hundred microseconds. */
lc_status lc_hours_words_open(lc_hours_words **out, lc_error *err);
void lc_hours_words_free(lc_hours_words *w); /* NULL is fine */

#endif
