/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/route.c - the way from a place to one facility.
 *
 * The search is that of nearest, ended when the facility's label is final;
 * the way is read back from where it was reached.
 *
 * Labels are sums of integers, so the way back is found by equality and not by
 * closeness: each vertex knows the arc it was reached by, and its first one is
 * the link whose leg and way along the edge give exactly its label. Stretches
 * come out from the last to the first and are turned round. Cost: a search that
 * ends at the facility, and the length of the way.
 */
#include "lifecircle/study/walk/route.h"

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/reason.h"
#include "src/study/entries.h"
#include "src/study/walk/route.h"
#include "src/study/walk/steps.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/links/closing.h"
#include "src/world/links/linking.h"

#include <string.h>

/* Without rank bits: a way is to one facility, nothing is to be told apart. */
#define MOST lc_label(LIFE_SEARCH_MS, 0xFFFFFF)

/* How the best way ends: from a vertex, or straight from the place's link. */
typedef struct ending {
    uint64_t label;
    const lc_link *to;   /* the facility's link */
    const lc_link *from; /* the place's, when both are on one edge */
    uint32_t vertex;
    uint32_t end_mm; /* where the vertex is on the last edge */
} ending;

/* Of equals the first one tried stays: links in their order, straight along the
 * edge before its ends. */
static void keep_least(ending *best, const ending *e)
{
    if (e->label < best->label)
        *best = *e;
}

/* The end of a private edge may be come to from inside (A) or from outside (C,
 * the next number). */
static void end_at_vertex(const lc_walker *a, const lc_pace_graph *g,
                          const lc_link *to, int end, ending *best)
{
    const lc_edge *d = &g->net->edge[to->edge];
    uint8_t perm = lc_gait_perm(&g->gait, d);
    uint32_t copies = perm & LIFE_PERM_PRIVATE ? 2 : 1;
    ending e = {.to = to, .end_mm = end ? d->at_mm + d->length_mm : d->at_mm};

    if (!lc_gait_may(&g->gait, d, e.end_mm, to->at_mm))
        return;
    for (uint32_t c = 0; c < copies; c++) {
        e.vertex = g->end[to->edge][end] + c;
        if (a->spread.at[e.vertex].label == LIFE_LABEL_NONE)
            continue;
        e.label = lc_label_add(
            a->spread.at[e.vertex].label,
            lc_gait_stretch(&g->gait, d, e.end_mm, to->at_mm), MOST);
        e.label =
            lc_label_add(e.label, lc_gait_leg(&g->gait, to->leg_mm), MOST);
        keep_least(best, &e);
    }
}

static void end_on_edge(const lc_pace_graph *g, const lc_place *from,
                        const lc_link *to, ending *best)
{
    const lc_edge *d = &g->net->edge[to->edge];

    for (uint32_t i = 0; i < from->link_count; i++) {
        const lc_link *l = &from->link[i];
        ending e = {.to = to, .from = l};

        if (l->edge != to->edge ||
            !lc_gait_may(&g->gait, d, l->at_mm, to->at_mm))
            continue;
        e.label = lc_label_add(
            lc_gait_leg(&g->gait, l->leg_mm),
            lc_gait_stretch(&g->gait, d, l->at_mm, to->at_mm), MOST);
        e.label =
            lc_label_add(e.label, lc_gait_leg(&g->gait, to->leg_mm), MOST);
        keep_least(best, &e);
    }
}

/* Every link of the facility, from both ends of its edge and straight along
 * it. */
static ending find_ending(const lc_walker *a, const lc_place *from, uint32_t f)
{
    const lc_pace_graph *g = a->spread.g;
    const lc_link_table *t = &a->w->links[g->gait.mode].facility;
    ending best = {.label = LIFE_LABEL_NONE};

    for (uint32_t i = t->at[f]; i < t->at[f] + t->n[f]; i++) {
        if (g->end[t->link[i].edge][0] == LIFE_NO_EDGE ||
            lc_walker_is_shut(a, t->link[i].edge))
            continue;
        end_on_edge(g, from, &t->link[i], &best);
        end_at_vertex(a, g, &t->link[i], 0, &best);
        end_at_vertex(a, g, &t->link[i], 1, &best);
    }
    return best;
}

/* ---- from the end back to the start ---- */

typedef struct trace {
    lc_route *out;
    size_t leg_cap;
} trace;

