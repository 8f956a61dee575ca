/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/city.c - what the city is: its tables, units, names.
 */
#include "lifecircle/base/mem.h"
#include "src/export/formats/row.h"

#include <math.h>
#include <string.h>

/* ---- units ---- */

static void put_centre(lc_json *j, lc_pt p)
{
    lc_lonlat at = lc_pt_lonlat(p);

    lc_json_array(j, "centre");
    lc_json_double(j, NULL, at.lon, 7);
    lc_json_double(j, NULL, at.lat, 7);
    lc_json_end(j);
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* Whether `text` holds `part`, ASCII letters in either case. */
static bool holds(const char *text, const char *part)
{
    for (;; text++) {
        size_t n = 0;

        while (part[n] && lower(text[n]) == lower(part[n]))
            n++;
        if (!part[n])
            return true;
        if (!*text)
            return false;
    }
}

static void put_unit_feature(lc_row *r, const lc_world *w, const lc_unit *u)
{
    lc_row_begin(r, u->code);
    lc_row_shape(r, u->shape);
    lc_row_unit(r, w, u);
    put_centre(r->json, u->centre);
    lc_row_end(r);
}

void lc_answer_units(lc_buf *out, const lc_world *w, uint32_t level,
                     const char *q, uint32_t parent, bool shapes)
{
    lc_json j;
    lc_row row = {.json = &j};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    if (shapes)
        lc_json_str(&j, "type", "FeatureCollection");
    lc_json_str(&j, "attribution", lc_world_setting(w, "attribution"));
    lc_json_array(&j, shapes ? "features" : "units");
    for (uint32_t i = 0; i < lc_world_unit_count(w); i++) {
        const lc_unit *u = lc_world_unit(w, i);

        if ((level != LIFE_NONE && u->level_index != level) ||
            (parent != LIFE_NONE && u->parent != parent) ||
            !(holds(u->name, q) || holds(u->name_en, q) || holds(u->code, q)))
            continue;
        if (shapes) {
            put_unit_feature(&row, w, u);
            continue;
        }
        lc_json_object(&j, NULL);
        lc_row_unit(&row, w, u);
        put_centre(&j, u->centre);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_end(&j);
}

void lc_answer_unit(lc_buf *out, const lc_world *w, uint32_t unit)
{
    lc_json j;
    lc_row row = {.json = &j};

    lc_json_init(&j, out);
    put_unit_feature(&row, w, lc_world_unit(w, unit));
}

/* ---- tables ---- */

void lc_answer_categories(lc_buf *out, const lc_world *w)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "categories");
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        lc_json_object(&j, NULL);
        lc_json_str(&j, "id", c->id);
        lc_json_str(&j, "group", c->group);
        lc_json_str(&j, "group_zh", c->group_zh);
        lc_json_str(&j, "group_en", c->group_en);
        lc_json_str(&j, "name_zh", c->name_zh);
        lc_json_str(&j, "name_en", c->name_en);
        if (c->walk_minutes > 0)
            lc_json_int(&j, "walk_minutes", c->walk_minutes);
        else
            lc_json_null(&j, "walk_minutes");
        lc_json_bool(&j, "basic", c->basic);
        lc_json_int(&j, "facilities", c->facility_count);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_end(&j);
}

static void put_extent(lc_json *j, const lc_shape *extent)
{
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

static void put_paces(lc_json *j, const lc_world *w)
{
    lc_json_array(j, "paces");
    for (uint32_t i = 0; i < lc_world_pace_count(w); i++) {
        const lc_pace *p = lc_world_pace(w, i);

        lc_json_object(j, NULL);
        lc_json_str(j, "id", p->id);
        lc_json_str(j, "name_zh", p->name_zh);
        lc_json_str(j, "name_en", p->name_en);
        lc_json_str(j, "mode", lc_mode_names[p->mode]);
        lc_json_double(j, "metres_per_second", p->mps, 6);
        lc_json_double(j, "steps_factor", p->steps_factor, 3);
        lc_json_end(j);
    }
    lc_json_end(j);
}

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
        lc_json_str(j, "imported_at", s->imported_at);
        lc_json_str(j, "attribution", s->attribution);
        lc_json_int(j, "rows", s->row_count);
        lc_json_int(j, "rejected", s->rejected);
        lc_json_str(j, "extent_rule", s->extent_rule);
        lc_json_end(j);
    }
    lc_json_end(j);
}

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

