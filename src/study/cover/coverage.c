/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/coverage.c - what share of the homes of a unit or an area has
 * a facility within the limit: covered, uncovered, or unknown and why.
 *
 * The reasons, in the order they are looked at: no_data (no facility of the
 * category at all), unlinked (the home), covered, then for who is not:
 * facility_unlinked (or one without a position, that may be near),
 * edge_of_data; whoever remains is uncovered. The median
 * and the 90th percentile are over the homes that are linked: the least time
 * within which half, or nine tenths, of their weight lies.
 *
 * The gauges of a question are arrays over all homes (labels or distances) that
 * the study keeps, so a row is a pass over the unit's homes with a comparison
 * each. Selection, not sorting, finds the percentiles: expected linear, and
 * above 512 homes only one bucket in 1,024 is looked into. Weights are
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
    const uint64_t *label;    /* per home; NULL when straight */
    const uint32_t *straight; /* per home, mm; NULL when walking */
    const uint32_t *unlinked; /* per home, mm; NULL: none unlinked */
    const uint32_t *end_ms;   /* per home, to where the data end; walking */
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
} survey;

static lc_status read_gauge(survey *s, uint32_t category, lc_error *err)
{
    const lc_coverage_query *q = s->q;
    gauge *g = &s->part[s->parts++];
    lc_status st;

    *g = (gauge){.category = category};
    g->no_data = !s->w->category[category].facility_count;
    if (g->no_data)
        return LIFE_OK;
    if (q->straight)
        return lc_straight_mm(s->study, s->pace->wheels, category, &g->straight,
                              err);
    st = lc_labels_homes(s->study, q->pace, category, &g->label, err);
    if (!st)
        st = lc_straight_unlinked_mm(s->study, s->pace, category, &g->unlinked,
                                     err);
    if (!st)
        st = lc_ends_homes(s->study, q->pace, category, &g->end_ms, err);
    return st;
}

/* all_basic has a gauge for each basic category, all at one limit. end() is due
 * whatever comes back. */
static lc_status begin(survey *s, lc_study *study, const lc_coverage_query *q,
                       lc_error *err)
{
    const lc_world *w = study->w;
    lc_status st = LIFE_OK;

    *s = (survey){.study = study, .w = w, .q = q, .pace = &w->pace[q->pace]};
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
    if (!s->many)
        return lc_no_memory(err, "coverage");
    for (uint32_t c = 0; c < w->category_count && !st; c++)
        if (w->category[c].basic)
            st = read_gauge(s, c, err);
    return st;
}

