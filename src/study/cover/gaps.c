/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/gaps.c - uncovered homes in clusters, each with its cause and
 * its mend.
 *
 * Cause and nearest facility are those of a gap's middle home, which stands for
 * it; the mend is the best single place for the gap's homes (best_site.h).
 */
#include "lifecircle/study/cover/gaps.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "src/study/gap/best_gate.h"
#include "src/study/gap/best_link.h"
#include "src/study/gap/best_site.h"
#include "src/study/gap/gap_barrier.h"
#include "src/study/gap/gap_clusters.h"
#include "src/study/gap/gap_hours.h"
#include "src/study/labels.h"
#include "src/study/straight.h"
#include "src/study/walk/outline.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/pace.h"
#include "src/world/units/unit.h"

#define OUTLINE_M 55.0 /* a little over half of a neighbour's 100 m */

#define WAY_ROUND 1.5

const char *lc_gap_cause_id(lc_cause c)
{
    static const char *const id[LIFE_CAUSE_COUNT] = {"far", "barrier",
                                                     "closed"};

    return c < LIFE_CAUSE_COUNT ? id[c] : NULL;
}

const char *lc_gap_barrier_id(lc_gap_barrier_kind k)
{
    static const char *const id[LIFE_GAP_BARRIER_KINDS] = {
        "water", "railway",  "closed_road", "compound",
        "wall",  "crossing", "building",    "way"};

    return k < LIFE_GAP_BARRIER_KINDS ? id[k] : NULL;
}

/* ---- one gap ---- */

/* The home nearest to the weighted mean of all. In a plane that touches the
 * ground at the first home: good enough to choose a home by. */
static uint32_t middle_home(const lc_world *w, const lc_site_home *m,
                            uint32_t n)
{
    lc_frame f = lc_frame_at(w->home_pt[m[0].home]);
    double x = 0, y = 0, total = 0, best_m = HUGE_VAL;
    uint32_t best = m[0].home;

    for (uint32_t i = 0; i < n; i++) {
        lc_xy p = lc_frame_xy(&f, w->home_pt[m[i].home]);
        double weight = (double)m[i].weight;

        x += p.x * weight;
        y += p.y * weight;
        total += weight;
    }
    for (uint32_t i = 0; i < n && total > 0; i++) {
        lc_xy p = lc_frame_xy(&f, w->home_pt[m[i].home]);
        double m_off = hypot(p.x - x / total, p.y - y / total);

        if (m_off < best_m) {
            best_m = m_off;
            best = m[i].home;
        }
    }
    return best;
}

static lc_status draw(const lc_world *w, const lc_site_home *m, uint32_t n,
                      lc_gap *gap, lc_error *err)
{
    lc_pt *pt = lc_calloc(n, sizeof *pt);
    lc_status st;

    if (!pt)
        return lc_no_memory(err, "the gaps");
    for (uint32_t i = 0; i < n; i++)
        pt[i] = w->home_pt[m[i].home];
    st = lc_outline_discs(pt, n, OUTLINE_M, &gap->outline, err);
    lc_free(pt);
    return st;
}

/* Asked for one unit, all its gaps are that unit's. */
static lc_status name_unit(const lc_world *w, const lc_gap_query *q,
                           const lc_site_home *m, lc_gap *gap, lc_error *err)
{
    uint32_t level = q->level ? *q->level : (uint32_t)w->level.n - 1;

    gap->unit = q->unit;
    return q->unit == LIFE_NONE
               ? lc_uncovered_unit(w, m, gap->homes, level, &gap->unit, err)
               : LIFE_OK;
}

static bool is_timed(const lc_gap_query *q)
{
    return q->when.kind != LIFE_WHEN_ANY;
}

/* What all gaps of a question have in common. */
typedef struct filling {
    lc_walker *a;
    const lc_gap_query *q;
    const lc_gap_clusters *c;
    lc_site_ground *ground;
    lc_gap_barriers barriers; /* begun for the first gap that has one */
    lc_gap_hours hours;       /* of a time */
    lc_best_gates gates;
    lc_gaining who;
} filling;

