/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/altered/altered.c - see altered.h.
 *
 * What a world has "per facility" is copied with room for those that come, and
 * of a moved one made anew; the rest is lent. A copy costs as much as reading
 * the facilities of the file did, some ten bytes for each of their links; the
 * homes, which are many times as many, are lent.
 *
 * Whoever changes what a world has per facility changes it here: what is
 * forgotten is the other city's, and `tests/data/whatif.py` finds it where a
 * rule looks at it.
 */
#include "src/study/altered/altered.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/graph/pace_graph.h"
#include "src/study/walk/newcomer.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/facilities/facility.h"
#include "src/world/links/linking.h"
#include "src/world/links/unlinked.h"
#include "src/world/units/unit.h"
#include "src/world/units/unplaced.h"

#include <string.h>

static const lc_catset nothing;

typedef struct altered {
    lc_world w; /* the first: whoever has one has the other */
    const lc_world *of;
    const lc_whatif_changes *c; /* while it is made */
    lc_catset *added;           /* of the added */
    lc_arena *text;             /* of their attributes */
    uint8_t *moved;             /* of those there were; while it is made */
    lc_catset touched;
} altered;

lc_catset lc_altered_categories(const lc_world *w, const lc_whatif_changes *c)
{
    lc_catset set = nothing;

    for (size_t i = 0; i < c->add_count; i++)
        lc_catset_join(&set, &c->add[i].categories);
    for (size_t i = 0; i < c->remove_count; i++)
        lc_catset_join(&set, w->facility.v[c->remove[i]].categories);
    for (size_t i = 0; i < c->move_count; i++)
        lc_catset_join(&set, w->facility.v[c->move[i].facility].categories);
    return set;
}

static size_t count_before(const altered *a)
{
    return a->of->facility.n;
}

/* Added, or moved. */
static bool is_new(const altered *a, size_t facility)
{
    return facility >= count_before(a) || a->moved[facility];
}

/* ---- facilities ---- */

/* As `facility add` writes it. */
static lc_facility added(const altered *a, size_t i)
{
    const lc_whatif_add *add = &a->c->add[i];

    return (lc_facility){.id = "",
                         .name = "",
                         .source = "manual",
                         .categories = &a->added[i],
                         .pt = add->pt,
                         .placed = true,
                         .wheels = (uint8_t)add->wheels,
                         .shape = LIFE_NONE,
                         .unit = lc_world_unit_at(a->of, add->pt),
                         .hours = LIFE_NONE,
                         .address = "",
                         .phone = "",
                         .opening_hours = "",
                         .website = "",
                         .wheelchair = add->wheelchair ? add->wheelchair : "",
                         .checked_on = "",
                         .attributes = ""};
}

/* It becomes a point. */
static void move(altered *a, const lc_whatif_move *to)
{
    lc_facility *f = &a->w.facility.v[to->facility];

    a->moved[to->facility] = 1;
    f->pt = to->pt;
    f->placed = true;
    f->shape = LIFE_NONE;
    f->area_m2 = 0;
    f->unit = lc_world_unit_at(a->of, to->pt);
}

static lc_status list_facilities(altered *a, lc_error *err)
{
    const lc_whatif_changes *c = a->c;
    size_t before = count_before(a);

    memset(&a->w.facility, 0, sizeof a->w.facility);
    a->added = lc_calloc(c->add_count, sizeof *a->added);
    a->moved = lc_calloc(before, 1);
    if (!a->added || !a->moved ||
        !lc_vec_reserve(&a->w.facility, before + c->add_count))
        return lc_no_memory(err, "a scenario");
    if (before)
        memcpy(a->w.facility.v, a->of->facility.v,
               before * sizeof *a->w.facility.v);
    a->w.facility.n = before + c->add_count;
    for (size_t i = 0; i < c->remove_count; i++)
        a->w.facility.v[c->remove[i]].categories = &nothing;
    for (size_t i = 0; i < c->move_count; i++)
        move(a, &c->move[i]);
    for (size_t i = 0; i < c->add_count; i++) {
        a->added[i] = c->add[i].categories;
        a->w.facility.v[before + i] = added(a, i);
    }
    return LIFE_OK;
}

