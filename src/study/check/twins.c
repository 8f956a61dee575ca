/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/twins.c - see lifecircle/study/check/twins.h.
 *
 * Candidates are those whose folded names are equal: names are sorted, and each
 * run of one name has an index of its own, so that only neighbours of one name
 * are compared. The nameless are a run too, but doubles only where a point lies
 * in the other's outline. Cost: n log n, with at most 256 neighbours each.
 */
#include "lifecircle/study/check/twins.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/world/names/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of one name, at most so many neighbours are looked at for each: who has a
 * thousand equal rows is told often enough. */
#define LOOKED_AT 256

typedef struct name {
    const char *bare; /* as it is compared, "" where there is none */
    size_t of;
} name;

typedef struct search {
    const lc_twin *twin;
    const name *group; /* all of one name, by `of` */
    size_t at;         /* the one whose doubles are looked for */
    unsigned looked;
    void (*see)(void *ctx, size_t a, size_t b, double m);
    void *ctx;
} search;

static double distance_m(const lc_twin *t, lc_pt p)
{
    return t->shape ? lc_shape_distance_m(t->shape, p, true, NULL)
                    : lc_distance_m(t->pt, p);
}

static double reach_m(const lc_twin *t)
{
    return t->reach_m > 0 ? t->reach_m : LIFE_TWIN_M;
}

/* A point on the ground of an area. */
static bool is_within(const lc_twin *point, const lc_twin *area)
{
    return !point->shape && area->shape &&
           area->shape->kind == LIFE_SHAPE_AREA &&
           lc_shape_contains(area->shape, point->pt);
}

/* Each pair once, the earlier of the run first. Distances of areas are to their
 * outlines, so the nearer of both ways counts. */
static bool see_other(void *ctx, uint32_t i)
{
    search *s = ctx;
    size_t ia = s->group[s->at].of, ib = s->group[i].of;
    const lc_twin *a = &s->twin[ia], *b = &s->twin[ib];
    double m;

    if (i > s->at && lc_catset_meets(a->categories, b->categories)) {
        m = fmin(distance_m(a, b->pt), distance_m(b, a->pt));
        if (*s->group[i].bare ? m <= fmin(reach_m(a), reach_m(b))
                              : is_within(a, b) || is_within(b, a))
            s->see(s->ctx, ia, ib, m);
    }
    return ++s->looked < LOOKED_AT;
}

static lc_box box_of(const lc_twin *t)
{
    lc_box b = lc_box_empty();

    if (t->shape)
        return lc_shape_box(t->shape);
    lc_box_add(&b, t->pt);
    return b;
}

static lc_status build(const search *s, size_t n, lc_index **out, lc_error *err)
{
    lc_box *box = lc_calloc(n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "doubles");
    for (size_t i = 0; i < n; i++)
        box[i] = box_of(&s->twin[s->group[i].of]);
    st = lc_index_build(box, n, out, err);
    lc_free(box);
    return st;
}

static lc_status search_group(search *s, size_t n, lc_error *err)
{
    lc_index *index = NULL;
    lc_status st = n > 1 ? build(s, n, &index, err) : LIFE_OK;

    for (s->at = 0; !st && n > 1 && s->at < n; s->at++) {
        const lc_twin *one = &s->twin[s->group[s->at].of];

        s->looked = 0;
        /* Both reaches must hold, so one's own box finds all. */
        lc_index_query(index, lc_box_grown(box_of(one), reach_m(one)),
                       see_other, s);
    }
    lc_index_free(index);
    return st;
}

static int by_name(const void *pa, const void *pb)
{
    const name *a = pa, *b = pb;
    int order = strcmp(a->bare, b->bare);

    return order ? order : (a->of > b->of) - (a->of < b->of);
}

/* The names of those that have a place, one name after the other. */
static lc_status sort_names(const lc_twin *twin, size_t n, lc_arena *text,
                            name *out, size_t *count, lc_error *err)
{
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        name one = {"", i};

        if (!twin[i].placed)
            continue;
        if (twin[i].name)
            one.bare = lc_fold_bare(text, twin[i].name);
        if (!one.bare)
            return lc_no_memory(err, "doubles");
        out[(*count)++] = one;
    }
    if (*count > 0)
        qsort(out, *count, sizeof *out, by_name);
    return LIFE_OK;
}

lc_status lc_twins_find(const lc_twin *twin, size_t n,
                        void (*see)(void *ctx, size_t a, size_t b, double m),
                        void *ctx, lc_error *err)
{
    lc_arena *text = lc_arena_new(0);
    name *names = lc_calloc(n, sizeof *names);
    search s = {.twin = twin, .see = see, .ctx = ctx};
    size_t count = 0, end;
    lc_status st = LIFE_ERR_NOMEM;

    if (text && names)
        st = sort_names(twin, n, text, names, &count, err);
    else
        lc_fail(err, st, "no memory for doubles");
    for (size_t at = 0; !st && at < count; at = end) {
        end = at + 1;
        while (end < count && strcmp(names[at].bare, names[end].bare) == 0)
            end++;
        s.group = names + at;
        st = search_group(&s, end - at, err);
    }
    lc_free(names);
    lc_arena_free(text);
    return st;
}

double lc_twin_reach_m(const lc_table *categories, const char *id)
{
    int ids = lc_table_column(categories, "id");
    int reach = lc_table_column(categories, "double_m");
    double m = 0;

    for (size_t i = 0; i < lc_table_rows(categories); i++)
        if (strcmp(lc_table_get(categories, i, ids), id) == 0 &&
            lc_parse_decimal(lc_table_get(categories, i, reach), &m))
            return m;
    return 0;
}
