/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/best_site.c - see the header.
 *
 * A home reaches some stretches of street within the limit; a facility at a
 * place covers the homes whose stretches lie over it. Along one street the best
 * place is found exactly, by walking over the ends of these stretches. Streets
 * are many, so each has a bound of what it could come to, and that with the
 * highest is looked at first (best first branch and bound), until no other can
 * be better than what was found.
 *
 * A search against the walks from a corner c says who comes to c within any
 * time, and how far c is from the streets about it. Who comes to an end of a
 * street within the limit comes to c within the limit and the way from there:
 * so what comes to c within that is a bound for the street, a close one where
 * the way is short.
 *
 *      end of a street ----way----> c       bound = weight within limit + way
 *
 * For bounds every street is walked as if it were public: who came into a
 * private one from outside can't go on to a public corner, so no way between
 * vertices would do for all that arrive there.
 */
#include "src/study/gap/best_site.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/graph/search.h"
#include "src/study/gap/site_bounds.h"
#include "src/study/walk/reach.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

/* How far beyond the limit a search goes for bounds of the streets about it:
 * the first time, and where these aren't close enough. Parts of the limit that
 * were tried. */
#define FAR_PART  2
#define NEAR_PART 8
/* A search of which labels don't fit would be none: 4 s under 2^22 ms. */
#define MOST_MS ((1u << 22) - 4096)
/* Beyond 16.7 km a length runs over into the time, by a millisecond. */
#define OFF_MS 2
#define STEPS  64 /* in which bounds fall with the way */

/* ---- who comes to a corner ---- */

typedef struct step { /* where a home's stretch of a street begins or ends */
    uint32_t at_mm;
    int64_t weight; /* negative at the end */
} step;

/* A street's bound is made closer before the street itself is looked at. */
typedef enum how { LOOK_FAR, LOOK_NEAR, LOOK_ALONG } how;

typedef struct hunt {
    const lc_site_ground *d;
    lc_walker *a;
    size_t first, n;
    int64_t total;
    lc_site_bounds bounds;
    uint8_t *close;        /* per edge: how it is to be looked at next */
    uint32_t *ms[2];       /* per home, to either end; UINT32_MAX: none */
    LC_VEC(uint32_t) seen; /* homes that have one of both */
    LC_VEC(step) step;
    lc_best_site best;
} hunt;

static void meet(hunt *t, uint32_t home, int end, uint32_t ms)
{
    if (t->ms[0][home] == UINT32_MAX && t->ms[1][home] == UINT32_MAX)
        t->seen.v[t->seen.n++] = home; /* room was made for all */
    if (ms < t->ms[end][home])
        t->ms[end][home] = ms;
}

static void forget(hunt *t)
{
    for (size_t i = 0; i < t->seen.n; i++)
        t->ms[0][t->seen.v[i]] = t->ms[1][t->seen.v[i]] = UINT32_MAX;
    t->seen.n = 0;
}

static void meet_homes(hunt *t, int end, uint32_t most_ms)
{
    const lc_spread *s = &t->a->spread;

    for (size_t i = 0; i < s->touched_count; i++) {
        uint32_t v = s->touched[i], ms = lc_label_ms(s->at[v].label);

        for (uint32_t k = t->d->first[v]; k < t->d->first[v + 1]; k++) {
            const lc_site_entry *x = &t->d->at[k];

            if (x->item - t->first < t->n && x->ms + ms <= most_ms)
                meet(t, (uint32_t)(x->item - t->first), end, x->ms + ms);
        }
    }
}

/* Against the walks from an end of a street, for all homes that come to it
 * within `most_ms`. */
