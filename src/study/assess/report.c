/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/report.c - what was found in a unit held against the
 * targets.
 */
#include "lifecircle/base/buf.h"
#include "lifecircle/study/assess/indicators.h"
#include "lifecircle/study/assess/missing.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"
#include "src/study/assess/measure.h"
#include "src/study/rules/rule.h"
#include "src/world/city.h"
#include "src/world/people/statistic.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a report");
}

const char *lc_rule_verdict_id(lc_rule_verdict v)
{
    static const char *const names[] = {"unknown", "pass", "fail"};

    return v < LIFE_VERDICT_COUNT ? names[v] : "";
}

/* ---- the verdict ---- */

static bool meets(lc_rule_op op, double v, double target)
{
    return op == LIFE_AT_LEAST  ? v >= target
           : op == LIFE_AT_MOST ? v <= target
                                : v > target;
}

static lc_rule_verdict judge(lc_rule_op op, double low, double high,
                             double target)
{
    double worst = op == LIFE_AT_MOST ? high : low;
    double best = op == LIFE_AT_MOST ? low : high;

    if (isnan(low) || isnan(high) || isnan(target))
        return LIFE_VERDICT_UNKNOWN;
    if (meets(op, worst, target))
        return LIFE_VERDICT_PASS;
    return meets(op, best, target) ? LIFE_VERDICT_UNKNOWN : LIFE_VERDICT_FAIL;
}

/* The last target up to the year; before the first, that one, not yet due. */
static void find_target(const lc_rule *r, int year, lc_indicator *out)
{
    out->target = NAN;
    for (size_t i = 0; i < r->target_count; i++) {
        bool due = !year || r->target[i].year <= year;

        if (i && !due)
            break;
        out->target = r->target[i].value;
        out->target_year = r->target[i].year;
        out->due = due;
    }
}

static const lc_reading *finding_of(const lc_assessment *a, size_t rule,
                                    uint32_t unit)
{
    size_t i = unit == LIFE_NONE ? 0 : (size_t)unit + 1;

    return i < a->findings[rule] && a->finding[rule][i].applies
               ? &a->finding[rule][i]
               : NULL;
}

static void take_statistic(const lc_assessment *a, const lc_rule *r,
                           uint32_t unit, int year, lc_indicator *out)
{
    const lc_statistic *s = lc_world_statistic(a->w, r->id, unit, year);

    out->value = out->low = out->high = NAN;
    out->figure_source = "";
    if (!s)
        return;
    out->value = out->low = out->high = s->value;
    out->year = s->year;
    out->figure_source = s->source;
}

/* The city's own figure is told of the city's unit, or of no unit. */
static void take_city_statistic(const lc_assessment *a, const lc_rule *r,
                                uint32_t unit, int year, lc_indicator *out)
{
    uint32_t first, count;

    take_statistic(a, r, unit, year, out);
    if (!isnan(out->value) || !lc_level_units(a->w, "city", &first, &count) ||
        count != 1)
        return;
    if (unit == LIFE_NONE)
        take_statistic(a, r, first, year, out);
    else if (unit == first)
        take_statistic(a, r, LIFE_NONE, year, out);
}

/* What a rule comes to in a unit; false: it isn't about it. */
static bool derive(const lc_assessment *a, size_t rule, uint32_t unit, int year,
                   lc_indicator *out)
{
    const lc_rule *r = lc_standard_rule(a->s, rule);
    const lc_reading *f = finding_of(a, rule, unit);

    if (!f)
        return false;
    *out = (lc_indicator){.rule = r,
                          .unit_zh = r->unit_zh,
                          .unit_en = r->unit_en,
                          .value = f->value,
                          .low = f->low,
                          .high = f->high,
                          .gap_weight = f->gap_weight,
                          .gap_amount = NAN,
                          .gap_unit_zh = "",
                          .gap_unit_en = "",
                          .units = f->units,
                          .units_met = f->units_met,
                          .units_unknown = f->units_unknown,
                          .facilities = f->facilities,
                          .figure_source = ""};
    if (r->kind == LIFE_RULE_STATISTIC || r->kind == LIFE_RULE_PROGRAMME) {
        lc_indicator told = *out;

        take_city_statistic(a, r, unit, year, &told);
        if (r->kind == LIFE_RULE_STATISTIC || !isnan(told.value))
            *out = told;
    }
    find_target(r, year, out);
    if (f->need > 0) {
        out->target = f->need;
        out->unit_zh = f->need_zh;
        out->unit_en = f->need_en;
    }
    out->verdict = judge(f->need > 0 ? LIFE_AT_LEAST : r->op, out->low,
                         out->high, out->target);
    return true;
}

