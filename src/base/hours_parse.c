/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hours_parse.c - the words of opening hours into rules.
 *
 *      rule = [years] [dates] [weeks] [":"] [days] [times] [state] [comment]
 */
#include "hours_rules.h"
#include "lifecircle/base/mem.h"

#include <stdlib.h>
#include <string.h>

typedef struct parser {
    const lc_hours_token *t; /* the next word */
    size_t rules, spans, dates, weeks;
    lc_hours_rule rule[LIFE_HOURS_MAX_RULES];
    lc_hours_span span[LIFE_HOURS_MAX_SPANS];
    lc_hours_dates date[LIFE_HOURS_MAX_DATES];
    lc_hours_weeks week[LIFE_HOURS_MAX_DATES];
    lc_arena *arena;
    lc_error *err;
} parser;

static bool is_mark(const lc_hours_token *t, int mark)
{
    return t->word == LIFE_HOURS_MARK && t->value == mark;
}

static bool take_mark(parser *p, int mark)
{
    if (!is_mark(p->t, mark))
        return false;
    p->t++;
    return true;
}

static lc_status unread(const parser *p)
{
    return lc_hours_unread(p->t->at, p->err);
}

static lc_status too_many(const parser *p, const char *what)
{
    return lc_fail(p->err, LIFE_ERR_LIMIT, "opening hours have too many %s",
                   what);
}

/* ---- years, dates, weeks ---- */

static bool is_year(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER && t->value >= 1900 && t->value <= 2999;
}

static bool is_day_number(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER && t->value >= 1 && t->value <= 31;
}

static lc_status add_dates(parser *p, lc_hours_rule *r, const lc_hours_dates *d)
{
    if (p->dates == LIFE_HOURS_MAX_DATES)
        return too_many(p, "dates");
    p->date[p->dates++] = *d;
    r->dates_count++;
    return LIFE_OK;
}

/* "2025", "2025-2027", "2025+", with commas. Not where a month follows: that
 * is a date's own year. */
static lc_status read_years(parser *p, lc_hours_rule *r)
{
    r->years_first = p->dates;
    while (is_year(p->t) && p->t[1].word != LIFE_HOURS_MONTH) {
        lc_hours_dates y = {p->t->value, p->t->value, 33, 12 * 32 + 31};

        p->t++;
        if (take_mark(p, '+')) {
            y.to_year = 9999;
        } else if (is_mark(p->t, '-') && is_year(p->t + 1)) {
            y.to_year = p->t[1].value;
            p->t += 2;
        }
        if (y.to_year < y.from_year || p->dates == LIFE_HOURS_MAX_DATES)
            return unread(p);
        p->date[p->dates++] = y;
        r->years_count++;
        if (is_mark(p->t, ',') && is_year(p->t + 1))
            p->t++;
    }
    return LIFE_OK;
}

/* One end of a range of dates: [year] month [day]. False: none here. */
static bool read_date(parser *p, int *year, int *month, int *day)
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

/* What follows "-": a date, or a day of the same month. */
static bool read_date_end(parser *p, int day, lc_hours_dates *d)
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
static lc_status read_dates(parser *p, lc_hours_rule *r)
{
    lc_hours_dates d = {0};
    int year, month = 0, day;
    lc_status st;

    r->dates_first = p->dates;
    while (read_date(p, &year, &month, &day)) {
        for (;;) {
            d = (lc_hours_dates){year, year, month * 32 + (day ? day : 1),
                                 month * 32 + (day ? day : 31)};
            if (take_mark(p, '-') && !read_date_end(p, day, &d))
                return unread(p);
            if (take_mark(p, '+') || (d.from_year && d.to_year < d.from_year))
                return unread(p);
            st = add_dates(p, r, &d);
            if (st)
                return st;
            if (!day || !is_mark(p->t, ',') || !is_day_number(p->t + 1))
                break;
            day = p->t[1].value;
            p->t += 2;
        }
        if (!is_mark(p->t, ',') ||
            (p->t[1].word != LIFE_HOURS_MONTH && !is_year(p->t + 1)))
            break;
        p->t++;
    }
    return LIFE_OK;
}