/* Streets of towns are a fifth to two fifths longer than straight lines; where
 * nothing is in the way and they are longer than that, a street is missing. */
static bool goes_straight(const lc_near *nearest, double straight_mm)
{
    return nearest->facility != LIFE_NONE &&
           nearest->walk_mm < WAY_ROUND * straight_mm;
}

/* What is in the way. */
static lc_status find_barrier(filling *f, const lc_near *nearest,
                              double straight_mm, lc_gap *gap, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!f->barriers.study)
        st = lc_gap_barriers_begin(&f->barriers, f->a->study, f->q, err);
    if (!st)
        st = lc_gap_barriers_find(
            &f->barriers, gap->middle,
            nearest->facility == LIFE_NONE ? LIFE_NONE : nearest->walk_ms,
            &gap->barrier, err);
    if (gap->barrier.kind != LIFE_GAP_BARRIER_WAY ||
        !goes_straight(nearest, straight_mm))
        gap->cause = LIFE_CAUSE_BARRIER;
    return st;
}

static lc_near near_of(const filling *f, uint64_t label, lc_pt from)
{
    const lc_world *w = f->a->w;
    lc_near near = {LIFE_NONE, LIFE_NONE, LIFE_NONE, 0, 0, 0};

    if (label == LIFE_LABEL_NONE)
        return near;
    near.facility = w->member[f->q->category][lc_label_rank(label)];
    near.walk_ms = lc_label_ms(label);
    near.walk_mm = lc_label_mm(label);
    near.straight_m = lc_facility_distance_m(w, near.facility, from);
    return near;
}

/* Where the facility is near enough in a straight line and still too far to
 * walk, something may be between that a path or a gate could mend. Which it is
 * does not hang on a time. */
static lc_status explain(filling *f, uint32_t home, lc_gap *gap, lc_error *err)
{
    const lc_world *w = f->a->w;
    const lc_pace *pace = &w->pace[f->q->pace];
    uint32_t c = f->q->category, straight_mm;
    lc_near nearest;
    const uint64_t *label;
    lc_status st = lc_labels_homes(f->a->study, f->q->pace, c, &label, err);

    if (st)
        return st;
    gap->middle = w->home_pt[home];
    nearest = near_of(f, label[home], gap->middle);
    gap->nearest =
        is_timed(f->q) ? near_of(f, f->hours.then[home], gap->middle) : nearest;
    if (gap->cause == LIFE_CAUSE_CLOSED)
        return LIFE_OK;
    straight_mm = lc_straight_home_mm(f->a->study, pace->wheels, c, home);
    return straight_mm > lc_pace_reach_mm(pace, f->q->limit_ms)
               ? LIFE_OK
               : find_barrier(f, &nearest, straight_mm, gap, err);
}

static lc_status find_mend(const filling *f, const lc_gap_cluster *c,
                           lc_gap *gap, lc_error *err)
{
    lc_best_site site = {0};
    lc_status st =
        lc_best_site_find(f->ground, f->a, c->first, c->n, &site, err);

    if (st || !site.weight)
        return st;
    gap->mend_weight = site.weight;
    gap->mend = lc_network_point(f->a->w->net, site.edge, site.at_mm);
    return LIFE_OK;
}

/* A street of some metres mends what a barrier makes. */
static lc_status find_link(filling *f, lc_gap *gap, lc_error *err)
{
    const lc_best_link_query q = {.study = f->a->study,
                                  .pace = f->q->pace,
                                  .category = f->q->category,
                                  .limit_ms = f->q->limit_ms,
                                  .about = gap->barrier.at};

    return gap->cause == LIFE_CAUSE_BARRIER
               ? lc_best_link_find(&q, &f->who, &gap->link, err)
               : LIFE_OK;
}

