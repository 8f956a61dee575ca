/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/ends.c - see ends.h.
 *
 * Roads that nobody may walk count as going on: a street that meets a motorway
 * ends there for walkers, and the data don't.
 */
#include "src/import/osm/streets/ends.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/sets.h"

#include <string.h>

#define ALONE 1
#define TOLD  2 /* and a street's end has it */

/* Arrays by the index of a node or a path, as lc_osm_paths has them. */
typedef struct finder {
    const lc_osm_paths *p;
    lc_table *table; /* ends.csv */
    bool *met;       /* of a node: a way uses it that is no path */
    uint8_t *alone;  /* of a node: ALONE, it is all there is of a public way */
    bool *lane;      /* of a path: it ends by itself */
} finder;

/* Whether the table names a tag of a way, or of a node. The table has a few
 * rows; noexit=yes and turning circles stand in it. */
static bool is_named(const finder *f, const char *on, uint32_t tag,
                     uint32_t count)
{
    const lc_table *t = f->table;
    int key = lc_table_column(t, "key"), value = lc_table_column(t, "value");
    int which = lc_table_column(t, "on");

    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *own =
            lc_osm_data_tag(f->p->d, tag, count, lc_table_get(t, i, key));

        if (own && !strcmp(own, lc_table_get(t, i, value)) &&
            !strcmp(on, lc_table_get(t, i, which)))
            return true;
    }
    return false;
}

/* Nodes of roads that are no paths, as they stand for their place. */
static void mark_met(finder *f)
{
    const lc_osm_data *d = f->p->d;
    size_t path = 0;

    for (size_t i = 0; i < d->ways.n; i++) {
        const lc_osm_way *w = &d->ways.v[i];

        while (path < f->p->paths.n && f->p->paths.v[path].way < w)
            path++;
        if ((path < f->p->paths.n && f->p->paths.v[path].way == w) ||
            !lc_osm_data_tag(d, w->tag, w->tag_count, "highway"))
            continue;
        for (uint32_t k = 0; k < w->ref_count; k++) {
            const lc_osm_node *n = lc_osm_data_ref(d, w->ref + k);

            if (n)
                f->met[lc_sets_root(f->p->same, (uint32_t)(n - d->nodes.v))] =
                    true;
        }
    }
}

/* For any mode: an end that a bicycle may ride to is an end of the data too. */
static bool is_public(const uint8_t perm[LIFE_MAX_MODES])
{
    for (int m = 0; m < LIFE_MAX_MODES; m++)
        if (perm[m] && !(perm[m] & LIFE_PERM_PRIVATE))
            return true;
    return false;
}

/* A way of which a box left one node has no street; those that it leaves from
 * are cut there. */
static void mark_alone(finder *f)
{
    for (size_t i = 0; i < f->p->paths.n; i++) {
        const lc_osm_path *path = &f->p->paths.v[i];

        if (f->lane[i] || path->pass.area || !is_public(path->pass.perm))
            continue;
        for (uint32_t k = 0; k < path->count; k++)
            if (lc_osm_paths_alone(f->p, path, k))
                f->alone[f->p->vertices.v[path->first + k]] = ALONE;
    }
}

/* Which paths are lanes is asked of their tags once, and not at each of their
 * edges. */
static lc_status begin(finder *f, lc_error *err)
{
    lc_status st = lc_table_open("network/ends.csv", &f->table, err);

    if (st)
        return st;
    f->met = lc_calloc(f->p->d->nodes.n, sizeof *f->met);
    f->alone = lc_calloc(f->p->d->nodes.n, sizeof *f->alone);
    f->lane = lc_calloc(f->p->paths.n, sizeof *f->lane);
    if (!f->met || !f->alone || !f->lane)
        return lc_no_memory(err, "the streets");
    mark_met(f);
    for (size_t i = 0; i < f->p->paths.n; i++) {
        const lc_osm_way *w = f->p->paths.v[i].way;

        f->lane[i] = is_named(f, "way", w->tag, w->tag_count);
    }
    mark_alone(f);
    return LIFE_OK;
}

/* Whether a street's end is where its way ends and nothing goes on, or
 * (*missing) the node behind it is missing. */
static bool is_end(const finder *f, const lc_osm_edge *e, int side,
                   bool *missing)
{
    const lc_osm_path *path = &f->p->paths.v[e->path];
    uint32_t at = side ? e->first + e->count - 1 : e->first;
    uint32_t last = path->first + path->count - 1;
    bool terminal = at == (side ? last : path->first);
    uint32_t node = f->p->vertices.v[at];
    const lc_osm_node *n = &f->p->d->nodes.v[node];

    *missing = f->alone[node] ||
               (!terminal &&
                f->p->vertices.v[side ? at + 1 : at - 1] == LIFE_PATH_GAP);
    if (*missing)
        return true;
    return terminal && f->p->use[node] == 1 && !f->met[node] &&
           !is_named(f, "node", n->tag, n->tag_count);
}

/* Crossings of areas and edges across squares end within them, and say nothing
 * of the data. A public way that counts as private, since it hangs on the rest
 * by private ways alone, is kept apart: a cut end may show that it does not. */
static lc_status add_ends(const finder *f, lc_osm_streets *out, uint32_t row,
                          lc_error *err)
{
    lc_osm_street *r = &out->rows.v[row];
    const lc_osm_edge *e = &f->p->edges.v[r->edge];

    const lc_osm_path *path = &f->p->paths.v[e->path];
    bool compound = !is_public(r->perm) && is_public(path->pass.perm);

    r->lane = f->lane[e->path];
    if (r->lane || e->across || path->pass.area ||
        (!is_public(r->perm) && !compound))
        return LIFE_OK;
    if (compound && !lc_vec_push(&out->compounds, row))
        return lc_no_memory(err, "the streets");
    for (int side = 0; side < 2; side++) {
        lc_osm_end end = {.row = row,
                          .side = (uint8_t)side,
                          .compound = compound,
                          .way_id = r->way_id};

        if (!is_end(f, e, side, &end.missing))
            continue;
        end.again = f->alone[e->node[side]] == TOLD;
        if (f->alone[e->node[side]] && !compound)
            f->alone[e->node[side]] = TOLD;
        end.pt = f->p->d->nodes.v[e->node[side]].pt;
        if (!lc_vec_push(&out->ends, end))
            return lc_no_memory(err, "the streets");
    }
    return LIFE_OK;
}

lc_status lc_osm_ends_find(const lc_osm_paths *p, lc_osm_streets *out,
                           lc_error *err)
{
    finder f = {.p = p};
    lc_status st = begin(&f, err);

    for (uint32_t i = 0; !st && i < out->rows.n; i++)
        st = add_ends(&f, out, i, err);
    lc_table_free(f.table);
    lc_free(f.met);
    lc_free(f.alone);
    lc_free(f.lane);
    return st;
}