static bool is_week(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER && t->value >= 1 && t->value <= 53;
}

/* "week 1-20/2,40". */
static lc_status read_weeks(parser *p, lc_hours_rule *r)
{
    r->weeks_first = p->weeks;
    if (p->t->word != LIFE_HOURS_WEEK)
        return LIFE_OK;
    do {
        lc_hours_weeks w = {0, 0, 1};

        p->t++; /* "week", or the comma */
        if (!is_week(p->t))
            return unread(p);
        w.from = w.to = p->t++->value;
        if (take_mark(p, '-')) {
            if (!is_week(p->t) || p->t->value < w.from)
                return unread(p);
            w.to = p->t++->value;
        }
        if (take_mark(p, '/')) {
            if (!is_week(p->t))
                return unread(p);
            w.step = p->t++->value;
        }
        if (p->weeks == LIFE_HOURS_MAX_DATES)
            return too_many(p, "weeks");
        p->week[p->weeks++] = w;
        r->weeks_count++;
    } while (is_mark(p->t, ',') && is_week(p->t + 1) &&
             !is_mark(p->t + 2, ':'));
    return LIFE_OK;
}

/* ---- days ---- */

/* "[1,3]", "[-1]", "[1-2]" behind a weekday. */
static lc_status read_nth(parser *p, uint16_t *nth)
{
    do {
        int from, to, back;

        p->t++; /* the bracket, or the comma */
        back = take_mark(p, '-') ? 5 : 0;
        if (!is_day_number(p->t) || p->t->value > 5)
            return unread(p);
        from = to = p->t++->value;
        if (!back && take_mark(p, '-')) {
            if (!is_day_number(p->t) || p->t->value > 5 || p->t->value < from)
                return unread(p);
            to = p->t++->value;
        }
        for (int i = from; i <= to; i++)
            *nth |= (uint16_t)(1 << (i - 1 + back));
    } while (is_mark(p->t, ','));
    return take_mark(p, ']') ? LIFE_OK : unread(p);
}

static int only_day(unsigned set)
{
    return set & (set - 1) ? -1 : __builtin_ctz(set);
}

static lc_status read_day(parser *p, lc_hours_rule *r)
{
    unsigned set = (unsigned)p->t++->value;
    int from = only_day(set);

    if (is_mark(p->t, '-') && p->t[1].word == LIFE_HOURS_DAYS) {
        int to = only_day((unsigned)p->t[1].value);

        if (from < 0 || to < 0)
            return unread(p);
        for (int d = from; d != to; d = (d + 1) % 7)
            set |= 1u << d;
        set |= 1u << to;
        p->t += 2;
    } else if (is_mark(p->t, '[')) {
        uint16_t nth = 0;
        lc_status st = from < 0 ? unread(p) : read_nth(p, &nth);

        if (st)
            return st;
        if (!(r->days >> from & 1) || r->nth[from])
            r->nth[from] |= nth;
        r->days |= (uint8_t)set;
        return LIFE_OK;
    }
    for (int d = 0; d < 7; d++)
        if (set >> d & 1)
            r->nth[d] = 0;
    r->days |= (uint8_t)set;
    return LIFE_OK;
}

static bool is_day_word(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_DAYS || t->word == LIFE_HOURS_PUBLIC ||
           t->word == LIFE_HOURS_SCHOOL;
}

/* A list with commas: any of them. Two lists behind one another: both, which
 * is read of holidays alone ("SH Mo-Fr"). */