static lc_status search_back(hunt *t, const lc_pace_graph *back, uint32_t edge,
                             int end, uint32_t most_ms, lc_error *err)
{
    const lc_seed seed = {t->d->g->end[edge][end], 0};
    lc_spread *s = &t->a->spread;
    bool more = true;
    uint32_t floor_ms;
    lc_status st;

    s->shut_edge = s->shut_vertex = NULL;
    st = lc_spread_begin(s, back, &seed, 1, lc_label(most_ms, 0xFFFFFF), NULL,
                         err);
    while (!st && more)
        st = lc_spread_next(s, &more, &floor_ms, err);
    if (!st)
        st = lc_budget_spend(s->touched_count + 1, err);
    if (!st)
        meet_homes(t, end, most_ms);
    return st;
}

/* ---- bounds ---- */

/* The weight that comes to the corner within the limit and so many parts of
 * what was looked at beyond it. */
static void sum_by_time(const hunt *t, uint32_t beyond_ms, int64_t sum[STEPS])
{
    uint32_t limit_ms = t->d->q.limit_ms;

    memset(sum, 0, STEPS * sizeof *sum);
    for (size_t i = 0; i < t->seen.n; i++) {
        uint32_t home = t->seen.v[i], ms = t->ms[0][home], k = 0;

        if (ms > limit_ms)
            k = (uint32_t)((uint64_t)(ms - limit_ms) * STEPS / beyond_ms);
        sum[k < STEPS ? k : STEPS - 1] += t->d->q.home[t->first + home].weight;
    }
    for (size_t k = 1; k < STEPS; k++)
        sum[k] += sum[k - 1];
}

static uint32_t way_ms(const hunt *t, uint32_t edge, int end)
{
    return lc_label_ms(t->a->spread.at[t->d->g->end[edge][end]].label);
}

static void lower(hunt *t, uint32_t edge, uint32_t beyond_ms, how to,
                  const int64_t sum[STEPS])
{
    uint32_t ms[2];
    uint32_t far_ms;

    if (edge == LIFE_NO_EDGE || !t->bounds.most[edge] ||
        t->close[edge] == LOOK_ALONG)
        return;
    ms[0] = way_ms(t, edge, 0);
    ms[1] = way_ms(t, edge, 1);
    far_ms = (ms[0] > ms[1] ? ms[0] : ms[1]) + OFF_MS;
    if (far_ms >= beyond_ms)
        return;
    lc_site_bounds_lower(&t->bounds, edge,
                         sum[(uint64_t)far_ms * STEPS / beyond_ms]);
    if (far_ms <= beyond_ms / 2 && t->close[edge] < to)
        t->close[edge] = (uint8_t)to;
}

static void lower_about(hunt *t, uint32_t v, uint32_t beyond_ms, how to,
                        const int64_t sum[STEPS])
{
    const lc_arcs *arcs[2] = {&t->d->g->out, &t->d->g->in};

    for (int k = 0; k < (arcs[0]->arc == arcs[1]->arc ? 1 : 2); k++)
        for (uint32_t i = arcs[k]->first[v]; i < arcs[k]->first[v + 1]; i++)
            lower(t, arcs[k]->arc[i].edge, beyond_ms, to, sum);
}

/* Bounds of a street and of those about it. */
static lc_status look_about(hunt *t, uint32_t edge, lc_error *err)
{
    uint32_t limit_ms = t->d->q.limit_ms;
    how to = t->close[edge] == LOOK_FAR ? LOOK_NEAR : LOOK_ALONG;
    uint32_t beyond_ms =
        limit_ms / (to == LOOK_NEAR ? FAR_PART : NEAR_PART) + 1;
    const lc_spread *s = &t->a->spread;
    int64_t sum[STEPS];
    lc_status st;

    if (limit_ms + beyond_ms > MOST_MS)
        beyond_ms = limit_ms < MOST_MS ? MOST_MS - limit_ms : 1;
    st = search_back(t, &t->d->loose, edge, 0, limit_ms + beyond_ms, err);
    if (!st) {
        sum_by_time(t, beyond_ms, sum);
        for (size_t i = 0; i < s->touched_count; i++)
            if (lc_label_ms(s->at[s->touched[i]].label) < beyond_ms)
                lower_about(t, s->touched[i], beyond_ms, to, sum);
    }
    forget(t);
    t->close[edge] = (uint8_t)to;
    return st;
}

