/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/network.c - ways into streets: which are kept, and
 * the steps from paths over edges (edges.c) and gates to rows (rows.c).
 */
#include "src/import/osm/streets/network.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/sets.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/store/rows/street.h"
#include "src/import/osm/streets/closings.h"
#include "src/import/osm/streets/edges.h"
#include "src/import/osm/streets/ends.h"
#include "src/import/osm/streets/gates.h"
#include "src/import/osm/streets/plaza.h"
#include "src/import/osm/streets/rows.h"

#include <stdlib.h>
#include <string.h>

/* Ends of edges, and rows for modes that disagree, are 32 bits too. */
#define EDGES_MAX (UINT32_MAX / 4)

#define USE_MAX UINT8_MAX

/* ---- paths ---- */

/* A road without a name has a number. */
static const char *name_of(lc_osm_tags tags)
{
    const char *name = lc_osm_access_tag(tags, "name");

    if (!name)
        name = lc_osm_access_tag(tags, "ref");
    return name ? name : "";
}

/* Four refs are a triangle, the least that has an inside. */
static bool is_closed(const lc_osm_data *d, const lc_osm_way *w)
{
    const uint32_t *ref = lc_vec_at(&d->refs, w->ref);

    return w->ref_count >= 4 && ref[0] == ref[w->ref_count - 1];
}

/* A square that may be walked across. */
static lc_status add_plaza(lc_osm_paths *p, lc_osm_relation r,
                           lc_osm_path *path, lc_error *err)
{
    path->plaza = (uint32_t)p->plazas.n;
    return lc_vec_push(&p->plazas, r) ? LIFE_OK
                                      : lc_no_memory(err, "the streets");
}

/* Which ways of the extract are kept. */
static lc_status add_ways(lc_osm_paths *p, bool *kept, lc_error *err)
{
    const lc_osm_data *d = p->d;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < d->ways.n; i++) {
        const lc_osm_way *w = d->ways.v + i;
        lc_osm_tags tags = {d, w->tag, w->tag_count};
        lc_osm_path path = {.way = w, .plaza = LIFE_PATH_NONE};

        if (!lc_osm_access_way(p->access, tags, is_closed(d, w), &path.pass))
            continue;
        kept[i] = true;
        path.name = name_of(tags);
        if (path.pass.area)
            st = add_plaza(p, (lc_osm_relation){0}, &path, err);
        if (!st && !lc_vec_push(&p->paths, path))
            st = lc_no_memory(err, "the streets");
    }
    return st;
}

/* The rings of a multipolygon that may be walked: its member ways that are
 * not kept for themselves, with the relation's tags. */
static lc_status add_rings(lc_osm_paths *p, const lc_osm_relation *r,
                           bool *kept, lc_error *err)
{
    const lc_osm_data *d = p->d;
    lc_osm_tags tags = {d, r->tag, r->tag_count};
    const char *type = lc_osm_access_tag(tags, "type");
    lc_osm_path path = {.name = name_of(tags)};
    lc_status st;

    if (!type || strcmp(type, "multipolygon") ||
        !lc_osm_access_way(p->access, tags, true, &path.pass))
        return LIFE_OK;
    st = add_plaza(p, *r, &path, err);
    for (uint32_t i = 0; !st && i < r->member_count; i++) {
        const lc_osm_member *m = d->members.v + r->member + i;

        path.way = m->type == 'w' ? lc_osm_data_way(d, m->id) : NULL;
        if (!path.way || kept[path.way - d->ways.v])
            continue;
        kept[path.way - d->ways.v] = true;
        if (!lc_vec_push(&p->paths, path))
            st = lc_no_memory(err, "the streets");
    }
    return st;
}

/* Paths go by id, so that streets do too. */
static int by_way(const void *a, const void *b)
{
    const lc_osm_path *x = a;
    const lc_osm_path *y = b;

    return (x->way > y->way) - (x->way < y->way);
}

/* Ways for themselves first; rings of squares take what is left. */
static lc_status add_paths(lc_osm_paths *p, lc_error *err)
{
    const lc_osm_data *d = p->d;
    bool *kept = lc_calloc(d->ways.n, sizeof *kept);
    lc_status st;

    if (!kept)
        return lc_no_memory(err, "the streets");
    st = add_ways(p, kept, err);
    for (size_t i = 0; !st && i < d->relations.n; i++)
        st = add_rings(p, d->relations.v + i, kept, err);
    if (p->paths.n > 0)
        qsort(p->paths.v, p->paths.n, sizeof *p->paths.v, by_way);
    lc_free(kept);
    return st;
}

/* ---- vertices ---- */

