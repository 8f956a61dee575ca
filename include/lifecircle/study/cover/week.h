/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/week.h - how much of a week homes have a service
 * within reach, and in which of its hours.
 *
 * The week is a plain one on the city's own clock: from a Monday 00:00, seven
 * days of which none (nor the Sunday before) is a public holiday, may be one,
 * or is a weekend day that is worked; the first such week that begins on the
 * day or after the day as of which the city's data are. (Data of which that
 * isn't known to the day: from the first day that it can be; at all: from the
 * year 2000.) So the same city gives the same answer whenever it is asked.
 *
 * In each minute of it a home is covered, unknown or uncovered as coverage with
 * `when` at that minute has it; the share of the week is a share (share.h) of
 * home-minutes by weight. Evenings are 18:00 to 22:00 of all days, the weekend
 * is Saturday and Sunday. Hours that aren't known stay unknown.
 *
 * Layer:   study, over world.
 * Units:   thousandths of weight times minutes.
 * Threads: as coverage.h; rows are the same for any number of threads.
 */
#ifndef LIFECIRCLE_STUDY_COVER_WEEK_H
#define LIFECIRCLE_STUDY_COVER_WEEK_H

#include "lifecircle/base/date.h"
#include "lifecircle/study/cover/coverage.h"

enum { LIFE_WEEK_HOURS = 168 }; /* the first from Monday 00:00 */

typedef struct lc_week_row {
    int64_t total; /* of an hour: weight times 60 */
    int64_t covered[LIFE_WEEK_HOURS], unknown[LIFE_WEEK_HOURS];
} lc_week_row;

typedef struct lc_week lc_week; /* of one query; constant once made */

/* Of a single category, on foot; `when` and percentiles of the query are not
 * looked at. LIFE_ERR_NOMEM; LIFE_ERR_LIMIT: the city has too many different
 * hours for it. On LIFE_OK *out is the caller's. Cost: a bounded sweep for each
 * of the category's different opening hours, and for those in whose reach gates
 * or ways with hours matter one for each state of these. */
lc_status lc_week_make(lc_study *s, const lc_coverage_query *q, lc_week **out,
                       lc_error *err);
void lc_week_free(lc_week *w); /* NULL is fine */
/* For each of `count` rows that lc_coverage_of() gave of the same query and
 * place. LIFE_ERR_NOMEM. */
lc_status lc_week_rows(const lc_week *k, const lc_coverage_where *where,
                       size_t count, lc_week_row *rows, lc_error *err);

/* Of an hour; of all, of the evenings, of the weekend. */
lc_share lc_week_hour(const lc_week_row *r, unsigned hour);
lc_share lc_week_share(const lc_week_row *r);
lc_share lc_week_evenings(const lc_week_row *r);
lc_share lc_week_weekend(const lc_week_row *r);

/* The Monday 00:00 with which the week begins. */
lc_local lc_week_monday(const lc_world *w);

#endif
