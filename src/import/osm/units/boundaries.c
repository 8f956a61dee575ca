/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/boundaries.c - see boundaries.h.
 *
 * A boundary counts where it is whole: one that is cut by the edge of an
 * extract would take its neighbours' homes for its own. Of several around a
 * place the smallest is asked for, by size and not by level, as levels differ
 * from country to country.
 */
#include "src/import/osm/units/boundaries.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/read/shape.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POINTS_MOST   1000000 /* of one boundary */
#define STREETS_ASKED 2000    /* whether they lie inside the extent */

/* -1: none, or none that there is. */
static int admin_of(const lc_osm_import *im, const lc_osm_element *e)
{
    const char *text = lc_osm_element_tag(im, e, "admin_level");
    uint64_t admin;

    if (!text || !lc_parse_uint(text, LIFE_OSM_ADMIN_MOST, &admin))
        return -1;
    return (int)admin;
}

/* By the table or the option; -1 where the level is none that was asked for. */
static int level_of(const lc_osm_levels *levels, int admin)
{
    return admin < 0 ? -1 : levels->of_admin[admin];
}

/* The nodes that stand for the boundary that was taken last. */
static lc_status add_seats(lc_osm_boundaries *b, const lc_osm_data *d,
                           const lc_osm_relation *r, lc_error *err)
{
    for (uint32_t i = 0; i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const char *role = d->text.v + m->role;
        lc_osm_seat seat = {.node = m->id,
                            .boundary = (uint32_t)b->v.n - 1,
                            .label = !strcmp(role, "label")};

        if (m->type != 'n' ||
            (!seat.label && strcmp(role, "admin_centre") != 0))
            continue;
        if (!lc_vec_push(&b->seats, seat))
            return lc_no_memory(err, "the units");
    }
    return LIFE_OK;
}

/* Code and names, into the arena. */
static lc_status name_it(const lc_osm_boundaries *b, const lc_osm_import *im,
                         const lc_osm_element *e, lc_osm_boundary *one,
                         lc_error *err)
{
    char code[32];

    snprintf(code, sizeof code, "osm:r%" PRId64, one->id);
    if (!(one->code = lc_arena_strdup(b->text, code)))
        return lc_no_memory(err, "the units");
    return lc_osm_called_read(im, e, b->text, &one->called, err);
}

/* Why the relation is no boundary, for `check`. */
static void put_cut(lc_osm_import *im, const lc_osm_element *e)
{
    const lc_osm_data *d = im->data;
    const lc_osm_relation *r = &d->relations.v[e->at];
    uint32_t ways = 0, missing = 0;

    for (uint32_t i = 0; i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];

        ways += m->type == 'w';
        missing += m->type == 'w' && !lc_osm_data_way(d, m->id);
    }
    lc_buf_printf(&im->no_units, "r%" PRId64 " ", e->id);
    if (missing || !ways)
        lc_buf_printf(&im->no_units, "%" PRIu32 " of %" PRIu32 " ways missing",
                      missing, ways);
    else
        lc_buf_puts(&im->no_units, "its ways don't close");
    lc_buf_printf(&im->no_units, " (%s)\n", lc_osm_element_tag(im, e, "name"));
}

/* Takes over the shape, also on failure. */
static lc_status keep(lc_osm_boundaries *b, lc_osm_boundary *one, lc_error *err)
{
    one->inner = lc_shape_inner(&one->shape);
    one->area_m2 = lc_shape_area_m2(&one->shape);
    if (lc_vec_push(&b->v, *one))
        return LIFE_OK;
    lc_shape_clear(&one->shape);
    return lc_no_memory(err, "the units");
}

/* *valid false: it is left out, and the report says why where it was whole. */
static lc_status make_valid(lc_osm_import *im, lc_areas *areas,
                            lc_osm_boundary *one, bool *valid, lc_error *err)
{
    lc_error why = {0};
    lc_status st = lc_shape_normalise(&one->shape, &why);

    if (!st) {
        st = lc_areas_repair(areas, &one->shape, valid, err);
        if (st || *valid)
            return st;
    }
    lc_buf_printf(&im->notes,
                  "boundary osm:r%" PRId64 " (%s) is left out: its"
                  " outline is not valid (%s)\n",
                  one->id, one->name,
                  *why.text ? why.text : lc_areas_message(areas));
    lc_buf_printf(&im->no_units, "r%" PRId64 " its outline is not valid (%s)\n",
                  one->id, one->name);
    return LIFE_OK;
}

