/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/members.c - who is of each category.
 */
#include "src/world/facilities/members.h"

#include "lifecircle/graph/pace_graph.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"

/* Ranks go into labels, which have 18 bits for them. */
static lc_status list_members(lc_world *w, uint32_t c, lc_error *err)
{
    uint32_t count = w->category[c].facility_count, n = 0;

    if (count >= LIFE_LABEL_RANKS)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "category %s has %u facilities; at most %u fit",
                       w->category[c].id, count, LIFE_LABEL_RANKS - 1);
    w->member[c] = lc_calloc(count, sizeof *w->member[c]);
    if (!w->member[c])
        return lc_no_memory(err, "the facilities");
    for (uint32_t f = 0; f < w->facility.n; f++)
        if (w->facility.v[f].categories >> c & 1)
            w->member[c][n++] = f;
    return LIFE_OK;
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
        st = list_members(w, c, err);
    return st ? st : index_members(w, err);
}

void lc_members_clear(lc_world *w)
{
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++) {
        lc_index_free(w->member_index[c]);
        lc_free(w->member[c]);
    }
    lc_index_free(w->facility_index);
}
