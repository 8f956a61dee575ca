/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/days.c - which days a rule of opening hours is for: years, dates,
 * weeks, weekdays, holidays.
 *
 * Each reader takes its selectors if they are there, and leaves p->t where it
 * is if they are not; what can be neither ends the reading. It may look two
 * words ahead: behind the last word stand zeros, which are LIFE_HOURS_END.
 */
#include "src/hours/days.h"

/* ---- years, dates, weeks ---- */

/* Four digits, as the specification has years; smaller numbers are days, weeks
 * or hours. */
static bool is_year(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER && t->value >= 1900 && t->value <= 2999;
}

static bool is_day_number(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER && t->value >= 1 && t->value <= 31;
}

static lc_status add_dates(lc_hours_parser *p, lc_hours_rule *r,
                           const lc_hours_dates *d)
{
    if (p->dates == LIFE_HOURS_MAX_DATES)
        return lc_hours_too_many(p, "dates");
    p->date[p->dates++] = *d;
    r->dates_count++;
    return LIFE_OK;
}

/* "2025", "2025-2027", "2025+", with commas. Not where a month follows: that
 * is a date's own year. Kept as dates from 1 January (33 is 1 * 32 + 1) to 31
 * December. */
lc_status lc_hours_days_years(lc_hours_parser *p, lc_hours_rule *r)
{
    r->years_first = p->dates;
    while (is_year(p->t) && p->t[1].word != LIFE_HOURS_MONTH) {
        lc_hours_dates y = {p->t->value, p->t->value, 33, 12 * 32 + 31};

        p->t++;
        if (lc_hours_take_mark(p, '+')) {
            y.to_year = 9999;
        } else if (lc_hours_is_mark(p->t, '-') && is_year(p->t + 1)) {
            y.to_year = p->t[1].value;
            p->t += 2;
        }
        if (y.to_year < y.from_year || p->dates == LIFE_HOURS_MAX_DATES)
            return lc_hours_stop(p);
        p->date[p->dates++] = y;
        r->years_count++;
        if (lc_hours_is_mark(p->t, ',') && is_year(p->t + 1))
            p->t++;
    }
    return LIFE_OK;
}

/* One end of a range of dates: [year] month [day]. False: none here. */
static bool read_date(lc_hours_parser *p, int *year, int *month, int *day)
{
    const lc_hours_token *t = p->t;

    *year = *day = 0;
    if (is_year(t))
        *year = t++->value;
    if (t->word != LIFE_HOURS_MONTH)
        return false;
    *month = t++->value;
    if (is_day_number(t))
        *day = t++->value;
    p->t = t;
    return true;
}

/* What follows "-": a date, or a day of the same month. Both ends have a day
 * or none has: "May 5-Jun" could mean either. */
static bool read_date_end(lc_hours_parser *p, int day, lc_hours_dates *d)
{
    int year, month, last;

    if (day && is_day_number(p->t)) {
        d->to = d->from / 32 * 32 + p->t++->value;
        return true;
    }
    if (!read_date(p, &year, &month, &last) || !day != !last)
        return false;
    if (year)
        d->to_year = year;
    d->to = month * 32 + (last ? last : 31);
    return true;
}

/* "May", "May-Oct", "May 01-Oct 31", "Dec 24-26,31", with commas. */
lc_status lc_hours_days_dates(lc_hours_parser *p, lc_hours_rule *r)
{
    lc_hours_dates d = {0};
    int year, month = 0, day;
    lc_status st;

    r->dates_first = p->dates;
    while (read_date(p, &year, &month, &day)) {
        for (;;) {
            d = (lc_hours_dates){year, year, month * 32 + (day ? day : 1),
                                 month * 32 + (day ? day : 31)};
            if (lc_hours_take_mark(p, '-') && !read_date_end(p, day, &d))
                return lc_hours_stop(p);
            if (lc_hours_take_mark(p, '+') ||
                (d.from_year && d.to_year < d.from_year))
                return lc_hours_stop(p);
            st = add_dates(p, r, &d);
            if (st)
                return st;
            if (!day || !lc_hours_is_mark(p->t, ',') ||
                !is_day_number(p->t + 1))
                break;
            day = p->t[1].value;
            p->t += 2;
        }
        if (!lc_hours_is_mark(p->t, ',') ||
            (p->t[1].word != LIFE_HOURS_MONTH && !is_year(p->t + 1)))
            break;
        p->t++;
    }
    return LIFE_OK;
}

/* "夏季", "夏季（5月-10月）", "5月-10月（夏季）": where dates are given they
 * are the season's. */
lc_status lc_hours_days_season(lc_hours_parser *p, lc_hours_rule *r)
{
    bool bracket = lc_hours_is_mark(p->t, '(');
    lc_status st;

    if (r->dates_count) {
        if (bracket && p->t[1].word == LIFE_HOURS_SEASON &&
            lc_hours_is_mark(p->t + 2, ')'))
            p->t += 3;
        return LIFE_OK;
    }
    if (p->t->word != LIFE_HOURS_SEASON)
        return LIFE_OK;
    r->season = (uint16_t)p->t++->value;
    bracket = lc_hours_take_mark(p, '(');
    st = lc_hours_days_dates(p, r);
    if (st || (bracket && !lc_hours_take_mark(p, ')')))
        return st ? st : lc_hours_stop(p);
    r->season = r->dates_count ? 0 : r->season;
    return LIFE_OK;
}

static bool is_week(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER && t->value >= 1 && t->value <= 53;
}