/* ---- along a street ---- */

static int by_place(const void *pa, const void *pb)
{
    const step *a = pa, *b = pb;

    if (a->at_mm != b->at_mm)
        return a->at_mm < b->at_mm ? -1 : 1;
    /* ends are inclusive: what begins here meets what ends here */
    return a->weight > b->weight ? -1 : a->weight < b->weight;
}

/* Stretches of one home that touch are one: it must not count twice where they
 * meet. Those of whole streets are summed. */
static bool add_stretches(hunt *t, const lc_edge *d, int64_t weight,
                          int64_t *whole)
{
    const lc_stretch *s = t->a->stretch.v;
    size_t n = t->a->stretch.n;

    for (size_t i = 0; i < n;) {
        uint32_t from = s[i].from_mm, to = s[i].to_mm;

        for (i++; i < n && s[i].from_mm <= to; i++)
            to = s[i].to_mm > to ? s[i].to_mm : to;
        if (from == d->at_mm && to == d->at_mm + d->length_mm) {
            *whole += weight;
            continue;
        }
        if (!lc_vec_reserve(&t->step, 2))
            return false;
        t->step.v[t->step.n++] = (step){from, weight};
        t->step.v[t->step.n++] = (step){to, -weight};
    }
    return true;
}

static void offer(hunt *t, uint32_t edge, uint32_t at_mm, int64_t weight)
{
    if (weight > t->best.weight ||
        (weight == t->best.weight && edge < t->best.edge))
        t->best = (lc_best_site){edge, at_mm, weight};
}

/* Walks over the ends of all stretches; the sum is the weight of the homes that
 * reach the place, until the next of them. Of equal sums the first. At its ends
 * somebody is at the limit to the millimetre, and no position is kept so
 * closely: so it is the middle that is told. */
static void pick_place(hunt *t, uint32_t edge, int64_t sum)
{
    const lc_edge *e = &t->d->g->net->edge[edge];
    uint32_t at = e->at_mm;

    if (t->step.n)
        qsort(t->step.v, t->step.n, sizeof *t->step.v, by_place);
    for (size_t i = 0; i <= t->step.n; i++) {
        uint32_t next =
            i < t->step.n ? t->step.v[i].at_mm : e->at_mm + e->length_mm;

        offer(t, edge, at + (next - at) / 2, sum);
        if (i < t->step.n)
            sum += t->step.v[i].weight;
        at = next;
    }
}

/* Those that come to no end of their own street. */
static void meet_own(hunt *t, uint32_t edge)
{
    size_t lo = 0, hi = t->d->own.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (t->d->own.v[mid].edge < edge)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < t->d->own.n && t->d->own.v[lo].edge == edge; lo++) {
        uint32_t home = t->d->own.v[lo].item - (uint32_t)t->first;

        if (home < t->n && t->ms[0][home] == UINT32_MAX &&
            t->ms[1][home] == UINT32_MAX)
            meet(t, home, 0, UINT32_MAX - 1);
    }
}

static lc_status look_along(hunt *t, uint32_t edge, lc_error *err)
{
    const lc_pace_graph *g = t->d->g;
    uint32_t limit_ms = t->d->q.limit_ms;
    int64_t whole = 0;
    lc_status st = search_back(t, &t->d->back, edge, 0, limit_ms, err);

    if (!st)
        st = search_back(t, &t->d->back, edge, 1, limit_ms, err);
    t->step.n = 0;
    meet_own(t, edge);
    for (size_t i = 0; i < t->seen.n && !st; i++) {
        uint32_t home = t->seen.v[i];
        const lc_reach_edge on = {
            edge, limit_ms, {t->ms[0][home], t->ms[1][home]}};
        const lc_link *link;
        size_t links = lc_site_ground_links(t->d, t->first + home, &link);

        if (!lc_reach_on_edge(t->a, g, &on, link, (uint32_t)links) ||
            !add_stretches(t, &g->net->edge[edge],
                           t->d->q.home[t->first + home].weight, &whole))
            st = lc_no_memory(err, "the best place");
    }
    forget(t);
    if (!st)
        pick_place(t, edge, whole);
    return st;
}