/* Nodes at one place are one, else a mapper's slip would cut a street. */
static lc_status add_vertices(lc_osm_paths *p, lc_osm_path *path, lc_error *err)
{
    const lc_osm_data *d = p->d;
    const lc_osm_node *before = NULL;

    path->first = (uint32_t)p->vertices.n;
    if (p->vertices.n + path->way->ref_count >= UINT32_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than 2^32 places on ways");
    if (!lc_vec_reserve(&p->vertices, path->way->ref_count))
        return lc_no_memory(err, "the streets");
    for (uint32_t i = 0; i < path->way->ref_count; i++) {
        const lc_osm_node *n = lc_osm_data_ref(d, path->way->ref + i);

        if (n && before && lc_pt_equal(n->pt, before->pt))
            lc_sets_unite(p->same, (uint32_t)(n - d->nodes.v),
                          (uint32_t)(before - d->nodes.v));
        p->vertices.v[p->vertices.n++] =
            n ? (uint32_t)(n - d->nodes.v) : LIFE_PATH_GAP;
        before = n;
    }
    path->count = path->way->ref_count;
    return LIFE_OK;
}

/* Each vertex as the one that stands for its place, repeats dropped, uses
 * counted. */
static void settle_vertices(lc_osm_paths *p, lc_osm_path *path)
{
    uint32_t *v = p->vertices.v + path->first;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < path->count; i++) {
        uint32_t at = v[i];

        if (at != LIFE_PATH_GAP)
            at = lc_sets_root(p->same, at);
        if (kept > 0 && v[kept - 1] == at)
            continue;
        v[kept++] = at;
        if (at != LIFE_PATH_GAP && p->use[at] < USE_MAX)
            p->use[at]++;
    }
    path->count = kept;
}

/* What a node that some path uses does to who comes by. */
static lc_status add_gate(lc_osm_paths *p, uint32_t node, lc_error *err)
{
    const lc_osm_node *n = p->d->nodes.v + node;
    uint32_t at = p->same[node] == node ? node : lc_sets_root(p->same, node);
    lc_osm_gate g = {{LIFE_PASS_OPEN}, {0}};
    lc_osm_gate *known;
    uint8_t timed;

    if (n->tag_count == 0 || p->use[at] == 0 ||
        !lc_osm_access_node(p->access,
                            (lc_osm_tags){p->d, n->tag, n->tag_count}, g.pass,
                            &timed))
        return LIFE_OK;
    if (!p->gate_of[at]) {
        for (int m = 0; m < LIFE_MAX_MODES; m++)
            g.public_end[m] = LIFE_PATH_NONE;
        p->gate_of[at] = (uint32_t)p->gates.n + 1;
        return lc_vec_push(&p->gates, g) ? LIFE_OK
                                         : lc_no_memory(err, "the streets");
    }
    known = p->gates.v + p->gate_of[at] - 1;
    for (int m = 0; m < LIFE_MAX_MODES; m++)
        if (g.pass[m] > known->pass[m])
            known->pass[m] = g.pass[m];
    return LIFE_OK;
}

/* Uses are counted over all paths before any is cut. */
static lc_status load_vertices(lc_osm_paths *p, lc_error *err)
{
    size_t n = p->d->nodes.n;
    lc_status st = LIFE_OK;

    p->same = lc_calloc(n, sizeof *p->same);
    p->gate_of = lc_calloc(n, sizeof *p->gate_of);
    p->use = lc_calloc(n, sizeof *p->use);
    if (!p->same || !p->gate_of || !p->use)
        return lc_no_memory(err, "the streets");
    lc_sets_begin(p->same, (uint32_t)n);
    for (size_t i = 0; !st && i < p->paths.n; i++)
        st = add_vertices(p, p->paths.v + i, err);
    for (size_t i = 0; !st && i < p->paths.n; i++)
        settle_vertices(p, p->paths.v + i);
    for (uint32_t i = 0; !st && i < n; i++)
        st = add_gate(p, i, err);
    return st;
}

/* ---- edges ---- */

/* The order of rows. */
static int by_way_and_at(const void *a, const void *b)
{
    const lc_osm_edge *x = a;
    const lc_osm_edge *y = b;

    if (x->path != y->path) /* paths are in order of ways */
        return x->path < y->path ? -1 : 1;
    return (x->at_mm > y->at_mm) - (x->at_mm < y->at_mm);
}

/* ---- all of it ---- */

/* All but the tables of access, which rows refer to. */
static void paths_clear(lc_osm_paths *p)
{
    lc_vec_free(&p->paths);
    lc_vec_free(&p->plazas);
    lc_vec_free(&p->vertices);
    lc_vec_free(&p->edges);
    lc_vec_free(&p->gates);
    lc_free(p->same);
    lc_free(p->gate_of);
    lc_free(p->use);
    lc_free(p->island);
}