/* Those that come stand on the ground, have no entrances, and name no unit. */
static lc_status list_beside(altered *a, lc_error *err)
{
    lc_world *w = &a->w;
    const lc_world *of = a->of;
    size_t n = w->facility.n, before = count_before(a);

    memset(&w->entrance, 0, sizeof w->entrance);
    w->facility_layer = lc_calloc(n, sizeof *w->facility_layer);
    w->facility_unit_code = lc_calloc(n, sizeof *w->facility_unit_code);
    w->entrance_first = lc_calloc(n + 1, sizeof *w->entrance_first);
    if (!w->facility_layer || !w->facility_unit_code || !w->entrance_first ||
        !lc_vec_reserve(&w->entrance, of->entrance.n))
        return lc_no_memory(err, "a scenario");
    for (size_t f = 0; f < n; f++) {
        w->entrance_first[f] = (uint32_t)w->entrance.n;
        if (f >= before)
            continue;
        w->facility_layer[f] = of->facility_layer[f];
        if (a->moved[f])
            continue;
        w->facility_unit_code[f] = of->facility_unit_code[f];
        for (uint32_t i = of->entrance_first[f]; i < of->entrance_first[f + 1];
             i++)
            w->entrance.v[w->entrance.n++] = of->entrance.v[i];
    }
    w->entrance_first[n] = (uint32_t)w->entrance.n;
    return LIFE_OK;
}

/* ---- capacities ---- */

/* In place of all other attributes: who asks for a capacity looks at none of
 * them, and who doesn't tells no attribute. */
static lc_status tell_capacity(altered *a, size_t facility,
                               const char *attribute, double capacity,
                               lc_error *err)
{
    lc_facility *f = &a->w.facility.v[facility];
    lc_buf text = {0};

    lc_buf_printf(&text, "{\"%s\":%.15g}", attribute, capacity);
    f->attributes = text.failed ? NULL : lc_arena_strdup(a->text, text.data);
    lc_buf_free(&text);
    return f->attributes ? LIFE_OK : lc_no_memory(err, "a scenario");
}

static lc_status tell_capacities(altered *a, const char *attribute,
                                 lc_error *err)
{
    const lc_whatif_changes *c = a->c;
    lc_status st = LIFE_OK;

    if (!attribute)
        return LIFE_OK;
    a->text = lc_arena_new(0);
    if (!a->text)
        return lc_no_memory(err, "a scenario");
    for (size_t i = 0; i < c->add_count && !st; i++)
        if (c->add[i].capacity)
            st = tell_capacity(a, count_before(a) + i, attribute,
                               *c->add[i].capacity, err);
    for (size_t i = 0; i < c->set_count && !st; i++)
        st = tell_capacity(a, c->set[i].facility, attribute, c->set[i].capacity,
                           err);
    return st;
}

/* ---- members ---- */

/* By rank, as the world's own are. */
static lc_status index_members(lc_world *w, uint32_t c, lc_error *err)
{
    uint32_t n = w->category[c].facility_count;
    lc_box *box = lc_calloc(n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "a scenario");
    for (uint32_t r = 0; r < n; r++)
        box[r] = lc_facility_box(w, w->member[c][r]);
    st = lc_index_build(box, n, &w->member_index[c], err);
    lc_free(box);
    return st;
}

/* In the order of their numbers, which of those that come is not that of their
 * ids: of two that are as far an indicator counts either. */
