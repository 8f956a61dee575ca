/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/parents.c - see parents.h.
 */
#include "src/import/kinds/parents.h"

#include "lifecircle/geo/areas.h"
#include "src/import/report.h"

#include <stdio.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the parents' units");
}

/* ---- gathering ---- */

static lc_parent *find_parent(lc_parents *p, const char *code)
{
    for (size_t i = p->v.n; i-- > 0;) /* rows of one come one after another */
        if (!strcmp(p->v.v[i].code, code))
            return &p->v.v[i];
    return NULL;
}

static lc_parent *new_parent(lc_parents *p, const char *code, const char *name)
{
    lc_parent one = {.code = lc_strdup(code), .name = lc_strdup(name)};

    if (one.code && one.name && lc_vec_push(&p->v, one))
        return &p->v.v[p->v.n - 1];
    lc_free(one.code);
    lc_free(one.name);
    return NULL;
}

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
        return no_memory(err);
    if (shape->kind != LIFE_SHAPE_AREA)
        return LIFE_OK;
    st = copy_shape(shape, &copy, err);
    if (st || lc_vec_push(&one->part, copy))
        return st;
    lc_shape_clear(&copy);
    return no_memory(err);
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

typedef struct maker {
    lc_areas *areas;
    lc_stmt *known, *fill, *insert;
    const char *source, *level;
    size_t made, filled, kept;
} maker;

static lc_status join(maker *m, const lc_parent *p, lc_shape *out,
                      lc_error *err)
{
    const lc_shape **part = lc_calloc(p->part.n, sizeof *part);
    lc_status st;

    *out = (lc_shape){0};
    if (!part)
        return no_memory(err);
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

/* 0: there is none of the code; 1: by name and code alone; 2: with a shape. */
static lc_status ask_known(maker *m, const char *code, int *state,
                           lc_error *err)
{
    bool row = false, more;
    lc_status st;

    *state = 0;
    lc_stmt_text(m->known, 1, code);
    st = lc_stmt_step(m->known, &row, err);
    if (st || !row)
        return st;
    *state = lc_stmt_col_int(m->known, 0) ? 1 : 2;
    return lc_stmt_step(m->known, &more, err);
}

/* ?1 source, ?2 code, ?3 centre, ?4 geom. */
static lc_status run(maker *m, lc_stmt *s, const lc_parent *p,
                     const lc_shape *area, lc_error *err)
{
    lc_status st = LIFE_OK;

    lc_stmt_text(s, 1, m->source);
    lc_stmt_text(s, 2, p->code);
    lc_stmt_null(s, 3);
    lc_stmt_null(s, 4);
    if (area->kind == LIFE_SHAPE_AREA) {
        lc_stmt_point(s, 3, lc_shape_inner(area));
        st = lc_stmt_shape(s, 4, area, false, err);
    }
    if (!st && s == m->insert) {
        lc_stmt_text(s, 5, m->level);
        lc_stmt_text(s, 6, *p->name ? p->name : p->code);
    }
    return st ? st : lc_stmt_run(s, err);
}

static lc_status make_one(maker *m, const lc_parent *p, lc_error *err)
{
    lc_shape area = {0};
    int state;
    lc_status st = ask_known(m, p->code, &state, err);

    if (st)
        return st;
    if (state == 2 || (state == 1 && p->part.n == 0)) {
        m->kept++;
        return LIFE_OK;
    }
    st = join(m, p, &area, err);
    if (!st)
        st = run(m, state ? m->fill : m->insert, p, &area, err);
    lc_shape_clear(&area);
    if (st)
        return st;
    m->made += state == 0;
    m->filled += state == 1;
    return LIFE_OK;
}

static lc_status open_maker(maker *m, lc_city *c, lc_error *err)
{
    lc_status st = lc_areas_open(&m->areas, err);

    if (st)
        return st;
    st = lc_stmt_prepare(c,
                         "SELECT geom IS NULL AND centre IS NULL FROM unit "
                         "WHERE code = ?1",
                         &m->known, err);
    if (st)
        return st;
    st = lc_stmt_prepare(c,
                         "UPDATE unit SET source = ?1, centre = ?3, "
                         "geom = ?4 WHERE code = ?2",
                         &m->fill, err);
    if (st)
        return st;
    return lc_stmt_prepare(
        c,
        "INSERT INTO unit(code, level, name, name_en, approximate, "
        "source, centre, geom) VALUES(?2, ?5, ?6, '', 0, ?1, ?3, ?4)",
        &m->insert, err);
}

lc_status lc_parents_make(const lc_parents *p, lc_city *c, const char *source,
                          const char *level, lc_import_report *report,
                          lc_error *err)
{
    maker m = {.source = source, .level = level};
    lc_status st = LIFE_OK;

    if (p->v.n == 0)
        return lc_fail_param(err, LIFE_ERR_RANGE, "parents",
                             "no row has a parent's code; name the column "
                             "with --map parent=COLUMN");
    st = open_maker(&m, c, err);
    for (size_t i = 0; !st && i < p->v.n; i++)
        st = make_one(&m, &p->v.v[i], err);
    if (!st)
        lc_import_report_add(
            report,
            "%zu units of level %s made of their parts, %zu more got "
            "their shape, %zu stay as they were",
            m.made, level, m.filled, m.kept);
    lc_stmt_free(m.known);
    lc_stmt_free(m.fill);
    lc_stmt_free(m.insert);
    lc_areas_close(m.areas);
    return st;
}
