/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/info.c - what a city file holds, and where it comes from.
 */
#include "lifecircle/base/json_out.h"
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/store/rows/source.h"
#include "src/cli/cli.h"

#include <inttypes.h>

/* ---- sources ---- */

/* Read from the table, so that it works on a city not yet computed. */
static lc_status each_source(lc_city *c,
                             void (*put)(void *ctx, const lc_stored_source *s),
                             void *ctx, lc_error *err)
{
    lc_stored_source s;
    lc_rows *rows;
    lc_status st = lc_source_rows(c, &s, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        put(ctx, &s);
    return st;
}

static void source_line(void *ctx, const lc_stored_source *s)
{
    lc_grid *g = ctx;

    lc_grid_put(g, "%s", s->name);
    lc_grid_put(g, "%s", s->kind);
    lc_grid_put(g, "%s", s->file);
    lc_grid_put(g, "%s", s->crs);
    lc_grid_put(g, "%" PRId64, s->row_count);
    lc_grid_put(g, "%" PRId64, s->rejected);
    lc_grid_put(g, "%s", s->imported_at);
}

static void source_object(void *ctx, const lc_stored_source *s)
{
    lc_json *j = ctx;

    lc_json_object(j, NULL);
    lc_json_str(j, "name", s->name);
    lc_json_str(j, "kind", s->kind);
    lc_json_str(j, "file", s->file);
    lc_json_str(j, "crs", s->crs);
    lc_json_int(j, "rows", s->row_count);
    lc_json_int(j, "rejected", s->rejected);
    lc_json_str(j, "imported_at", s->imported_at);
    lc_json_str(j, "attribution", s->attribution);
    lc_json_str(j, "extent_rule", s->extent_rule);
    lc_json_end(j);
}

static lc_status sources_table(lc_city *c, lc_error *err)
{
    static const char *const head[] = {"source", "kind",    "file",    "crs",
                                       "rows",   "refused", "imported"};
    lc_grid g = {.columns = 7, .right = 1 << 4 | 1 << 5};
    lc_status st, printed;

    for (size_t i = 0; i < 7; i++)
        lc_grid_put(&g, "%s", head[i]);
    st = each_source(c, source_line, &g, err);
    printed = lc_grid_print(&g, err);
    return st ? st : printed;
}

static lc_status sources_json(lc_city *c, lc_error *err)
{
    lc_buf out = {0};
    lc_json j;
    lc_status st;

    lc_json_init(&j, &out);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "sources");
    st = each_source(c, source_object, &j, err);
    if (st) {
        lc_buf_free(&out);
        return st;
    }
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_cli_answer(&out, err);
}

lc_status lc_cmd_sources(const lc_opts *o, lc_error *err)
{
    const char *path;
    lc_city *c = NULL;
    lc_status st = lc_opts_city(o, &path, err);

    if (!st)
        st = lc_city_open(path, true, &c, err);
    if (!st)
        st = lc_opts_format_is(o, "json") ? sources_json(c, err)
                                          : sources_table(c, err);
    lc_city_close(c);
    return st;
}

/* ---- info ---- */

static void put_fact(lc_grid *g, const char *what, const char *value)
{
    lc_grid_put(g, "%s", what);
    lc_grid_put(g, "%s", value);
}

static void put_number(lc_grid *g, const char *what, int64_t value)
{
    lc_grid_put(g, "%s", what);
    lc_grid_put(g, "%" PRId64, value);
}

static void put_levels(lc_grid *g, const lc_world *w)
{
    for (uint32_t l = 0; l < lc_world_level_count(w); l++) {
        int64_t n = 0, approximate = 0;

        for (uint32_t i = 0; i < lc_world_unit_count(w); i++) {
            const lc_unit *u = lc_world_unit(w, i);

            n += u->level_index == l;
            approximate += u->level_index == l && u->approximate;
        }
        lc_grid_put(g, "units: %s", lc_world_level(w, l));
        lc_grid_put(g, "%" PRId64 " (%" PRId64 " approximate)", n, approximate);
    }
}

static void put_extent(lc_grid *g, const lc_shape *extent)
{
    lc_box b;

    if (!extent || extent->pt_count == 0)
        return;
    b = lc_shape_box(extent);
    lc_grid_put(g, "extent");
    lc_grid_put(g, "%.4f,%.4f,%.4f,%.4f", b.min_lon / 1e7, b.min_lat / 1e7,
                b.max_lon / 1e7, b.max_lat / 1e7);
}

static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static lc_status city_table(const lc_world *w, lc_error *err)
{
    lc_grid g = {.columns = 2};
    lc_world_stats s;
    int64_t weight = lc_world_total_weight(w);

    lc_world_get_stats(w, &s);
    put_fact(&g, "city", lc_world_setting(w, "name"));
    put_extent(&g, lc_world_extent(w));
    lc_grid_put(&g, "streets");
    lc_grid_put(&g, "%.1f km in %" PRIu32 " pieces", s.street_m / 1000,
                lc_world_network(w)->edge_count);
    put_levels(&g, w);
    put_number(&g, "facilities", (int64_t)lc_world_facility_count(w));
    put_number(&g, "homes", (int64_t)lc_world_home_count(w));
    lc_grid_put(&g, "weight");
    lc_grid_put(&g, "%.0f %s, %.1f %% of it by assumption",
                (double)weight / 1000, lc_world_setting(w, "home_kind"),
                percent(s.assumed_weight, weight));
    lc_grid_put(&g, "unlinked");
    lc_grid_put(
        &g, "%" PRIu32 " homes (%.2f %% of the weight), %" PRIu32 " facilities",
        s.unlinked_homes, percent(s.unlinked_weight, weight),
        s.unlinked_facilities);
    for (uint32_t i = 0; i < lc_world_source_count(w); i++)
        put_fact(&g, "source", lc_world_source(w, i)->name);
    put_fact(&g, "attribution", lc_world_setting(w, "attribution"));
    put_fact(&g, "generation", lc_world_setting(w, "generation"));
    return lc_grid_print(&g, err);
}

static lc_status category_table(const lc_world *w, lc_error *err)
{
    lc_grid g = {.columns = 4, .right = 1 << 1 | 1 << 2};

    lc_grid_put(&g, "category");
    lc_grid_put(&g, "facilities");
    lc_grid_put(&g, "minutes");
    lc_grid_put(&g, "name");
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        lc_grid_put(&g, "%s", c->id);
        lc_grid_put(&g, "%" PRIu32, c->facility_count);
        if (c->walk_minutes > 0)
            lc_grid_put(&g, "%d", c->walk_minutes);
        else
            lc_grid_put(&g, "-");
        lc_grid_put(&g, "%s  %s", c->name_zh, c->name_en);
    }
    return lc_grid_print(&g, err);
}

lc_status lc_cmd_info(const lc_opts *o, lc_error *err)
{
    lc_study *study;
    const lc_world *w;
    lc_buf out = {0};
    lc_status st = lc_cli_study(o, &study, err);

    if (st)
        return st;
    w = lc_study_world(study);
    if (lc_opts_format_is(o, "json")) {
        lc_answer_city(&out, w);
        st = lc_cli_answer(&out, err);
    } else {
        st = city_table(w, err);
        if (!st)
            st = lc_cli_printf(err, "\n");
        if (!st)
            st = category_table(w, err);
    }
    lc_study_free(study);
    return st;
}
