/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/hours.c - what the rules of opening hours say of a time.
 *
 * A rule for a day takes the place of those before it that hold on the day,
 * unless it says closed (then it cuts their times) or is joined by a comma.
 * Times alone behind a rule with days ("Mo-Fr 08:00-12:00; 13:30-18:00") are
 * meant for the same days or for all: on other days they are unknown.
 * What runs past midnight belongs to the day on which it began: the next
 * day's rules leave it, but for one that says closed of that very time.
 */
#include "lifecircle/base/date.h"
#include "src/hours/daily.h"

/* Rules of dates come round once a year; those of weekdays alone after 7 days,
 * with one to either side for what runs past midnight. */
enum { LONGEST_DAYS = 400, WEEKS_DAYS = 9 };

/* Today's rules come first: open, or closed of this very minute, is final.
 * Else it may be the night of yesterday, whose minutes count on from 24:00. */
static lc_hours_state state_at(const lc_hours *h, lc_local t, unsigned guess)
{
    int64_t number = lc_date_of(t).number;
    int minute = (int)(t - number * LIFE_DAY_MIN);
    lc_hours_daily d;
    lc_hours_state today, late;
    bool cut;

    lc_hours_daily_rules(h, number, guess, &d);
    today = lc_hours_daily_state(&d, minute, &cut);
    if (today == LIFE_HOURS_OPEN || cut)
        return today;
    lc_hours_daily_rules(h, number - 1, guess, &d);
    late = lc_hours_daily_state(&d, minute + LIFE_DAY_MIN, NULL);
    return late == LIFE_HOURS_CLOSED ? today : late;
}

/* What nobody here knows of a day (school holidays, when summer hours begin) is
 * supposed both ways, and where they differ the answer is that it isn't
 * known. */
lc_hours_state lc_hours_at(const lc_hours *h, lc_local t)
{
    lc_hours_state s = state_at(h, t, 0);

    /* each set of guesses that are in doubt, all but none of them */
    for (unsigned g = h->doubts; g; g = (g - 1) & h->doubts)
        if (state_at(h, t, g) != s)
            return LIFE_HOURS_UNKNOWN;
    return s;
}

/* The first minute of the day's clock after `minute` at which anything may
 * change; 24:00 at last. The edges of all rules count, also of those that
 * don't hold on the day: some are looked at in vain, and none is missed. */
static int next_edge(const lc_hours *h, int minute)
{
    int best = LIFE_DAY_MIN;

    for (size_t i = 0; i < h->edge_count; i++) {
        int e = h->edge[i] % LIFE_DAY_MIN;

        if (e > minute && e < best)
            best = e;
    }
    return best;
}

lc_hours_state lc_hours_day(const lc_hours *h, lc_local t)
{
    lc_local day = lc_date_of(t).number * LIFE_DAY_MIN;
    lc_hours_state best = LIFE_HOURS_CLOSED;

    for (int m = 0; m < LIFE_DAY_MIN; m = next_edge(h, m)) {
        lc_hours_state s = lc_hours_at(h, day + m);

        if (s == LIFE_HOURS_OPEN)
            return s;
        if (s == LIFE_HOURS_UNKNOWN)
            best = s;
    }
    return best;
}

bool lc_hours_change(const lc_hours *h, lc_local t, lc_local *out)
{
    lc_hours_state now;

    return lc_hours_until(h, t, &now, out);
}

bool lc_hours_until(const lc_hours *h, lc_local t, lc_hours_state *now,
                    lc_local *out)
{
    bool years = h->seasonal || h->monthly || h->calendar;
    int days = years ? LONGEST_DAYS : WEEKS_DAYS;
    lc_local day = lc_date_of(t).number * LIFE_DAY_MIN;
    int minute = next_edge(h, (int)(t - day));

    *now = lc_hours_at(h, t);
    for (int d = 0; d < days; d++, day += LIFE_DAY_MIN) {
        for (; minute < LIFE_DAY_MIN; minute = next_edge(h, minute)) {
            if (lc_hours_at(h, day + minute) != *now) {
                *out = day + minute;
                return true;
            }
        }
        minute = 0;
    }
    return false;
}
