/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/order.c - people write the parts of a rule in any order.
 *
 *      08:00-17:00 Mo-Fr            Mo-Fr 08:00-17:00
 *      9:00-12:00；13:00-17:00      9:00-12:00,13:00-17:00
 *      除周一外9:00-17:00           9:00-17:00; 周一 off
 *      周一至周五（法定节假日除外）9:00-17:00
 *                                   周一至周五 9:00-17:00; PH off
 *
 * A text of which two readings differ is given up: it is better not to know
 * than to be wrong.
 */
#include "src/hours/order.h"

#include "lifecircle/base/mem.h"
#include "src/hours/lex.h"

#include <ctype.h>
#include <string.h>

typedef struct words {
    lc_hours_token *v;
    size_t n, room;
} words;

/* ---- what stands where ---- */

static bool is_mark(const lc_hours_token *t, int mark)
{
    return t->word == LIFE_HOURS_MARK && t->value == mark;
}

static bool is_day(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_DAYS || t->word == LIFE_HOURS_PUBLIC ||
           t->word == LIFE_HOURS_SCHOOL;
}

static bool is_closed(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_STATE && t->value == LIFE_HOURS_CLOSED;
}

static bool is_moment(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_TIME || t->word == LIFE_HOURS_SUN ||
           (t->word == LIFE_HOURS_NUMBER && t->value <= 26);
}

/* Behind one span of time; `t` itself where none begins there. */
static const lc_hours_token *behind_span(const lc_hours_token *t)
{
    if (t->word == LIFE_HOURS_ALL_DAY)
        return t + 1;
    if (!is_moment(t))
        return t;
    if (is_mark(t + 1, '+'))
        return t + 2;
    if (!is_mark(t + 1, '-') || !is_moment(t + 2))
        return t;
    return is_mark(t + 3, '+') ? t + 4 : t + 3;
}

/* Behind spans in a row, with commas or without. */
static const lc_hours_token *behind_times(const lc_hours_token *t)
{
    const lc_hours_token *end = behind_span(t);

    while (end > t) {
        t = end;
        end = behind_span(is_mark(t, ',') ? t + 1 : t);
        if (is_mark(t, ',') && end == t + 1)
            break;
    }
    return t;
}

/* Behind a day, a range of days or an n-th of the month. */
static const lc_hours_token *behind_day(const lc_hours_token *t)
{
    if (!is_day(t))
        return t;
    if (is_mark(t + 1, '-') && is_day(t + 2))
        return t + 3;
    t++;
    if (is_mark(t, '['))
        while (t->word != LIFE_HOURS_END && !is_mark(t++, ']'))
            ;
    return t;
}

static const lc_hours_token *behind_days(const lc_hours_token *t)
{
    const lc_hours_token *end = behind_day(t);

    while (end > t) {
        t = end;
        end = is_mark(t, ',') && is_day(t + 1) ? behind_day(t + 1) : t;
    }
    return t;
}

/* The weekdays named from `t` to `end`; of "Sa-PH" the first alone. */
static unsigned set_of(const lc_hours_token *t, const lc_hours_token *end)
{
    unsigned set = 0;

    for (; t < end; t++) {
        unsigned day = t->word == LIFE_HOURS_DAYS ? (unsigned)t->value : 0;

        if (day && is_mark(t + 1, '-') && t + 2 < end &&
            t[2].word == LIFE_HOURS_DAYS && t[2].value)
            for (int d = __builtin_ctz(day); !((unsigned)t[2].value >> d & 1);
                 d = (d + 1) % 7)
                set |= 1u << d;
        set |= day;
    }
    return set;
}

/* ---- putting ---- */

static bool put(words *w, const lc_hours_token *from, const lc_hours_token *to)
{
    size_t n = (size_t)(to - from);

    if (n >= w->room - w->n)
        return false;
    memcpy(w->v + w->n, from, n * sizeof *from);
    w->n += n;
    return true;
}

static bool put_mark(words *w, int mark, const lc_hours_token *at)
{
    lc_hours_token t = {.word = LIFE_HOURS_MARK, .value = mark, .at = at->at};

    return put(w, &t, &t + 1);
}

