/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/highway.c - the rows of geodata/network/highways.csv.
 */
#include "lifecircle/graph/highway.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"

#include <stdio.h>
#include <string.h>

/* The last row, of all values that have none of their own. */
#define OTHERS "*"

/* Tiles of a city end at this zoom: what is drawn later is never drawn. */
#define ZOOM_MOST 14

typedef struct named {
    const char *value; /* the table's */
    lc_highway way;
} named;

struct lc_highway_table {
    lc_table *table;
    LC_VEC(named) row;
};

/* ---- reading ---- */

typedef struct choice { /* a cell that is one of three words */
    const char *column, *word[3];
    const char *right; /* the same, for people */
} choice;

static lc_status choose(const lc_table *t, size_t row, const choice *c,
                        uint8_t *out, lc_error *err)
{
    const char *text = lc_table_cell(t, row, c->column);

    for (*out = 0; *out < 3; ++*out)
        if (!strcmp(c->word[*out], text))
            return LIFE_OK;
    return lc_table_bad(t, row, c->column, c->right, err);
}

static lc_status read_row(const lc_table *t, size_t row, named *n,
                          lc_error *err)
{
    static const choice called = {
        "called", {"road", "street", "path"}, "road, street or path"};
    static const choice stroke = {
        "stroke", {"large", "middle", "small"}, "large, middle or small"};
    const char *drawn = lc_table_cell(t, row, "drawn");
    uint64_t zoom;
    lc_status st = choose(t, row, &called, &n->way.called, err);

    if (!st)
        st = choose(t, row, &stroke, &n->way.stroke, err);
    if (st)
        return st;
    if (!*drawn || strlen(drawn) >= sizeof n->way.drawn)
        return lc_table_bad(t, row, "drawn", "a class of 1 to 19 bytes", err);
    if (!lc_parse_uint(lc_table_cell(t, row, "from_zoom"), ZOOM_MOST, &zoom))
        return lc_table_bad(t, row, "from_zoom", "a zoom of 0 to 14", err);
    n->value = lc_table_cell(t, row, "highway");
    n->way.from_zoom = (uint8_t)zoom;
    n->way.lived = lc_table_is_set(t, row, "lived");
    snprintf(n->way.drawn, sizeof n->way.drawn, "%s", drawn);
    return LIFE_OK;
}

static lc_status read_all(lc_highway_table *h, lc_error *err)
{
    size_t rows = lc_table_rows(h->table);
    lc_status st = LIFE_OK;

    if (!lc_vec_reserve(&h->row, rows))
        return lc_no_memory(err, "the kinds of way");
    for (size_t i = 0; i < rows && !st; i++)
        st = read_row(h->table, i, &h->row.v[h->row.n++], err);
    if (st)
        return st;
    if (!rows || strcmp(h->row.v[rows - 1].value, OTHERS) != 0)
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_PARSE,
                                  "the last row must be that of all other "
                                  "values, \"" OTHERS "\""),
                          lc_table_source(h->table), 0);
    return LIFE_OK;
}

lc_status lc_highway_table_open(lc_highway_table **out, lc_error *err)
{
    lc_highway_table *h = lc_calloc(1, sizeof *h);
    lc_status st;

    *out = NULL;
    if (!h)
        return lc_no_memory(err, "the kinds of way");
    st = lc_table_open("network/highways.csv", &h->table, err);
    if (!st)
        st = read_all(h, err);
    if (st)
        lc_highway_table_free(h);
    else
        *out = h;
    return st;
}

void lc_highway_table_free(lc_highway_table *h)
{
    if (!h)
        return;
    lc_table_free(h->table);
    lc_vec_free(&h->row);
    lc_free(h);
}

/* ---- asking ---- */

const lc_highway *lc_highway_of(const lc_highway_table *h, const char *value)
{
    size_t i = 0;

    while (i + 1 < h->row.n && strcmp(h->row.v[i].value, value) != 0)
        i++;
    return &h->row.v[i].way;
}
