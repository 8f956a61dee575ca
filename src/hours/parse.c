/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/parse.c - the words of opening hours into rules.
 *
 *      rule = [years] [dates] [season] [weeks] [":"] [days] [times] [state]
 *             [comment]
 */
#include "lifecircle/hours/parse.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/mem.h"
#include "src/hours/days.h"
#include "src/hours/lex.h"
#include "src/hours/order.h"
#include "src/hours/settle.h"

#include <stdlib.h>
#include <string.h>

enum { JULY = 7 }; /* its bit in a season's months */

/* ---- times ---- */

/* A moment: a time, an hour alone, or the sun's. "10-18" has hours alone, up
 * to 26 as OpenStreetMap counts past midnight. */
static bool read_moment(lc_hours_parser *p, int *minute, bool *sun)
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

static lc_status add_span(lc_hours_parser *p, lc_hours_rule *r, int from,
                          int to, bool unknown)
{
    if (p->spans == LIFE_HOURS_MAX_SPANS)
        return lc_hours_too_many(p, "times");
    p->span[p->spans++] = (lc_hours_span){from, to, unknown};
    r->span_count++;
    return LIFE_OK;
}

/* Until when an open end may last: to midnight, and of what begins in the
 * evening to the next morning. Ten hours from 17:00 on and eight from 22:00
 * on, as opening_hours.js has it, which OpenStreetMap's own tools ask. */
static int open_end(int from)
{
    return from < 17 * 60   ? LIFE_DAY_MIN
           : from < 22 * 60 ? from + 600
                            : from + 480;
}

/* ---- clocks of twelve hours ---- */

/* Of a time nothing is said of morning and afternoon. Figures with a zero in
 * front ("01:30") are a clock's of 24 hours, as a rule. */
static bool is_bare(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_NUMBER ||
           (t->word == LIFE_HOURS_TIME && !t->halved);
}

/* "8:30-12:00，1:30-5:00": a span that stands behind one of a morning, or of
 * an afternoon that is said, and would come before it, is twelve hours later.
 * With zeros in front it may be so. */
static void mend_afternoon(const lc_hours_parser *p, const lc_hours_token *t,
                           const lc_hours_rule *r, lc_hours_span *s)
{
    const lc_hours_span *last;
    int noon = LIFE_DAY_MIN / 2;

    if (!r->span_count)
        return;
    last = &p->span[p->spans - 1];
    if (!is_bare(t) || !is_bare(t + 2) || s->to > noon || s->from >= last->to ||
        s->from + noon < last->to || last->from < 300 ||
        (last->from >= noon && !t[-2].halved))
        return;
    s->unknown = s->unknown || *t->at == '0' || *t[2].at == '0';
    s->to += noon;
    if (!s->unknown)
        s->from += noon;
}

/* "9:00-5:00": until five in the afternoon for certain, and until five in the
 * morning perhaps. */
static lc_status mend_end(lc_hours_parser *p, const lc_hours_token *t,
                          lc_hours_rule *r, lc_hours_span *s)
{
    int noon = LIFE_DAY_MIN / 2, end = s->to - noon;

    if (s->to < LIFE_DAY_MIN || s->unknown || !is_bare(t + 2) ||
        *t[2].at == '0' || s->from < 300 || s->from >= noon + 60 ||
        s->to < LIFE_DAY_MIN + 60 || s->to >= LIFE_DAY_MIN + 7 * 60)
        return LIFE_OK;
    s->to = end;
    return add_span(p, r, end, end + noon, true);
}

static lc_status put_span(lc_hours_parser *p, const lc_hours_token *t,
                          lc_hours_rule *r, int from, int to)
{
    lc_hours_span s = {from, to, false};
    lc_status st;

    mend_afternoon(p, t, r, &s);
    st = mend_end(p, t, r, &s);
    return st ? st : add_span(p, r, s.from, s.to, s.unknown);
}

