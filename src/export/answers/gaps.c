/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/gaps.c - the gaps of a category, as GeoJSON.
 *
 * A Feature is one gap: homes near to each other that lack the category within
 * the limit. Its outline is there to be looked at; what counts is the weight
 * of its homes, by which the list is ordered.
 */
#include "lifecircle/export/answers/gaps.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/export/values/alone.h"
#include "src/export/values/category.h"
#include "src/export/values/cover/gap.h"
#include "src/export/values/unit.h"
#include "src/export/values/wheels.h"
#include "src/export/values/when.h"

/* Null where none helps. */
static void put_site(lc_json *j, lc_row *row, const lc_gap *g)
{
    if (!g->mend_weight) {
        lc_json_null(j, "site");
        return;
    }
    lc_json_object(j, "site");
    lc_gap_mend_values(row, g);
    lc_members_put(j, &lc_gap_mend_fields, row);
    lc_json_end(j);
}

static void put_place(lc_json *j, const char *key, lc_pt p)
{
    lc_lonlat at = lc_pt_lonlat(p);

    lc_json_array(j, key);
    lc_json_double(j, NULL, at.lon, 7);
    lc_json_double(j, NULL, at.lat, 7);
    lc_json_end(j);
}

static void put_link(lc_json *j, const lc_gap *g)
{
    if (!g->link.gained) {
        lc_json_null(j, "link");
        return;
    }
    lc_json_object(j, "link");
    put_place(j, "from", g->link.from);
    put_place(j, "to", g->link.to);
    lc_json_milli(j, "metres", g->link.length_mm);
    lc_json_milli(j, "gained", g->link.gained);
    lc_json_end(j);
}

static void put_gate(lc_json *j, const lc_gap *g)
{
    lc_lonlat at = lc_pt_lonlat(g->gate.at);

    if (!g->gate.gained) {
        lc_json_null(j, "gate");
        return;
    }
    lc_json_object(j, "gate");
    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    lc_json_str(j, "name", g->gate.name);
    lc_json_milli(j, "gained", g->gate.gained);
    lc_json_end(j);
}

/* Longer hours of what is shut. */
static void put_hours(lc_json *j, const lc_world *w, const lc_gap *g)
{
    if (!g->closed.gained) {
        lc_json_null(j, "hours");
        return;
    }
    lc_json_object(j, "hours");
    lc_json_str(j, "facility", lc_world_facility(w, g->closed.facility)->id);
    lc_json_milli(j, "gained", g->closed.gained);
    lc_json_end(j);
}

static bool is_mended(const lc_gap *g)
{
    return g->mend_weight || g->link.gained || g->gate.gained ||
           g->closed.gained;
}

/* Null where none helps. What a site is stands beside them too, as it did
 * when there was no other mend. */
static void put_mend(lc_json *j, lc_row *row, const lc_world *w,
                     const lc_gap *g)
{
    if (!is_mended(g)) {
        lc_json_null(j, "mend");
        return;
    }
    lc_json_object(j, "mend");
    lc_gap_mend_values(row, g);
    lc_members_put(j, &lc_gap_mend_fields, row);
    put_site(j, row, g);
    put_link(j, g);
    put_gate(j, g);
    put_hours(j, w, g);
    lc_json_end(j);
}

/* Null where none is the cause. */
static void put_barrier(lc_json *j, lc_row *row, const lc_world *w,
                        const lc_gap *g)
{
    if (g->cause != LIFE_CAUSE_BARRIER) {
        lc_json_null(j, "barrier");
        return;
    }
    lc_json_object(j, "barrier");
    lc_gap_barrier_values(row, w, g, true);
    lc_members_put(j, &lc_gap_barrier_fields, row);
    lc_json_end(j);
}

static void put_closed(lc_json *j, lc_row *row, const lc_world *w,
                       const lc_gap *g)
{
    if (g->cause != LIFE_CAUSE_CLOSED) {
        lc_json_null(j, "closed");
        return;
    }
    lc_json_object(j, "closed");
    lc_gap_closed_values(row, w, g);
    lc_members_put(j, &lc_gap_closed_fields, row);
    lc_json_end(j);
}

/* Gaps have no id: they are others as soon as a facility is added. */
static void put_gap(lc_json *j, lc_row *row, const lc_world *w,
                    const lc_gap_query *q, const lc_gap_list *l, size_t i)
{
    const lc_geometry outline = {.shape = &l->gap[i].outline};

    lc_geojson_begin(j, NULL, &outline);
    lc_gap_values(row, w, q, l, i, true);
    lc_members_put(j, &lc_gap_fields, row);
    put_barrier(j, row, w, &l->gap[i]);
    put_closed(j, row, w, &l->gap[i]);
    put_mend(j, row, w, &l->gap[i]);
    lc_geojson_end(j);
}

/* `found` may be more than there are features: the heaviest alone are drawn. */
void lc_answer_gaps(lc_buf *out, const lc_world *w, const lc_gap_query *q,
                    const lc_gap_list *l)
{
    lc_json j;
    const lc_catset set = lc_catset_of(q->category);
    lc_row row = {0};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "type", "FeatureCollection");
    lc_json_str(&j, "category", lc_category_id(w, q->category));
    lc_json_str(&j, "unit", lc_unit_code(w, q->unit));
    lc_alone_put_of(&j, w, q->unit);
    lc_json_str(&j, "pace", lc_world_pace(w, q->pace)->id);
    lc_json_double(&j, "minutes", q->limit_ms / 60000.0, 3);
    lc_when_put(&j, q->when);
    lc_json_str(&j, "weight", lc_home_kind_id(lc_world_home_kind(w)));
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    if (q->ages) {
        lc_json_str(&j, "age", q->ages);
        lc_json_milli(&j, "ages_unknown", l->untold);
    }
    lc_json_milli(&j, "total", l->total);
    lc_json_milli(&j, "uncovered", l->uncovered);
    lc_json_milli(&j, "unknown", l->unknown);
    lc_json_int(&j, "found", (int64_t)l->found);
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_str(&j, "data_as_of", lc_as_of_category(w, q->category));
    lc_wheels_put(&j, lc_world_pace(w, q->pace), lc_wheels_of(w, &set));
    lc_json_array(&j, "features");
    for (size_t i = 0; i < l->count; i++)
        put_gap(&j, &row, w, q, l, i);
    lc_json_end(&j);
    lc_json_end(&j);
    lc_row_free(&row);
}
