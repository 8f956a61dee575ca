/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/closed_gates.c - see the header.
 *
 * Nodes are numbered along a curve that no two spots share, so those of one
 * spot follow one another.
 */
#include "lifecircle/graph/closed_gates.h"

/* Nodes first to end - 1 stand on one spot. */
typedef struct spot {
    const lc_network *net;
    const lc_gait *gait;
    uint32_t first, end;
    lc_closed_gates *out;
    bool no_memory;
} spot;

static bool add_sides(void *ctx, uint32_t edge)
{
    spot *s = ctx;
    const lc_edge *e = &s->net->edge[edge];
    const uint32_t node[2] = {e->from, e->to};

    for (uint8_t i = 0; i < 2 && lc_gait_open(s->gait, e); i++)
        if (node[i] >= s->first && node[i] < s->end &&
            !lc_vec_push(&s->out->side, ((lc_gate_side){edge, i})))
            s->no_memory = true;
    return !s->no_memory;
}

static uint32_t node_at(const lc_network *n, lc_gate_side s)
{
    return s.end ? n->edge[s.edge].to : n->edge[s.edge].from;
}

/* One whose streets all share a node stops somebody else. */
static bool parts(const spot *s, uint32_t first)
{
    for (size_t i = first; i < s->out->side.n; i++)
        if (node_at(s->net, s->out->side.v[i]) !=
            node_at(s->net, s->out->side.v[first]))
            return true;
    return false;
}

/* Sides in the order of their streets: an index gives them in none. */
static void sort_sides(lc_gate_side *v, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i;
             k && (v[k].edge < v[k - 1].edge ||
                   (v[k].edge == v[k - 1].edge && v[k].end < v[k - 1].end));
             k--) {
            lc_gate_side x = v[k];

            v[k] = v[k - 1];
            v[k - 1] = x;
        }
}

static bool add_gate(spot *s)
{
    lc_pt p = s->net->node[s->first];
    lc_closed_gate g = {.at = p, .first = (uint32_t)s->out->side.n};

    lc_index_query(s->net->index, (lc_box){p.lon, p.lat, p.lon, p.lat},
                   add_sides, s);
    if (s->no_memory || !parts(s, g.first)) {
        s->out->side.n = g.first;
        return !s->no_memory;
    }
    g.count = (uint32_t)s->out->side.n - g.first;
    sort_sides(s->out->side.v + g.first, g.count);
    return lc_vec_push(&s->out->gate, g);
}

/* Behind the last node on the spot of node `i`, the first there; *made: one of
 * them is the import's. */
static uint32_t spot_end(const lc_network *n, uint32_t i, bool *made)
{
    uint32_t end = i + 1;

    *made = n->node_id[i] < 0;
    while (end < n->node_count && lc_pt_equal(n->node[i], n->node[end]))
        *made = n->node_id[end++] < 0 || *made;
    return end;
}

bool lc_closed_gates_is(const lc_network *n, uint32_t node)
{
    uint32_t first = node;
    bool made;

    while (first && lc_pt_equal(n->node[first - 1], n->node[node]))
        first--;
    return spot_end(n, first, &made) > first + 1 && made;
}

lc_status lc_closed_gates_find(const lc_network *n, const lc_gait *gait,
                               lc_closed_gates *out, lc_error *err)
{
    *out = (lc_closed_gates){0};
    for (uint32_t i = 0; i < n->node_count;) {
        bool made;
        spot s = {n, gait, i, spot_end(n, i, &made), out, false};

        if (made && s.end > i + 1 && !add_gate(&s)) {
            lc_closed_gates_clear(out);
            return lc_no_memory(err, "the gates");
        }
        i = s.end;
    }
    return LIFE_OK;
}

void lc_closed_gates_clear(lc_closed_gates *g)
{
    lc_vec_free(&g->gate);
    lc_vec_free(&g->side);
}
