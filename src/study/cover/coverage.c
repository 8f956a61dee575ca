/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/coverage.c - what share of the homes of a unit or an area has
 * a facility within the limit: covered, uncovered, or unknown and why.
 *
 * The answer of a home is survey.c's. The median and the 90th percentile are
 * over the homes that are linked: the least time within which half, or nine
 * tenths, of their weight lies.
 *
 * The gauges of a question are arrays over all homes (labels or distances) that
 * the study keeps, so a row is a pass over the unit's homes with a comparison
 * each, and a selection for the percentiles (percentile.c). Weights are
 * integers, so covered + uncovered + unknown is the total to the thousandth.
 */
#include "src/study/cover/coverage.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/cover/inside.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/wheels.h"
#include "src/study/cover/percentile.h"
#include "src/study/cover/survey.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"
#include "src/world/pace.h"
#include "src/world/units/unit.h"

#include <stdlib.h>
#include <string.h>

/* Homes between two looks at the budget: some 50 us of one category. */
#define SPENT_AT_ONCE 4096

/* Whether a home has all that is asked for without a second look, as most have
 * one category. */
static bool is_covered(const lc_survey *s, uint32_t h)
{
    const lc_gauge *g = s->part;

    if (s->known || s->parts != 1 || g->no_data || g->ms)
        return false;
    return s->q->straight ? g->straight[h] <= s->q->radius_mm
                          : s->links->home.n[h] &&
                                lc_label_ms(g->label[h]) <= s->q->limit_ms;
}

/* What i homes more than those before have taken of the budget, where it is to
 * be looked at. */
static lc_status spend(const lc_survey *s, size_t i, lc_error *err)
{
    return i % SPENT_AT_ONCE == SPENT_AT_ONCE - 1
               ? lc_budget_spend(SPENT_AT_ONCE * s->parts, err)
               : LIFE_OK;
}

/* ---- a row ---- */

/* Every home adds its weight to exactly one of the three. */
static void add_verdict(lc_coverage_row *row, const lc_verdict *v,
                        int64_t weight)
{
    row->total += weight;
    if (v->answer == LIFE_COVERED)
        row->covered += weight;
    else if (v->answer == LIFE_UNCOVERED)
        row->uncovered += weight;
    else
        row->unknown += weight;
    if (v->answer == LIFE_UNKNOWN)
        row->by_reason[v->reason] += weight;
}

/* Whom a home counts for. False: nobody told, and it is in no other sum. */
static bool weigh(const lc_survey *s, uint32_t h, int64_t *weight,
                  lc_coverage_row *row)
{
    *weight = s->q->weight ? s->q->weight[h] : s->w->home_weight[h];
    if (*weight < 0)
        row->untold += s->w->home_weight[h];
    return *weight >= 0;
}

/* Where no percentile is asked for: weights alone. */
static lc_status sum_row(const lc_survey *s, const uint32_t *homes,
                         uint32_t count, lc_coverage_row *row, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < count && !st; i++) {
        uint32_t h = homes ? homes[i] : i;
        lc_verdict v = {.answer = LIFE_COVERED};
        int64_t weight;

        st = spend(s, i, err);
        if (!weigh(s, h, &weight, row))
            continue;
        if (!is_covered(s, h))
            v = lc_survey_of(s, h);
        add_verdict(row, &v, weight);
    }
    return st;
}

/* Of the homes that are listed, or NULL: of the first `count`; as many fit into
 * `scratch`. Unlinked homes have no time and are in no percentile; those over
 * an hour have LIFE_NONE and are, so that a percentile may be "not known".
 * Where some people alone are counted, homes without any are in none either. */
static lc_status fill_row(const lc_survey *s, const uint32_t *homes,
                          uint32_t count, lc_weighed *scratch,
                          lc_coverage_row *row, lc_error *err)
{
    size_t n = 0;
    int64_t linked = 0;
    lc_status st = LIFE_OK;

    row->median = row->p90 = LIFE_NONE;
    if (s->q->no_percentiles)
        return sum_row(s, homes, count, row, err);
    for (uint32_t i = 0; i < count && !st; i++) {
        uint32_t h = homes ? homes[i] : i;
        lc_verdict v;
        int64_t weight;

        st = spend(s, i, err);
        if (!weigh(s, h, &weight, row))
            continue;
        v = lc_survey_of(s, h);
        add_verdict(row, &v, weight);
        if (v.reason == LIFE_REASON_UNLINKED || (s->q->weight && !weight))
            continue;
        scratch[n++] = (lc_weighed){v.measure, weight};
        linked += weight;
    }
    if (!st)
        lc_percentile_pair(scratch, n, linked, &row->median, &row->p90);
    return st;
}

/* Of all_basic a facility of any basic category counts, once. */
static lc_catset categories_of(const lc_survey *s)
{
    lc_catset set = {{0}};

    for (size_t i = 0; i < s->parts; i++)
        lc_catset_add(&set, s->part[i].category);
    return set;
}

