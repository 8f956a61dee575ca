/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/homes.c - homes, and how far inside the data each of them lies.
 *
 * compute reads their rows and stores what it made of them as arrays; all
 * others read the arrays.
 */
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/home.h"
#include "src/world/world_internal.h"

#include <stdio.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for homes");
}

/* ---- rows ---- */

static lc_status load_rows(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_home r;
    lc_rows *rows = NULL;
    int64_t count = 0;
    size_t n;
    lc_status st = lc_home_rows_count(c, &count, err);

    if (st)
        return st;
    n = (size_t)count;
    w->home_pt = lc_calloc(n, sizeof *w->home_pt);
    w->home_weight = lc_calloc(n, sizeof *w->home_weight);
    w->home_assumed = lc_calloc(n, 1);
    w->home_layer = lc_calloc(n, 1);
    if (!w->home_pt || !w->home_weight || !w->home_assumed || !w->home_layer)
        return no_memory(err);
    st = lc_home_rows(c, &r, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        size_t i = w->home_count++;

        w->home_pt[i] = r.pt;
        w->home_weight[i] = r.weight_milli;
        w->home_assumed[i] = r.assumed;
        w->home_layer[i] = (int8_t)r.layer;
    }
    return st;
}

/* ---- arrays ---- */

/* All that is asked for once links are made. */
enum { PT, WEIGHT, ASSUMED, HOME_ARRAYS };

static const struct {
    const char *name;
    size_t item;
} arrays[HOME_ARRAYS] = {
    [PT] = {"home/pt", sizeof(lc_pt)},
    [WEIGHT] = {"home/weight", sizeof(int64_t)},
    [ASSUMED] = {"home/assumed", 1},
};

static lc_status load_arrays(lc_city *c, lc_world *w, lc_error *err)
{
    void *data[HOME_ARRAYS] = {NULL};
    lc_status st = LIFE_OK;

    for (int i = 0; i < HOME_ARRAYS && !st; i++) {
        size_t n;

        st = lc_array_get(c, arrays[i].name, arrays[i].item, &data[i], &n, err);
        if (!st && i && n != w->home_count)
            st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged",
                         arrays[i].name);
        w->home_count = n;
    }
    w->home_pt = data[PT];
    w->home_weight = data[WEIGHT];
    w->home_assumed = data[ASSUMED];
    return st;
}

static double inside_m(const lc_shape *s, lc_pt p)
{
    if (s->kind != LIFE_SHAPE_AREA || !lc_shape_contains(s, p))
        return 0;
    return lc_shape_distance_m(s, p, false, NULL);
}

double lc_world_edge_m(const lc_world *w, lc_pt p, uint32_t category)
{
    double edge_m = inside_m(&w->extent.v[0].shape, p), best_m = 0;
    uint64_t bits = category == LIFE_NONE ? 0 : w->category_extents[category];

    if (!bits)
        return edge_m;
    for (size_t x = 1; x < w->extent.n && x < 64; x++) {
        if (bits >> x & 1) {
            double m = inside_m(&w->extent.v[x].shape, p);

            best_m = m > best_m ? m : best_m;
        }
    }
    return best_m < edge_m ? best_m : edge_m;
}

uint32_t lc_world_home_edge_mm(const lc_world *w, uint32_t home,
                               uint32_t category)
{
    uint32_t edge = w->extent.v[0].home_mm[home], best = 0;
    uint64_t bits = w->category_extents[category];

    if (!bits)
        return edge;
    for (size_t x = 1; x < w->extent.n && x < 64; x++) {
        if (bits >> x & 1 && w->extent.v[x].home_mm[home] > best)
            best = w->extent.v[x].home_mm[home];
    }
    return best < edge ? best : edge;
}

/* How far inside each extent every home lies, capped where no limit asks
 * further. */
#define EDGE_CAP_M 20000.0

static lc_status measure_extents(lc_world *w, lc_error *err)
{
    for (size_t x = 0; x < w->extent.n; x++) {
        lc_extent *e = &w->extent.v[x];

        e->home_mm = lc_calloc(w->home_count, sizeof *e->home_mm);
        if (!e->home_mm)
            return no_memory(err);
        if (e->shape.kind != LIFE_SHAPE_AREA)
            continue;
        for (size_t h = 0; h < w->home_count; h++) {
            double m = inside_m(&e->shape, w->home_pt[h]);

            e->home_mm[h] =
                (uint32_t)((m > EDGE_CAP_M ? EDGE_CAP_M : m) * 1000);
        }
    }
    return LIFE_OK;
}

static lc_status load_edges(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t x = 0; x < w->extent.n && !st; x++) {
        char name[32];
        void *data;
        size_t n;

        snprintf(name, sizeof name, "home/edge/%zu", x);
        st = lc_array_get(c, name, sizeof(uint32_t), &data, &n, err);
        if (!st && n != w->home_count) {
            lc_free(data);
            st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
        } else if (!st) {
            w->extent.v[x].home_mm = data;
        }
    }
    return st;
}

/* ---- both ---- */

static lc_status weigh(lc_world *w, lc_error *err)
{
    for (size_t i = 0; i < w->home_count; i++) {
        int64_t weight = w->home_weight[i];

        if (weight < 0 ||
            __builtin_add_overflow(w->total_weight, weight, &w->total_weight))
            return lc_fail(err, LIFE_ERR_DB, "home %zu weighs %lld", i + 1,
                           (long long)weight);
        if (w->home_assumed[i])
            w->assumed_weight += weight;
    }
    return LIFE_OK;
}

lc_status lc_world_load_homes(lc_city *c, lc_world *w, bool stored,
                              lc_error *err)
{
    lc_status st = stored ? load_arrays(c, w, err) : load_rows(c, w, err);

    if (!st)
        st = stored ? load_edges(c, w, err) : measure_extents(w, err);
    return st ? st : weigh(w, err);
}

lc_status lc_world_store_homes(lc_city *c, const lc_world *w, lc_error *err)
{
    const void *const data[HOME_ARRAYS] = {
        [PT] = w->home_pt,
        [WEIGHT] = w->home_weight,
        [ASSUMED] = w->home_assumed,
    };
    lc_status st = LIFE_OK;

    for (int i = 0; i < HOME_ARRAYS && !st; i++)
        st = lc_array_put(c, arrays[i].name, data[i],
                          w->home_count * arrays[i].item, err);
    for (size_t x = 0; x < w->extent.n && !st; x++) {
        char name[32];

        snprintf(name, sizeof name, "home/edge/%zu", x);
        st = lc_array_put(c, name, w->extent.v[x].home_mm,
                          w->home_count * sizeof(uint32_t), err);
    }
    return st;
}
