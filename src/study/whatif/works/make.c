/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/make.c - the vertices and arcs of works, see works.h.
 *
 * An edge to which something happens loses its arcs and gets those of its
 * pieces; a vertex with one more or one less arc has all of its arcs listed
 * anew. What is beside stays as the graph has it.
 */
#include "src/study/whatif/works/make.h"

#include "src/study/whatif/works/places.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

#define MOST LIFE_LABEL_MOST

static bool is_private(const lc_works_plan *p, uint32_t edge)
{
    return lc_gait_perm(&p->g->gait, &p->g->net->edge[edge]) &
           LIFE_PERM_PRIVATE;
}

/* ---- pieces ---- */

static int by_place(const void *pa, const void *pb)
{
    const lc_spot *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    if (a->at_mm != b->at_mm)
        return a->at_mm < b->at_mm ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

/* A private one has a copy C behind it. */
static uint32_t new_vertex(lc_works_plan *p, bool priv)
{
    uint32_t v = p->k->vertex_count;

    p->k->vertex_count += priv ? 2 : 1;
    if (priv)
        lc_works_add_arc(p, v, v + 1, 0, LIFE_NO_EDGE);
    return v;
}

static void add_mark(lc_works_plan *p, lc_works_edge *e, lc_works_mark m)
{
    if (lc_vec_push(&p->k->mark, m))
        e->n++;
    else
        p->no_memory = true;
}

/* Several of one kind at one place are one. */
static void mark_spot(lc_works_plan *p, lc_works_edge *e, const lc_spot *s,
                      bool priv)
{
    uint32_t v = new_vertex(p, priv);

    e->cut |= s->kind == LIFE_SPOT_CUT;
    add_mark(
        p, e,
        (lc_works_mark){s->at_mm, v,
                        s->kind == LIFE_SPOT_CUT ? new_vertex(p, priv) : v});
}

/* One edge, with all that happens to it. Its first and its last mark are its
 * ends, of the graph or, where a corner is shut, of its own. */
static void cut_edge(lc_works_plan *p, const lc_spot *s, size_t n)
{
    uint32_t edge = s->edge;
    const lc_edge *d = &p->g->net->edge[edge];
    lc_works_edge e = {edge, (uint32_t)p->k->mark.n, 0, false};
    uint32_t end[2] = {p->g->end[edge][0], p->g->end[edge][1]};
    bool priv = is_private(p, edge);

    for (size_t i = 0; i < n; i++)
        if (s[i].kind == LIFE_SPOT_SHUT &&
            end[s[i].side] < p->g->vertex_count) {
            end[s[i].side] = new_vertex(p, priv);
            e.cut = true;
        }
    add_mark(p, &e, (lc_works_mark){d->at_mm, end[0], end[0]});
    for (size_t i = 0; i < n; i++)
        if (s[i].kind != LIFE_SPOT_SHUT && (!i || by_place(&s[i - 1], &s[i])))
            mark_spot(p, &e, &s[i], priv);
    add_mark(p, &e, (lc_works_mark){d->at_mm + d->length_mm, end[1], end[1]});
    p->k->edge_bits[edge / 64] |= UINT64_C(1) << edge % 64;
    if (!lc_vec_push(&p->k->edge, e))
        p->no_memory = true;
}

static void cut_edges(lc_works_plan *p)
{
    const lc_spot *v = p->spot.v;

    if (p->spot.n)
        qsort(p->spot.v, p->spot.n, sizeof *v, by_place);
    for (size_t i = 0, next; i < p->spot.n && !p->no_memory; i = next) {
        for (next = i + 1; next < p->spot.n && v[next].edge == v[i].edge;
             next++)
            ;
        cut_edge(p, v + i, next - i);
    }
}

/* `in` leads against the walks, so that a street which may be walked back only
 * is led along ahead. Both copies of a private one, as the graph has it. */
static void walk_piece(lc_works_plan *p, uint32_t edge, const lc_works_mark *m)
{
    const lc_edge *d = &p->g->net->edge[edge];
    uint8_t perm = lc_gait_perm(&p->g->gait, d);
    uint64_t cost = lc_gait_stretch(&p->g->gait, d, m[0].at_mm, m[1].at_mm);

    for (uint32_t c = 0; c < (is_private(p, edge) ? 2u : 1u); c++) {
        if (perm & LIFE_PERM_BACK)
            lc_works_add_arc(p, m[0].begin + c, m[1].end + c, cost, edge);
        if (perm & LIFE_PERM_FORWARD)
            lc_works_add_arc(p, m[1].end + c, m[0].begin + c, cost, edge);
    }
}

/* In the place of the arcs of the edge, which are left out (put_graphs). */
static void walk_pieces(lc_works_plan *p)
{
    for (size_t i = 0; i < p->k->edge.n; i++) {
        const lc_works_edge *e = &p->k->edge.v[i];

        for (uint32_t m = e->first; m + 1 < e->first + e->n; m++)
            walk_piece(p, e->edge, &p->k->mark.v[m]);
    }
}

/* ---- new streets ---- */

/* Where a joint is: of a private street the copy A. */
static uint32_t vertex_at(const lc_works_plan *p, const lc_link *l)
{
    const lc_edge *d = &p->g->net->edge[l->edge];
    const lc_works_edge *e;
    uint32_t i;

    if (l->at_mm == d->at_mm)
        return p->g->end[l->edge][0];
    if (l->at_mm == d->at_mm + d->length_mm)
        return p->g->end[l->edge][1];
    e = lc_works_edge_of(p->k, l->edge);
    for (i = e->first; p->k->mark.v[i].at_mm != l->at_mm;)
        i++;
    return p->k->mark.v[i].end;
}

/* The P beside an A: the graph's, or one that is made, once. */
static uint32_t public_of(lc_works_plan *p, uint32_t inside)
{
    const lc_arcs *in = &p->g->in;
    uint32_t v;

    for (uint32_t a = inside < p->g->vertex_count ? in->first[inside] : 0;
         inside < p->g->vertex_count && a < in->first[inside + 1]; a++)
        if (in->arc[a].edge == LIFE_NO_EDGE &&
            p->g->copy[in->arc[a].to] == LIFE_COPY_P)
            return in->arc[a].to;
    for (size_t i = 0; i < p->public_of.n; i++)
        if (p->public_of.v[i].vertex == inside)
            return (uint32_t)p->public_of.v[i].label;
    v = new_vertex(p, false);
    lc_works_add_arc(p, inside, v, 0, LIFE_NO_EDGE);
    lc_works_add_arc(p, v, inside + 1, 0, LIFE_NO_EDGE);
    if (!lc_vec_push(&p->public_of, ((lc_seed){inside, v})))
        p->no_memory = true;
    return v;
}

/* Private where both of its ends join private streets. */
static void add_street(lc_works_plan *p, const lc_new_street *s)
{
    const lc_edge way = {.flags = s->steps ? LIFE_EDGE_STEPS : 0};
    const lc_gait *gait = &p->g->gait;
    uint64_t cost = lc_gait_stretch(gait, &way, 0, s->length_mm);
    bool priv[2], both;
    uint32_t v[2];

    for (int i = 0; i < 2; i++) {
        priv[i] = is_private(p, s->end[i].edge);
        v[i] = vertex_at(p, &s->end[i]);
        cost = lc_label_add(cost, lc_gait_leg(gait, s->end[i].leg_mm), MOST);
    }
    both = priv[0] && priv[1];
    for (int i = 0; i < 2 && !both; i++)
        if (priv[i])
            v[i] = public_of(p, v[i]);
    for (uint32_t c = 0; c < (both ? 2u : 1u); c++) {
        lc_works_add_arc(p, v[0] + c, v[1] + c, cost, LIFE_NO_EDGE);
        lc_works_add_arc(p, v[1] + c, v[0] + c, cost, LIFE_NO_EDGE);
    }
}

/* ---- arcs, vertex by vertex ---- */

static int by_number(const void *pa, const void *pb)
{
    uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

    return (a > b) - (a < b);
}

static int by_from(const void *pa, const void *pb)
{
    const lc_new_arc *a = pa, *b = pb;

    return (a->from > b->from) - (a->from < b->from);
}

typedef struct vertices {
    LC_VEC(uint32_t) v;
    bool no_memory;
} vertices;

/* Once each. */
static void touch(lc_works_plan *p, vertices *t, uint32_t v)
{
    uint64_t *bits = p->k->vertex_bits;

    if (v < p->g->vertex_count) {
        if (bits[v / 64] >> v % 64 & 1)
            return;
        bits[v / 64] |= UINT64_C(1) << v % 64;
    }
    if (!lc_vec_push(&t->v, v))
        p->no_memory = true;
}

/* Where arcs are new, and where those of an altered edge are no more. */
static void touch_all(lc_works_plan *p, vertices *t)
{
    const lc_works *k = p->k;

    for (uint32_t v = p->g->vertex_count; v < k->vertex_count; v++)
        touch(p, t, v);
    for (size_t i = 0; i < p->arc.n; i++)
        for (int end = 0; end < 2; end++) {
            uint32_t v = end ? p->arc.v[i].arc.to : p->arc.v[i].from;

            if (v < p->g->vertex_count)
                touch(p, t, v);
        }
    for (size_t i = 0; i < k->edge.n; i++)
        for (int side = 0; side < 2; side++) {
            uint32_t v = p->g->end[k->edge.v[i].edge][side];

            touch(p, t, v);
            if (is_private(p, k->edge.v[i].edge))
                touch(p, t, v + 1);
        }
    if (t->v.n)
        qsort(t->v.v, t->v.n, sizeof *t->v.v, by_number);
}

static void put_arc(lc_works_plan *p, lc_arc a)
{
    if (!lc_vec_push(&p->k->arc, a))
        p->no_memory = true;
}

/* Those of the graph that stay. */
static void put_graphs(lc_works_plan *p, const lc_arcs *arcs, uint32_t v,
                       bool and_free)
{
    for (uint32_t a = arcs->first[v]; a < arcs->first[v + 1]; a++) {
        const lc_arc *x = &arcs->arc[a];

        if (x->edge == LIFE_NO_EDGE ? and_free
                                    : !lc_works_is_altered(p->k, x->edge))
            put_arc(p, *x);
    }
}

/* Free ones that lead here, from where copies of one corner stand. */
static void put_free_back(lc_works_plan *p, uint32_t v)
{
    const lc_arcs *in = &p->g->in;
    const uint32_t from[] = {v - 1, v - 2, v + 1};

    for (size_t k = 0; k < sizeof from / sizeof *from; k++)
        for (uint32_t a = from[k] < p->g->vertex_count ? in->first[from[k]] : 0;
             from[k] < p->g->vertex_count && a < in->first[from[k] + 1]; a++)
            if (in->arc[a].edge == LIFE_NO_EDGE && in->arc[a].to == v)
                put_arc(p, (lc_arc){0, from[k], LIFE_NO_EDGE});
}

/* New ones from a vertex; they are sorted by it. */
static void put_new(lc_works_plan *p, const lc_new_arc *arc, size_t n,
                    uint32_t v)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (arc[mid].from < v)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < n && arc[lo].from == v; lo++)
        put_arc(p, arc[lo].arc);
}