/* ---- the gap ---- */

/* Of "beds per 1,000 residents" the beds. */
static const char *before(lc_arena *text, const char *unit, const char *mark)
{
    const char *at = strstr(unit, mark);
    const char *part =
        lc_arena_strndup(text, unit, at ? (size_t)(at - unit) : strlen(unit));

    return part ? part : "";
}

static void find_gap(lc_arena *text, const lc_rule_plan *p, const lc_reading *f,
                     lc_indicator *out)
{
    bool falls_short = out->verdict == LIFE_VERDICT_FAIL;
    double short_of = falls_short ? out->target - out->value : 0;

    if (out->verdict == LIFE_VERDICT_UNKNOWN &&
        p->rule.kind != LIFE_RULE_PROVISION)
        return;
    switch (p->rule.kind) {
    case LIFE_RULE_PROVISION:
        out->gap_amount = f->lacking;
        out->gap_unit_zh = p->listed ? "项" : "处";
        out->gap_unit_en = p->listed ? "not told" : "facilities";
        break;
    case LIFE_RULE_RATIO:
        out->gap_amount = short_of * f->people / p->per;
        out->gap_weight =
            falls_short
                ? llround(fmax(0, f->people - f->have * p->per / out->target) *
                          1000)
                : 0;
        out->gap_unit_zh = before(text, p->rule.unit_zh, "/");
        out->gap_unit_en = before(text, p->rule.unit_en, " per ");
        break;
    case LIFE_RULE_SHARE:
        out->gap_amount = ceil(short_of / 100 * f->people - 1e-9);
        out->gap_unit_zh = *p->attribute ? p->attribute : "处";
        out->gap_unit_en = *p->attribute ? p->attribute : "facilities";
        break;
    case LIFE_RULE_PROGRAMME:
        out->gap_amount = short_of;
        out->gap_unit_zh = p->rule.unit_zh;
        out->gap_unit_en = p->rule.unit_en;
        break;
    default:
        break;
    }
}

/* ---- what is missing ---- */

/* Bits of lc_reading.lacks whose lack needs at most a name to be told. */
static const struct {
    uint32_t bit;
    lc_lack lack;
} lacks[] = {
    {LIFE_LACKS_RESIDENTS, LIFE_LACK_RESIDENTS},
    {LIFE_LACKS_AGES, LIFE_LACK_AGES},
    {LIFE_LACKS_DRIVE, LIFE_LACK_DRIVE},
    {LIFE_LACKS_BUILT_UP, LIFE_LACK_BUILT_UP},
    {LIFE_LACKS_LEVEL, LIFE_LACK_LEVEL},
    {LIFE_LACKS_LIST, LIFE_LACK_LIST},
    {LIFE_LACKS_URBAN, LIFE_LACK_URBAN},
    {LIFE_LACKS_FIGURE, LIFE_LACK_FIGURE},
    {LIFE_LACKS_HOMES, LIFE_LACK_HOMES},
    {LIFE_LACKS_LINK, LIFE_LACK_LINK},
    {LIFE_LACKS_REACH, LIFE_LACK_REACH},
    {LIFE_LACKS_EXTENT, LIFE_LACK_EXTENT},
    {LIFE_LACKS_POSITION, LIFE_LACK_POSITION},
};

static const char *lack_name(const lc_rule *r, const lc_reading *f,
                             lc_lack lack)
{
    switch (lack) {
    case LIFE_LACK_RESIDENTS:
    case LIFE_LACK_AGES:
        return r->population;
    case LIFE_LACK_LEVEL:
        return f->level ? f->level : "";
    case LIFE_LACK_LIST:
        return r->scope;
    default:
        return r->id;
    }
}

static void add_missing(lc_indicator *out, lc_missing m)
{
    if (out->missing_count < LIFE_MAX_MISSING)
        out->missing[out->missing_count++] = m;
}

static void find_missing(const lc_reading *f, lc_catset vague,
                         lc_indicator *out)
{
    uint32_t bits = f->lacks;

    if (out->rule->kind == LIFE_RULE_STATISTIC && isnan(out->value))
        bits |= LIFE_LACKS_FIGURE;
    if (bits & LIFE_LACKS_CATEGORY && f->no_data)
        add_missing(out, (lc_missing){LIFE_LACK_CATEGORY, "", 0, f->no_data});
    if (bits & LIFE_LACKS_KIND)
        add_missing(out, (lc_missing){LIFE_LACK_KIND, "", 0, vague});
    if (bits & LIFE_LACKS_ATTRIBUTE && f->attribute)
        add_missing(
            out, (lc_missing){LIFE_LACK_ATTRIBUTE, f->attribute, f->untold, 0});
    for (size_t i = 0; i < sizeof lacks / sizeof *lacks; i++)
        if (bits & lacks[i].bit)
            add_missing(out, (lc_missing){
                                 lacks[i].lack,
                                 lack_name(out->rule, f, lacks[i].lack), 0, 0});
    if (!out->missing_count && isnan(out->target))
        add_missing(out, (lc_missing){LIFE_LACK_TARGET, "", 0, 0});
}

