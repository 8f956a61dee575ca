/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/daily.h - opening hours day by day.
 */
#ifndef LIFECIRCLE_SRC_HOURS_DAILY_H
#define LIFECIRCLE_SRC_HOURS_DAILY_H

#include "src/hours/rules.h"

/* The rules that hold on a day, in order. */
typedef struct lc_hours_daily {
    const lc_hours *h;
    const lc_hours_rule *rule[LIFE_HOURS_MAX_RULES];
    size_t count;
} lc_hours_daily;

void lc_hours_daily_rules(const lc_hours *h, int64_t number, bool school,
                          lc_hours_daily *out);
/* What they say of a minute, 0..2879 from the day's begin; *cut (may be NULL):
 * a rule says closed of that very time. */
lc_hours_state lc_hours_daily_state(const lc_hours_daily *d, int minute,
                                    bool *cut);

#endif
