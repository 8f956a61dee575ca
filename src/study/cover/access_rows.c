/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/access_rows.c - the ratios of homes, unit by unit: what there
 * is for each person, what is lacking against the norm, and how evenly it is
 * shared.
 *
 * A pass over a unit's homes and over all facilities. People are whole
 * thousandths; amounts are doubles, added in the order of the homes, so that
 * they come out the same each time. Those whose ratio isn't known are counted
 * apart and are in no mean. Facilities count where they stand; ratios of homes
 * also know those across the border.
 */
#include "lifecircle/study/cover/access_rows.h"

#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/cover/equity.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/world.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <string.h>

/* ---- rows ---- */

typedef struct tally {
    lc_access_row row;
    double amount; /* of capacity: people times ratio */
} tally;

static void add_home(const lc_access *a, uint32_t h, tally *t)
{
    int64_t people = a->people[h];

    if (people < 0) {
        t->row.weight_unaged += a->world->home_weight[h];
        return;
    }
    t->row.people += people;
    if (isnan(a->ratio[h])) {
        t->row.unknown += people;
        return;
    }
    t->row.known += people;
    t->amount += (double)people * a->ratio[h];
    if (a->ratio[h] <= 0)
        t->row.none += people;
    if (a->more[h])
        t->row.more += people;
}

static void add_facility(const lc_access *a, uint32_t f, lc_access_row *row)
{
    const lc_facility *d = &a->world->facility.v[f];
    int64_t milli;

    if (!lc_catset_meets(d->categories, &a->capacity->categories))
        return;
    row->facilities++;
    milli = lc_capacity_milli(a->world, f, a->capacity->attribute);
    if (milli < 0)
        row->no_capacity++;
    else
        row->inside_milli += milli;
}

/* Against the norm, which is for residents of all ages. By capacity inside the
 * unit, since a norm is for a unit: who is served from across the border is in
 * the ratio. */
static void measure_lack(const lc_access *a, const char *level,
                         lc_access_row *row)
{
    const lc_norm *n = lc_capacity_norm(a->world, a->capacity,
                                        a->query.standard, row->unit, level);

    row->norm = n;
    row->needed_milli = row->short_milli = -1;
    if (!n || row->residents < 0)
        return;
    row->needed_milli = llround((double)row->residents * n->amount / n->per);
    row->short_milli = row->needed_milli > row->inside_milli
                           ? row->needed_milli - row->inside_milli
                           : 0;
    row->short_at_most = row->short_milli > 0 && row->no_capacity > 0;
}

/* `level`: of the units, NULL: the whole city. */
static void finish(const lc_access *a, uint32_t unit, const char *level,
                   tally *t)
{
    bool of_residents = lc_world_home_kind(a->world) == LIFE_HOMES_RESIDENTS;

    t->row.unit = unit;
    t->row.ratio = t->row.known > 0 ? t->amount / (double)t->row.known : NAN;
    t->row.residents = -1;
    if (unit != LIFE_NONE || !level)
        t->row.residents =
            lc_world_unit_residents(a->world, unit, &t->row.residents_year);
    else if (of_residents)
        t->row.residents = t->row.people + t->row.weight_unaged;
    /* Of a unit that is a name alone nobody told how many live there. */
    if (unit != LIFE_NONE && !a->world->unit.v[unit].home_count &&
        a->world->unit.v[unit].residents < 0)
        t->row.residents = -1;
    measure_lack(a, level, &t->row);
}

/* Homes of a unit are listed; facilities are not, and are few. */
static void fill_unit(const lc_access *a, uint32_t level, uint32_t i, tally *t)
{
    const lc_world *w = a->world;
    const uint32_t *of = w->facility_unit + (size_t)level * w->facility.n;
    uint32_t base = w->level_first[level], count;
    uint32_t units = w->level_first[level + 1] - base;
    uint32_t unit = i < units ? base + i : LIFE_NONE;
    const uint32_t *homes = lc_world_unit_homes(w, level, i, &count);

    *t = (tally){0};
    for (uint32_t k = 0; k < count; k++)
        add_home(a, homes[k], t);
    for (uint32_t f = 0; f < w->facility.n; f++)
        if (of[f] == unit)
            add_facility(a, f, &t->row);
    finish(a, unit, lc_world_level(w, level), t);
}

