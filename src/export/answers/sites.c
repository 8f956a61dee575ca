/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/sites.c - the best sites of a category, as GeoJSON.
 *
 * `bound` is in what the model counts: weight, sites or seconds. It is what
 * nobody can do better than, so that who reads `gained` sees how much is left
 * to be looked for; `optimal`: nothing is.
 */
#include "lifecircle/export/answers/sites.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/export/values/alone.h"
#include "src/export/values/category.h"
#include "src/export/values/cover/site.h"
#include "src/export/values/unit.h"
#include "src/export/values/wheels.h"

#include <math.h>

/* Candidates that are left out are listed by name up to here, and counted. */
#define LEFT_LISTED 1000

double lc_answer_sites_seconds(int64_t ms)
{
    return ms > LIFE_SEARCH_MS ? NAN : (double)ms / 1000;
}

/* ---- a site ---- */

/* Finest units, those that gain most first; null is for homes in none. */
static void put_units(lc_json *j, const lc_sites_answer *a, const lc_site *s)
{
    lc_json_array(j, "units");
    for (size_t i = 0; i < s->unit_count; i++) {
        const lc_site_unit *u = &a->s->unit.v[s->unit_first + i];

        lc_json_object(j, NULL);
        lc_json_str(j, "unit", lc_unit_code(a->w, u->unit));
        lc_json_str(j, "unit_name", lc_unit_name(a->w, u->unit));
        lc_json_milli(j, "gained", u->gained);
        lc_json_int(j, "homes", u->homes);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* Null: not known of somebody. */
static void put_ages(lc_json *j, const lc_sites_answer *a, const lc_site *s)
{
    lc_json_object(j, "ages");
    for (size_t b = 0; b < a->s->bands.count; b++) {
        if (s->age[b] < 0)
            lc_json_null(j, a->s->bands.name[b]);
        else
            lc_json_milli(j, a->s->bands.name[b], s->age[b]);
    }
    lc_json_end(j);
}

/* Some of those by name; `ties` says how many there are. */
static void put_ties(lc_json *j, lc_row *row, const lc_sites_answer *a,
                     const lc_site *s)
{
    lc_json_array(j, "tied_with");
    for (uint32_t i = 0; i < s->ties && i < LIFE_SITING_TIES; i++)
        lc_json_str(j, NULL, lc_site_candidate(row, a, s->tie[i]));
    lc_json_end(j);
}

static void put_site(lc_json *j, lc_row *row, const lc_sites_answer *a,
                     size_t i)
{
    const lc_site *s = &a->s->site.v[i];
    const lc_geometry at = {.pt = s->at, .placed = true};

    lc_geojson_begin(j, NULL, &at);
    lc_site_values(row, a, i);
    lc_members_write(j, &lc_site_fields, row);
    put_ties(j, row, a, s);
    put_units(j, a, s);
    put_ages(j, a, s);
    lc_geojson_end(j);
    lc_row_clear(row);
}

/* ---- beside them ---- */

/* What was asked, and of which data. */
static void put_asked(lc_json *j, const lc_sites_answer *a)
{
    const lc_catset set = lc_catset_of(a->q->category);

    lc_json_str(j, "category", lc_category_id(a->w, a->q->category));
    lc_json_str(j, "model", lc_site_model_id(a->q->model));
    lc_json_int(j, "k", a->q->k);
    lc_json_str(j, "unit", lc_unit_code(a->w, a->q->unit));
    lc_alone_put_of(j, a->w, a->q->unit);
    lc_json_str(j, "pace", lc_world_pace(a->w, a->q->pace)->id);
    lc_json_double(j, "minutes", a->q->limit_ms / 60000.0, 3);
    lc_json_str(j, "weight", lc_home_kind_id(lc_world_home_kind(a->w)));
    lc_json_str(j, "weight_unit", lc_world_setting(a->w, "home_unit_text"));
    if (a->q->ages) {
        lc_json_str(j, "age", a->q->ages);
        lc_json_milli(j, "ages_unknown", a->s->untold);
    }
    lc_json_str(j, "attribution", lc_world_source_attribution(a->w));
    lc_json_str(j, "data_as_of", lc_as_of_category(a->w, a->q->category));
    lc_wheels_put(j, lc_world_pace(a->w, a->q->pace), lc_wheels_of(a->w, &set));
}

/* Null: over 60 minutes, to where searches run. */
static void put_seconds(lc_json *j, const char *key, int64_t ms)
{
    if (isnan(lc_answer_sites_seconds(ms)))
        lc_json_null(j, key);
    else
        lc_json_double(j, key, lc_answer_sites_seconds(ms), 3);
}

/* Weight of COVER, a number of SUFFICE, else seconds. */
static void put_bound(lc_json *j, const lc_sites_answer *a)
{
    const lc_siting *s = a->s;

    lc_json_bool(j, "optimal", s->optimal);
    lc_json_str(j, "bound_of", "candidates");
    if (a->q->model == LIFE_SITE_COVER) {
        lc_json_milli(j, "bound", s->bound);
    } else if (a->q->model == LIFE_SITE_SUFFICE) {
        lc_json_int(j, "bound", s->bound);
    } else {
        put_seconds(j, "bound", s->bound);
        put_seconds(j, "seconds_before", s->before_ms);
        put_seconds(j, "seconds_after", s->after_ms);
    }
}

/* What the first 1, 2, ... of them gain together, and the most that as many
 * could. */
static void put_curve(lc_json *j, const lc_siting *s)
{
    int64_t sum = 0;

    lc_json_array(j, "curve");
    for (size_t i = 0; i < s->site.n; i++) {
        sum += s->site.v[i].gained;
        lc_json_object(j, NULL);
        lc_json_int(j, "sites", (int64_t)i + 1);
        lc_json_milli(j, "gained", sum);
        if (s->ahead)
            lc_json_milli(j, "bound", s->ahead[i]);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_left_out(lc_json *j, lc_row *row, const lc_sites_answer *a)
{
    const lc_siting *s = a->s;

    lc_json_object(j, "candidates");
    lc_json_int(j, "looked_at", (int64_t)(s->candidate.n - s->left.n));
    if (s->spacing_m)
        lc_json_int(j, "spacing_metres", s->spacing_m);
    lc_json_int(j, "left_out_count", (int64_t)s->left.n);
    lc_json_array(j, "left_out");
    for (size_t i = 0; i < s->left.n && i < LEFT_LISTED; i++) {
        lc_json_object(j, NULL);
        lc_json_str(j, "candidate",
                    lc_site_candidate(row, a, s->left.v[i].candidate));
        lc_json_str(j, "reason", lc_reason_id(s->left.v[i].reason));
        lc_json_end(j);
        lc_row_clear(row);
    }
    lc_json_end(j);
    lc_json_end(j);
}

/* Covered after is what coverage will say. */
static void put_sums(lc_json *j, const lc_siting *s)
{
    lc_json_milli(j, "total", s->total);
    lc_json_milli(j, "covered_before", s->covered);
    lc_json_milli(j, "covered_after", s->covered + s->gained);
    lc_json_milli(j, "gained", s->gained);
    lc_json_object(j, "unreached");
    lc_json_milli(j, "weight", s->unreached);
    lc_json_int(j, "homes", s->unreached_homes);
    lc_json_end(j);
}

void lc_answer_sites(lc_buf *out, const lc_sites_answer *a)
{
    lc_json j;
    lc_row row = {0};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "type", "FeatureCollection");
    put_asked(&j, a);
    put_sums(&j, a->s);
    put_bound(&j, a);
    put_curve(&j, a->s);
    put_left_out(&j, &row, a);
    lc_json_array(&j, "features");
    for (size_t i = 0; i < a->s->site.n; i++)
        put_site(&j, &row, a, i);
    lc_json_end(&j);
    lc_json_end(&j);
    out->failed = out->failed || row.failed;
    lc_row_free(&row);
}

lc_status lc_answer_sites_csv(lc_buf *out, const lc_sites_answer *a,
                              lc_error *err)
{
    const lc_layout layout = {.name = "sites",
                              .geometry = LIFE_GEOMETRY_POINT,
                              .fields = lc_site_fields};
    lc_writer w = {0};
    lc_row row = {0};
    lc_status st = lc_writer_open(&w, lc_formats_find("csv"), &layout,
                                  (lc_target){.buf = out}, err);

    for (size_t i = 0; i < a->s->site.n && !st; i++) {
        lc_row_clear(&row);
        lc_site_values(&row, a, i);
        st = lc_writer_row(&w, &row, err);
    }
    if (!st)
        st = lc_writer_finish(&w, err);
    lc_writer_free(&w);
    lc_row_free(&row);
    return st;
}
