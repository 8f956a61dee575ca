/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/load.c - a city file's rows into an lc_world.
 *
 * Every loader below reads one table. What is derived (links, labels) comes
 * from the stored arrays, or is made by compute.
 */
#include "lifecircle/store/rows/category.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/facility_entrance.h"
#include "lifecircle/store/rows/pace.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/unit.h"
#include "lifecircle/world/streets.h"
#include "src/world/levels.h"
#include "src/world/world_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory to load the city");
}

/* A row's text in the world's own memory; none and "" are shared. */
static const char *keep_text(lc_world *w, const char *t)
{
    return t && *t ? lc_arena_strdup(w->text, t) : "";
}

/* ---- settings, categories, paces, sources ---- */

static lc_status load_settings(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_setting r;
    lc_rows *rows;
    lc_status st = lc_setting_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        const char *pair[] = {keep_text(w, r.key), keep_text(w, r.value)};

        for (int i = 0; i < 2 && !st; i++)
            if (!pair[i] || !lc_vec_push(&w->setting, pair[i]))
                st = no_memory(err);
    }
    return st;
}

static lc_status read_category(lc_world *w, const lc_stored_category *r,
                               lc_error *err)
{
    lc_category *c = &w->category[w->category_count];

    if (w->category_count == LIFE_MAX_CATEGORIES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d categories",
                       LIFE_MAX_CATEGORIES);
    c->id = keep_text(w, r->id);
    c->group = keep_text(w, r->group_id);
    c->name_zh = keep_text(w, r->name_zh);
    c->name_en = keep_text(w, r->name_en);
    c->group_zh = keep_text(w, r->group_zh);
    c->group_en = keep_text(w, r->group_en);
    if (!c->id || !c->group || !c->name_zh || !c->name_en || !c->group_zh ||
        !c->group_en)
        return no_memory(err);
    c->walk_minutes = r->walk_minutes < 0 ? 0 : r->walk_minutes;
    c->basic = r->basic;
    w->category_count++;
    return LIFE_OK;
}

static lc_status load_categories(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_category r;
    lc_rows *rows;
    lc_status st = lc_category_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        st = read_category(w, &r, err);
    return st;
}

enum { MAX_PACES = 32, MAX_LEVELS = 64 };

static lc_status read_pace(lc_world *w, const lc_stored_pace *r, lc_error *err)
{
    lc_pace *p = &w->pace[w->pace_count];
    lc_gait gait;

    if (w->pace_count == MAX_PACES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d paces", MAX_PACES);
    p->id = keep_text(w, r->id);
    p->name_zh = keep_text(w, r->name_zh);
    p->name_en = keep_text(w, r->name_en);
    if (!p->id || !p->name_zh || !p->name_en)
        return no_memory(err);
    p->mode = LIFE_MODE_COUNT;
    for (int m = 0; m < LIFE_MODE_COUNT; m++)
        if (!strcmp(r->mode, lc_mode_names[m]))
            p->mode = (lc_mode)m;
    p->metres = r->metres;
    p->seconds = r->seconds;
    p->mps = p->metres / p->seconds;
    p->steps_factor = r->steps_factor;
    if (p->mode == LIFE_MODE_COUNT)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "pace %s: the mode must be foot, wheelchair or cycle,"
                       " not \"%s\"",
                       p->id, r->mode);
    w->pace_count++;
    return lc_gait_make(p->mode, p->metres, p->seconds, p->steps_factor, &gait,
                        err);
}

static lc_status load_paces(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_pace r;
    lc_rows *rows;
    lc_status st = lc_pace_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        st = read_pace(w, &r, err);
    return st;
}

static lc_status add_extent(lc_world *w, lc_shape *shape, lc_error *err)
{
    lc_extent x = {.shape = *shape};

    if (!lc_vec_push(&w->extent, x))
        return no_memory(err);
    *shape = (lc_shape){0};
    return LIFE_OK;
}