/* "week 1-20/2,40". */
lc_status lc_hours_days_weeks(lc_hours_parser *p, lc_hours_rule *r)
{
    r->weeks_first = p->weeks;
    if (p->t->word != LIFE_HOURS_WEEK)
        return LIFE_OK;
    do {
        lc_hours_weeks w = {0, 0, 1};

        p->t++; /* "week", or the comma */
        if (!is_week(p->t))
            return lc_hours_stop(p);
        w.from = w.to = p->t++->value;
        if (lc_hours_take_mark(p, '-')) {
            if (!is_week(p->t) || p->t->value < w.from)
                return lc_hours_stop(p);
            w.to = p->t++->value;
        }
        if (lc_hours_take_mark(p, '/')) {
            if (!is_week(p->t))
                return lc_hours_stop(p);
            w.step = p->t++->value;
        }
        if (p->weeks == LIFE_HOURS_MAX_DATES)
            return lc_hours_too_many(p, "weeks");
        p->week[p->weeks++] = w;
        r->weeks_count++;
    } while (lc_hours_is_mark(p->t, ',') && is_week(p->t + 1) &&
             !lc_hours_is_mark(p->t + 2, ':'));
    return LIFE_OK;
}

/* ---- days ---- */

/* "[1,3]", "[-1]", "[1-2]" behind a weekday. From the end of the month: five
 * bits further up, see lc_hours_rule.nth. */
static lc_status read_nth(lc_hours_parser *p, uint16_t *nth)
{
    do {
        int from, to, back;

        p->t++; /* the bracket, or the comma */
        back = lc_hours_take_mark(p, '-') ? 5 : 0;
        if (!is_day_number(p->t) || p->t->value > 5)
            return lc_hours_stop(p);
        from = to = p->t++->value;
        if (!back && lc_hours_take_mark(p, '-')) {
            if (!is_day_number(p->t) || p->t->value > 5 || p->t->value < from)
                return lc_hours_stop(p);
            to = p->t++->value;
        }
        for (int i = from; i <= to; i++)
            *nth |= (uint16_t)(1 << (i - 1 + back));
    } while (lc_hours_is_mark(p->t, ','));
    return lc_hours_take_mark(p, ']') ? LIFE_OK : lc_hours_stop(p);
}

/* -1: several. Such a word (工作日, Monday to Friday) can't be an end of a
 * range. */
static int only_day(unsigned set)
{
    return set & (set - 1) ? -1 : __builtin_ctz(set);
}

/* A range may run over Sunday ("Sa-Mo"). A day that is named without a bracket
 * is every one of its kind, whatever brackets stand beside it. */
static lc_status read_day(lc_hours_parser *p, lc_hours_rule *r)
{
    bool workday = p->t->workday;
    unsigned set = (unsigned)p->t++->value;
    int from = only_day(set);

    if (lc_hours_is_mark(p->t, '-') && p->t[1].word == LIFE_HOURS_DAYS) {
        int to = only_day((unsigned)p->t[1].value);

        if (from < 0 || to < 0)
            return lc_hours_stop(p);
        for (int d = from; d != to; d = (d + 1) % 7)
            set |= 1u << d;
        set |= 1u << to;
        p->t += 2;
    } else if (lc_hours_is_mark(p->t, '[')) {
        uint16_t nth = 0;
        lc_status st = from < 0 ? lc_hours_stop(p) : read_nth(p, &nth);

        if (st)
            return st;
        if (!(r->days >> from & 1) || r->nth[from])
            r->nth[from] |= nth;
        r->days |= (uint8_t)set;
        return LIFE_OK;
    }
    r->workdays = r->workdays || workday;
    for (int d = 0; d < 7; d++)
        if (set >> d & 1)
            r->nth[d] = 0;
    r->days |= (uint8_t)set;
    return LIFE_OK;
}

bool lc_hours_days_is(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_DAYS || t->word == LIFE_HOURS_PUBLIC ||
           t->word == LIFE_HOURS_SCHOOL;
}

/* A list with commas: any of them. Two lists behind one another: both, which
 * is read of holidays alone ("SH Mo-Fr"). */
lc_status lc_hours_days_read(lc_hours_parser *p, lc_hours_rule *r)
{
    bool public = false, school = false;

    while (lc_hours_days_is(p->t)) {
        bool days = p->t->word == LIFE_HOURS_DAYS;

        if (days) {
            lc_status st = read_day(p, r);

            if (st)
                return st;
        } else {
            public = public || p->t->word == LIFE_HOURS_PUBLIC;
            school = school || p->t->word == LIFE_HOURS_SCHOOL;
            p->t++;
            if (lc_hours_is_mark(p->t, '+') || lc_hours_is_mark(p->t, '-'))
                return lc_hours_stop(p); /* "PH +1 day" */
        }
        if (lc_hours_is_mark(p->t, ',') && lc_hours_days_is(p->t + 1)) {
            r->or_holiday = public;
            r->or_school_holidays = school;
            p->t++;
        } else if (lc_hours_days_is(p->t)) {
            if (days == (p->t->word == LIFE_HOURS_DAYS) || r->or_holiday ||
                r->or_school_holidays)
                return lc_hours_stop(p);
            r->holiday = public || p->t->word == LIFE_HOURS_PUBLIC;
            r->in_school_holidays = school || p->t->word == LIFE_HOURS_SCHOOL;
        }
    }
    if (r->holiday || r->in_school_holidays)
        return LIFE_OK;
    r->or_school_holidays = school && r->days;
    r->or_holiday = public && r->days;
    r->in_school_holidays = school && !r->days;
    r->holiday = public && !school && !r->days;
    return LIFE_OK;
}
