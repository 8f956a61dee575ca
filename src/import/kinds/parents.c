/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/parents.c - see parents.h.
 *
 * Districts are often published as lists of their streets. Parts are gathered
 * while rows go by, and joined when all are there; a join that fails names its
 * unit.
 */
#include "src/import/kinds/parents.h"

#include "lifecircle/geo/areas.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/report.h"

#include <stdio.h>
#include <string.h>

/* ---- gathering ---- */

/* From the end: rows of one parent come one after another. */
static lc_parent *find_parent(lc_parents *p, const char *code)
{
    for (size_t i = p->v.n; i-- > 0;) /* rows of one come one after another */
        if (!strcmp(p->v.v[i].code, code))
            return &p->v.v[i];
    return NULL;
}

/* The name of the first row stands for all of its parts. */
static lc_parent *new_parent(lc_parents *p, const char *code, const char *name)
{
    lc_parent one = {.code = lc_strdup(code), .name = lc_strdup(name)};

    if (one.code && one.name && lc_vec_push(&p->v, one))
        return &p->v.v[p->v.n - 1];
    lc_free(one.code);
    lc_free(one.name);
    return NULL;
}

/* The row's shape is gone when the next row comes. */
static lc_status copy_shape(const lc_shape *from, lc_shape *to, lc_error *err)
{
    lc_status st = LIFE_OK;

    *to = (lc_shape){.kind = from->kind};
    for (uint32_t i = 0; !st && i < from->part_count; i++)
        st = lc_shape_add_part(to, from->pt + from->part[i],
                               from->part[i + 1] - from->part[i], err);
    if (st)
        lc_shape_clear(to);
    return st;
}

lc_status lc_parents_add(lc_parents *p, const char *code, const char *name,
                         const lc_shape *shape, lc_error *err)
{
    lc_parent *one = *code ? find_parent(p, code) : NULL;
    lc_shape copy;
    lc_status st;

    if (!*code)
        return LIFE_OK;
    if (!one)
        one = new_parent(p, code, name);
    if (!one)
        return lc_no_memory(err, "the parents' units");
    if (shape->kind != LIFE_SHAPE_AREA)
        return LIFE_OK;
    st = copy_shape(shape, &copy, err);
    if (st || lc_vec_push(&one->part, copy))
        return st;
    lc_shape_clear(&copy);
    return lc_no_memory(err, "the parents' units");
}

void lc_parents_close(lc_parents *p)
{
    for (size_t i = 0; i < p->v.n; i++) {
        lc_parent *one = &p->v.v[i];

        for (size_t k = 0; k < one->part.n; k++)
            lc_shape_clear(&one->part.v[k]);
        lc_vec_free(&one->part);
        lc_free(one->code);
        lc_free(one->name);
    }
    lc_vec_free(&p->v);
}

/* ---- making ---- */

/* What the making of all parents shares. */
typedef struct maker {
    lc_areas *areas;
    lc_city *city;
    const char *source, *level;
    size_t made, filled, kept;
} maker;

/* The union as GEOS makes it; lines and points that come along are no land. */
static lc_status join(maker *m, const lc_parent *p, lc_shape *out,
                      lc_error *err)
{
    const lc_shape **part = lc_calloc(p->part.n, sizeof *part);
    lc_status st;

    *out = (lc_shape){0};
    if (!part)
        return lc_no_memory(err, "the parents' units");
    for (size_t i = 0; i < p->part.n; i++)
        part[i] = &p->part.v[i];
    st = p->part.n ? lc_areas_join(m->areas, part, p->part.n, out, err)
                   : LIFE_OK;
    lc_free(part);
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = lc_shape_normalise(out, err);
    if (!st && p->part.n && out->kind != LIFE_SHAPE_AREA)
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "the parts of the unit \"%.64s\" can't be joined: %.80s",
                     p->code, lc_areas_message(m->areas));
    return st;
}

typedef enum state { ABSENT, BARE, SHAPED } state;

/* Whether the city has a unit of the code: by name and code alone, or with a
 * shape. */
static lc_status find_state(maker *m, const char *code, state *out,
                            lc_error *err)
{
    lc_stored_unit u;
    lc_rows *rows;
    lc_status st = lc_unit_rows_find(m->city, code, &u, &rows, err);

    *out = ABSENT;
    while (lc_rows_next(&rows, &st, err))
        *out = u.bare ? BARE : SHAPED;
    return st;
}

/* A unit without parts that are areas gets a row by name and code alone. */
static lc_status put(maker *m, const lc_parent *p, const lc_shape *area,
                     state before, lc_error *err)
{
    lc_stored_unit u = {.code = p->code,
                        .level = m->level,
                        .name = *p->name ? p->name : p->code,
                        .urban = -1,
                        .source = m->source,
                        .residents_milli = -1,
                        .residents_year = -1};

    if (area->kind == LIFE_SHAPE_AREA) {
        u.has_centre = true;
        u.centre = lc_shape_inner(area);
        u.area = *area;
    }
    return before == BARE ? lc_unit_rows_fill(m->city, &u, err)
                          : lc_unit_rows_insert(m->city, &u, err);
}

/* A shape that is there already is better than one put together. */
static lc_status make_one(maker *m, const lc_parent *p, lc_error *err)
{
    lc_shape area = {0};
    state before;
    lc_status st = find_state(m, p->code, &before, err);

    if (st)
        return st;
    if (before == SHAPED || (before == BARE && p->part.n == 0)) {
        m->kept++;
        return LIFE_OK;
    }
    st = join(m, p, &area, err);
    if (!st)
        st = put(m, p, &area, before, err);
    lc_shape_clear(&area);
    if (st)
        return st;
    m->made += before == ABSENT;
    m->filled += before == BARE;
    return LIFE_OK;
}

lc_status lc_parents_make(const lc_parents *p, lc_city *c, const char *source,
                          const char *level, lc_import_report *report,
                          lc_error *err)
{
    maker m = {.city = c, .source = source, .level = level};
    lc_status st = LIFE_OK;

    if (p->v.n == 0)
        return lc_fail_param(err, LIFE_ERR_RANGE, "parents",
                             "no row has a parent's code; name the column "
                             "with --map parent=COLUMN");
    st = lc_areas_open(&m.areas, err);
    for (size_t i = 0; !st && i < p->v.n; i++)
        st = make_one(&m, &p->v.v[i], err);
    if (!st)
        lc_import_report_add(
            report,
            "%zu units of level %s made of their parts, %zu more got "
            "their shape, %zu stay as they were",
            m.made, level, m.filled, m.kept);
    lc_areas_close(m.areas);
    return st;
}
