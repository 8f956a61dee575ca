/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/report.c - a unit's report.
 *
 * Rows come from readings that are there already, so a report is arithmetic;
 * what costs is ranking, which derives each rule for each of the parent's
 * units, and the next steps. Rules that aren't about the unit are listed beside
 * the rows and don't count.
 */
#include "lifecircle/study/assess/report.h"

#include "src/study/assess/assessment.h"
#include "src/study/assess/indicator.h"
#include "src/study/assess/next_steps.h"
#include "src/study/assess/reading.h"
#include "src/study/rules/rule.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <math.h>

/* ---- among the parent's other units ---- */

static bool siblings(const lc_world *w, uint32_t a, uint32_t b)
{
    return w->unit.v[a].parent == w->unit.v[b].parent &&
           w->unit.v[a].level_index == w->unit.v[b].level_index;
}

/* What a rank goes by: of a share the worst that it can be, since what isn't
 * known must not lift a unit over one that is known to do better. */
static double rank_value(const lc_indicator *v)
{
    if (!lc_indicator_is_share(v) || isnan(v->value) || isnan(v->low))
        return v->value;
    return v->rule->op == LIFE_AT_MOST ? v->high : v->low;
}

/* One more than those that are better: equals share a rank. Those whose value
 * isn't known are not ranked, and not counted among them. */
static void rank_row(const lc_assessment *a, const lc_report *r, size_t rule,
                     lc_indicator *row)
{
    const lc_world *w = a->w;
    uint32_t level, better = 0;
    double own = rank_value(row);

    if (r->unit == LIFE_NONE || isnan(own))
        return;
    level = w->unit.v[r->unit].level_index;
    for (uint32_t u = w->level_first[level]; u < w->level_first[level + 1];
         u++) {
        lc_indicator other;
        double value;

        if (!siblings(w, u, r->unit) ||
            !lc_indicator_derive(a, rule, u, r->year, &other) ||
            isnan(other.value))
            continue;
        value = rank_value(&other);
        row->ranked++;
        better += row->rule->op == LIFE_AT_MOST ? value < own : value > own;
    }
    row->rank = better + 1;
}

/* Rules passed of those decided. NaN where none is: such a unit isn't ranked,
 * nor counted among those that are. */
static double standing(const lc_assessment *a, uint32_t unit, int year)
{
    double passed = 0, decided = 0;

    for (size_t i = 0; i < a->s->rule.n; i++) {
        lc_indicator row;

        if (!lc_indicator_derive(a, i, unit, year, &row) || !row.verdict)
            continue;
        decided++;
        passed += row.verdict == LIFE_VERDICT_PASS;
    }
    return decided > 0 ? passed / decided : NAN;
}

static void rank_unit(const lc_assessment *a, lc_report *r)
{
    const lc_world *w = a->w;
    double own;
    uint32_t level, better = 0;

    if (r->unit == LIFE_NONE)
        return;
    own = standing(a, r->unit, r->year);
    level = w->unit.v[r->unit].level_index;
    for (uint32_t u = w->level_first[level]; u < w->level_first[level + 1];
         u++) {
        double theirs = siblings(w, u, r->unit) ? standing(a, u, r->year) : NAN;

        if (!isnan(theirs))
            r->siblings++;
        better += theirs > own;
    }
    r->rank = isnan(own) || r->siblings < 2 ? 0 : better + 1;
}

/* ---- the report ---- */

/* A row knows its rule by address alone; there are some hundred. */
static size_t row_rule(const lc_assessment *a, const lc_rule *r)
{
    size_t i = 0;

    while (lc_standard_rule(a->s, i) != r)
        i++;
    return i;
}

static void add_row(const lc_assessment *a, size_t rule, lc_report *out)
{
    lc_indicator *row = &out->row[out->rows];

    if (!lc_indicator_derive(a, rule, out->unit, out->year, row)) {
        out->beside[out->beside_count++] = lc_standard_rule(a->s, rule);
        return;
    }
    lc_indicator_explain(a, rule, out->unit, out->year, out->text, row);
    out->tally[row->verdict]++;
    out->shown +=
        row->verdict == LIFE_VERDICT_UNKNOWN && lc_indicator_is_shown(row);
    out->due += row->due && !isnan(row->target);
    out->due_met += row->due && row->verdict == LIFE_VERDICT_PASS;
    out->rows++;
}

lc_status lc_report_make(lc_study *study, const lc_assessment *a,
                         const lc_report_query *q, lc_report *out,
                         lc_error *err)
{
    const lc_world *w = study->w;
    size_t rules = a->s->rule.n;
    lc_status st = LIFE_OK;

    *out = (lc_report){.world = w,
                       .standard = a->s,
                       .unit = q->unit,
                       .year = q->year,
                       .asked = a->asked,
                       .text = lc_arena_new(0)};
    out->weight =
        q->unit == LIFE_NONE ? w->total_weight : w->unit.v[q->unit].weight;
    out->row = lc_calloc(rules, sizeof *out->row);
    out->beside = lc_calloc(rules, sizeof *out->beside);
    if (!out->text || !out->row || !out->beside)
        st = lc_no_memory(err, "a report");
    for (size_t i = 0; i < rules && !st; i++)
        add_row(a, i, out);
    for (size_t i = 0; i < out->rows && !st && !q->no_ranks; i++)
        rank_row(a, out, row_rule(a, out->row[i].rule), &out->row[i]);
    if (!st && !q->no_ranks)
        rank_unit(a, out);
    if (!st && q->steps)
        st = lc_next_steps_find(study, a->s, q->unit, out->step, &out->steps,
                                err);
    if (st)
        lc_report_clear(out);
    return st;
}

void lc_report_clear(lc_report *r)
{
    lc_free(r->row);
    lc_free(r->beside);
    lc_arena_free(r->text);
    *r = (lc_report){0};
}

size_t lc_report_rule(const lc_report *r, const lc_assessment *a, size_t row)
{
    return row_rule(a, r->row[row].rule);
}

size_t lc_report_cause(const lc_report *r, size_t row)
{
    const lc_indicator *v = &r->row[row];

    for (size_t i = 0; *v->rule->same_as && i < r->rows; i++)
        if (!strcmp(r->row[i].rule->id, v->rule->same_as) &&
            r->row[i].verdict == v->verdict)
            return i;
    return row;
}

/* Only a provision sets a unit a need of its own, so only its rows name
 * units. */
void lc_report_without(const lc_report *r, const lc_assessment *a, size_t row,
                       uint32_t *units, size_t most, size_t *count)
{
    size_t rule = row_rule(a, r->row[row].rule);

    *count = 0;
    for (uint32_t u = 0; u + 1 < a->readings[rule]; u++) {
        lc_reading own;
        const lc_reading *f =
            lc_assessment_reading_of(a, rule, u, r->year, &own);

        if (!f || f->need <= 0 || f->units_met ||
            !lc_world_unit_within(a->w, u, r->unit))
            continue;
        if (*count < most)
            units[*count] = u;
        (*count)++;
    }
}