/* ---- all of them ---- */

/* Whether a street could still be better, or as good and come before it. */
static bool may_win(const hunt *t, const lc_site_bound *b)
{
    return b->most > t->best.weight ||
           (b->most == t->best.weight && b->edge < t->best.edge);
}

static lc_status look(hunt *t, lc_error *err)
{
    lc_site_bound b;
    lc_status st = LIFE_OK;

    while (!st && lc_site_bounds_next(&t->bounds, &b) && may_win(t, &b)) {
        if (t->close[b.edge] != LOOK_ALONG) {
            st = look_about(t, b.edge, err);
            continue;
        }
        st = look_along(t, b.edge, err);
        lc_site_bounds_drop(&t->bounds);
    }
    return st;
}

/* Homes may come to a place of a street and to no end of it: all bounds that
 * are worked out by its ends are none there. */
static lc_status raise_own(hunt *t, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < t->d->own.n && !st; i++) {
        const lc_site_own *o = &t->d->own.v[i];

        if (o->item - t->first < t->n) {
            t->close[o->edge] = LOOK_ALONG;
            st = lc_site_bounds_raise(&t->bounds, o->edge, t->total, err);
        }
    }
    return st;
}

static lc_status begin(hunt *t, lc_error *err)
{
    const lc_site_ground *d = t->d;
    const lc_pace_graph *g = d->g;
    lc_rate level = g->gait.level, steps = g->gait.steps;
    double mm_a_ms = (double)level.den / (double)level.num;

    if (steps.num && (double)steps.den / (double)steps.num > mm_a_ms)
        mm_a_ms = (double)steps.den / (double)steps.num;
    for (size_t i = 0; i < t->n; i++)
        t->total += d->q.home[t->first + i].weight;
    t->close = lc_calloc(g->net->edge_count, 1);
    t->ms[0] = lc_calloc(t->n, sizeof *t->ms[0]);
    t->ms[1] = lc_calloc(t->n, sizeof *t->ms[1]);
    if (!t->close || !t->ms[0] || !t->ms[1] || !lc_vec_reserve(&t->seen, t->n))
        return lc_no_memory(err, "the best place");
    memset(t->ms[0], 0xFF, t->n * sizeof *t->ms[0]);
    memset(t->ms[1], 0xFF, t->n * sizeof *t->ms[1]);
    return lc_site_bounds_begin(
        &t->bounds, g,
        &(lc_site_about){d->w->home_pt, d->q.home + t->first, t->n},
        d->q.limit_ms * mm_a_ms / 1000 + 2, err);
}

/* Nobody comes to a street that is shut. */
static void leave_out_shut(hunt *t)
{
    const lc_shut *s = t->d->q.shut;

    for (size_t i = 0; s && i < s->edge.n; i++)
        lc_site_bounds_lower(&t->bounds, s->edge.v[i], 0);
}

lc_status lc_best_site_find(const lc_site_ground *d, lc_walker *a, size_t first,
                            size_t n, lc_best_site *out, lc_error *err)
{
    const int64_t beat = out->weight;
    hunt t = {.d = d, .a = a, .first = first, .n = n, .best = {0, 0, beat}};
    lc_status st = begin(&t, err);

    if (!st)
        leave_out_shut(&t);
    if (!st)
        st = raise_own(&t, err);
    if (!st)
        st = look(&t, err);
    *out = t.best.weight > beat ? t.best : (lc_best_site){0};
    lc_site_bounds_clear(&t.bounds);
    lc_free(t.close);
    lc_free(t.ms[0]);
    lc_free(t.ms[1]);
    lc_vec_free(&t.seen);
    lc_vec_free(&t.step);
    return st;
}
