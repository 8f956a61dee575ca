/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/reach.c - the exact street parts within a limit.
 *
 * On one edge time is the least of tents: it can be entered at either end, and
 * at the places where the origin's own legs meet it.
 *
 *      ms  \            /        F: least time of who walks with the line
 *           \  /\      /         B: least time of who walks against it
 *      ------+/--\----+------    kept: where min(F, B) <= limit, cut where
 *      from_mm   meet  to_mm     F and B meet, so time is linear in a part
 */
#include "lifecircle/study/walk/reach.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"
#include "lifecircle/world/links.h"
#include "src/study/walk/reach.h"
#include "src/study/walk/route.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SOURCES 3 /* both ends, and where the place joins it */

typedef struct source {
    uint32_t at_mm;
    double ahead_ms; /* HUGE_VAL: nobody sets out that way from here */
    double back_ms;
} source;

typedef struct edge_walk {
    lc_walker *a;
    uint32_t edge;
    uint32_t limit_ms;
    double rate; /* ms a millimetre */
    bool no_memory;
} edge_walk;

static int by_place(const void *pa, const void *pb)
{
    const source *a = pa, *b = pb;

    return a->at_mm < b->at_mm ? -1 : a->at_mm > b->at_mm;
}

static void put(edge_walk *w, uint32_t from_mm, uint32_t to_mm, double from_ms,
                double to_ms)
{
    lc_stretch s = {w->edge, from_mm, to_mm, (uint32_t)llround(from_ms),
                    (uint32_t)llround(to_ms)};

    if (from_mm < to_mm && !lc_vec_push(&w->a->stretch, s))
        w->no_memory = true;
}

/* Between two neighbouring sources: f from the left, b from the right. Rounded
 * down to whole millimetres: a place is never called reached that is not. */
static void between(edge_walk *w, uint32_t left_mm, uint32_t right_mm,
                    double f_ms, double b_ms)
{
    double length = (double)right_mm - left_mm;
    double ahead = floor((w->limit_ms - f_ms) / w->rate);
    double back = floor((w->limit_ms - b_ms) / w->rate);
    /* who comes from the left is first up to here */
    double meet = (length + (b_ms - f_ms) / w->rate) / 2;
    uint32_t end_mm;

    meet = meet < 0 ? 0 : meet > length ? length : meet;
    ahead = ahead > meet ? floor(meet) : ahead;
    back = back > length - meet ? ceil(length - meet) : back;
    if (f_ms <= w->limit_ms && ahead > 0) {
        end_mm = left_mm + (uint32_t)ahead;
        put(w, left_mm, end_mm, f_ms, f_ms + ahead * w->rate);
    }
    if (b_ms <= w->limit_ms && back > 0) {
        if (back > length)
            back = length;
        end_mm = right_mm - (uint32_t)back;
        put(w, end_mm, right_mm, b_ms + back * w->rate, b_ms);
    }
}

/* Each source's time is also that of others passing by it. */
static void sweep_edge(edge_walk *w, source *s, size_t n)
{
    qsort(s, n, sizeof *s, by_place);
    for (size_t i = 1; i < n; i++) {
        double d = (double)(s[i].at_mm - s[i - 1].at_mm) * w->rate;

        s[i].ahead_ms = fmin(s[i].ahead_ms, s[i - 1].ahead_ms + d);
    }
    for (size_t i = n - 1; i > 0; i--) {
        double d = (double)(s[i].at_mm - s[i - 1].at_mm) * w->rate;

        s[i - 1].back_ms = fmin(s[i - 1].back_ms, s[i].back_ms + d);
    }
    for (size_t i = 1; i < n; i++)
        between(w, s[i - 1].at_mm, s[i].at_mm, s[i - 1].ahead_ms, s[i].back_ms);
}

