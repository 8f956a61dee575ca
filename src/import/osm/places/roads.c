/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/roads.c - see roads.h.
 *
 * Streets are read back from the city after the network was written, so that
 * they are those that people walk, cut at every junction.
 */
#include "src/import/osm/places/roads.h"

#include "lifecircle/graph/highway.h"
#include "lifecircle/store/rows/street.h"

#include <string.h>

/* How far a street may be that lends its name. */
#define STREET_NAME_M 250.0

/* Names are kept one behind the other: most streets share theirs with others,
 * and none is long. */
static lc_status add_street(lc_osm_roads *s, const lc_highway_table *ways,
                            lc_stored_street *row, lc_error *err)
{
    bool walked = row->perm[LIFE_MODE_MAIN] &
                  (LIFE_STORED_WITH_LINE | LIFE_STORED_AGAINST_LINE);
    lc_osm_road one = {
        .line = row->line,
        .name = (uint32_t)s->text.len,
        .residential = row->residential,
        .way_id = row->way_id,
        .length_mm = row->length_mm,
        .layer = row->layer,
        .open = walked && !(row->perm[LIFE_MODE_MAIN] & LIFE_STORED_PRIVATE) &&
                lc_highway_of(ways, row->highway)->lived,
    };

    lc_buf_put(&s->text, row->name, strlen(row->name) + 1);
    if ((*row->name && !lc_vec_push(&s->named, (uint32_t)s->v.n)) ||
        s->text.failed || s->text.len > UINT32_MAX || !lc_vec_push(&s->v, one))
        return lc_no_memory(err, "the streets");
    row->line = (lc_shape){0}; /* it is the road's now */
    return LIFE_OK;
}

/* Only the named ones lend a name. */
static lc_status index_streets(lc_osm_roads *s, lc_error *err)
{
    lc_box *box = lc_calloc(s->named.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the streets");
    for (size_t i = 0; i < s->named.n; i++)
        box[i] = lc_shape_box(&s->v.v[s->named.v[i]].line);
    st = lc_index_build(box, s->named.n, &s->index, err);
    lc_free(box);
    return st;
}

lc_status lc_osm_roads_load(lc_city *c, lc_osm_roads *s, lc_error *err)
{
    lc_stored_street row = {0};
    lc_rows *rows = NULL;
    lc_highway_table *ways;
    lc_status st = lc_highway_table_open(&ways, err);

    if (!st)
        st = lc_street_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err) && row.name)
        st = add_street(s, ways, &row, err);
    lc_highway_table_free(ways);
    return st ? st : index_streets(s, err);
}

void lc_osm_roads_clear(lc_osm_roads *s)
{
    for (size_t i = 0; i < s->v.n; i++)
        lc_shape_clear(&s->v.v[i].line);
    lc_vec_free(&s->v);
    lc_vec_free(&s->named);
    lc_buf_free(&s->text);
    lc_index_free(s->index);
    s->index = NULL;
}

/* The nearest so far. */
typedef struct near_street {
    const lc_osm_roads *s;
    lc_pt p;
    double dist_m;
    uint32_t best; /* into s->v */
} near_street;

/* Of equals the one with the lower id, so that a name never depends on the
 * order of the index. */
static void try_street(void *ctx, uint32_t item, double *limit_m)
{
    near_street *n = ctx;
    uint32_t at = n->s->named.v[item];
    double m = lc_shape_distance_m(&n->s->v.v[at].line, n->p, false, NULL);

    if (m > n->dist_m || (m == n->dist_m && at > n->best))
        return;
    n->dist_m = m;
    n->best = at;
    *limit_m = m;
}

const char *lc_osm_roads_near(const lc_osm_roads *s, lc_pt p)
{
    near_street n = {s, p, STREET_NAME_M, UINT32_MAX};

    lc_index_nearest(s->index, p, STREET_NAME_M, try_street, &n);
    return n.best == UINT32_MAX ? NULL : s->text.data + s->v.v[n.best].name;
}
