/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layers.c - the table of layers, and how one is written.
 */
#include "lifecircle/export/layers/layers.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/log.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/source.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/layers/pick.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define LOOK_AFTER 256 /* rows that are not wanted, at the budget */

/* A layer NAME is lc_layer_NAME, in a file of its own; of which rows it is
 * read. ASKED: it is worked out for what is asked, and "all" goes without. */
#define LAYERS(FIRST, X, ASKED)                                                \
    FIRST(facilities, PAGES)                                                   \
    X(units, PAGES)                                                            \
    X(homes, PAGES)                                                            \
    X(streets, PAGES)                                                          \
    X(coverage, WHOLE)                                                         \
    ASKED(gaps, WHOLE) ASKED(isochrones, WHOLE) X(indicators, WHOLE)

#define DECLARE(id, of) extern const lc_export_layer lc_layer_##id;
LAYERS(DECLARE, DECLARE, DECLARE)

#define ROW(id, of)       {#id, &lc_layer_##id, true, LIFE_STUDY_##of},
#define ROW_ASKED(id, of) {#id, &lc_layer_##id, false, LIFE_STUDY_##of},
static const struct {
    const char *name;
    const lc_export_layer *layer;
    bool in_all;
    lc_study_rows rows;
} layers[] = {LAYERS(ROW, ROW, ROW_ASKED)};
#define COUNT (sizeof layers / sizeof *layers)

#define NAME(id, of)     #id
#define AND_NAME(id, of) " " #id
const char lc_layers_names[] = LAYERS(NAME, AND_NAME, AND_NAME);

static size_t find_name(const char *name)
{
    size_t i = 0;

    while (i < COUNT && strcmp(layers[i].name, name) != 0)
        i++;
    return i;
}

static const lc_export_layer *find_layer(const char *name, lc_error *err)
{
    size_t i = find_name(name);

    if (i < COUNT)
        return layers[i].layer;
    lc_fail_param(err, LIFE_ERR_NOT_FOUND, "layer",
                  "there is no layer \"%s\"; there are: %s", name,
                  lc_layers_names);
    return NULL;
}

bool lc_layers_in_all(const char *name)
{
    size_t i = find_name(name);

    return i < COUNT && layers[i].in_all;
}

/* Where one needs the whole city, it is as well there for the others: reading
 * theirs by themselves would take no less memory at the most, and longer. */
