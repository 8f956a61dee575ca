/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/mode.c - the rows of geodata/modes.csv.
 */
#include "lifecircle/geo/mode.h"

#include <string.h>

const char *lc_mode_table_cell(const lc_mode_table *t, size_t row,
                               const char *column)
{
    return lc_table_cell(t->table, row, column);
}

lc_status lc_mode_table_bad(const lc_mode_table *t, size_t row,
                            const char *column, const char *right,
                            lc_error *err)
{
    return lc_table_bad(t->table, row, column, right, err);
}

size_t lc_mode_table_find(const lc_mode_table *t, const char *id)
{
    size_t i = 0;

    while (i < t->count && strcmp(t->id[i], id) != 0)
        i++;
    return i;
}

/* Ids stand in SQL as they are, so that nothing else may be in them. */
static lc_status add(lc_mode_table *t, size_t row, lc_error *err)
{
    const char *id = lc_mode_table_cell(t, row, "id");
    size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz_");

    if (!len || id[len] || len >= LIFE_MODE_BYTES)
        return lc_mode_table_bad(t, row, "id",
                                 "1 to 23 small letters, with _ between", err);
    if (lc_mode_table_find(t, id) < t->count)
        return lc_mode_table_bad(t, row, "id", "there only once", err);
    t->id[t->count++] = id;
    return LIFE_OK;
}

/* One step is followed and no more: a chain would be hard to read. */
static lc_status check_like(const lc_mode_table *t, size_t row, lc_error *err)
{
    const char *like = lc_mode_table_cell(t, row, "like");
    size_t at = lc_mode_table_find(t, like);

    if (!*like || (at < t->count && !*lc_mode_table_cell(t, at, "like")))
        return LIFE_OK;
    return lc_mode_table_bad(t, row, "like",
                             "the id of a mode that is like no other", err);
}

lc_status lc_mode_table_open(lc_mode_table *out, lc_error *err)
{
    size_t rows;
    lc_status st;

    *out = (lc_mode_table){0};
    st = lc_table_open("modes.csv", &out->table, err);
    if (st)
        return st;
    rows = lc_table_rows(out->table);
    if (!rows || rows > LIFE_MAX_MODES)
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_LIMIT,
                                  "there are %zu modes; it must be 1 to %d",
                                  rows, LIFE_MAX_MODES),
                          lc_table_source(out->table), 0);
    for (size_t i = 0; i < rows && !st; i++)
        st = add(out, i, err);
    for (size_t i = 0; i < rows && !st; i++)
        st = check_like(out, i, err);
    return st;
}

void lc_mode_table_close(lc_mode_table *t)
{
    lc_table_free(t->table);
    *t = (lc_mode_table){0};
}