/* ---- among the parent's other units ---- */

static bool siblings(const lc_world *w, uint32_t a, uint32_t b)
{
    return w->unit.v[a].parent == w->unit.v[b].parent &&
           w->unit.v[a].level_index == w->unit.v[b].level_index;
}

static void rank_row(const lc_assessment *a, const lc_report *r, size_t rule,
                     lc_indicator *row)
{
    const lc_world *w = a->w;
    uint32_t level, better = 0;

    if (r->unit == LIFE_NONE || isnan(row->value))
        return;
    level = w->unit.v[r->unit].level_index;
    for (uint32_t u = w->level_first[level]; u < w->level_first[level + 1];
         u++) {
        lc_indicator other;

        if (!siblings(w, u, r->unit) || !derive(a, rule, u, r->year, &other) ||
            isnan(other.value))
            continue;
        row->ranked++;
        better += row->rule->op == LIFE_AT_MOST ? other.value < row->value
                                                : other.value > row->value;
    }
    row->rank = better + 1;
}

/* Rules passed of those decided. */
static double standing(const lc_assessment *a, uint32_t unit, int year)
{
    double passed = 0, decided = 0;

    for (size_t i = 0; i < a->s->rule.n; i++) {
        lc_indicator row;

        if (!derive(a, i, unit, year, &row) || !row.verdict)
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
        if (!siblings(w, u, r->unit))
            continue;
        r->siblings++;
        better += standing(a, u, r->year) > own;
    }
    r->rank = isnan(own) ? 0 : better + 1;
}

/* ---- next steps ---- */

enum {
    STEPS_LOOKED_AT = 8,
    MANY_HOMES = 10000, /* in which a search for each would take too long */
    UNITS_LOOKED_AT = 3
};

static int by_lacking(const void *pa, const void *pb)
{
    const lc_next_step *a = pa, *b = pb;

    if (a->lacking != b->lacking)
        return a->lacking > b->lacking ? -1 : 1;
    return a->category < b->category ? -1 : 1;
}

static int by_gained(const void *pa, const void *pb)
{
    const lc_next_step *a = pa, *b = pb;

    if (a->gained != b->gained)
        return a->gained > b->gained ? -1 : 1;
    return a->category < b->category ? -1 : 1;
}

static lc_status list_lacking(lc_study *study, const lc_standard *s,
                              uint32_t unit, lc_next_step *out, size_t *count,
                              lc_error *err)
{
    lc_status st = LIFE_OK;

    *count = 0;
    for (size_t i = 0; i < s->basic.n && !st; i++) {
        lc_coverage_query q = {.limit_ms = s->basic.v[i].limit_ms,
                               .category = s->basic.v[i].category,
                               .no_percentiles = true};
        lc_coverage_row row;

        st = unit == LIFE_NONE ? lc_coverage_area(study, &q, NULL, &row, err)
                               : lc_coverage_unit(study, &q, unit, &row, err);
        if (!st && row.uncovered > 0)
            out[(*count)++] = (lc_next_step){.category = q.category,
                                             .unit = LIFE_NONE,
                                             .lacking = row.uncovered,
                                             .limit_ms = q.limit_ms};
    }
    if (*count)
        qsort(out, *count, sizeof *out, by_lacking);
    return st;
}

/* Where one more facility mends most of one of the largest gaps. */
static lc_status find_place(lc_walker *walker, uint32_t unit,
                            lc_next_step *step, lc_error *err)
{
    const lc_gap_query q = {.category = step->category,
                            .limit_ms = step->limit_ms,
                            .unit = unit,
                            .most = 3};
    lc_gap_list l = {0};
    lc_status st = lc_gaps_find(walker, &q, &l, err);

    for (size_t i = 0; i < l.count && !st; i++) {
        if (l.gap[i].mend_weight <= step->gained)
            continue;
        step->gained = l.gap[i].mend_weight;
        step->at = l.gap[i].mend;
        step->unit = l.gap[i].unit;
    }
    if (!st)
        lc_gap_list_clear(&l);
    return st;
}

