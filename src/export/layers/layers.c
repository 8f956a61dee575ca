/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layers.c - the table of layers, and how one is written.
 */
#include "lifecircle/export/layers/layers.h"

#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
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

/* The name and whom to thank go with the file. */
static lc_status write_layer(lc_layer_run *run, const lc_layer_form *form,
                             const lc_layer_query *q, lc_target target,
                             lc_error *err)
{
    const lc_coverage_request *r = &run->request;
    const lc_wheels_count n = lc_coverage_wheels(run->w, r);
    const lc_member head[] = {
        {"name", q->layer, NULL},
        {"attribution", lc_world_setting(run->w, "attribution"), NULL},
        /* last: for a pace that heeds wheels alone */
        {"wheelchair_counted", NULL, &n.counted},
        {"wheelchair_unstated", NULL, &n.unstated}};
    const size_t heads = sizeof head / sizeof *head;
    const lc_layout layout = {
        .name = q->layer,
        .geometry = form->geometry,
        .fields = lc_fieldset_all(&run->columns),
        .head = head,
        .heads = heads - (lc_world_pace(run->w, r->q.pace)->wheels ? 0 : 2),
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
    run.request = q->coverage ? *q->coverage : common_request(w);
    form = q->format->kind == LIFE_FORMAT_MAP ? &layer->map : &layer->table;
    st = form->columns(&run, err);
    if (!st && run.columns.failed)
        st = lc_no_memory(err, "the columns");
    if (!st)
        st = write_layer(&run, form, q, (lc_target){.sink = sink, .ctx = ctx},
                         err);
    lc_fieldset_free(&run.columns);
    lc_row_free(&run.row);
    return st;
}
