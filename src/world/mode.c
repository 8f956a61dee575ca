/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/mode.c - a city's modes: which ones, the city file says; how they
 * are called, geodata.
 */
#include "src/world/mode.h"

#include "lifecircle/store/rows/street.h"
#include "src/world/city.h"

#include <string.h>

/* A mode that geodata has no more is called by its id, so that a city goes on
 * working when a table is cut. */
static lc_status add(lc_world *w, const lc_mode_table *t, const char *id,
                     lc_error *err)
{
    lc_world_mode *m = &w->mode[w->mode_count++];
    size_t row = lc_mode_table_find(t, id);
    bool known = row < t->count;

    m->id = lc_world_keep(w, id);
    m->by_zh =
        known ? lc_world_keep(w, lc_mode_table_cell(t, row, "by_zh")) : m->id;
    m->by_en =
        known ? lc_world_keep(w, lc_mode_table_cell(t, row, "by_en")) : m->id;
    return m->id && m->by_zh && m->by_en ? LIFE_OK
                                         : lc_no_memory(err, "the modes");
}

/* ---- kinds of street ---- */

/* By the column that is about the mode, or about the one it is like. */
static bool is_open_to(const lc_world *w, lc_mode m, const lc_mode_table *t,
                       const lc_table *ways, size_t row)
{
    size_t known = lc_mode_table_find(t, w->mode[m].id);
    const char *column = w->mode[m].id;

    if (known == t->count)
        return false;
    if (lc_table_column(ways, column) < 0)
        column = lc_mode_table_cell(t, known, "like");
    return !strcmp(lc_table_cell(ways, row, column), "yes");
}

static lc_status add_ways(lc_world *w, const lc_mode_table *t,
                          const lc_table *ways, lc_error *err)
{
    for (size_t i = 0; i < lc_table_rows(ways); i++) {
        lc_way way = {.id = lc_world_keep(w, lc_table_cell(ways, i, "highway")),
                      .steps = lc_table_is_set(ways, i, "steps")};

        if (!lc_table_is_set(ways, i, "built"))
            continue;
        for (lc_mode m = 0; m < w->mode_count; m++)
            if (is_open_to(w, m, t, ways, i))
                way.modes |= (uint8_t)(1u << m);
        if (!way.id || !lc_vec_push(&w->way, way))
            return lc_no_memory(err, "the modes");
    }
    return LIFE_OK;
}

lc_status lc_world_mode_load(lc_city *c, lc_world *w, lc_error *err)
{
    const lc_street_modes *of_city;
    lc_mode_table t = {0};
    lc_table *ways = NULL;
    lc_status st = lc_street_modes_get(c, &of_city, err);

    if (!st)
        st = lc_mode_table_open(&t, err);
    if (!st)
        st = lc_table_open("network/highways.csv", &ways, err);
    for (size_t i = 0; !st && i < of_city->count; i++)
        st = add(w, &t, of_city->id[i], err);
    if (!st)
        st = add_ways(w, &t, ways, err);
    lc_table_free(ways);
    lc_mode_table_close(&t);
    return st;
}

size_t lc_world_mode_count(const lc_world *w)
{
    return w->mode_count;
}

const lc_world_mode *lc_world_mode_at(const lc_world *w, lc_mode m)
{
    return &w->mode[m];
}

lc_mode lc_world_mode_find(const lc_world *w, const char *id)
{
    lc_mode m = 0;

    while (m < w->mode_count && strcmp(w->mode[m].id, id) != 0)
        m++;
    return m;
}

size_t lc_world_way_count(const lc_world *w)
{
    return w->way.n;
}

const lc_way *lc_world_way(const lc_world *w, size_t i)
{
    return &w->way.v[i];
}
