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

lc_status lc_world_mode_load(lc_city *c, lc_world *w, lc_error *err)
{
    const lc_street_modes *of_city;
    lc_mode_table t = {0};
    lc_status st = lc_street_modes_get(c, &of_city, err);

    if (!st)
        st = lc_mode_table_open(&t, err);
    for (size_t i = 0; !st && i < of_city->count; i++)
        st = add(w, &t, of_city->id[i], err);
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