static void count_facility(const lc_survey *s, const lc_facility *f,
                           const lc_catset *set, lc_coverage_row *row)
{
    if (!lc_catset_meets(f->categories, set) ||
        !lc_wheels_may(f, s->pace->wheels))
        return;
    row->facilities_inside++;
    row->wheels_unstated += f->wheels == LIFE_WHEELS_UNSTATED;
}

/* Facilities inside the i-th unit of a level, for all of them at once: adds
 * to rows[i], whose last is for those in no unit. `only` LIFE_NONE: all. */
static void count_facilities(const lc_survey *s, uint32_t level, uint32_t only,
                             lc_coverage_row *rows)
{
    const lc_world *w = s->w;
    const uint32_t *of = w->facility_unit + (size_t)level * w->facility.n;
    uint32_t base = w->level_first[level];
    uint32_t units = w->level_first[level + 1] - base;
    lc_catset set = categories_of(s);

    for (size_t f = 0; f < w->facility.n; f++) {
        uint32_t i = of[f] == LIFE_NONE ? units : of[f] - base;

        if (only == LIFE_NONE)
            count_facility(s, &w->facility.v[f], &set, &rows[i]);
        else if (i == only)
            count_facility(s, &w->facility.v[f], &set, rows);
    }
}

/* As many as the city has homes: no unit holds more. */
static lc_status make_scratch(const lc_survey *s, lc_weighed **out,
                              lc_error *err)
{
    if (s->q->no_percentiles)
        return LIFE_OK;
    *out = lc_calloc(s->w->home_count, sizeof **out);
    return *out ? LIFE_OK : lc_no_memory(err, "coverage");
}

static lc_status cover_unit(const lc_survey *s, uint32_t level, uint32_t i,
                            lc_weighed *scratch, lc_coverage_row *row,
                            lc_error *err)
{
    const lc_world *w = s->w;
    uint32_t base = w->level_first[level], count;
    const uint32_t *homes = lc_world_unit_homes(w, level, i, &count);

    *row = (lc_coverage_row){.unit = LIFE_NONE};
    if (i < w->level_first[level + 1] - base)
        row->unit = base + i;
    return fill_row(s, homes, count, scratch, row, err);
}

/* Of what stands in an area, or NULL: in the city. */
static void count_facilities_in(const lc_survey *s, const lc_inside *inside,
                                lc_coverage_row *row)
{
    const lc_catset set = categories_of(s);
    size_t n = inside ? inside->facility_count : s->w->facility.n;

    for (size_t i = 0; i < n; i++) {
        size_t f = inside ? inside->facility[i] : i;

        count_facility(s, &s->w->facility.v[f], &set, row);
    }
}

lc_status lc_coverage_area(lc_study *study, const lc_coverage_query *q,
                           const lc_inside *inside, lc_coverage_row *row,
                           lc_error *err)
{
    lc_weighed *scratch = NULL;
    lc_survey s;
    lc_status st = lc_survey_begin(&s, study, q, false, NULL, err);

    *row = (lc_coverage_row){.unit = LIFE_NONE};
    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = fill_row(&s, inside ? inside->home : NULL,
                      inside ? inside->home_count : (uint32_t)s.w->home_count,
                      scratch, row, err);
    if (!st)
        count_facilities_in(&s, inside, row);
    lc_free(scratch);
    lc_survey_end(&s);
    return st;
}

/* The row behind the units is for homes in none; it is left out where nobody
 * lives there and nothing stands there. */
static lc_status cover_level(const lc_survey *s, uint32_t level,
                             lc_weighed *scratch, lc_coverage_row *rows,
                             size_t *count, lc_error *err)
{
    uint32_t units = s->w->level_first[level + 1] - s->w->level_first[level];
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i <= units && !st; i++)
        st = cover_unit(s, level, i, scratch, &rows[i], err);
    if (st)
        return st;
    count_facilities(s, level, LIFE_NONE, rows);
    *count = units;
    if (rows[units].total || rows[units].facilities_inside)
        (*count)++;
    return LIFE_OK;
}

lc_status lc_coverage_level(lc_study *study, const lc_coverage_query *q,
                            uint32_t level, lc_coverage_row *rows,
                            size_t *count, lc_error *err)
{
    const lc_world *w = study->w;
    lc_weighed *scratch = NULL;
    lc_survey s;
    lc_status st;

    *count = 0;
    if (level >= w->level.n) { /* a city without units: all in none */
        st = lc_coverage_area(study, q, NULL, rows, err);
        *count = !st;
        return st;
    }
    st = lc_survey_begin(&s, study, q, false, NULL, err);
    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = cover_level(&s, level, scratch, rows, count, err);
    lc_free(scratch);
    lc_survey_end(&s);
    return st;
}

