/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/hours.c - see hours.h.
 *
 * The words are made from what the rules say, not from how they are written:
 * the days of a week that have the same times are named together.
 */
#include "lifecircle/words/hours.h"

#include "lifecircle/base/date.h"
#include "lifecircle/words/say.h"
#include "src/hours/daily.h"

enum { MAX_TIMES = 2 * LIFE_HOURS_MAX_SPANS + 2, CLOCK_BYTES = 6 };

typedef struct times { /* of one day */
    size_t count;
    struct {
        int from, to;
        lc_hours_state state;
    } at[MAX_TIMES];
} times;

/* Days are named together only where all of their times agree. */
static bool same_times(const times *a, const times *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i].from != b->at[i].from || a->at[i].to != b->at[i].to ||
            a->at[i].state != b->at[i].state)
            return false;
    return true;
}

/* Times that touch and have the same state are one: rules may cut a day at
 * any minute. */
static void times_of(const lc_hours *h, int64_t day, times *out)
{
    lc_hours_daily d;

    lc_hours_daily_rules(h, day, LIFE_GUESS_PLAIN, &d);
    out->count = 0;
    for (size_t i = 0; i + 1 < h->edge_count; i++) {
        lc_hours_state s = lc_hours_daily_state(&d, h->edge[i], NULL);

        if (s == LIFE_HOURS_CLOSED)
            continue;
        if (out->count && out->at[out->count - 1].to == h->edge[i] &&
            out->at[out->count - 1].state == s) {
            out->at[out->count - 1].to = h->edge[i + 1];
            continue;
        }
        out->at[out->count].from = h->edge[i];
        out->at[out->count].to = h->edge[i + 1];
        out->at[out->count++].state = s;
    }
}

/* "Mon–Fri", "Sat, Sun": runs of three and more are drawn together. */
static void put_days(lc_buf *out, lc_lang lang, unsigned set)
{
    const char *day[7];
    bool first = true;

    for (int d = 0; d < 7; d++)
        day[d] = lc_say_text(lang, (lc_sentence)(LIFE_SAY_HOURS_MON + d));
    for (int d = 0; d < 7; d++) {
        int end = d;

        if (!(set >> d & 1))
            continue;
        while (end + 1 < 7 && set >> (end + 1) & 1)
            end++;
        if (!first)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_DAY_LIST));
        if (end > d + 1) {
            LC_SAY(out, lang, LIFE_SAY_HOURS_DAYS, day[d], day[end]);
            d = end;
        } else {
            lc_buf_puts(out, day[d]);
        }
        first = false;
    }
}

/* "08:00"; past midnight as the next day's clock shows it. By hand, as a week
 * has dozens of them in each language. */
static void put_clock(char text[CLOCK_BYTES], int minute)
{
    if (minute > LIFE_DAY_MIN)
        minute -= LIFE_DAY_MIN;
    text[0] = (char)('0' + minute / 600 % 10);
    text[1] = (char)('0' + minute / 60 % 10);
    text[2] = ':';
    text[3] = (char)('0' + minute % 60 / 10);
    text[4] = (char)('0' + minute % 10);
    text[5] = '\0';
}

/* An end is told as it is: 25:30 is 01:30 of the next day. */
static void put_times(lc_buf *out, lc_lang lang, const times *t)
{
    if (!t->count)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_CLOSED));
    for (size_t i = 0; i < t->count; i++) {
        bool unsure = t->at[i].state == LIFE_HOURS_UNKNOWN;
        char from[CLOCK_BYTES], to[CLOCK_BYTES];

        if (i)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_TIME_LIST));
        if (unsure && t->at[i].from == 0 && t->at[i].to == LIFE_DAY_MIN) {
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_NO_TIMES));
            continue;
        }
        put_clock(from, t->at[i].from);
        put_clock(to, t->at[i].to);
        LC_SAY(out, lang, LIFE_SAY_HOURS_TIMES, from, to);
        if (unsure)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_UNSURE));
    }
}

/* A week that never closes needs no days. */
static bool all_open(const times *week)
{
    for (int d = 0; d < 7; d++)
        if (week[d].count != 1 || week[d].at[0].from != 0 ||
            week[d].at[0].to != LIFE_DAY_MIN ||
            week[d].at[0].state != LIFE_HOURS_OPEN)
            return false;
    return true;
}

/* Each day is named once, with the first of those that share its times. */
static void put_week(lc_buf *out, lc_lang lang, const times *week)
{
    unsigned named = 0; /* days, a bit each */

    if (all_open(week)) {
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_ALWAYS));
        return;
    }
    for (int d = 0; d < 7; d++) {
        unsigned set = 0;

        if (named >> d & 1)
            continue;
        for (int e = d; e < 7; e++)
            if (same_times(&week[d], &week[e]))
                set |= 1u << e;
        if (named)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_NEXT));
        named |= set;
        if (set == 127)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HOURS_DAILY));
        else
            put_days(out, lang, set);
        /* Chinese sets figures apart from words, but not words: 周日休息 */
        if (week[d].count || lang != LIFE_LANG_ZH)
            lc_buf_putc(out, ' ');
        put_times(out, lang, &week[d]);
    }
}

/* What the week above can't hold: holidays, seasons, remarks. */
static void put_notes(lc_buf *out, lc_lang lang, const lc_hours *h)
{
    const struct {
        bool holds;
        lc_sentence text;
    } notes[] = {{h->public_off && !h->public_other, LIFE_SAY_HOURS_PUBLIC_OFF},
                 {h->public_other, LIFE_SAY_HOURS_PUBLIC_OTHER},
                 {h->school, LIFE_SAY_HOURS_SCHOOL},
                 {h->seasonal, LIFE_SAY_HOURS_SEASONAL}};
    const char *next = lc_say_text(lang, LIFE_SAY_HOURS_NEXT);

    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (notes[i].holds)
            lc_buf_printf(out, "%s%s", next, lc_say_text(lang, notes[i].text));
    for (size_t i = 0; i < h->rule_count; i++) {
        if (!h->rule[i].comment || !*h->rule[i].comment)
            continue;
        lc_buf_puts(out, next);
        LC_SAY(out, lang, LIFE_SAY_HOURS_QUOTED, h->rule[i].comment);
    }
}

/* The week that `t` lies in. */
static void week_of(const lc_hours *h, lc_local t, times week[7])
{
    lc_date at = lc_date_of(t);

    for (int d = 0; d < 7; d++)
        times_of(h, at.number - at.weekday + d, &week[d]);
}

void lc_hours_text(const lc_hours *h, lc_local t, lc_lang lang, lc_buf *out)
{
    times week[7];

    week_of(h, t, week);
    put_week(out, lang, week);
    put_notes(out, lang, h);
}

void lc_hours_texts(const lc_hours *h, lc_local t, lc_buf out[LIFE_LANG_COUNT])
{
    times week[7];

    week_of(h, t, week);
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        put_week(&out[lang], (lc_lang)lang, week);
        put_notes(&out[lang], (lc_lang)lang, h);
    }
}
