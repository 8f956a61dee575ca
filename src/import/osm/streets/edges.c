/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/edges.c - see edges.h.
 *
 * A street ends at each node that another kept way uses, that its own way
 * uses twice, or that may stop somebody. at_mm is the ellipsoidal length from
 * the way's beginning, rounded at each node and never summed from rounded
 * parts; behind a missing node it goes on a metre further, so that places
 * along one way never share a number.
 */
#include "src/import/osm/streets/edges.h"

#include "lifecircle/geo/point.h"

#include <math.h>
#include <string.h>

#define GAP_M 1.0

/* Edges without a length lead nowhere. */
static lc_status add_edge(lc_osm_paths *p, uint32_t path, uint32_t first,
                          uint32_t last, const int64_t at_mm[2], lc_error *err)
{
    lc_osm_edge e = {.path = path,
                     .node = {p->vertices.v[first], p->vertices.v[last]},
                     .first = first,
                     .count = last - first + 1,
                     .at_mm = at_mm[0],
                     .length_mm = at_mm[1] - at_mm[0]};

    memcpy(e.perm, p->paths.v[path].pass.perm, sizeof e.perm);
    if (e.length_mm == 0)
        return LIFE_OK;
    return lc_vec_push(&p->edges, e) ? LIFE_OK
                                     : lc_no_memory(err, "the streets");
}

/* Lengths are summed as they are and rounded at each cut, so that errors don't
 * add up. */
static lc_status split_path(lc_osm_paths *p, uint32_t index, lc_error *err)
{
    lc_osm_path *path = p->paths.v + index;
    const uint32_t *v = p->vertices.v;
    uint32_t end = path->first + path->count;
    uint32_t start = path->first;
    double m = 0;
    int64_t at_mm[2] = {0, 0};
    lc_status st = LIFE_OK;

    for (uint32_t i = path->first; !st && i < end; i++) {
        if (v[i] == LIFE_PATH_GAP) {
            m += GAP_M;
            continue;
        }
        if (i == path->first || v[i - 1] == LIFE_PATH_GAP) {
            start = i;
            at_mm[0] = llround(1000 * m);
            continue;
        }
        m += lc_distance_m(p->d->nodes.v[v[i - 1]].pt, p->d->nodes.v[v[i]].pt);
        if (i + 1 < end && v[i + 1] != LIFE_PATH_GAP && p->use[v[i]] < 2 &&
            !p->gate_of[v[i]])
            continue;
        at_mm[1] = llround(1000 * m);
        st = add_edge(p, index, start, i, at_mm, err);
        start = i;
        at_mm[0] = at_mm[1];
    }
    path->end_mm = llround(1000 * (m + GAP_M));
    return st;
}

lc_status lc_osm_edges_split(lc_osm_paths *p, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < p->paths.n; i++)
        st = split_path(p, i, err);
    return st;
}
