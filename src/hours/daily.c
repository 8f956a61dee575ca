/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/daily.c - which rules hold on a day, and what they say of its
 * minutes.
 *
 * Selectors of one kind are joined by "or" (any of the dates), those of
 * different kinds by "and" (a date and a weekday), as the specification has
 * it. A rule of public holidays alone never holds, as there is no calendar of
 * them. School holidays are asked for as a supposition: `school` says that it
 * is one.
 */
#include "src/hours/daily.h"

#include "lifecircle/base/date.h"

/* A weekday from Monday on, a month's bit, the bits of all twelve. */
enum { WEEKEND = 5, JULY = 7, ALL_MONTHS = 0x1ffe };

/* Both ends count. Months have 32 places and years 512, so that dates compare
 * as numbers, and the 31st stands for the end of any month. */
static bool in_dates(const lc_hours_dates *d, const lc_date *at)
{
    int v = at->month * 32 + at->day;
    int64_t from, to, now;

    if (!d->from_year)
        return d->from <= d->to ? v >= d->from && v <= d->to
                                : v >= d->from || v <= d->to;
    from = (int64_t)d->from_year * 512 + d->from;
    to = (int64_t)d->to_year * 512 + d->to;
    now = (int64_t)at->year * 512 + v;
    if (d->from_year == d->to_year && d->from > d->to)
        to += 512; /* "2025 Nov-Feb" */
    return now >= from && now <= to;
}

static bool in_some(const lc_hours *h, size_t first, size_t count,
                    const lc_date *at)
{
    for (size_t i = 0; i < count; i++)
        if (in_dates(&h->dates[first + i], at))
            return true;
    return !count;
}

/* Number of the ISO 8601 week: that of its Thursday. */
static int week_of(const lc_date *at)
{
    int64_t thursday = at->number - at->weekday + 3;
    lc_date d = lc_date_of(thursday * LIFE_DAY_MIN);

    return (int)((thursday - lc_date_number(d.year, 1, 1)) / 7) + 1;
}

static bool in_weeks(const lc_hours *h, const lc_hours_rule *r,
                     const lc_date *at)
{
    int week = r->weeks_count ? week_of(at) : 0;

    for (size_t i = 0; i < r->weeks_count; i++) {
        const lc_hours_weeks *w = &h->weeks[r->weeks_first + i];

        if (week >= w->from && week <= w->to && !((week - w->from) % w->step))
            return true;
    }
    return !r->weeks_count;
}

/* The n-th of its kind in the month is told from the day's number alone; from
 * the end, by the days that are left. */
static bool on_weekday(const lc_hours_rule *r, const lc_date *at)
{
    uint16_t nth = r->nth[at->weekday];
    int first = (at->day - 1) / 7;
    int last = (lc_date_month_days(at->year, at->month) - at->day) / 7;

    if (!r->days)
        return true;
    return r->days >> at->weekday & 1 &&
           (!nth || nth >> first & 1 || nth >> (last + 5) & 1);
}

/* 工作日: the days of the week that are worked, holidays left out and shifted
 * weekend days in. */
static bool on_workday(const lc_hours_rule *r, const lc_date *at,
                       lc_hours_calendar_day is)
{
    bool weekend = at->weekday >= WEEKEND;

    if (!r->workdays || is == LIFE_DAY_ORDINARY)
        return on_weekday(r, at);
    return is == LIFE_DAY_WORKED || (weekend && on_weekday(r, at));
}

/* Which half of the year it is in, where the text says summer or winter alone:
 * offices change over between spring and early summer, each as it likes. */
static bool in_season(const lc_hours_rule *r, const lc_date *at, unsigned guess)
{
    unsigned other = (r->season >> 6 | r->season << 6) & ALL_MONTHS;
    bool summer = r->season >> JULY & 1;

    if (!r->season || r->season >> at->month & 1)
        return true;
    return !(other >> at->month & 1) && summer == !!(guess & LIFE_GUESS_SUMMER);
}

static lc_hours_calendar_day day_is(const lc_hours *h, const lc_date *at,
                                    unsigned guess)
{
    lc_hours_calendar_day is =
        h->calendar && !(guess & LIFE_GUESS_PLAIN)
            ? lc_hours_calendar_at(h->calendar, at->number)
            : LIFE_DAY_ORDINARY;

    if (is != LIFE_DAY_UNKNOWN)
        return is;
    if (at->weekday >= WEEKEND && guess & LIFE_GUESS_WORKED)
        return LIFE_DAY_WORKED;
    return guess & LIFE_GUESS_HOLIDAY ? LIFE_DAY_HOLIDAY : LIFE_DAY_ORDINARY;
}