/* Of a private edge the better of the two vertices that stand for its end. */
static double end_ms(const lc_spread *s, const lc_pace_graph *g, uint32_t e,
                     int end)
{
    uint8_t perm = lc_gait_perm(&g->gait, &g->net->edge[e]);
    uint32_t v = g->end[e][end];
    uint64_t label = s->at[v].label;

    if (perm & LIFE_PERM_PRIVATE && s->at[v + 1].label < label)
        label = s->at[v + 1].label;
    if (label == LIFE_LABEL_NONE ||
        !(perm & (end ? LIFE_PERM_BACK : LIFE_PERM_FORWARD)))
        return HUGE_VAL;
    return lc_label_ms(label);
}

/* Times on an edge of one speed are linear, so two ends (and the place's own
 * legs) say all. */
static void walk_edge(const lc_pace_graph *g, const lc_link *link,
                      uint32_t links, const double ms[2], edge_walk *w)
{
    const lc_edge *d = &g->net->edge[w->edge];
    uint8_t perm = lc_gait_perm(&g->gait, d);
    source s[MAX_SOURCES];
    size_t n = 0;

    w->rate = lc_gait_ms_per_mm(&g->gait, d);
    s[n++] = (source){d->at_mm, ms[0], HUGE_VAL};
    s[n++] = (source){d->at_mm + d->length_mm, HUGE_VAL, ms[1]};
    for (uint32_t i = 0; i < links && n < MAX_SOURCES; i++) {
        double leg_ms;

        if (link[i].edge != w->edge)
            continue;
        leg_ms = lc_label_ms(lc_gait_leg(&g->gait, link[i].leg_mm));
        s[n++] = (source){link[i].at_mm,
                          perm & LIFE_PERM_FORWARD ? leg_ms : HUGE_VAL,
                          perm & LIFE_PERM_BACK ? leg_ms : HUGE_VAL};
    }
    if (n == 2) /* nearly every edge */
        between(w, s[0].at_mm, s[1].at_mm, s[0].ahead_ms, s[1].back_ms);
    else
        sweep_edge(w, s, n);
}

static double entered_ms(uint32_t ms, bool may)
{
    return may && ms != UINT32_MAX ? ms : HUGE_VAL;
}

bool lc_reach_on_edge(lc_walker *a, const lc_pace_graph *g,
                      const lc_reach_edge *on, const lc_link *link,
                      uint32_t links)
{
    edge_walk w = {.a = a, .edge = on->edge, .limit_ms = on->limit_ms};
    uint8_t perm = lc_gait_perm(&g->gait, &g->net->edge[on->edge]);
    const double ms[2] = {entered_ms(on->end_ms[0], perm & LIFE_PERM_FORWARD),
                          entered_ms(on->end_ms[1], perm & LIFE_PERM_BACK)};

    a->stretch.n = 0;
    walk_edge(g, link, links, ms, &w);
    return !w.no_memory;
}

/* Two layers of bits, so that the few edges that were reached are found in
 * order without a sort. */
static void mark_edge(lc_walker *a, uint32_t e)
{
    if (e == LIFE_NO_EDGE || lc_walker_is_shut(a, e))
        return;
    a->edge_seen[e / 64] |= UINT64_C(1) << e % 64;
    a->block_seen[e / 4096] |= UINT64_C(1) << e / 64 % 64;
}

static void mark_edges(lc_walker *a, const lc_place *from, uint32_t limit_ms)
{
    const lc_pace_graph *g = a->spread.g;

    for (size_t i = 0; i < a->spread.touched_count; i++) {
        uint32_t v = a->spread.touched[i];

        if (lc_label_ms(a->spread.at[v].label) > limit_ms)
            continue;
        for (uint32_t k = g->out.first[v]; k < g->out.first[v + 1]; k++)
            mark_edge(a, g->out.arc[k].edge);
    }
    for (uint32_t i = 0; i < from->link_count; i++)
        if (g->end[from->link[i].edge][0] != LIFE_NO_EDGE)
            mark_edge(a, from->link[i].edge);
}