/* Times at its ends are those since the start, the first leg's among them. */
static bool add_leg(trace *t, uint32_t edge, uint32_t from_mm, uint32_t to_mm,
                    uint64_t from_label, uint64_t to_label)
{
    lc_stretch s = {edge, from_mm, to_mm, lc_label_ms(from_label),
                    lc_label_ms(to_label)};

    if (!lc_grow((void **)&t->out->leg, &t->leg_cap, t->out->leg_count + 1,
                 sizeof s))
        return false;
    t->out->leg[t->out->leg_count++] = s;
    return true;
}

/* The place's link by which a seeded vertex was reached. NULL can't be: some
 * link seeded it. */
static const lc_link *seed_link(const lc_walker *a, const lc_place *from,
                                uint32_t vertex, uint64_t label,
                                uint32_t *end_mm)
{
    const lc_pace_graph *g = a->spread.g;

    for (uint32_t i = 0; i < from->link_count; i++) {
        const lc_link *l = &from->link[i];
        const lc_edge *d = &g->net->edge[l->edge];

        for (int end = 0; end < 2; end++) {
            uint32_t mm = end ? d->at_mm + d->length_mm : d->at_mm;

            if (g->end[l->edge][0] == LIFE_NO_EDGE ||
                lc_walker_is_shut(a, l->edge) ||
                g->end[l->edge][end] != vertex ||
                !lc_gait_may(&g->gait, d, l->at_mm, mm))
                continue;
            if (lc_label_add(lc_gait_leg(&g->gait, l->leg_mm),
                             lc_gait_stretch(&g->gait, d, l->at_mm, mm),
                             MOST) == label) {
                *end_mm = mm;
                return l;
            }
        }
    }
    return NULL;
}

/* Whether arc k, which leads from u to v over edge e, goes with the line. A
 * loop from a node to itself may be walked either way round: then with the line
 * if that is allowed, since both are equally long. */
static bool goes_ahead(const lc_pace_graph *g, uint32_t e, uint32_t u,
                       uint32_t v)
{
    uint8_t perm = lc_gait_perm(&g->gait, &g->net->edge[e]);
    uint32_t copies = perm & LIFE_PERM_PRIVATE ? 2 : 1;

    for (uint32_t c = 0; c < copies; c++)
        if (g->end[e][0] + c == u && g->end[e][1] + c == v)
            return perm & LIFE_PERM_FORWARD;
    return false;
}

/* Legs from the last to the first; *start is the place's link. */
static bool trace_back(const lc_walker *a, const lc_place *from,
                       const ending *end, trace *t, const lc_link **start)
{
    const lc_spread *s = &a->spread;
    const lc_pace_graph *g = s->g;
    uint32_t v = end->vertex, mm = 0;

    if (!add_leg(t, end->to->edge, end->end_mm, end->to->at_mm, s->at[v].label,
                 end->label - lc_gait_leg(&g->gait, end->to->leg_mm)))
        return false;
    while (s->at[v].via != LIFE_NO_EDGE) {
        uint32_t e = g->out.arc[s->at[v].via].edge, u = s->at[v].from;

        /* A free arc between two copies of a node is no leg: nobody walks
         * it. */
        if (e != LIFE_NO_EDGE) {
            const lc_edge *d = &g->net->edge[e];
            uint32_t lo = d->at_mm, hi = d->at_mm + d->length_mm;
            bool ahead = goes_ahead(g, e, u, v);

            if (!add_leg(t, e, ahead ? lo : hi, ahead ? hi : lo, s->at[u].label,
                         s->at[v].label))
                return false;
        }
        v = u;
    }
    *start = seed_link(a, from, v, s->at[v].label, &mm);
    return *start &&
           add_leg(t, (*start)->edge, (*start)->at_mm, mm,
                   lc_gait_leg(&g->gait, (*start)->leg_mm), s->at[v].label);
}

/* The way was read back from its end. */
static void reverse_legs(lc_route *r)
{
    for (size_t i = 0, j = r->leg_count; i + 1 < j; i++) {
        lc_stretch swap = r->leg[i];

        j--;
        r->leg[i] = r->leg[j];
        r->leg[j] = swap;
    }
}

/* ---- the line ---- */

typedef LC_VEC(lc_pt) pt_vec;

static bool add_pt(pt_vec *v, lc_pt p)
{
    if (v->n && lc_pt_equal(v->v[v->n - 1], p))
        return true;
    return lc_vec_push(v, p);
}

/* Points of the street strictly within the stretch, in the direction of the
 * walk; its ends are interpolated. */