static bool holds(const lc_hours *h, const lc_hours_rule *r, const lc_date *at,
                  unsigned guess)
{
    lc_hours_calendar_day is = day_is(h, at, guess);
    bool school = guess & LIFE_GUESS_SCHOOL, holiday = is == LIFE_DAY_HOLIDAY;

    if ((r->holiday && !holiday) || (r->in_school_holidays && !school))
        return false;
    if (!in_some(h, r->years_first, r->years_count, at) ||
        !in_some(h, r->dates_first, r->dates_count, at) ||
        !in_weeks(h, r, at) || !in_season(r, at, guess))
        return false;
    return on_workday(r, at, is) || (r->or_school_holidays && school) ||
           (r->or_holiday && holiday);
}

static bool opens(const lc_hours_rule *r)
{
    return r->state != LIFE_HOURS_CLOSED;
}

/* "Open as usual" (节假日照常) says no times: the day has those that the other
 * rules give it, and none that is known where they give none. */
static void add_usual(const lc_hours *h, const lc_date *at, unsigned guess,
                      lc_hours_daily *out)
{
    for (size_t i = 0; i < out->count; i++)
        if (opens(out->rule[i]))
            return;
    for (size_t i = 0; i < h->rule_count; i++)
        if (h->rule[i].usual && holds(h, &h->rule[i], at, guess))
            out->rule[out->count++] = &h->rule[i];
}

/* A rule for the day puts away those before it, but one that says closed only
 * cuts their times, and one that is doubtful may be meant to add to them. */
void lc_hours_daily_rules(const lc_hours *h, int64_t number, unsigned guess,
                          lc_hours_daily *out)
{
    lc_date at = lc_date_of(number * LIFE_DAY_MIN);

    out->h = h;
    out->count = 0;
    for (size_t i = 0; i < h->rule_count; i++) {
        const lc_hours_rule *r = &h->rule[i];

        if (r->usual || !holds(h, r, &at, guess))
            continue;
        if (r->join == LIFE_HOURS_REPLACES && opens(r) && !r->doubtful)
            out->count = 0;
        out->rule[out->count++] = r;
    }
    add_usual(h, &at, guess, out);
    out->open_rest = h->open_rest;
    for (size_t i = 0; i < out->count; i++)
        out->open_rest = out->open_rest && !opens(out->rule[i]);
}

/* What one rule says of the minute; false: nothing. Spans count from their
 * first minute up to their last one, without it. A rule without times is for
 * its own day to midnight, not for the night behind it. Of spans that overlap
 * the known one decides. */
static bool rule_at(const lc_hours *h, const lc_hours_rule *r, int minute,
                    lc_hours_state *out)
{
    bool known = false, unknown = false;

    *out = r->state;
    if (!r->span_count)
        return minute < LIFE_DAY_MIN;
    for (size_t i = 0; i < r->span_count; i++) {
        const lc_hours_span *s = &h->span[r->span_first + i];

        if (minute < s->from || minute >= s->to)
            continue;
        known = known || !s->unknown;
        unknown = unknown || s->unknown;
    }
    if (!known && unknown)
        *out = LIFE_HOURS_UNKNOWN;
    return known || unknown;
}

/* Later rules speak over earlier ones, but for those joined by "||", which are
 * for times that all before them leave closed. Times alone that come first
 * have no dated rule in front of them on this day: whether they are meant for
 * it is unknown. */
lc_hours_state lc_hours_daily_state(const lc_hours_daily *d, int minute,
                                    bool *cut)
{
    lc_hours_state state = d->open_rest && minute < LIFE_DAY_MIN
                               ? LIFE_HOURS_UNKNOWN
                               : LIFE_HOURS_CLOSED;
    lc_hours_state said;

    if (cut)
        *cut = false;
    for (size_t i = 0; i < d->count; i++) {
        const lc_hours_rule *r = d->rule[i];

        if (!rule_at(d->h, r, minute, &said) ||
            (r->join == LIFE_HOURS_ELSE && state != LIFE_HOURS_CLOSED))
            continue;
        state = r->doubtful && !i && said == LIFE_HOURS_OPEN
                    ? LIFE_HOURS_UNKNOWN
                    : said;
        if (cut && said == LIFE_HOURS_CLOSED && r->span_count)
            *cut = true;
    }
    return state;
}
