/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/roads.c - see roads.h.
 *
 * Streets are those of the rows, so that they are what people walk, cut at
 * every junction.
 */
#include "src/import/osm/places/roads.h"

#include <string.h>

/* How far a street may be that lends its name. */
#define STREET_NAME_M 250.0

lc_status lc_osm_roads_open(lc_osm_roads *s, lc_error *err)
{
    return lc_highway_table_open(&s->ways, err);
}

/* Names are kept one behind the other, and none is long; streets of one way
 * follow each other and share theirs. */
static lc_status put_name(lc_osm_roads *s, const char *name, uint32_t *at,
                          lc_error *err)
{
    if (s->v.n) {
        *at = s->v.v[s->v.n - 1].name;
        if (!strcmp(s->text.data + *at, name))
            return LIFE_OK;
    }
    *at = (uint32_t)s->text.len;
    lc_buf_put(&s->text, name, strlen(name) + 1);
    return s->text.failed || s->text.len > UINT32_MAX
               ? lc_no_memory(err, "the streets")
               : LIFE_OK;
}

/* One array for all: two allocations a street were more than its points. */
static lc_status put_points(lc_osm_roads *s, const lc_shape *line, uint32_t *at,
                            lc_error *err)
{
    if (s->pts.n + line->pt_count > UINT32_MAX ||
        !lc_vec_reserve(&s->pts, line->pt_count))
        return lc_no_memory(err, "the streets");
    *at = (uint32_t)s->pts.n;
    if (line->pt_count)
        memcpy(s->pts.v + s->pts.n, line->pt, line->pt_count * sizeof(lc_pt));
    s->pts.n += line->pt_count;
    return LIFE_OK;
}

/* Who lives along it, and whether anybody may walk there, is asked by homes. */
lc_status lc_osm_roads_add(lc_osm_roads *s, const lc_stored_street *row,
                           lc_error *err)
{
    bool walked = row->perm[LIFE_MODE_MAIN] &
                  (LIFE_STORED_WITH_LINE | LIFE_STORED_AGAINST_LINE);
    lc_osm_road one = {
        .part = {0, row->line.pt_count},
        .residential = row->residential,
        .way_id = row->way_id,
        .length_mm = row->length_mm,
        .layer = row->layer,
        .open = walked && !(row->perm[LIFE_MODE_MAIN] & LIFE_STORED_PRIVATE) &&
                lc_highway_of(s->ways, row->highway)->lived,
    };
    lc_status st = put_name(s, row->name, &one.name, err);

    if (!st)
        st = put_points(s, &row->line, &one.pt, err);
    if (!st && ((*row->name && !lc_vec_push(&s->named, (uint32_t)s->v.n)) ||
                !lc_vec_push(&s->v, one)))
        st = lc_no_memory(err, "the streets");
    return st;
}

/* The arrays don't move any more, so that shapes may point into them. */
static void settle_lines(lc_osm_roads *s)
{
    for (size_t i = 0; i < s->v.n; i++) {
        lc_osm_road *r = s->v.v + i;

        r->line = (lc_shape){LIFE_SHAPE_LINE, lc_vec_at(&s->pts, r->pt),
                             r->part, 1, r->part[1]};
    }
}

/* Only the named ones lend a name. */
lc_status lc_osm_roads_index(lc_osm_roads *s, lc_error *err)
{
    lc_box *box = lc_calloc(s->named.n, sizeof *box);
    lc_status st;

    settle_lines(s);
    if (!box)
        return lc_no_memory(err, "the streets");
    for (size_t i = 0; i < s->named.n; i++)
        box[i] = lc_shape_box(&s->v.v[s->named.v[i]].line);
    st = lc_index_build(box, s->named.n, &s->index, err);
    lc_free(box);
    return st;
}

/* For tables, which come when the network is long written. */
lc_status lc_osm_roads_load(lc_city *c, lc_osm_roads *s, lc_error *err)
{
    lc_stored_street row = {0};
    lc_rows *rows = NULL;
    lc_status st = lc_osm_roads_open(s, err);

    if (!st)
        st = lc_street_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err) && row.name)
        st = lc_osm_roads_add(s, &row, err);
    return st ? st : lc_osm_roads_index(s, err);
}

void lc_osm_roads_clear(lc_osm_roads *s)
{
    lc_highway_table_free(s->ways);
    s->ways = NULL;
    lc_vec_free(&s->v);
    lc_vec_free(&s->pts);
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
