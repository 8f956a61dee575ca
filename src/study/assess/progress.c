/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/progress.c - see the headers.
 *
 * A published value is compared with a published first one, as both were
 * counted alike; what is computed goes only where none was published.
 */
#include "src/study/assess/progress.h"

#include "src/study/assess/verdict.h"

#include <math.h>

const char *lc_progress_state_id(lc_progress_state s)
{
    static const char *const ids[] = {
#define LIFE_X(id, name) name,
        LIFE_PROGRESS_MAP(LIFE_X)
#undef LIFE_X
    };

    return s < LIFE_PROGRESS_COUNT ? ids[s] : "";
}

/* The plan's own first value, else the earliest that was published. */
static void find_first(const lc_indicator *v, bool city, lc_rule_progress *out)
{
    const lc_rule *r = v->rule;

    if (city && r->reached_count) {
        out->first = r->reached[0].value;
        out->first_year = r->reached[0].year;
    } else if (v->history_count && v->history[0].year &&
               v->history[0].year < v->published.year) {
        out->first = v->history[0].value;
        out->first_year = v->history[0].year;
    }
}

/* Of the way: the same sum whether the target lies above or below. */
static double part(const lc_rule_progress *p, double target, double v)
{
    return 100 * (v - p->first) / (target - p->first);
}

/* There is no way where the first value met the target, or was it and did not
 * do ("more than 95" from 95). */
static void judge_kept(const lc_indicator *v, bool met, double low, double high,
                       lc_rule_progress *out)
{
    lc_rule_verdict now = lc_verdict_of(v, low, high);

    if (now == LIFE_VERDICT_PASS)
        out->state = met ? LIFE_PROGRESS_HELD : LIFE_PROGRESS_REACHED;
    else if (now == LIFE_VERDICT_FAIL)
        out->state = met ? LIFE_PROGRESS_LOST : LIFE_PROGRESS_BACK;
}

static void judge_way(const lc_indicator *v, double low, double high,
                      lc_rule_progress *out)
{
    double a = part(out, v->target, low), b = part(out, v->target, high);

    out->low = fmin(a, b);
    out->high = fmax(a, b);
    if (low == high)
        out->percent = a;
    out->state = out->high < 0 ? LIFE_PROGRESS_BACK
                 : lc_verdict_of(v, low, high) == LIFE_VERDICT_PASS
                     ? LIFE_PROGRESS_REACHED
                     : LIFE_PROGRESS_UNDERWAY;
}

/* A programme begins with nothing, whatever the one before it came to. */
static void judge_programme(const lc_indicator *v, double low, double high,
                            lc_rule_progress *out)
{
    out->first = 0;
    judge_way(v, low, high, out);
    out->first = NAN;
}

/* A target of a unit's own, in facilities, is no end of a way that began with a
 * share; nor is what lies before the first value a part of it. */
lc_rule_progress lc_progress_of(const lc_indicator *v, bool city, int data_year)
{
    lc_rule_progress out = {
        .first = NAN, .percent = NAN, .low = NAN, .high = NAN};
    bool met, published = !isnan(v->published.value);
    double low = published ? v->published.value : v->low;
    double high = published ? v->published.value : v->high;
    int year = published ? v->published.year : data_year;

    out.by_published = published;
    if (v->rule->kind == LIFE_RULE_PROGRAMME) {
        if (v->target > 0 && !isnan(low) && !isnan(high))
            judge_programme(v, low, high, &out);
        return out;
    }
    find_first(v, city, &out);
    if (isnan(out.first) || isnan(v->target) || isnan(low) || isnan(high) ||
        v->need || (year && year <= out.first_year))
        return out;
    met = lc_verdict_of(v, out.first, out.first) == LIFE_VERDICT_PASS;
    if (met || out.first == v->target)
        judge_kept(v, met, low, high, &out);
    else
        judge_way(v, low, high, &out);
    return out;
}
