/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/roster.c - see roster.h.
 */
#include "src/study/whatif/roster.h"

#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/study/whatif/works/make.h"
#include "src/world/city.h"

#include <string.h>

/* ---- who goes ---- */

static lc_status leave(lc_roster *r, uint32_t facility, lc_error *err)
{
    size_t n = r->w->facility.n;

    if (!r->keep) {
        r->keep = lc_realloc(NULL, n, 1);
        if (!r->keep)
            return lc_no_memory(err, "a scenario");
        memset(r->keep, 1, n);
    }
    r->keep[facility] = 0;
    lc_catset_join(&r->touched, r->w->facility.v[facility].categories);
    return lc_vec_push(&r->gone, facility) ? LIFE_OK
                                           : lc_no_memory(err, "a scenario");
}

/* ---- who comes ---- */

/* The newcomer's memory is used for all of them. */
static lc_status join(lc_roster *r, lc_newcomer *n, lc_roster_arrival a,
                      int layer, lc_error *err)
{
    lc_status st = lc_newcomer_at(r->w, a.how.pt, layer, r->pace->mode, n, err);

    if (st)
        return st;
    /* What is farther off says more. */
    a.how.reason =
        n->reason && n->outside ? LIFE_REASON_OUTSIDE_EXTENT : n->reason;
    a.how.outside = n->outside;
    a.how.unit = n->unit;
    a.first = (uint32_t)r->link.n;
    a.n = (uint32_t)n->link.n;
    lc_catset_join(&r->touched, &a.categories);
    if (!lc_vec_push(&r->come, a) || !lc_vec_reserve(&r->link, n->link.n))
        return lc_no_memory(err, "a scenario");
    for (size_t i = 0; i < n->link.n; i++)
        r->link.v[r->link.n++] = n->link.v[i];
    return LIFE_OK;
}

static lc_status join_added(lc_roster *r, lc_newcomer *n,
                            const lc_whatif_add *add, lc_error *err)
{
    const lc_roster_arrival a = {.categories = add->categories,
                                 .wheels = add->wheels,
                                 .source = LIFE_NONE,
                                 .how = {.pt = add->pt}};

    return join(r, n, a, 0, err);
}

/* It keeps its layer, as in the data. */
static lc_status join_moved(lc_roster *r, lc_newcomer *n,
                            const lc_whatif_move *move, lc_error *err)
{
    const lc_facility *f = &r->w->facility.v[move->facility];
    const lc_roster_arrival a = {.categories = *f->categories,
                                 .wheels = (lc_wheels)f->wheels,
                                 .source = move->facility,
                                 .how = {.pt = move->pt}};
    lc_status st = leave(r, move->facility, err);

    return st ? st : join(r, n, a, r->w->facility_layer[move->facility], err);
}

/* ---- the streets ---- */

/* A walk to anything may change: every category that has a facility is
 * touched. */
static lc_status change_streets(lc_study *s, lc_roster *r,
                                const lc_whatif_changes *c, lc_error *err)
{
    const lc_world *w = r->w;
    const lc_pace_graph *g;
    lc_status st = lc_slot_graph(s, r->pace_index, &g, err);

    if (!st)
        st = lc_works_make(w, g, c, &r->works, err);
    if (st || !r->works)
        return st;
    for (uint32_t i = 0; i < w->category_count; i++)
        if (w->category[i].facility_count)
            lc_catset_add(&r->touched, i);
    r->end_count = s->ends.v.n;
    r->ends = (lc_ends_after **)lc_calloc(r->end_count, sizeof *r->ends);
    return r->ends ? LIFE_OK : lc_no_memory(err, "a scenario");
}

lc_status lc_roster_make(lc_study *s, const lc_whatif_changes *c, uint32_t pace,
                         lc_roster *out, lc_error *err)
{
    const lc_world *w = s->w;
    lc_newcomer n = {0};
    lc_status st = LIFE_OK;

    *out = (lc_roster){.w = w, .pace = &w->pace[pace], .pace_index = pace};
    for (size_t i = 0; i < c->remove_count && !st; i++)
        st = leave(out, c->remove[i], err);
    for (size_t i = 0; i < c->add_count && !st; i++)
        st = join_added(out, &n, &c->add[i], err);
    for (size_t i = 0; i < c->move_count && !st; i++)
        st = join_moved(out, &n, &c->move[i], err);
    lc_newcomer_clear(&n);
    if (!st && (c->link_count || c->block_count || c->gate_count))
        st = change_streets(s, out, c, err);
    return st;
}

void lc_roster_clear(lc_roster *r)
{
    lc_vec_free(&r->gone);
    lc_vec_free(&r->come);
    lc_vec_free(&r->link);
    lc_free(r->keep);
    lc_works_free(r->works);
    for (size_t i = 0; r->ends && i < r->end_count; i++) {
        if (r->ends[i])
            lc_ends_after_clear(r->ends[i]);
        lc_free(r->ends[i]);
    }
    lc_free((void *)r->ends);
}

/* ---- of a category ---- */

bool lc_roster_counts(const lc_roster *r, const lc_roster_arrival *a,
                      uint32_t category)
{
    return lc_catset_has(&a->categories, category) &&
           !(r->pace->wheels && a->wheels == LIFE_WHEELS_BARRED);
}

bool lc_roster_counted(const lc_roster *r, uint32_t facility, uint32_t category)
{
    const lc_facility *f = &r->w->facility.v[facility];

    return lc_catset_has(f->categories, category) &&
           lc_wheels_may(f, r->pace->wheels);
}

uint32_t lc_roster_left(const lc_roster *r, uint32_t category)
{
    uint32_t n = r->w->category[category].facility_count;

    for (size_t i = 0; i < r->come.n; i++)
        n += lc_catset_has(&r->come.v[i].categories, category);
    for (size_t i = 0; i < r->gone.n; i++)
        n -= lc_catset_has(r->w->facility.v[r->gone.v[i]].categories, category);
    return n;
}
