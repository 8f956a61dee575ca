/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/category_table.c - see lifecircle/world/category_table.h.
 */
#include "lifecircle/world/category_table.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/world/catset.h"

#include <string.h>

/* Columns of geodata/categories.csv, and of a city's own rows; true: a table
 * has to have it. The order is that in which rows are stored. */
const lc_category_column lc_category_columns[LIFE_CATEGORY_COLUMNS] = {
    {"id", true},        {"group", true},         {"group_zh", true},
    {"group_en", true},  {"name_zh", true},       {"name_en", true},
    {"basic", true},     {"walk_minutes", false}, {"attributes", false},
    {"double_m", false}, {"types", false},        {"osm", false},
    {"source", false},
};

/* ---- text ---- */

/* Always in quotes, so that no cell needs a look at what is in it. */
static void put_cell(lc_buf *out, const char *s)
{
    lc_buf_putc(out, '"');
    for (; *s; s++) {
        if (*s == '"')
            lc_buf_putc(out, '"');
        lc_buf_putc(out, *s);
    }
    lc_buf_putc(out, '"');
}

void lc_category_table_put(lc_buf *out,
                           const char *const cell[LIFE_CATEGORY_COLUMNS])
{
    for (size_t i = 0; i < LIFE_CATEGORY_COLUMNS; i++) {
        if (i)
            lc_buf_putc(out, ',');
        put_cell(out, cell[i] ? cell[i] : "");
    }
    lc_buf_putc(out, '\n');
}

/* A table is written with its columns' names, so that a later version may read
 * it with others. */
void lc_category_table_head(lc_buf *out)
{
    const char *name[LIFE_CATEGORY_COLUMNS];

    for (size_t i = 0; i < LIFE_CATEGORY_COLUMNS; i++)
        name[i] = lc_category_columns[i].name;
    lc_category_table_put(out, name);
}

/* A row of either table, whatever order its columns have. */
static void put_row(lc_buf *out, const lc_table *t, size_t row)
{
    const char *cell[LIFE_CATEGORY_COLUMNS];

    for (size_t i = 0; i < LIFE_CATEGORY_COLUMNS; i++)
        cell[i] = lc_table_cell(t, row, lc_category_columns[i].name);
    lc_category_table_put(out, cell);
}

/* ---- two tables made one ---- */

static const char *group_of(const lc_table *t, size_t row)
{
    return lc_table_cell(t, row, "group");
}

/* From a row on: the last row of a group is where the city's own go. */
static bool has_group(const lc_table *t, size_t from, const char *group)
{
    size_t rows = lc_table_rows(t);

    while (from < rows && strcmp(group_of(t, from), group) != 0)
        from++;
    return from < rows;
}

/* A program that is newer than the city may have a category of that id by
 * itself: then its own row stands. */
static bool has_id(const lc_table *t, const char *id)
{
    int column = lc_table_column(t, "id");

    for (size_t i = 0; i < lc_table_rows(t); i++)
        if (!strcmp(lc_table_get(t, i, column), id))
            return true;
    return false;
}

/* Within a group the city's own follow the program's. */
static void put_own_of_group(lc_buf *out, const lc_table *base,
                             const lc_table *own, const char *group)
{
    int id = lc_table_column(own, "id");

    for (size_t i = 0; i < lc_table_rows(own); i++)
        if (!strcmp(group_of(own, i), group) &&
            !has_id(base, lc_table_get(own, i, id)))
            put_row(out, own, i);
}

/* Groups stay together, as lists and pages show categories by group. A group
 * that only the city has comes behind all others. */
static void merge(lc_buf *out, const lc_table *base, const lc_table *own)
{
    lc_category_table_head(out);
    for (size_t i = 0; i < lc_table_rows(base); i++) {
        put_row(out, base, i);
        if (!has_group(base, i + 1, group_of(base, i)))
            put_own_of_group(out, base, own, group_of(base, i));
    }
    for (size_t i = 0; i < lc_table_rows(own); i++) {
        const char *group = group_of(own, i);
        bool first = true;

        for (size_t k = 0; k < i && first; k++)
            first = strcmp(group_of(own, k), group) != 0;
        if (first && !has_group(base, 0, group))
            put_own_of_group(out, base, own, group);
    }
}

