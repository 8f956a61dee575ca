/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/export.c - a whole layer, for a GIS or a spreadsheet.
 */
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/formats.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/export/layers/layers.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

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

/* Layers go piece by piece into the sink: those of a large city are longer than
 * an answer in memory may be. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_coverage_request r;
    const lc_value *level = &args->v[LIFE_PARAM_LEVEL];
    const lc_layer_query q = {args->v[LIFE_PARAM_LAYER].text,
                              lc_formats_find(out->format), &r,
                              level->given ? &level->n : NULL, false};
    lc_status st = lc_ask_coverage(ask, args, &r, err);

    if (st)
        return st;
    r.standard = args->v[LIFE_PARAM_STANDARD].text;
    st = lc_layers_export(ask->study, &q, out->sink ? out->sink : keep,
                          out->sink ? out->sink_ctx : &out->body, err);
    out->save_as = q.layer; /* one that was found has a plain name */
    if (!st)
        lc_held_say(ask->world, q.layer, lang_of(args, out), &out->left_out);
    return st;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_LAYER, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_CATEGORY},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MODE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_RADIUS},
    {.id = LIFE_PARAM_LEVEL},
    {.id = LIFE_PARAM_STANDARD},
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
    .schema = "FeatureCollection",
    .text = {"整个图层：facilities、units、homes、streets、coverage 或 "
             "indicators",
             "a whole layer: facilities, units, homes, streets, coverage or "
             "indicators"},
    .notes = {"格式按文件名", "the format goes by the file's name"},
    .example = "lifecircle export coverage --city my.city -o coverage.geojson",
    .run = run,
};