/* ---- single words ---- */

/* "5-10月": the first is a month as well. "/" between times or days is a
 * comma, and a last entry says nothing of when it is open. */
static void mend_words(words *w)
{
    size_t n = 0;
    lc_hours_token *t = w->v;

    for (size_t i = 0; i < w->n; i++) {
        bool bracket = n && is_mark(&t[n - 1], '(');

        if (t[i].word == LIFE_HOURS_NUMBER && t[i].value >= 1 &&
            t[i].value <= 12 && is_mark(&t[i + 1], '-') &&
            t[i + 2].word == LIFE_HOURS_MONTH &&
            isdigit((unsigned char)*t[i + 2].at) &&
            (!n || t[n - 1].word != LIFE_HOURS_MONTH))
            t[i].word = LIFE_HOURS_MONTH;
        if (is_mark(&t[i], '/') && n &&
            ((is_day(&t[n - 1]) && is_day(&t[i + 1])) ||
             (is_moment(&t[n - 1]) && behind_span(&t[i + 1]) > &t[i + 1])))
            t[i].value = ',';
        if (is_moment(&t[i]) && t[i + 1].word == LIFE_HOURS_LAST) {
            if (n &&
                (bracket || is_mark(&t[n - 1], ',') || is_mark(&t[n - 1], ';')))
                n--;
            i += bracket && is_mark(&t[i + 2], ')') ? 2 : 1;
            continue;
        }
        t[n++] = t[i];
    }
    w->n = n;
}

static bool begins_part(const lc_hours_token *v, size_t i)
{
    return !i || is_mark(&v[i - 1], ';') || is_mark(&v[i - 1], ',') ||
           is_mark(&v[i - 1], '(');
}

/* "open 8:00-17:00", "午休12:00-13:00", "closed Su": what holds stands behind
 * its times or days, and begins a rule of its own. */
static void mend_states(words *w)
{
    lc_hours_token *t = w->v;

    for (size_t i = 0; i + 1 < w->n; i++) {
        size_t end;
        lc_hours_token state = t[i];

        if (state.word != LIFE_HOURS_STATE || !begins_part(t, i))
            continue;
        end = (size_t)(behind_times(&t[i + 1]) - t);
        if (end == i + 1 && is_closed(&state))
            end = (size_t)(behind_days(&t[i + 1]) - t);
        if (end == i + 1 || t[end].word == LIFE_HOURS_STATE)
            continue;
        if (i && is_mark(&t[i - 1], ','))
            t[i - 1].value = ';';
        memmove(&t[i], &t[i + 1], (end - i - 1) * sizeof *t);
        t[end - 1] = state;
        i = end - 1;
    }
}

/* "Mo-Fr, 8:00-17:00", "周一至周五；8:30-17:30": the times of these days. */
static void mend_marks(words *w)
{
    size_t n = 0;
    lc_hours_token *t = w->v;

    for (size_t i = 0; i < w->n; i++) {
        size_t begin = n;
        bool mark = is_mark(&t[i], ',') || is_mark(&t[i], ';');

        while (begin && !begins_part(t, begin))
            begin--;
        while (begin > 1 && is_mark(&t[begin - 1], ',') &&
               is_day(&t[begin - 2]))
            do
                begin--;
            while (begin && !begins_part(t, begin));
        if (mark && n && is_day(&t[begin]) && behind_days(&t[begin]) == &t[n] &&
            behind_span(&t[i + 1]) > &t[i + 1])
            continue;
        t[n++] = t[i];
    }
    w->n = n;
}

/* ---- exceptions ---- */

/* "除 days 外", "(除 days)", or "(days off)" before times: behind it, with its
 * days from *first to *last; else `t`. */
