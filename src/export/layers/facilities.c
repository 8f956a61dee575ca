/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/facilities.c - facilities, as points: a facility's ground
 * area is the property area_m2; its outline is in lc_answer_facility().
 */
#include "lifecircle/base/log.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/facility.h"

static lc_status columns(lc_layer_run *run, lc_error *err)
{
    (void)err;
    lc_fieldset_add(&run->columns, &lc_facility_fields);
    lc_fieldset_add(&run->columns, &lc_layer_link_fields);
    return LIFE_OK;
}

/* The links are those for walking. */
static lc_status put(lc_layer_run *run, uint32_t i, lc_error *err)
{
    const lc_facility *f = lc_world_facility(run->w, i);
    const lc_link *link;
    size_t links = lc_world_facility_links(run->w, i, LIFE_MODE_MAIN, &link);

    run->row.id = f->id;
    run->row.geometry = (lc_geometry){.pt = f->pt, .placed = f->placed};
    lc_facility_values(&run->row, run->w, f, LIFE_ANY_CATEGORY);
    lc_layer_links(run, link, links);
    return lc_layer_put(run, err);
}

static lc_status rows(lc_layer_run *run, lc_error *err)
{
    size_t count = lc_world_facility_count(run->w);
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < count; i++) {
        lc_progress("exporting", i, count);
        if (!lc_held_facility(run->w, i))
            st = put(run, i, err);
    }
    return st;
}

extern const lc_export_layer lc_layer_facilities;
const lc_export_layer lc_layer_facilities = {
    {LIFE_GEOMETRY_POINT, columns, rows}, {LIFE_GEOMETRY_POINT, columns, rows}};