static lc_status keep_source(lc_world *w, const lc_stored_source *r,
                             lc_error *err)
{
    lc_source_info i = {.name = keep_text(w, r->name),
                        .kind = keep_text(w, r->kind),
                        .file = keep_text(w, r->file),
                        .sha256 = keep_text(w, r->sha256),
                        .crs = keep_text(w, r->crs),
                        .imported_at = keep_text(w, r->imported_at),
                        .attribution = keep_text(w, r->attribution),
                        .extent_rule = keep_text(w, r->extent_rule),
                        .row_count = r->row_count,
                        .rejected = r->rejected};

    if (!i.name || !i.kind || !i.file || !i.sha256 || !i.crs ||
        !i.imported_at || !i.attribution || !i.extent_rule ||
        !lc_vec_push(&w->source, i))
        return no_memory(err);
    return LIFE_OK;
}

/* Extent 0 is OpenStreetMap's; extent n + 1 that of source n, if any. */
static lc_status load_sources(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_source r;
    lc_rows *rows;
    lc_status st = lc_source_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        if (!strcmp(r.kind, "osm") && r.extent.kind == LIFE_SHAPE_AREA) {
            lc_shape_clear(&w->extent.v[0].shape);
            w->extent.v[0].shape = r.extent;
            r.extent = (lc_shape){0};
        }
        st = add_extent(w, &r.extent, err);
        if (!st)
            st = keep_source(w, &r, err);
    }
    return st;
}

/* ---- facilities ---- */

static lc_catset parse_categories(const lc_world *w, const char *text)
{
    lc_catset set = 0;

    while (*text) {
        size_t len = strcspn(text, " ");

        for (uint32_t c = 0; c < w->category_count; c++) {
            if (strlen(w->category[c].id) == len &&
                !memcmp(w->category[c].id, text, len))
                set |= (lc_catset)1 << c;
        }
        text += len;
        text += strspn(text, " ");
    }
    return set;
}

/* An area or a line is kept as the world's own. */
static lc_status keep_outline(lc_world *w, lc_facility *f, lc_shape *outline,
                              lc_error *err)
{
    if (outline->kind != LIFE_SHAPE_AREA && outline->kind != LIFE_SHAPE_LINE)
        return LIFE_OK;
    f->shape = (uint32_t)w->shape.n;
    if (!lc_vec_push(&w->shape, *outline))
        return no_memory(err);
    *outline = (lc_shape){0};
    return LIFE_OK;
}

static lc_status read_facility(lc_world *w, lc_stored_facility *r,
                               lc_error *err)
{
    lc_facility f = {.id = keep_text(w, r->id),
                     .name = keep_text(w, r->name),
                     .source = keep_text(w, r->source),
                     .address = keep_text(w, r->address),
                     .phone = keep_text(w, r->phone),
                     .opening_hours = keep_text(w, r->opening_hours),
                     .website = keep_text(w, r->website),
                     .wheelchair = keep_text(w, r->wheelchair),
                     .checked_on = keep_text(w, r->checked_on),
                     .attributes = keep_text(w, r->attributes),
                     .name_given = r->name_given,
                     .categories = parse_categories(w, r->categories),
                     .area_m2 = r->area_m2 < 0 ? 0 : r->area_m2,
                     .placed = r->placed,
                     .pt = r->pt,
                     .shape = LIFE_NONE,
                     .unit = LIFE_NONE,
                     .hours = LIFE_NONE};
    size_t i = w->facility.n;
    lc_status st;

    if (!f.id || !f.name || !f.source || !f.address || !f.phone ||
        !f.opening_hours || !f.website || !f.wheelchair || !f.checked_on ||
        !f.attributes)
        return no_memory(err);
    st = keep_outline(w, &f, &r->outline, err);
    if (st)
        return st;
    w->facility_layer[i] = (int8_t)r->layer;
    w->facility_unit_code[i] = r->unit_code ? keep_text(w, r->unit_code) : NULL;
    if (!lc_vec_push(&w->facility, f))
        return no_memory(err);
    for (uint32_t c = 0; c < w->category_count; c++)
        if (f.categories >> c & 1)
            w->category[c].facility_count++;
    return LIFE_OK;
}

