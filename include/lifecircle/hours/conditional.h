/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/hours/conditional.h - what is open at times alone, as tags of
 * access under a condition say it ("no @ (22:00-06:00)").
 *
 * The language is that of OpenStreetMap's "Conditional restrictions": clauses
 * "VALUE @ (HOURS)" joined by ";", the last one whose hours hold decides. A
 * rule here is such a text whose values are open, closed and unknown, behind
 * the one that holds else: "open; closed @ (22:00-06:00)".
 *
 * Room:    hours.
 * Threads: an lc_conditional never changes once it is made.
 */
#ifndef LIFECIRCLE_HOURS_CONDITIONAL_H
#define LIFECIRCLE_HOURS_CONDITIONAL_H

#include "lifecircle/hours/hours.h"
#include "lifecircle/hours/parse.h"

/* A piece of a text, which it lies in. */
typedef struct lc_conditional_clause {
    const char *value, *hours; /* no NUL behind them */
    size_t value_len, hours_len;
} lc_conditional_clause;

/* The next clause, *at moving on behind it; false: no more. A clause without
 * "@" has no hours, of length 0. */
bool lc_conditional_next(const char **at, lc_conditional_clause *out);
/* Whether the hours of a clause can be read. LIFE_ERR_NOMEM alone is an
 * error. */
lc_status lc_conditional_readable(const lc_hours_words *words,
                                  const lc_conditional_clause *clause,
                                  bool *out, lc_error *err);

typedef struct lc_conditional lc_conditional;

/* Reads a rule; *out lives in `arena`. Hours that can't be read make a clause
 * whose hold isn't known. LIFE_ERR_PARSE: another value, or more than 16
 * clauses; LIFE_ERR_NOMEM. `calendar` may be NULL and must outlive *out. */
lc_status lc_conditional_parse(const lc_hours_words *words,
                               const lc_hours_calendar *calendar,
                               lc_arena *arena, const char *rule,
                               const lc_conditional **out, lc_error *err);
/* Whether some of its hours couldn't be read. */
bool lc_conditional_is_unread(const lc_conditional *c);
/* At a time, or at some time of its day: open if it is so at any, else unknown
 * if it is so at any. Cost: lc_hours_at() a clause; of a day as often as
 * anything changes. */
lc_hours_state lc_conditional_at(const lc_conditional *c, lc_local t);
lc_hours_state lc_conditional_day(const lc_conditional *c, lc_local t);
/* The first minute after `t` at which any of its hours change, and so the
 * answer may; `end`: none before that. */
lc_local lc_conditional_change(const lc_conditional *c, lc_local t,
                               lc_local end);

#endif
