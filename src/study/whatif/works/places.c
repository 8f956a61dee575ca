/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/places.c - see places.h.
 *
 * A place is linked as compute links a facility, by the barriers that bar its
 * way there and the streets of the pace's mode; of all its links the nearest is
 * where a street is joined or cut. Others would make a way between two streets
 * that nobody asked for.
 */
#include "src/study/whatif/works/places.h"

#include "lifecircle/graph/network.h"
#include "src/world/city.h"

#include <math.h>

static void told(lc_works_plan *p, lc_whatif_joined j)
{
    if (!lc_vec_push(&p->k->joined, j))
        p->no_memory = true;
}

static void add_spot(lc_works_plan *p, lc_spot s)
{
    if (!lc_vec_push(&p->spot, s))
        p->no_memory = true;
}

/* ---- a place on a street ---- */

/* The nearest street that a facility there would join and the pace walks.
 * *reason says why there is none. */
static lc_status nearest(lc_works_plan *p, lc_pt at, lc_link *out,
                         lc_reason *reason, lc_error *err)
{
    lc_newcomer *n = &p->room;
    lc_status st = lc_newcomer_at(p->w, at, 0, p->g->gait.mode, n, err);
    size_t i = 0;

    if (st)
        return st;
    while (i < n->link.n && p->g->end[n->link.v[i].edge][0] == LIFE_NO_EDGE)
        i++;
    *reason = n->reason       ? n->reason
              : i < n->link.n ? LIFE_REASON_NONE
                              : LIFE_REASON_UNLINKED;
    if (*reason && n->outside)
        *reason = LIFE_REASON_OUTSIDE_EXTENT;
    if (!*reason)
        *out = n->link.v[i];
    return LIFE_OK;
}

/* 0 or 1: the end of its edge that a place is; 2: it is on the way. */
static int side_of(const lc_edge *e, uint32_t at_mm)
{
    return at_mm == e->at_mm ? 0 : at_mm == e->at_mm + e->length_mm ? 1 : 2;
}

/* ---- corners ---- */

typedef struct around { /* edges that end at a place */
    lc_works_plan *p;
    lc_pt at;
    uint32_t node; /* this one alone, or LIFE_NONE: any there */
    lc_corner_vec *corner;
    size_t ends;
} around;

/* Its vertices, as the edges that end there tell them. */
static void add_corner(around *a, uint32_t node, uint32_t vertex, bool priv)
{
    size_t i = 0;

    while (i < a->corner->n && a->corner->v[i].node != node)
        i++;
    if (i == a->corner->n &&
        !lc_vec_push(a->corner,
                     ((lc_corner){node, LIFE_NO_EDGE, LIFE_NO_EDGE})))
        a->p->no_memory = true;
    else if (priv)
        a->corner->v[i].inside = vertex;
    else
        a->corner->v[i].outside = vertex;
}

static bool see_edge(void *ctx, uint32_t edge)
{
    around *a = ctx;
    const lc_pace_graph *g = a->p->g;
    const lc_edge *e = &g->net->edge[edge];
    const uint32_t node[2] = {e->from, e->to};

    for (int side = 0; side < 2; side++) {
        if (g->end[edge][0] == LIFE_NO_EDGE ||
            !lc_pt_equal(g->net->node[node[side]], a->at) ||
            (a->node != LIFE_NONE && a->node != node[side]))
            continue;
        a->ends++;
        if (a->corner)
            add_corner(a, node[side], g->end[edge][side],
                       lc_gait_perm(&g->gait, e) & LIFE_PERM_PRIVATE);
        else
            add_spot(a->p, (lc_spot){edge, e->at_mm + (side ? e->length_mm : 0),
                                     LIFE_SPOT_SHUT, side});
    }
    return !a->p->no_memory;
}

static size_t look_around(around a)
{
    lc_box box = {a.at.lon, a.at.lat, a.at.lon, a.at.lat};

    lc_index_query(a.p->g->net->index, box, see_edge, &a);
    return a.ends;
}

/* ---- changes ---- */

/* In the middle of a street, or at a corner: there all of its streets end. */
static lc_status place_block(lc_works_plan *p, lc_pt at, lc_error *err)
{
    lc_whatif_joined told_of = {.open = true, .at = {at, at}};
    const lc_network *net = p->g->net;
    lc_link link;
    int side;
    lc_status st = nearest(p, at, &link, &told_of.reason, err);

    if (!st && !told_of.reason) {
        const lc_edge *e = &net->edge[link.edge];

        side = side_of(e, link.at_mm);
        if (side == 2)
            add_spot(p, (lc_spot){link.edge, link.at_mm, LIFE_SPOT_CUT, 0});
        else
            look_around((around){p, net->node[side ? e->to : e->from],
                                 side ? e->to : e->from, NULL, 0});
        told_of.at[0] = told_of.at[1] =
            lc_network_point(net, link.edge, link.at_mm);
        told_of.name = net->names + e->name;
    }
    told(p, told_of);
    return st;
}