lc_status lc_osm_network_build(const lc_osm_data *d, const lc_osm_cut_vec *cuts,
                               lc_osm_streets *out, lc_error *err)
{
    lc_osm_paths p = {.d = d, .cuts = cuts};
    lc_status st = lc_osm_access_open(&p.access, err);

    out->access = p.access;
    if (!st)
        st = add_paths(&p, err);
    if (!st)
        st = load_vertices(&p, err);
    if (!st)
        st = lc_osm_edges_split(&p, err);
    if (!st)
        st = lc_osm_plaza_lines(&p, err);
    if (!st && p.edges.n > EDGES_MAX)
        st = lc_fail(err, LIFE_ERR_LIMIT, "more than 2^30 streets");
    if (!st && p.edges.n > 0)
        qsort(p.edges.v, p.edges.n, sizeof *p.edges.v, by_way_and_at);
    if (!st)
        st = lc_osm_gates_settle(&p, err);
    for (uint32_t i = 0; !st && i < p.edges.n; i++)
        st = lc_osm_rows_add(&p, i, out, err);
    if (!st)
        st = lc_osm_ends_find(&p, out, err);
    if (!st)
        st = lc_osm_closings_find(&p, out, err);
    paths_clear(&p);
    return st;
}

void lc_osm_network_free(lc_osm_streets *s)
{
    lc_vec_free(&s->rows);
    lc_vec_free(&s->pts);
    lc_vec_free(&s->ends);
    lc_vec_free(&s->compounds);
    lc_vec_free(&s->closings);
    lc_osm_access_free(s->access);
    s->access = NULL;
}

/* The table's permissions as the city orders its modes. One that the table has
 * no more is closed. */
static void put_permissions(const lc_osm_street *r, const lc_mode_table *t,
                            const lc_street_modes *city, lc_stored_street *row)
{
    for (size_t m = 0; m < city->count; m++) {
        size_t at = lc_mode_table_find(t, city->id[m]);

        row->perm[m] = at < t->count ? r->perm[at] : 0;
    }
}

/* Rows are numbered as they are sorted. What lends names and homes is made of
 * the same rows while they are at hand: reading them back took as long as
 * writing them. */
static lc_status insert(lc_city *c, const lc_osm_streets *s, size_t i,
                        const lc_street_modes *modes, lc_osm_roads *roads,
                        lc_error *err)
{
    const lc_osm_street *r = s->rows.v + i;
    uint32_t part[2] = {0, r->pt_count};
    lc_status st;
    lc_stored_street row = {.id = (int64_t)i + 1,
                            .way_id = r->way_id,
                            .name = r->name,
                            .highway = r->highway,
                            .from_node = r->from_node,
                            .to_node = r->to_node,
                            .at_mm = r->at_mm,
                            .length_mm = r->length_mm,
                            .layer = r->layer,
                            .steps = r->steps,
                            .residential = r->residential,
                            .island = r->island,
                            .ends = r->lane ? LIFE_STORED_LANE : 0,
                            .line = {.kind = LIFE_SHAPE_LINE,
                                     .pt = s->pts.v + r->pt,
                                     .part = part,
                                     .part_count = 1,
                                     .pt_count = r->pt_count}};

    put_permissions(r, lc_osm_access_modes(s->access), modes, &row);
    st = lc_street_rows_insert(c, &row, err);
    return st || !roads ? st : lc_osm_roads_add(roads, &row, err);
}

lc_status lc_osm_network(lc_city *c, const lc_osm_data *d,
                         const lc_osm_cut_vec *cuts, lc_osm_streets *out,
                         lc_osm_roads *roads, lc_error *err)
{
    const lc_street_modes *modes;
    lc_status st = lc_osm_network_build(d, cuts, out, err);

    if (!st && roads)
        st = lc_osm_roads_open(roads, err);
    if (!st)
        st = lc_street_modes_extend(c, err);
    if (!st)
        st = lc_street_modes_get(c, &modes, err);
    for (size_t i = 0; !st && i < out->rows.n; i++) {
        lc_progress("streets", i, out->rows.n);
        st = insert(c, out, i, modes, roads, err);
    }
    if (!st && roads)
        st = lc_osm_roads_index(roads, err);
    if (!st)
        st = lc_osm_closings_write(c, d, out, err);
    lc_vec_free(&out->rows);
    lc_vec_free(&out->pts);
    lc_vec_free(&out->closings);
    return st;
}
