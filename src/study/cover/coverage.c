/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/coverage.c - what share of the homes of a unit or an area has
 * a facility within the limit: covered, uncovered, or unknown and why.
 *
 * The reasons, in the order they are looked at: no_data (no facility of the
 * category at all), unlinked (the home), covered, then for who is not:
 * facility_unlinked (or one without a position, that may be near),
 * edge_of_data; whoever remains is uncovered. The median and the 90th
 * percentile are over the homes that are linked: the least time within which
 * half, or nine tenths, of their weight lies.
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
#include "src/study/ends.h"
#include "src/study/labels.h"
#include "src/study/straight.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/links/linking.h"
#include "src/world/pace.h"
#include "src/world/units/unit.h"
#include "src/world/units/unplaced.h"

#include <stdlib.h>
#include <string.h>

/* Homes between two looks at the budget: some 50 us of one category. */
#define SPENT_AT_ONCE 4096

/* What is known of one category for one query. */
typedef struct gauge {
    uint32_t category;
    bool no_data;
    const uint64_t *label;    /* per home; NULL when straight, or by `ms` */
    const uint32_t *ms;       /* of the home at hand; NULL: see `label` */
    const uint32_t *straight; /* per home, mm; NULL when walking */
    const uint32_t *unlinked; /* per home, mm; NULL: see `each` */
    bool each; /* some are unlinked: of each home that needs it, ask */
    const uint32_t *end_ms; /* per home, to where the data end; walking */
} gauge;

typedef struct survey {
    lc_study *study;
    const lc_world *w;
    const lc_coverage_query *q;
    const lc_pace *pace;
    const lc_mode_links *links;
    uint32_t reach_mm; /* the limit, straight */
    /* The parts are `one`, or of all_basic `many`. On the stack there is room
     * for one alone: a survey of a single home, made for home after home, has
     * no time for more. */
    gauge one, *many, *part;
    size_t parts;
    bool once; /* one limit: a pass over all homes for a few is left out */
    struct verdict *known; /* of each home, for who asks level after level */
    const lc_home_times *times; /* NULL: by labels; else */
    uint32_t *ms;               /* by category, of the home at hand */
} survey;

static lc_status read_gauge(survey *s, uint32_t category, lc_error *err)
{
    const lc_coverage_query *q = s->q;
    gauge *g = &s->part[s->parts++];
    lc_status st = LIFE_OK;

    *g = (gauge){.category = category};
    g->no_data = !s->w->category[category].facility_count;
    if (g->no_data)
        return LIFE_OK;
    if (q->straight)
        return lc_straight_mm(s->study, s->pace->wheels, category, &g->straight,
                              err);
    if (s->times)
        g->ms = &s->ms[category];
    else
        st = lc_labels_homes(s->study, q->pace, category, &g->label, err);
    g->each = s->once && s->links->unlinked_count[category];
    if (!st && !s->once)
        st = lc_straight_unlinked_mm(s->study, s->pace, category, &g->unlinked,
                                     err);
    if (!st)
        st = lc_ends_homes(s->study, q->pace, category, &g->end_ms, err);
    return st;
}

/* all_basic has a gauge for each basic category, all at one limit. end() is due
 * whatever comes back. */
static lc_status begin(survey *s, lc_study *study, const lc_coverage_query *q,
                       bool once, const lc_home_times *times, lc_error *err)
{
    const lc_world *w = study->w;
    lc_status st = LIFE_OK;

    *s = (survey){.study = study,
                  .w = w,
                  .q = q,
                  .pace = &w->pace[q->pace],
                  .once = once,
                  .times = times};
    s->part = &s->one;
    s->links = &w->links[s->pace->mode];
    s->reach_mm =
        q->straight ? q->radius_mm : lc_pace_reach_mm(s->pace, q->limit_ms);
    st = lc_budget_spend(1, err);
    if (st)
        return st;
    if (q->category != LIFE_ALL_BASIC)
        return read_gauge(s, q->category, err);
    s->part = s->many = lc_calloc(w->category_count, sizeof *s->many);
    s->ms = lc_calloc(w->category_count, sizeof *s->ms);
    if (!s->many || !s->ms)
        return lc_no_memory(err, "coverage");
    for (uint32_t c = 0; c < w->category_count && !st; c++)
        if (w->category[c].basic)
            st = read_gauge(s, c, err);
    return st;
}

