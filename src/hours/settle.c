/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/settle.c - see settle.h.
 */
#include "src/hours/settle.h"

#include <string.h>

#define WEEKEND 0x60 /* of a set of days */

/* OpenStreetMap's key lets a later rule take the place of an earlier one of
 * its days; people who write Chinese never mean that of times that lie apart.
 */
static bool is_chinese(const char *text)
{
    while (*text && !(*text & 0x80))
        text++;
    return *text;
}

/* Open at times on days of the week, and nothing more. */
static bool is_plain(const lc_hours_rule *r)
{
    return r->state == LIFE_HOURS_OPEN && !r->usual && !r->comment &&
           r->span_count && !r->dates_count && !r->years_count &&
           !r->weeks_count && !r->in_school_holidays;
}

static bool have_same_days(const lc_hours_rule *a, const lc_hours_rule *b)
{
    return a->dated && b->dated && a->days == b->days &&
           a->season == b->season && a->workdays == b->workdays &&
           a->holiday == b->holiday && a->or_holiday == b->or_holiday &&
           a->or_school_holidays == b->or_school_holidays &&
           !memcmp(a->nth, b->nth, sizeof a->nth);
}

static bool lie_apart(const lc_hours_parser *p, const lc_hours_rule *a,
                      const lc_hours_rule *b)
{
    for (size_t i = 0; i < a->span_count; i++)
        for (size_t k = 0; k < b->span_count; k++) {
            const lc_hours_span *x = &p->span[a->span_first + i];
            const lc_hours_span *y = &p->span[b->span_first + k];

            if (x->from < y->to && y->from < x->to)
                return false;
        }
    return true;
}

static void join_repeats(lc_hours_parser *p)
{
    for (size_t i = 1; i < p->rules; i++) {
        const lc_hours_rule *before = &p->rule[i - 1];
        lc_hours_rule *r = &p->rule[i];

        if (r->join == LIFE_HOURS_REPLACES && is_plain(before) && is_plain(r) &&
            have_same_days(before, r) && lie_apart(p, before, r))
            r->join = LIFE_HOURS_ADDS;
    }
}

/* Of a text of working days and of holidays, the rule of these; NULL where
 * something is said of weekends. 节假日 may mean them, too. */
static const lc_hours_rule *holidays_alone(const lc_hours_parser *p)
{
    const lc_hours_rule *found = NULL;
    bool works = false;

    for (size_t i = 0; i < p->rules; i++) {
        const lc_hours_rule *r = &p->rule[i];

        works = works || r->workdays;
        if (r->holiday && is_plain(r))
            found = r;
        else if (!r->workdays && (!r->days || r->days & WEEKEND))
            return NULL;
    }
    return works ? found : NULL;
}

static void doubt_weekends(lc_hours_parser *p)
{
    const lc_hours_rule *holidays = holidays_alone(p);
    lc_hours_rule weekends;

    if (!holidays || p->rules == LIFE_HOURS_MAX_RULES)
        return;
    weekends = (lc_hours_rule){.state = LIFE_HOURS_UNKNOWN,
                               .has_state = true,
                               .dated = true,
                               .days = WEEKEND,
                               .span_first = holidays->span_first,
                               .span_count = holidays->span_count};
    memmove(p->rule + 1, p->rule, p->rules * sizeof *p->rule);
    p->rule[0] = weekends;
    p->rules++;
}

static bool is_closing(const lc_hours_rule *r)
{
    return r->state == LIFE_HOURS_CLOSED && (r->dated || r->span_count) &&
           !r->comment;
}

/* "10月1日-10月7日休息，9:00-18:00": the times are those of all other days. */
static void close_last(lc_hours_parser *p)
{
    lc_hours_rule times;
    size_t n = 0;

    while (n < p->rules && is_closing(&p->rule[n]))
        n++;
    if (!n || n == p->rules || !is_plain(&p->rule[n]) || p->rule[n].dated)
        return;
    times = p->rule[n];
    times.doubtful = false;
    memmove(p->rule + 1, p->rule, n * sizeof *p->rule);
    p->rule[0] = times;
    for (size_t i = 0; i <= n; i++)
        p->rule[i].join = LIFE_HOURS_REPLACES;
}

/* "5:00-9:00，15:00-7:00": what runs into the next day's times is likely of
 * another half of the day than it says. */
static void doubt_nights(lc_hours_parser *p)
{
    for (size_t i = 0; i < p->rules; i++)
        for (size_t k = 0; k < p->rule[i].span_count; k++) {
            lc_hours_span *s = &p->span[p->rule[i].span_first + k];

            for (size_t j = 0; j < p->rule[i].span_count; j++)
                if (j != k && s->to - LIFE_DAY_MIN >
                                  p->span[p->rule[i].span_first + j].from)
                    s->unknown = true;
        }
}

void lc_hours_settle(lc_hours_parser *p, const char *text)
{
    if (is_chinese(text)) {
        join_repeats(p);
        close_last(p);
        doubt_nights(p);
    }
    doubt_weekends(p);
}
