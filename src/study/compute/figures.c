/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/figures.c - see figures.h.
 *
 * Four kinds of figures, by how they were given: of units (by code), of cells
 * of a grid, of cells by their centres, of buildings. Each finds the homes it
 * speaks of its own way: a home lies in one unit of the level; in the one cell
 * that its position falls into, in the grid's own system; nearest to the one
 * centre; or carries the id of the building. So no home has two figures. Homes
 * are read as they were before any residents (home_base). Cost: a look-up for
 * each home.
 */
#include "src/study/compute/figures.h"

#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/store/rows/feature.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/resident.h"
#include "lifecircle/store/rows/resident_grid.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/study/compute/centres.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"
#include "src/world/world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* All are of one kind, since a city has one source of residents. */
static lc_status read_figures(lc_spreading *s, lc_error *err)
{
    lc_stored_resident row = {0};
    lc_rows *rows;
    lc_status st = lc_resident_rows(s->c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_figure f = {.code = lc_arena_strdup(s->text, row.code),
                       .x = row.cell_x,
                       .y = row.cell_y,
                       .milli = row.residents_milli,
                       .pt = row.pt,
                       .placed = row.placed,
                       .ages =
                           lc_arena_strdup(s->text, row.ages ? row.ages : "")};

        snprintf(s->kind, sizeof s->kind, "%s", row.kind);
        if (!f.code || !f.ages || !lc_vec_push(&s->figure, f))
            st = lc_no_memory(err, "the residents");
        s->out->given += f.milli;
    }
    return st;
}

static lc_status read_homes(lc_spreading *s, lc_error *err)
{
    lc_stored_home row = {0};
    lc_rows *rows;
    lc_status st = lc_home_rows(s->c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_dwelling h = {.id = row.id,
                         .osm_id = lc_arena_strdup(s->text, row.osm_id),
                         .pt = row.pt,
                         .before = row.weight_milli,
                         .assumed = row.assumed,
                         .figure = LIFE_NONE};

        s->last_id = h.id;
        if (!h.osm_id || !lc_vec_push(&s->home, h))
            st = lc_no_memory(err, "the residents");
    }
    return st;
}

/* Figures beyond it make no homes. */
static lc_status read_extent(lc_spreading *s, lc_error *err)
{
    lc_stored_source row = {0};
    lc_rows *rows;
    lc_status st = lc_source_rows_osm_extent(s->c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_shape_clear(&s->extent);
        s->extent = row.extent;
        row.extent = (lc_shape){0}; /* ours from now on */
    }
    return st;
}

lc_status lc_figures_read(lc_spreading *s, lc_error *err)
{
    lc_status st = read_figures(s, err);

    s->out->figures = s->figure.n;
    if (st || !s->figure.n)
        return st;
    st = read_homes(s, err);
    return st ? st : read_extent(s, err);
}

/* ---- which figure speaks of a home ---- */

/* Figures are of one level; a unit that was there at the import may be gone. */
static lc_status assign_units(lc_spreading *s, lc_error *err)
{
    lc_world *w;
    uint32_t *of_unit, level = LIFE_NONE;
    lc_status st = lc_world_load_units(s->c, &w, err);

    if (st)
        return st;
    of_unit = lc_calloc(w->unit.n, sizeof *of_unit);
    if (!of_unit) {
        lc_world_free(w);
        return lc_no_memory(err, "the residents");
    }
    for (size_t u = 0; u < w->unit.n; u++)
        of_unit[u] = LIFE_NONE;
    for (uint32_t i = 0; i < s->figure.n; i++) {
        uint32_t u = lc_world_unit_find(w, s->figure.v[i].code);

        if (u == LIFE_NONE)
            continue;
        of_unit[u] = i;
        /* The level of the first figure whose unit is there stands for all. */
        if (level == LIFE_NONE)
            level = w->unit.v[u].level_index;
    }
    for (size_t i = 0; level != LIFE_NONE && i < s->home.n; i++) {
        uint32_t u = lc_world_unit_of(w, s->home.v[i].pt, level);

        if (u != LIFE_NONE)
            s->home.v[i].figure = of_unit[u];
    }
    lc_free(of_unit);
    lc_world_free(w);
    return LIFE_OK;
}