lc_study_rows lc_layers_rows_with(const char *name, const lc_study_rows *others)
{
    size_t i = find_name(name);
    lc_study_rows rows = i < COUNT ? layers[i].rows : LIFE_STUDY_WHOLE;

    return !others || *others == rows ? rows : LIFE_STUDY_WHOLE;
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

/* ---- one that is open ---- */

static lc_status open_form(lc_layer_rows *l, lc_error *err)
{
    lc_status st = l->form->open(l, err);

    return !st && l->columns.failed ? lc_no_memory(err, "the columns") : st;
}

lc_status lc_layer_rows_open(lc_study *study, const lc_layer_query *q,
                             lc_layer_rows **out, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    const lc_export_layer *layer = find_layer(q->layer, err);
    lc_layer_rows *l;
    lc_status st;

    *out = NULL;
    if (!layer)
        return LIFE_ERR_NOT_FOUND;
    l = lc_calloc(1, sizeof *l);
    if (!l)
        return lc_no_memory(err, "the layer");
    l->study = study;
    l->w = w;
    l->form = q->format->kind == LIFE_FORMAT_MAP ? &layer->map : &layer->table;
    l->request = q->coverage ? *q->coverage : common_request(w);
    l->from = q->from;
    l->every_level = q->every_level;
    l->one_level = q->level != NULL;
    l->level = q->level ? *q->level : 0;
    st = open_form(l, err);
    if (st)
        lc_layer_rows_close(l);
    else
        *out = l;
    return st;
}

void lc_layer_rows_close(lc_layer_rows *l)
{
    if (!l)
        return;
    for (size_t k = 0; k < l->kept.n; k++) {
        lc_vec_free(&l->kept.v[k].row);
        lc_vec_free(&l->kept.v[k].end);
        lc_vec_free(&l->kept.v[k].category);
    }
    lc_vec_free(&l->kept);
    lc_vec_free(&l->at);
    lc_vec_free(&l->end);
    lc_vec_free(&l->assessment);
    lc_fieldset_free(&l->columns);
    lc_free(l);
}

lc_fields lc_layer_rows_fields(const lc_layer_rows *l)
{
    return lc_fieldset_all(&l->columns);
}

lc_geometry_kind lc_layer_rows_geometry(const lc_layer_rows *l)
{
    return l->form->geometry;
}

size_t lc_layer_rows_count(const lc_layer_rows *l)
{
    return l->count;
}

lc_status lc_layer_rows_read(const lc_layer_rows *l, size_t i,
                             lc_layer_reader *r, lc_error *err)
{
    assert(i < l->count);
    lc_row_clear(&r->row);
    return l->form->row(l, i, r, err);
}

void lc_layer_reader_free(lc_layer_reader *r)
{
    lc_row_free(&r->row);
    lc_report_clear(&r->report);
    lc_gap_list_clear(&r->gaps);
    for (size_t i = 0; i < LIFE_LAYER_RINGS; i++)
        lc_shape_clear(&r->ring[i]);
    lc_walker_free(r->walker);
}

/* ---- all of it ---- */

#define HEADS 6 /* members of a document */

struct lc_layer_run {
    lc_study *study;
    lc_layer_query query;            /* its layer is the one at hand */
    const char *names;               /* of those that come after it */
    const lc_layer_portion *portion; /* that is being written */
    size_t given;                    /* bytes of it */
    lc_writer writer;
    bool begun; /* the document is */
    /* of the layer at hand */
    char name[32];
    lc_layer_rows *rows; /* NULL: the last one has ended */
    lc_layer_pick pick;
    lc_buf left_out; /* said at the head; empty where all is there */
    lc_wheels_count wheels;
    lc_member said[HEADS];
    lc_layer_reader reader;
    size_t at, passed; /* the row that is next; rows that were not wanted */
};

/* The members that this run has: what is left out where anything is, and of
 * wheelchairs for a pace that heeds them alone. Returns how many. */
static size_t put_head(const lc_layer_rows *l, const lc_member all[HEADS],
                       lc_member *out)
{
    bool wheels = lc_world_pace(l->w, l->request.q.pace)->wheels;
    size_t said = 0;

    for (size_t i = 0; i < HEADS; i++)
        if (all[i].number ? wheels : all[i].text != NULL)
            out[said++] = all[i];
    return said;
}

static lc_status pass_on(void *ctx, const void *bytes, size_t len,
                         lc_error *err)
{
    lc_layer_run *r = ctx;

    r->given += len;
    return r->portion->sink(r->portion->ctx, bytes, len, err);
}

/* The name and whom to thank go with the file. */
static lc_status begin_layer(lc_layer_run *r, lc_error *err)
{
    const lc_layer_query *q = &r->query;
    const lc_layer_rows *l = r->rows;
    const lc_target target = {.sink = pass_on, .ctx = r};
    const lc_member head[HEADS] = {
        {"name", r->name, NULL},
        {"attribution", lc_world_source_attribution(l->w), NULL},
        {"data_as_of", lc_as_of_city(l->w), NULL},
        {"left_out", r->left_out.data, NULL},
        {"wheelchair_counted", NULL, &r->wheels.counted},
        {"wheelchair_unstated", NULL, &r->wheels.unstated}};
    const lc_layout layout = {
        .name = r->name,
        .geometry = l->form->geometry,
        .fields = lc_layer_pick_fields(&r->pick, lc_layer_rows_fields(l)),
        .head = r->said,
        .heads = put_head(l, head, r->said),
        .lines = true,
        .system = q->system,
        .shade = "min_all_basic",
        .bare = q->bare,
        .wkt = q->wkt};
    bool first = !r->begun;

    r->begun = true;
    return first ? lc_writer_open(&r->writer, q->format, &layout, target, err)
                 : lc_writer_next(&r->writer, &layout, err);
}

/* It is opened first, as that may need a computation of its own; a failure
 * there writes nothing. */
static lc_status open_layer(lc_layer_run *r, lc_error *err)
{
    size_t len = strcspn(r->names, ",");
    lc_fields all;
    lc_status st;

    snprintf(r->name, sizeof r->name, "%.*s", (int)len, r->names);
    r->names += len + (r->names[len] == ',');
    r->query.layer = r->name;
    st = lc_layer_rows_open(r->study, &r->query, &r->rows, err);
    if (st)
        return st;
    r->wheels = lc_coverage_wheels(r->rows->w, &r->rows->request);
    all = lc_layer_rows_fields(r->rows);
    st = lc_layer_pick_open(&r->pick, &r->query, &all,
                            r->rows->form->geometry != LIFE_GEOMETRY_NONE, err);
    lc_held_say(r->rows->w, r->name, LIFE_LANG_EN, &r->left_out);
    if (!st && r->left_out.failed)
        st = lc_no_memory(err, "what is left out");
    return st ? st : begin_layer(r, err);
}

static void close_layer(lc_layer_run *r)
{
    lc_layer_reader_free(&r->reader);
    lc_layer_pick_close(&r->pick);
    lc_buf_free(&r->left_out);
    lc_layer_rows_close(r->rows);
    r->reader = (lc_layer_reader){0};
    r->pick = (lc_layer_pick){0};
    r->rows = NULL;
    r->at = r->passed = 0;
}

static lc_status write_row(lc_layer_run *r, lc_error *err)
{
    const lc_row *row;
    lc_status st;

    lc_progress("exporting", r->at, r->rows->count);
    st = lc_layer_rows_read(r->rows, r->at++, &r->reader, err);
    if (st)
        return st;
    row = lc_layer_pick_row(&r->pick, &r->reader.row);
    if (row)
        return lc_writer_row(&r->writer, row, err);
    /* the writer spends of those that are wanted */
    return ++r->passed % LOOK_AFTER ? LIFE_OK
                                    : lc_budget_spend(LOOK_AFTER, err);
}

/* What the layer lends is given back once it ends. */
static lc_status end_layer(lc_layer_run *r, lc_error *err)
{
    lc_status st = lc_writer_end(&r->writer, err);

    close_layer(r);
    if (st)
        return st;
    return *r->names ? open_layer(r, err) : lc_writer_finish(&r->writer, err);
}

/* Which columns there are differs from layer to layer. */
static lc_status check_several(const lc_layer_query *q, lc_error *err)
{
    if (!strchr(q->layer, ','))
        return LIFE_OK;
    if (!q->format->several)
        return lc_fail_param(err, LIFE_ERR_RANGE, "layer",
                             "%s holds one layer, and these are several: name "
                             "one, or let the command write gpkg or xlsx",
                             q->format->name);
    if (q->fields || q->where)
        return lc_fail_param(err, LIFE_ERR_RANGE,
                             q->fields ? "fields" : "where",
                             "columns are those of one layer, and several are "
                             "asked for");
    return LIFE_OK;
}

lc_status lc_layer_run_open(lc_study *study, const lc_layer_query *q,
                            lc_layer_run **out, lc_error *err)
{
    lc_layer_run *r;
    lc_status st = check_several(q, err);

    *out = NULL;
    if (st)
        return st;
    r = lc_calloc(1, sizeof *r);
    if (!r)
        return lc_no_memory(err, "an export");
    r->study = study;
    r->query = *q;
    r->names = q->layer;
    st = open_layer(r, err);
    if (st)
        lc_layer_run_close(r);
    else
        *out = r;
    return st;
}

lc_status lc_layer_run_on(lc_layer_run *r, const lc_layer_portion *p,
                          bool *more, lc_error *err)
{
    lc_status st = LIFE_OK;

    r->portion = p;
    r->given = 0;
    for (size_t i = 0; !st && r->rows && i < p->rows && r->given < p->bytes;
         i++)
        st = r->at < r->rows->count ? write_row(r, err) : end_layer(r, err);
    *more = r->rows != NULL;
    return st;
}

void lc_layer_run_close(lc_layer_run *r)
{
    if (!r)
        return;
    close_layer(r);
    lc_writer_free(&r->writer);
    lc_free(r);
}

lc_status lc_layers_export(lc_study *study, const lc_layer_query *q,
                           lc_sink_fn sink, void *ctx, lc_error *err)
{
    const lc_layer_portion all = {SIZE_MAX, SIZE_MAX, sink, ctx};
    lc_layer_run *r;
    bool more;
    lc_status st = lc_layer_run_open(study, q, &r, err);

    if (!st)
        st = lc_layer_run_on(r, &all, &more, err);
    lc_layer_run_close(r);
    return st;
}
