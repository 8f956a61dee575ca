/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/reach.c - see reach.h.
 *
 * A facility that is added is one of the source "manual", as one that is added
 * to the city would be.
 */
#include "src/study/whatif/reach.h"

#include "src/study/ends.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <string.h>

#define ADDED_TO "manual"

/* The number of a source's extent, 0: the city's. */
static uint32_t extent_of(const lc_world *w, const char *source)
{
    for (size_t i = 0; i < w->source.n; i++)
        if (!strcmp(w->source.v[i].name, source) &&
            w->extent.v[i + 1].shape.kind == LIFE_SHAPE_AREA)
            return (uint32_t)i + 1;
    return 0;
}

static bool any_extent(const lc_world *w)
{
    for (size_t i = 1; i < w->extent.n; i++)
        if (w->extent.v[i].shape.kind == LIFE_SHAPE_AREA)
            return true;
    return false;
}

static void mark_arrivals(const lc_roster *r, uint32_t category, uint8_t *mark)
{
    for (size_t i = 0; i < r->come.n; i++) {
        const lc_roster_arrival *a = &r->come.v[i];

        if (lc_catset_has(&a->categories, category))
            mark[extent_of(r->w, a->source == LIFE_NONE
                                     ? ADDED_TO
                                     : r->w->facility.v[a->source].source)] = 1;
    }
}

/* Rising; the city's extent takes the place of all. */
static lc_status list_extents(const lc_roster *r, uint32_t category,
                              uint32_t *list, uint32_t *count, lc_error *err)
{
    const lc_world *w = r->w;
    uint8_t *mark = lc_calloc(w->extent.n, 1);

    *count = 0;
    if (!mark)
        return lc_no_memory(err, "a scenario");
    for (uint32_t i = 0; i < w->category[category].facility_count; i++) {
        uint32_t f = w->member[category][i];

        if (!r->keep || r->keep[f])
            mark[extent_of(w, w->facility.v[f].source)] = 1;
    }
    mark_arrivals(r, category, mark);
    for (uint32_t x = 1; x < w->extent.n && !mark[0]; x++)
        if (mark[x])
            list[(*count)++] = x;
    lc_free(mark);
    return LIFE_OK;
}

typedef struct run { /* numbers of extents, rising; none: the city's own */
    uint32_t *v, count;
} run;

typedef struct reaching { /* of whom */
    lc_study *s;
    const lc_roster *r;
    uint32_t category;
    const lc_homes_on *on;
} reaching;

static bool is_run(const lc_world *w, uint32_t category, const run *list)
{
    lc_extent_run has = w->category_extents[category];

    return has.count == list->count &&
           (!has.count || !memcmp(w->extent_list + has.first, list->v,
                                  has.count * sizeof *list->v));
}

/* By the streets as they are then; `s` the study that has the extent. */
static lc_status after_streets(lc_study *s, const reaching *x, uint32_t end,
                               lc_ends_after *out, lc_error *err)
{
    const lc_ends_after_of of = {x->r->pace_index, &s->ends.v.v[end],
                                 x->r->works, x->on};

    return lc_ends_after_make(s, &of, out, err);
}

/* Into `made`, of a study whose category comes with the extents. */
static lc_status read_other(lc_study *other, const reaching *x, uint32_t *made,
                            lc_error *err)
{
    size_t bytes = x->s->w->home_count * sizeof *made;
    lc_ends_after after = {0};
    const uint32_t *ms;
    lc_status st =
        lc_ends_homes(other, x->r->pace_index, x->category, &ms, err);

    if (!st && x->r->works) {
        st = after_streets(other, x, other->ends.of[x->category], &after, err);
        ms = after.ms;
    }
    if (!st)
        memcpy(made, ms, bytes);
    lc_ends_after_clear(&after);
    return st;
}

/* By a study of the same world, whose category comes with these. */
static lc_status of_others(const reaching *x, const run *list, uint32_t **made,
                           lc_error *err)
{
    const lc_world *of = x->s->w;
    lc_world *w = lc_realloc(NULL, 1, sizeof *w);
    lc_study *other = NULL;
    lc_status st;

    *made = lc_calloc(of->home_count, sizeof **made);
    if (!w || !*made) {
        lc_free(w);
        return lc_no_memory(err, "a scenario");
    }
    *w = *of;
    memset(w->category_extents, 0, sizeof w->category_extents);
    w->extent_list = list->v;
    w->category_extents[x->category].count = list->count;
    st = lc_study_new(w, &other, err);
    if (!st)
        st = read_other(other, x, *made, err);
    lc_study_free(other);
    lc_free(w);
    return st;
}

/* Of an extent that the study has: once for all its categories. */
static lc_status of_end(const reaching *x, uint32_t end, lc_whatif_reached *out,
                        lc_error *err)
{
    lc_ends_after **kept = x->r->works ? &x->r->ends[end] : NULL;
    lc_status st = LIFE_OK;

    if (!kept)
        return LIFE_OK;
    if (!*kept) {
        *kept = lc_calloc(1, sizeof **kept);
        st = *kept ? after_streets(x->s, x, end, *kept, err)
                   : lc_no_memory(err, "a scenario");
    }
    if (st)
        return st;
    out->ms = (*kept)->ms;
    out->changed = (*kept)->changed.v;
    out->changed_count = (*kept)->changed.n;
    return LIFE_OK;
}

static lc_status of_city(const reaching *x, lc_whatif_reached *out,
                         lc_error *err)
{
    lc_status st = lc_ends_homes_of_city(x->s, x->r->pace_index, &out->ms, err);

    return st ? st : of_end(x, 0, out, err);
}

static lc_status of_category(const reaching *x, uint32_t category,
                             lc_whatif_reached *out, lc_error *err)
{
    lc_status st =
        lc_ends_homes(x->s, x->r->pace_index, category, &out->ms, err);

    return st ? st : of_end(x, x->s->ends.of[category], out, err);
}

static lc_status of_list(const reaching *x, const run *list,
                         lc_whatif_reached *out, lc_error *err)
{
    const lc_world *w = x->s->w;
    uint32_t c = 0;
    lc_status st;

    if (!list->count)
        return of_city(x, out, err);
    while (c < w->category_count && !is_run(w, c, list))
        c++;
    if (c < w->category_count)
        return of_category(x, c, out, err);
    st = of_others(x, list, &out->made, err);
    out->ms = out->made;
    return st;
}

lc_status lc_whatif_reach(lc_study *s, const lc_roster *r, uint32_t category,
                          const lc_homes_on *on, lc_whatif_reached *out,
                          lc_error *err)
{
    const reaching x = {s, r, category, on};
    run list;
    lc_status st;

    *out = (lc_whatif_reached){0};
    if (!any_extent(s->w))
        return of_category(&x, category, out, err);
    list.v = lc_calloc(s->w->extent.n, sizeof *list.v);
    if (!list.v)
        return lc_no_memory(err, "a scenario");
    st = list_extents(r, category, list.v, &list.count, err);
    if (!st) {
        out->is_other = !is_run(s->w, category, &list);
        st = of_list(&x, &list, out, err);
    }
    lc_free(list.v);
    return st;
}
