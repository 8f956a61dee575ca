/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/best_link.c - see the header.
 *
 *      home ----walk----> a --new--> b ----walk----> facility
 *
 * A way uses a new street once, and in the direction in which it shortens
 * something: from a to b only where b is so much nearer to the category. So who
 * gains are the homes that come to a within what new street and walk from b
 * leave of the limit: one search against the walks from a. Of the streets that
 * begin at one corner the one that leaves most is best, whoever lives there.
 * Long streets have few corners, so each has a place in their stead, where it
 * passes.
 *
 * Each has a bound before it is searched: who lives as near to a in a straight
 * line. That with the highest is searched first, until none can be better.
 */
#include "src/study/gap/best_link.h"

#include "lifecircle/base/budget.h"
#include "src/study/entries.h"
#include "src/study/gap/met.h"
#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/pace.h"

#include <math.h>
#include <stdlib.h>

/* A node, as the end of one of its streets; or a place along a long street,
 * which has no node. */
typedef struct corner {
    uint32_t node; /* LIFE_NONE */
    lc_link link;
    lc_pt at;
    uint32_t walk_ms; /* to the nearest of the category; LIFE_NONE */
} corner;

typedef struct span { /* a new street, as it would be walked */
    lc_link from;
    lc_pt at[2];
    uint32_t left_ms; /* of the limit, for the walk to it */
    uint32_t length_mm;
    int64_t most; /* weight that could gain */
} span;

typedef struct seeking {
    const lc_best_link_query *q;
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_kept_labels *label;
    LC_VEC(corner) corner;
    LC_VEC(span) span;
    const corner *at; /* the one whose streets are looked at */
    span best;        /* of those that set out from it */
    bool no_memory;
} seeking;

/* ---- places ---- */

static uint32_t walk_ms(const seeking *k, const lc_link *link)
{
    uint64_t best = LIFE_LABEL_NONE;
    lc_entry entry[2];
    size_t n = lc_entries_of_links(k->g, link, 1, entry);
    uint64_t label;

    lc_entries_along_edges(k->w, k->g, link, 1, k->q->category, &best);
    label = lc_entries_least_kept(k->label, entry, n, best);
    return label == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(label);
}

/* Nobody may come and go through a private street, and what is on another layer
 * is not beside. */
static bool may_join(const seeking *k, uint32_t edge)
{
    const lc_edge *e = &k->g->net->edge[edge];

    return k->g->end[edge][0] != LIFE_NO_EDGE && e->layer == 0 &&
           !(lc_gait_perm(&k->g->gait, e) & LIFE_PERM_PRIVATE);
}

/* The import parts streets at a gate (graph/closed_gates.h), and nodes of one
 * spot follow one another. A street to a closed gate, whose way on is nothing
 * but the gate, is no mend: to open it is. */
static bool is_parted(const lc_network *n, uint32_t node)
{
    return (node && lc_pt_equal(n->node[node], n->node[node - 1])) ||
           (node + 1 < n->node_count &&
            lc_pt_equal(n->node[node], n->node[node + 1]));
}

static bool is_gate(const lc_network *n, uint32_t edge, uint32_t at_mm)
{
    const lc_edge *e = &n->edge[edge];

    return (at_mm == e->at_mm && is_parted(n, e->from)) ||
           (at_mm == e->at_mm + e->length_mm && is_parted(n, e->to));
}

static void add_corner(seeking *k, corner c)
{
    if (lc_distance_m(c.at, k->q->about) <= LIFE_GAP_LINK_ABOUT_M &&
        !lc_vec_push(&k->corner, c))
        k->no_memory = true;
}

