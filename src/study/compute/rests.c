/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/rests.c - see rests.h.
 *
 * A world of units alone says what lies in what; the rows are written before
 * the whole world is loaded, so that a rest is a unit like any other from then
 * on.
 */
#include "src/study/compute/rests.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/areas.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/unit.h"
#include "src/world/city.h"
#include "src/world/units/borders.h"
#include "src/world/units/rest.h"
#include "src/world/world.h"

/* Of a city: per unit and level, whether its rest there is wanted. */
typedef struct rests {
    const lc_world *w;
    uint8_t *wanted;
} rests;

/* A rest of a finer level lies in the rests of all levels between. */
static void want(rests *r, uint32_t unit, uint32_t from, uint32_t level)
{
    uint32_t whole = lc_rest_whole(r->w, unit);

    for (; level != from; level = r->w->level_above[level])
        r->wanted[(size_t)whole * r->w->level.n + level] = 1;
}

static void see_home(rests *r, lc_pt p)
{
    uint32_t border[LIFE_BORDERS_MOST];

    lc_borders_find(r->w, p, border);
    for (uint32_t l = 0; l < r->w->level.n; l++) {
        uint32_t at = l, u = lc_borders_mapped_in(r->w, p, border, &at);

        if (u != LIFE_NONE)
            want(r, u, at, l);
    }
}

static lc_status see_homes(rests *r, lc_city *c, lc_error *err)
{
    lc_stored_home row = {0};
    lc_rows *rows;
    lc_status st = lc_home_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        see_home(r, row.pt);
    return st;
}

/* Named as what it is the rest of; more is said where it is read. */
static lc_status write_rest(const rests *r, lc_city *c, uint32_t unit,
                            uint32_t level, lc_error *err)
{
    const lc_unit *u = &r->w->unit.v[unit];
    char code[160];
    const lc_stored_unit row = {.code = code,
                                .level = r->w->level.v[level],
                                .name = u->name,
                                .name_en = u->name_en,
                                .parent = u->code,
                                .urban = -1,
                                .rest = true,
                                .source = u->source,
                                .residents_milli = -1,
                                .residents_year = -1};

    lc_utf8_format(code, sizeof code, "rest:%s:%s", row.level, u->code);
    return lc_unit_rows_insert(c, &row, err);
}

static lc_status write_rests(const rests *r, lc_city *c, lc_error *err)
{
    size_t levels = r->w->level.n;
    lc_status st = LIFE_OK;

    for (uint32_t u = 0; u < r->w->unit.n && !st; u++)
        for (uint32_t l = 0; l < levels && !st; l++)
            if (r->wanted[u * levels + l] &&
                lc_rest_find(r->w, u, l) == LIFE_NONE)
                st = write_rest(r, c, u, l, err);
    return st;
}

/* ---- what is drawn of them ---- */

/* Boundaries and pictures of the units that share a rest's parent; where that
 * is a rest too, what is none of its land as well. */
static size_t list_parts(const lc_world *w, uint32_t rest,
                         const lc_shape **part)
{
    size_t n = 0;

    for (uint32_t at = rest;
         at != LIFE_NONE && w->unit.v[at].rest_of != LIFE_NONE;
         at = w->unit.v[at].parent) {
        const lc_unit *r = &w->unit.v[at];
        uint32_t end = w->level_first[r->level_index + 1];

        for (uint32_t i = w->level_first[r->level_index]; i < end; i++) {
            const lc_unit *u = &w->unit.v[i];

            if (u->rest_of == LIFE_NONE && u->parent == r->parent &&
                u->shape->kind == LIFE_SHAPE_AREA)
                part[n++] = u->shape;
        }
    }
    return n;
}

/* Rests are cut out of their units on whatever thread is free, and written one
 * after another. */
typedef struct drawing {
    const lc_world *w;
    LC_VEC(uint32_t) rest; /* those that have land */
    lc_shape *area;        /* of each of them */
} drawing;

/* Pictures are up to 5 m off the borders that they lie along (geo/cells): what
 * is left between the two is none of the rest's land. */
#define SLIVER_M 5.0

/* With a context of its own, as two threads may share none. */
static lc_status draw_rest(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    drawing *d = ctx;
    const lc_world *w = d->w;
    uint32_t rest = d->rest.v[item];
    const lc_unit *whole = &w->unit.v[w->unit.v[rest].rest_of];
    const lc_shape **part = lc_calloc(w->unit.n, sizeof(const lc_shape *));
    lc_areas *areas = NULL;
    lc_status st = part ? LIFE_OK : lc_no_memory(err, "the units");

    (void)worker;
    lc_progress("rests of units", item, d->rest.n);
    if (!st)
        st = lc_areas_open(&areas, err);
    if (!st) {
        const lc_areas_rest r = {whole->shape, part, list_parts(w, rest, part),
                                 w->unit.v[rest].approximate ? SLIVER_M : 0};

        st = lc_areas_less(areas, &r, &d->area[item], err);
    }
    lc_areas_close(areas);
    lc_free(part);
    return st;
}

static lc_status write_drawn(lc_city *c, const drawing *d, size_t item,
                             lc_error *err)
{
    const lc_unit *r = &d->w->unit.v[d->rest.v[item]];
    const lc_stored_unit row = {.code = r->code,
                                .source = r->source,
                                .centre = r->centre,
                                .has_centre = r->seated,
                                .area = d->area[item]};

    return lc_unit_rows_fill(c, &row, err);
}

/* A rest of what has no boundary itself has no land to draw. */
static lc_status list_drawn(drawing *d, lc_error *err)
{
    const lc_world *w = d->w;

    for (uint32_t u = 0; u < w->unit.n; u++) {
        uint32_t whole = w->unit.v[u].rest_of;

        if (whole != LIFE_NONE &&
            w->unit.v[whole].shape->kind == LIFE_SHAPE_AREA &&
            !lc_vec_push(&d->rest, u))
            return lc_no_memory(err, "the units");
    }
    d->area = lc_calloc(d->rest.n, sizeof *d->area);
    return d->area ? LIFE_OK : lc_no_memory(err, "the units");
}

/* With the rests among the units, so that each has the parts of its level. */
static lc_status draw_rests(lc_city *c, lc_error *err)
{
    lc_world *w = NULL;
    drawing d = {0};
    lc_status st = lc_world_load_units(c, &w, err);

    d.w = w;
    if (!st)
        st = list_drawn(&d, err);
    if (!st)
        st = lc_pool_run(lc_pool_threads(), d.rest.n, draw_rest, &d, err);
    for (size_t i = 0; i < d.rest.n && !st; i++)
        st = write_drawn(c, &d, i, err);
    for (size_t i = 0; d.area && i < d.rest.n; i++)
        lc_shape_clear(&d.area[i]);
    lc_free(d.area);
    lc_vec_free(&d.rest);
    lc_world_free(w);
    return st;
}

lc_status lc_rests_clear(lc_city *c, lc_error *err)
{
    return lc_unit_rows_clear_rests(c, err);
}

lc_status lc_rests_write(lc_city *c, lc_error *err)
{
    lc_world *w;
    rests r = {0};
    lc_status st = lc_world_load_units(c, &w, err);

    if (st)
        return st;
    r.w = w;
    r.wanted = lc_calloc(w->unit.n * w->level.n, 1);
    if (!r.wanted)
        st = lc_no_memory(err, "the units");
    if (!st)
        st = see_homes(&r, c, err);
    if (!st)
        st = write_rests(&r, c, err);
    lc_free(r.wanted);
    lc_world_free(w);
    return st ? st : draw_rests(c, err);
}