/* A home's answer is the same at each level. */
static lc_status judge_homes(lc_survey *s, lc_error *err)
{
    s->known = lc_calloc(s->w->home_count, sizeof *s->known);
    if (!s->known)
        return lc_no_memory(err, "coverage");
    for (uint32_t h = 0; h < s->w->home_count; h++) {
        if (s->times)
            lc_home_times_of(s->times, h, s->ms);
        s->known[h] = lc_survey_judge_all(s, h);
    }
    return LIFE_OK;
}

/* Each level has a row for homes in no unit, so rows of level l begin l places
 * behind its first unit. */
lc_status lc_coverage_levels(lc_study *study, const lc_coverage_query *q,
                             const lc_home_times *times, lc_coverage_row *rows,
                             size_t *count, lc_error *err)
{
    const lc_world *w = study->w;
    lc_weighed *scratch = NULL;
    lc_survey s;
    lc_status st = lc_survey_begin(&s, study, q, true, times, err);

    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = judge_homes(&s, err);
    for (uint32_t l = 0; l < w->level.n && !st; l++)
        st = cover_level(&s, l, scratch, rows + w->level_first[l] + l,
                         &count[l], err);
    lc_free(scratch);
    lc_survey_end(&s);
    return st;
}

lc_status lc_coverage_unit(lc_study *study, const lc_coverage_query *q,
                           uint32_t unit, lc_coverage_row *row, lc_error *err)
{
    const lc_world *w = study->w;
    uint32_t level = w->unit.v[unit].level_index;
    uint32_t i = unit - w->level_first[level];
    lc_weighed *scratch = NULL;
    lc_survey s;
    lc_status st = lc_survey_begin(&s, study, q, false, NULL, err);

    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = cover_unit(&s, level, i, scratch, row, err);
    if (!st)
        count_facilities(&s, level, i, row);
    lc_free(scratch);
    lc_survey_end(&s);
    return st;
}

lc_status lc_coverage_of(lc_study *s, const lc_coverage_query *q,
                         const lc_coverage_where *where, lc_coverage_row *rows,
                         size_t *count, lc_error *err)
{
    *count = 1;
    if (where->area)
        return lc_coverage_area(s, q, where->area, rows, err);
    if (where->unit != LIFE_NONE)
        return lc_coverage_unit(s, q, where->unit, rows, err);
    return lc_coverage_level(s, q, where->level, rows, count, err);
}

/* NOLINTNEXTLINE(readability-function-size): its answer is three */
lc_status lc_coverage_home(lc_study *study, const lc_coverage_query *q,
                           uint32_t home, lc_answer *answer, lc_reason *reason,
                           uint32_t *ms, lc_error *err)
{
    lc_survey s;
    lc_verdict v;
    lc_status st = lc_survey_begin(&s, study, q, false, NULL, err);

    if (!st) {
        v = lc_survey_of(&s, home);
        *answer = v.answer;
        *reason = v.reason;
        if (ms)
            *ms = v.measure;
    }
    lc_survey_end(&s);
    return st;
}

/* Two bits of answer, six of reason. */
static uint8_t answer_of(const lc_survey *s, uint32_t h)
{
    lc_verdict v;

    if (is_covered(s, h))
        return LIFE_COVERED;
    v = lc_survey_of(s, h);
    return (uint8_t)(v.answer | (unsigned)v.reason << 2);
}

lc_status lc_coverage_homes(lc_study *study, const lc_coverage_query *q,
                            const uint32_t *home, size_t n, uint8_t *out,
                            lc_error *err)
{
    lc_survey s;
    lc_status st = lc_survey_begin(&s, study, q, false, NULL, err);

    for (size_t i = 0; i < n && !st; i++) {
        out[i] = answer_of(&s, home ? home[i] : (uint32_t)i);
        st = spend(&s, i, err);
    }
    lc_survey_end(&s);
    return st;
}

/* As lc_coverage_homes(), by labels of somebody's own: a what-if changes those
 * and nothing else. */
lc_status lc_coverage_homes_by(lc_study *study, const lc_coverage_query *q,
                               const uint64_t *label, uint8_t *out,
                               lc_error *err)
{
    lc_survey s;
    lc_status st = lc_survey_begin(&s, study, q, false, NULL, err);

    if (label)
        s.one.label = label;
    for (uint32_t h = 0; h < study->w->home_count && !st; h++) {
        out[h] = answer_of(&s, h);
        st = spend(&s, h, err);
    }
    lc_survey_end(&s);
    return st;
}

lc_status lc_coverage_nearest(lc_study *study, uint32_t pace, uint32_t category,
                              uint32_t home, lc_near *out, lc_error *err)
{
    const uint64_t *label;
    lc_status st = lc_labels_homes(study, pace, category, &label, err);

    *out = (lc_near){LIFE_NONE, LIFE_NONE, LIFE_NONE, 0, 0, 0};
    if (st || !label || label[home] == LIFE_LABEL_NONE)
        return st;
    out->facility = study->w->member[category][lc_label_rank(label[home])];
    out->walk_ms = lc_label_ms(label[home]);
    out->walk_mm = lc_label_mm(label[home]);
    return LIFE_OK;
}
