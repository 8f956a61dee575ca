/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/within.c - see within.h.
 */
#include "src/study/walk/within.h"

#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "src/study/ends.h"
#include "src/study/walk/walker.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/units/unplaced.h"

lc_status lc_within_part(lc_walker *a, const lc_rule_plan *p, uint32_t facility,
                         const lc_rule_part *part, lc_known *out, lc_error *err)
{
    const lc_world *w = a->w;
    const lc_facility *d = &w->facility.v[facility];
    lc_catset set = lc_catset_of(part->category);
    lc_lonlat at = lc_pt_lonlat(d->pt);
    bool ends = false;
    lc_place from;
    lc_near near = {.facility = LIFE_NONE, .walk_ms = LIFE_NONE};
    uint32_t n = 0;
    lc_status st;

    *out = LIFE_MAYBE;
    if (!d->placed || !w->category[part->category].facility_count)
        return LIFE_OK;
    st = lc_place_at(a, at, p->straight ? 0 : p->rule.pace, &from, err);
    if (!st && p->straight) {
        st = lc_nearest_straight(a, &from, &set, 1, &near, &n, err);
        if (!st && n && near.straight_m <= p->radius_mm / 1000.0)
            *out = LIFE_YES;
        ends = lc_world_extent_edge_m(w, d->pt, part->category) <=
               p->radius_mm / 1000.0;
    } else if (!st && !from.reason) {
        uint32_t end_ms = LIFE_NONE;

        st = lc_nearest_find(a, &from, &set, 1, &near, &n, err);
        if (!st && n && near.walk_ms <= part->limit_ms)
            *out = LIFE_YES;
        if (!st)
            st = lc_ends_place(a->study, &from, part->category, &end_ms, err);
        ends = end_ms <= part->limit_ms;
    } else {
        return st; /* it stands off the streets */
    }
    if (!st && *out != LIFE_YES && !ends &&
        !lc_unplaced_near(w, part->category, w->pace[from.pace].wheels, d->pt))
        *out = LIFE_NO;
    return st;
}
