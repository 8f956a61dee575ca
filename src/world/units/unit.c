/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/unit.c - administrative units, and which one a point lies in.
 *
 * A boundary goes before a centre: a point inside no boundary of a level
 * belongs to the nearest approximate unit of it within 2 km and the same
 * borders, else to the rest of the unit above. Where boundaries overlap or are
 * nested, the smallest wins, then the first code, so that each home is in
 * exactly one.
 *
 * Units stand by level from the coarsest and by code within it, so a level is
 * one run and a code is found by halving in each. A point is looked up in two
 * R-trees, of boundaries and of centres: logarithmic, and linear in the
 * outlines whose boxes hold it. Areas are square metres on the ellipsoid,
 * stored by compute, so that a load need not measure every outline.
 */
#include "src/world/units/unit.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/unit.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "src/world/city.h"
#include "src/world/setting.h"
#include "src/world/units/assignment.h"
#include "src/world/units/borders.h"
#include "src/world/units/level.h"
#include "src/world/units/rest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

static lc_status keep_texts(lc_world *w, const lc_stored_unit *row,
                            lc_unit *out)
{
    const struct {
        const char **to;
        const char *text;
    } text[] = {{&out->code, row->code},
                {&out->level, row->level},
                {&out->name, row->name},
                {&out->name_en, row->name_en},
                {&out->source, row->source}};

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!(*text[i].to = lc_world_keep(w, text[i].text)))
            return LIFE_ERR_NOMEM;
    out->called[LIFE_LANG_ZH] = out->name;
    out->called[LIFE_LANG_EN] = *out->name_en ? out->name_en : out->name;
    return LIFE_OK;
}

static lc_status add(lc_world *w, lc_stored_unit *row, lc_error *err)
{
    lc_unit u = {
        .parent = LIFE_NONE,
        .urban = row->urban < 0 ? -1 : row->urban != 0,
        .approximate = row->approximate,
        .seated = row->approximate && row->has_centre,
        .rest_of = row->rest ? LIFE_REST_UNLINKED : LIFE_NONE,
        .residents = row->residents_milli < 0 ? -1 : row->residents_milli,
        .residents_year = row->residents_year > 0 ? row->residents_year : 0};
    lc_shape area = row->area;

    if (keep_texts(w, row, &u))
        return lc_no_memory(err, "the units");
    /* Found always: the levels were read from the same table. */
    u.level_index = lc_world_level_find(w, u.level);
    if (row->has_centre)
        u.centre = row->centre;
    else if (area.kind == LIFE_SHAPE_AREA)
        u.centre = lc_shape_inner(&area);
    if (!lc_vec_push(&w->unit_shape, area))
        return lc_no_memory(err, "the units");
    row->area = (lc_shape){0}; /* the world's from now on */
    return lc_vec_push(&w->unit, u) ? LIFE_OK : lc_no_memory(err, "the units");
}

/* A city without units is one: its extent, whose code is its level. It is not
 * in the file, so that it is gone when units come. */
static lc_status add_city(lc_world *w, lc_error *err)
{
    const lc_shape *extent = w->extent.n ? &w->extent.v[0].shape : NULL;
    const char *name = lc_world_setting(w, "name");
    const char *whole = *w->order.whole ? w->order.whole : "whole";
    lc_stored_unit row = {.code = whole,
                          .level = whole,
                          .name = name ? name : "",
                          .name_en = "",
                          .source = "",
                          .urban = -1,
                          .residents_milli = -1};
    lc_status st = LIFE_OK;

    if (w->unit.n || !extent || extent->kind != LIFE_SHAPE_AREA)
        return LIFE_OK;
    row.area.kind = LIFE_SHAPE_AREA;
    for (uint32_t i = 0; !st && i < extent->part_count; i++)
        st = lc_shape_add_part(&row.area, extent->pt + extent->part[i],
                               extent->part[i + 1] - extent->part[i], err);
    if (!st && !lc_vec_push(&w->level, whole))
        st = lc_no_memory(err, "the units");
    if (!st)
        st = add(w, &row, err);
    lc_shape_clear(&row.area);
    return st;
}

/* By level, so that the units of a level are one run; by code within it. */
static int unit_order(const void *pa, const void *pb)
{
    const lc_unit *a = pa, *b = pb;

    if (a->level_index != b->level_index)
        return a->level_index < b->level_index ? -1 : 1;
    return strcmp(a->code, b->code);
}

