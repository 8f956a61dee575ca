/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/bends.c - see bends.h.
 */
#include "src/graph/bends.h"

#include "lifecircle/base/mem.h"

static uint32_t folded(int32_t from, int32_t to)
{
    uint32_t d = (uint32_t)to - (uint32_t)from;

    return d << 1 ^ (0 - (d >> 31));
}

lc_status lc_bends_of(const lc_network *n, lc_bend **out, lc_error *err)
{
    size_t at = 0;

    *out = lc_calloc(n->shape_count - 2 * (size_t)n->edge_count, sizeof **out);
    if (!*out)
        return lc_no_memory(err, "the street network");
    for (uint32_t e = 0; e < n->edge_count; e++)
        for (uint32_t i = n->edge[e].shape + 1; i + 1 < n->edge[e + 1].shape;
             i++)
            (*out)[at++] =
                (lc_bend){folded(n->shape[i - 1].lon, n->shape[i].lon),
                          folded(n->shape[i - 1].lat, n->shape[i].lat),
                          n->shape_mm[i] - n->shape_mm[i - 1]};
    return LIFE_OK;
}

/* Two points an edge at least, one edge's behind another's from the first on:
 * so there are as many bends as there is room for. */
static bool fits(const lc_network *n, size_t count)
{
    const lc_edge *e = n->edge;

    for (uint32_t i = 0; i < n->edge_count; i++)
        if (e[i].from >= n->node_count || e[i].to >= n->node_count ||
            e[i + 1].shape < e[i].shape || e[i + 1].shape - e[i].shape < 2)
            return false;
    return e[0].shape == 0 &&
           e[n->edge_count].shape == count + 2 * (size_t)n->edge_count;
}

static void unfold_edge(lc_network *n, uint32_t e, const lc_bend *bend)
{
    const lc_edge *d = &n->edge[e];
    uint32_t last = d[1].shape - 1, mm = d->at_mm;
    lc_pt p = n->node[d->from];

    n->shape[d->shape] = p;
    n->shape_mm[d->shape] = mm;
    for (uint32_t i = d->shape + 1; i < last; i++, bend++) {
        p = lc_bend_from(p, bend);
        mm += bend->mm;
        n->shape[i] = p;
        n->shape_mm[i] = mm;
    }
    n->shape[last] = n->node[d->to];
    n->shape_mm[last] = d->at_mm + d->length_mm;
}

lc_status lc_bends_unfold(lc_network *n, const lc_bend *bend, size_t count,
                          lc_error *err)
{
    if (!fits(n, count))
        return lc_fail(err, LIFE_ERR_DB,
                       "the city's network is damaged: lines of streets");
    n->shape_count = n->edge[n->edge_count].shape;
    /* All of both is written. */
    n->shape = lc_realloc(NULL, n->shape_count, sizeof *n->shape);
    n->shape_mm = lc_realloc(NULL, n->shape_count, sizeof *n->shape_mm);
    if (!n->shape || !n->shape_mm)
        return lc_no_memory(err, "the street network");
    for (uint32_t e = 0; e < n->edge_count; e++)
        unfold_edge(n, e, bend + n->edge[e].shape - 2 * (size_t)e);
    return LIFE_OK;
}