/* Labels and distances are the study's and stay. */
static void end(survey *s)
{
    lc_free(s->many);
    lc_free(s->ms);
    lc_free(s->known);
}

typedef struct verdict {
    lc_answer answer;
    lc_reason reason;
    uint32_t measure; /* ms, or mm when straight; LIFE_NONE: none known */
} verdict;

static verdict unknown(lc_reason why, uint32_t measure)
{
    return (verdict){LIFE_UNKNOWN, why, measure};
}

/* Whether the home's streets are cut off by a road without a crossing. */
static bool is_detached(const survey *s, uint32_t h)
{
    return s->links->home.detached[h / 64] >> h % 64 & 1;
}

/* With an array where all homes are asked, else by looking around this one. */
static bool is_near_unlinked(const survey *s, const gauge *g, uint32_t h)
{
    if (g->unlinked)
        return g->unlinked[h] <= s->reach_mm;
    return g->each &&
           lc_straight_unlinked_within(s->w, s->pace, g->category,
                                       s->w->home_pt[h], s->reach_mm);
}

/* One home and one category. Numbers are compared as they were rounded:
 * walks down to the millisecond, straight lines up to the millimetre. The limit
 * counts as within. Where a straight line is asked for, no link is needed and
 * no walk is lacking. */
static verdict judge(const survey *s, const gauge *g, uint32_t h)
{
    const lc_coverage_query *q = s->q;
    uint32_t measure = LIFE_NONE;

    if (g->no_data)
        return unknown(LIFE_REASON_NO_DATA, LIFE_NONE);
    if (q->straight) {
        measure = g->straight[h];
        if (measure <= q->radius_mm)
            return (verdict){LIFE_COVERED, LIFE_REASON_NONE, measure};
    } else {
        if (!s->links->home.n[h])
            return unknown(LIFE_REASON_UNLINKED, LIFE_NONE);
        if (g->ms)
            measure = *g->ms;
        else if (g->label[h] != LIFE_LABEL_NONE)
            measure = lc_label_ms(g->label[h]);
        if (measure <= q->limit_ms)
            return (verdict){LIFE_COVERED, LIFE_REASON_NONE, measure};
        if (is_near_unlinked(s, g, h))
            return unknown(LIFE_REASON_FACILITY_UNLINKED, measure);
    }
    if (lc_unplaced_near_home(s->w, g->category, s->pace->wheels, h))
        return unknown(LIFE_REASON_FACILITY_UNLINKED, measure);
    if (q->straight
            ? lc_world_extent_home_mm(
                  s->w, h, s->w->category_extents[g->category]) <= q->radius_mm
            : g->end_ms[h] <= q->limit_ms)
        return unknown(LIFE_REASON_EDGE_OF_DATA, measure);
    if (!q->straight && is_detached(s, h))
        return unknown(LIFE_REASON_DETACHED, measure);
    if (!q->straight && measure == LIFE_NONE)
        return (verdict){LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN, measure};
    return (verdict){LIFE_UNCOVERED, LIFE_REASON_NONE, measure};
}

/* All parts together: uncovered by one is uncovered; else unknown by one is
 * unknown. The measure is the longest. */