/* Sets of categories have so many bits (catset.h). */
static lc_status check_count(const lc_table *t, lc_error *err)
{
    if (lc_table_rows(t) <= LIFE_MAX_CATEGORIES)
        return LIFE_OK;
    return lc_fail_at(err,
                      lc_fail(err, LIFE_ERR_LIMIT,
                              "there are %zu categories in all, at most %d can "
                              "be held",
                              lc_table_rows(t), LIFE_MAX_CATEGORIES),
                      lc_table_source(t), 0);
}

/* Takes `base` over. */
static lc_status make_merged(lc_table *base, const char *own_text,
                             lc_table **out, lc_error *err)
{
    lc_table *own;
    lc_buf text = {0};
    lc_status st = lc_table_parse(own_text, strlen(own_text),
                                  "the city's own categories", &own, err);

    if (!st)
        merge(&text, base, own);
    if (!st && text.failed)
        st = lc_no_memory(err, "the categories");
    if (!st)
        st = lc_table_parse(text.data, text.len, lc_table_source(base), out,
                            err);
    lc_buf_free(&text);
    lc_table_free(own);
    lc_table_free(base);
    return st;
}

lc_status lc_category_table_make(const char *own, lc_table **out, lc_error *err)
{
    lc_table *t = NULL;
    lc_status st = lc_table_open("categories.csv", &t, err);

    *out = NULL;
    if (!st && *own) {
        lc_table *base = t;

        t = NULL;
        st = make_merged(base, own, &t, err);
    }
    if (!st)
        st = check_count(t, err);
    if (st)
        lc_table_free(t);
    else
        *out = t;
    return st;
}

/* ---- a city's ---- */

static lc_status read_own(lc_city *c, char **out, lc_error *err)
{
    lc_status st;

    *out = lc_calloc(LIFE_CATEGORY_OWN_BYTES, 1);
    st = *out ? lc_setting_get(c, LIFE_CATEGORY_SETTING, *out,
                               LIFE_CATEGORY_OWN_BYTES, err)
              : lc_no_memory(err, "the categories");
    return st;
}

lc_status lc_category_table_open(lc_city *c, lc_table **out, lc_error *err)
{
    char *own;
    lc_status st = read_own(c, &own, err);

    *out = NULL;
    if (!st)
        st = lc_category_table_make(own, out, err);
    lc_free(own);
    return st;
}

/* Rows that an earlier program wrote lack the columns that came later. */
lc_status lc_category_table_own(lc_city *c, lc_buf *out, lc_error *err)
{
    char *own;
    lc_table *t = NULL;
    lc_status st = read_own(c, &own, err);

    lc_category_table_head(out);
    if (!st && *own)
        st = lc_table_parse(own, strlen(own), "the city's own categories", &t,
                            err);
    for (size_t i = 0; t && i < lc_table_rows(t); i++)
        put_row(out, t, i);
    lc_table_free(t);
    lc_free(own);
    return !st && out->failed ? lc_no_memory(err, "the categories") : st;
}

/* It is put together with the program's own first, so that what is stored can
 * be opened. */
lc_status lc_category_table_store(lc_city *c, const lc_buf *own, lc_error *err)
{
    lc_table *whole;
    lc_status st;

    if (own->failed)
        return lc_no_memory(err, "the categories");
    if (own->len >= LIFE_CATEGORY_OWN_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the city's own categories have %zu bytes, at most %u "
                       "are kept",
                       own->len, LIFE_CATEGORY_OWN_BYTES - 1);
    st = lc_category_table_make(own->data, &whole, err);
    lc_table_free(whole);
    return st ? st : lc_setting_put(c, LIFE_CATEGORY_SETTING, own->data, err);
}