lc_status lc_osm_boundaries_add(lc_osm_boundaries *b, lc_osm_import *im,
                                lc_areas *areas, const lc_osm_levels *levels,
                                const lc_osm_element *e, lc_error *err)
{
    const lc_osm_data *d = im->data;
    lc_osm_boundary one = {.id = e->id,
                           .name = lc_osm_element_tag(im, e, "name"),
                           .name_en = lc_osm_element_tag(im, e, "name:en"),
                           .admin = admin_of(im, e)};
    bool whole = false, valid = false;
    lc_status st;

    if (!one.name || !*one.name) {
        lc_buf_printf(&im->no_units, "r%" PRId64 " it has no name\n", e->id);
        return LIFE_OK;
    }
    one.level = level_of(levels, one.admin);
    st = lc_osm_shape_relation(d, &d->relations.v[e->at], &one.shape, &whole,
                               err);
    if (!st && whole && one.shape.kind == LIFE_SHAPE_AREA &&
        one.shape.pt_count <= POINTS_MOST)
        st = make_valid(im, areas, &one, &valid, err);
    if (!st && valid)
        st = name_it(b, im, e, &one, err);
    if (st || !valid) {
        if (!st && !whole)
            put_cut(im, e);
        lc_shape_clear(&one.shape);
        return st;
    }
    st = keep(b, &one, err);
    return st ? st : add_seats(b, d, &d->relations.v[e->at], err);
}

/* Polygons of one level. */
static lc_status load_level(lc_osm_boundaries *b, lc_city *c, int level,
                            const char *name, lc_error *err)
{
    lc_stored_unit unit;
    lc_rows *rows;
    lc_status st = lc_unit_rows_areas(c, name, &unit, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_osm_boundary one = {.code = lc_arena_strdup(b->text, unit.code),
                               .name = lc_arena_strdup(b->text, unit.name),
                               .admin = -1,
                               .level = level,
                               .imported = true,
                               .shape = unit.area};

        unit.area = (lc_shape){0};
        st = keep(b, &one, err);
        if (!st && (!one.code || !one.name))
            st = lc_no_memory(err, "the units");
        if (!st)
            st = lc_osm_called_name(one.name, b->text,
                                    &b->v.v[b->v.n - 1].called, err);
    }
    return st;
}

lc_status lc_osm_boundaries_load(lc_osm_boundaries *b, lc_city *c,
                                 const lc_osm_levels *levels, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int l = 0; l < levels->count && !st; l++)
        st = load_level(b, c, l, levels->name[l], err);
    return st;
}

static int by_node(const void *pa, const void *pb)
{
    const lc_osm_seat *a = pa, *b = pb;

    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    return a->boundary < b->boundary ? -1 : a->boundary > b->boundary;
}

lc_status lc_osm_boundaries_index(lc_osm_boundaries *b, lc_error *err)
{
    lc_box *box = lc_calloc(b->v.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < b->v.n; i++)
        box[i] = lc_shape_box(&b->v.v[i].shape);
    lc_index_free(b->index);
    b->index = NULL;
    st = lc_index_build(box, b->v.n, &b->index, err);
    lc_free(box);
    for (size_t i = 0; i < b->v.n && !st; i++)
        if (!b->v.v[i].bands)
            st =
                lc_prepared_bands_make(&b->v.v[i].shape, &b->v.v[i].bands, err);
    if (b->seats.n)
        qsort(b->seats.v, b->seats.n, sizeof *b->seats.v, by_node);
    return st;
}

void lc_osm_boundaries_clear(lc_osm_boundaries *b)
{
    for (size_t i = 0; i < b->v.n; i++)
        lc_prepared_bands_free(b->v.v[i].bands);
    for (size_t i = 0; i < b->v.n; i++)
        lc_shape_clear(&b->v.v[i].shape);
    for (size_t i = 0; i < b->v.n; i++)
        lc_osm_called_clear(&b->v.v[i].called);
    lc_vec_free(&b->v);
    lc_vec_free(&b->seats);
    lc_index_free(b->index);
    b->index = NULL;
}

/* ---- around a place ---- */

/* The smallest boundary so far around a place. */
typedef struct search {
    const lc_osm_boundaries *b;
    lc_pt p;
    lc_osm_boundary_accept accept;
    const void *ctx;
    const lc_osm_boundary *best;
} search;

/* Of equals the one that was taken first. */
static bool is_smaller(const lc_osm_boundary *a, const lc_osm_boundary *b)
{
    return a->area_m2 < b->area_m2 || (a->area_m2 == b->area_m2 && a < b);
}

/* The cheap questions first: whether it is smaller, whether it is wanted. */
static bool try_boundary(void *ctx, uint32_t item)
{
    search *s = ctx;
    const lc_osm_boundary *b = &s->b->v.v[item];

    if ((!s->best || is_smaller(b, s->best)) && s->accept(s->ctx, b) &&
        lc_prepared_bands_contain(b->bands, s->p))
        s->best = b;
    return true;
}

const lc_osm_boundary *lc_osm_boundaries_around(const lc_osm_boundaries *b,
                                                lc_pt p,
                                                lc_osm_boundary_accept accept,
                                                const void *ctx)
{
    search s = {b, p, accept, ctx, NULL};
    lc_box here = lc_box_empty();

    lc_box_add(&here, p);
    lc_index_query(b->index, here, try_boundary, &s);
    return s.best;
}