static verdict judge_all(const survey *s, uint32_t h)
{
    verdict v = {LIFE_COVERED, LIFE_REASON_NONE, 0};

    for (size_t i = 0; i < s->parts; i++) {
        verdict one = judge(s, &s->part[i], h);

        if (one.answer == LIFE_UNCOVERED) {
            if (v.answer != LIFE_UNCOVERED || one.reason)
                v.reason = one.reason;
            v.answer = LIFE_UNCOVERED;
        } else if (one.answer == LIFE_UNKNOWN && v.answer == LIFE_COVERED) {
            v.answer = LIFE_UNKNOWN;
            v.reason = one.reason;
        }
        if (one.measure > v.measure)
            v.measure = one.measure;
    }
    return v;
}

/* Whether a home has all that is asked for without a second look, as most have
 * one category. */
static bool is_covered(const survey *s, uint32_t h)
{
    const gauge *g = s->part;

    if (s->parts != 1 || g->no_data || g->ms)
        return false;
    return s->q->straight ? g->straight[h] <= s->q->radius_mm
                          : s->links->home.n[h] &&
                                lc_label_ms(g->label[h]) <= s->q->limit_ms;
}

/* What i homes more than those before have taken of the budget, where it is to
 * be looked at. */
static lc_status spend(const survey *s, size_t i, lc_error *err)
{
    return i % SPENT_AT_ONCE == SPENT_AT_ONCE - 1
               ? lc_budget_spend(SPENT_AT_ONCE * s->parts, err)
               : LIFE_OK;
}

/* ---- a row ---- */

/* Every home adds its weight to exactly one of the three. */
static void add_verdict(lc_coverage_row *row, const verdict *v, int64_t weight)
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

/* Where no percentile is asked for: weights alone. */
static lc_status sum_row(const survey *s, const uint32_t *homes, uint32_t count,
                         lc_coverage_row *row, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < count && !st; i++) {
        uint32_t h = homes ? homes[i] : i;
        verdict v = {.answer = LIFE_COVERED};

        if (!is_covered(s, h))
            v = s->known ? s->known[h] : judge_all(s, h);
        add_verdict(row, &v, s->w->home_weight[h]);
        st = spend(s, i, err);
    }
    return st;
}

/* Of the homes that are listed, or NULL: of the first `count`; as many fit into
 * `scratch`. Unlinked homes have no time and are in no percentile; those over
 * an hour have LIFE_NONE and are, so that a percentile may be "not known". */
static lc_status fill_row(const survey *s, const uint32_t *homes,
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
        verdict v = s->known ? s->known[h] : judge_all(s, h);

        st = spend(s, i, err);
        add_verdict(row, &v, s->w->home_weight[h]);
        if (v.reason == LIFE_REASON_UNLINKED)
            continue;
        scratch[n++] = (lc_weighed){v.measure, s->w->home_weight[h]};
        linked += s->w->home_weight[h];
    }
    if (!st)
        lc_percentile_pair(scratch, n, linked, &row->median, &row->p90);
    return st;
}

/* Of all_basic a facility of any basic category counts, once. */
static lc_catset categories_of(const survey *s)
{
    lc_catset set = {{0}};

    for (size_t i = 0; i < s->parts; i++)
        lc_catset_add(&set, s->part[i].category);
    return set;
}