static const lc_hours_token *behind_exception(const lc_hours_token *t,
                                              const lc_hours_token **first,
                                              const lc_hours_token **last)
{
    bool bracket = is_mark(t, '(');
    bool except = t[bracket].word == LIFE_HOURS_EXCEPT, outside;
    const lc_hours_token *end;

    if (!bracket && !except)
        return t;
    *first = t + bracket + except;
    *last = end = behind_days(*first);
    outside = end->word == LIFE_HOURS_OUTSIDE;
    if (end == *first || !(except ? bracket || outside : is_closed(end)))
        return t;
    end += !except || outside;
    if (bracket && !is_mark(end, ')'))
        return t;
    end += bracket;
    end += is_mark(end, ':') || is_mark(end, ',');
    return except || behind_span(end) > end ? end : t;
}

/* Exceptions become rules of their own, at the end. */
static bool move_exceptions(const words *from, words *to)
{
    static const lc_hours_token closed = {
        .word = LIFE_HOURS_STATE, .value = LIFE_HOURS_CLOSED, .at = ""};
    const lc_hours_token *end = from->v + from->n - 1, *first, *last;
    bool fits = true;

    for (const lc_hours_token *t = from->v; t < end; t++) {
        const lc_hours_token *next = behind_exception(t, &first, &last);

        fits = fits && (next > t || put(to, t, t + 1));
        t = next > t ? next - 1 : t;
    }
    while (to->n && is_mark(&to->v[to->n - 1], ';'))
        to->n--;
    for (const lc_hours_token *t = from->v; t < end; t++) {
        const lc_hours_token *next = behind_exception(t, &first, &last);

        if (next == t)
            continue;
        fits = fits && put_mark(to, ';', first) && put(to, first, last) &&
               put(to, &closed, &closed + 1);
        t = next - 1;
    }
    return fits && put(to, end, end + 1);
}

/* The nearest word from `t` on that says when it is open, or that it isn't;
 * `step` is 1 or -1. NULL: none. */
static const lc_hours_token *next_said(const words *w, size_t i, int step)
{
    for (; i < w->n; i += (size_t)step) { /* below 0 it is a large number */
        const lc_hours_token *t = w->v + i;

        if (t->word == LIFE_HOURS_STATE || is_moment(t) ||
            t->word == LIFE_HOURS_ALL_DAY)
            return t;
    }
    return NULL;
}

/* "周一闭馆（节假日除外）": then it is open on Mondays that are holidays, and
 * at what times nobody says. */
static bool excepts_closing(const words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        const lc_hours_token *said = NULL;

        if (w->v[i].word == LIFE_HOURS_EXCEPT)
            said = next_said(w, i + 1, 1);
        else if (w->v[i].except)
            said = next_said(w, i - 1, -1);
        if (said && is_closed(said) && !said->except)
            return true;
    }
    return false;
}

/* ---- semicolons within a day ---- */

static bool is_chinese(const lc_hours_token *t)
{
    return *t->at & 0x80 || t->halved;
}

/* Whether the span at `next` comes after the times that end before `mark`, by
 * the clock, or by twelve hours of it where no part of the day is said. */
static bool comes_after(const lc_hours_token *mark, const lc_hours_token *next)
{
    const lc_hours_token *to = mark - 1;
    const int noon = LIFE_DAY_MIN / 2;

    if (to->word != LIFE_HOURS_TIME || next->word != LIFE_HOURS_TIME ||
        !is_mark(to - 1, '-') || to[-2].value >= to->value)
        return false;
    if (next->value >= to->value)
        return true;
    return !next->halved && next->value + noon >= to->value &&
           is_mark(next + 1, '-') && next[2].word == LIFE_HOURS_TIME &&
           next[2].value > next->value && next[2].value <= noon;
}

/* Where the part of the text that the semicolon at `i` ends begins. */
static size_t part_begin(const words *w, size_t i)
{
    while (i && !is_mark(&w->v[i - 1], ';'))
        i--;
    return i;
}