/* For each what it leads to, then what leads to it: the one is walked, by the
 * other a vertex finds what stands beside it. */
static void list_arcs(lc_works_plan *p, const vertices *t,
                      const lc_new_arc *back)
{
    uint32_t known = p->g->vertex_count;

    for (size_t i = 0; i < t->v.n && !p->no_memory; i++) {
        lc_works_vertex x = {.vertex = t->v.v[i], .in = (uint32_t)p->k->arc.n};

        if (x.vertex < known)
            put_graphs(p, &p->g->in, x.vertex, true);
        put_new(p, p->arc.v, p->arc.n, x.vertex);
        x.back = (uint32_t)p->k->arc.n;
        x.ins = x.back - x.in;
        if (x.vertex < known) {
            put_graphs(p, &p->g->out, x.vertex, false);
            put_free_back(p, x.vertex);
        }
        put_new(p, back, p->arc.n, x.vertex);
        x.backs = (uint32_t)p->k->arc.n - x.back;
        if (!lc_vec_push(&p->k->vertex, x))
            p->no_memory = true;
    }
}

/* Sorted both ways, as a street of many blocks has many pieces. */
static void make_arcs(lc_works_plan *p)
{
    vertices t = {0};
    lc_new_arc *back = lc_calloc(p->arc.n, sizeof *back);

    touch_all(p, &t);
    if (!back) {
        p->no_memory = true;
    } else if (!p->no_memory && p->arc.n) {
        for (size_t i = 0; i < p->arc.n; i++)
            back[i] = (lc_new_arc){
                p->arc.v[i].arc.to,
                {p->arc.v[i].arc.cost, p->arc.v[i].from, p->arc.v[i].arc.edge}};
        qsort(p->arc.v, p->arc.n, sizeof *p->arc.v, by_from);
        qsort(back, p->arc.n, sizeof *back, by_from);
    }
    if (!p->no_memory)
        list_arcs(p, &t, back);
    lc_free(back);
    lc_vec_free(&t.v);
}

