/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layers.c - the table of layers, and how one is written.
 */
#include "lifecircle/export/layers/layers.h"

#include "lifecircle/world/as_of.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/source.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"

#include <string.h>

/* A layer NAME is lc_layer_NAME, in a file of its own. */
#define LAYERS(FIRST, X)                                                       \
    FIRST(facilities) X(units) X(homes) X(streets) X(coverage) X(indicators)

#define DECLARE(id) extern const lc_export_layer lc_layer_##id;
LAYERS(DECLARE, DECLARE)

#define ROW(id) {#id, &lc_layer_##id},
static const struct {
    const char *name;
    const lc_export_layer *layer;
} layers[] = {LAYERS(ROW, ROW)};

#define NAME(id)     #id
#define AND_NAME(id) " " #id
const char lc_layers_names[] = LAYERS(NAME, AND_NAME);

static const lc_export_layer *find_layer(const char *name, lc_error *err)
{
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (!strcmp(layers[i].name, name))
            return layers[i].layer;
    lc_fail_param(err, LIFE_ERR_NOT_FOUND, "layer",
                  "there is no layer \"%s\"; there are: %s", name,
                  lc_layers_names);
    return NULL;
}

/* What is asked where nothing is: 15 minutes, all categories, the finest
 * level. */
static lc_coverage_request common_request(const lc_world *w)
{
    return (lc_coverage_request){
        .q.limit_ms = 15 * 60000,
        .categories = lc_catset_first(lc_world_category_count(w)),
        .basic = true,
        .level = (uint32_t)lc_world_level_count(w) - 1,
        .unit = LIFE_NONE,
    };
}

/* The members that this run has: what is left out where anything is, and of
 * wheelchairs for a pace that heeds them alone. Returns how many. */
static size_t put_head(const lc_layer_run *run, const lc_member *all, size_t n,
                       lc_member *out)
{
    bool wheels = lc_world_pace(run->w, run->request.q.pace)->wheels;
    size_t said = 0;

    for (size_t i = 0; i < n; i++)
        if (all[i].number ? wheels : all[i].text != NULL)
            out[said++] = all[i];
    return said;
}

/* The name and whom to thank go with the file. */
static lc_status write_layer(lc_layer_run *run, const lc_layer_form *form,
                             const lc_layer_query *q, lc_target target,
                             lc_error *err)
{
    const lc_coverage_request *r = &run->request;
    const lc_wheels_count n = lc_coverage_wheels(run->w, r);
    const lc_member head[] = {
        {"name", q->layer, NULL},
        {"attribution", lc_world_source_attribution(run->w), NULL},
        {"data_as_of", lc_as_of_city(run->w), NULL},
        {"left_out", run->left_out.data, NULL},
        {"wheelchair_counted", NULL, &n.counted},
        {"wheelchair_unstated", NULL, &n.unstated}};
    lc_member said[sizeof head / sizeof *head];
    const lc_layout layout = {
        .name = q->layer,
        .geometry = form->geometry,
        .fields = lc_fieldset_all(&run->columns),
        .head = said,
        .heads = put_head(run, head, sizeof head / sizeof *head, said),
        .lines = true};
    lc_status st =
        lc_writer_open(&run->writer, q->format, &layout, target, err);

    if (!st)
        st = form->rows(run, err);
    if (!st)
        st = lc_writer_finish(&run->writer, err);
    lc_writer_free(&run->writer);
    return st;
}

/* Columns come first, as they may need a computation of their own; a failure
 * there writes nothing. */
lc_status lc_layers_export(lc_study *study, const lc_layer_query *q,
                           lc_sink_fn sink, void *ctx, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    const lc_export_layer *layer = find_layer(q->layer, err);
    lc_layer_run run = {.study = study, .w = w};
    const lc_layer_form *form;
    lc_status st;

    if (!layer)
        return LIFE_ERR_NOT_FOUND;
    run.level = q->level;
    run.request = q->coverage ? *q->coverage : common_request(w);
    form = q->format->kind == LIFE_FORMAT_MAP ? &layer->map : &layer->table;
    lc_held_say(w, q->layer, LIFE_LANG_EN, &run.left_out);
    st = run.left_out.failed ? lc_no_memory(err, "what is left out")
                             : form->columns(&run, err);
    if (!st && run.columns.failed)
        st = lc_no_memory(err, "the columns");
    if (!st)
        st = write_layer(&run, form, q, (lc_target){.sink = sink, .ctx = ctx},
                         err);
    lc_buf_free(&run.left_out);
    lc_fieldset_free(&run.columns);
    lc_vec_free(&run.assessment);
    lc_row_free(&run.row);
    return st;
}
