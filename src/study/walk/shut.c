/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/shut.c - see shut.h.
 *
 * At a closed gate every street ends, as at one that is closed for good: so all
 * vertices of its node are shut, and what lies along a street is met from its
 * other end. A closed street is walked by nobody, nor linked to.
 */
#include "src/study/walk/shut.h"

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

static bool make_room(lc_walker *a, uint32_t vertices)
{
    lc_shut *s = &a->shut;

    if (!s->edge_bits)
        s->edge_bits =
            lc_calloc(a->w->net->edge_count / 64 + 1, sizeof *s->edge_bits);
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
static bool shut_node(lc_walker *a, const lc_pace_graph *g, uint32_t node)
{
    for (size_t i = 0; i < a->w->gate_end.n; i++) {
        const lc_gate_end *x = &a->w->gate_end.v[i];
        uint32_t v = g->end[x->edge][x->side];
        uint8_t perm = lc_gait_perm(&g->gait, &g->net->edge[x->edge]);

        if (x->node != node || v == LIFE_NO_EDGE)
            continue;
        if (!shut_vertex(&a->shut, v) ||
            (perm & LIFE_PERM_PRIVATE && !shut_vertex(&a->shut, v + 1)))
            return false;
    }
    return true;
}

/* Whether one goes round it; notes where that isn't certain. */
static bool is_shut(lc_walker *a, size_t i, lc_when when)
{
    lc_hours_state s = lc_world_closing_state(a->w, i, when);

    a->shut.unsure = a->shut.unsure || s == LIFE_HOURS_UNKNOWN;
    return s == LIFE_HOURS_CLOSED || (s == LIFE_HOURS_UNKNOWN && !when.maybe);
}

lc_status lc_shut_at(lc_walker *a, const lc_pace_graph *g, lc_when when,
                     lc_error *err)
{
    bool ok = true;

    reopen(&a->shut);
    a->spread.shut_edge = a->spread.shut_vertex = NULL;
    if (when.kind == LIFE_WHEN_ANY || !a->w->closing.n)
        return LIFE_OK;
    if (!make_room(a, g->vertex_count))
        return lc_no_memory(err, "a question");
    for (size_t i = 0; ok && i < a->w->closing.n; i++) {
        const lc_closing *c = &a->w->closing.v[i].closing;

        if (!(c->modes >> g->gait.mode & 1) || !is_shut(a, i, when))
            continue;
        ok = c->edge != LIFE_NONE ? shut_edge(&a->shut, c->edge)
                                  : shut_node(a, g, c->node);
    }
    a->spread.shut_edge = a->shut.edge_bits;
    a->spread.shut_vertex = a->shut.vertex_bits;
    return ok ? LIFE_OK : lc_no_memory(err, "a question");
}

void lc_shut_clear(lc_shut *s)
{
    lc_free(s->edge_bits);
    lc_free(s->vertex_bits);
    lc_vec_free(&s->edge);
    lc_vec_free(&s->vertex);
}