static lc_status list_category(altered *a, uint32_t c, lc_error *err)
{
    lc_world *w = &a->w;
    uint32_t n = 0;

    for (size_t f = 0; f < w->facility.n; f++)
        n += lc_catset_has(w->facility.v[f].categories, c);
    if (n >= LIFE_LABEL_RANKS)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "category %s has %u facilities; at most %u fit",
                       w->category[c].id, n, LIFE_LABEL_RANKS - 1);
    w->member[c] = lc_calloc(n, sizeof *w->member[c]);
    if (!w->member[c])
        return lc_no_memory(err, "a scenario");
    w->category[c].facility_count = n;
    n = 0;
    for (uint32_t f = 0; f < w->facility.n; f++)
        if (lc_catset_has(w->facility.v[f].categories, c))
            w->member[c][n++] = f;
    return index_members(w, c, err);
}

/* Of the touched ones alone. */
static lc_status list_members(altered *a, lc_error *err)
{
    lc_world *w = &a->w;
    lc_status st = LIFE_OK;

    w->category = lc_calloc(w->category_count, sizeof *w->category);
    if (!w->category)
        return lc_no_memory(err, "a scenario");
    memcpy(w->category, a->of->category,
           w->category_count * sizeof *w->category);
    for (LIFE_CATSET_EACH(c, &a->touched))
        if (!st)
            st = list_category(a, c, err);
    return st;
}

/* ---- units ---- */

/* Who stays has the units that he has, also those that he names by code; who
 * comes has those of the place, as compute gives them to a point. */
static lc_status find_units(altered *a, lc_error *err)
{
    lc_world *w = &a->w;
    size_t n = w->facility.n, before = count_before(a);

    w->facility_unit = lc_calloc(w->level.n, n * sizeof *w->facility_unit);
    if (!w->facility_unit)
        return lc_no_memory(err, "a scenario");
    for (uint32_t l = 0; l < w->level.n; l++)
        for (size_t f = 0; f < n; f++)
            w->facility_unit[l * n + f] =
                is_new(a, f) ? lc_world_unit_of(w, w->facility.v[f].pt, l)
                             : a->of->facility_unit[l * before + f];
    return lc_unplaced_list(w, err);
}

/* ---- links ---- */

/* Behind those that are lent. */
static lc_status link_new(altered *a, lc_mode m, size_t f, lc_newcomer *n,
                          lc_link_vec *all, lc_error *err)
{
    lc_link_table *t = &a->w.links[m].facility;
    lc_status st = lc_newcomer_at(a->of, a->w.facility.v[f].pt,
                                  a->w.facility_layer[f], m, n, err);

    if (st)
        return st;
    if (!lc_vec_reserve(all, n->link.n))
        return lc_no_memory(err, "a scenario");
    t->at[f] = (uint32_t)all->n;
    t->n[f] = (uint32_t)n->link.n;
    for (size_t i = 0; i < n->link.n; i++)
        all->v[all->n++] = n->link.v[i];
    return LIFE_OK;
}

/* As they are: streets are lent, so what they rest on is the same. */
static lc_status copy_link(altered *a, lc_mode m, size_t f, lc_link_vec *all,
                           lc_error *err)
{
    const lc_link_table *was = &a->of->links[m].facility;
    lc_link_table *t = &a->w.links[m].facility;

    if (!lc_vec_reserve(all, was->n[f]))
        return lc_no_memory(err, "a scenario");
    t->at[f] = (uint32_t)all->n;
    t->n[f] = was->n[f];
    for (uint32_t i = 0; i < was->n[f]; i++)
        all->v[all->n++] = was->link[was->at[f] + i];
    return LIFE_OK;
}