/* Shapes stay where they are and are pointed to. So unit_shape is in the order
 * of the rows, and only unit[i].shape tells which is whose. A level's begin is
 * the end of the one before, also of a level without units. */
static void sort_units(lc_world *w)
{
    for (size_t i = 0; i < w->unit.n; i++)
        w->unit.v[i].shape = &w->unit_shape.v[i];
    if (w->unit.n)
        qsort(w->unit.v, w->unit.n, sizeof *w->unit.v, unit_order);
    for (size_t i = 0; i < w->unit.n; i++)
        w->level_first[w->unit.v[i].level_index + 1] = (uint32_t)i + 1;
    for (size_t l = 1; l <= w->level.n; l++)
        if (w->level_first[l] < w->level_first[l - 1])
            w->level_first[l] = w->level_first[l - 1];
}

/* When the units are in their order. A parent that is not there becomes
 * LIFE_NONE. */
static lc_status load_parents(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_unit row = {0};
    lc_rows *rows;
    lc_status st = lc_unit_rows_parents(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        uint32_t u = lc_world_unit_find(w, row.code);

        if (u != LIFE_NONE)
            w->unit.v[u].parent = lc_world_unit_find(w, row.parent);
    }
    return st;
}

lc_status lc_world_unit_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_unit row = {0};
    lc_rows *rows;
    lc_status st = lc_world_level_load(c, w, err);

    if (st)
        return st;
    st = lc_unit_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = add(w, &row, err);
    if (!st)
        st = add_city(w, err);
    if (st)
        return st;
    sort_units(w);
    return load_parents(c, w, err);
}

void lc_world_unit_clear(lc_world *w)
{
    for (size_t i = 0; w->unit_bands && i < w->unit.n; i++)
        lc_prepared_bands_free(w->unit_bands[i]);
    lc_free(w->unit_bands);
    for (size_t i = 0; i < w->unit_shape.n; i++)
        lc_shape_clear(&w->unit_shape.v[i]);
    lc_vec_free(&w->unit_shape);
    lc_vec_free(&w->unit);
    lc_vec_free(&w->level);
    lc_free(w->unit_area_m2);
    lc_free(w->centre_border);
    lc_free(w->unit_rest);
    lc_index_free(w->unit_index);
    lc_index_free(w->centre_index);
    lc_free(w->home_unit);
    lc_free(w->facility_unit);
    lc_free(w->by_unit);
    lc_free(w->by_unit_first);
    for (size_t i = 0; i < LIFE_MAX_CATEGORIES; i++)
        lc_free(w->unplaced[i]);
}

/* ---- which one a point lies in ---- */

static lc_status measure_units(lc_world *w, lc_error *err)
{
    w->unit_area_m2 = lc_calloc(w->unit.n, sizeof *w->unit_area_m2);
    if (!w->unit_area_m2)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < w->unit.n; i++)
        w->unit_area_m2[i] = lc_shape_area_m2(w->unit.v[i].shape);
    return LIFE_OK;
}

static lc_status load_areas(lc_city *c, lc_world *w, lc_error *err)
{
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, "unit/area", sizeof(double), &data, &n, err);

    if (st)
        return st;
    w->unit_area_m2 = data;
    return n == w->unit.n
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_DB, "array unit/area is damaged");
}

/* Two trees: boundaries by what they hold, centres by what is near. */
static lc_status build_trees(lc_world *w, lc_error *err)
{
    size_t n = w->unit.n;
    lc_box *box = lc_calloc(2 * n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < n; i++) {
        const lc_unit *u = &w->unit.v[i];

        box[i] = box[n + i] = lc_box_empty();
        if (u->seated)
            lc_box_add(&box[n + i], u->centre);
        else if (lc_borders_is_one(u))
            box[i] = lc_shape_box(u->shape);
    }
    st = lc_index_build(box, n, &w->unit_index, err);
    if (!st)
        st = lc_index_build(box + n, n, &w->centre_index, err);
    lc_free(box);
    return st;
}

/* compute asks of each home; who answers asks of one place. */
static lc_status prepare_units(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    w->unit_bands = lc_calloc(w->unit.n, sizeof(lc_prepared_bands *));
    if (!w->unit_bands)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < w->unit.n && !st; i++)
        if (lc_borders_is_one(&w->unit.v[i]))
            st = lc_prepared_bands_make(w->unit.v[i].shape, &w->unit_bands[i],
                                        err);
    return st;
}

