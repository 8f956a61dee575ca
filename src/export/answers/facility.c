/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/facility.c - one facility, with its outline.
 */
#include "lifecircle/export/answers/facility.h"

#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/facility.h"
#include "src/export/values/facility.h"
#include "src/export/values/map_link.h"

/* The outline here alone: in lists a facility is a point. */
void lc_answer_facility(lc_buf *out, const lc_world *w, uint32_t facility)
{
    const lc_facility *f = lc_world_facility(w, facility);
    lc_geometry at = {.pt = f->pt, .placed = f->placed};
    lc_row row = {0};
    lc_json j;

    if (f->shape != LIFE_NONE)
        at.shape = lc_world_facility_shape(w, f->shape);
    lc_json_init(&j, out);
    lc_geojson_begin(&j, f->id, &at);
    lc_facility_values(&row, w, f, LIFE_ANY_CATEGORY);
    lc_members_put(&j, &lc_facility_fields, &row);
    lc_facility_put_hours(&j, w, f, lc_world_clock_now(w));
    lc_map_links_put(&j, f);
    lc_geojson_end(&j);
    lc_row_free(&row);
}
