/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/published.c - see the headers.
 *
 * The city's own figure is told of the city's unit, or of no unit: both are
 * looked at. A rule may count under another name (the list that its scope
 * names); a figure under its own id goes first.
 */
#include "src/study/assess/published.h"

#include "lifecircle/world/as_of.h"
#include "lifecircle/world/people/statistic.h"
#include "src/study/assess/verdict.h"
#include "src/study/rules/rule.h"
#include "src/world/city.h"
#include "src/world/units/level.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const lc_published none = {NAN, 0, ""};

/* ---- whose and of when ---- */

int lc_published_data_year(const lc_world *w)
{
    const char *date = lc_as_of_city(w);

    return date ? atoi(date) : 0;
}

bool lc_published_is_city(const lc_world *w, uint32_t unit)
{
    return unit == LIFE_NONE || !strcmp(w->unit.v[unit].level, w->order.whole);
}

/* The other that stands for the city; the unit itself where there is none. */
static uint32_t twin(const lc_world *w, uint32_t unit)
{
    uint32_t first, count;

    if (!lc_published_is_city(w, unit) ||
        !lc_world_level_units(w, w->order.whole, &first, &count) || count != 1)
        return unit;
    return unit == LIFE_NONE ? first : LIFE_NONE;
}

/* Measured from the data, and not looked up or counted as it was told. */
static bool is_measured(const lc_rule_plan *p)
{
    return p->rule.kind != LIFE_RULE_STATISTIC &&
           p->rule.kind != LIFE_RULE_PROGRAMME && !p->listed;
}

/* Of some years the one that is shown, by its place; they rise. `beside`: it
 * stands beside what the data come to. */
static size_t pick(const lc_world *w, bool beside, size_t first, size_t count,
                   int year)
{
    int until = year ? year : beside ? lc_published_data_year(w) : 0;
    size_t n = 0;

    if (!until)
        return first + count - 1;
    while (n < count && lc_world_statistic_at(w, first + n)->year <= until)
        n++;
    if (n)
        return first + n - 1;
    return year ? SIZE_MAX : first;
}

/* The figures of a rule and a unit: by its own id or the one it counts under,
 * of the unit or its twin. */
static size_t years_of(const lc_assessment *a, size_t rule, uint32_t unit,
                       size_t *first)
{
    const lc_rule *r = lc_standard_rule(a->s, rule);
    const char *const id[] = {r->id, r->figure};
    const uint32_t of[] = {unit, twin(a->w, unit)};

    for (size_t i = 0; i < 4; i++) {
        size_t n = lc_world_statistic_years(a->w, id[i / 2], of[i % 2], first);

        if (n)
            return n;
    }
    return 0;
}

static lc_published figure_of(const lc_statistic *s)
{
    return (lc_published){s->value, s->year, s->source};
}

lc_published lc_published_find(const lc_assessment *a, size_t rule,
                               uint32_t unit, int year)
{
    size_t first, n = years_of(a, rule, unit, &first);
    size_t at = n ? pick(a->w, false, first, n, year) : SIZE_MAX;

    return at == SIZE_MAX ? none : figure_of(lc_world_statistic_at(a->w, at));
}

/* ---- what units tell of themselves ---- */

/* Whether a holder of the unit below `in` tells it too: then it has the unit's
 * own in it. */
static bool is_told_above(const lc_world *w, const char *id, uint32_t unit,
                          uint32_t in, int year)
{
    uint32_t u = w->unit.v[unit].parent;

    for (int steps = 0; u != in && u != LIFE_NONE && steps < 64; steps++) {
        if (lc_world_statistic(w, id, u, year))
            return true;
        u = w->unit.v[u].parent;
    }
    return false;
}

lc_published lc_published_sum(const lc_assessment *a, size_t rule,
                              uint32_t unit, int year)
{
    const lc_world *w = a->w;
    const char *id = lc_standard_rule(a->s, rule)->figure;
    lc_published sum = none;

    if (!lc_world_statistic_any_unit(w, id))
        return none;
    for (uint32_t u = 0; u < w->unit.n; u++) {
        const lc_statistic *s = lc_world_statistic(w, id, u, year);

        if (!s || (unit != LIFE_NONE && !lc_world_unit_within(w, u, unit)) ||
            is_told_above(w, id, u, unit, year))
            continue;
        if (isnan(sum.value))
            sum = (lc_published){0, 0, s->source};
        sum.value += s->value;
        sum.year = s->year > sum.year ? s->year : sum.year;
        if (strcmp(sum.source, s->source) != 0)
            sum.source = "";
    }
    return sum;
}

bool lc_published_is_whole(const lc_world *w, const lc_rule *r, uint32_t unit,
                           int year)
{
    if (!lc_world_statistic_any_unit(w, r->figure))
        return false;
    return r->list_complete ||
           lc_world_statistic_is_whole(w, r->figure, unit, year);
}

/* ---- beside what is computed ---- */

/* Half of the last place that it is written with: 96 may be 95.5. */
static double rounding(double v)
{
    char text[32];
    const char *point;
    int places = 0;

    snprintf(text, sizeof text, "%.10f", v);
    point = strchr(text, '.');
    for (const char *c = point; c && *c; c++)
        if (*c != '.' && *c != '0')
            places = (int)(c - point);
    return 0.5 * pow(10, -places) + 1e-9;
}

static bool differs(const lc_indicator *v)
{
    double most = rounding(v->published.value);

    return v->published.value < v->computed_low - most ||
           v->published.value > v->computed_high + most;
}

/* The latest that there is room for, but for the one that is shown. */
static void put_history(const lc_assessment *a, size_t first, size_t count,
                        size_t shown, int year, lc_indicator *out)
{
    size_t other = 0, skip;

    while (count && year &&
           lc_world_statistic_at(a->w, first + count - 1)->year > year)
        count--;
    for (size_t i = first; i < first + count; i++)
        other += i != shown;
    skip = other > LIFE_MAX_HISTORY ? other - LIFE_MAX_HISTORY : 0;
    for (size_t i = first; i < first + count; i++) {
        if (i == shown)
            continue;
        if (skip) {
            skip--;
            continue;
        }
        out->history[out->history_count++] =
            figure_of(lc_world_statistic_at(a->w, i));
    }
}

void lc_published_put(const lc_assessment *a, size_t rule, uint32_t unit,
                      int year, lc_indicator *out)
{
    size_t first, n = years_of(a, rule, unit, &first);
    bool beside = is_measured(&a->s->rule.v[rule]) && !isnan(out->computed_low);
    size_t at = n ? pick(a->w, beside, first, n, year) : SIZE_MAX;

    out->published = none;
    if (at == SIZE_MAX)
        return;
    out->published = figure_of(lc_world_statistic_at(a->w, at));
    out->published_verdict =
        lc_verdict_of(out, out->published.value, out->published.value);
    out->published_differs = !isnan(out->computed_low) && differs(out);
    put_history(a, first, n, at, year, out);
}
