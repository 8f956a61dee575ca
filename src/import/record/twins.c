/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/twins.c - which facilities of a table stand in it twice, or
 * in another source too.
 *
 * Doubles are searched in the city as it would be after the import, so that
 * those of other sources are found too.
 */
#include "src/import/record/twins.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/study/check/twins.h"

#include <stdio.h>
#include <string.h>

/* A facility of the city, for what is told of it. */
typedef struct place {
    const char *id, *source, *name;
} place;

/* All facilities, and whose doubles are wanted. */
typedef struct finder {
    lc_journal *journal;
    const char *source;
    lc_arena *text;
    LC_VEC(lc_twin) twin;
    LC_VEC(place) place;
    LC_VEC(lc_shape *) shape;
} finder;

/* Doubles among other sources were there before, and are no news. */
static void see_pair(void *ctx, size_t a, size_t b, double m)
{
    finder *f = ctx;
    bool first = !strcmp(f->place.v[a].source, f->source);
    bool second = !strcmp(f->place.v[b].source, f->source);
    size_t own = first ? a : b, other = first ? b : a;
    lc_finding_example *e;

    if (!first && !second)
        return;
    e = lc_journal_add(
        f->journal, first && second ? "rows_twice_here" : "rows_known_already",
        NULL);
    if (!e)
        return;
    lc_utf8_format(e->id, sizeof e->id, "%s", f->place.v[own].id);
    e->other = lc_journal_keep(f->journal, f->place.v[other].id);
    e->name = lc_journal_keep(f->journal, f->place.v[own].name);
    e->pt = f->twin.v[own].pt;
    e->placed = true;
    e->metres = m;
}

/* The row's outline is kept, and not the row's any more. */
static lc_status take_shape(finder *f, lc_stored_facility *row, lc_twin *t,
                            lc_error *err)
{
    lc_shape *shape;

    if (row->outline.kind == LIFE_SHAPE_NONE)
        return LIFE_OK;
    shape = lc_calloc(1, sizeof *shape);
    if (!shape || !lc_vec_push(&f->shape, shape)) {
        lc_free(shape);
        return lc_no_memory(err, "doubles");
    }
    *shape = row->outline;
    row->outline = (lc_shape){0};
    t->shape = shape;
    return LIFE_OK;
}

/* Closed ones are not read: who moves next door is no double. */
static lc_status take_row(finder *f, const lc_kinds *kinds,
                          lc_stored_facility *row, lc_error *err)
{
    lc_twin t = {.placed = true, .pt = row->pt};
    place p = {lc_arena_strdup(f->text, row->id),
               lc_arena_strdup(f->text, row->source),
               lc_arena_strdup(f->text, row->name)};
    lc_catset *set = lc_arena_alloc(f->text, sizeof *set);
    lc_status st = set ? lc_kinds_parse(kinds, row->categories, set, err)
                       : lc_no_memory(err, "doubles");

    if (st)
        return st;
    t.categories = set;
    t.reach_m = lc_kinds_reach_m(kinds, set);
    if (row->name_given)
        t.name = p.name;
    st = take_shape(f, row, &t, err);
    if (st)
        return st;
    return p.name && p.id && p.source && lc_vec_push(&f->twin, t) &&
                   lc_vec_push(&f->place, p)
               ? LIFE_OK
               : lc_no_memory(err, "doubles");
}

/* The table's own are in the city by now, like all others. */
static lc_status read_city(finder *f, const lc_kinds *kinds, lc_city *c,
                           lc_error *err)
{
    lc_stored_facility row;
    lc_rows *rows;
    lc_status st = lc_facility_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        if (row.placed)
            st = take_row(f, kinds, &row, err);
    return st;
}

lc_status lc_record_twins(lc_journal *r, lc_city *c, const char *source,
                          const lc_kinds *kinds, lc_error *err)
{
    finder f = {.journal = r, .source = source, .text = lc_arena_new(0)};
    lc_status st =
        f.text ? read_city(&f, kinds, c, err) : lc_no_memory(err, "doubles");

    if (!st)
        st = lc_twins_find(f.twin.v, f.twin.n, see_pair, &f, err);
    for (size_t i = 0; i < f.shape.n; i++) {
        lc_shape_clear(f.shape.v[i]);
        lc_free(f.shape.v[i]);
    }
    lc_vec_free(&f.shape);
    lc_vec_free(&f.twin);
    lc_vec_free(&f.place);
    lc_arena_free(f.text);
    return st;
}
