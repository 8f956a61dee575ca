/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/columns.c - finds out which column of a table is what, by
 * geodata/columns.csv and the option --map.
 *
 * People call one thing by many names, and by one name many things. Names are
 * compared without case, spaces and what stands in brackets; of several
 * columns that fit a field the one whose name comes first in
 * geodata/columns.csv wins, and --map goes before all of it.
 */
#include "src/import/record/columns.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "src/import/table/cell.h"

#include <string.h>

/* As in columns.csv. */
static const char *const field_names[] = {
#define LIFE_X(name) #name,
    LIFE_FIELD_MAP(LIFE_X)
#undef LIFE_X
};

const char *lc_columns_name(lc_field f)
{
    return field_names[f];
}

/* LIFE_FIELD_COUNT where the import has no such field. */
static lc_field field_of(const char *name)
{
    size_t i = 0;

    while (i < LIFE_FIELD_COUNT && strcmp(field_names[i], name))
        i++;
    return (lc_field)i;
}

/* The names of a table's columns as they are compared. */
typedef struct header {
    const char *const *name;
    size_t count;
    LC_VEC(lc_buf) folded;
    lc_buf want; /* a name that is looked for, folded */
} header;

/* Once for all comparisons. */
static lc_status fold_header(header *h, lc_error *err)
{
    for (size_t i = 0; i < h->count; i++) {
        lc_buf b = {0};

        lc_cell_fold(h->name[i], strlen(h->name[i]), &b);
        if (b.failed || !lc_vec_push(&h->folded, b)) {
            lc_buf_free(&b);
            return lc_no_memory(err, "the columns");
        }
    }
    return LIFE_OK;
}

/* Names themselves are the reader's. */
static void free_header(header *h)
{
    for (size_t i = 0; i < h->folded.n; i++)
        lc_buf_free(&h->folded.v[i]);
    lc_vec_free(&h->folded);
    lc_buf_free(&h->want);
}

/* The column of a name: as it is written, else folded; -1: none. */
static lc_status find_column(header *h, const char *name, size_t len, int *out,
                             lc_error *err)
{
    *out = -1;
    for (size_t i = 0; i < h->count && *out < 0; i++)
        if (strlen(h->name[i]) == len && !memcmp(h->name[i], name, len))
            *out = (int)i;
    lc_buf_clear(&h->want);
    lc_cell_fold(name, len, &h->want);
    for (size_t i = 0; i < h->count && *out < 0 && h->want.len; i++)
        if (!h->want.failed && !strcmp(h->folded.v[i].data, h->want.data))
            *out = (int)i;
    return h->want.failed ? lc_no_memory(err, "the columns") : LIFE_OK;
}

/* Gives the column to the field or attribute of a row of columns.csv. */
static lc_status assign(lc_columns *c, size_t row, int column, lc_error *err)
{
    lc_table *t = c->table;
    const char *name = lc_table_cell(t, row, "field");
    const char *kind = lc_table_cell(t, row, "kind");
    lc_attribute a = {row, column, !strcmp(kind, "number"),
                      !strcmp(kind, "date"),
                      lc_type_facts_has_cells(&c->facts, name)};
    lc_field f = field_of(name);

    if (!strcmp(kind, "field")) {
        if (f == LIFE_FIELD_COUNT)
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "\"%s\" is no field of the imports",
                                      name),
                              lc_table_source(t), lc_table_line(t, row));
        if (c->column[f] < 0)
            c->column[f] = column;
        return LIFE_OK;
    }
    for (size_t i = 0; i < c->attributes.n; i++)
        if (c->attributes.v[i].row == row)
            return LIFE_OK; /* --map was first */
    return lc_vec_push(&c->attributes, a) ? LIFE_OK
                                          : lc_no_memory(err, "the columns");
}

/* One FIELD=COLUMN of --map. A column that is not there is told with those
 * that are. */
static lc_status map_one(lc_columns *c, header *h, const char *entry,
                         size_t len, lc_error *err)
{
    const char *equals = memchr(entry, '=', len);
    size_t field_len = equals ? (size_t)(equals - entry) : 0;
    int names = lc_table_column(c->table, "field"), column;
    lc_status st;

    if (!field_len || field_len + 1 == len)
        return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                             "\"%.*s\" is not FIELD=COLUMN", (int)len, entry);
    st = find_column(h, equals + 1, len - field_len - 1, &column, err);
    if (st)
        return st;
    if (column < 0)
        return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                             "there is no column \"%.*s\"; the columns are: %s",
                             (int)(len - field_len - 1), equals + 1,
                             c->names.data);
    for (size_t row = 0; row < lc_table_rows(c->table); row++) {
        const char *field = lc_table_get(c->table, row, names);

        if (strlen(field) == field_len && !memcmp(field, entry, field_len))
            return assign(c, row, column, err);
    }
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "\"%.*s\" is no field; fields are id, name, lon, lat, "
                         "geometry, category and the others of "
                         "geodata/columns.csv",
                         (int)field_len, entry);
}

