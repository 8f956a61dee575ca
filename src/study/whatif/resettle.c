/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/resettle.c - see resettle.h.
 *
 * A label that a neighbour's gives in full, to the millimetre and the rank,
 * rests on that one. Those that rest on what is gone are found along the arcs
 * as they were, and lose theirs; some had another way that is as good, and get
 * it back. All others have a way that nothing happened to, so their labels
 * stand, or become less. Then those that lost theirs take what stands beside
 * them, and from there, and from what comes, is walked until no label is
 * lowered (label correcting).
 *
 *      . . . k k k k . .      .: of others; k: of one that is gone
 *      . . k k K k k k .      border: k beside .
 */
#include "src/study/whatif/resettle.h"

#include "lifecircle/base/budget.h"
#include "src/study/entries.h"

#define MOST LIFE_LABEL_MOST

/* Vertices walked between two looks at the budget. */
#define SPENT_AT_ONCE 1024

enum { PAGE = 1024 }; /* vertices */

static uint32_t vertices(const lc_resettle *r)
{
    return r->works ? r->works->vertex_count : r->g->vertex_count;
}

bool lc_resettle_begin(lc_resettle *r)
{
    r->page = (uint64_t **)lc_calloc(vertices(r) / PAGE + 1, sizeof *r->page);
    r->no_memory = !r->page;
    return !r->no_memory;
}

void lc_resettle_clear(lc_resettle *r)
{
    size_t pages = vertices(r) / PAGE + 1;

    for (size_t i = 0; r->page && i < pages; i++)
        lc_free(r->page[i]);
    lc_free((void *)r->page);
    lc_vec_free(&r->changed);
    lc_vec_free(&r->old);
    lc_waiting_clear(&r->waiting);
}

/* ---- labels ---- */

/* Vertices of the works have none at first. */
static uint64_t *open_page(lc_resettle *r, uint32_t page)
{
    uint32_t from = page * PAGE, n = 0;
    uint64_t *v = lc_realloc(NULL, PAGE, sizeof *v);

    if (!v) {
        r->no_memory = true;
        return NULL;
    }
    if ((r->kept || r->was) && from < r->g->vertex_count)
        n = r->g->vertex_count - from;
    n = n < PAGE ? n : PAGE;
    if (r->kept && n)
        lc_kept_labels_read_some(r->kept, from, n, v);
    else if (n)
        memcpy(v, r->was + from, n * sizeof *v);
    for (uint32_t i = n; i < PAGE; i++)
        v[i] = LIFE_LABEL_NONE;
    return r->page[page] = v;
}

/* Where its label is, to be read and written; NULL: no memory. */
static inline uint64_t *label_at(lc_resettle *r, uint32_t vertex)
{
    uint64_t *page = r->page[vertex / PAGE];

    if (!page)
        page = open_page(r, vertex / PAGE);
    return page ? page + vertex % PAGE : NULL;
}

static inline uint64_t label_of(lc_resettle *r, uint32_t vertex)
{
    const uint64_t *at = label_at(r, vertex);

    return at ? *at : LIFE_LABEL_NONE;
}

uint64_t lc_resettle_label(lc_resettle *r, uint32_t vertex)
{
    return label_of(r, vertex);
}

void lc_resettle_lower(lc_resettle *r, uint32_t vertex, uint64_t label)
{
    uint64_t *at = label_at(r, vertex);

    if (!at || label >= *at)
        return;
    *at = label;
    if (!lc_vec_push(&r->changed, vertex) ||
        !lc_waiting_push(&r->waiting, vertex, label))
        r->no_memory = true;
}

/* ---- what is gone ---- */

/* What it was is kept: by it others are found that rest on it. */
static void forget(lc_resettle *r, uint32_t vertex, uint64_t *at)
{
    if (!lc_vec_push(&r->changed, vertex) || !lc_vec_push(&r->old, *at))
        r->no_memory = true;
    *at = LIFE_LABEL_NONE;
}

void lc_resettle_forget(lc_resettle *r, uint32_t vertex)
{
    uint64_t *at = label_at(r, vertex);

    if (at && *at != LIFE_LABEL_NONE)
        forget(r, vertex, at);
}

void lc_resettle_forget_label(lc_resettle *r, uint32_t vertex, uint64_t label)
{
    uint64_t *at = label_at(r, vertex);

    if (at && *at == label && label != LIFE_LABEL_NONE)
        forget(r, vertex, at);
}

/* Both ends of those that are cut: whether a label came along them is seen by
 * what it is. */
