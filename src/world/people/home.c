/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/home.c - points where people live.
 *
 * compute reads their rows and stores what it made of them as arrays; all
 * others read the arrays.
 */
#include "src/world/people/home.h"

#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/world/setting.h"
#include "src/world/city.h"
#include "src/world/setting.h"

#include <string.h>

/* ---- what they weigh ---- */

static const char *const kind_ids[LIFE_HOMES_KINDS] = {
    "", "floor_area_m2", "street_metres", "residents"};

const char *lc_home_kind_id(lc_home_kind k)
{
    return k < LIFE_HOMES_KINDS ? kind_ids[k] : "";
}

/* What is not one of them counts as untold. */
static lc_home_kind kind_of(const char *id)
{
    lc_home_kind k = LIFE_HOMES_KINDS;

    while (--k && strcmp(kind_ids[k], id) != 0)
        ;
    return k;
}

lc_home_kind lc_world_home_kind_of(const lc_world *w)
{
    return kind_of(lc_world_setting(w, "home_kind"));
}

/* The sum must fit: shares are reckoned from it. */
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

/* ---- rows ---- */

/* In the order of their ids; home_count is what was read, not what was counted
 * before. */
static lc_status load_rows(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_home row = {0};
    lc_rows *rows;
    int64_t count = 0;
    size_t n, i = 0;
    lc_status st = lc_home_rows_count(c, &count, err);

    if (st)
        return st;
    n = (size_t)count;
    w->home_pt = lc_calloc(n, sizeof *w->home_pt);
    w->home_weight = lc_calloc(n, sizeof *w->home_weight);
    w->home_assumed = lc_calloc(n, 1);
    w->home_layer = lc_calloc(n, 1);
    if (!w->home_pt || !w->home_weight || !w->home_assumed || !w->home_layer)
        return lc_no_memory(err, "homes");
    st = lc_home_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        w->home_pt[i] = row.pt;
        w->home_weight[i] = row.weight_milli;
        w->home_assumed[i] = row.assumed;
        w->home_layer[i] = (int8_t)row.layer;
        w->home_count = ++i;
    }
    return st;
}

lc_status lc_world_home_ids(lc_city *c, const lc_world *w, int64_t **out,
                            lc_error *err)
{
    lc_stored_home row = {0};
    lc_rows *rows;
    int64_t *id = lc_calloc(w->home_count, sizeof *id);
    size_t n = 0;
    lc_status st;

    *out = NULL;
    if (!id)
        return lc_no_memory(err, "homes");
    st = lc_home_rows_ids(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        if (n < w->home_count)
            id[n++] = row.id;
    if (st)
        lc_free(id);
    else
        *out = id;
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
        /* The first array says how many homes there are, the others must
         * agree. */
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

/* ---- both ---- */

lc_status lc_world_home_load(lc_city *c, lc_world *w, bool stored,
                             lc_error *err)
{
    lc_status st = stored ? load_arrays(c, w, err) : load_rows(c, w, err);

    w->home_kind = lc_world_home_kind_of(w);
    return st ? st : weigh(w, err);
}

lc_status lc_world_home_store(lc_city *c, const lc_world *w, lc_error *err)
{
    const void *const data[HOME_ARRAYS] = {
        [PT] = w->home_pt,
        [WEIGHT] = w->home_weight,
        [ASSUMED] = w->home_assumed,
    };
    lc_status st = LIFE_OK;

    for (int i = 0; i < HOME_ARRAYS && !st; i++)
        st = lc_array_put(c, arrays[i].name, data[i], arrays[i].item,
                          w->home_count, err);
    return st;
}

void lc_world_home_clear(lc_world *w)
{
    lc_free(w->home_pt);
    lc_free(w->home_weight);
    lc_free(w->home_assumed);
    lc_free(w->home_layer);
}

/* ---- looking up ---- */

lc_home_kind lc_world_home_kind(const lc_world *w)
{
    return w->home_kind;
}

size_t lc_world_home_count(const lc_world *w)
{
    return w->home_count;
}

lc_home lc_world_home(const lc_world *w, uint32_t i)
{
    return (lc_home){w->home_pt[i], w->home_weight[i], w->home_assumed[i] != 0};
}

uint32_t lc_world_home_unit(const lc_world *w, uint32_t home, uint32_t level)
{
    return w->home_unit[(size_t)level * w->home_count + home];
}
