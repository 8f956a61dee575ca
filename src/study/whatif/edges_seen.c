/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/edges_seen.c - see edges_seen.h.
 */
#include "src/study/whatif/edges_seen.h"

#include "src/world/city.h"

bool lc_edges_seen_begin(lc_edges_seen *s, const lc_world *w)
{
    s->homes = w->home_count;
    s->edge_bits = lc_calloc(w->net->edge_count / 64 + 1, sizeof *s->edge_bits);
    s->home_bits = lc_calloc(w->home_count / 64 + 1, sizeof *s->home_bits);
    return s->edge_bits && s->home_bits;
}

void lc_edges_seen_clear(lc_edges_seen *s)
{
    lc_free(s->edge_bits);
    lc_free(s->home_bits);
    lc_vec_free(&s->edge);
}

void lc_edges_seen_one(lc_edges_seen *s, uint32_t e)
{
    if (e == LIFE_NO_EDGE || s->edge_bits[e / 64] >> e % 64 & 1)
        return;
    s->edge_bits[e / 64] |= UINT64_C(1) << e % 64;
    if (!lc_vec_push(&s->edge, e))
        s->no_memory = true;
}

/* Some twice: where there are no one-way streets both lists are one. */
static void see_arcs(lc_edges_seen *s, const lc_arcs *arcs, uint32_t v)
{
    for (uint32_t a = arcs->first[v]; a < arcs->first[v + 1]; a++)
        lc_edges_seen_one(s, arcs->arc[a].edge);
}

void lc_edges_seen_changed(lc_edges_seen *s, const lc_resettle *r)
{
    for (size_t i = 0; i < r->changed.n; i++) {
        uint32_t v = r->changed.v[i];

        if (v >= r->g->vertex_count) /* its edge is altered */
            continue;
        see_arcs(s, &r->g->out, v);
        if (r->g->in.first != r->g->out.first)
            see_arcs(s, &r->g->in, v);
    }
    for (size_t i = 0; r->works && i < r->works->edge.n; i++)
        lc_edges_seen_one(s, r->works->edge.v[i].edge);
}

/* Bits, so that each home is looked at once, and in order. */
void lc_edges_seen_homes(lc_edges_seen *s, const lc_homes_on *on)
{
    for (size_t i = 0; i < s->edge.n; i++) {
        uint32_t e = s->edge.v[i];

        for (uint32_t k = on->first[e]; k < on->first[e + 1]; k++)
            s->home_bits[on->home[k] / 64] |= UINT64_C(1) << on->home[k] % 64;
    }
}

/* Word by word, as few are set. */
bool lc_edges_seen_next(const lc_edges_seen *s, uint32_t *home)
{
    uint32_t word = *home / 64;
    uint64_t bits;

    if (*home >= s->homes)
        return false;
    bits = s->home_bits[word] & (UINT64_MAX << *home % 64);
    while (!bits && ++word <= (s->homes - 1) / 64)
        bits = s->home_bits[word];
    if (bits)
        *home = word * 64 + (uint32_t)__builtin_ctzll(bits);
    return bits != 0;
}

bool lc_edges_seen_is_altered(const lc_world *w, const lc_pace_graph *g,
                              const lc_works *k, uint32_t home)
{
    const lc_link *link;
    size_t n = k ? lc_world_home_links(w, home, g->gait.mode, &link) : 0;

    while (n && !lc_works_is_altered(k, link[n - 1].edge))
        n--;
    return n > 0;
}
