/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/facility.c - what people walk to.
 *
 * Facilities come sorted by id, which decides ties everywhere: a facility's
 * number is its place in this order, in every array beside it (layer, unit
 * code, entrances, links), and an id is found by halving. Closed ones are left
 * out, so whoever asks for what is open in the city need not look at dates.
 */
#include "src/world/facilities/facility.h"

#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/facility_alias.h"
#include "lifecircle/store/rows/facility_entrance.h"
#include "lifecircle/store/rows/facility_shape.h"
#include "lifecircle/world/wheels.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/facilities/facility_arrays.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

/* Those of a row are good until the next. */
static lc_status keep_texts(lc_world *w, lc_facility *f)
{
    const char **text[] = {&f->id,        &f->name,       &f->source,
                           &f->address,   &f->phone,      &f->opening_hours,
                           &f->website,   &f->wheelchair, &f->checked_on,
                           &f->attributes};

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!(*text[i] = lc_world_keep(w, *text[i])))
            return LIFE_ERR_NOMEM;
    return LIFE_OK;
}

/* An area or a line; a point says no more than the position. */
static lc_status keep_shape(lc_world *w, lc_stored_facility_shape *row,
                            lc_facility *f, lc_error *err)
{
    if (row->outline.kind != LIFE_SHAPE_AREA &&
        row->outline.kind != LIFE_SHAPE_LINE)
        return LIFE_OK;
    f->shape = (uint32_t)w->shape.n;
    if (!lc_vec_push(&w->shape, row->outline))
        return lc_no_memory(err, "the facilities");
    row->outline = (lc_shape){0}; /* the world's from now on */
    return LIFE_OK;
}

static unsigned place_of(const char *ids)
{
    unsigned h = 0;

    for (; *ids; ids++)
        h = h * 31 + (unsigned char)*ids;
    return h % LIFE_FACILITY_SETS;
}

/* NULL: no memory. */
static const lc_catset *set_of(lc_world *w, lc_facility_sets *known,
                               const char *ids)
{
    lc_written_set *k = &known->set[place_of(ids)];
    lc_catset set;

    if (k->ids && !strcmp(k->ids, ids))
        return k->set;
    set = lc_world_category_set(w, ids);
    k->ids = lc_world_keep(w, ids);
    k->set = lc_world_category_keep(w, &set);
    return k->ids ? k->set : NULL;
}

static const char *known_text(const char *text)
{
    return text ? text : "";
}

lc_status lc_facility_of_row(lc_world *w, lc_facility_sets *known,
                             const lc_stored_facility *row, lc_facility *out,
                             lc_error *err)
{
    *out = (lc_facility){
        .id = known_text(row->id),
        .name = known_text(row->name),
        .source = known_text(row->source),
        .name_given = row->name_given,
        .categories = set_of(w, known, row->categories),
        .placed = row->placed,
        .shape = LIFE_NONE,
        .unit = LIFE_NONE,
        .hours = LIFE_NONE,
        .area_m2 = row->area_m2 > 0 ? row->area_m2 : 0,
        .address = known_text(row->address),
        .phone = known_text(row->phone),
        .opening_hours = known_text(row->opening_hours),
        .website = known_text(row->website),
        .wheelchair = known_text(row->wheelchair),
        .checked_on = known_text(row->checked_on),
        .attributes = known_text(row->attributes),
    };
    if (out->placed)
        out->pt = row->pt;
    out->wheels = (uint8_t)lc_wheels_said(out->wheelchair);
    return out->categories ? LIFE_OK : lc_no_memory(err, "the facilities");
}

/* On failure what was kept so far stays in the world, which frees it. */
static lc_status add(lc_world *w, lc_facility_sets *known,
                     const lc_stored_facility *row, lc_error *err)
{
    size_t i = w->facility.n;
    lc_facility f;
    lc_status st = lc_facility_of_row(w, known, row, &f, err);

    if (st)
        return st;
    if (keep_texts(w, &f))
        return lc_no_memory(err, "the facilities");
    w->facility_layer[i] = (int8_t)row->layer;
    if (row->unit_code &&
        !(w->facility_unit_code[i] = lc_world_keep(w, row->unit_code)))
        return lc_no_memory(err, "the facilities");
    if (!lc_vec_push(&w->facility, f))
        return lc_no_memory(err, "the facilities");
    for (LIFE_CATSET_EACH(c, f.categories))
        w->category[c].facility_count++;
    return LIFE_OK;
}

static int by_id(const void *id, const void *facility)
{
    return strcmp(id, ((const lc_facility *)facility)->id);
}

/* By the id that it has now. */
static uint32_t find_present(const lc_world *w, const char *id)
{
    const lc_facility *v = w->facility.v, *found = NULL;

    if (w->facility.n)
        found = bsearch(id, v, w->facility.n, sizeof *v, by_id);
    return found ? (uint32_t)(found - v) : LIFE_NONE;
}

/* Room for closed ones too: their rows are counted without a look at the
 * dates. */