/* Entries stand between commas. */
static lc_status map_columns(lc_columns *c, header *h, const char *map,
                             lc_error *err)
{
    lc_status st = LIFE_OK;

    while (map && *map && !st) {
        size_t len = strcspn(map, ",");

        st = map_one(c, h, map, len, err);
        map += len + (map[len] == ',');
    }
    return st;
}

/* The first of a row's "a|b|c" that is a column takes it. */
static lc_status recognise(lc_columns *c, header *h, size_t row, lc_error *err)
{
    const char *name = lc_table_cell(c->table, row, "columns");
    lc_status st = LIFE_OK;
    int column = -1;

    while (*name && column < 0 && !st) {
        size_t len = strcspn(name, "|");

        st = find_column(h, name, len, &column, err);
        name += len + (name[len] == '|');
    }
    return !st && column >= 0 ? assign(c, row, column, err) : st;
}

/* For messages; by the way it is found out whether the table is a Chinese one.
 */
static void list_names(lc_columns *c, const header *h)
{
    lc_buf_puts(&c->names, "");
    for (size_t i = 0; i < h->count; i++) {
        lc_buf_printf(&c->names, "%s%s", i ? ", " : "", h->name[i]);
        for (const char *s = h->name[i]; *s; s++)
            if ((unsigned char)*s >= 0x80)
                c->lang = LIFE_LANG_ZH;
    }
}

/* A cell of both coordinates, in tables that have no other position. */
static void settle_point(lc_columns *c)
{
    int *column = c->column, point = column[LIFE_FIELD_point];

    column[LIFE_FIELD_point] = -1;
    if (column[LIFE_FIELD_geometry] == column[LIFE_FIELD_latlon])
        column[LIFE_FIELD_geometry] = -1; /* --map says more than a name */
    if (column[LIFE_FIELD_geometry] >= 0 ||
        (column[LIFE_FIELD_lon] >= 0 && column[LIFE_FIELD_lat] >= 0)) {
        column[LIFE_FIELD_latlon] = -1;
        return;
    }
    if (point < 0 || column[LIFE_FIELD_latlon] >= 0)
        return;
    column[LIFE_FIELD_geometry] = point;
    if (column[LIFE_FIELD_address] == point)
        column[LIFE_FIELD_address] = -1;
}

lc_status lc_columns_open(const char *map, const char *const *name,
                          size_t count, lc_columns *out, lc_error *err)
{
    header h = {.name = name, .count = count};
    lc_status st;

    *out = (lc_columns){.lang = LIFE_LANG_EN};
    for (int i = 0; i < LIFE_FIELD_COUNT; i++)
        out->column[i] = -1;
    st = lc_table_open("columns.csv", &out->table, err);
    if (!st)
        st = lc_cell_words_open(&out->words, err);
    if (!st)
        st = lc_type_facts_open(&out->facts, err);
    if (!st)
        st = fold_header(&h, err);
    if (!st) {
        list_names(out, &h);
        st = out->names.failed ? lc_no_memory(err, "the columns")
                               : map_columns(out, &h, map, err);
    }
    for (size_t row = 0; !st && row < lc_table_rows(out->table); row++)
        st = recognise(out, &h, row, err);
    free_header(&h);
    settle_point(out);
    if (st)
        lc_columns_close(out);
    return st;
}

void lc_columns_close(lc_columns *c)
{
    lc_table_free(c->table);
    lc_cell_words_close(&c->words);
    lc_type_facts_close(&c->facts);
    lc_vec_free(&c->attributes);
    lc_buf_free(&c->names);
    *c = (lc_columns){0};
}

const char *lc_columns_field(const lc_columns *c, int column, uint64_t used)
{
    for (int f = 0; f < LIFE_FIELD_COUNT; f++)
        if (c->column[f] == column && used >> f & 1)
            return field_names[f];
    for (size_t i = 0; used >> LIFE_FIELD_COUNT & 1 && i < c->attributes.n; i++)
        if (c->attributes.v[i].column == column)
            return lc_table_cell(c->table, c->attributes.v[i].row, "field");
    return "";
}

/* "床位" of "beds|床位|床位数"; a name that holds letters or digits is one of
 * several for the same field ("经度84"). */
static void first_chinese(const char *names, lc_buf *out)
{
    while (*names && !out->len) {
        size_t len = strcspn(names, "|"), n = 0;

        while (n < len && (unsigned char)names[n] >= 0x80)
            n++;
        if (n == len)
            lc_buf_put(out, names, len);
        names += len + (names[len] == '|');
    }
}

void lc_columns_called(const lc_columns *c, const char *field, lc_buf *out)
{
    for (size_t row = 0; row < lc_table_rows(c->table) && !out->len; row++)
        if (!strcmp(lc_table_cell(c->table, row, "field"), field)) {
            lc_buf_puts(out, lc_table_cell(c->table, row, "called"));
            if (!out->len)
                first_chinese(lc_table_cell(c->table, row, "columns"), out);
        }
    if (!out->len)
        lc_buf_puts(out, field);
}

bool lc_columns_have(const lc_columns *c, lc_field f)
{
    return c->column[f] >= 0;
}

const char *lc_columns_get(const lc_columns *c, const lc_record *r, lc_field f)
{
    return c->column[f] >= 0 ? r->cell[c->column[f]] : "";
}
