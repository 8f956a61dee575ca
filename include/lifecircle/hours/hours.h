/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/hours/hours.h - opening hours: read once, asked for any time.
 *
 * The language is that of OpenStreetMap's key opening_hours (its wiki page
 * "Key:opening_hours/specification") as far as real data use it: years,
 * months, dates, weeks; weekdays and the n-th of a month; times, past midnight
 * too; 24/7, open, off, closed, unknown, comments; several rules with ";" and
 * "," and "||". Chinese tables are read as well ("周一至周五 8:30-17:30",
 * "全天", "每日9:00—21:00（周一闭馆）"), and the parts of a rule in the orders
 * in which people write them ("08:00-17:00 Mo-Fr", "除周一外9:00-17:00").
 *
 * What is not certain is unknown, never a guess: sunrise and sunset, an open
 * end ("10:00+"), a rule with only a comment, school holidays, times that may
 * be of the morning or the afternoon, summer hours without dates between the
 * seasons, the other days of a text that says only when it is closed. Public
 * holidays are those of a calendar (calendar.h); where there is none, rules for
 * them (PH) are passed over, and the text says so. What can't be read at all is
 * LIFE_ERR_PARSE.
 *
 * Room:    hours.
 * Threads: an lc_hours never changes once it is made.
 *
 * Memory:  an lc_hours lives in the arena it was read into, and goes with it.
 */
#ifndef LIFECIRCLE_HOURS_HOURS_H
#define LIFECIRCLE_HOURS_HOURS_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/date.h"
#include "lifecircle/base/error.h"

typedef struct lc_hours lc_hours;

/* Closed is also what no rule speaks of. */
typedef enum lc_hours_state {
    LIFE_HOURS_CLOSED,
    LIFE_HOURS_OPEN,
    LIFE_HOURS_UNKNOWN
} lc_hours_state;

/* The state that holds at `t`, which is the place's own clock
 * (lc_zone_local()). A state holds from its first minute on, and not in the
 * minute at which the next one begins. Cost: the rules of two days, of four
 * where school holidays matter. */
lc_hours_state lc_hours_at(const lc_hours *h, lc_local t);
/* Open at some time of the day that `t` lies in; else unknown at some time of
 * it; else closed. What yesterday's hours run on into the night counts too. */
lc_hours_state lc_hours_day(const lc_hours *h, lc_local t);
/* When the state that holds at `t` ends: the first minute of another one,
 * after `t`. False: not within 400 days (of rules with weekdays alone: never),
 * and *out is as it was. Cost: lc_hours_at() for each edge of a span until
 * then. */
bool lc_hours_change(const lc_hours *h, lc_local t, lc_local *out);
/* The same, and the state that holds until then. */
bool lc_hours_until(const lc_hours *h, lc_local t, lc_hours_state *now,
                    lc_local *out);

#endif
