/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/export.c - a whole layer, for a GIS or a spreadsheet.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/formats.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/export/layers/layers.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static lc_status keep(void *ctx, const void *bytes, size_t len, lc_error *err)
{
    lc_buf *body = ctx;

    lc_buf_put(body, bytes, len);
    return body->failed ? lc_reply_failed(body, err) : LIFE_OK;
}

/* A terminal is told in its own language, a program in one that it knows. */
static lc_lang lang_of(const lc_args *args, const lc_reply *out)
{
    return out->sink ? args->lang : LIFE_LANG_EN;
}

/* A bit for each layer that is asked for. */
static uint32_t layers_of(const lc_value *v)
{
    const char *const *words = lc_params[LIFE_PARAM_LAYER].words;
    uint32_t bits = 0;

    if (v->n != UINT32_MAX)
        return v->n;
    for (size_t i = 0; words[i]; i++)
        bits |= (uint32_t)lc_layers_in_all(words[i]) << i;
    return bits;
}

/* Answers of categories, which homes have where some are named, are worked
 * out; how many facilities a wheelchair was counted for is said with its
 * pace. */
static lc_study_rows of_rows(const lc_args *args)
{
    const char *const *words = lc_params[LIFE_PARAM_LAYER].words;
    uint32_t bits = layers_of(&args->v[LIFE_PARAM_LAYER]);
    const lc_value *v = args->v;
    lc_study_rows all = LIFE_STUDY_WHOLE;

    if (v[LIFE_PARAM_CATEGORY].given || v[LIFE_PARAM_AT].given)
        return LIFE_STUDY_WHOLE;
    for (size_t i = 0, n = 0; words[i]; i++)
        if (bits >> i & 1)
            all = lc_layers_rows_with(words[i], n++ ? &all : NULL);
    if (all > LIFE_STUDY_ROWS &&
        (v[LIFE_PARAM_PACE].given || v[LIFE_PARAM_MODE].given))
        return LIFE_STUDY_ROWS;
    return all;
}

/* The names of the layers whose bits are set, commas between. */
static void put_layers(lc_buf *out, uint32_t bits)
{
    const char *const *words = lc_params[LIFE_PARAM_LAYER].words;

    for (size_t i = 0; words[i]; i++)
        if (bits >> i & 1)
            lc_buf_printf(out, "%s%s", out->len ? "," : "", words[i]);
}

/* "W,S,E,N" in degrees, the first two less than the others. */
static lc_status read_box(const lc_args *args, lc_box *out, lc_error *err)
{
    const char *text = args->v[LIFE_PARAM_BBOX].text;
    double side[4], most[4] = {180, 90, 180, 90};
    const char *at = text;
    bool good = true;

    for (int i = 0; good && i < 4; i++) {
        size_t len = strcspn(at, ",");
        char number[32];

        snprintf(number, sizeof number, "%.*s", (int)len, at);
        good = len < sizeof number && lc_parse_decimal(number, &side[i]) &&
               fabs(side[i]) <= most[i] && (at[len] == ',') == (i < 3);
        at += len + (at[len] == ',');
    }
    if (!good || side[0] > side[2] || side[1] > side[3])
        return lc_fail_param(err, LIFE_ERR_RANGE, "bbox",
                             "%s is \"%.60s\"; it must be W,S,E,N in plain "
                             "decimals, west before east and south before "
                             "north",
                             lc_args_label(args, LIFE_PARAM_BBOX).text, text);
    *out =
        (lc_box){(int32_t)floor(side[0] * 1e7), (int32_t)floor(side[1] * 1e7),
                 (int32_t)ceil(side[2] * 1e7), (int32_t)ceil(side[3] * 1e7)};
    return LIFE_OK;
}

/* A server has given up the files that PROJ would read; under /ogc it keeps
 * some systems open. */
static lc_status open_system(const lc_args *args, lc_export_system **out,
                             lc_error *err)
{
    const char *name = args->v[LIFE_PARAM_SYSTEM].text;

    if (args->door != LIFE_DOOR_COMMAND && !strncasecmp(name, "EPSG:", 5) &&
        strcmp(name + 5, "4326") != 0)
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "crs is \"%.40s\"; here it is wgs84, gcj02, bd09, "
                             "bd09mc or cgcs2000: the command writes any, and "
                             "/ogc those that its collections list",
                             name);
    return lc_system_open(name, out, err);
}

