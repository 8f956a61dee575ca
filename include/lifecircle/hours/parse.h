/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/hours/parse.h - a text of opening hours read into rules.
 *
 * Room:    hours.
 * Threads: any number may read at once, with the same words.
 */
#ifndef LIFECIRCLE_HOURS_PARSE_H
#define LIFECIRCLE_HOURS_PARSE_H

#include "lifecircle/hours/calendar.h"
#include "lifecircle/hours/hours.h"
#include "lifecircle/hours/words.h"

/* Reads `text`; *out lives in `arena`, and its comments in it too. `calendar`
 * says which days are holidays, and must outlive *out; NULL: none is known,
 * and rules for holidays are passed over. LIFE_ERR_
 * PARSE (says which part can't be read), LIFE_ERR_LIMIT (more than 1,000 bytes,
 * 64 rules or 64 spans of time), LIFE_ERR_NOMEM; *out is then NULL. A few
 * microseconds. */
lc_status lc_hours_parse(const lc_hours_words *words,
                         const lc_hours_calendar *calendar, lc_arena *arena,
                         const char *text, const lc_hours **out, lc_error *err);

#endif
