/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/daily.h - opening hours day by day.
 *
 * A day's rules are found once and then asked for many of its minutes.
 *
 * Units:   days since 1970-01-01, minutes of a day.
 * Threads: pure functions.
 */
#ifndef LIFECIRCLE_SRC_HOURS_DAILY_H
#define LIFECIRCLE_SRC_HOURS_DAILY_H

#include "src/hours/rules.h"

/* The rules that hold on a day, in the order in which they were written; those
 * that others took the place of are gone. Borrowed from `h`, which must
 * outlive it. It fits the stack. */
typedef struct lc_hours_daily {
    const lc_hours *h;
    const lc_hours_rule *rule[LIFE_HOURS_MAX_RULES];
    size_t count;
    bool open_rest; /* what no rule speaks of is unknown, not closed */
} lc_hours_daily;

/* Those of day `number` (of 1970-01-01); `guess`: what is taken for so of a day
 * that isn't known (LIFE_GUESS_). Can't fail: no day has more rules than the
 * text. */
void lc_hours_daily_rules(const lc_hours *h, int64_t number, unsigned guess,
                          lc_hours_daily *out);
/* What they say of a minute, 0..2879 from the day's begin; *cut (may be NULL):
 * a rule says closed of that very time. Minutes from 1440 on are the night
 * behind the day. Closed where nothing is said. Cost: rules times their
 * spans. */
lc_hours_state lc_hours_daily_state(const lc_hours_daily *d, int minute,
                                    bool *cut);

#endif