/* A place that can't be asked from has areas without a shape, and it is said
 * why. */
static lc_status read_place(const lc_ask *ask, const lc_args *args,
                            uint32_t layers, lc_lonlat *at, lc_reply *out,
                            lc_error *err)
{
    const char *text = args->v[LIFE_PARAM_AT].text;
    lc_buf names = {0};
    lc_place place;
    bool fits;
    lc_status st = LIFE_OK;

    put_layers(&names, layers);
    fits = !names.failed && !strcmp(names.data, "isochrones");
    lc_buf_free(&names);
    if (!fits)
        return lc_fail_param(err, LIFE_ERR_USAGE, "at",
                             "a place is asked of the layer isochrones alone");
    if (!lc_parse_pair(text, &at->lon, &at->lat))
        return lc_fail_param(
            err, LIFE_ERR_USAGE, "at",
            "--at is \"%.60s\"; it must be LON,LAT in plain decimals", text);
    st = lc_place_at(ask->walker, *at, args->v[LIFE_PARAM_PACE].n, &place, err);
    if (!st)
        out->note = place.reason;
    return lc_fail_blame(err, st, "at");
}

/* ---- an export ---- */

/* A piece of what is longer than a body may be: a few milliseconds' work, and
 * what a client on a poor line takes in half a minute. Where a filter wants few
 * rows, others get their turn after so many. */
#define PIECE_BYTES 262144
#define PIECE_ROWS  16384

typedef struct asked { /* what is asked for, and what it points to */
    lc_layer_query q;
    lc_coverage_request coverage;
    lc_box box;
    lc_lonlat from;
    lc_buf names;
    lc_layer_run *run; /* of one that goes on piece by piece */
} asked;

static void drop(void *of)
{
    asked *a = of;

    if (!a)
        return;
    lc_layer_run_close(a->run);
    lc_system_free(a->q.system);
    lc_buf_free(&a->names);
    lc_free(a);
}

static lc_status make_piece(void *of, lc_buf *to, bool *more, lc_error *err)
{
    const lc_layer_portion piece = {PIECE_BYTES, PIECE_ROWS, keep, to};
    asked *a = of;

    return lc_layer_run_on(a->run, &piece, more, err);
}

/* From its beginning: what has been made of it went into a body that is far
 * larger than a piece, and would have to be kept until it is sent. */
static lc_status give_rest(const lc_ask *ask, asked **a, lc_reply *out,
                           lc_error *err)
{
    lc_status st = lc_layer_run_open(ask->study, &(*a)->q, &(*a)->run, err);

    if (st)
        return st;
    lc_buf_free(&out->body);
    out->rest = (lc_rest){make_piece, drop, *a};
    *a = NULL;
    return LIFE_OK;
}

/* Layers that are worked out as they are read, at a search a row, are not sent
 * in pieces: those would be no matter of milliseconds. */
static lc_status export_layers(const lc_ask *ask, asked **a, lc_reply *out,
                               lc_error *err)
{
    const lc_layer_query *q = &(*a)->q;
    bool may_go_on = out->takes_rest && lc_layers_in_all(q->layer);
    lc_error why = {0};
    lc_status st;

    if (may_go_on && out->is_long)
        return give_rest(ask, a, out, err);
    st = lc_layers_export(ask->study, q, out->sink ? out->sink : keep,
                          out->sink ? out->sink_ctx : &out->body, &why);
    if (st && may_go_on && out->body.failed)
        return give_rest(ask, a, out, err);
    return st ? lc_fail_as(err, &why) : LIFE_OK;
}

/* What is left out of each, a line in all. */
static void tell_left_out(const lc_ask *ask, uint32_t bits, lc_lang lang,
                          lc_buf *out)
{
    const char *const *words = lc_params[LIFE_PARAM_LAYER].words;

    for (size_t i = 0; words[i]; i++)
        if (bits >> i & 1)
            lc_held_say(ask->world, words[i], lang, out);
}