/* "times; times": 0 no, 1 the same day's, -1 can't be told. */
static int joins_times(const words *w, size_t i)
{
    const lc_hours_token *t = w->v + i, *end = behind_times(t + 1);
    const lc_hours_token *begin = w->v + part_begin(w, i);
    bool dated = behind_times(begin) != t;
    const lc_hours_token *days = behind_days(end);
    unsigned set = set_of(end, days);

    if (i < 3 || behind_span(t + 1) == t + 1 || !is_moment(t - 1) ||
        end->word == LIFE_HOURS_STATE || end->word == LIFE_HOURS_COMMENT)
        return 0;
    if (days > end && (dated || days->word == LIFE_HOURS_STATE))
        return 0; /* "times days; times days" */
    if (days > end && behind_span(days) > days)
        return 0;
    if (!comes_after(t, t + 1))
        return dated || days > end ? 0 : -1;
    if (days > end)
        return set & (set - 1) ? 1 : -1;
    return !dated || is_chinese(t) || is_chinese(begin) || t[1].halved;
}

static lc_status join_times(words *w, lc_error *err)
{
    for (size_t i = 0; i < w->n; i++) {
        int joins;

        if (!is_mark(&w->v[i], ';'))
            continue;
        joins = joins_times(w, i);
        if (joins < 0)
            return lc_hours_lex_unread(w->v[i].at, err);
        if (joins)
            w->v[i].value = ',';
    }
    return LIFE_OK;
}

/* ---- days behind their times ---- */

/* Behind the end of one part: the next semicolon or || or bracket. */
static const lc_hours_token *part_end(const lc_hours_token *t)
{
    while (t->word != LIFE_HOURS_END && t->word != LIFE_HOURS_FALLBACK &&
           !is_mark(t, ';') && !is_mark(t, '('))
        t++;
    return t;
}

/* Of "times days, days off" where the second days begin: those that are closed
 * are the rest of the week. NULL: one list of days. */
static const lc_hours_token *closed_rest(const lc_hours_token *t,
                                         const lc_hours_token *end)
{
    for (const lc_hours_token *c = behind_day(t); is_mark(c, ',') && c < end;
         c = behind_day(c + 1)) {
        unsigned a = set_of(t, c), b = set_of(c + 1, end);

        if ((a | b) == 127 && !(a & b))
            return c;
    }
    return NULL;
}

/* "times days" once or more up to `end`: the days stand before their times,
 * and rules after one another. False where it isn't that. */
static bool put_turned(words *w, const lc_hours_token *t,
                       const lc_hours_token *end)
{
    size_t was = w->n;
    const lc_hours_token *start = t;

    while (t < end) {
        const lc_hours_token *days = behind_times(t), *from = days, *next;

        from += is_mark(days, ',') && days > t;
        next = behind_days(from);
        if (days == t || next == from)
            break;
        if ((t > start && !put_mark(w, ',', t)) || !put(w, from, next) ||
            !put(w, t, days))
            break;
        t = next;
        t += t < end && is_mark(t, ',') && behind_span(t + 1) > t + 1;
    }
    if (t < end && (t->word == LIFE_HOURS_COMMENT ||
                    (t->word == LIFE_HOURS_STATE && !is_closed(t))))
        t = put(w, t, end) ? end : t;
    if (t == end && t > start)
        return true;
    w->n = was;
    return false;
}

/* "times days days off", "times days, days off": false where it isn't that. */
static bool put_with_closed(words *w, const lc_hours_token *t,
                            const lc_hours_token *end)
{
    const lc_hours_token *days = behind_times(t), *next = behind_days(days);
    const lc_hours_token *rest = closed_rest(days, next);

    if (is_day(next) && is_closed(behind_days(next)))
        rest = next - 1;
    else if (!rest || !is_closed(next))
        return false;
    return put(w, days, rest == next - 1 ? next : rest) && put(w, t, days) &&
           put_mark(w, ';', next) && put(w, rest + 1, end);
}

/* "times days times" without a mark: whose times are whose? "times days, days
 * off" of days that aren't the rest of the week: the same. */
static bool is_unclear(const lc_hours_token *t, const lc_hours_token *end)
{
    const lc_hours_token *days = behind_times(t), *next = behind_days(days);

    if (days == t || next == days || next >= end)
        return false;
    if (behind_span(next) > next)
        return true;
    if (!is_closed(next))
        return false;
    for (t = days; t < next; t++)
        if (is_mark(t, ','))
            return set_of(days, next) != set_of(days, t) &&
                   set_of(days, t) & (set_of(days, t) - 1);
    return false;
}