/* All levels at once. */
typedef struct levels_at {
    const lc_osm_boundaries *b;
    lc_pt p;
    const lc_osm_boundary **out;
} levels_at;

static bool try_level(void *ctx, uint32_t item)
{
    levels_at *s = ctx;
    const lc_osm_boundary *b = &s->b->v.v[item];

    if (b->level >= 0 &&
        (!s->out[b->level] || is_smaller(b, s->out[b->level])) &&
        lc_prepared_bands_contain(b->bands, s->p))
        s->out[b->level] = b;
    return true;
}

void lc_osm_boundaries_at(const lc_osm_boundaries *b, lc_pt p,
                          const lc_osm_boundary *out[LIFE_OSM_LEVELS_MOST])
{
    levels_at s = {b, p, out};
    lc_box here = lc_box_empty();

    for (int l = 0; l < LIFE_OSM_LEVELS_MOST; l++)
        out[l] = NULL;
    lc_box_add(&here, p);
    lc_index_query(b->index, here, try_level, &s);
}

/* ---- those inside one another ---- */

typedef struct nesting {
    const lc_osm_boundaries *b;
    const lc_osm_boundary *inner;
    bool *nested; /* by admin_level */
} nesting;

/* An outer one of the same level and a coarser number. */
static bool try_outer(void *ctx, uint32_t item)
{
    nesting *n = ctx;
    const lc_osm_boundary *b = &n->b->v.v[item];

    if (b->admin >= 0 && b->admin < n->inner->admin && !n->nested[b->admin] &&
        b->level == n->inner->level &&
        lc_shape_contains(&b->shape, n->inner->inner))
        n->nested[b->admin] = true;
    return true;
}

lc_status lc_osm_boundaries_nest(lc_osm_boundaries *b, lc_osm_levels *levels,
                                 lc_error *err)
{
    bool nested[LIFE_OSM_ADMIN_MOST + 1] = {false};
    lc_status st;

    for (size_t i = 0; i < b->v.n; i++) {
        nesting n = {b, &b->v.v[i], nested};
        lc_box here = lc_box_empty();

        if (n.inner->admin < 0 || n.inner->level < 0)
            continue;
        lc_box_add(&here, n.inner->inner);
        lc_index_query(b->index, here, try_outer, &n);
    }
    st = lc_osm_levels_split(levels, nested, err);
    for (size_t i = 0; i < b->v.n && !st; i++)
        if (!b->v.v[i].imported)
            b->v.v[i].level = level_of(levels, b->v.v[i].admin);
    return st;
}

/* ---- how far the city reaches ---- */

/* For the outermost: whether anything larger lies around it. */
static bool accept_larger(const void *ctx, const lc_osm_boundary *b)
{
    return !b->imported && is_smaller(ctx, b);
}

/* Imported units are no statement about how far the extract reaches. Of a unit
 * with an island the land may lie in a larger one, and the island in none: so
 * every ring is asked. */
static bool is_outermost(const lc_osm_boundaries *b, const lc_osm_boundary *one)
{
    bool within =
        lc_osm_boundaries_around(b, one->inner, accept_larger, one) != NULL;

    for (uint32_t i = 0; within && i < one->shape.part_count; i++)
        within = lc_osm_boundaries_around(b, one->shape.pt[one->shape.part[i]],
                                          accept_larger, one) != NULL;
    return !one->imported && !within;
}

/* Whether at least nine tenths of the ends of the streets lie inside; of many
 * streets, every n-th is asked. */
static bool holds_most(const lc_osm_roads *s, const lc_shape *area)
{
    size_t ends = 0, inside = 0, step = s->v.n / STREETS_ASKED + 1;

    for (size_t i = 0; i < s->v.n; i += step) {
        const lc_shape *line = &s->v.v[i].line;

        if (line->pt_count == 0)
            continue;
        ends += 2;
        inside += lc_shape_contains(area, line->pt[0]);
        inside += lc_shape_contains(area, line->pt[line->pt_count - 1]);
    }
    return ends > 0 && inside * 10 >= ends * 9;
}

lc_status lc_osm_boundaries_extent(const lc_osm_boundaries *b, lc_areas *areas,
                                   const lc_osm_roads *streets, lc_shape *out,
                                   lc_error *err)
{
    const lc_shape **outer = lc_calloc(b->v.n, sizeof(const lc_shape *));
    size_t n = 0;
    lc_status st = LIFE_OK;

    if (!outer)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < b->v.n; i++)
        if (is_outermost(b, &b->v.v[i]))
            outer[n++] = &b->v.v[i].shape;
    if (n > 0)
        st = lc_areas_join(areas, outer, n, out, err);
    lc_free(outer);
    if (st || out->kind != LIFE_SHAPE_AREA)
        return st;
    if (!holds_most(streets, out))
        lc_shape_clear(out);
    return LIFE_OK;
}
