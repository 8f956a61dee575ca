/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/members.c - who is of each category.
 */
#include "src/world/facilities/members.h"

#include "lifecircle/graph/pace_graph.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/links/linking.h"
#include "src/world/links/mixed.h"

/* Room for the members of a category. Ranks go into labels, which have 18 bits
 * for them. */
static lc_status make_list(lc_world *w, uint32_t c, lc_error *err)
{
    uint32_t count = w->category[c].facility_count;

    if (count >= LIFE_LABEL_RANKS)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "category %s has %u facilities; at most %u fit",
                       w->category[c].id, count, LIFE_LABEL_RANKS - 1);
    w->member[c] = lc_calloc(count, sizeof *w->member[c]);
    return w->member[c] ? LIFE_OK : lc_no_memory(err, "the facilities");
}

/* All lists in one pass over the facilities, however many categories. */
static void fill_lists(lc_world *w)
{
    uint32_t n[LIFE_MAX_CATEGORIES] = {0};

    for (uint32_t f = 0; f < w->facility.n; f++)
        for (LIFE_CATSET_EACH(c, w->facility.v[f].categories))
            w->member[c][n[c]++] = f;
}

/* By rank and not by number: a search in one category needs no look at the
 * others. */
static lc_status index_members(lc_world *w, lc_error *err)
{
    lc_box *box = lc_calloc(2 * w->facility.n, sizeof *box);
    lc_box *all = box, *some;
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the facilities");
    some = box + w->facility.n;
    for (uint32_t i = 0; i < w->facility.n; i++)
        all[i] = lc_facility_box(w, i);
    st = lc_index_build(all, w->facility.n, &w->facility_index, err);
    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        uint32_t n = w->category[c].facility_count;

        for (uint32_t r = 0; r < n; r++)
            some[r] = all[w->member[c][r]];
        st = lc_index_build(some, n, &w->member_index[c], err);
    }
    lc_free(box);
    return st;
}

lc_status lc_members_list(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++)
        st = make_list(w, c, err);
    if (st)
        return st;
    fill_lists(w);
    return index_members(w, err);
}

void lc_members_clear(lc_world *w)
{
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++) {
        lc_index_free(w->member_index[c]);
        lc_free(w->member[c]);
    }
    lc_index_free(w->facility_index);
}

uint64_t lc_members_key(const lc_world *w, uint32_t category)
{
    const lc_category *c = &w->category[category];
    lc_extent_run run = w->category_extents[category];
    uint64_t h = lc_mixed_text(c->basic, c->id);

    for (uint32_t r = 0; r < c->facility_count; r++) {
        uint32_t f = w->member[category][r];

        h = lc_mixed(h, lc_linking_key(w, f));
        h = lc_mixed(h, (uint64_t)w->facility.v[f].wheels);
        for (size_t l = 0; l < w->level.n; l++)
            h = lc_mixed(h, w->facility_unit[l * w->facility.n + f]);
    }
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        const lc_extent *x = &w->extent.v[w->extent_list[i]];

        h = lc_mixed_shape(h, &x->shape);
        h = lc_mixed_shape(lc_mixed(h, x->all_land), &x->land_edge);
    }
    return h;
}
