/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/facilities.c - facilities, as points: a facility's ground
 * area is the property area_m2; its outline is in lc_answer_facility().
 */
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pages/facility_pages.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/facility.h"

static lc_status list_given(lc_layer_rows *l, lc_error *err)
{
    size_t all;
    lc_status st = lc_world_facility_rows(l->w, &all, err);

    for (uint32_t i = 0; !st && i < all; i++) {
        const lc_source_info *held;

        st = lc_held_facility_at(l->w, i, &held, err);
        if (!st && !held && !lc_vec_push(&l->at, i))
            st = lc_no_memory(err, "the facilities");
    }
    l->count = l->at.n;
    return st;
}

/* Where none is left out a row is the facility of its number. */
static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    lc_fieldset_add(&l->columns, &lc_facility_fields);
    lc_fieldset_add(&l->columns, &lc_layer_link_fields);
    if (lc_held_any(l->w))
        return list_given(l, err);
    return lc_world_facility_rows(l->w, &l->count, err);
}

static lc_status row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                     lc_error *err)
{
    uint32_t facility = l->at.n ? l->at.v[i] : (uint32_t)i;
    const lc_facility *f;
    size_t links = 0;
    lc_status st = lc_world_facility_at(l->w, facility, &f, err);

    if (!st)
        st = lc_world_facility_links_at(l->w, facility, &links, err);
    if (st)
        return st;
    r->row.id = f->id;
    r->row.geometry = (lc_geometry){.pt = f->pt, .placed = f->placed};
    lc_facility_values(&r->row, l->w, f, LIFE_ANY_CATEGORY);
    return lc_layer_links(l->w, lc_world_facility_link_at, facility, links,
                          &r->row, err);
}

extern const lc_export_layer lc_layer_facilities;
const lc_export_layer lc_layer_facilities = {
    {LIFE_GEOMETRY_POINT, open_layer, row},
    {LIFE_GEOMETRY_POINT, open_layer, row}};
