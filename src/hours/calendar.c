/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/calendar.c - the table of public holidays, as runs of days.
 */
#include "lifecircle/hours/calendar.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/local.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A run of days, both ends in it: day numbers, or month * 32 + day where it
 * comes every year. */
typedef struct run {
    int64_t from, to;
    lc_hours_calendar_day is;
} run;

struct lc_hours_calendar {
    LC_VEC(run) dated;
    LC_VEC(run) yearly;
    LC_VEC(int) years; /* of which there is a notice */
};

/* By the reader of local times, so that a day which the month has not is
 * refused. */
static bool read_date(const char *s, int64_t *out)
{
    char text[24];
    lc_local t;

    snprintf(text, sizeof text, "%.12sT00:00", s);
    if (!lc_local_parse(text, &t))
        return false;
    *out = lc_date_of(t).number;
    return true;
}

/* "MM-DD": that day of a leap year, so that any date is one. */
static bool read_yearly(const char *s, int64_t *out)
{
    char text[24];
    int64_t number;
    lc_date d;

    snprintf(text, sizeof text, "2000-%.8s", s);
    if (!read_date(text, &number))
        return false;
    d = lc_date_of(number * LIFE_DAY_MIN);
    *out = d.month * 32 + d.day;
    return true;
}

/* "maybe" is for runs that come every year, the other two for dates of one
 * year: nothing else has a meaning. */
static bool read_kind(const char *s, bool yearly, lc_hours_calendar_day *out)
{
    static const char *const name[] = {[LIFE_DAY_HOLIDAY] = "holiday",
                                       [LIFE_DAY_WORKED] = "workday",
                                       [LIFE_DAY_UNKNOWN] = "maybe"};

    for (int i = LIFE_DAY_HOLIDAY; i <= LIFE_DAY_UNKNOWN; i++) {
        *out = (lc_hours_calendar_day)i;
        if (!strcmp(name[i], s))
            return yearly == (i == LIFE_DAY_UNKNOWN);
    }
    return false;
}

static lc_status bad_row(const lc_table *t, size_t row, lc_error *err)
{
    lc_status st = lc_fail(
        err, LIFE_ERR_PARSE,
        "a row of holidays needs a year with \"from\" and \"to\" as "
        "2026-10-01 and \"is\" holiday or workday, or no year, 09-04 and "
        "maybe (geodata/holidays.csv)");

    return lc_fail_at(err, st, lc_table_source(t), lc_table_line(t, row));
}

/* Years as far as notices and timetables go. A year that has any row counts as
 * told whole. */
static lc_status read_row(lc_hours_calendar *c, const lc_table *t, size_t row,
                          lc_error *err)
{
    const char *year = lc_table_cell(t, row, "year");
    const char *from = lc_table_cell(t, row, "from");
    const char *to = lc_table_cell(t, row, "to");
    uint64_t y = 0;
    run r = {0};
    bool kept;

    if (!read_kind(lc_table_cell(t, row, "is"), !*year, &r.is) ||
        (*year && (!lc_parse_uint(year, 2399, &y) || y < 1970)) ||
        !(*year ? read_date : read_yearly)(from, &r.from) ||
        !(*year ? read_date : read_yearly)(to, &r.to) ||
        (*year && r.from > r.to))
        return bad_row(t, row, err);
    kept = *year ? lc_vec_push(&c->dated, r) && lc_vec_push(&c->years, (int)y)
                 : lc_vec_push(&c->yearly, r);
    return kept ? LIFE_OK : lc_no_memory(err, "holidays");
}

/* NULL, and no failure, where the time zone has no rows. */
lc_status lc_hours_calendar_open(const char *timezone, lc_hours_calendar **out,
                                 lc_error *err)
{
    lc_hours_calendar *c = lc_calloc(1, sizeof *c);
    lc_table *t = NULL;
    bool any = false;
    lc_status st;

    *out = NULL;
    if (!c)
        return lc_no_memory(err, "holidays");
    st = lc_table_open("holidays.csv", &t, err);
    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        int col = lc_table_column(t, "timezone");

        if (strcmp(lc_table_get(t, i, col), timezone) != 0)
            continue;
        any = true;
        st = read_row(c, t, i, err);
    }
    lc_table_free(t);
    if (st || !any)
        lc_hours_calendar_free(c);
    else
        *out = c;
    return st;
}

void lc_hours_calendar_free(lc_hours_calendar *c)
{
    if (!c)
        return;
    lc_vec_free(&c->dated);
    lc_vec_free(&c->yearly);
    lc_vec_free(&c->years);
    lc_free(c);
}

/* Dates of a notice go first, as it may give away days of the December before;
 * then a year with a notice has no other days than it names; only in a year
 * without one may a day be shifted. A run from December to January has its end
 * before its beginning. */
lc_hours_calendar_day lc_hours_calendar_at(const lc_hours_calendar *c,
                                           int64_t number)
{
    lc_date d = lc_date_of(number * LIFE_DAY_MIN);
    int64_t day = d.month * 32 + d.day;

    for (size_t i = 0; i < c->dated.n; i++)
        if (number >= c->dated.v[i].from && number <= c->dated.v[i].to)
            return c->dated.v[i].is;
    for (size_t i = 0; i < c->years.n; i++)
        if (c->years.v[i] == d.year)
            return LIFE_DAY_ORDINARY;
    for (size_t i = 0; i < c->yearly.n; i++) {
        const run *r = &c->yearly.v[i];

        if (r->from <= r->to ? day >= r->from && day <= r->to
                             : day >= r->from || day <= r->to)
            return r->is;
    }
    return LIFE_DAY_ORDINARY;
}
