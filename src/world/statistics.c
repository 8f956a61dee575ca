/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/statistics.c - published figures and lists of units, as they were
 * imported.
 */
#include "lifecircle/store/rows/statistic.h"
#include "src/world/world_internal.h"

#include <stdlib.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the statistics");
}

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
static lc_status read_row(lc_world *w, const lc_stored_statistic *r,
                          lc_error *err)
{
    lc_statistic f = {.id = lc_arena_strdup(w->text, r->id),
                      .unit = LIFE_NONE,
                      .year = r->year,
                      .value = r->value,
                      .source = lc_arena_strdup(w->text, r->origin)};

    if (*r->unit && (f.unit = lc_world_find_unit(w, r->unit)) == LIFE_NONE)
        return LIFE_OK;
    if (!f.id || !f.source || !lc_vec_push(&w->statistic, f))
        return no_memory(err);
    return LIFE_OK;
}

lc_status lc_world_load_statistics(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_statistic r;
    lc_rows *rows;
    lc_status st = lc_statistic_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        st = read_row(w, &r, err);
    if (w->statistic.n)
        qsort(w->statistic.v, w->statistic.n, sizeof *w->statistic.v, order);
    return st;
}

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

bool lc_world_has_statistic(const lc_world *w, const char *id)
{
    for (size_t i = 0; i < w->statistic.n; i++)
        if (!strcmp(w->statistic.v[i].id, id))
            return true;
    return false;
}
