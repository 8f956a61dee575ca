/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/statistic.c - published figures and lists of units, as they
 * were imported.
 */
#include "src/world/people/statistic.h"

#include "lifecircle/store/rows/statistic.h"
#include "lifecircle/world/unit.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

/* The whole city, LIFE_NONE, comes last among the units. */
static int order(const void *pa, const void *pb)
{
    const lc_statistic *a = pa, *b = pb;
    int by = strcmp(a->id, b->id);

    if (!by)
        by = (a->unit > b->unit) - (a->unit < b->unit);
    return by ? by : (a->year > b->year) - (a->year < b->year);
}

/* A figure of a unit that isn't there is kept in the file for when it is. */
static lc_status add(lc_world *w, const lc_stored_statistic *row, lc_error *err)
{
    lc_statistic f = {.id = lc_world_keep(w, row->id),
                      .unit = LIFE_NONE,
                      .year = row->year,
                      .value = row->value,
                      .source = lc_world_keep(w, row->origin)};

    if (*row->unit && (f.unit = lc_world_unit_find(w, row->unit)) == LIFE_NONE)
        return LIFE_OK;
    if (!f.id || !f.source || !lc_vec_push(&w->statistic, f))
        return lc_no_memory(err, "the statistics");
    return LIFE_OK;
}

lc_status lc_world_statistic_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_statistic row = {0};
    lc_rows *rows;
    lc_status st = lc_statistic_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        st = add(w, &row, err);
    if (w->statistic.n)
        qsort(w->statistic.v, w->statistic.n, sizeof *w->statistic.v, order);
    return st;
}

/* The first that comes after id, unit and year is looked for by halving: the
 * one before it is the latest up to that year, if it is of this id and unit. */
const lc_statistic *lc_world_statistic(const lc_world *w, const char *id,
                                       uint32_t unit, int year)
{
    const lc_statistic want = {
        .id = id, .unit = unit, .year = year ? year : INT32_MAX};
    size_t low = 0, high = w->statistic.n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (order(&w->statistic.v[middle], &want) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || strcmp(w->statistic.v[low - 1].id, id) != 0 ||
        w->statistic.v[low - 1].unit != unit)
        return NULL;
    return &w->statistic.v[low - 1];
}

bool lc_world_statistic_any(const lc_world *w, const char *id)
{
    for (size_t i = 0; i < w->statistic.n; i++)
        if (!strcmp(w->statistic.v[i].id, id))
            return true;
    return false;
}