lc_status lc_world_unit_index(lc_city *c, lc_world *w, bool stored,
                              lc_error *err)
{
    lc_status st = stored ? load_areas(c, w, err) : measure_units(w, err);

    if (!st)
        st = build_trees(w, err);
    if (!st && !stored)
        st = prepare_units(w, err);
    if (!st)
        st = lc_borders_make(w, err);
    return st ? st : lc_rest_link(w, err);
}

/* What lies in no unit of the level is the rest of the unit above, whose rest
 * of the level between it would lie in too. */
static uint32_t unit_in(const lc_world *w, lc_pt p, const uint32_t *border,
                        uint32_t level)
{
    uint32_t at = level, u = lc_borders_mapped_in(w, p, border, &at);

    return u == LIFE_NONE || at == level ? u : lc_rest_find(w, u, level);
}

uint32_t lc_world_unit_of(const lc_world *w, lc_pt p, uint32_t level)
{
    uint32_t border[LIFE_BORDERS_MOST];

    lc_borders_find(w, p, border);
    return unit_in(w, p, border, level);
}

void lc_world_unit_of_levels(const lc_world *w, lc_pt p,
                             uint32_t out[LIFE_BORDERS_MOST])
{
    uint32_t border[LIFE_BORDERS_MOST];

    lc_borders_find(w, p, border);
    for (uint32_t l = 0; l < w->level.n; l++)
        out[l] = unit_in(w, p, border, l);
}

uint32_t lc_world_unit_at(const lc_world *w, lc_pt p)
{
    if (!w->level.n)
        return LIFE_NONE;
    return lc_world_unit_of(w, p, (uint32_t)w->level.n - 1);
}

/* ---- looking up ---- */

size_t lc_world_unit_count(const lc_world *w)
{
    return w->unit.n;
}

const lc_unit *lc_world_unit(const lc_world *w, uint32_t i)
{
    return &w->unit.v[i];
}

bool lc_world_unit_is_alone(const lc_unit *u)
{
    return !u->seated && u->rest_of == LIFE_NONE &&
           u->shape->kind != LIFE_SHAPE_AREA;
}

static int by_code(const void *code, const void *unit)
{
    return strcmp(code, ((const lc_unit *)unit)->code);
}

/* Units are sorted by code within a level alone. */
uint32_t lc_world_unit_find(const lc_world *w, const char *code)
{
    const lc_unit *v = w->unit.v, *found = NULL;

    for (size_t l = 0; !found && l < w->level.n; l++) {
        uint32_t first = w->level_first[l];

        found = bsearch(code, v + first, w->level_first[l + 1] - first,
                        sizeof *v, by_code);
    }
    return found ? (uint32_t)(found - v) : LIFE_NONE;
}

const uint32_t *lc_world_unit_homes(const lc_world *w, uint32_t level,
                                    uint32_t i, uint32_t *count)
{
    const uint32_t *first = w->by_unit_first + lc_assignment_first(w, level);

    /* sort_homes() moved first[i + 1] to the end of unit i */
    uint32_t from = i ? first[i] : 0;

    *count = first[i + 1] - from;
    return w->by_unit + (size_t)level * w->home_count + from;
}

int64_t lc_world_unit_residents(const lc_world *w, uint32_t unit, int *year)
{
    const char *told = lc_world_setting(w, "residents_year");
    int64_t v = 0;

    *year = lc_parse_int(told, 1, 9999, &v) ? (int)v : 0;
    if (unit != LIFE_NONE && w->unit.v[unit].residents >= 0) {
        *year = w->unit.v[unit].residents_year;
        return w->unit.v[unit].residents;
    }
    if (w->home_kind != LIFE_HOMES_RESIDENTS)
        return -1;
    return unit == LIFE_NONE ? w->total_weight : w->unit.v[unit].weight;
}

/* A circle of parents in somebody's table must not hang a server: there are no
 * more than 64 levels, so no chain is longer. */
bool lc_world_unit_within(const lc_world *w, uint32_t u, uint32_t in)
{
    for (int steps = 0; u != LIFE_NONE && steps < 64; steps++) {
        if (u == in)
            return true;
        u = w->unit.v[u].parent;
    }
    return in == LIFE_NONE;
}