static lc_status read_days(parser *p, lc_hours_rule *r)
{
    bool public = false, school = false;

    while (is_day_word(p->t)) {
        bool days = p->t->word == LIFE_HOURS_DAYS;

        if (days) {
            lc_status st = read_day(p, r);

            if (st)
                return st;
        } else {
            public = public || p->t->word == LIFE_HOURS_PUBLIC;
            school = school || p->t->word == LIFE_HOURS_SCHOOL;
            p->t++;
            if (is_mark(p->t, '+') || is_mark(p->t, '-'))
                return unread(p); /* "PH +1 day" */
        }
        if (is_mark(p->t, ',') && is_day_word(p->t + 1)) {
            r->or_holiday = public;
            r->or_school_holidays = school;
            p->t++;
        } else if (is_day_word(p->t)) {
            if (days == (p->t->word == LIFE_HOURS_DAYS) || r->or_holiday ||
                r->or_school_holidays)
                return unread(p);
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

/* ---- times ---- */

/* A moment: a time, an hour alone, or the sun's. */
static bool read_moment(parser *p, int *minute, bool *sun)
{
    *sun = false;
    if (p->t->word == LIFE_HOURS_TIME) {
        *minute = p->t++->value;
    } else if (p->t->word == LIFE_HOURS_NUMBER && p->t->value <= 26) {
        *minute = p->t++->value * 60;
    } else if (p->t->word == LIFE_HOURS_SUN) {
        *sun = true;
        *minute = 0;
        p->t++;
    } else {
        return false;
    }
    return true;
}

static lc_status add_span(parser *p, lc_hours_rule *r, int from, int to,
                          bool unknown)
{
    if (p->spans == LIFE_HOURS_MAX_SPANS)
        return too_many(p, "times");
    p->span[p->spans++] = (lc_hours_span){from, to, unknown};
    r->span_count++;
    return LIFE_OK;
}

/* Until when an open end may last: to midnight, and of what begins in the
 * evening to the next morning. */
static int open_end(int from)
{
    return from < 17 * 60   ? LIFE_DAY_MIN
           : from < 22 * 60 ? from + 600
                            : from + 480;
}

static lc_status read_span(parser *p, lc_hours_rule *r)
{
    int from, to;
    bool sun_from, sun_to;
    lc_status st;

    if (!read_moment(p, &from, &sun_from) || from >= LIFE_DAY_MIN)
        return unread(p);
    if (take_mark(p, '+'))
        return add_span(p, r, from, open_end(from), true);
    if (!take_mark(p, '-') || !read_moment(p, &to, &sun_to))
        return unread(p);
    if (sun_from || sun_to) {
        to = sun_to || sun_from ? LIFE_DAY_MIN : to;
        return add_span(p, r, from, to, true);
    }
    if (to <= from)
        to += LIFE_DAY_MIN;
    if (to > 2 * LIFE_DAY_MIN || is_mark(p->t, '/'))
        return unread(p);
    st = add_span(p, r, from, to, false);
    if (!st && take_mark(p, '+') && to < LIFE_DAY_MIN)
        st = add_span(p, r, to, open_end(to), true);
    return st;
}

static bool is_moment(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_TIME || t->word == LIFE_HOURS_SUN ||
           (t->word == LIFE_HOURS_NUMBER && t[1].word == LIFE_HOURS_MARK &&
            (t[1].value == '-' || t[1].value == '+'));
}

static lc_status read_times(parser *p, lc_hours_rule *r)
{
    r->span_first = p->spans;
    for (;;) {
        lc_status st;

        if (p->t->word == LIFE_HOURS_ALL_DAY) {
            p->t++;
            st = add_span(p, r, 0, LIFE_DAY_MIN, false);
        } else if (is_moment(p->t)) {
            st = read_span(p, r);
        } else {
            return LIFE_OK;
        }
        if (st)
            return st;
        if (is_mark(p->t, ',') &&
            (is_moment(p->t + 1) || p->t[1].word == LIFE_HOURS_ALL_DAY))
            p->t++;
    }
}

/* ---- rules ---- */

static lc_status read_meaning(parser *p, lc_hours_rule *r)
{
    if (p->t->word == LIFE_HOURS_STATE) {
        r->state = (lc_hours_state)p->t++->value;
        r->has_state = true;
    }
    if (p->t->word == LIFE_HOURS_COMMENT) {
        r->comment = lc_arena_strndup(p->arena, p->t->at, p->t->len);
        p->t++;
        if (!r->comment)
            return lc_fail(p->err, LIFE_ERR_NOMEM, "no memory for hours");
    }
    if (!r->has_state)
        r->state = r->comment ? LIFE_HOURS_UNKNOWN : LIFE_HOURS_OPEN;
    return LIFE_OK;
}

/* "全年开放" says the days and leaves the times open; "Mo-Fr" is all day, as
 * OpenStreetMap defines it. */
static bool leaves_times_open(const lc_hours_rule *r,
                              const lc_hours_token *from,
                              const lc_hours_token *to)
{
    bool chinese = false;

    for (; from < to; from++)
        chinese =
            chinese || (from->word == LIFE_HOURS_DAYS && *from->at & 0x80);
    return chinese && !r->span_count && !r->has_state && !r->comment;
}

static bool is_dated(const lc_hours_rule *r)
{
    return r->years_count || r->dates_count || r->weeks_count || r->days ||
           r->holiday || r->in_school_holidays;
}

static lc_status read_rule(parser *p, lc_hours_join join)
{
    const lc_hours_token *start = p->t;
    lc_hours_rule *r = &p->rule[p->rules];
    bool always = false;
    lc_status st;

    if (p->rules == LIFE_HOURS_MAX_RULES)
        return too_many(p, "rules");
    *r = (lc_hours_rule){.join = join};
    st = read_years(p, r);
    if (!st)
        st = read_dates(p, r);
    if (!st)
        st = read_weeks(p, r);
    if (st)
        return st;
    if (p->t > start)
        take_mark(p, ':');
    if (p->t->word == LIFE_HOURS_ALWAYS) {
        always = true;
        p->t++;
    }
    st = read_days(p, r);
    if (!st && r->days)
        take_mark(p, ':');
    if (!st)
        st = read_times(p, r);
    if (!st)
        st = read_meaning(p, r);
    if (st)
        return st;
    if (p->t == start)
        return unread(p);
    if (leaves_times_open(r, start, p->t))
        r->state = LIFE_HOURS_UNKNOWN;
    r->dated = is_dated(r);
    r->doubtful = join == LIFE_HOURS_REPLACES && p->rules && !r->dated &&
                  !always && r->state != LIFE_HOURS_CLOSED &&
                  p->rule[p->rules - 1].dated;
    p->rules++;
    return LIFE_OK;
}

/* In brackets behind times alone, their days; behind days alone, their times:
 * "8:30-17:30 (周一至周五)", "周一至周五（8:30-17:30）". Anything else in them
 * is a rule of its own: "9:00-17:00（周一闭馆）". */
static bool take_aside(parser *p)
{
    lc_hours_rule *r = &p->rule[p->rules - 1], was = *r;
    const lc_hours_token *start = p->t;
    size_t spans = p->spans;
    lc_status st = LIFE_ERR_PARSE;

    if (!take_mark(p, '('))
        return false;
    if (r->span_count && !r->dated && is_day_word(p->t))
        st = read_days(p, r);
    else if (!r->span_count && r->days &&
             (is_moment(p->t) || p->t->word == LIFE_HOURS_ALL_DAY)) {
        st = read_times(p, r);
        if (!r->has_state && !r->comment)
            r->state = LIFE_HOURS_OPEN;
    }
    if (!st && take_mark(p, ')')) {
        r->dated = is_dated(r);
        r->doubtful = false;
        return true;
    }
    *r = was;
    p->spans = spans;
    p->t = start;
    return false;
}

/* How the next rule is joined; a new rule may follow without a mark where
 * days follow times. */
static bool read_join(parser *p, lc_hours_join *join)
{
    bool timed = p->rules && p->rule[p->rules - 1].span_count;

    *join = LIFE_HOURS_REPLACES;
    if (take_mark(p, ',') || (timed && is_day_word(p->t))) {
        *join = LIFE_HOURS_ADDS;
    } else if (p->t->word == LIFE_HOURS_FALLBACK) {
        *join = LIFE_HOURS_ELSE;
        p->t++;
    } else if (!take_mark(p, ';') && !take_mark(p, '(')) {
        return false;
    }
    while (take_mark(p, ';') || take_mark(p, ')'))
        ;
    return true;
}

static lc_status read_rules(parser *p)
{
    lc_hours_join join = LIFE_HOURS_REPLACES;

    while (take_mark(p, ';'))
        ;
    for (;;) {
        lc_status st = read_rule(p, join);

        if (st)
            return st;
        while (take_aside(p) || take_mark(p, ')'))
            ;
        if (p->t->word == LIFE_HOURS_END)
            return LIFE_OK;
        if (!read_join(p, &join))
            return unread(p);
        if (p->t->word == LIFE_HOURS_END && join == LIFE_HOURS_REPLACES)
            return LIFE_OK; /* a semicolon at the end */
    }
}

/* ---- the result ---- */

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void list_edges(const parser *p, lc_hours *h)
{
    size_t n = 0;
    int *e = h->edge;

    e[n++] = 0;
    e[n++] = LIFE_DAY_MIN;
    for (size_t i = 0; i < p->spans; i++) {
        e[n++] = p->span[i].from;
        e[n++] = p->span[i].to;
    }
    qsort(e, n, sizeof *e, by_value);
    for (size_t i = 0; i < n; i++)
        if (!h->edge_count || e[h->edge_count - 1] != e[i])
            e[h->edge_count++] = e[i];
}

static void note_traits(lc_hours *h)
{
    for (size_t i = 0; i < h->rule_count; i++) {
        const lc_hours_rule *r = &h->rule[i];

        if (r->holiday || r->or_holiday) {
            if (r->state == LIFE_HOURS_CLOSED && !r->span_count)
                h->public_off = true;
            else
                h->public_other = true;
        }
        h->school = h->school || r->in_school_holidays || r->or_school_holidays;
        h->seasonal =
            h->seasonal || r->years_count || r->dates_count || r->weeks_count;
        for (int d = 0; d < 7; d++)
            h->monthly = h->monthly || r->nth[d];
    }
}

static void *keep(lc_arena *a, const void *from, size_t bytes)
{
    void *to = lc_arena_alloc(a, bytes + 1);

    if (to && bytes)
        memcpy(to, from, bytes);
    return to;
}

static lc_hours *finish(const parser *p)
{
    lc_arena *a = p->arena;
    lc_hours *h = lc_arena_alloc(a, sizeof *h);

    if (!h)
        return NULL;
    h->rule_count = p->rules;
    h->span_count = p->spans;
    h->dates_count = p->dates;
    h->weeks_count = p->weeks;
    h->rule = keep(a, p->rule, p->rules * sizeof *p->rule);
    h->span = keep(a, p->span, p->spans * sizeof *p->span);
    h->dates = keep(a, p->date, p->dates * sizeof *p->date);
    h->weeks = keep(a, p->week, p->weeks * sizeof *p->week);
    h->edge = lc_arena_alloc(a, (2 * p->spans + 2) * sizeof *h->edge);
    if (!h->rule || !h->span || !h->dates || !h->weeks || !h->edge)
        return NULL;
    list_edges(p, h);
    note_traits(h);
    return h;
}

lc_status lc_hours_parse(lc_arena *arena, const char *text,
                         const lc_hours **out, lc_error *err)
{
    lc_hours_token *token = lc_calloc(LIFE_HOURS_MAX_TOKENS + 2, sizeof *token);
    parser *p = lc_calloc(1, sizeof *p);
    lc_status st;

    *out = NULL;
    if (!token || !p) {
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for hours");
        goto done;
    }
    p->t = token;
    p->arena = arena;
    p->err = err;
    st = lc_hours_lex(text, token, err);
    if (!st)
        st = read_rules(p);
    if (!st && !(*out = finish(p)))
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for hours");
done:
    lc_free(p);
    lc_free(token);
    return st;
}
