/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/statistics.c - published figures and lists of units, as they were
 * imported.
 */
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
static lc_status read_row(lc_world *w, lc_stmt *s, lc_error *err)
{
    const char *code = lc_stmt_col_text(s, 1);
    lc_statistic f = {.id = lc_arena_strdup(w->text, lc_stmt_col_text(s, 0)),
                      .unit = LIFE_NONE,
                      .year = (int)lc_stmt_col_int(s, 2),
                      .value = lc_stmt_col_double(s, 3),
                      .source =
                          lc_arena_strdup(w->text, lc_stmt_col_text(s, 4))};

    if (*code && (f.unit = lc_world_find_unit(w, code)) == LIFE_NONE)
        return LIFE_OK;
    if (!f.id || !f.source || !lc_vec_push(&w->statistic, f))
        return no_memory(err);
    return LIFE_OK;
}

lc_status lc_world_load_statistics(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stmt *s;
    bool row = true;
    lc_status st =
        lc_stmt_prepare(c,
                        "SELECT id, unit, year, value, origin FROM statistic"
                        " ORDER BY id, unit, year",
                        &s, err);

    while (!st && (st = lc_stmt_step(s, &row, err)) == LIFE_OK && row)
        st = read_row(w, s, err);
    lc_stmt_free(s);
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