static lc_status load_entrances(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_entrance r;
    lc_rows *rows;
    lc_status st = lc_facility_entrance_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        uint32_t f = lc_world_find_facility(w, r.facility);

        if (f == LIFE_NONE)
            continue;
        if (!lc_vec_push(&w->entrance, r.pt))
            st = no_memory(err);
        w->entrance_first[f + 1]++;
    }
    for (size_t i = 0; i < w->facility.n; i++)
        w->entrance_first[i + 1] += w->entrance_first[i];
    return st;
}

/* Members of each category in the order of their ids: their ranks. */
static lc_status list_members(lc_world *w, lc_error *err)
{
    for (uint32_t c = 0; c < w->category_count; c++) {
        uint32_t n = 0;

        if (w->category[c].facility_count >= LIFE_LABEL_RANKS)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "category %s has %u facilities; at most %u fit",
                           w->category[c].id, w->category[c].facility_count,
                           LIFE_LABEL_RANKS - 1);
        w->member[c] =
            lc_calloc(w->category[c].facility_count, sizeof *w->member[c]);
        if (!w->member[c])
            return no_memory(err);
        for (uint32_t f = 0; f < w->facility.n; f++)
            if (w->facility.v[f].categories >> c & 1)
                w->member[c][n++] = f;
    }
    return LIFE_OK;
}

lc_box lc_world_facility_box(const lc_world *w, uint32_t f)
{
    const lc_facility *d = &w->facility.v[f];
    lc_box box = lc_box_empty();

    if (d->shape != LIFE_NONE)
        return lc_shape_box(&w->shape.v[d->shape]);
    if (d->placed)
        lc_box_add(&box, d->pt);
    return box;
}

static lc_status index_facilities(lc_world *w, lc_error *err)
{
    lc_box *box = lc_calloc(2 * w->facility.n, sizeof *box);
    lc_box *all = box, *some;
    lc_status st;

    if (!box)
        return no_memory(err);
    some = box + w->facility.n;
    for (uint32_t i = 0; i < w->facility.n; i++)
        all[i] = lc_world_facility_box(w, i);
    st = lc_index_build(all, w->facility.n, &w->facility_index, err);
    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        uint32_t n = w->category[c].facility_count;

        for (uint32_t r = 0; r < n; r++)
            some[r] = all[w->member[c][r]];
        st = lc_index_build(some, n, &w->member_index[c], err);
    }
    lc_free(box);
    return st;
}

