/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/load.c - a city file's rows into an lc_world.
 *
 * Every loader below reads one table. What is derived (links, labels) comes
 * from the stored arrays, or is made by compute.
 */
#include "lifecircle/world/streets.h"
#include "src/world/world_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory to load the city");
}

/* A column's text in the world's own memory; "" is shared. */
static const char *keep_text(lc_world *w, lc_stmt *s, int col)
{
    const char *t = lc_stmt_col_text(s, col);

    return *t ? lc_arena_strdup(w->text, t) : "";
}

/* ---- reading a table row by row ---- */

lc_status lc_world_each_row(lc_city *c, lc_world *w, const char *sql,
                            lc_world_row_fn fn, lc_error *err)
{
    lc_stmt *s;
    bool row = true;
    lc_status st = lc_stmt_prepare(c, sql, &s, err);

    while (!st && (st = lc_stmt_step(s, &row, err)) == LIFE_OK && row)
        st = fn(w, s, err);
    lc_stmt_free(s);
    return st;
}

static lc_status read_setting(lc_world *w, lc_stmt *s, lc_error *err)
{
    for (int i = 0; i < 2; i++) {
        const char *t = keep_text(w, s, i);

        if (!t || !lc_vec_push(&w->setting, t))
            return no_memory(err);
    }
    return LIFE_OK;
}

static lc_status read_category(lc_world *w, lc_stmt *s, lc_error *err)
{
    lc_category *c = &w->category[w->category_count];
    const char **text[] = {&c->id,      &c->group,    &c->name_zh,
                           &c->name_en, &c->group_zh, &c->group_en};

    if (w->category_count == LIFE_MAX_CATEGORIES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d categories",
                       LIFE_MAX_CATEGORIES);
    for (int i = 0; i < 6; i++)
        if (!(*text[i] = keep_text(w, s, i)))
            return no_memory(err);
    c->walk_minutes = (int)lc_stmt_col_int(s, 6);
    c->basic = lc_stmt_col_int(s, 7) != 0;
    w->category_count++;
    return LIFE_OK;
}

enum { MAX_PACES = 32 };

static lc_status read_pace(lc_world *w, lc_stmt *s, lc_error *err)
{
    lc_pace *p = &w->pace[w->pace_count];
    const char *mode = lc_stmt_col_text(s, 3);
    lc_gait gait;

    if (w->pace_count == MAX_PACES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d paces", MAX_PACES);
    p->id = keep_text(w, s, 0);
    p->name_zh = keep_text(w, s, 1);
    p->name_en = keep_text(w, s, 2);
    if (!p->id || !p->name_zh || !p->name_en)
        return no_memory(err);
    p->mode = LIFE_MODE_COUNT;
    for (int m = 0; m < LIFE_MODE_COUNT; m++)
        if (!strcmp(mode, lc_mode_names[m]))
            p->mode = (lc_mode)m;
    p->metres = lc_stmt_col_double(s, 4);
    p->seconds = lc_stmt_col_double(s, 5);
    p->mps = p->metres / p->seconds;
    p->steps_factor = lc_stmt_col_double(s, 6);
    if (p->mode == LIFE_MODE_COUNT)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "pace %s: the mode must be foot, wheelchair or cycle,"
                       " not \"%s\"",
                       p->id, mode);
    w->pace_count++;
    return lc_gait_make(p->mode, p->metres, p->seconds, p->steps_factor, &gait,
                        err);
}

static lc_status add_extent(lc_world *w, lc_shape *shape, lc_error *err)
{
    lc_extent x = {.shape = *shape};

    if (!lc_vec_push(&w->extent, x))
        return no_memory(err);
    *shape = (lc_shape){0};
    return LIFE_OK;
}

