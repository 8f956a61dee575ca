/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/dated.c - see dated.h.
 */
#include "src/import/osm/read/dated.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/log.h"
#include "src/import/record/words/date.h"

#include <stdio.h>

static void take(lc_osm_dated *d, int64_t day, bool stated)
{
    int64_t *of = stated ? &d->stated : &d->newest;

    if (day > *of)
        *of = day;
}

void lc_osm_dated_seconds(lc_osm_dated *d, int64_t seconds, bool stated)
{
    take(d, lc_date_floor(seconds, 86400), stated);
}

void lc_osm_dated_text(lc_osm_dated *d, const char *text, bool stated)
{
    char date[16];
    int year, month, day;

    if (text && lc_date_parse(text, date) &&
        sscanf(date, "%4d-%2d-%2d", &year, &month, &day) == 3)
        take(d, lc_date_number(year, month, day), stated);
}

/* False of a day that is none, or still to come. */
static bool write_day(int64_t day, char out[16])
{
    lc_date date;

    /* the calendar of four digits that all dates here have */
    if (day <= 0 || day > lc_date_number(9999, 12, 31))
        return false;
    date = lc_date_of(day * LIFE_DAY_MIN);
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)date.year % 10000,
             (unsigned)date.month % 100, (unsigned)date.day % 100);
    if (!lc_date_is_future(out))
        return true;
    lc_log(LIFE_LOG_WARN,
           "the extract says that it is of %s, which is still to come", out);
    return false;
}

void lc_osm_dated_write(const lc_osm_dated *d, char out[16])
{
    if (!write_day(d->stated, out) && !write_day(d->newest, out))
        out[0] = '\0';
}