static void forget_cut(lc_resettle *r)
{
    for (size_t i = 0; r->works && i < r->works->edge.n; i++) {
        uint32_t e = r->works->edge.v[i].edge;
        bool priv =
            lc_gait_perm(&r->g->gait, &r->g->net->edge[e]) & LIFE_PERM_PRIVATE;

        for (int k = 0; k < 2 && r->works->edge.v[i].cut; k++) {
            lc_resettle_forget(r, r->g->end[e][k]);
            if (priv)
                lc_resettle_forget(r, r->g->end[e][k] + 1);
        }
    }
}

/* Along the arcs as they were: labels that rest on a street which is no more
 * are found by it too. */
lc_status lc_resettle_spread(lc_resettle *r, lc_error *err)
{
    const lc_arcs *in = &r->g->in;
    lc_status st = LIFE_OK;

    forget_cut(r);
    for (size_t i = 0; i < r->changed.n && !r->no_memory && !st; i++) {
        uint32_t v = r->changed.v[i];
        uint64_t old = r->old.v[i];

        for (uint32_t a = in->first[v]; a < in->first[v + 1]; a++)
            lc_resettle_forget_label(r, in->arc[a].to,
                                     lc_label_add(old, in->arc[a].cost, MOST));
        if (i % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}

/* ---- its border ---- */

/* The free arc of g->in that leads to a vertex comes from its node's other
 * copies: to C from P, or from A where there is no P; to P from A. They stand
 * side by side, A, C, P (pace_graph.c). */
static uint64_t free_arc(lc_resettle *r, uint32_t v)
{
    const lc_pace_graph *g = r->g;
    const uint32_t from[] = {v - 1, v - 2, v + 1};

    for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
        uint32_t u = from[k];

        if (u >= g->vertex_count) /* v - 1 of 0, too */
            continue;
        for (uint32_t a = g->in.first[u]; a < g->in.first[u + 1]; a++)
            if (g->in.arc[a].edge == LIFE_NO_EDGE && g->in.arc[a].to == v)
                return label_of(r, u);
    }
    return LIFE_LABEL_NONE;
}

static uint64_t over(lc_resettle *r, const lc_arc *a, uint64_t best)
{
    uint64_t sum = lc_label_add(label_of(r, a->to), a->cost, MOST);

    return sum < best ? sum : best;
}

/* Arcs of g->out lead where those of g->in come from, but for the free ones. */
static uint64_t least_beside(lc_resettle *r, uint32_t v)
{
    const lc_works_vertex *x =
        r->works ? lc_works_vertex_of(r->works, v) : NULL;
    const lc_arcs *out = &r->g->out;
    uint64_t best;

    if (x) {
        best = LIFE_LABEL_NONE;
        for (uint32_t a = x->back; a < x->back + x->backs; a++)
            best = over(r, &r->works->arc.v[a], best);
    } else {
        best = free_arc(r, v);
        for (uint32_t a = out->first[v]; a < out->first[v + 1]; a++)
            if (out->arc[a].edge != LIFE_NO_EDGE)
                best = over(r, &out->arc[a], best);
    }
    if (v < r->g->vertex_count) {
        uint64_t beside = r->beside(r->ctx, v);

        best = beside < best ? beside : best;
    }
    return best;
}

/* A vertex that was forgotten stands there once. */
void lc_resettle_borders(lc_resettle *r)
{
    size_t n = r->changed.n, more = r->works ? r->works->vertex.n : 0;

    for (size_t i = 0; i < n + more && !r->no_memory; i++) {
        uint32_t v = i < n ? r->changed.v[i] : r->works->vertex.v[i - n].vertex;

        lc_resettle_lower(r, v, least_beside(r, v));
    }
}

/* ---- walking ---- */

/* As they are now. */
static const lc_arc *arcs_of(const lc_resettle *r, uint32_t v, uint32_t *n)
{
    const lc_works_vertex *x =
        r->works ? lc_works_vertex_of(r->works, v) : NULL;

    if (x) {
        *n = x->ins;
        return r->works->arc.v + x->in;
    }
    *n = r->g->in.first[v + 1] - r->g->in.first[v];
    return r->g->in.arc + r->g->in.first[v];
}

lc_status lc_resettle_walk(lc_resettle *r, lc_error *err)
{
    lc_status st = LIFE_OK;
    uint32_t walked = 0;
    lc_seed e;

    while (!st && !r->no_memory && lc_waiting_pop(&r->waiting, &e)) {
        const lc_arc *arc;
        uint32_t n;

        if (label_of(r, e.vertex) != e.label)
            continue;
        arc = arcs_of(r, e.vertex, &n);
        for (uint32_t a = 0; a < n; a++)
            lc_resettle_lower(r, arc[a].to,
                              lc_label_add(e.label, arc[a].cost, MOST));
        if (++walked % SPENT_AT_ONCE == 0)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}