static void count_facility(const survey *s, const lc_facility *f,
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
static void count_facilities(const survey *s, uint32_t level, uint32_t only,
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
static lc_status make_scratch(const survey *s, lc_weighed **out, lc_error *err)
{
    if (s->q->no_percentiles)
        return LIFE_OK;
    *out = lc_calloc(s->w->home_count, sizeof **out);
    return *out ? LIFE_OK : lc_no_memory(err, "coverage");
}

static lc_status cover_unit(const survey *s, uint32_t level, uint32_t i,
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
static void count_facilities_in(const survey *s, const lc_inside *inside,
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
    survey s;
    lc_status st = begin(&s, study, q, false, NULL, err);

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
    end(&s);
    return st;
}

/* The row behind the units is for homes in none; it is left out where nobody
 * lives there and nothing stands there. */
static lc_status cover_level(const survey *s, uint32_t level,
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
    survey s;
    lc_status st;

    *count = 0;
    if (level >= w->level.n) { /* a city without units: all in none */
        st = lc_coverage_area(study, q, NULL, rows, err);
        *count = !st;
        return st;
    }
    st = begin(&s, study, q, false, NULL, err);
    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = cover_level(&s, level, scratch, rows, count, err);
    lc_free(scratch);
    end(&s);
    return st;
}

/* A home's answer is the same at each level. */
static lc_status judge_homes(survey *s, lc_error *err)
{
    s->known = lc_calloc(s->w->home_count, sizeof *s->known);
    if (!s->known)
        return lc_no_memory(err, "coverage");
    for (uint32_t h = 0; h < s->w->home_count; h++) {
        if (s->times)
            lc_home_times_of(s->times, h, s->ms);
        s->known[h] = judge_all(s, h);
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
    survey s;
    lc_status st = begin(&s, study, q, true, times, err);

    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = judge_homes(&s, err);
    for (uint32_t l = 0; l < w->level.n && !st; l++)
        st = cover_level(&s, l, scratch, rows + w->level_first[l] + l,
                         &count[l], err);
    lc_free(scratch);
    end(&s);
    return st;
}

lc_status lc_coverage_unit(lc_study *study, const lc_coverage_query *q,
                           uint32_t unit, lc_coverage_row *row, lc_error *err)
{
    const lc_world *w = study->w;
    uint32_t level = w->unit.v[unit].level_index;
    uint32_t i = unit - w->level_first[level];
    lc_weighed *scratch = NULL;
    survey s;
    lc_status st = begin(&s, study, q, false, NULL, err);

    if (!st)
        st = make_scratch(&s, &scratch, err);
    if (!st)
        st = cover_unit(&s, level, i, scratch, row, err);
    if (!st)
        count_facilities(&s, level, i, row);
    lc_free(scratch);
    end(&s);
    return st;
}

/* NOLINTNEXTLINE(readability-function-size): its answer is three */
lc_status lc_coverage_home(lc_study *study, const lc_coverage_query *q,
                           uint32_t home, lc_answer *answer, lc_reason *reason,
                           uint32_t *ms, lc_error *err)
{
    survey s;
    verdict v;
    lc_status st = begin(&s, study, q, false, NULL, err);

    if (!st) {
        v = judge_all(&s, home);
        *answer = v.answer;
        *reason = v.reason;
        if (ms)
            *ms = v.measure;
    }
    end(&s);
    return st;
}

/* Two bits of answer, six of reason. */
static uint8_t answer_of(const survey *s, uint32_t h)
{
    verdict v;

    if (is_covered(s, h))
        return LIFE_COVERED;
    v = judge_all(s, h);
    return (uint8_t)(v.answer | (unsigned)v.reason << 2);
}

lc_status lc_coverage_homes(lc_study *study, const lc_coverage_query *q,
                            const uint32_t *home, size_t n, uint8_t *out,
                            lc_error *err)
{
    survey s;
    lc_status st = begin(&s, study, q, false, NULL, err);

    for (size_t i = 0; i < n && !st; i++) {
        out[i] = answer_of(&s, home ? home[i] : (uint32_t)i);
        st = spend(&s, i, err);
    }
    end(&s);
    return st;
}

/* As lc_coverage_homes(), by labels of somebody's own: a what-if changes those
 * and nothing else. */
lc_status lc_coverage_homes_by(lc_study *study, const lc_coverage_query *q,
                               const uint64_t *label, uint8_t *out,
                               lc_error *err)
{
    survey s;
    lc_status st = begin(&s, study, q, false, NULL, err);

    if (label)
        s.one.label = label;
    for (uint32_t h = 0; h < study->w->home_count && !st; h++) {
        out[h] = answer_of(&s, h);
        st = spend(&s, h, err);
    }
    end(&s);
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
