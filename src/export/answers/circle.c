/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/circle.c - every category as seen from a place.
 */
#include "lifecircle/export/answers/circle.h"

#include "lifecircle/export/formats/members.h"
#include "lifecircle/study/cover/share.h"
#include "lifecircle/words/closings.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pace.h"
#include "src/export/answers/place.h"
#include "src/export/values/facility.h"
#include "src/export/values/wheels.h"

#include <math.h>

typedef struct answer { /* on its way out */
    lc_json json;
    const lc_walker *a;
    const lc_world *w;
    const lc_place *from;
    lc_local now; /* of all hours */
    lc_row row;   /* of one facility after another */
} answer;

/* Null where there is none, so that the member is there always. */
static void put_nearest(answer *x, const char *key, const lc_near *near)
{
    lc_json *j = &x->json;
    const lc_facility *f;

    if (near->facility == LIFE_NONE) {
        lc_json_null(j, key);
        return;
    }
    f = lc_world_facility(x->w, near->facility);
    lc_json_object(j, key);
    lc_json_str(j, "id", f->id);
    lc_json_str(j, "name", f->name);
    lc_json_bool(j, "name_given", f->name_given);
    lc_facility_distance(&x->row, near);
    lc_members_put(j, &lc_facility_distance_fields, &x->row);
    lc_json_e7(j, "lon", f->pt.lon);
    lc_json_e7(j, "lat", f->pt.lat);
    lc_facility_put_facts(j, &x->row, x->w, f);
    lc_facility_put_hours(j, x->w, f, x->now);
    lc_closings_put(j, x->w, lc_walker_closings(x->a, near->closing),
                    near->closings);
    lc_json_end(j);
}

/* Whether it is its hours that aren't known, and not what it offers. */
static bool is_of_hours(const lc_world *w, const lc_place *from,
                        const lc_near *unsure)
{
    const lc_facility *f;

    if (!from->menu.wanted || unsure->facility == LIFE_NONE)
        return true;
    f = lc_world_facility(w, unsure->facility);
    return lc_service_offered(lc_world_service_offer(w, f),
                              from->menu.wanted) == LIFE_OFFERED_YES;
}

static void put_circle_row(answer *x, uint32_t category,
                           const lc_circle_row *row)
{
    static const lc_near none = {.facility = LIFE_NONE};
    lc_json *j = &x->json;
    const lc_world *w = x->w;
    const lc_place *from = x->from;
    const lc_category *c = lc_world_category(w, category);
    bool hours = is_of_hours(w, from, &row->unsure);

    lc_json_object(j, NULL);
    lc_json_members(j, c->members, c->members_length);
    lc_json_int(j, "count", row->count);
    if (lc_world_pace(w, from->pace)->wheels)
        lc_json_int(j, "wheelchair_unstated", row->wheels_unstated);
    if (from->menu.wanted)
        lc_json_int(j, "services_unstated", row->unstated);
    if (row->answer == LIFE_UNKNOWN)
        lc_json_null(j, "covered");
    else
        lc_json_bool(j, "covered", row->answer == LIFE_COVERED);
    put_nearest(x, "nearest", &row->nearest);
    if (from->when.kind != LIFE_WHEN_ANY)
        put_nearest(x, "unknown_hours", hours ? &row->unsure : &none);
    if (from->menu.wanted)
        put_nearest(x, "unknown_services", hours ? &none : &row->unsure);
    lc_json_str(j, "reason", lc_reason_id(row->reason));
    lc_json_end(j);
}

/* The share is of the categories that are known: one that is not is no failure
 * of the place. Its bounds stand beside it. */
void lc_answer_circle(lc_buf *out, lc_walker *a, const lc_world *w,
                      const lc_place *from, const lc_circle_made *made)
{
    size_t n = lc_world_category_count(w);
    lc_share share = {.total = (int64_t)n};
    answer x = {.a = a, .w = w, .from = from, .now = lc_world_clock_now(w)};
    lc_json *j = &x.json;

    for (size_t c = 0; c < n; c++) {
        share.unknown += made->rows[c].answer == LIFE_UNKNOWN;
        share.covered += made->rows[c].answer == LIFE_COVERED;
    }
    lc_json_init(j, out);
    lc_json_object(j, NULL);
    lc_place_put(j, w, from);
    lc_json_double(j, "minutes", made->limit_ms / 60000.0, 3);
    lc_json_double(j, "covered_share", lc_share_value(share), 6);
    lc_json_double(j, "covered_share_min", lc_share_least(share), 6);
    lc_json_double(j, "covered_share_max", lc_share_most(share), 6);
    lc_place_reason(j, a, w, from, from->reason);
    lc_wheels_put(j, lc_world_pace(w, from->pace), made->wheels);
    lc_json_array(j, "categories");
    for (uint32_t c = 0; c < n; c++)
        put_circle_row(&x, c, &made->rows[c]);
    lc_json_end(j);
    lc_json_end(j);
    lc_row_free(&x.row);
}