/* Who is of no category any more needs no links. */
static lc_status link_mode(altered *a, lc_mode m, lc_newcomer *n, lc_error *err)
{
    lc_mode_links *l = &a->w.links[m];
    size_t count = a->w.facility.n;
    lc_link_vec all = {0};
    lc_status st = LIFE_OK;

    l->home = a->of->links[m].home;
    l->facility.owners = count;
    l->facility.at = lc_calloc(count, sizeof *l->facility.at);
    l->facility.n = lc_calloc(count, sizeof *l->facility.n);
    if (!l->facility.at || !l->facility.n)
        return lc_no_memory(err, "a scenario");
    for (size_t f = 0; f < count && !st; f++)
        if (!lc_catset_is_empty(a->w.facility.v[f].categories))
            st = is_new(a, f) ? link_new(a, m, f, n, &all, err)
                              : copy_link(a, m, f, &all, err);
    l->facility.link = all.v;
    l->facility.count = l->facility.stored_count = all.n;
    return st ? st : lc_unlinked_list(&a->w, l, err);
}

/* For every mode: which paces a rule asks for is the standard's to say. */
static lc_status link_all(altered *a, lc_error *err)
{
    lc_newcomer n = {0};
    lc_status st = LIFE_OK;

    a->w.links = lc_calloc(LIFE_MAX_MODES, sizeof *a->w.links);
    if (!a->w.links)
        return lc_no_memory(err, "a scenario");
    for (lc_mode m = 0; m < a->w.mode_count && !st; m++)
        st = link_mode(a, m, &n, err);
    lc_newcomer_clear(&n);
    return st;
}

/* ---- as a whole ---- */

/* What is its own is no more the other's from the beginning, so that it may be
 * freed however far it came. */
static void own(altered *a)
{
    lc_world *w = &a->w;

    memset(&w->facility, 0, sizeof w->facility);
    memset(&w->entrance, 0, sizeof w->entrance);
    memset(w->unplaced, 0, sizeof w->unplaced);
    w->facility_layer = NULL;
    w->facility_unit_code = NULL;
    w->entrance_first = NULL;
    w->facility_index = NULL;
    w->category = NULL;
    w->facility_unit = NULL;
    w->extent_list = NULL;
    w->links = NULL;
    for (LIFE_CATSET_EACH(c, &a->touched)) {
        w->member[c] = NULL;
        w->member_index[c] = NULL;
    }
}

lc_status lc_altered_make(const lc_world *w, const lc_whatif_changes *c,
                          const char *attribute, lc_world **out, lc_error *err)
{
    altered *a = lc_calloc(1, sizeof *a);
    lc_status st;

    *out = NULL;
    if (!a)
        return lc_no_memory(err, "a scenario");
    a->w = *w;
    a->of = w;
    a->c = c;
    a->touched = lc_altered_categories(w, c);
    own(a);
    st = list_facilities(a, err);
    if (!st)
        st = tell_capacities(a, attribute, err);
    if (!st)
        st = list_beside(a, err);
    if (!st)
        st = list_members(a, err);
    if (!st)
        st = find_units(a, err);
    if (!st)
        st = lc_world_extent_of_categories(&a->w, err);
    if (!st)
        st = link_all(a, err);
    lc_free(a->moved);
    a->moved = NULL;
    a->c = NULL;
    if (st)
        lc_altered_free(&a->w);
    else
        *out = &a->w;
    return st;
}

void lc_altered_free(lc_world *w)
{
    altered *a = (altered *)w;

    if (!w)
        return;
    for (lc_mode m = 0; w->links && m < w->mode_count; m++) {
        memset(&w->links[m].home, 0, sizeof w->links[m].home);
        lc_linking_clear(&w->links[m]);
    }
    lc_free(w->links);
    for (LIFE_CATSET_EACH(c, &a->touched)) {
        lc_free(w->member[c]);
        lc_index_free(w->member_index[c]);
    }
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++)
        lc_free(w->unplaced[c]);
    lc_free(w->category);
    lc_free(w->facility_unit);
    lc_free(w->extent_list);
    lc_free(w->facility_layer);
    lc_free(w->facility_unit_code);
    lc_free(w->entrance_first);
    lc_vec_free(&w->entrance);
    lc_vec_free(&w->facility);
    lc_free(a->added);
    lc_arena_free(a->text);
    lc_free(a);
}
