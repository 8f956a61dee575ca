/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/layer.c - a layer of a GeoPackage or a SpatiaLite file as
 * records.
 *
 * Types come from the database and not from the look of a value: a column of
 * codes such as 007 stays text.
 */
#include "src/import/table/layer.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/layer.h"
#include "src/import/table/cell.h"
#include "src/import/table/shape/blob.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A layer while it is read. */
typedef struct layer {
    const lc_reading *job;
    lc_layer *from;
    size_t columns;
    int geometry; /* its column has no cell */
    const char *cell[LIFE_COLUMNS_MAX];
    lc_arena *arena; /* the cells of one row */
    lc_raw_shape raw;
} layer;

/* Databases keep any bytes as text. */
static char *text_cell(layer *l, size_t i, const char **fault)
{
    size_t len;
    const char *text = lc_layer_cell_bytes(l->from, i, &len);
    char *copy;

    if (lc_utf8_valid(text, len) != len || memchr(text, '\0', len)) {
        *fault = "a text is not UTF-8, or holds a zero byte";
        len = 0;
    }
    copy = lc_arena_strndup(l->arena, text, len);
    return copy ? lc_cell_trim(copy) : NULL;
}

/* As a spreadsheet would show it, so that columns are read the same from
 * either. */
static const char *take_cell(layer *l, size_t i, const char **fault)
{
    char text[352] = "";
    int64_t v = lc_layer_cell_int(l->from, i);

    switch (lc_layer_cell_type(l->from, i)) {
    case LIFE_LAYER_INTEGER:
        if (lc_layer_is_bool(l->from, i))
            return v ? "yes" : "no";
        snprintf(text, sizeof text, "%" PRId64, v);
        break;
    case LIFE_LAYER_REAL:
        lc_cell_number(lc_layer_cell_double(l->from, i), text);
        break;
    case LIFE_LAYER_TEXT:
        return text_cell(l, i, fault);
    default:
        break;
    }
    return lc_arena_strdup(l->arena, text);
}

/* A geometry that can't be read rejects the row, with the reason. */
static lc_status give_row(layer *l, uint32_t number, lc_error *err)
{
    lc_record r = {.cell = l->cell, .feature = number};
    lc_error bad = {0};
    size_t n = 0;

    lc_arena_reset(l->arena);
    for (size_t i = 0; i < l->columns; i++) {
        if ((int)i == l->geometry)
            continue;
        l->cell[n] = take_cell(l, i, &r.fault);
        if (!l->cell[n++])
            return lc_no_memory(err, "the layer");
    }
    if (l->geometry >= 0) {
        size_t len;
        const void *blob =
            lc_layer_cell_bytes(l->from, (size_t)l->geometry, &len);

        if (lc_table_blob_read(blob, len, &l->raw, &bad))
            r.fault = bad.text;
        r.raw = &l->raw;
    }
    return lc_read_record(l->job, &r, err);
}

/* All but the geometry. */
static lc_status give_columns(layer *l, lc_error *err)
{
    size_t n = 0;

    for (size_t i = 0; i < l->columns; i++) {
        const char *name = lc_layer_column(l->from, i);

        if ((int)i == l->geometry)
            continue;
        if (lc_utf8_valid(name, strlen(name)) != strlen(name))
            return lc_read_fail(l->job, LIFE_ERR_PARSE, err,
                                "the name of column %zu is not UTF-8", i + 1);
        l->cell[n++] = name;
    }
    return lc_read_columns(l->job, l->cell, n, err);
}

/* Features are numbered from 1, as files without lines are. */
static lc_status read_rows(layer *l, lc_error *err)
{
    uint32_t number = 0;
    bool row = true;
    lc_status st = give_columns(l, err);

    while (!st && row && !lc_read_stopped(l->job)) {
        st = lc_layer_next(l->from, &row, err);
        if (!st && row)
            st = give_row(l, ++number, err);
    }
    if (!st && number == 0)
        st = lc_read_fail(l->job, LIFE_ERR_PARSE, err,
                          "the layer \"%s\" has no rows",
                          lc_layer_name(l->from));
    return st;
}

lc_status lc_table_layer_read(const lc_reading *job, lc_error *err)
{
    layer *l = lc_calloc(1, sizeof *l);
    lc_status st;

    if (!l)
        return lc_no_memory(err, "the layer");
    l->job = job;
    l->arena = lc_arena_new(0);
    st = l->arena ? lc_layer_open(job->path, job->o->layer, &l->from, err)
                  : lc_no_memory(err, "the layer");
    if (!st) {
        l->columns = lc_layer_columns(l->from);
        l->geometry = lc_layer_geometry(l->from);
        st = read_rows(l, err);
    }
    lc_layer_close(l->from);
    lc_arena_free(l->arena);
    lc_raw_free(&l->raw);
    lc_free(l);
    return st;
}

lc_status lc_table_layer_crs(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                             lc_error *err)
{
    lc_layer *l = NULL;
    lc_status st = lc_layer_open(job->path, job->o->layer, &l, err);

    if (!st && lc_layer_epsg(l) > 0)
        snprintf(crs, LIFE_CRS_BYTES, "EPSG:%d", lc_layer_epsg(l));
    lc_layer_close(l);
    return st;
}