static lc_status read_source(lc_world *w, lc_stmt *s, lc_error *err)
{
    lc_source_info i = {0};
    const char **text[] = {&i.name,        &i.kind,       &i.file,
                           &i.sha256,      &i.crs,        &i.imported_at,
                           &i.attribution, &i.extent_rule};
    lc_shape shape = {0};
    lc_status st;

    for (int k = 0; k < 8; k++)
        if (!(*text[k] = keep_text(w, s, k)))
            return no_memory(err);
    i.row_count = lc_stmt_col_int(s, 8);
    i.rejected = lc_stmt_col_int(s, 9);
    st = lc_stmt_col_shape(s, 10, &shape, err);
    /* Extent 0 is OpenStreetMap's; extent n + 1 that of source n, if any. */
    if (!st && !strcmp(i.kind, "osm") && shape.kind == LIFE_SHAPE_AREA) {
        lc_shape_clear(&w->extent.v[0].shape);
        w->extent.v[0].shape = shape;
        shape = (lc_shape){0};
    }
    if (!st)
        st = add_extent(w, &shape, err);
    lc_shape_clear(&shape);
    if (!st && !lc_vec_push(&w->source, i))
        st = no_memory(err);
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

static const char facility_sql[] =
    "SELECT f.id, f.name, f.source, f.address, f.phone, f.opening_hours,"
    " f.website, f.wheelchair, f.checked_on, f.attributes, f.name_given,"
    " f.categories, f.layer, f.area_m2, f.geom, s.geom, f.unit_code"
    " FROM facility f LEFT JOIN facility_shape s ON s.facility = f.id"
    " WHERE f.closed_on IS NULL OR f.closed_on = '' ORDER BY f.id";

static lc_status read_facility(lc_world *w, lc_stmt *s, lc_error *err)
{
    lc_facility f = {.shape = LIFE_NONE, .unit = LIFE_NONE, .hours = LIFE_NONE};
    const char **text[] = {&f.id,        &f.name,       &f.source,
                           &f.address,   &f.phone,      &f.opening_hours,
                           &f.website,   &f.wheelchair, &f.checked_on,
                           &f.attributes};
    size_t i = w->facility.n;
    lc_shape shape = {0};
    lc_status st;

    for (int k = 0; k < 10; k++)
        if (!(*text[k] = keep_text(w, s, k)))
            return no_memory(err);
    f.name_given = lc_stmt_col_int(s, 10) != 0;
    f.categories = parse_categories(w, lc_stmt_col_text(s, 11));
    f.area_m2 = lc_stmt_col_double(s, 13);
    f.placed = !lc_stmt_is_null(s, 14);
    if (f.placed && (st = lc_stmt_col_point(s, 14, &f.pt, err)))
        return st;
    st = lc_stmt_col_shape(s, 15, &shape, err);
    if (st)
        return st;
    if (shape.kind == LIFE_SHAPE_AREA || shape.kind == LIFE_SHAPE_LINE) {
        f.shape = (uint32_t)w->shape.n;
        if (!lc_vec_push(&w->shape, shape)) {
            lc_shape_clear(&shape);
            return no_memory(err);
        }
    } else {
        lc_shape_clear(&shape);
    }
    w->facility_layer[i] = (int8_t)lc_stmt_col_int(s, 12);
    w->facility_unit_code[i] =
        lc_stmt_is_null(s, 16) ? NULL : keep_text(w, s, 16);
    if (!lc_vec_push(&w->facility, f))
        return no_memory(err);
    for (uint32_t c = 0; c < w->category_count; c++)
        if (f.categories >> c & 1)
            w->category[c].facility_count++;
    return LIFE_OK;
}

static lc_status read_entrance(lc_world *w, lc_stmt *s, lc_error *err)
{
    uint32_t f = lc_world_find_facility(w, lc_stmt_col_text(s, 0));
    lc_pt p;
    lc_status st = lc_stmt_col_point(s, 1, &p, err);

    if (st || f == LIFE_NONE)
        return st;
    if (!lc_vec_push(&w->entrance, p))
        return no_memory(err);
    w->entrance_first[f + 1]++;
    return LIFE_OK;
}

lc_status lc_world_count_rows(lc_city *c, const char *sql, size_t *out,
                              lc_error *err)
{
    lc_stmt *s;
    bool row;
    lc_status st = lc_stmt_prepare(c, sql, &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st)
        *out = (size_t)lc_stmt_col_int(s, 0);
    lc_stmt_free(s);
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
    size_t n = 0;
    lc_status st =
        lc_world_count_rows(c, "SELECT count(*) FROM facility", &n, err);

    if (st)
        return st;
    w->facility_layer = lc_calloc(n, sizeof *w->facility_layer);
    w->facility_unit_code = lc_calloc(n, sizeof *w->facility_unit_code);
    w->entrance_first = lc_calloc(n + 1, sizeof *w->entrance_first);
    if (!w->facility_layer || !w->facility_unit_code || !w->entrance_first)
        return no_memory(err);
    st = lc_world_each_row(c, w, facility_sql, read_facility, err);
    if (!st)
        st = lc_world_each_row(c, w,
                               "SELECT facility, geom FROM facility_entrance"
                               " ORDER BY facility, id",
                               read_entrance, err);
    for (size_t i = 0; i < w->facility.n; i++)
        w->entrance_first[i + 1] += w->entrance_first[i];
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

/* Levels from the coarsest: as the setting lists them, then any other that a
 * unit has; the finest stays last. */
static lc_status read_level(lc_world *w, lc_stmt *s, lc_error *err)
{
    const char *t = lc_stmt_col_text(s, 0);

    if (level_number(w, t) != LIFE_NONE)
        return LIFE_OK;
    if (w->level.n == 64)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than 64 levels of units");
    t = keep_text(w, s, 0);
    if (!t || !lc_vec_push(&w->level, t))
        return no_memory(err);
    return LIFE_OK;
}

static const char level_sql[] =
    "SELECT level FROM unit GROUP BY level ORDER BY CASE level"
    " WHEN 'country' THEN 0 WHEN 'province' THEN 1 WHEN 'city' THEN 2"
    " WHEN 'district' THEN 3 WHEN 'street' THEN 5 WHEN 'community' THEN 6"
    " ELSE 4 END, count(*), level";

static const char unit_sql[] =
    "SELECT code, level, name, name_en, source, urban, approximate, centre,"
    " geom, parent, residents_milli, residents_year FROM unit ORDER BY code";

static lc_status read_unit(lc_world *w, lc_stmt *s, lc_error *err)
{
    lc_unit u = {.parent = LIFE_NONE, .urban = -1, .residents = -1};
    const char **text[] = {&u.code, &u.level, &u.name, &u.name_en, &u.source};
    lc_shape shape = {0};
    lc_status st;

    for (int i = 0; i < 5; i++)
        if (!(*text[i] = keep_text(w, s, i)))
            return no_memory(err);
    u.level_index = level_number(w, u.level);
    if (!lc_stmt_is_null(s, 5))
        u.urban = lc_stmt_col_int(s, 5) != 0;
    u.approximate = lc_stmt_col_int(s, 6) != 0;
    if (!lc_stmt_is_null(s, 10))
        u.residents = lc_stmt_col_int(s, 10);
    u.residents_year = (int)lc_stmt_col_int(s, 11);
    st = lc_stmt_col_shape(s, 8, &shape, err);
    if (!st && !lc_stmt_is_null(s, 7))
        st = lc_stmt_col_point(s, 7, &u.centre, err);
    else if (!st && shape.kind == LIFE_SHAPE_AREA)
        u.centre = lc_shape_inner(&shape);
    if (!st &&
        (!lc_vec_push(&w->unit_shape, shape) || !lc_vec_push(&w->unit, u)))
        st = no_memory(err);
    return st;
}

static int unit_order(const void *pa, const void *pb)
{
    const lc_unit *a = pa, *b = pb;

    if (a->level_index != b->level_index)
        return a->level_index < b->level_index ? -1 : 1;
    return strcmp(a->code, b->code);
}

static lc_status read_parent(lc_world *w, lc_stmt *s, lc_error *err)
{
    uint32_t u = lc_world_find_unit(w, lc_stmt_col_text(s, 0));

    (void)err;
    if (u != LIFE_NONE)
        w->unit.v[u].parent = lc_world_find_unit(w, lc_stmt_col_text(s, 1));
    return LIFE_OK;
}

static lc_status load_units(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = lc_world_each_row(c, w, level_sql, read_level, err);

    if (!st)
        st = lc_world_each_row(c, w, unit_sql, read_unit, err);
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
    return lc_world_each_row(
        c, w, "SELECT code, parent FROM unit WHERE parent IS NOT NULL",
        read_parent, err);
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

    st = lc_world_each_row(c, w, "SELECT key, value FROM setting ORDER BY key",
                           read_setting, err);
    if (!st)
        st =
            lc_world_each_row(c, w,
                              "SELECT id, group_id, name_zh, name_en, group_zh,"
                              " group_en, walk_minutes, basic FROM category"
                              " ORDER BY idx",
                              read_category, err);
    if (!st)
        st = lc_world_each_row(
            c, w,
            "SELECT id, name_zh, name_en, mode, metres, seconds,"
            " steps_factor FROM pace ORDER BY idx",
            read_pace, err);
    if (!st && (!w->pace_count || !w->category_count))
        st = lc_fail(err, LIFE_ERR_STATE,
                     "the city has not been computed yet: run compute");
    if (!st)
        st = add_extent(w, &none, err);
    if (!st)
        st = lc_world_each_row(
            c, w,
            "SELECT name, kind, file, sha256, crs, imported_at,"
            " attribution, extent_rule, row_count, rejected, geom"
            " FROM source ORDER BY name",
            read_source, err);
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
