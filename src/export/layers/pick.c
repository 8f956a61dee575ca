/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/pick.c - see the header.
 */
#include "src/export/layers/pick.h"

#include <string.h>

/* ---- columns ---- */

static lc_status no_column(const char *name, size_t len, const lc_fields *all,
                           lc_error *err)
{
    lc_buf names = {0};

    for (size_t i = 0; i < all->count; i++)
        lc_buf_printf(&names, "%s%s", i ? ", " : "", all->field[i].name);
    lc_fail_param(err, LIFE_ERR_RANGE, "fields",
                  "there is no column \"%.*s\"; there are: %.400s%s", (int)len,
                  name, names.data ? names.data : "",
                  names.len > 400 ? " ..." : "");
    lc_buf_free(&names);
    return LIFE_ERR_RANGE;
}

/* In the order in which they are named, each once. */
static lc_status add_column(lc_layer_pick *p, const char *name, size_t len,
                            const lc_fields *all, lc_error *err)
{
    size_t i = 0;

    while (i < all->count && (strlen(all->field[i].name) != len ||
                              strncmp(all->field[i].name, name, len) != 0))
        i++;
    if (i == all->count)
        return no_column(name, len, all, err);
    for (size_t k = 0; k < p->column.n; k++)
        if (p->column.v[k] == i)
            return LIFE_OK;
    if (!lc_vec_push(&p->column, i) || !lc_vec_push(&p->field, all->field[i]))
        return lc_no_memory(err, "the columns");
    return LIFE_OK;
}

static lc_status find_columns(lc_layer_pick *p, const char *names,
                              const lc_fields *all, lc_error *err)
{
    lc_status st = LIFE_OK;

    p->all = !names;
    while (!st && names) {
        size_t len = strcspn(names, ",");

        st = add_column(p, names, len, all, err);
        names = names[len] ? names + len + 1 : NULL;
    }
    return st;
}

/* ---- rows ---- */

static lc_status find_rows(lc_layer_pick *p, const lc_layer_query *q,
                           const lc_fields *all, bool shapes, lc_error *err)
{
    lc_filter_rows of = {.fields = *all, .geometry = shapes};
    lc_error why = {0};
    lc_status st = LIFE_OK;

    if (q->bbox && !shapes)
        return lc_fail_param(err, LIFE_ERR_RANGE, "bbox",
                             "%s has no shapes in this format: ask for gpkg or "
                             "geojson",
                             q->layer);
    if (q->bbox)
        st = lc_region_of_box(*q->bbox, &p->region, err);
    if (st || !q->where)
        return st;
    st = lc_filter_parse(q->where, &of, &p->filter, &why);
    if (st && why.parameter[0])
        return lc_fail_param(err, st, "where", "%s", why.text);
    return st ? lc_fail_as(err, &why) : LIFE_OK;
}

lc_status lc_layer_pick_open(lc_layer_pick *p, const lc_layer_query *q,
                             const lc_fields *all, bool shapes, lc_error *err)
{
    lc_status st;

    *p = (lc_layer_pick){0};
    st = find_columns(p, q->fields, all, err);
    return st ? st : find_rows(p, q, all, shapes, err);
}

void lc_layer_pick_close(lc_layer_pick *p)
{
    lc_vec_free(&p->field);
    lc_vec_free(&p->column);
    lc_region_free(p->region);
    lc_filter_free(p->filter);
    lc_row_free(&p->row);
}

lc_fields lc_layer_pick_fields(const lc_layer_pick *p, lc_fields all)
{
    return p->all ? all : (lc_fields){p->field.v, p->field.n};
}

const lc_row *lc_layer_pick_row(lc_layer_pick *p, lc_row *row)
{
    if (row->failed)
        return row; /* the writer says so */
    if (p->region && !lc_region_meets(p->region, &row->geometry))
        return NULL;
    if (p->filter && !lc_filter_keeps(p->filter, row))
        return row->failed ? row : NULL;
    if (p->all)
        return row;
    lc_row_clear(&p->row);
    p->row.id = row->id;
    p->row.geometry = row->geometry;
    for (size_t i = 0; i < p->column.n; i++)
        lc_row_add(&p->row, row->value.v[p->column.v[i]]);
    return &p->row;
}
