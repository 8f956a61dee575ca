/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/drawn.c - the rows of geodata/drawn.csv.
 */
#include "src/tiles/drawn.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"

#include <string.h>

#define OTHERS    "*"
#define ZOOM_MOST 14 /* where tiles end: what comes later is never seen */

struct lc_drawn {
    lc_table *table; /* owns the texts */
    LC_VEC(lc_drawn_class) row[LIFE_DRAWN_KINDS];
};

static int kind_of(const char *text)
{
    static const char *const kinds[LIFE_DRAWN_KINDS] = {
        [LIFE_DRAWN_WATERWAY] = "waterway",
        [LIFE_DRAWN_PLACE] = "place",
        [LIFE_DRAWN_ROAD_AREA] = "road_area"};
    int k = 0;

    while (k < LIFE_DRAWN_KINDS && strcmp(kinds[k], text) != 0)
        k++;
    return k;
}

static lc_status read_row(lc_drawn *d, size_t row, lc_error *err)
{
    const lc_table *t = d->table;
    const char *zoom = lc_table_cell(t, row, "from_zoom");
    int kind = kind_of(lc_table_cell(t, row, "kind"));
    lc_drawn_class c = {.value = lc_table_cell(t, row, "value"),
                        .class = lc_table_cell(t, row, "class")};
    uint64_t z;

    if (kind == LIFE_DRAWN_KINDS)
        return lc_table_bad(t, row, "kind", "waterway, place or road_area",
                            err);
    if (!*c.class)
        return lc_table_bad(t, row, "class", "a word", err);
    if (!lc_parse_uint(zoom, ZOOM_MOST, &z))
        return lc_table_bad(t, row, "from_zoom", "a zoom of 0 to 14", err);
    c.min_zoom = (uint8_t)z;
    return lc_vec_push(&d->row[kind], c) ? LIFE_OK
                                         : lc_no_memory(err, "the map");
}

/* What no row names is told by the last one, so that there must be one. */
static lc_status check_whole(const lc_drawn *d, lc_error *err)
{
    for (int k = 0; k < LIFE_DRAWN_KINDS; k++) {
        size_t n = d->row[k].n;

        if (!n || strcmp(d->row[k].v[n - 1].value, OTHERS) != 0)
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "the last row of each kind must be that "
                                      "of all other values, \"" OTHERS "\""),
                              lc_table_source(d->table), 0);
    }
    return LIFE_OK;
}

lc_status lc_drawn_open(lc_drawn **out, lc_error *err)
{
    lc_drawn *d = lc_calloc(1, sizeof *d);
    lc_status st;

    *out = NULL;
    if (!d)
        return lc_no_memory(err, "the map");
    st = lc_table_open("drawn.csv", &d->table, err);
    for (size_t i = 0; !st && i < lc_table_rows(d->table); i++)
        st = read_row(d, i, err);
    if (!st)
        st = check_whole(d, err);
    if (st)
        lc_drawn_free(d);
    else
        *out = d;
    return st;
}

void lc_drawn_free(lc_drawn *d)
{
    if (!d)
        return;
    lc_table_free(d->table);
    for (int k = 0; k < LIFE_DRAWN_KINDS; k++)
        lc_vec_free(&d->row[k]);
    lc_free(d);
}

const lc_drawn_class *lc_drawn_find(const lc_drawn *d, lc_drawn_kind kind,
                                    const char *value)
{
    size_t i = 0;

    while (i + 1 < d->row[kind].n &&
           strcmp(d->row[kind].v[i].value, value) != 0)
        i++;
    return &d->row[kind].v[i];
}
