/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/candidates.c - see candidates.h.
 */
#include "src/study/siting/candidates.h"

#include "lifecircle/base/budget.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

/* A unit's streets lie near its homes. */
#define NEAR_HOMES_M 500.0

/* From here on a spacing is no finer than the ends of streets are. */
#define SPACING_MOST_M 2000

typedef struct listing {
    const lc_world *w;
    const lc_pace_graph *g;
    uint32_t unit, level;
    lc_box box;     /* of the unit's homes, and around them */
    uint8_t *ended; /* per node: it is listed */
    lc_pt_vec *out;
} listing;

/* Where a house may stand beside: no steps, bridges or tunnels, nothing within
 * a compound, and no piece that takes no links. */
static bool is_street(const listing *l, uint32_t e)
{
    const lc_edge *d = &l->w->net->edge[e];

    return l->g->end[e][0] != LIFE_NO_EDGE && d->layer == 0 &&
           !(lc_gait_perm(&l->g->gait, d) & LIFE_PERM_PRIVATE) &&
           !(d->flags &
             (LIFE_EDGE_STEPS | LIFE_EDGE_ISLAND | LIFE_EDGE_DETACHED));
}

static bool is_in(const listing *l, lc_pt p)
{
    if (l->unit == LIFE_NONE)
        return true;
    return lc_box_contains(l->box, p) &&
           lc_world_unit_of(l->w, p, l->level) == l->unit;
}

static bool put(listing *l, lc_pt p)
{
    return !is_in(l, p) || lc_vec_push(l->out, p);
}

/* Once, however many streets meet there. */
static bool put_end(listing *l, uint32_t node)
{
    if (l->ended[node])
        return true;
    l->ended[node] = 1;
    return put(l, l->w->net->node[node]);
}

static bool put_street(listing *l, uint32_t e, uint32_t spacing_m)
{
    const lc_edge *d = &l->w->net->edge[e];
    uint64_t step = (uint64_t)spacing_m * 1000;

    if (!put_end(l, d->from))
        return false;
    for (uint64_t mm = step; mm < d->length_mm; mm += step)
        if (!put(l, lc_network_point(l->w->net, e, d->at_mm + (uint32_t)mm)))
            return false;
    return put_end(l, d->to);
}

static lc_status put_all(listing *l, uint32_t spacing_m, lc_error *err)
{
    const lc_network *n = l->w->net;
    lc_status st = lc_budget_spend(n->edge_count, err);

    l->out->n = 0;
    for (uint32_t i = 0; i < n->node_count; i++)
        l->ended[i] = 0;
    for (uint32_t e = 0; e < n->edge_count && !st; e++)
        if (is_street(l, e) && !put_street(l, e, spacing_m))
            st = lc_no_memory(err, "the candidates");
    return st;
}

/* Every second one, third one, ... */
static void thin(lc_pt_vec *v, size_t most)
{
    size_t each = (v->n + most - 1) / most, n = 0;

    for (size_t i = 0; i < v->n; i += each)
        v->v[n++] = v->v[i];
    v->n = n;
}

/* So that few points are asked which unit they are in. */
static lc_box box_of(const lc_world *w, uint32_t unit)
{
    uint32_t level = w->unit.v[unit].level_index, n;
    const uint32_t *home =
        lc_world_unit_homes(w, level, unit - w->level_first[level], &n);
    lc_box box = lc_box_empty();

    for (uint32_t i = 0; i < n; i++)
        lc_box_add(&box, w->home_pt[home[i]]);
    return n ? lc_box_grown(box, NEAR_HOMES_M) : box;
}

lc_status lc_candidates_streets(const lc_world *w, const lc_pace_graph *g,
                                uint32_t unit, size_t most, lc_candidates *out,
                                lc_error *err)
{
    listing l = {.w = w, .g = g, .unit = unit, .out = &out->at};
    lc_status st;

    l.ended = lc_calloc(w->net->node_count, 1);
    if (!l.ended)
        return lc_no_memory(err, "the candidates");
    if (unit != LIFE_NONE) {
        l.level = w->unit.v[unit].level_index;
        l.box = box_of(w, unit);
    }
    st = put_all(&l, out->spacing_m, err);
    while (!st && out->at.n > most && out->spacing_m < SPACING_MOST_M) {
        out->spacing_m *= 2;
        st = put_all(&l, out->spacing_m, err);
    }
    if (!st && out->at.n > most)
        thin(&out->at, most);
    lc_free(l.ended);
    return st;
}