static lc_status load_facilities(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_facility r;
    lc_rows *rows = NULL;
    int64_t count = 0;
    size_t n;
    lc_status st = lc_facility_rows_count(c, NULL, &count, err);

    if (st)
        return st;
    n = (size_t)count;
    w->facility_layer = lc_calloc(n, sizeof *w->facility_layer);
    w->facility_unit_code = lc_calloc(n, sizeof *w->facility_unit_code);
    w->entrance_first = lc_calloc(n + 1, sizeof *w->entrance_first);
    if (!w->facility_layer || !w->facility_unit_code || !w->entrance_first)
        return no_memory(err);
    st = lc_facility_rows(c, &r, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = read_facility(w, &r, err);
    if (!st)
        st = load_entrances(c, w, err);
    if (!st)
        st = lc_world_load_hours(w, err);
    if (!st)
        st = list_members(w, err);
    if (!st)
        st = index_facilities(w, err);
    return st;
}

/* ---- units ---- */

static uint32_t level_number(lc_world *w, const char *level)
{
    for (size_t i = 0; i < w->level.n; i++)
        if (!strcmp(w->level.v[i], level))
            return (uint32_t)i;
    return LIFE_NONE;
}

typedef struct level_size {
    const char *name;
    int64_t units;
} level_size;

/* Coarser ones have fewer units, where their names don't say. */
static int level_order(const void *pa, const void *pb)
{
    const level_size *a = pa, *b = pb;
    int by = lc_level_rank(a->name) - lc_level_rank(b->name);

    if (!by)
        by = (a->units > b->units) - (a->units < b->units);
    return by ? by : strcmp(a->name, b->name);
}

/* Those that units have, from the coarsest. */
static lc_status load_levels(lc_city *c, lc_world *w, lc_error *err)
{
    level_size level[MAX_LEVELS];
    lc_stored_unit r;
    lc_rows *rows;
    size_t n = 0;
    lc_status st = lc_unit_rows_levels(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        if (n == MAX_LEVELS) {
            st = lc_fail(err, LIFE_ERR_LIMIT, "more than %d levels of units",
                         MAX_LEVELS);
            continue;
        }
        level[n] = (level_size){keep_text(w, r.level), r.units};
        if (!level[n++].name)
            st = no_memory(err);
    }
    if (!st && n)
        qsort(level, n, sizeof *level, level_order);
    for (size_t i = 0; i < n && !st; i++)
        if (!lc_vec_push(&w->level, level[i].name))
            st = no_memory(err);
    return st;
}

static lc_status read_unit(lc_world *w, lc_stored_unit *r, lc_error *err)
{
    lc_unit u = {.code = keep_text(w, r->code),
                 .level = keep_text(w, r->level),
                 .name = keep_text(w, r->name),
                 .name_en = keep_text(w, r->name_en),
                 .source = keep_text(w, r->source),
                 .urban = r->urban < 0 ? -1 : r->urban != 0,
                 .approximate = r->approximate,
                 .residents = r->residents_milli,
                 .residents_year =
                     r->residents_year < 0 ? 0 : r->residents_year,
                 .centre = r->centre,
                 .parent = LIFE_NONE};

    if (!u.code || !u.level || !u.name || !u.name_en || !u.source)
        return no_memory(err);
    u.level_index = level_number(w, u.level);
    if (!r->has_centre && r->area.kind == LIFE_SHAPE_AREA)
        u.centre = lc_shape_inner(&r->area);
    if (!lc_vec_push(&w->unit_shape, r->area))
        return no_memory(err);
    r->area = (lc_shape){0};
    if (!lc_vec_push(&w->unit, u))
        return no_memory(err);
    return LIFE_OK;
}

static int unit_order(const void *pa, const void *pb)
{
    const lc_unit *a = pa, *b = pb;

    if (a->level_index != b->level_index)
        return a->level_index < b->level_index ? -1 : 1;
    return strcmp(a->code, b->code);
}

static lc_status load_parents(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_unit r;
    lc_rows *rows;
    lc_status st = lc_unit_rows_parents(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        uint32_t u = lc_world_find_unit(w, r.code);

        if (u != LIFE_NONE)
            w->unit.v[u].parent = lc_world_find_unit(w, r.parent);
    }
    return st;
}

static lc_status load_units(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_unit r;
    lc_rows *rows = NULL;
    lc_status st = load_levels(c, w, err);

    if (!st)
        st = lc_unit_rows(c, &r, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = read_unit(w, &r, err);
    if (st)
        return st;
    for (size_t i = 0; i < w->unit.n; i++)
        w->unit.v[i].shape = &w->unit_shape.v[i];
    if (w->unit.n)
        qsort(w->unit.v, w->unit.n, sizeof *w->unit.v, unit_order);
    for (size_t i = 0; i < w->unit.n; i++)
        w->level_first[w->unit.v[i].level_index + 1] = (uint32_t)i + 1;
    for (size_t l = 1; l <= w->level.n; l++)
        if (w->level_first[l] < w->level_first[l - 1])
            w->level_first[l] = w->level_first[l - 1];
    return load_parents(c, w, err);
}

/* ---- extents ---- */

/* Which extents a category's facilities come with: those of tables that state
 * one of their own; with OpenStreetMap or an unstated one, the city's. */
static void find_category_extents(lc_world *w)
{
    uint64_t narrow[LIFE_MAX_CATEGORIES] = {0};
    lc_catset wide = 0;

    for (size_t f = 0; f < w->facility.n; f++) {
        const lc_facility *d = &w->facility.v[f];
        uint64_t bit = 0;

        for (size_t i = 0; i < w->source.n && i < 62; i++)
            if (!strcmp(w->source.v[i].name, d->source) &&
                w->extent.v[i + 1].shape.kind == LIFE_SHAPE_AREA)
                bit = UINT64_C(1) << (i + 1);
        if (!bit)
            wide |= d->categories;
        for (uint32_t c = 0; c < w->category_count; c++)
            if (d->categories >> c & 1)
                narrow[c] |= bit;
    }
    for (uint32_t c = 0; c < w->category_count; c++)
        w->category_extents[c] = wide >> c & 1 ? 0 : narrow[c];
}

static lc_status box_extent(lc_world *w, lc_error *err)
{
    lc_box b = lc_box_empty();

    if (w->extent.v[0].shape.kind == LIFE_SHAPE_AREA)
        return LIFE_OK;
    for (uint32_t i = 0; i < w->net->node_count; i++)
        lc_box_add(&b, w->net->node[i]);
    lc_pt ring[5] = {{b.min_lon, b.min_lat},
                     {b.max_lon, b.min_lat},
                     {b.max_lon, b.max_lat},
                     {b.min_lon, b.max_lat},
                     {b.min_lon, b.min_lat}};
    lc_shape_clear(&w->extent.v[0].shape);
    return lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &w->extent.v[0].shape, err);
}

/* ---- the whole ---- */

static lc_status load_tables(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st;
    lc_shape none = {0};

    st = load_settings(c, w, err);
    if (!st)
        st = load_categories(c, w, err);
    if (!st)
        st = load_paces(c, w, err);
    if (!st && (!w->pace_count || !w->category_count))
        st = lc_fail(err, LIFE_ERR_STATE,
                     "the city has not been computed yet: run compute");
    if (!st)
        st = add_extent(w, &none, err);
    if (!st)
        st = load_sources(c, w, err);
    if (!st)
        st = load_facilities(c, w, err);
    if (!st)
        st = load_units(c, w, err);
    if (!st)
        st = lc_world_load_statistics(c, w, err);
    return st;
}

static lc_status load_arrays(lc_city *c, lc_world *w, bool links, lc_error *err)
{
    lc_status st;

    if (links) {
        st = lc_streets_load(c, &w->net, err);
        if (!st)
            st = lc_barriers_load(c, &w->barriers, err);
    } else {
        st = lc_streets_build(c, &w->net, err);
        if (!st)
            st = lc_barriers_build(c, &w->barriers, err);
    }
    return st;
}

static lc_status load_all(lc_city *c, lc_world *w, bool links, lc_error *err)
{
    lc_status st = load_tables(c, w, err);

    if (!st)
        st = load_arrays(c, w, links, err);
    if (!st)
        st = box_extent(w, err);
    if (!st)
        st = lc_world_load_homes(c, w, links, err);
    if (!st)
        st = lc_world_load_ages(c, w, err);
    if (!st) {
        find_category_extents(w);
        st = lc_world_index_units(c, w, links, err);
    }
    if (!st)
        st = lc_world_assign_units(c, w, links, err);
    if (!st)
        st = links ? lc_world_load_links(c, w, err)
                   : lc_world_make_links(w, err);
    if (!st)
        st = lc_world_index_links(w, err);
    if (!st && links)
        st = lc_world_load_names(c, w, err);
    if (!st && links)
        st = lc_world_load_clock(w, err);
    return st;
}

static lc_world *world_new(void)
{
    lc_world *w = lc_calloc(1, sizeof *w);

    if (!w)
        return NULL;
    w->text = lc_arena_new(0);
    w->category = lc_calloc(LIFE_MAX_CATEGORIES, sizeof *w->category);
    w->pace = lc_calloc(MAX_PACES, sizeof *w->pace);
    if (!w->text || !w->category || !w->pace) {
        lc_world_free(w);
        return NULL;
    }
    return w;
}

lc_status lc_world_load(lc_city *c, bool links, lc_world **out, lc_error *err)
{
    lc_world *w = world_new();
    lc_status st;

    *out = NULL;
    if (!w)
        return no_memory(err);
    st = load_all(c, w, links, err);
    if (st)
        lc_world_free(w);
    else
        *out = w;
    return st;
}

lc_status lc_world_load_units(lc_city *c, lc_world **out, lc_error *err)
{
    lc_world *w = world_new();
    lc_status st;

    *out = NULL;
    if (!w)
        return no_memory(err);
    st = load_units(c, w, err);
    if (!st)
        st = lc_world_index_units(c, w, false, err);
    if (st)
        lc_world_free(w);
    else
        *out = w;
    return st;
}

lc_status lc_load_begin(const char *path, bool verify, lc_city **out,
                        lc_error *err)
{
    bool known;
    lc_status st = verify ? lc_city_verify(path, &known, err) : LIFE_OK;

    *out = NULL;
    return st ? st : lc_city_open(path, true, out, err);
}

lc_status lc_load_end(lc_city *c, const char *path, lc_status st,
                      const lc_error *why, lc_error *err)
{
    lc_city_close(c);
    if (st == LIFE_ERR_NOT_FOUND || st == LIFE_ERR_STATE)
        return lc_fail(err, LIFE_ERR_STATE,
                       "%s has not been computed yet: run `lifecircle compute`",
                       path);
    if (st && err)
        *err = *why;
    return st;
}

lc_status lc_world_open(const char *path, bool verify, lc_world **out,
                        lc_error *err)
{
    lc_city *c;
    lc_error why = {0};
    lc_status st = lc_load_begin(path, verify, &c, err);

    *out = NULL;
    if (st)
        return st;
    st = lc_world_load(c, true, out, &why);
    return lc_load_end(c, path, st, &why, err);
}

static void free_categories(lc_world *w)
{
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++) {
        lc_free(w->unplaced[c]);
        lc_index_free(w->member_index[c]);
        lc_free(w->member[c]);
    }
    lc_free(w->category);
}