/* All edges that were marked, in order; the marks are gone after it. */
static void walk_edges(lc_walker *a, const lc_place *from, edge_walk *w)
{
    size_t blocks = a->w->net->edge_count / 4096 + 1;

    for (size_t b = 0; b < blocks; b++) {
        for (; a->block_seen[b]; a->block_seen[b] &= a->block_seen[b] - 1) {
            size_t i = b * 64 + (size_t)__builtin_ctzll(a->block_seen[b]);

            for (; a->edge_seen[i]; a->edge_seen[i] &= a->edge_seen[i] - 1) {
                double ms[2];

                w->edge = (uint32_t)(i * 64) +
                          (uint32_t)__builtin_ctzll(a->edge_seen[i]);
                ms[0] = end_ms(&a->spread, a->spread.g, w->edge, 0);
                ms[1] = end_ms(&a->spread, a->spread.g, w->edge, 1);
                walk_edge(a->spread.g, from->link, from->link_count, ms, w);
            }
        }
    }
}

lc_status lc_reach_within(lc_walker *a, const lc_place *from, uint32_t limit_ms,
                          const lc_stretch **out, size_t *count, lc_error *err)
{
    edge_walk w = {.a = a, .limit_ms = limit_ms};

    a->stretch.n = 0;
    mark_edges(a, from, limit_ms);
    walk_edges(a, from, &w);
    *out = a->stretch.v;
    *count = w.no_memory ? 0 : a->stretch.n;
    return w.no_memory ? lc_no_memory(err, "the reach") : LIFE_OK;
}

lc_status lc_reach_find(lc_walker *a, const lc_place *from, uint32_t limit_ms,
                        const lc_stretch **out, size_t *count, lc_error *err)
{
    const lc_search search = {.limit_ms = limit_ms}; /* streets alone */
    bool more = true;
    uint32_t floor_ms;
    lc_status st;

    *out = NULL;
    *count = 0;
    a->stretch.n = 0;
    st = lc_budget_spend(1, err);
    if (st)
        return st;
    if (from->reason)
        return LIFE_OK;
    st = lc_walker_begin(a, from, &search, err);
    while (!st && more)
        st = lc_spread_next(&a->spread, &more, &floor_ms, err);
    return st ? st : lc_reach_within(a, from, limit_ms, out, count, err);
}

/* On a part, and at the ends of its street where it comes so far. */
static bool add_part(lc_walker *a, const lc_stretch *s)
{
    const lc_edge *e = &a->w->net->edge[s->edge];

    return lc_route_add_closings(a, 0, s->edge, LIFE_NONE) &&
           (s->from_mm > e->at_mm ||
            lc_route_add_closings(a, 0, LIFE_NONE, e->from)) &&
           (s->to_mm < e->at_mm + e->length_mm ||
            lc_route_add_closings(a, 0, LIFE_NONE, e->to));
}

/* A street that is closed at the time has no parts, but others end at it. */
static bool add_shut(lc_walker *a, uint32_t edge)
{
    const lc_pace_graph *g = a->spread.g;

    for (int k = 0; k < 2; k++) {
        double ms = end_ms(&a->spread, g, edge, k);

        if (ms <= a->search.limit_ms)
            return lc_route_add_closings(a, 0, edge, LIFE_NONE);
    }
    return true;
}

lc_status lc_reach_closings(lc_walker *a, const uint32_t **out, uint32_t *count,
                            lc_error *err)
{
    bool ok = true;

    a->closing.n = 0;
    if (a->w->closing.n && a->stretch.n) {
        for (size_t i = 0; ok && i < a->stretch.n; i++)
            ok = add_part(a, &a->stretch.v[i]);
        for (size_t i = 0; ok && i < a->shut.edge.n; i++)
            ok = add_shut(a, a->shut.edge.v[i]);
    }
    *out = a->closing.v;
    *count = (uint32_t)a->closing.n;
    return ok ? LIFE_OK : lc_no_memory(err, "the reach");
}