static void end(survey *s)
{
    lc_free(s->many);
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
        if (g->label[h] != LIFE_LABEL_NONE)
            measure = lc_label_ms(g->label[h]);
        if (measure <= q->limit_ms)
            return (verdict){LIFE_COVERED, LIFE_REASON_NONE, measure};
        if (g->unlinked && g->unlinked[h] <= s->reach_mm)
            return unknown(LIFE_REASON_FACILITY_UNLINKED, measure);
    }
    if (lc_unplaced_near_home(s->w, g->category, s->pace->wheels, h))
        return unknown(LIFE_REASON_FACILITY_UNLINKED, measure);
    if (q->straight
            ? lc_world_extent_home_mm(s->w, h, g->category) <= q->radius_mm
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

/* ---- a row ---- */

typedef struct weighed {
    uint32_t measure;
    int64_t weight;
} weighed;

/* The median of three as pivot keeps sorted input from being the worst case. */
static uint32_t middle_of(uint32_t a, uint32_t b, uint32_t c)
{
    if (a > b) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    return c < a ? a : c > b ? b : c;
}

typedef struct parting {
    size_t low, high;     /* what equals the pivot lies from low to high */
    int64_t below, equal; /* weights */
} parting;

/* Moves what is below `pivot` to the front, then what equals it. */
static parting partition(weighed *v, size_t n, uint32_t pivot)
{
    parting p = {.high = n};
    size_t i = 0;

    while (i < p.high) {
        weighed x = v[i];

        if (x.measure < pivot) {
            p.below += x.weight;
            v[i++] = v[p.low];
            v[p.low++] = x;
        } else if (x.measure > pivot) {
            v[i] = v[--p.high];
            v[p.high] = x;
        } else {
            p.equal += x.weight;
            i++;
        }
    }
    return p;
}

/* The least measure within which `need` of the weight lies: a selection, not
 * a sort, since only two are asked of each row. */
static uint32_t percentile(weighed *v, size_t n, int64_t need)
{
    while (n) {
        uint32_t pivot =
            middle_of(v[0].measure, v[n / 2].measure, v[n - 1].measure);
        parting p = partition(v, n, pivot);

        /* Each round leaves out what equals the pivot at least, so it ends. */
        if (p.below >= need && p.low) {
            n = p.low;
        } else if (p.below + p.equal >= need) {
            return pivot;
        } else {
            need -= p.below + p.equal;
            v += p.high;
            n -= p.high;
        }
    }
    return LIFE_NONE;
}

/* Where `n` measures are many, the one wanted is looked for among those of
 * its bucket alone: bucket b holds those with measure >> shift == b, the last
 * all above. */
#define BUCKETS 1024u
#define MANY    512u

typedef struct buckets {
    unsigned shift;
    int64_t weight[BUCKETS];
} buckets;

static uint32_t bucket_of(const buckets *b, uint32_t measure)
{
    uint32_t at = measure >> b->shift;

    return at < BUCKETS ? at : BUCKETS - 1;
}

/* What has no time (LIFE_NONE) is above all and falls into the last bucket,
 * which no measured one reaches. */
static void fill_buckets(buckets *b, const weighed *v, size_t n)
{
    uint32_t most = 0;

    for (size_t i = 0; i < n; i++)
        if (v[i].measure != LIFE_NONE && v[i].measure > most)
            most = v[i].measure;
    *b = (buckets){0};
    while (most >> b->shift >= BUCKETS - 1)
        b->shift++;
    for (size_t i = 0; i < n; i++)
        b->weight[bucket_of(b, v[i].measure)] += v[i].weight;
}

/* As percentile(); what it is looked for among comes to the front of v. `need`
 * becomes what is still needed within that bucket. */
static uint32_t percentile_of_many(const buckets *b, weighed *v, size_t n,
                                   int64_t need)
{
    uint32_t at = 0;
    size_t among = 0;

    while (at + 1 < BUCKETS && b->weight[at] < need)
        need -= b->weight[at++];
    for (size_t i = 0; i < n; i++) {
        if (bucket_of(b, v[i].measure) == at) {
            weighed x = v[i];

            v[i] = v[among];
            v[among++] = x;
        }
    }
    return percentile(v, among, need);
}

/* At least `tenths` tenths of a weight, which is more than nothing. Rounded up,
 * and split so that no product overflows. */
static int64_t tenths_of(int64_t weight, int64_t tenths)
{
    int64_t need = (weight / 10) * tenths + (weight % 10 * tenths + 9) / 10;

    return need > 0 ? need : 1;
}

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

/* `scratch` takes `count`. Unlinked homes have no time and are in no
 * percentile; those over an hour have LIFE_NONE and are, so that a percentile
 * may be "not known". */
static lc_status fill_row(const survey *s, const uint32_t *homes,
                          uint32_t count, weighed *scratch,
                          lc_coverage_row *row, lc_error *err)
{
    size_t n = 0;
    int64_t linked = 0;
    buckets b;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < count && !st; i++) {
        uint32_t h = homes[i];
        verdict v = judge_all(s, h);

        if (i % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE * s->parts, err);

        add_verdict(row, &v, s->w->home_weight[h]);
        if (v.reason == LIFE_REASON_UNLINKED)
            continue;
        scratch[n++] = (weighed){v.measure, s->w->home_weight[h]};
        linked += s->w->home_weight[h];
    }
    row->median = row->p90 = LIFE_NONE;
    if (s->q->no_percentiles || st)
        return st;
    if (n < MANY) {
        row->median = percentile(scratch, n, tenths_of(linked, 5));
        row->p90 = percentile(scratch, n, tenths_of(linked, 9));
        return LIFE_OK;
    }
    fill_buckets(&b, scratch, n);
    row->median = percentile_of_many(&b, scratch, n, tenths_of(linked, 5));
    row->p90 = percentile_of_many(&b, scratch, n, tenths_of(linked, 9));
    return LIFE_OK;
}

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
static lc_status make_scratch(const lc_world *w, weighed **out, lc_error *err)
{
    *out = lc_calloc(w->home_count, sizeof **out);
    return *out ? LIFE_OK : lc_no_memory(err, "coverage");
}

