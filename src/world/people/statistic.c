/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/statistic.c - published figures and lists of units, as they
 * were imported.
 */
#include "src/world/people/statistic.h"

#include "lifecircle/store/rows/statistic.h"
#include "lifecircle/world/unit.h"
#include "src/world/city.h"

#include <stdio.h>
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

/* Rows come by year, so the latest stays. */
static void place_urban(lc_world *w, const lc_statistic *f)
{
    if (f->unit != LIFE_NONE && !strcmp(f->id, LIFE_LIST_URBAN))
        w->unit.v[f->unit].urban = f->value > 0;
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
    place_urban(w, &f);
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

size_t lc_world_statistic_count(const lc_world *w)
{
    return w->statistic.n;
}

const lc_statistic *lc_world_statistic_at(const lc_world *w, size_t i)
{
    return &w->statistic.v[i];
}

/* The place of the first that comes behind this one, by halving. */
static size_t behind(const lc_world *w, const lc_statistic *want)
{
    size_t low = 0, high = w->statistic.n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (order(&w->statistic.v[middle], want) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t lc_world_statistic_years(const lc_world *w, const char *id,
                                uint32_t unit, size_t *first)
{
    const lc_statistic before = {.id = id, .unit = unit, .year = INT32_MIN};
    const lc_statistic last = {.id = id, .unit = unit, .year = INT32_MAX};

    *first = behind(w, &before);
    return behind(w, &last) - *first;
}

/* The one before the first that comes behind id, unit and year is the latest up
 * to that year, if it is of this id and unit. */
const lc_statistic *lc_world_statistic(const lc_world *w, const char *id,
                                       uint32_t unit, int year)
{
    const lc_statistic want = {
        .id = id, .unit = unit, .year = year ? year : INT32_MAX};
    size_t at = behind(w, &want);

    if (at == 0 || strcmp(w->statistic.v[at - 1].id, id) != 0 ||
        w->statistic.v[at - 1].unit != unit)
        return NULL;
    return &w->statistic.v[at - 1];
}

/* The first of an id, or NULL: those of units stand before the city's. */
static const lc_statistic *first_of(const lc_world *w, const char *id)
{
    const lc_statistic before = {.id = id, .unit = 0, .year = INT32_MIN};
    size_t at = behind(w, &before);

    return at < w->statistic.n && !strcmp(w->statistic.v[at].id, id)
               ? &w->statistic.v[at]
               : NULL;
}

bool lc_world_statistic_any(const lc_world *w, const char *id)
{
    return first_of(w, id) != NULL;
}

bool lc_world_statistic_any_unit(const lc_world *w, const char *id)
{
    const lc_statistic *s = first_of(w, id);

    return s && s->unit != LIFE_NONE;
}

/* 64 steps end a circle of parents; the city comes last. */
bool lc_world_statistic_is_whole(const lc_world *w, const char *id,
                                 uint32_t unit, int year)
{
    char whole[80];
    uint32_t u = unit;

    snprintf(whole, sizeof whole, LIFE_LIST_WHOLE "%.64s", id);
    if (!first_of(w, whole))
        return false;
    for (int steps = 0; steps < 64; steps++) {
        const lc_statistic *s = lc_world_statistic(w, whole, u, year);

        if (s || u == LIFE_NONE)
            return s && s->value > 0;
        u = lc_world_unit(w, u)->parent;
    }
    return false;
}
