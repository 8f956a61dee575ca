/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/unit_pages.c - see the headers.
 *
 * The same sums as units/assignment.c makes of homes and facilities that are in
 * memory. They go into the units once all are made: a file that is damaged half
 * way leaves none.
 */
#include "src/world/pages/unit_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array_pages.h"
#include "src/world/city.h"

enum { WEIGHT, HOME, FACILITY, ARRAYS };

static const struct {
    const char *name;
    size_t item;
} arrays[ARRAYS] = {
    [WEIGHT] = {"home/weight", sizeof(int64_t)},
    [HOME] = {"home/unit", sizeof(uint32_t)},
    [FACILITY] = {"facility/unit", sizeof(uint32_t)},
};

typedef struct sums { /* of a unit */
    int64_t weight;
    uint32_t homes, facilities;
} sums;

struct lc_unit_pages {
    lc_city *city;
    lc_world *world;
    bool counted;
};

lc_status lc_unit_pages_new(lc_city *c, lc_world *w, lc_error *err)
{
    lc_unit_pages *p = lc_calloc(1, sizeof *p);

    w->unit_pages = p;
    if (!p)
        return lc_no_memory(err, "the units");
    p->city = c;
    p->world = w;
    return LIFE_OK;
}

void lc_unit_pages_close(lc_unit_pages *p)
{
    lc_free(p);
}

/* ---- counting ---- */

typedef struct counting {
    const lc_world *w;
    lc_array_pages *array[ARRAYS];
    sums *sum; /* a unit each */
} counting;

static lc_status damaged(int array, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", arrays[array].name);
}

/* All levels have as many owners, one level's behind the other's. */
static lc_status owners_of(const counting *c, int array, size_t *out,
                           lc_error *err)
{
    size_t levels = c->w->level.n, n = lc_array_pages_count(c->array[array]);

    *out = levels ? n / levels : 0;
    return n == levels * *out ? LIFE_OK : damaged(array, err);
}

/* The sums of the unit that an owner is in; NULL: it is in none. */
static lc_status find_unit(const counting *c, int array, size_t i, size_t level,
                           sums **out, lc_error *err)
{
    const uint32_t *u = lc_array_pages_at(c->array[array], i, err);

    *out = NULL;
    if (!u)
        return LIFE_ERR_DB;
    if (*u == LIFE_NONE)
        return LIFE_OK;
    if (*u >= c->w->unit.n || c->w->unit.v[*u].level_index != level)
        return damaged(array, err);
    *out = &c->sum[*u];
    return LIFE_OK;
}

/* The sum of all weights fits, and so does that of any of them. */
static lc_status check_weights(const counting *c, size_t homes, lc_error *err)
{
    int64_t all = 0;

    for (size_t h = 0; h < homes; h++) {
        const int64_t *weight = lc_array_pages_at(c->array[WEIGHT], h, err);

        if (!weight)
            return LIFE_ERR_DB;
        if (*weight < 0 || __builtin_add_overflow(all, *weight, &all))
            return lc_fail(err, LIFE_ERR_DB, "home %zu weighs %lld", h + 1,
                           (long long)*weight);
    }
    return LIFE_OK;
}

static lc_status count_homes(const counting *c, lc_error *err)
{
    size_t homes;
    lc_status st = owners_of(c, HOME, &homes, err);

    if (!st && c->w->level.n && lc_array_pages_count(c->array[WEIGHT]) != homes)
        st = damaged(WEIGHT, err);
    if (!st)
        st = check_weights(c, homes, err);
    for (size_t i = 0; !st && i < c->w->level.n * homes; i++) {
        const int64_t *weight;
        sums *in;

        st = find_unit(c, HOME, i, i / homes, &in, err);
        if (st || !in)
            continue;
        weight = lc_array_pages_at(c->array[WEIGHT], i % homes, err);
        if (!weight)
            return LIFE_ERR_DB;
        in->weight += *weight;
        in->homes++;
    }
    return st;
}

static lc_status count_facilities(const counting *c, lc_error *err)
{
    size_t facilities;
    lc_status st = owners_of(c, FACILITY, &facilities, err);

    for (size_t i = 0; !st && i < c->w->level.n * facilities; i++) {
        sums *in;

        st = find_unit(c, FACILITY, i, i / facilities, &in, err);
        if (!st && in)
            in->facilities++;
    }
    return st;
}

static void keep(const counting *c, lc_world *w)
{
    for (size_t u = 0; u < w->unit.n; u++) {
        w->unit.v[u].weight = c->sum[u].weight;
        w->unit.v[u].home_count = c->sum[u].homes;
        w->unit.v[u].facility_count = c->sum[u].facilities;
    }
}

static lc_status count_all(lc_unit_pages *p, lc_error *err)
{
    counting c = {.w = p->world,
                  .sum = lc_calloc(p->world->unit.n, sizeof *c.sum)};
    lc_status st = c.sum ? LIFE_OK : lc_no_memory(err, "the units");

    for (int i = 0; i < ARRAYS && !st; i++)
        st = lc_array_pages_open(p->city, arrays[i].name, arrays[i].item,
                                 &c.array[i], err);
    if (!st)
        st = count_homes(&c, err);
    if (!st)
        st = count_facilities(&c, err);
    if (!st)
        keep(&c, p->world);
    p->counted = !st;
    for (int i = 0; i < ARRAYS; i++)
        lc_array_pages_close(c.array[i]);
    lc_free(c.sum);
    return st;
}

lc_status lc_world_unit_rows(const lc_world *w, size_t *out, lc_error *err)
{
    lc_unit_pages *p = w->unit_pages;

    *out = w->unit.n;
    return p && !p->counted ? count_all(p, err) : LIFE_OK;
}