static lc_status cover_unit(const survey *s, uint32_t level, uint32_t i,
                            weighed *scratch, lc_coverage_row *row,
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

lc_status lc_coverage_area(lc_study *study, const lc_coverage_query *q,
                           const lc_inside *inside, lc_coverage_row *row,
                           lc_error *err)
{
    const lc_world *w = study->w;
    lc_inside all = {0};
    weighed *scratch = NULL;
    survey s;
    lc_status st = begin(&s, study, q, err);

    *row = (lc_coverage_row){.unit = LIFE_NONE};
    if (!st && !inside) {
        st = lc_inside_find(w, NULL, &all, err);
        inside = &all;
    }
    if (!st)
        st = make_scratch(w, &scratch, err);
    if (!st) {
        const lc_catset set = categories_of(&s);

        st = fill_row(&s, inside->home, inside->home_count, scratch, row, err);
        for (uint32_t i = 0; i < inside->facility_count; i++)
            count_facility(&s, &w->facility.v[inside->facility[i]], &set, row);
    }
    lc_inside_clear(&all);
    lc_free(scratch);
    end(&s);
    return st;
}

lc_status lc_coverage_level(lc_study *study, const lc_coverage_query *q,
                            uint32_t level, lc_coverage_row *rows,
                            size_t *count, lc_error *err)
{
    const lc_world *w = study->w;
    uint32_t units;
    weighed *scratch = NULL;
    survey s;
    lc_status st;

    *count = 0;
    if (level >= w->level.n) { /* a city without units: all in none */
        st = lc_coverage_area(study, q, NULL, rows, err);
        *count = !st;
        return st;
    }
    st = begin(&s, study, q, err);
    if (!st)
        st = make_scratch(w, &scratch, err);
    units = w->level_first[level + 1] - w->level_first[level];
    for (uint32_t i = 0; i <= units && !st; i++)
        st = cover_unit(&s, level, i, scratch, &rows[i], err);
    if (!st) {
        count_facilities(&s, level, LIFE_NONE, rows);
        *count = units;
        if (rows[units].total || rows[units].facilities_inside)
            (*count)++;
    }
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
    weighed *scratch = NULL;
    survey s;
    lc_status st = begin(&s, study, q, err);

    if (!st)
        st = make_scratch(w, &scratch, err);
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
    lc_status st = begin(&s, study, q, err);

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

lc_status lc_coverage_homes(lc_study *study, const lc_coverage_query *q,
                            uint8_t *out, lc_error *err)
{
    return lc_coverage_homes_by(study, q, NULL, out, err);
}

lc_status lc_coverage_homes_by(lc_study *study, const lc_coverage_query *q,
                               const uint64_t *label, uint8_t *out,
                               lc_error *err)
{
    survey s;
    lc_status st = begin(&s, study, q, err);

    if (!st && label)
        s.one.label = label;
    for (uint32_t h = 0; h < study->w->home_count && !st; h++) {
        verdict v = judge_all(&s, h);

        /* Two bits of answer, six of reason. */
        out[h] = (uint8_t)(v.answer | (unsigned)v.reason << 2);
        if (h % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE * s.parts, err);
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