static bool add_stretch(pt_vec *v, const lc_network *n, const lc_stretch *s)
{
    const lc_edge *e = &n->edge[s->edge];
    bool ahead = s->from_mm <= s->to_mm;
    uint32_t count = e[1].shape - e->shape;
    bool ok = add_pt(v, lc_network_point(n, s->edge, s->from_mm));

    for (uint32_t i = 0; i < count && ok; i++) {
        uint32_t k = e->shape + (ahead ? i : count - 1 - i);
        uint32_t mm = n->shape_mm[k];

        if (ahead ? mm > s->from_mm && mm < s->to_mm
                  : mm < s->from_mm && mm > s->to_mm)
            ok = add_pt(v, n->shape[k]);
    }
    return ok && add_pt(v, lc_network_point(n, s->edge, s->to_mm));
}

/* From the place by its leg, along the stretches, and by the facility's leg to
 * its outline. leg_at keeps where each leg begins; repeated points are left
 * out, so legs of no length share one. */
static lc_status draw(const lc_walker *a, const lc_place *from,
                      const ending *end, const lc_link *start, lc_route *out,
                      lc_error *err)
{
    pt_vec v = {0};
    const lc_network *n = a->w->net;
    const lc_link_table *t = &a->w->links[a->spread.g->gait.mode].facility;
    const lc_leg *leg = t->leg + (end->to - t->link);
    bool ok =
        add_pt(&v, from->pt) && add_pt(&v, lc_link_end(n, start, from->pt));
    lc_status st = LIFE_OK;

    out->leg_at = lc_calloc(out->leg_count + 1, sizeof *out->leg_at);
    ok = ok && out->leg_at;
    for (size_t i = 0; i < out->leg_count && ok; i++) {
        out->leg_at[i] = (uint32_t)v.n - 1;
        ok = add_stretch(&v, n, &out->leg[i]);
        out->leg_at[i + 1] = (uint32_t)v.n - 1;
    }
    ok = ok && add_pt(&v, leg->to) && add_pt(&v, leg->from);
    if (ok && v.n == 1)
        ok = lc_vec_push(&v, v.v[0]); /* already there: a line of no length */
    if (!ok)
        st = lc_no_memory(err, "the way");
    else
        st = lc_shape_make(LIFE_SHAPE_LINE, v.v, v.n, &out->line, err);
    lc_vec_free(&v);
    return st;
}

/* Ends when no label that is still to come can be below the one of the
 * facility. */
static lc_status search(lc_walker *a, const lc_place *from, uint32_t facility,
                        lc_error *err)
{
    const lc_search all = {.all = true, .limit_ms = LIFE_SEARCH_MS};
    bool more = true;
    uint32_t floor_ms = 0;
    lc_status st = lc_walker_begin(a, from, &all, err);

    while (!st && more) {
        st = lc_walker_next(a, &more, &floor_ms, err);
        if (a->facility_label[facility] != LIFE_LABEL_NONE &&
            lc_label_ms(a->facility_label[facility]) < floor_ms)
            break;
    }
    return st;
}

/* Where the way that a search has found ends. */
static lc_status end_way(const lc_walker *a, const lc_place *from,
                         uint32_t facility, ending *out, lc_error *err)
{
    *out = find_ending(a, from, facility);
    if (out->label != LIFE_LABEL_NONE)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_NOT_FOUND, "no way to %s within 60 minutes%s",
                   a->w->facility.v[facility].id,
                   a->shut.edge.n || a->shut.vertex.n ? " by what is open then"
                                                      : "");
}

/* Its legs, and where it starts. */
static lc_status trace_way(const lc_walker *a, const lc_place *from,
                           const ending *end, lc_route *out,
                           const lc_link **start, lc_error *err)
{
    uint64_t leg = lc_gait_leg(&a->spread.g->gait, end->to->leg_mm);
    trace t = {out, 0};
    bool ok;

    out->end_ms = lc_label_ms(leg);
    out->end_mm = lc_label_mm(leg);
    if (end->from) {
        *start = end->from;
        ok = add_leg(&t, (*start)->edge, (*start)->at_mm, end->to->at_mm,
                     lc_gait_leg(&a->spread.g->gait, (*start)->leg_mm),
                     end->label - leg);
    } else {
        ok = trace_back(a, from, end, &t, start);
        reverse_legs(out);
    }
    return ok ? LIFE_OK : lc_no_memory(err, "the way");
}

/* ---- gates and ways with hours on it ---- */

/* Several streets may close with one park: it is told once. */
static bool add_closing(lc_walker *a, uint32_t first, uint32_t i)
{
    const lc_closing_rule *all = a->w->closing.v;

    if (!(all[i].closing.modes >> a->spread.g->gait.mode & 1))
        return true;
    for (size_t k = first; k < a->closing.n; k++)
        if (!strcmp(all[a->closing.v[k]].closing.osm_id, all[i].closing.osm_id))
            return true;
    return lc_vec_push(&a->closing, i);
}