static lc_status read_span(lc_hours_parser *p, lc_hours_rule *r)
{
    const lc_hours_token *start = p->t;
    int from, to;
    bool sun_from, sun_to;
    lc_status st;

    if (!read_moment(p, &from, &sun_from) || from >= LIFE_DAY_MIN)
        return lc_hours_stop(p);
    if (lc_hours_take_mark(p, '+'))
        return add_span(p, r, from, open_end(from), true);
    if (!lc_hours_take_mark(p, '-') || !read_moment(p, &to, &sun_to))
        return lc_hours_stop(p);
    if (sun_from || sun_to) {
        to = sun_to || sun_from ? LIFE_DAY_MIN : to;
        return add_span(p, r, from, to, true);
    }
    if (to <= from)
        to += LIFE_DAY_MIN;
    if (to > 2 * LIFE_DAY_MIN || lc_hours_is_mark(p->t, '/'))
        return lc_hours_stop(p);
    st = put_span(p, start, r, from, to);
    if (!st && lc_hours_take_mark(p, '+') && to < LIFE_DAY_MIN)
        st = add_span(p, r, to, open_end(to), true);
    return st;
}

static bool is_moment(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_TIME || t->word == LIFE_HOURS_SUN ||
           (t->word == LIFE_HOURS_NUMBER && t[1].word == LIFE_HOURS_MARK &&
            (t[1].value == '-' || t[1].value == '+'));
}

/* The comma may lack: "8:30-12:00 13:30-17:30". One that no time follows joins
 * the next rule, and is left. */
static lc_status read_times(lc_hours_parser *p, lc_hours_rule *r)
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
        if (lc_hours_is_mark(p->t, ',') &&
            (is_moment(p->t + 1) || p->t[1].word == LIFE_HOURS_ALL_DAY))
            p->t++;
    }
}

/* ---- rules ---- */