/* ---- all of it ---- */

static lc_status make(lc_works_plan *p, const lc_whatif_changes *c,
                      lc_error *err)
{
    const lc_pace_graph *g = p->g;
    lc_status st;

    p->k->g = g;
    p->k->vertex_count = g->vertex_count;
    p->k->edge_bits =
        lc_calloc(g->net->edge_count / 64 + 1, sizeof *p->k->edge_bits);
    p->k->vertex_bits =
        lc_calloc(g->vertex_count / 64 + 1, sizeof *p->k->vertex_bits);
    if (!p->k->edge_bits || !p->k->vertex_bits)
        return lc_no_memory(err, "a scenario");
    st = lc_works_places(p, c, err);
    if (st)
        return st;
    cut_edges(p);
    for (size_t i = 0; i < p->street.n && !p->no_memory; i++)
        add_street(p, &p->street.v[i]);
    if (!p->no_memory)
        walk_pieces(p);
    if (!p->no_memory)
        make_arcs(p);
    return p->no_memory ? lc_no_memory(err, "a scenario") : LIFE_OK;
}

lc_status lc_works_make(const lc_world *w, const lc_pace_graph *g,
                        const lc_whatif_changes *c, lc_works **out,
                        lc_error *err)
{
    lc_works_plan p = {.w = w, .g = g};
    lc_status st;

    *out = NULL;
    if (!c->link_count && !c->block_count && !c->gate_count)
        return LIFE_OK;
    p.k = *out = lc_calloc(1, sizeof **out);
    if (!p.k)
        return lc_no_memory(err, "a scenario");
    st = make(&p, c, err);
    lc_newcomer_clear(&p.room);
    lc_vec_free(&p.spot);
    lc_vec_free(&p.street);
    lc_vec_free(&p.arc);
    lc_vec_free(&p.public_of);
    return st;
}
