/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/days.h - the days that a rule is for, read from its words.
 *
 * Errors:  LIFE_ERR_PARSE names the place that can't be read, LIFE_ERR_LIMIT
 *          what there is too much of; both are recorded in the parser's `err`.
 * Threads: a parser belongs to one thread.
 */
#ifndef LIFECIRCLE_SRC_HOURS_DAYS_H
#define LIFECIRCLE_SRC_HOURS_DAYS_H

#include "src/hours/parser.h"

/* Selectors of days, where there are any; p->t is then behind them, else where
 * it was, and the rule is without them. In this order they stand in a rule;
 * years and dates share one array of the parser. */
lc_status lc_hours_days_years(lc_hours_parser *p, lc_hours_rule *r);
lc_status lc_hours_days_dates(lc_hours_parser *p, lc_hours_rule *r);
lc_status lc_hours_days_season(lc_hours_parser *p, lc_hours_rule *r);
lc_status lc_hours_days_weeks(lc_hours_parser *p, lc_hours_rule *r);
lc_status lc_hours_days_read(lc_hours_parser *p, lc_hours_rule *r);
/* A weekday or a holiday. */
bool lc_hours_days_is(const lc_hours_token *t);

#endif
