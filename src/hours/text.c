/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/text.c - a week's opening hours in plain words.
 *
 * The words are made from what the rules say, not from how they are written:
 * the days of a week that have the same times are named together.
 */
#include "src/hours/daily.h"

#include <string.h>

enum { MAX_TIMES = 2 * LIFE_HOURS_MAX_SPANS + 2 };

typedef struct times { /* of one day */
    size_t count;
    struct {
        int from, to;
        lc_hours_state state;
    } at[MAX_TIMES];
} times;

typedef struct words {
    const char *day[7], *to, *list, *daily, *closed, *always, *unsure,
        *no_times, *next, *time_list, *public_off, *public_other, *school,
        *seasonal, *quote[2];
} words;

static const words chinese_words = {
    {"周一", "周二", "周三", "周四", "周五", "周六", "周日"},
    "至",
    "、",
    "每天",
    "休息",
    "24 小时开放",
    "（不确定）",
    "时间不详",
    "；",
    "、",
    "公共假日休息",
    "公共假日可能不同",
    "学校假期可能不同",
    "其他时期可能不同",
    {"“", "”"}};

static const words english_words = {
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    "–",
    ", ",
    "daily",
    "closed",
    "open 24 hours",
    " (not certain)",
    "times not known",
    "; ",
    ", ",
    "closed on public holidays",
    "public holidays may differ",
    "school holidays may differ",
    "other times of the year may differ",
    {"“", "”"}};

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

static void times_of(const lc_hours *h, int64_t day, times *out)
{
    lc_hours_daily d;

    lc_hours_daily_rules(h, day, false, &d);
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
static void put_days(lc_buf *out, const words *w, unsigned set)
{
    bool first = true;

    if (set == 127) {
        lc_buf_puts(out, w->daily);
        return;
    }
    for (int d = 0; d < 7; d++) {
        int end = d;

        if (!(set >> d & 1))
            continue;
        while (end + 1 < 7 && set >> (end + 1) & 1)
            end++;
        lc_buf_printf(out, "%s%s", first ? "" : w->list, w->day[d]);
        if (end > d + 1) {
            lc_buf_printf(out, "%s%s", w->to, w->day[end]);
            d = end;
        }
        first = false;
    }
}

/* "08:00"; past midnight as the next day's clock shows it. */
static void put_clock(lc_buf *out, int minute)
{
    if (minute > LIFE_DAY_MIN)
        minute -= LIFE_DAY_MIN;
    lc_buf_printf(out, "%02d:%02d", minute / 60, minute % 60);
}

static void put_times(lc_buf *out, const words *w, const times *t)
{
    if (!t->count)
        lc_buf_puts(out, w->closed);
    for (size_t i = 0; i < t->count; i++) {
        bool unsure = t->at[i].state == LIFE_HOURS_UNKNOWN;

        if (i)
            lc_buf_puts(out, w->time_list);
        if (unsure && t->at[i].from == 0 && t->at[i].to == LIFE_DAY_MIN) {
            lc_buf_puts(out, w->no_times);
            continue;
        }
        put_clock(out, t->at[i].from);
        lc_buf_puts(out, "–");
        put_clock(out, t->at[i].to);
        if (unsure)
            lc_buf_puts(out, w->unsure);
    }
}

static bool all_open(const times *week)
{
    for (int d = 0; d < 7; d++)
        if (week[d].count != 1 || week[d].at[0].from != 0 ||
            week[d].at[0].to != LIFE_DAY_MIN ||
            week[d].at[0].state != LIFE_HOURS_OPEN)
            return false;
    return true;
}

static void put_week(lc_buf *out, const words *w, const times *week)
{
    unsigned said = 0;

    if (all_open(week)) {
        lc_buf_puts(out, w->always);
        return;
    }
    for (int d = 0; d < 7; d++) {
        unsigned set = 0;

        if (said >> d & 1)
            continue;
        for (int e = d; e < 7; e++)
            if (same_times(&week[d], &week[e]))
                set |= 1u << e;
        if (said)
            lc_buf_puts(out, w->next);
        said |= set;
        put_days(out, w, set);
        if (week[d].count || w != &chinese_words)
            lc_buf_putc(out, ' ');
        put_times(out, w, &week[d]);
    }
}

static void put_notes(lc_buf *out, const words *w, const lc_hours *h)
{
    const struct {
        bool holds;
        const char *text;
    } notes[] = {{h->public_off && !h->public_other, w->public_off},
                 {h->public_other, w->public_other},
                 {h->school, w->school},
                 {h->seasonal, w->seasonal}};

    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (notes[i].holds)
            lc_buf_printf(out, "%s%s", w->next, notes[i].text);
    for (size_t i = 0; i < h->rule_count; i++)
        if (h->rule[i].comment && *h->rule[i].comment)
            lc_buf_printf(out, "%s%s%s%s", w->next, w->quote[0],
                          h->rule[i].comment, w->quote[1]);
}

void lc_hours_text(const lc_hours *h, lc_local t, lc_lang lang, lc_buf *out)
{
    const words *w = lang == LIFE_LANG_ZH ? &chinese_words : &english_words;
    lc_date at = lc_date_of(t);
    times week[7];

    for (int d = 0; d < 7; d++)
        times_of(h, at.number - at.weekday + d, &week[d]);
    put_week(out, w, week);
    put_notes(out, w, h);
}