/* What mends it but another facility. At a time streets stay as they are. */
static lc_status find_ways(filling *f, const lc_gap_cluster *c, lc_gap *gap,
                           lc_error *err)
{
    lc_status st;

    if (is_timed(f->q))
        return LIFE_OK;
    st = lc_gaining_begin(&f->who, f->a->w, f->c->home + c->first, c->n, err);
    if (!st)
        st = find_link(f, gap, err);
    if (!st)
        st = lc_best_gates_find(&f->gates, &f->who, &gap->gate, err);
    lc_gaining_end(&f->who);
    return st;
}

/* Most would have it if everything were open. */
static lc_status find_closed(filling *f, const lc_site_home *m, lc_gap *gap,
                             lc_error *err)
{
    bool is;
    lc_status st = lc_gap_hours_find(&f->hours, m, gap->homes, gap, &is, err);

    if (!st && is)
        gap->cause = LIFE_CAUSE_CLOSED;
    return st;
}

static lc_status fill_gap(filling *f, const lc_gap_cluster *c, lc_gap *gap,
                          lc_error *err)
{
    const lc_world *w = f->a->w;
    const lc_site_home *m = f->c->home + c->first;
    lc_status st;

    gap->weight = c->weight;
    gap->homes = c->n;
    gap->cause = LIFE_CAUSE_FAR;
    st = name_unit(w, f->q, m, gap, err);
    if (!st && is_timed(f->q))
        st = find_closed(f, m, gap, err);
    if (!st)
        st = explain(f, middle_home(w, m, c->n), gap, err);
    if (!st)
        st = draw(w, m, c->n, gap, err);
    if (!st)
        st = find_ways(f, c, gap, err);
    return st ? st : find_mend(f, c, gap, err);
}

static lc_status fill_gaps(filling *f, lc_gap_list *out, lc_error *err)
{
    lc_site_query q = {.pace = f->q->pace,
                       .limit_ms = f->q->limit_ms,
                       .home = f->c->home,
                       .n = f->c->homes};
    size_t n = f->c->n < f->q->most ? f->c->n : f->q->most;
    lc_status st = LIFE_OK;

    if (!n)
        return LIFE_OK;
    out->gap = lc_calloc(n, sizeof *out->gap);
    if (!out->gap)
        return lc_no_memory(err, "the gaps");
    if (is_timed(f->q)) {
        st = lc_gap_hours_begin(&f->hours, f->a->study, f->q, err);
        q.shut = lc_gap_hours_shut(&f->hours);
    } else {
        st = lc_best_gates_begin(&f->gates, f->a->study, f->q, err);
    }
    if (!st)
        st = lc_site_ground_make(f->a->study, &q, &f->ground, err);
    for (; !st && out->count < n; out->count++)
        st =
            fill_gap(f, &f->c->cluster[out->count], &out->gap[out->count], err);
    lc_site_ground_free(f->ground);
    lc_gap_barriers_clear(&f->barriers);
    lc_gap_hours_end(&f->hours);
    lc_best_gates_clear(&f->gates);
    lc_gaining_clear(&f->who);
    return st;
}

/* ---- all of them ---- */

lc_status lc_gaps_find(lc_walker *a, const lc_gap_query *q, lc_gap_list *out,
                       lc_error *err)
{
    lc_uncovered u;
    lc_gap_clusters c = {0};
    filling f = {.a = a, .q = q, .c = &c};
    lc_status st = lc_uncovered_list(a->study, q, &u, err);

    *out = (lc_gap_list){.total = u.total,
                         .uncovered = u.weight,
                         .unknown = u.unknown,
                         .untold = u.untold};
    if (!st)
        st = lc_gap_clusters_make(a->study, &u, &c, err);
    out->found = c.n;
    if (!st)
        st = fill_gaps(&f, out, err);
    lc_gap_clusters_clear(&c);
    lc_uncovered_clear(&u);
    if (st)
        lc_gap_list_clear(out);
    return st;
}

void lc_gap_list_clear(lc_gap_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        lc_shape_clear(&l->gap[i].outline);
    lc_free(l->gap);
    *l = (lc_gap_list){0};
}