static void fill_city(const lc_access *a, tally *t)
{
    const lc_world *w = a->world;

    *t = (tally){0};
    for (uint32_t h = 0; h < w->home_count; h++)
        add_home(a, h, t);
    for (uint32_t f = 0; f < w->facility.n; f++)
        add_facility(a, f, &t->row);
    finish(a, LIFE_NONE, NULL, t);
}

lc_status lc_access_rows_unit(const lc_access *a, uint32_t unit,
                              lc_access_row *row, lc_error *err)
{
    const lc_world *w = a->world;
    tally t;

    (void)err;
    if (unit == LIFE_NONE) {
        fill_city(a, &t);
    } else {
        uint32_t level = w->unit.v[unit].level_index;

        fill_unit(a, level, unit - w->level_first[level], &t);
    }
    *row = t.row;
    return LIFE_OK;
}

lc_status lc_access_rows_level(const lc_access *a, uint32_t level,
                               lc_access_row *rows, size_t *count,
                               lc_error *err)
{
    const lc_world *w = a->world;
    uint32_t units;
    tally t;

    (void)err;
    *count = 0;
    if (level >= w->level.n) { /* a city without units */
        fill_city(a, &t);
        rows[(*count)++] = t.row;
        return LIFE_OK;
    }
    units = w->level_first[level + 1] - w->level_first[level];
    for (uint32_t i = 0; i <= units; i++) {
        fill_unit(a, level, i, &t);
        if (i < units || t.row.people || t.row.weight_unaged ||
            t.row.facilities)
            rows[(*count)++] = t.row;
    }
    return LIFE_OK;
}

/* ---- equity ---- */

static double figure_at(const lc_access *a, uint32_t level, const double *by,
                        uint32_t home)
{
    uint32_t u = level < a->world->level.n
                     ? lc_world_home_unit(a->world, home, level)
                     : LIFE_NONE;

    return u == LIFE_NONE ? NAN : by[u];
}

/* Persons, not thousandths: measures of equity are shares, so the unit is no
 * matter but for the size that is shown. */
static size_t list_homes(const lc_access *a, uint32_t level, const double *by,
                         lc_equity_item *item)
{
    size_t n = 0;

    for (uint32_t h = 0; h < a->world->home_count; h++)
        if (a->people[h] > 0 && !isnan(a->ratio[h]))
            item[n++] =
                (lc_equity_item){a->ratio[h], (double)a->people[h] / 1000,
                                 figure_at(a, level, by, h)};
    return n;
}

/* Homes outside all units are no unit, and are left out here. */
static lc_status list_units(const lc_access *a, uint32_t level,
                            const double *by, lc_equity_item *item, size_t *n,
                            lc_error *err)
{
    const lc_world *w = a->world;
    lc_access_row *row;
    size_t count = 0;
    lc_status st;

    *n = 0;
    if (level >= w->level.n)
        return LIFE_OK;
    row = lc_calloc(w->unit.n + 1, sizeof *row);
    if (!row)
        return lc_no_memory(err, "the units' figures");
    st = lc_access_rows_level(a, level, row, &count, err);
    for (size_t i = 0; i < count && !st; i++)
        if (row[i].unit != LIFE_NONE && row[i].known > 0)
            item[(*n)++] = (lc_equity_item){
                row[i].ratio, (double)row[i].known / 1000, by[row[i].unit]};
    lc_free(row);
    return st;
}

lc_status lc_access_rows_equity(const lc_access *a, uint32_t level,
                                const double *figure, lc_equity *homes,
                                lc_equity *units, lc_error *err)
{
    const lc_world *w = a->world;
    /* One list serves both, one after the other. */
    size_t n = w->home_count > w->unit.n ? w->home_count : w->unit.n;
    lc_equity_item *item = lc_calloc(n, sizeof *item);
    lc_status st;

    if (!item)
        return lc_no_memory(err, "the units' figures");
    n = list_homes(a, level, figure, item);
    lc_equity_of(item, n, homes);
    st = list_units(a, level, figure, item, &n, err);
    if (!st)
        lc_equity_of(item, n, units);
    lc_free(item);
    return st;
}