/* "周六 休息 周日 休息": days behind what holds on others begin a rule. */
static bool put_parted(words *w, const lc_hours_token *t,
                       const lc_hours_token *end)
{
    const lc_hours_token *start = t;

    for (; t < end; t++) {
        bool state = t->word == LIFE_HOURS_STATE || t->word == LIFE_HOURS_USUAL;

        if (!put(w, t, t + 1) ||
            (state && t > start && is_day(t + 1) && !put_mark(w, ';', t)))
            return false;
    }
    return true;
}

/* "times; days", no more: the days of these times. */
static bool is_times_then_days(const lc_hours_token *t)
{
    const lc_hours_token *mark = behind_times(t);

    return mark > t && is_mark(mark, ';') && is_day(mark + 1) &&
           behind_days(mark + 1)->word == LIFE_HOURS_END;
}

/* "(days) times" */
static const lc_hours_token *behind_bracketed(const lc_hours_token *t)
{
    const lc_hours_token *end = is_mark(t, '(') ? behind_days(t + 1) : t;

    if (end < t + 2 || !is_mark(end, ')') || behind_span(end + 1) == end + 1)
        return t;
    return end + 1;
}

static lc_status turn_part(words *w, const lc_hours_token **at, lc_error *err)
{
    const lc_hours_token *t = *at, *end = part_end(t);

    *at = end;
    if (put_turned(w, t, end))
        return LIFE_OK;
    if (behind_times(t) > t && put_with_closed(w, t, end))
        return LIFE_OK;
    if (is_unclear(t, end))
        return lc_hours_lex_unread(behind_times(t)->at, err);
    return put_parted(w, t, end) ? LIFE_OK
                                 : lc_fail(err, LIFE_ERR_LIMIT,
                                           "opening hours have too many "
                                           "words");
}

static lc_status turn_parts(const words *from, words *to, lc_error *err)
{
    const lc_hours_token *t = from->v;
    lc_status st = LIFE_OK;

    if (is_times_then_days(t))
        from->v[behind_times(t) - t].value = ',';
    while (!st && t->word != LIFE_HOURS_END) {
        const lc_hours_token *in = behind_bracketed(t);

        if (in > t) {
            put(to, t + 1, in - 1);
            t = in;
        }
        st = turn_part(to, &t, err);
        if (!st && t->word != LIFE_HOURS_END)
            put(to, t, t + 1);
        t += t->word != LIFE_HOURS_END;
    }
    if (!st && !put(to, t, t + 1))
        st = lc_fail(err, LIFE_ERR_LIMIT, "opening hours have too many words");
    return st;
}

/* ---- all ---- */

/* Of one piece of memory the first half is what comes out. */
static lc_status put_in_order(lc_hours_token *out, size_t room,
                              const lc_hours_token *in, size_t n, lc_error *err)
{
    words a = {out, 0, room}, b = {out + room + LIFE_HOURS_AHEAD, 0, room};
    lc_status st;

    put(&a, in, in + n);
    if (excepts_closing(&a))
        return lc_hours_lex_unread(in->at, err);
    mend_words(&a);
    mend_states(&a);
    mend_marks(&a);
    if (!move_exceptions(&a, &b))
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "opening hours have too many words");
    st = join_times(&b, err);
    if (st)
        return st;
    a.n = 0;
    return turn_parts(&b, &a, err);
}

lc_status lc_hours_order(const lc_hours_token *in, lc_hours_token **out,
                         lc_error *err)
{
    size_t n = 1, room;
    lc_status st;

    while (in[n - 1].word != LIFE_HOURS_END)
        n++;
    room = LIFE_HOURS_GROWTH * (n + 2);
    if (room > LIFE_HOURS_MAX_ORDERED)
        room = LIFE_HOURS_MAX_ORDERED;
    *out = lc_calloc(2 * (room + LIFE_HOURS_AHEAD), sizeof **out);
    if (!*out)
        return lc_no_memory(err, "hours");
    st = put_in_order(*out, room, in, n, err);
    if (st) {
        lc_free(*out);
        *out = NULL;
    }
    return st;
}