/* The order in which the table gives them: y, then x. */
static int by_cell(const void *key, const void *item)
{
    const lc_figure *a = key, *b = item;

    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return a->x < b->x ? -1 : a->x > b->x;
}

static lc_status open_grid(lc_spreading *s, lc_stored_grid *g, lc_crs **crs,
                           lc_error *err)
{
    lc_stored_grid row = {0};
    lc_rows *rows;
    bool found = false;
    lc_status st = lc_resident_grid_rows(s->c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        *g = row;
        found = true;
        st = lc_crs_open(row.crs, crs, err);
    }
    if (!st && !found)
        st = lc_fail(err, LIFE_ERR_DB, "the grid of the residents is missing");
    return st;
}

static lc_status assign_cells(lc_spreading *s, lc_error *err)
{
    lc_stored_grid g = {0};
    lc_crs *crs = NULL;
    lc_status st = open_grid(s, &g, &crs, err);

    for (size_t i = 0; !st && i < s->home.n; i++) {
        lc_dwelling *h = &s->home.v[i];
        lc_figure want = {0};
        const lc_figure *found;
        double x, y;

        if (lc_crs_from_wgs84(crs, lc_pt_lonlat(h->pt), &x, &y, NULL))
            continue; /* where the grid's system does not reach */
        /* Floor and not truncation: a cell holds its lower edges, also where
         * the grid's corner lies beyond it. */
        want.x = (int64_t)floor((x - g.x) / g.dx);
        want.y = (int64_t)floor((y - g.y) / g.dy);
        found = bsearch(&want, s->figure.v, s->figure.n, sizeof want, by_cell);
        if (found)
            h->figure = (uint32_t)(found - s->figure.v);
    }
    lc_crs_close(crs);
    return st;
}

/* Cells of which the centres are known alone. */
static lc_status assign_centres(lc_spreading *s, lc_error *err)
{
    lc_pt *centre = lc_calloc(s->figure.n, sizeof *centre);
    lc_pt *place = lc_calloc(s->home.n, sizeof *place);
    uint32_t *found = lc_calloc(s->home.n, sizeof *found);
    lc_status st =
        centre && place && found ? LIFE_OK : lc_no_memory(err, "the residents");

    for (size_t i = 0; !st && i < s->figure.n; i++)
        centre[i] = s->figure.v[i].pt;
    for (size_t i = 0; !st && i < s->home.n; i++)
        place[i] = s->home.v[i].pt;
    if (!st)
        st = lc_centres_find(centre, s->figure.n, place, s->home.n, found, err);
    for (size_t i = 0; !st && i < s->home.n; i++)
        s->home.v[i].figure = found[i]; /* UINT32_MAX is LIFE_NONE */
    lc_free(centre);
    lc_free(place);
    lc_free(found);
    return st;
}

static int by_code(const void *key, const void *item)
{
    return strcmp(key, ((const lc_figure *)item)->code);
}

/* A building that is named by a point gets the id of the outline it is in,
 * and one that is named by its id a place. */
typedef struct outline {
    lc_spreading *s;
    const lc_shape *shape;
    const char *osm_id;
} outline;

static bool name_figure(void *ctx, uint32_t i)
{
    outline *o = ctx;
    lc_figure *f = &o->s->figure.v[i];

    if (!*f->code && lc_shape_contains(o->shape, f->pt))
        f->code = o->osm_id;
    return true;
}

/* The figures are in order of their codes; those without one come first. */
static void place_figure(lc_spreading *s, size_t unnamed, const outline *o)
{
    lc_figure *f = bsearch(o->osm_id, s->figure.v + unnamed,
                           s->figure.n - unnamed, sizeof *f, by_code);

    if (!f || f->placed)
        return;
    f->pt = lc_shape_inner(o->shape);
    f->placed = true;
}

/* One pass over the buildings, for both: those named by a point are looked up
 * in the index, those named by an id in the sorted list. */