static bool add_corners(void *ctx, uint32_t edge)
{
    seeking *k = ctx;
    const lc_network *net = k->g->net;
    const lc_edge *e = &net->edge[edge];

    if (!may_join(k, edge))
        return true;
    for (int end = 0; end < 2; end++) {
        uint32_t at_mm = e->at_mm + (end ? e->length_mm : 0);
        uint32_t node = end ? e->to : e->from;

        if (!is_parted(net, node))
            add_corner(k, (corner){.node = node,
                                   .link = {edge, at_mm, 0},
                                   .at = net->node[node]});
    }
    if (e->length_mm > LIFE_GAP_LINK_M * 1000) {
        corner c = {.node = LIFE_NONE, .link = {.edge = edge}};

        lc_network_project(net, edge, k->q->about, &c.link.at_mm, &c.at);
        add_corner(k, c);
    }
    return !k->no_memory;
}

static int by_node(const void *pa, const void *pb)
{
    const corner *a = pa, *b = pb;

    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    return a->link.edge < b->link.edge ? -1 : a->link.edge > b->link.edge;
}

static lc_box about(lc_pt p, double metres)
{
    return lc_box_grown((lc_box){p.lon, p.lat, p.lon, p.lat}, metres);
}

static void find_corners(seeking *k)
{
    size_t n = 0;

    lc_index_query(k->g->net->index, about(k->q->about, LIFE_GAP_LINK_ABOUT_M),
                   add_corners, k);
    if (k->corner.n)
        qsort(k->corner.v, k->corner.n, sizeof *k->corner.v, by_node);
    for (size_t i = 0; i < k->corner.n; i++)
        if (!n || k->corner.v[i].node == LIFE_NONE ||
            k->corner.v[i].node != k->corner.v[n - 1].node)
            k->corner.v[n++] = k->corner.v[i];
    k->corner.n = n;
    for (size_t i = 0; i < n; i++)
        k->corner.v[i].walk_ms = walk_ms(k, &k->corner.v[i].link);
}

/* ---- new streets ---- */

/* What would be left of the limit for who comes to where it begins; false: it
 * shortens nothing, or nobody could come. */
static bool leaves(const seeking *k, uint32_t here_ms, uint32_t there_ms,
                   span *s)
{
    uint32_t new_ms = lc_label_ms(lc_gait_leg(&k->g->gait, s->length_mm));
    uint64_t sum = (uint64_t)new_ms + there_ms;

    if (there_ms == LIFE_NONE || sum >= here_ms || sum > k->q->limit_ms)
        return false;
    s->left_ms = k->q->limit_ms - (uint32_t)sum;
    return true;
}

/* One that is longer or leaves less is no better, whatever stands there. */
static bool is_better(const span *a, const span *b)
{
    return a->left_ms != b->left_ms ? a->left_ms > b->left_ms
                                    : a->length_mm < b->length_mm;
}

static bool is_free(const seeking *k, const span *s)
{
    return !lc_met_any(k->w->barriers, 1U << LIFE_BLOCK_BUILDING, s->at[0],
                       s->at[1]);
}

/* From the corner to the street, or from the street to the corner. */
static bool look_at_street(void *ctx, uint32_t edge)
{
    seeking *k = ctx;
    const lc_network *net = k->g->net;
    const lc_edge *e = &net->edge[edge];
    lc_link link = {edge, 0, 0};
    span s = {.from = k->at->link, .at = {k->at->at}};
    double m;
    uint32_t there_ms;

    if (!may_join(k, edge) || e->from == k->at->node || e->to == k->at->node ||
        edge == k->at->link.edge)
        return true;
    m = lc_network_project(net, edge, k->at->at, &link.at_mm, &s.at[1]);
    if (m > LIFE_GAP_LINK_M || is_gate(net, edge, link.at_mm))
        return true;
    s.length_mm = (uint32_t)ceil(lc_distance_m(k->at->at, s.at[1]) * 1000);
    there_ms = walk_ms(k, &link);
    if (leaves(k, k->at->walk_ms, there_ms, &s)) {
        if ((!k->best.length_mm || is_better(&s, &k->best)) && is_free(k, &s))
            k->best = s;
    } else if (leaves(k, there_ms, k->at->walk_ms, &s) && is_free(k, &s)) {
        s.from = link;
        s.at[0] = s.at[1];
        s.at[1] = k->at->at;
        k->no_memory = !lc_vec_push(&k->span, s);
    }
    return !k->no_memory;
}

