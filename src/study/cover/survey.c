/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/survey.c - see survey.h.
 *
 * The reasons, in the order they are looked at: no_data (no facility of the
 * category at all), unlinked (the home), covered, then for who is not:
 * hours_unknown (of a time: one that may be open is within the limit),
 * facility_unlinked (or one without a position, that may be near),
 * edge_of_data; whoever remains is uncovered.
 *
 * Gauges are arrays over all homes (labels or distances) that the study keeps,
 * so that a home's answer is a comparison or two.
 */
#include "src/study/cover/survey.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/reason.h"
#include "src/study/ends.h"
#include "src/study/labels.h"
#include "src/study/straight.h"
#include "src/study/study.h"
#include "src/study/time/open.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/links/linking.h"
#include "src/world/pace.h"
#include "src/world/units/unplaced.h"

static bool is_timed(const lc_survey *s)
{
    return s->q->when.kind != LIFE_WHEN_ANY;
}

static lc_status read_gauge(lc_survey *s, uint32_t category, lc_error *err)
{
    const lc_coverage_query *q = s->q;
    lc_gauge *g = &s->part[s->parts++];
    lc_status st = LIFE_OK;

    *g = (lc_gauge){.category = category};
    g->no_data = !s->w->category[category].facility_count;
    if (g->no_data || (is_timed(s) && q->straight))
        return LIFE_OK;
    if (q->straight)
        return lc_straight_mm(s->study, s->pace->wheels, category, &g->straight,
                              err);
    if (s->times)
        g->ms = &s->ms[category];
    else if (!is_timed(s))
        st = lc_labels_homes(s->study, q->pace, category, &g->label, err);
    g->each = s->once && s->links->unlinked_count[category];
    if (!st && !s->once)
        st = lc_straight_unlinked_mm(s->study, s->pace, category, &g->unlinked,
                                     err);
    if (!st)
        st = lc_ends_homes(s->study, q->pace, category, &g->end_ms, err);
    return st;
}