void lc_answer_city(lc_buf *out, const lc_world *w)
{
    lc_world_stats stats;
    lc_json j;
    lc_row row = {.json = &j};
    size_t levels = lc_world_level_count(w);

    lc_world_get_stats(w, &stats);
    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "name", lc_world_setting(w, "name"));
    lc_json_str(&j, "timezone", lc_world_timezone(w));
    put_extent(&j, lc_world_extent(w));
    lc_json_str(&j, "home_kind", lc_world_setting(w, "home_kind"));
    lc_json_str(&j, "home_unit_text", lc_world_setting(w, "home_unit_text"));
    lc_row_share(&row, "assumed_share", stats.assumed_weight,
                 lc_world_total_weight(w));
    lc_json_str(&j, "finest_level",
                levels ? lc_world_level(w, (uint32_t)levels - 1) : NULL);
    lc_json_array(&j, "levels");
    for (uint32_t i = 0; i < levels; i++)
        lc_json_str(&j, NULL, lc_world_level(w, i));
    lc_json_end(&j);
    put_paces(&j, w);
    put_sources(&j, w);
    lc_json_str(&j, "attribution", lc_world_setting(w, "attribution"));
    lc_json_str(&j, "generation", lc_world_setting(w, "generation"));
    lc_json_str(&j, "created_at", lc_world_setting(w, "created_at"));
    put_totals(&j, w, &stats);
    lc_json_end(&j);
}

static void put_hit(lc_json *j, const lc_world *w, const lc_hit *h)
{
    uint32_t f = strcmp(h->kind, "facility") != 0
                     ? LIFE_NONE
                     : lc_world_find_facility(w, h->id);
    lc_lonlat at = lc_pt_lonlat(h->pt);

    lc_json_object(j, NULL);
    lc_json_str(j, "kind", h->kind);
    lc_json_str(j, "id", h->id);
    lc_json_str(j, "name", h->name);
    lc_json_str(j, "detail", h->detail);
    lc_json_str(j, "match", h->how);
    if (h->system)
        lc_json_str(j, "system", h->system);
    if (f != LIFE_NONE) {
        lc_json_array(j, "categories");
        for (uint32_t c = 0; c < lc_world_category_count(w); c++)
            if (lc_world_facility(w, f)->categories >> c & 1)
                lc_json_str(j, NULL, lc_category_id(w, c));
        lc_json_end(j);
    }
    if (h->distance_m >= 0)
        lc_json_double(j, "distance_metres", h->distance_m, 1);
    lc_json_double(j, "lon", h->placed ? at.lon : NAN, 7);
    lc_json_double(j, "lat", h->placed ? at.lat : NAN, 7);
    lc_json_end(j);
}

lc_status lc_answer_search(lc_buf *out, const lc_world *w, const lc_find *find,
                           lc_error *err)
{
    lc_hit *hit = lc_calloc(find->limit + 1, sizeof *hit);
    size_t n = 0;
    lc_json j;
    lc_status st;

    if (!hit)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for %zu hits",
                       find->limit);
    st = lc_world_find(w, find, hit, &n, err);
    if (!st) {
        lc_json_init(&j, out);
        lc_json_object(&j, NULL);
        lc_json_array(&j, "hits");
        for (size_t i = 0; i < n; i++)
            put_hit(&j, w, &hit[i]);
        lc_json_end(&j);
        lc_json_end(&j);
    }
    lc_free(hit);
    return st;
}