/* The finest units within that lack most of a category: at most `most`. */
static lc_status worst_units(lc_study *study, uint32_t in,
                             const lc_next_step *step, uint32_t *out,
                             size_t *count, lc_error *err)
{
    const lc_world *w = study->w;
    const lc_coverage_query q = {.limit_ms = step->limit_ms,
                                 .category = step->category,
                                 .no_percentiles = true};
    lc_coverage_row *row = lc_calloc(w->unit.n + 1, sizeof *row);
    size_t n = 0;
    lc_status st = row ? lc_coverage_level(study, &q, (uint32_t)w->level.n - 1,
                                           row, &n, err)
                       : no_memory(err);

    *count = 0;
    while (!st && *count < UNITS_LOOKED_AT) {
        size_t worst = n;

        for (size_t i = 0; i < n; i++)
            if (row[i].uncovered > 0 && row[i].unit != LIFE_NONE &&
                lc_unit_within(w, row[i].unit, in) &&
                (worst == n || row[i].uncovered > row[worst].uncovered))
                worst = i;
        if (worst == n)
            break;
        out[(*count)++] = row[worst].unit;
        row[worst].uncovered = 0;
    }
    lc_free(row);
    return st;
}

/* In a large unit the places are looked for where most is lacking. */
static lc_status find_place_in(lc_study *study, lc_walker *walker,
                               uint32_t unit, lc_next_step *step, lc_error *err)
{
    const lc_world *w = study->w;
    uint32_t homes = unit == LIFE_NONE ? (uint32_t)w->home_count
                                       : w->unit.v[unit].home_count;
    uint32_t part[UNITS_LOOKED_AT];
    size_t n = 0;
    lc_status st = LIFE_OK;

    if (homes <= MANY_HOMES || !w->level.n)
        return find_place(walker, unit, step, err);
    st = worst_units(study, unit, step, part, &n, err);
    for (size_t i = 0; i < n && !st; i++)
        st = find_place(walker, part[i], step, err);
    return st;
}

static lc_status find_steps(lc_study *study, const lc_standard *s, lc_report *r,
                            lc_error *err)
{
    lc_next_step step[LIFE_MAX_CATEGORIES];
    lc_walker *walker = lc_walker_new(study);
    size_t n = 0, look;
    lc_status st = walker ? list_lacking(study, s, r->unit, step, &n, err)
                          : no_memory(err);

    look = n < STEPS_LOOKED_AT ? n : STEPS_LOOKED_AT;
    for (size_t i = 0; i < look && !st; i++)
        st = find_place_in(study, walker, r->unit, &step[i], err);
    if (!st && look)
        qsort(step, look, sizeof *step, by_gained);
    for (size_t i = 0; i < look && !st && r->steps < LIFE_MAX_NEXT_STEPS; i++)
        if (step[i].gained > 0)
            r->step[r->steps++] = step[i];
    lc_walker_free(walker);
    return st;
}

/* ---- the report ---- */

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
    const lc_reading *f;

    if (!derive(a, rule, out->unit, out->year, row)) {
        out->beside[out->beside_count++] = lc_standard_rule(a->s, rule);
        return;
    }
    f = finding_of(a, rule, out->unit);
    find_gap(out->text, &a->s->rule.v[rule], f, row);
    if (row->verdict == LIFE_VERDICT_UNKNOWN)
        find_missing(f, a->s->rule.v[rule].vague, row);
    out->tally[row->verdict]++;
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
                       .text = lc_arena_new(0)};
    out->weight =
        q->unit == LIFE_NONE ? w->total_weight : w->unit.v[q->unit].weight;
    out->row = lc_calloc(rules, sizeof *out->row);
    out->beside = lc_calloc(rules, sizeof *out->beside);
    if (!out->text || !out->row || !out->beside)
        st = no_memory(err);
    for (size_t i = 0; i < rules && !st; i++)
        add_row(a, i, out);
    for (size_t i = 0; i < out->rows && !st && !q->no_ranks; i++)
        rank_row(a, out, row_rule(a, out->row[i].rule), &out->row[i]);
    if (!st && !q->no_ranks)
        rank_unit(a, out);
    if (!st && q->steps)
        st = find_steps(study, a->s, out, err);
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

void lc_report_without(const lc_report *r, const lc_assessment *a, size_t row,
                       uint32_t *units, size_t most, size_t *count)
{
    size_t rule = row_rule(a, r->row[row].rule);

    *count = 0;
    for (uint32_t u = 0; u + 1 < a->findings[rule]; u++) {
        const lc_reading *f = finding_of(a, rule, u);

        if (!f || f->need <= 0 || f->units_met ||
            !lc_unit_within(a->w, u, r->unit))
            continue;
        if (*count < most)
            units[*count] = u;
        (*count)++;
    }
}
