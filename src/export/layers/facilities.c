/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/facilities.c - facilities, as points: a facility's ground
 * area is the property area_m2; its outline is in lc_answer_facility().
 */
#include "lifecircle/graph/network.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/facility.h"

static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    lc_fieldset_add(&l->columns, &lc_facility_fields);
    lc_fieldset_add(&l->columns, &lc_layer_link_fields);
    for (uint32_t i = 0; i < lc_world_facility_count(l->w); i++)
        if (!lc_held_facility(l->w, i) && !lc_vec_push(&l->at, i))
            return lc_no_memory(err, "the facilities");
    l->count = l->at.n;
    return LIFE_OK;
}

static lc_status link_at(const lc_world *w, uint32_t facility, size_t k,
                         lc_link_at *out, lc_error *err)
{
    const lc_link *l;

    (void)err;
    lc_world_facility_links(w, facility, LIFE_MODE_MAIN, &l);
    l += k;
    *out = (lc_link_at){
        lc_world_network(w)->edge[l->edge].street, l->at_mm, l->leg_mm,
        lc_world_facility_legs(w, facility, LIFE_MODE_MAIN)[k].to};
    return LIFE_OK;
}

static lc_status row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                     lc_error *err)
{
    uint32_t facility = l->at.v[i];
    const lc_facility *f = lc_world_facility(l->w, facility);
    const lc_link *link;
    size_t links =
        lc_world_facility_links(l->w, facility, LIFE_MODE_MAIN, &link);

    r->row.id = f->id;
    r->row.geometry = (lc_geometry){.pt = f->pt, .placed = f->placed};
    lc_facility_values(&r->row, l->w, f, LIFE_ANY_CATEGORY);
    return lc_layer_links(l->w, link_at, facility, links, &r->row, err);
}

extern const lc_export_layer lc_layer_facilities;
const lc_export_layer lc_layer_facilities = {
    {LIFE_GEOMETRY_POINT, open_layer, row},
    {LIFE_GEOMETRY_POINT, open_layer, row}};