static lc_status find_spans(seeking *k, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < k->corner.n && !st; i++) {
        k->at = &k->corner.v[i];
        k->best = (span){0};
        lc_index_query(k->g->net->index, about(k->at->at, LIFE_GAP_LINK_M),
                       look_at_street, k);
        if (k->best.length_mm && !lc_vec_push(&k->span, k->best))
            k->no_memory = true;
        st = k->no_memory ? lc_no_memory(err, "the gaps")
                          : lc_budget_spend(1, err);
    }
    return st;
}

/* ---- who gains ---- */

static void bound(const seeking *k, const lc_gaining *who, span *s)
{
    const lc_pace *pace = &k->w->pace[k->q->pace];
    double reach_m = lc_pace_reach_mm(pace, s->left_ms) / 1000.0 + 1;

    s->most = lc_gaining_about(who, k->w, s->at[0], reach_m);
}

static int by_most(const void *pa, const void *pb)
{
    const span *a = pa, *b = pb;

    if (a->most != b->most)
        return a->most > b->most ? -1 : 1;
    if (a->length_mm != b->length_mm)
        return a->length_mm < b->length_mm ? -1 : 1;
    if (a->from.edge != b->from.edge)
        return a->from.edge < b->from.edge ? -1 : 1;
    return a->from.at_mm < b->from.at_mm ? -1 : a->from.at_mm > b->from.at_mm;
}

static lc_status weigh(const lc_catchments *c, const span *s, lc_gaining *who,
                       int64_t *gained, lc_error *err)
{
    lc_status st =
        lc_catchment_search(c, &s->from, 1, s->left_ms, &who->catchment, err);

    return st ? st : lc_gaining_found(who, gained, err);
}

/* Of equal gain the shorter; of these what came first in by_most(). */
static lc_status choose(const seeking *k, lc_gaining *who, lc_gap_link *out,
                        lc_error *err)
{
    const lc_catchments *c;
    lc_status st = lc_slot_catchments(k->q->study, k->q->pace, &c, err);

    for (size_t i = 0; i < k->span.n && !st; i++) {
        const span *s = &k->span.v[i];
        int64_t gained;

        if (s->most < out->gained || !s->most)
            break;
        st = weigh(c, s, who, &gained, err);
        if (st || !gained || gained < out->gained ||
            (gained == out->gained && s->length_mm >= out->length_mm))
            continue;
        *out = (lc_gap_link){s->at[0], s->at[1], s->length_mm, gained};
    }
    return st;
}

static lc_status begin(seeking *k, lc_error *err)
{
    const lc_best_link_query *q = k->q;
    lc_status st = lc_slot_graph(q->study, q->pace, &k->g, err);

    return st ? st
              : lc_labels_one(q->study, q->pace, q->category, &k->label, err);
}

lc_status lc_best_link_find(const lc_best_link_query *q, lc_gaining *who,
                            lc_gap_link *out, lc_error *err)
{
    seeking k = {.q = q, .w = q->study->w};
    lc_status st = begin(&k, err);

    *out = (lc_gap_link){0};
    if (!st)
        find_corners(&k);
    if (!st)
        st = find_spans(&k, err);
    for (size_t i = 0; i < k.span.n && !st; i++)
        bound(&k, who, &k.span.v[i]);
    if (!st && k.span.n) {
        qsort(k.span.v, k.span.n, sizeof *k.span.v, by_most);
        st = choose(&k, who, out, err);
    }
    lc_vec_free(&k.corner);
    lc_vec_free(&k.span);
    return st;
}