static void free_places(lc_world *w)
{
    for (size_t i = 0; i < w->shape.n; i++)
        lc_shape_clear(&w->shape.v[i]);
    for (size_t i = 0; i < w->unit_shape.n; i++)
        lc_shape_clear(&w->unit_shape.v[i]);
    for (size_t i = 0; i < w->extent.n; i++) {
        lc_shape_clear(&w->extent.v[i].shape);
        lc_free(w->extent.v[i].home_mm);
    }
    lc_vec_free(&w->shape);
    lc_vec_free(&w->unit_shape);
    lc_vec_free(&w->extent);
    lc_vec_free(&w->facility);
    lc_vec_free(&w->entrance);
    lc_vec_free(&w->unit);
    lc_free(w->unit_area_m2);
    lc_free(w->entrance_first);
    lc_free(w->facility_layer);
    lc_free(w->facility_unit_code);
    lc_free(w->facility_unit);
    lc_index_free(w->facility_index);
    lc_index_free(w->unit_index);
    lc_index_free(w->centre_index);
}

void lc_world_free(lc_world *w)
{
    if (!w)
        return;
    free_places(w);
    free_categories(w);
    for (int m = 0; m < LIFE_MODE_COUNT; m++)
        lc_mode_links_clear(&w->links[m]);
    lc_vec_free(&w->home_link);
    lc_free(w->home_pt);
    lc_free(w->home_weight);
    lc_free(w->home_assumed);
    lc_free(w->home_layer);
    for (size_t i = 0; i < w->age.n; i++)
        lc_free(w->age.v[i].weight);
    lc_vec_free(&w->age);
    lc_vec_free(&w->statistic);
    lc_free(w->home_unit);
    lc_free(w->by_unit);
    lc_free(w->by_unit_first);
    lc_network_free(w->net);
    lc_barriers_free(w->barriers);
    lc_vec_free(&w->setting);
    lc_vec_free(&w->level);
    lc_vec_free(&w->source);
    lc_vec_free(&w->name);
    lc_vec_free(&w->hours);
    lc_free(w->pace);
    lc_arena_free(w->text);
    lc_free(w);
}