static lc_status match_outlines(lc_spreading *s, const lc_index *points,
                                size_t unnamed, lc_error *err)
{
    lc_stored_feature row = {0};
    lc_rows *rows;
    lc_status st = lc_feature_rows_buildings(s->c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        outline o = {s, &row.shape, lc_arena_strdup(s->text, row.osm_id)};

        if (!o.osm_id)
            st = lc_no_memory(err, "the residents");
        if (st || row.shape.kind != LIFE_SHAPE_AREA)
            continue;
        lc_index_query(points, lc_shape_box(&row.shape), name_figure, &o);
        place_figure(s, unnamed, &o);
    }
    return st;
}

/* Whole order, so that the sort gives one result: code, then place, then
 * number. */
static int figure_order(const void *pa, const void *pb)
{
    const lc_figure *a = pa, *b = pb;
    int by = strcmp(a->code, b->code);

    if (!by)
        by = (a->pt.lon > b->pt.lon) - (a->pt.lon < b->pt.lon);
    if (!by)
        by = (a->pt.lat > b->pt.lat) - (a->pt.lat < b->pt.lat);
    return by ? by : (a->milli > b->milli) - (a->milli < b->milli);
}

/* Ages stay apart, a line each: bands are added when they are shared out. */
static lc_status add_figure(lc_spreading *s, lc_figure *to, const lc_figure *f,
                            lc_error *err)
{
    size_t bytes = strlen(to->ages) + strlen(f->ages) + 2;
    char *both = lc_arena_alloc(s->text, bytes);

    if (!both)
        return lc_no_memory(err, "the residents");
    snprintf(both, bytes, "%s\n%s", to->ages, f->ages);
    to->ages = both;
    to->milli += f->milli;
    return LIFE_OK;
}

/* Several figures of one house (its staircases) add up. */
static lc_status join_same(lc_spreading *s, lc_error *err)
{
    size_t n = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < s->figure.n && !st; i++) {
        lc_figure *f = &s->figure.v[i];

        if (n && *f->code && !strcmp(s->figure.v[n - 1].code, f->code))
            st = add_figure(s, &s->figure.v[n - 1], f, err);
        else
            s->figure.v[n++] = *f;
    }
    s->figure.n = n;
    return st;
}

static lc_status assign_buildings(lc_spreading *s, lc_error *err)
{
    lc_box *box = lc_calloc(s->figure.n, sizeof *box);
    lc_index *points = NULL;
    size_t unnamed = 0;
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the residents");
    for (size_t i = 0; i < s->figure.n; i++) {
        box[i] = lc_box_empty();
        if (*s->figure.v[i].code)
            continue;
        unnamed++;
        lc_box_add(&box[i], s->figure.v[i].pt);
    }
    st = lc_index_build(box, s->figure.n, &points, err);
    if (!st)
        st = match_outlines(s, points, unnamed, err);
    lc_index_free(points);
    lc_free(box);
    if (st)
        return st;
    qsort(s->figure.v, s->figure.n, sizeof *s->figure.v, figure_order);
    st = join_same(s, err);
    for (size_t i = 0; i < s->home.n && !st; i++) {
        lc_dwelling *h = &s->home.v[i];
        const lc_figure *f = *h->osm_id
                                 ? bsearch(h->osm_id, s->figure.v, s->figure.n,
                                           sizeof *f, by_code)
                                 : NULL;

        if (f)
            h->figure = (uint32_t)(f - s->figure.v);
        /* A figure of its own is proof that people live there. */
        h->assumed &= !f;
    }
    return st;
}

lc_status lc_figures_assign(lc_spreading *s, lc_error *err)
{
    static const struct {
        const char *kind;
        lc_status (*run)(lc_spreading *s, lc_error *err);
    } way[] = {{"unit", assign_units},
               {"grid", assign_cells},
               {"cells", assign_centres},
               {"building", assign_buildings}};

    for (size_t i = 0; i < sizeof way / sizeof *way; i++)
        if (!strcmp(way[i].kind, s->kind))
            return way[i].run(s, err);
    return lc_fail(err, LIFE_ERR_DB, "residents of an unknown kind \"%s\"",
                   s->kind);
}
