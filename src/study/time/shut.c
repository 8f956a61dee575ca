/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/time/shut.c - see shut.h.
 *
 * At a closed gate every street ends, as at one that is closed for good: so all
 * vertices of its node are shut, and what lies along a street is met from its
 * other end. A closed street is walked by nobody, nor linked to.
 */
#include "src/study/time/shut.h"

#include "src/world/city.h"
#include "src/world/links/closing.h"

static bool set_bit(uint64_t *bits, uint32_t i)
{
    bool was = bits[i / 64] >> i % 64 & 1;

    bits[i / 64] |= UINT64_C(1) << i % 64;
    return !was;
}

static void clear_bit(uint64_t *bits, uint32_t i)
{
    bits[i / 64] &= ~(UINT64_C(1) << i % 64);
}

/* What the time before has shut. */
static void reopen(lc_shut *s)
{
    for (size_t i = 0; i < s->edge.n; i++)
        clear_bit(s->edge_bits, s->edge.v[i]);
    for (size_t i = 0; i < s->vertex.n; i++)
        clear_bit(s->vertex_bits, s->vertex.v[i]);
    s->edge.n = s->vertex.n = 0;
    s->unsure = false;
}

static bool make_room(const lc_world *w, uint32_t vertices, lc_shut *s)
{
    if (!s->edge_bits)
        s->edge_bits =
            lc_calloc(w->net->edge_count / 64 + 1, sizeof *s->edge_bits);
    if (s->vertices < vertices) {
        lc_free(s->vertex_bits);
        s->vertices = 0;
        s->vertex_bits = lc_calloc(vertices / 64 + 1, sizeof *s->vertex_bits);
        if (s->vertex_bits)
            s->vertices = vertices;
    }
    return s->edge_bits && s->vertex_bits;
}

static bool shut_edge(lc_shut *s, uint32_t edge)
{
    return !set_bit(s->edge_bits, edge) || lc_vec_push(&s->edge, edge);
}

static bool shut_vertex(lc_shut *s, uint32_t vertex)
{
    return !set_bit(s->vertex_bits, vertex) || lc_vec_push(&s->vertex, vertex);
}

/* All vertices of a node, by the edges that end there: P, or A and C. */
static bool shut_node(const lc_world *w, const lc_pace_graph *g, uint32_t node,
                      lc_shut *s)
{
    for (size_t i = 0; i < w->gate_end.n; i++) {
        const lc_gate_end *x = &w->gate_end.v[i];
        uint32_t v = g->end[x->edge][x->side];
        uint8_t perm = lc_gait_perm(&g->gait, &g->net->edge[x->edge]);

        if (x->node != node || v == LIFE_NO_EDGE)
            continue;
        if (!shut_vertex(s, v) ||
            (perm & LIFE_PERM_PRIVATE && !shut_vertex(s, v + 1)))
            return false;
    }
    return true;
}

static bool shut_one(const lc_world *w, const lc_pace_graph *g, size_t i,
                     lc_shut *s)
{
    const lc_closing *c = &w->closing.v[i].closing;

    if (!(c->modes >> g->gait.mode & 1))
        return true;
    return c->edge != LIFE_NONE ? shut_edge(s, c->edge)
                                : shut_node(w, g, c->node, s);
}

/* Whether one goes round it; notes where that isn't certain. */
static bool is_shut(const lc_world *w, size_t i, lc_when when, lc_shut *s)
{
    lc_hours_state state = lc_world_closing_state(w, i, when);

    s->unsure = s->unsure || state == LIFE_HOURS_UNKNOWN;
    return state == LIFE_HOURS_CLOSED ||
           (state == LIFE_HOURS_UNKNOWN && !when.maybe);
}

lc_status lc_shut_at(const lc_world *w, const lc_pace_graph *g, lc_when when,
                     lc_shut *s, lc_error *err)
{
    bool ok = true;

    reopen(s);
    if (when.kind == LIFE_WHEN_ANY || !w->closing.n)
        return LIFE_OK;
    if (!make_room(w, g->vertex_count, s))
        return lc_no_memory(err, "a question");
    for (size_t i = 0; ok && i < w->closing.n; i++)
        if (w->closing.v[i].closing.modes >> g->gait.mode & 1 &&
            is_shut(w, i, when, s))
            ok = shut_one(w, g, i, s);
    return ok ? LIFE_OK : lc_no_memory(err, "a question");
}

lc_status lc_shut_by(const lc_world *w, const lc_pace_graph *g,
                     const uint8_t *closed, lc_shut *s, lc_error *err)
{
    bool ok = true;

    reopen(s);
    if (!w->closing.n)
        return LIFE_OK;
    if (!make_room(w, g->vertex_count, s))
        return lc_no_memory(err, "a question");
    for (size_t i = 0; ok && i < w->closing.n; i++)
        if (closed[i])
            ok = shut_one(w, g, i, s);
    return ok ? LIFE_OK : lc_no_memory(err, "a question");
}

/* Free arcs are of no street. */
static bool is_open(const lc_shut *s, uint32_t from, const lc_arc *a)
{
    return !lc_shut_vertex(s, from) && !lc_shut_vertex(s, a->to) &&
           (a->edge == LIFE_NO_EDGE || !lc_shut_edge(s, a->edge));
}

lc_status lc_shut_arcs_in(const lc_pace_graph *g, lc_shut *s, lc_error *err)
{
    uint32_t n = 0, arcs = g->in.first[g->vertex_count];

    lc_free(s->in.first);
    lc_free(s->in.arc);
    s->in.first =
        lc_realloc(NULL, (size_t)g->vertex_count + 1, sizeof *s->in.first);
    s->in.arc = lc_realloc(NULL, (size_t)arcs + 1, sizeof *s->in.arc);
    if (!s->in.first || !s->in.arc)
        return lc_no_memory(err, "a question");
    for (uint32_t v = 0; v < g->vertex_count; v++) {
        s->in.first[v] = n;
        for (uint32_t i = g->in.first[v]; i < g->in.first[v + 1]; i++)
            if (is_open(s, v, &g->in.arc[i]))
                s->in.arc[n++] = g->in.arc[i];
    }
    s->in.first[g->vertex_count] = n;
    return LIFE_OK;
}

void lc_shut_clear(lc_shut *s)
{
    lc_free(s->edge_bits);
    lc_free(s->vertex_bits);
    lc_vec_free(&s->edge);
    lc_vec_free(&s->vertex);
    lc_free(s->in.first);
    lc_free(s->in.arc);
    *s = (lc_shut){0};
}
