/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/gaps.c - the gaps of a category, as GeoJSON.
 */
#include "lifecircle/study/walk/nearest.h"
#include "src/export/formats/row.h"

static void put_nearest(lc_row *r, const lc_world *w, const lc_near *near)
{
    const lc_facility *f = NULL;

    if (near->facility != LIFE_NONE)
        f = lc_world_facility(w, near->facility);
    lc_row_str(r, "nearest", f ? f->id : NULL);
    lc_row_str(r, "nearest_name", f ? f->name : NULL);
    lc_row_bool(r, "nearest_name_given", f && f->name_given);
    lc_row_time(r, "walk_seconds", near->walk_ms);
    lc_row_time(r, "walk_metres", near->walk_mm);
    lc_row_double(r, "straight_metres", f ? near->straight_m : NAN, 3);
    lc_row_double(r, "detour",
                  f && near->straight_m > 0
                      ? near->walk_mm / 1000.0 / near->straight_m
                      : NAN,
                  3);
}

static void put_mend(lc_json *j, const lc_gap *g)
{
    lc_lonlat at = lc_pt_lonlat(g->mend);

    if (!g->mend_weight) {
        lc_json_null(j, "mend");
        return;
    }
    lc_json_object(j, "mend");
    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    lc_json_milli(j, "gained", g->mend_weight);
    lc_json_end(j);
}

static void put_gap(lc_row *r, const lc_world *w, const lc_gap_query *q,
                    const lc_gap_list *l, uint32_t i)
{
    const lc_gap *g = &l->gap[i];

    lc_row_begin(r, NULL);
    lc_row_shape(r, &g->outline);
    lc_row_int(r, "rank", i + 1);
    lc_row_str(r, "category", lc_category_id(w, q->category));
    lc_row_str(r, "unit", lc_unit_code(w, g->unit));
    lc_row_str(r, "unit_name",
               g->unit == LIFE_NONE ? NULL : lc_world_unit(w, g->unit)->name);
    lc_row_milli(r, "weight", g->weight);
    lc_row_milli(r, "total", l->total);
    lc_row_int(r, "homes", g->homes);
    lc_row_str(r, "cause", lc_cause_id(g->cause));
    put_nearest(r, w, &g->nearest);
    put_mend(r->json, g);
    lc_row_end(r);
}

void lc_answer_gaps(lc_buf *out, const lc_world *w, const lc_gap_query *q,
                    const lc_gap_list *l)
{
    lc_json j;
    lc_row r = {.json = &j};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "type", "FeatureCollection");
    lc_json_str(&j, "category", lc_category_id(w, q->category));
    lc_json_str(&j, "unit", lc_unit_code(w, q->unit));
    lc_json_str(&j, "pace", lc_world_pace(w, q->pace)->id);
    lc_json_double(&j, "minutes", q->limit_ms / 60000.0, 3);
    lc_json_str(&j, "weight", lc_world_setting(w, "home_kind"));
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    lc_json_milli(&j, "total", l->total);
    lc_json_milli(&j, "uncovered", l->uncovered);
    lc_json_int(&j, "found", (int64_t)l->found);
    lc_json_str(&j, "attribution", lc_world_setting(w, "attribution"));
    lc_json_array(&j, "features");
    for (uint32_t i = 0; i < l->count; i++)
        put_gap(&r, w, q, l, i);
    lc_json_end(&j);
    lc_json_end(&j);
}
