/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/rows.c - see rows.h.
 *
 * A row has one pair of nodes. Where a barrier cuts the way for some modes
 * alone, the modes disagree about the node at that end, and the edge becomes
 * one row for each set of modes that agree: the same way, at_mm and line,
 * with permissions that exclude each other.
 */
#include "src/import/osm/streets/rows.h"

#include <inttypes.h>

/* at_mm is 32 bits in the frozen network. */
#define AT_MAX_MM ((int64_t)UINT32_MAX)

/* What the frozen network can hold. */
static lc_status check_length(const lc_osm_paths *p, const lc_osm_edge *e,
                              lc_error *err)
{
    if (e->at_mm + e->length_mm <= AT_MAX_MM)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "way %" PRId64 " is longer than 4,294 km",
                   p->paths.v[e->path].way->id);
}

/* Points of all rows lie one behind the other. */
static lc_status add_points(const lc_osm_paths *p, const lc_osm_edge *e,
                            lc_osm_streets *out, lc_osm_street *row,
                            lc_error *err)
{
    if (out->pts.n + e->count > UINT32_MAX ||
        !lc_vec_reserve(&out->pts, e->count))
        return lc_no_memory(err, "the streets");
    row->pt = (uint32_t)out->pts.n;
    row->pt_count = e->count;
    for (uint32_t i = 0; i < e->count; i++)
        out->pts.v[out->pts.n++] =
            p->d->nodes.v[p->vertices.v[e->first + i]].pt;
    return LIFE_OK;
}

/* The node's id at one end (side 0: from, 1: to) of an edge for a mode: gates
 * split it. */
static int64_t node_of(const lc_osm_paths *p, uint32_t edge, int side,
                       lc_mode mode)
{
    const lc_osm_edge *e = p->edges.v + edge;
    const lc_osm_node *node = p->d->nodes.v + e->node[side];
    const lc_osm_gate *g = lc_osm_paths_gate(p, e->node[side]);
    uint32_t end = 2 * edge + (uint32_t)side;
    int64_t lowest = p->d->nodes.v[0].id < 0 ? p->d->nodes.v[0].id : 0;
    bool keeps = !g || g->pass[mode] == LIFE_PASS_OPEN;

    if (g && g->pass[mode] == LIFE_PASS_PRIVATE)
        keeps =
            (e->perm[mode] & LIFE_PERM_PRIVATE) || g->public_end[mode] == end;
    /* Ends are numbered below every id that the extract itself uses. */
    return keeps ? node->id : lowest - 1 - (int64_t)end;
}

/* One row for each set of modes that agree about both nodes. People live
 * along the first of them alone. */
lc_status lc_osm_rows_add(const lc_osm_paths *p, uint32_t edge,
                          lc_osm_streets *out, lc_error *err)
{
    const lc_osm_edge *e = p->edges.v + edge;
    const lc_osm_path *path = p->paths.v + e->path;
    size_t first = out->rows.n, modes = lc_osm_access_modes(p->access)->count;
    lc_osm_street row = {.way_id = path->way->id,
                         .name = path->name,
                         .highway = path->pass.highway,
                         .at_mm = e->at_mm,
                         .length_mm = e->length_mm,
                         .layer = path->pass.layer,
                         .steps = path->pass.steps,
                         .island = p->island[edge],
                         .edge = edge};
    lc_status st = check_length(p, e, err);

    if (!st)
        st = add_points(p, e, out, &row, err);
    for (lc_mode m = 0; !st && m < modes; m++) {
        int64_t from = node_of(p, edge, 0, m);
        int64_t to = node_of(p, edge, 1, m);
        size_t at = first;

        if (!e->perm[m])
            continue;
        while (at < out->rows.n && (out->rows.v[at].from_node != from ||
                                    out->rows.v[at].to_node != to))
            at++;
        if (at == out->rows.n) {
            row.from_node = from;
            row.to_node = to;
            row.residential =
                at == first && path->pass.residential && !e->across;
            if (!lc_vec_push(&out->rows, row))
                return lc_no_memory(err, "the streets");
        }
        out->rows.v[at].perm[m] = e->perm[m];
    }
    return st;
}
