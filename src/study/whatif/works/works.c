/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/works.c - see works.h: what is asked of them.
 *
 * Few edges and vertices have anything to do with a scenario: a bit says so of
 * each, and only then one is looked for, by halving.
 */
#include "src/study/whatif/works/works.h"

#include <stdlib.h>

#define MOST LIFE_LABEL_MOST

void lc_works_free(lc_works *k)
{
    if (!k)
        return;
    lc_vec_free(&k->edge);
    lc_vec_free(&k->mark);
    lc_vec_free(&k->vertex);
    lc_vec_free(&k->arc);
    lc_vec_free(&k->joined);
    lc_free(k->edge_bits);
    lc_free(k->vertex_bits);
    lc_free(k);
}

/* ---- finding ---- */

/* Only asked of one that is there. */
const lc_works_edge *lc_works_edge_of(const lc_works *k, uint32_t edge)
{
    size_t lo = 0, hi = k->edge.n;

    while (lo + 1 < hi) {
        size_t mid = (lo + hi) / 2;

        if (k->edge.v[mid].edge <= edge)
            lo = mid;
        else
            hi = mid;
    }
    return &k->edge.v[lo];
}

/* Of vertices of the works all have arcs of their own; of the graph's few. */
const lc_works_vertex *lc_works_vertex_of(const lc_works *k, uint32_t vertex)
{
    size_t lo = 0, hi = k->vertex.n;

    if (vertex < k->g->vertex_count &&
        !(k->vertex_bits[vertex / 64] >> vertex % 64 & 1))
        return NULL;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (k->vertex.v[mid].vertex < vertex)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < k->vertex.n && k->vertex.v[lo].vertex == vertex
               ? &k->vertex.v[lo]
               : NULL;
}

/* ---- along an altered street ---- */

/* An edge has a handful at most. Of two marks at one place the first ends the
 * piece. */
uint32_t lc_works_piece(const lc_works *k, const lc_works_edge *e,
                        uint32_t at_mm)
{
    uint32_t i = e->first;

    while (i + 2 < e->first + e->n && k->mark.v[i + 1].at_mm < at_mm)
        i++;
    return i;
}

bool lc_works_same_piece(const lc_works *k, const lc_link *a, const lc_link *b)
{
    const lc_works_edge *e;

    if (!lc_works_is_altered(k, a->edge))
        return true;
    e = lc_works_edge_of(k, a->edge);
    return lc_works_piece(k, e, a->at_mm) == lc_works_piece(k, e, b->at_mm);
}

typedef struct ends { /* of the piece that a link is on */
    uint32_t at_mm[2], vertex[2];
} ends;

static ends ends_of(const lc_works *k, const lc_link *link)
{
    const lc_works_edge *e = lc_works_edge_of(k, link->edge);
    const lc_works_mark *m = &k->mark.v[lc_works_piece(k, e, link->at_mm)];

    return (ends){{m[0].at_mm, m[1].at_mm}, {m[0].begin, m[1].end}};
}

/* The leg, and then along the edge to the ends of the piece: the place of a
 * piece within its way counts, so that parts add up to the whole. */
size_t lc_works_entries(const lc_works *k, const lc_link *link, lc_entry out[2])
{
    const lc_gait *gait = &k->g->gait;
    const lc_edge *e = &k->g->net->edge[link->edge];
    uint64_t leg = lc_gait_leg(gait, link->leg_mm);
    const ends p = ends_of(k, link);
    size_t n = 0;

    for (int i = 0; i < 2; i++) {
        uint64_t label = lc_label_add(
            leg, lc_gait_stretch(gait, e, link->at_mm, p.at_mm[i]), MOST);

        if (label != LIFE_LABEL_NONE &&
            lc_gait_may(gait, e, link->at_mm, p.at_mm[i]))
            out[n++] = (lc_entry){
                p.vertex[i], lc_gait_perm(gait, e) & LIFE_PERM_PRIVATE, label};
    }
    return n;
}

/* The other way round: from the ends of the piece to the link. */
bool lc_works_seeds(const lc_works *k, const lc_link *link, uint64_t rank,
                    lc_seed_vec *out)
{
    const lc_gait *gait = &k->g->gait;
    const lc_edge *e = &k->g->net->edge[link->edge];
    uint64_t leg = lc_gait_leg(gait, link->leg_mm) | rank;
    const ends p = ends_of(k, link);
    bool ok = true;

    for (int i = 0; i < 2 && ok; i++) {
        lc_seed seed = {
            p.vertex[i],
            lc_label_add(leg, lc_gait_stretch(gait, e, p.at_mm[i], link->at_mm),
                         MOST)};

        if (seed.label != LIFE_LABEL_NONE &&
            lc_gait_may(gait, e, p.at_mm[i], link->at_mm))
            ok = lc_vec_push(out, seed);
    }
    return ok;
}
