/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/scenery.c - see the header.
 *
 * A command reads the file, a server has the map: both give the same shapes in
 * the same order (an index's items are sorted back into it), so a report's map
 * is the same picture from either. Shapes are borrowed for one call.
 */
#include "lifecircle/tiles/scenery.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/feature.h"
#include "lifecircle/tiles/map.h"

#include <stdlib.h>

/* ---- of a city file ---- */

lc_status lc_scenery_of_city(const void *path, lc_box box, lc_scenery_fn fn,
                             void *ctx, lc_error *err)
{
    lc_city *c = NULL;
    lc_stored_feature f = {0};
    lc_rows *rows = NULL;
    lc_status st = lc_city_open(path, true, &c, err);

    if (!st)
        st = lc_feature_rows_scenery(c, &f, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        if (lc_box_meets(lc_shape_box(&f.shape), box))
            fn(ctx, f.kind, &f.shape);
    lc_city_close(c);
    return st;
}

/* ---- of a map ---- */

typedef struct scene {
    const lc_map *m;
    const lc_map_layer *l;
    const char *kind;
    lc_scenery_fn fn;
    void *ctx;
    LC_VEC(uint32_t) item;
    LC_VEC(lc_pt) pt;
    LC_VEC(uint32_t) part;
    bool failed;
} scene;

static int compare_item(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static bool list_item(void *ctx, uint32_t item)
{
    scene *s = ctx;

    s->failed |= !lc_vec_push(&s->item, item);
    return !s->failed;
}

/* An item as it was read, but for what web mercator rounds off. */
static bool give_item(scene *s, const lc_map_item *item)
{
    lc_shape shape = {.kind = (lc_shape_kind)item->kind};

    s->pt.n = s->part.n = 0;
    for (uint32_t i = item->part; i < item->part + item->parts; i++) {
        lc_map_points p = lc_map_points_of(s->m, &s->m->part.v[i]);

        if (!lc_vec_push(&s->part, (uint32_t)s->pt.n))
            return false;
        while (lc_map_points_next(&p))
            if (!lc_vec_push(&s->pt, lc_map_pt_back(p.pt)))
                return false;
    }
    if (!lc_vec_push(&s->part, (uint32_t)s->pt.n))
        return false;
    shape.pt = s->pt.v;
    shape.part = s->part.v;
    shape.part_count = item->parts;
    shape.pt_count = (uint32_t)s->pt.n;
    s->fn(s->ctx, s->kind, &shape);
    return true;
}

lc_status lc_scenery_of_map(const void *map, lc_box box, lc_scenery_fn fn,
                            void *ctx, lc_error *err)
{
    static const struct {
        lc_map_layer_id layer;
        const char *kind;
    } shown[] = {{LIFE_MAP_WATER, "water"}, {LIFE_MAP_GREEN, "green"}};
    const lc_map *m = map;
    scene s = {.m = m, .fn = fn, .ctx = ctx};

    for (size_t i = 0; i < sizeof shown / sizeof *shown && !s.failed; i++) {
        s.l = &m->layer[shown[i].layer];
        s.kind = shown[i].kind;
        s.item.n = 0;
        if (s.l->index)
            lc_index_query(s.l->index, box, list_item, &s);
        if (s.item.n)
            qsort(s.item.v, s.item.n, sizeof *s.item.v, compare_item);
        for (size_t k = 0; k < s.item.n && !s.failed; k++)
            s.failed = !give_item(&s, &s.l->item.v[s.item.v[k]]);
    }
    lc_vec_free(&s.item);
    lc_vec_free(&s.pt);
    lc_vec_free(&s.part);
    return s.failed ? lc_no_memory(err, "the map") : LIFE_OK;
}