static lc_status read_gauges(lc_survey *s, lc_error *err)
{
    const lc_world *w = s->w;
    lc_status st = LIFE_OK;

    if (s->q->category != LIFE_ALL_BASIC)
        return read_gauge(s, s->q->category, err);
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
void lc_survey_end(lc_survey *s)
{
    lc_free(s->many);
    lc_free(s->ms);
    lc_free(s->known);
}

static lc_verdict unknown(lc_reason why, uint32_t measure)
{
    return (lc_verdict){LIFE_UNKNOWN, why, measure};
}

/* Whether the home's streets are cut off by a road without a crossing. */
static bool is_detached(const lc_survey *s, uint32_t h)
{
    return s->links->home.detached[h / 64] >> h % 64 & 1;
}

/* With an array where all homes are asked, else by looking around this one. */
static bool is_near_unlinked(const lc_survey *s, const lc_gauge *g, uint32_t h)
{
    if (g->near)
        return g->near->unlinked;
    if (g->unlinked)
        return g->unlinked[h] <= s->reach_mm;
    return g->each &&
           lc_straight_unlinked_within(s->w, s->pace, g->category,
                                       s->w->home_pt[h], s->reach_mm);
}

/* What may be open is within the limit. */
static bool may_be_open(const lc_survey *s, const lc_gauge *g, uint32_t h)
{
    return s->q->straight
               ? g->maybe_straight && g->maybe_straight[h] <= s->q->radius_mm
               : g->maybe_label &&
                     lc_label_ms(g->maybe_label[h]) <= s->q->limit_ms;
}

/* Nothing within the hour, or nothing that is open. */
static lc_reason nothing(const lc_survey *s)
{
    return is_timed(s) ? LIFE_REASON_NONE_OPEN : LIFE_REASON_OVER_60_MIN;
}

/* One home and one category. Numbers are compared as they were rounded:
 * walks down to the millisecond, straight lines up to the millimetre. The limit
 * counts as within. Where a straight line is asked for, no link is needed and
 * no walk is lacking. */
lc_verdict lc_survey_judge(const lc_survey *s, const lc_gauge *g, uint32_t h)
{
    const lc_coverage_query *q = s->q;
    uint32_t measure = LIFE_NONE;

    if (g->no_data)
        return unknown(LIFE_REASON_NO_DATA, LIFE_NONE);
    if (q->straight) {
        measure = g->straight[h];
        if (measure <= q->radius_mm)
            return (lc_verdict){LIFE_COVERED, LIFE_REASON_NONE, measure};
    } else {
        if (!s->links->home.n[h])
            return unknown(LIFE_REASON_UNLINKED, LIFE_NONE);
        if (g->ms)
            measure = *g->ms;
        else if (g->label[h] != LIFE_LABEL_NONE)
            measure = lc_label_ms(g->label[h]);
        if (measure <= q->limit_ms)
            return (lc_verdict){LIFE_COVERED, LIFE_REASON_NONE, measure};
    }
    if (may_be_open(s, g, h))
        return unknown(LIFE_REASON_HOURS_UNKNOWN, measure);
    if (!q->straight && is_near_unlinked(s, g, h))
        return unknown(LIFE_REASON_FACILITY_UNLINKED, measure);
    if (g->near ? g->near->unplaced
                : lc_unplaced_near_home(s->w, g->category, s->pace->wheels, h))
        return unknown(LIFE_REASON_FACILITY_UNLINKED, measure);
    if (q->straight
            ? lc_world_extent_home_mm(
                  s->w, h, s->w->category_extents[g->category]) <= q->radius_mm
            : g->end_ms[h] <= q->limit_ms)
        return unknown(LIFE_REASON_EDGE_OF_DATA, measure);
    if (!q->straight && is_detached(s, h))
        return unknown(LIFE_REASON_DETACHED, measure);
    if (!q->straight && measure == LIFE_NONE)
        return (lc_verdict){LIFE_UNCOVERED, nothing(s), measure};
    return (lc_verdict){LIFE_UNCOVERED, LIFE_REASON_NONE, measure};
}

static void join(lc_verdict *v, lc_verdict one)
{
    if (one.answer == LIFE_UNCOVERED) {
        if (v->answer != LIFE_UNCOVERED || one.reason)
            v->reason = one.reason;
        v->answer = LIFE_UNCOVERED;
    } else if (one.answer == LIFE_UNKNOWN && v->answer == LIFE_COVERED) {
        v->answer = LIFE_UNKNOWN;
        v->reason = one.reason;
    }
    if (one.measure > v->measure)
        v->measure = one.measure;
}

static const lc_verdict all_there = {LIFE_COVERED, LIFE_REASON_NONE, 0};

lc_verdict lc_survey_judge_all(const lc_survey *s, uint32_t h)
{
    lc_verdict v = all_there;

    for (size_t i = 0; i < s->parts; i++)
        join(&v, lc_survey_judge(s, &s->part[i], h));
    return v;
}

lc_verdict lc_survey_of(const lc_survey *s, uint32_t h)
{
    return s->known ? s->known[h] : lc_survey_judge_all(s, h);
}

/* ---- at a time ---- */

/* Of all homes, one category; what it was judged by is gone afterwards. */
static lc_status judge_part(lc_survey *s, lc_open *open, lc_gauge *g,
                            lc_error *err)
{
    uint64_t *label[2] = {NULL, NULL};
    uint32_t *straight[2] = {NULL, NULL};
    lc_status st = lc_budget_spend(s->w->home_count + 1, err);

    if (!st && !g->no_data)
        st = s->q->straight
                 ? lc_open_straight(open, g->category, &straight[0],
                                    &straight[1], err)
                 : lc_open_labels(open, g->category, &label[0], &label[1], err);
    g->label = label[0];
    g->maybe_label = label[1];
    g->straight = straight[0];
    g->maybe_straight = straight[1];
    for (uint32_t h = 0; h < s->w->home_count && !st; h++)
        join(&s->known[h], lc_survey_judge(s, g, h));
    g->label = g->maybe_label = NULL;
    g->straight = g->maybe_straight = NULL;
    for (int i = 0; i < 2; i++) {
        lc_free(label[i]);
        lc_free(straight[i]);
    }
    return st;
}

static lc_status judge_at(lc_survey *s, lc_error *err)
{
    lc_open open;
    lc_status st = lc_open_begin(&open, s->study, s->q->pace, s->q->when, err);

    s->known = lc_calloc(s->w->home_count, sizeof *s->known);
    if (!st && !s->known)
        st = lc_no_memory(err, "coverage");
    for (uint32_t h = 0; h < s->w->home_count && !st; h++)
        s->known[h] = all_there;
    for (size_t i = 0; i < s->parts && !st; i++)
        st = judge_part(s, &open, &s->part[i], err);
    lc_open_end(&open);
    return st;
}

lc_status lc_survey_begin(lc_survey *s, lc_study *study,
                          const lc_coverage_query *q, bool once,
                          const lc_home_times *times, lc_error *err)
{
    const lc_world *w = study->w;
    lc_status st = LIFE_OK;

    *s = (lc_survey){.study = study,
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
    if (!st)
        st = read_gauges(s, err);
    return st || !is_timed(s) ? st : judge_at(s, err);
}