/* As arcs of no cost, with the order of copies: who began inside may come out,
 * and who is out may go in. */
static void join_pair(lc_works_plan *p, const lc_corner *a, const lc_corner *b)
{
    bool from_in = a->inside != LIFE_NO_EDGE, to_in = b->inside != LIFE_NO_EDGE;
    bool from_out = a->outside != LIFE_NO_EDGE;
    bool to_out = b->outside != LIFE_NO_EDGE;

    if (from_in && to_in) {
        lc_works_add_arc(p, a->inside, b->inside, 0, LIFE_NO_EDGE);
        lc_works_add_arc(p, a->inside + 1, b->inside + 1, 0, LIFE_NO_EDGE);
        lc_works_add_arc(p, a->inside, b->inside + 1, 0, LIFE_NO_EDGE);
    }
    if (from_out && to_out)
        lc_works_add_arc(p, a->outside, b->outside, 0, LIFE_NO_EDGE);
    if (from_in && to_out)
        lc_works_add_arc(p, a->inside, b->outside, 0, LIFE_NO_EDGE);
    if (from_out && to_in)
        lc_works_add_arc(p, a->outside, b->inside + 1, 0, LIFE_NO_EDGE);
}

/* Opened, all corners at its place are one, as where no gate ever was: private*
 * public* private* over all of their streets. Closed, each street there ends.
 */
static void place_gate(lc_works_plan *p, const lc_whatif_gate *gate)
{
    lc_whatif_joined told_of = {.open = true, .at = {gate->at, gate->at}};
    lc_corner_vec corner = {0};

    told_of.ends = (uint32_t)look_around(
        (around){p, gate->at, LIFE_NONE, gate->open ? &corner : NULL, 0});
    for (size_t i = 0; i < corner.n && !p->no_memory; i++)
        for (size_t j = 0; j < corner.n; j++)
            if (i != j)
                join_pair(p, &corner.v[i], &corner.v[j]);
    lc_vec_free(&corner);
    told(p, told_of);
}

/* Rounded up, as no street is shorter than the straight line. */
static uint32_t length_of(const lc_whatif_link *l)
{
    uint32_t straight = (uint32_t)ceil(lc_distance_m(l->from, l->to) * 1000);

    return l->length_mm > straight ? l->length_mm : straight;
}

/* At a corner there is a vertex already. */
static void add_joint(lc_works_plan *p, const lc_link *link)
{
    if (side_of(&p->g->net->edge[link->edge], link->at_mm) == 2)
        add_spot(p, (lc_spot){link->edge, link->at_mm, LIFE_SPOT_JOINED, 0});
}

/* Where one end finds no street the link leads nowhere, and nothing changes. */
static lc_status place_link(lc_works_plan *p, const lc_whatif_link *l,
                            lc_error *err)
{
    const lc_pt at[2] = {l->from, l->to};
    lc_whatif_joined told_of = {.at = {l->from, l->to}};
    lc_new_street s = {.length_mm = length_of(l), .steps = l->steps};
    const lc_edge way = {.flags = l->steps ? LIFE_EDGE_STEPS : 0};
    lc_status st = LIFE_OK;

    for (int i = 0; i < 2 && !st && !told_of.reason; i++) {
        st = nearest(p, at[i], &s.end[i], &told_of.reason, err);
        if (!st && !told_of.reason)
            told_of.at[i] =
                lc_network_point(p->g->net, s.end[i].edge, s.end[i].at_mm);
    }
    if (st)
        return st;
    told_of.length_mm = s.length_mm;
    told_of.open = l->modes >> p->g->gait.mode & 1 &&
                   lc_gait_ms_per_mm(&p->g->gait, &way) > 0;
    if (!told_of.reason && told_of.open) {
        add_joint(p, &s.end[0]);
        add_joint(p, &s.end[1]);
        if (!lc_vec_push(&p->street, s))
            p->no_memory = true;
    }
    told(p, told_of);
    return LIFE_OK;
}

lc_status lc_works_places(lc_works_plan *p, const lc_whatif_changes *c,
                          lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < c->link_count && !st; i++)
        st = place_link(p, &c->link[i], err);
    for (size_t i = 0; i < c->block_count && !st; i++)
        st = place_block(p, c->block[i], err);
    for (size_t i = 0; i < c->gate_count; i++)
        place_gate(p, &c->gate[i]);
    return !st && p->no_memory ? lc_no_memory(err, "a scenario") : st;
}