/* A comment without a state says something that no program reads: unknown. */
static lc_status read_meaning(lc_hours_parser *p, lc_hours_rule *r)
{
    if (p->t->word == LIFE_HOURS_STATE) {
        r->state = (lc_hours_state)p->t++->value;
        r->has_state = true;
    } else if (p->t->word == LIFE_HOURS_USUAL) {
        p->t++;
        r->usual = !r->span_count;
        r->state = r->usual ? LIFE_HOURS_UNKNOWN : LIFE_HOURS_OPEN;
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
        chinese = chinese || (lc_hours_days_is(from) && *from->at & 0x80);
    return chinese && !r->span_count && !r->has_state && !r->comment;
}

static bool is_dated(const lc_hours_rule *r)
{
    return r->years_count || r->dates_count || r->weeks_count || r->days ||
           r->season || r->holiday || r->in_school_holidays;
}

/* Dates and seasons: what stands before the days. */
static lc_status read_dates(lc_hours_parser *p, lc_hours_rule *r)
{
    lc_status st = lc_hours_days_years(p, r);

    if (!st)
        st = lc_hours_days_dates(p, r);
    if (!st)
        st = lc_hours_days_season(p, r);
    if (!st)
        st = lc_hours_days_weeks(p, r);
    return st;
}

/* Whether all times of a rule lie within those of the one before. */
static bool lies_within(const lc_hours_parser *p, const lc_hours_rule *r)
{
    const lc_hours_rule *last = r - 1;

    for (size_t i = 0; i < r->span_count; i++) {
        const lc_hours_span *s = &p->span[r->span_first + i];
        size_t k = 0;

        while (k < last->span_count &&
               (p->span[last->span_first + k].from > s->from ||
                p->span[last->span_first + k].to < s->to))
            k++;
        if (k == last->span_count)
            return false;
    }
    return r->span_count > 0;
}

/* "每天9:00-18:00，周六9:00-12:00": times that add nothing are meant to stand
 * in the stead of the others. In OpenStreetMap's language a comma adds, always.
 */
static bool stands_instead(const lc_hours_parser *p, const lc_hours_rule *r,
                           const lc_hours_token *start)
{
    return r->join == LIFE_HOURS_ADDS && p->rules && r->days &&
           *start->at & 0x80 && r->state == LIFE_HOURS_OPEN &&
           lies_within(p, r);
}

static lc_status read_rule(lc_hours_parser *p, lc_hours_join join)
{
    const lc_hours_token *start = p->t;
    lc_hours_rule *r = &p->rule[p->rules];
    bool always = false;
    lc_status st;

    if (p->rules == LIFE_HOURS_MAX_RULES)
        return lc_hours_too_many(p, "rules");
    *r = (lc_hours_rule){.join = join};
    st = read_dates(p, r);
    if (st)
        return st;
    if (p->t > start)
        lc_hours_take_mark(p, ':');
    if (p->t->word == LIFE_HOURS_ALWAYS) {
        always = true;
        p->t++;
    }
    st = lc_hours_days_read(p, r);
    if (!st && r->days)
        lc_hours_take_mark(p, ':');
    if (!st)
        st = read_times(p, r);
    if (!st)
        st = read_meaning(p, r);
    if (st)
        return st;
    if (p->t == start)
        return lc_hours_stop(p);
    if (leaves_times_open(r, start, p->t))
        r->state = LIFE_HOURS_UNKNOWN;
    if (stands_instead(p, r, start))
        r->join = LIFE_HOURS_REPLACES;
    r->dated = is_dated(r);
    r->doubtful = join == LIFE_HOURS_REPLACES && p->rules && !r->dated &&
                  !always && r->state != LIFE_HOURS_CLOSED &&
                  p->rule[p->rules - 1].dated;
    p->rules++;
    return LIFE_OK;
}

/* In brackets behind times alone, their days or dates; behind days alone, their
 * times: "8:30-17:30 (周一至周五)", "周一至周五（8:30-17:30）". Anything else
 * in them is a rule of its own: "9:00-17:00（周一闭馆）". */
static bool take_aside(lc_hours_parser *p)
{
    lc_hours_rule *r = &p->rule[p->rules - 1], was = *r;
    const lc_hours_token *start = p->t;
    size_t spans = p->spans, dates = p->dates, weeks = p->weeks;
    lc_status st = LIFE_ERR_PARSE;

    if (!lc_hours_take_mark(p, '('))
        return false;
    if (r->span_count && !r->dated) {
        st = read_dates(p, r);
        if (!st)
            st = lc_hours_days_read(p, r);
    } else if (!r->span_count && r->days &&
               (is_moment(p->t) || p->t->word == LIFE_HOURS_ALL_DAY)) {
        st = read_times(p, r);
        if (!r->has_state && !r->comment)
            r->state = LIFE_HOURS_OPEN;
    }
    if (!st && is_dated(r) && lc_hours_take_mark(p, ')')) {
        r->dated = true;
        r->doubtful = false;
        return true;
    }
    *r = was;
    p->spans = spans;
    p->dates = dates;
    p->weeks = weeks;
    p->t = start;
    return false;
}

/* Whether a new rule may follow without a mark: days behind times do, and one
 * season behind another. */
static bool begins_rule(const lc_hours_parser *p)
{
    const lc_hours_rule *r = &p->rule[p->rules - 1];
    bool season =
        p->t->word == LIFE_HOURS_SEASON || p->t->word == LIFE_HOURS_MONTH;

    return r->span_count && (lc_hours_days_is(p->t) ||
                             (season && (r->season || r->dates_count)));
}

/* How the next rule is joined. In brackets behind times, other dates with times
 * of their own ("8:00-18:00（夏季8:00-19:00）") may be for some of the days or
 * the times only: who knows. */
static bool read_join(lc_hours_parser *p, lc_hours_join *join)
{
    bool dates =
        p->t[1].word == LIFE_HOURS_SEASON || p->t[1].word == LIFE_HOURS_MONTH;

    *join = LIFE_HOURS_REPLACES;
    if (lc_hours_is_mark(p->t, '(') && dates)
        return false;
    if (lc_hours_take_mark(p, ',') || begins_rule(p)) {
        *join = LIFE_HOURS_ADDS;
    } else if (p->t->word == LIFE_HOURS_FALLBACK) {
        *join = LIFE_HOURS_ELSE;
        p->t++;
    } else if (!lc_hours_take_mark(p, ';') && !lc_hours_take_mark(p, '(')) {
        return false;
    }
    while (lc_hours_take_mark(p, ';') || lc_hours_take_mark(p, ')'))
        ;
    return true;
}

static lc_status read_rules(lc_hours_parser *p)
{
    lc_hours_join join = LIFE_HOURS_REPLACES;

    while (lc_hours_take_mark(p, ';'))
        ;
    for (;;) {
        lc_status st = read_rule(p, join);

        if (st)
            return st;
        while (take_aside(p) || lc_hours_take_mark(p, ')'))
            ;
        if (p->t->word == LIFE_HOURS_END)
            return LIFE_OK;
        if (!read_join(p, &join))
            return lc_hours_stop(p);
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

/* Sorted and each once. The day's own ends are always there, so that a loop
 * over a day has where to begin and to stop. */
static void list_edges(const lc_hours_parser *p, lc_hours *h)
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

/* What is unknown where no rule says open: all, if the text says only when it
 * is closed ("周日休息"), or speaks of one half of the year alone. */
static bool leaves_rest_open(const lc_hours *h)
{
    unsigned seasons = 0;
    bool opens = false, closes = h->rule_count > 0, all = true;

    for (size_t i = 0; i < h->rule_count; i++) {
        const lc_hours_rule *r = &h->rule[i];
        bool closed = r->state == LIFE_HOURS_CLOSED;

        closes = closes && closed && (r->dated || r->span_count);
        if (closed || r->usual)
            continue;
        opens = true;
        all = all && r->season;
        seasons |= r->season >> JULY & 1 ? 1 : 2;
    }
    return closes || (opens && all && seasons != 3);
}

/* What has to be guessed of a day, and whether a calendar is needed. */
static void find_doubts(lc_hours *h, const lc_hours_calendar *calendar)
{
    bool public = h->public_off || h->public_other, workdays = false;

    for (size_t i = 0; i < h->rule_count; i++) {
        const lc_hours_rule *r = &h->rule[i];

        public = public || (r->usual && (r->holiday || r->or_holiday));
        workdays = workdays || r->workdays;
        if (r->season)
            h->doubts |= LIFE_GUESS_SUMMER;
    }
    if (h->school)
        h->doubts |= LIFE_GUESS_SCHOOL;
    if (!calendar || (!public && !workdays))
        return;
    h->calendar = calendar;
    h->doubts |= LIFE_GUESS_HOLIDAY;
    if (workdays)
        h->doubts |= LIFE_GUESS_WORKED;
}

static void note_traits(lc_hours *h)
{
    for (size_t i = 0; i < h->rule_count; i++) {
        const lc_hours_rule *r = &h->rule[i];

        if ((r->holiday || r->or_holiday) && !r->usual) {
            if (r->state == LIFE_HOURS_CLOSED && !r->span_count)
                h->public_off = true;
            else
                h->public_other = true;
        }
        h->public_off = h->public_off || r->workdays;
        h->school = h->school || r->in_school_holidays || r->or_school_holidays;
        h->seasonal = h->seasonal || r->years_count || r->dates_count ||
                      r->weeks_count || r->season;
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

static lc_hours *finish(const lc_hours_parser *p)
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
    find_doubts(h, p->calendar);
    h->open_rest = leaves_rest_open(h);
    return h;
}

/* A word takes a byte at least; its end and two zeros stand behind the last. */
static size_t tokens_at_most(const char *text)
{
    return strnlen(text, LIFE_HOURS_MAX_TOKENS - 1) + 3;
}

lc_status lc_hours_parse(const lc_hours_words *words,
                         const lc_hours_calendar *calendar, lc_arena *arena,
                         const char *text, const lc_hours **out, lc_error *err)
{
    lc_hours_token *token = lc_calloc(tokens_at_most(text), sizeof *token);
    lc_hours_token *ordered = NULL;
    lc_hours_parser *p = lc_calloc(1, sizeof *p);
    lc_status st;

    *out = NULL;
    if (!token || !p) {
        st = lc_no_memory(err, "hours");
        goto done;
    }
    p->calendar = calendar;
    p->arena = arena;
    p->err = err;
    st = lc_hours_lex(words, text, token, err);
    if (!st)
        st = lc_hours_order(token, &ordered, err);
    p->t = ordered;
    if (!st)
        st = read_rules(p);
    if (!st)
        lc_hours_settle(p, text);
    if (!st && !(*out = finish(p)))
        st = lc_no_memory(err, "hours");
done:
    lc_free(p);
    lc_free(ordered);
    lc_free(token);
    return st;
}