/* A layer without a place for it would be silent about it. */
static lc_status check_counted(uint32_t bits, lc_error *err)
{
    const char *const *words = lc_params[LIFE_PARAM_LAYER].words;

    for (size_t i = 0; words[i]; i++)
        if (bits >> i & 1 && !strcmp(words[i], "coverage"))
            return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                         "basic_count is of the layer coverage alone");
}

static lc_status read_asked(const lc_ask *ask, const lc_args *args, asked *a,
                            lc_reply *out, lc_error *err)
{
    const lc_value *v = args->v;
    uint32_t bits = layers_of(&v[LIFE_PARAM_LAYER]);
    lc_status st = lc_ask_coverage(ask, args, &a->coverage, err);

    a->coverage.standard = v[LIFE_PARAM_STANDARD].text;
    put_layers(&a->names, bits);
    a->q = (lc_layer_query){
        .layer = a->names.data,
        .format = lc_formats_find(out->format),
        .coverage = &a->coverage,
        .level = v[LIFE_PARAM_LEVEL].given ? &v[LIFE_PARAM_LEVEL].n : NULL,
        .from = v[LIFE_PARAM_AT].given ? &a->from : NULL,
        .bbox = v[LIFE_PARAM_BBOX].given ? &a->box : NULL,
        .where = v[LIFE_PARAM_WHERE].text,
        .fields = v[LIFE_PARAM_FIELDS].text,
        .bare = v[LIFE_PARAM_BOM].n == 1,
        .wkt = v[LIFE_PARAM_GEOMETRY].n == 1};
    if (!st && a->coverage.counted)
        st = check_counted(bits, err);
    if (!st && a->names.failed)
        st = lc_no_memory(err, "an export");
    if (!st && a->q.from)
        st = read_place(ask, args, bits, &a->from, out, err);
    if (!st && a->q.bbox)
        st = read_box(args, &a->box, err);
    if (!st && v[LIFE_PARAM_SYSTEM].given)
        st = open_system(args, &a->q.system, err);
    if (!st)
        tell_left_out(ask, bits, lang_of(args, out), &out->left_out);
    return st;
}

/* Layers go piece by piece into the sink: those of a large city are longer than
 * an answer in memory may be. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    asked *a = lc_calloc(1, sizeof *a);
    lc_status st;

    if (!a)
        return lc_no_memory(err, "an export");
    st = read_asked(ask, args, a, out, err);
    if (!st)
        st = export_layers(ask, &a, out, err);
    /* of a request: one plain name */
    out->save_as = args->v[LIFE_PARAM_LAYER].text;
    drop(a);
    return st;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_LAYER, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_CATEGORY, .flags = LIFE_USE_COUNTED},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MODE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_RADIUS},
    {.id = LIFE_PARAM_LEVEL},
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_SYSTEM},
    {.id = LIFE_PARAM_AT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_BBOX},
    {.id = LIFE_PARAM_WHERE},
    {.id = LIFE_PARAM_FIELDS},
    {.id = LIFE_PARAM_GEOMETRY},
    {.id = LIFE_PARAM_BOM},
    {.id = LIFE_PARAM_OUTPUT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_export = {
    .name = "export",
    .path = "/export/{layer}",
    .command = "export",
    .uses = uses,
    .formats = lc_formats_streamed,
    .command_formats = lc_formats_names,
    .weight = LIFE_MEDIUM,
    .slow_if = "layer=gaps layer=isochrones",
    .schema = "FeatureCollection",
    .text =
        {"整个图层：facilities、units、homes、streets、coverage、gaps、"
         "isochrones 或 indicators",
         "a whole layer: facilities, units, homes, streets, coverage, gaps, "
         "isochrones or indicators"},
    .notes = {"格式按文件名", "the format goes by the file's name"},
    .example = "lifecircle export coverage --city my.city -o coverage.geojson\n"
               "  lifecircle export gaps --city my.city --category {category} "
               "-o gaps.gpkg\n"
               "  lifecircle export all --city my.city -o city.gpkg\n"
               "  lifecircle export units --city my.city --where "
               "\"approximate = false\" -o units.xlsx",
    .of_rows = of_rows,
    .run = run,
};
