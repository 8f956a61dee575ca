/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/nearest.c - the nearest facilities.
 */
#include "lifecircle/export/answers/nearest.h"

#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/words/closings.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pace.h"
#include "src/export/answers/place.h"
#include "src/export/values/facility.h"
#include "src/export/values/map_link.h"
#include "src/export/values/wheels.h"

/* Categories are those of the facility, but the one that was asked for is
 * named. */
static void put_features(lc_json *j, const lc_walker *a, const lc_world *w,
                         uint32_t category, const lc_near *near, uint32_t count)
{
    lc_local now = lc_world_clock_now(w);
    lc_row row = {0};

    for (uint32_t i = 0; i < count; i++) {
        const lc_facility *f = lc_world_facility(w, near[i].facility);
        const lc_geometry at = {.pt = f->pt, .placed = f->placed};

        lc_geojson_begin(j, f->id, &at);
        lc_facility_values(&row, w, f, category);
        lc_members_put(j, &lc_facility_fields, &row);
        lc_facility_distance(&row, &near[i]);
        lc_members_put(j, &lc_facility_distance_fields, &row);
        lc_facility_put_hours(j, w, f, now);
        lc_map_links_put(j, f);
        lc_closings_put(j, w, lc_walker_closings(a, near[i].closing),
                        near[i].closings);
        lc_geojson_end(j);
    }
    lc_row_free(&row);
}

lc_wheels_count lc_nearest_wheels(const lc_world *w,
                                  const lc_nearest_found *found)
{
    lc_wheels_count n = {0};

    for (uint32_t i = 0; i < found->count; i++)
        lc_wheels_add(&n, lc_world_facility(w, found->near[i].facility));
    return n;
}

/* Those whose hours are not known are shown apart, never among the open. */
void lc_answer_nearest(lc_buf *out, lc_walker *a, const lc_world *w,
                       const lc_place *from, const lc_nearest_query *q,
                       const lc_nearest_found *found)
{
    lc_reason reason = lc_nearest_reason(w, from, q, found);
    lc_json j;

    lc_place_begin(&j, out);
    lc_json_str(&j, "mode", q->straight ? "straight" : "walk");
    lc_place_put(&j, w, from);
    lc_place_reason(&j, a, w, from, reason);
    lc_wheels_put(&j, lc_world_pace(w, from->pace),
                  lc_nearest_wheels(w, found));
    lc_json_array(&j, "features");
    put_features(&j, a, w, q->category, found->near, found->count);
    lc_json_end(&j);
    if (from->when.kind != LIFE_WHEN_ANY) {
        lc_json_array(&j, "unknown_hours");
        put_features(&j, a, w, q->category, found->unsure, found->unsure_count);
        lc_json_end(&j);
    }
    if (from->menu.wanted) {
        lc_json_int(&j, "services_unstated", found->unstated_all);
        lc_json_array(&j, "unknown_services");
        put_features(&j, a, w, q->category, found->unstated,
                     found->unstated_count);
        lc_json_end(&j);
    }
    lc_json_end(&j);
}