bool lc_route_add_closings(lc_walker *a, uint32_t first, uint32_t edge,
                           uint32_t node)
{
    const lc_world *w = a->w;
    size_t i = edge != LIFE_NONE ? lc_world_closing_of_edge(w, edge)
                                 : lc_world_closing_of_node(w, node);
    bool ok = true;

    for (; ok && i < w->closing.n && w->closing.v[i].closing.edge == edge &&
           w->closing.v[i].closing.node == node;
         i++)
        ok = add_closing(a, first, (uint32_t)i);
    return ok;
}

/* The node at the end of a leg. */
static uint32_t node_behind(const lc_network *n, const lc_stretch *s)
{
    const lc_edge *e = &n->edge[s->edge];

    return s->to_mm == e->at_mm ? e->from : e->to;
}

static bool list_closings(lc_walker *a, const lc_route *r)
{
    uint32_t first = (uint32_t)a->closing.n;
    bool ok = true;

    for (size_t i = 0; ok && i < r->leg_count; i++) {
        ok = lc_route_add_closings(a, first, r->leg[i].edge, LIFE_NONE);
        if (ok && i + 1 < r->leg_count)
            ok = lc_route_add_closings(a, first, LIFE_NONE,
                                       node_behind(a->w->net, &r->leg[i]));
    }
    return ok;
}

lc_status lc_route_closings(lc_walker *a, const lc_place *from,
                            uint32_t facility, uint32_t *first, uint32_t *count,
                            lc_error *err)
{
    lc_route r = {0};
    ending end;
    const lc_link *start = NULL;
    lc_status st = LIFE_OK;

    *first = (uint32_t)a->closing.n;
    *count = 0;
    if (!a->w->closing.n)
        return LIFE_OK;
    st = end_way(a, from, facility, &end, err);
    if (!st)
        st = trace_way(a, from, &end, &r, &start, err);
    if (!st && !list_closings(a, &r))
        st = lc_no_memory(err, "the way");
    *count = (uint32_t)a->closing.n - *first;
    lc_route_clear(&r);
    return st;
}

/* The route's own. */
static bool keep_closings(lc_walker *a, lc_route *r)
{
    if (!list_closings(a, r))
        return false;
    r->closings = (uint32_t)a->closing.n;
    r->closing = lc_calloc(a->closing.n, sizeof *r->closing);
    if (r->closing && r->closings)
        memcpy(r->closing, a->closing.v, r->closings * sizeof *r->closing);
    return r->closing != NULL;
}

/* ---- the question ---- */

lc_status lc_route_find(lc_walker *a, const lc_place *from, uint32_t facility,
                        lc_route *out, lc_error *err)
{
    const lc_link *start = NULL;
    ending end;
    lc_status st;

    *out = (lc_route){0};
    if (from->reason)
        return lc_fail(err, LIFE_ERR_NOT_FOUND,
                       "no way from here: the place is %s",
                       lc_reason_id(from->reason));
    a->closing.n = 0;
    st = search(a, from, facility, err);
    if (!st)
        st = end_way(a, from, facility, &end, err);
    if (!st)
        st = trace_way(a, from, &end, out, &start, err);
    if (!st) {
        out->walk_ms = lc_label_ms(end.label);
        out->walk_mm = lc_label_mm(end.label);
        st = draw(a, from, &end, start, out, err);
    }
    if (!st)
        st = lc_steps_of_route(a->w->net, a->spread.g->gait.mode, out, err);
    if (!st && a->w->closing.n && !keep_closings(a, out))
        st = lc_no_memory(err, "the way");
    if (st)
        lc_route_clear(out);
    return st;
}

lc_status lc_route_at(lc_walker *a, const lc_place *from, uint32_t facility,
                      lc_route *out, lc_error *err)
{
    lc_place maybe = *from;
    lc_status st = lc_route_find(a, from, facility, out, err);

    if (st != LIFE_ERR_NOT_FOUND || !a->shut.unsure)
        return st;
    maybe.when.maybe = true;
    return lc_route_find(a, &maybe, facility, out, err);
}

void lc_route_clear(lc_route *r)
{
    lc_shape_clear(&r->line);
    lc_free(r->leg);
    lc_free(r->leg_at);
    lc_free(r->step);
    lc_free(r->closing);
    *r = (lc_route){0};
}