static lc_status load_rows(lc_city *c, lc_world *w, lc_error *err)
{
    lc_facility_sets known = {{{NULL, NULL}}};
    lc_stored_facility row = {0};
    lc_rows *rows;
    int64_t count;
    lc_status st = lc_facility_rows_count(c, NULL, &count, err);

    if (st)
        return st;
    w->facility_layer = lc_calloc((size_t)count, sizeof *w->facility_layer);
    w->facility_unit_code =
        lc_calloc((size_t)count, sizeof *w->facility_unit_code);
    w->entrance_first = lc_calloc((size_t)count + 1, sizeof(uint32_t));
    if (!w->facility_layer || !w->facility_unit_code || !w->entrance_first)
        return lc_no_memory(err, "the facilities");
    st = lc_facility_rows_open(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = add(w, &known, &row, err);
    return st;
}

/* Also where a city of an earlier version has no arrays of them. */
static lc_status load_them(lc_city *c, lc_world *w, bool computed,
                           lc_error *err)
{
    lc_status st =
        computed ? lc_facility_arrays_load(c, w, err) : LIFE_ERR_NOT_FOUND;

    return st == LIFE_ERR_NOT_FOUND ? load_rows(c, w, err) : st;
}

/* By facility as these are; asked for with each, a facility would cost one
 * search more, and few have any. */
static lc_status load_shapes(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_facility_shape row = {0};
    lc_rows *rows;
    lc_status st = lc_facility_shape_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        uint32_t f = find_present(w, row.facility);

        if (f != LIFE_NONE) /* else it is closed */
            st = keep_shape(w, &row, &w->facility.v[f], err);
    }
    return st;
}

/* In the order of the facilities, so that each has a run of them. */
static lc_status load_entrances(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_entrance row = {0};
    lc_rows *rows;
    lc_status st = lc_facility_entrance_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        uint32_t f = find_present(w, row.facility);

        if (f == LIFE_NONE)
            continue; /* of one that is closed */
        if (!lc_vec_push(&w->entrance, row.pt))
            st = lc_no_memory(err, "the facilities");
        w->entrance_first[f + 1]++;
    }
    for (size_t i = 0; i < w->facility.n; i++)
        w->entrance_first[i + 1] += w->entrance_first[i];
    return st;
}

/* They come by name, as they are looked for; those whose facility is gone are
 * left out. */
static lc_status load_aliases(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_alias row = {0};
    lc_rows *rows;
    lc_status st = lc_facility_alias_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_alias one = {NULL, find_present(w, row.facility)};

        if (one.facility == LIFE_NONE)
            continue;
        one.id = lc_world_keep(w, row.alias);
        if (!one.id || !lc_vec_push(&w->alias, one))
            st = lc_no_memory(err, "the facilities");
    }
    return st;
}

lc_status lc_world_facility_load(lc_city *c, lc_world *w, bool computed,
                                 lc_error *err)
{
    lc_status st = load_them(c, w, computed, err);

    if (!st)
        st = load_shapes(c, w, err);
    if (!st)
        st = load_aliases(c, w, err);
    return st ? st : load_entrances(c, w, err);
}

void lc_world_facility_clear(lc_world *w)
{
    for (size_t i = 0; i < w->shape.n; i++)
        lc_shape_clear(&w->shape.v[i]);
    lc_vec_free(&w->shape);
    lc_vec_free(&w->facility);
    lc_vec_free(&w->alias);
    lc_vec_free(&w->entrance);
    lc_free(w->entrance_first);
    lc_free(w->facility_layer);
    lc_free((void *)w->facility_unit_code);
    lc_free(w->facility_text);
}

/* ---- looking up ---- */

size_t lc_world_facility_count(const lc_world *w)
{
    return w->facility.n;
}

const lc_facility *lc_world_facility(const lc_world *w, uint32_t i)
{
    return &w->facility.v[i];
}

const lc_shape *lc_world_facility_shape(const lc_world *w, uint32_t i)
{
    return &w->shape.v[i];
}

static int by_alias(const void *id, const void *alias)
{
    return strcmp(id, ((const lc_alias *)alias)->id);
}

uint32_t lc_world_facility_find(const lc_world *w, const char *id)
{
    const lc_alias *v = w->alias.v, *was = NULL;
    uint32_t f = find_present(w, id);

    if (f == LIFE_NONE && w->alias.n)
        was = bsearch(id, v, w->alias.n, sizeof *v, by_alias);
    return was ? was->facility : f;
}

/* ---- where it is ---- */

/* What has no place has an empty box, which an index never finds: it is counted
 * by unplaced.c and met by no search. */
lc_box lc_facility_box(const lc_world *w, uint32_t f)
{
    const lc_facility *d = &w->facility.v[f];
    lc_box box = lc_box_empty();

    if (d->shape != LIFE_NONE)
        return lc_shape_box(&w->shape.v[d->shape]);
    if (d->placed)
        lc_box_add(&box, d->pt);
    return box;
}

/* To the outline and not to the middle: so a straight distance is never longer
 * than a walk to it. */
double lc_facility_nearest_m(const lc_world *w, uint32_t facility, lc_pt p,
                             lc_pt *at)
{
    const lc_facility *f = &w->facility.v[facility];

    if (f->shape != LIFE_NONE)
        return lc_shape_distance_m(&w->shape.v[f->shape], p, true, at);
    if (at)
        *at = f->pt;
    return f->placed ? lc_distance_m(p, f->pt) : HUGE_VAL;
}

double lc_facility_distance_m(const lc_world *w, uint32_t facility, lc_pt p)
{
    return lc_facility_nearest_m(w, facility, p, NULL);
}
