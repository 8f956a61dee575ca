/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/analysis/twins.c - see lifecircle/analysis/twins.h.
 */
#include "lifecircle/analysis/twins.h"

#include "fold.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"

#include <math.h>
#include <string.h>

typedef struct search {
    const lc_twin *twin;
    const char **bare; /* each name as it is compared, "" where none */
    size_t of;
    void (*see)(void *ctx, size_t a, size_t b, double m);
    void *ctx;
} search;

static double distance_m(const lc_twin *t, lc_pt p)
{
    return t->shape ? lc_shape_distance_m(t->shape, p, true, NULL)
                    : lc_distance_m(t->pt, p);
}

/* A point on the ground of an area. */
static bool is_within(const lc_twin *point, const lc_twin *area)
{
    return !point->shape && area->shape &&
           area->shape->kind == LIFE_SHAPE_AREA &&
           lc_shape_contains(area->shape, point->pt);
}

static bool see_other(void *ctx, uint32_t i)
{
    search *s = ctx;
    const lc_twin *a = &s->twin[s->of], *b = &s->twin[i];
    double m;

    if (i <= s->of || !b->placed || !(a->categories & b->categories) ||
        strcmp(s->bare[s->of], s->bare[i]) != 0)
        return true;
    m = fmin(distance_m(a, b->pt), distance_m(b, a->pt));
    if (*s->bare[i] ? m <= LIFE_TWIN_M : is_within(a, b) || is_within(b, a))
        s->see(s->ctx, s->of, i, m);
    return true;
}

static lc_box box_of(const lc_twin *t)
{
    lc_box b = lc_box_empty();

    if (t->shape)
        return lc_shape_box(t->shape);
    lc_box_add(&b, t->pt);
    return b;
}

static lc_status build(const lc_twin *twin, size_t n, lc_index **out,
                       lc_error *err)
{
    lc_box *box = lc_calloc(n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for doubles");
    for (size_t i = 0; i < n; i++)
        box[i] = box_of(&twin[i]);
    st = lc_index_build(box, n, out, err);
    lc_free(box);
    return st;
}

lc_status lc_twins_find(const lc_twin *twin, size_t n,
                        void (*see)(void *ctx, size_t a, size_t b, double m),
                        void *ctx, lc_error *err)
{
    lc_arena *text = lc_arena_new(0);
    search s = {.twin = twin,
                .bare = lc_calloc(n, sizeof *s.bare),
                .see = see,
                .ctx = ctx};
    lc_index *index = NULL;
    lc_status st = text && s.bare
                       ? build(twin, n, &index, err)
                       : lc_fail(err, LIFE_ERR_NOMEM, "no memory for doubles");

    for (size_t i = 0; !st && i < n; i++) {
        s.bare[i] = twin[i].name ? lc_name_bare(text, twin[i].name) : "";
        if (!s.bare[i])
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for doubles");
    }
    for (s.of = 0; !st && s.of < n; s.of++)
        if (twin[s.of].placed)
            lc_index_query(index,
                           lc_box_grown(box_of(&twin[s.of]), LIFE_TWIN_M),
                           see_other, &s);
    lc_index_free(index);
    lc_free(s.bare);
    lc_arena_free(text);
    return st;
}
