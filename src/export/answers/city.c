/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/city.c - what the city is: its tables and totals.
 *
 * What a program needs before it can ask anything: which paces, levels and
 * categories there are stands in tables of the city's own, so nothing of them
 * is built into a client. `generation` is the hash of all inputs: two answers
 * with the same one are of the same city.
 */
#include "lifecircle/export/answers/city.h"

#include "lifecircle/world/as_of.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"

#include <math.h>
#include <string.h>

/* As GeoJSON's bbox has it: west, south, east, north. */
void lc_answer_city_extent(lc_json *j, const lc_world *w)
{
    const lc_shape *extent = w ? lc_world_extent(w) : NULL;
    lc_box b;
    lc_lonlat sw, ne;

    if (!extent || extent->pt_count == 0) {
        lc_json_null(j, "extent");
        return;
    }
    b = lc_shape_box(extent);
    sw = lc_pt_lonlat((lc_pt){b.min_lon, b.min_lat});
    ne = lc_pt_lonlat((lc_pt){b.max_lon, b.max_lat});
    lc_json_array(j, "extent");
    lc_json_double(j, NULL, sw.lon, 7);
    lc_json_double(j, NULL, sw.lat, 7);
    lc_json_double(j, NULL, ne.lon, 7);
    lc_json_double(j, NULL, ne.lat, 7);
    lc_json_end(j);
}

/* With their speed and what steps cost, which all walk times come from. */
static void put_paces(lc_json *j, const lc_world *w)
{
    lc_json_array(j, "paces");
    for (uint32_t i = 0; i < lc_world_pace_count(w); i++) {
        const lc_pace *p = lc_world_pace(w, i);

        lc_json_object(j, NULL);
        lc_json_str(j, "id", p->id);
        lc_json_str(j, "name_zh", p->name_zh);
        lc_json_str(j, "name_en", p->name_en);
        lc_json_str(j, "mode", lc_world_mode_at(w, p->mode)->id);
        lc_json_double(j, "metres_per_second", p->mps, 6);
        lc_json_double(j, "steps_factor", p->steps_factor, 3);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* With their checksums: whoever doubts a figure finds the file it came from. */
static void put_sources(lc_json *j, const lc_world *w)
{
    lc_json_array(j, "sources");
    for (uint32_t i = 0; i < lc_world_source_count(w); i++) {
        const lc_source_info *s = lc_world_source(w, i);

        lc_json_object(j, NULL);
        lc_json_str(j, "name", s->name);
        lc_json_str(j, "kind", s->kind);
        lc_json_str(j, "file", s->file);
        lc_json_str(j, "sha256", s->sha256);
        lc_json_str(j, "crs", s->crs);
        lc_json_str(j, "as_of", *s->as_of ? s->as_of : NULL);
        lc_json_str(j, "imported_at", s->imported_at);
        lc_json_str(j, "attribution", s->attribution);
        lc_json_str(j, "licence", s->licence);
        lc_json_bool(j, "export", !s->withheld);
        lc_json_int(j, "rows", s->row_count);
        lc_json_int(j, "rejected", s->rejected);
        lc_json_str(j, "extent_rule", s->extent_rule);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* What is not linked to a street is counted by itself, as it has no answer. */
static void put_totals(lc_json *j, const lc_world *w, const lc_world_stats *s)
{
    const lc_network *n = lc_world_network(w);

    lc_json_object(j, "totals");
    lc_json_int(j, "facilities", (int64_t)lc_world_facility_count(w));
    lc_json_int(j, "homes", (int64_t)lc_world_home_count(w));
    lc_json_int(j, "units", (int64_t)lc_world_unit_count(w));
    lc_json_milli(j, "weight", lc_world_total_weight(w));
    lc_json_int(j, "streets", n->edge_count);
    lc_json_int(j, "street_nodes", n->node_count);
    lc_json_double(j, "street_metres", s->street_m, 3);
    lc_json_int(j, "island_streets", s->island_edges);
    lc_json_int(j, "unlinked_homes", s->unlinked_homes);
    lc_json_milli(j, "unlinked_weight", s->unlinked_weight);
    lc_json_int(j, "unlinked_facilities", s->unlinked_facilities);
    lc_json_end(j);
}

/* Code of the unit that a city without units is; NULL: it has units. */
static const char *whole_of(const lc_world *w)
{
    const lc_unit *u = lc_world_unit_count(w) == 1 ? lc_world_unit(w, 0) : NULL;

    return u && !strcmp(u->code, u->level) ? u->code : NULL;
}

/* The finest level has a member of its own: it is the default of all questions
 * that take a level. */
void lc_answer_city(lc_buf *out, const lc_world *w)
{
    lc_world_stats stats;
    lc_json j;
    size_t levels = lc_world_level_count(w);
    int64_t weight = lc_world_total_weight(w);

    lc_world_get_stats(w, &stats);
    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "name", lc_world_setting(w, "name"));
    lc_json_str(&j, "timezone", lc_world_clock_timezone(w));
    lc_answer_city_extent(&j, w);
    lc_json_str(&j, "home_kind", lc_home_kind_id(lc_world_home_kind(w)));
    lc_json_str(&j, "home_unit_text", lc_world_setting(w, "home_unit_text"));
    lc_json_double(
        &j, "assumed_share",
        weight > 0 ? (double)stats.assumed_weight / (double)weight : NAN, 6);
    lc_json_str(&j, "whole", whole_of(w));
    lc_json_str(&j, "finest_level",
                levels ? lc_world_level(w, (uint32_t)levels - 1) : NULL);
    lc_json_array(&j, "levels");
    for (uint32_t i = 0; i < levels; i++)
        lc_json_str(&j, NULL, lc_world_level(w, i));
    lc_json_end(&j);
    put_paces(&j, w);
    put_sources(&j, w);
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_str(&j, "data_as_of", lc_as_of_city(w));
    lc_json_str(&j, "generation", lc_world_setting(w, "generation"));
    lc_json_str(&j, "created_at", lc_world_setting(w, "created_at"));
    put_totals(&j, w, &stats);
    lc_json_end(&j);
}
