/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/table.c - a whole small table in memory.
 *
 * All text of a table lies in one arena, rows are arrays of pointers into it,
 * and freeing is one step. A row shorter than the header has empty cells at
 * its end, so that a column can be added to a table without touching each row;
 * one that is longer is a fault, as nobody could say which column it is for.
 */
#include "lifecircle/base/table.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/embedded.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Far above any table of geodata, and no harm to a small machine. */
#define TABLE_BYTES_MAX ((size_t)64 << 20)

struct lc_table {
    lc_arena *arena;
    char *source;
    char **column; /* their names */
    size_t columns;
    LC_VEC(char *const *) row;
    LC_VEC(uint32_t) line;
};

/* The cells of `row`, and empty ones up to `width`, in the table's arena. */
static char **copy_cells(lc_table *t, const lc_csv_row *row, size_t width)
{
    char **cell = lc_arena_alloc(t->arena, width * sizeof *cell);

    for (size_t i = 0; cell && i < width; i++) {
        cell[i] = i < row->count
                      ? lc_arena_strndup(t->arena, row->field[i], row->bytes[i])
                      : lc_arena_strdup(t->arena, "");
        if (!cell[i])
            return NULL;
    }
    return cell;
}

/* Names are compared pair by pair: tables have a few dozen columns. */
static lc_status take_header(lc_table *t, const lc_csv_row *row, lc_error *err)
{
    t->column = copy_cells(t, row, row->count);
    if (!t->column)
        return lc_no_memory(err, "a table");
    t->columns = row->count;
    for (size_t i = 0; i < t->columns; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(t->column[i], t->column[j]))
                return lc_fail(err, LIFE_ERR_PARSE,
                               "the column \"%s\" occurs twice", t->column[i]);
    return LIFE_OK;
}

static lc_status take_table_row(void *ctx, const lc_csv_row *row, lc_error *err)
{
    lc_table *t = ctx;
    char **cell;

    if (!t->column)
        return take_header(t, row, err);
    if (row->count > t->columns)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "the row has %zu fields, the header %zu", row->count,
                       t->columns);
    cell = copy_cells(t, row, t->columns);
    if (!cell || !lc_vec_push(&t->row, cell) ||
        !lc_vec_push(&t->line, row->line))
        return lc_no_memory(err, "a table");
    return LIFE_OK;
}

/* Comments may hold stray quotes, so they go before the text is parsed; as
 * blank lines, so that line numbers stay. */
static void blank_comments(char *text, size_t len)
{
    size_t at = lc_csv_bom_bytes(text, len);

    while (at < len) {
        size_t n = lc_csv_line_bytes(text + at, len - at);

        if (text[at] == '#')
            for (size_t i = at; i < at + n; i++)
                if (text[i] != '\n' && text[i] != '\r')
                    text[i] = ' ';
        at += n;
    }
}

/* Works on a copy, as the text may be the program's own constant data. */
lc_status lc_table_parse(const char *text, size_t len, const char *source,
                         lc_table **out, lc_error *err)
{
    lc_table *t = lc_calloc(1, sizeof *t);
    lc_buf copy = {0};
    lc_status st = LIFE_ERR_NOMEM;

    *out = NULL;
    if (t)
        t->arena = lc_arena_new(0);
    if (t && t->arena)
        t->source = lc_arena_strdup(t->arena, source);
    lc_buf_put(&copy, text, len);
    if (t && t->source && !copy.failed) {
        blank_comments(copy.data, len);
        st = lc_csv_read(copy.data, len, ',', source, take_table_row, t, err);
        if (!st && !t->column)
            st = lc_fail_at(
                err, lc_fail(err, LIFE_ERR_PARSE, "the table has no header"),
                source, 0);
    } else {
        lc_fail(err, st, "no memory to read %s", source);
    }
    lc_buf_free(&copy);
    if (!st)
        *out = t;
    else
        lc_table_free(t);
    return st;
}

static lc_status open_in_folder(const char *folder, const char *name,
                                lc_table **out, lc_error *err)
{
    lc_buf path = {0};
    char *text = NULL;
    size_t len = 0;
    lc_status st;

    lc_buf_printf(&path, "%s/%s", folder, name);
    if (path.failed)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to read %s", name);
    st = lc_file_read(path.data, TABLE_BYTES_MAX, &text, &len, err);
    if (!st)
        st = lc_table_parse(text, len, path.data, out, err);
    lc_free(text);
    lc_buf_free(&path);
    return st;
}

const char *lc_table_folder(void)
{
    const char *folder = getenv("LIFECIRCLE_GEODATA");

    return folder && *folder ? folder : NULL;
}

/* A name never leads out of the folder. Where a folder is named, all tables
 * come from it, and a missing one is an error: two versions are never mixed. */
lc_status lc_table_open(const char *name, lc_table **out, lc_error *err)
{
    const char *folder = lc_table_folder();
    const lc_embedded *file;
    char path[256];

    *out = NULL;
    if (!*name || *name == '/' || strstr(name, "..") ||
        strlen(name) >= sizeof path - strlen("geodata/"))
        return lc_fail(err, LIFE_ERR_NOT_FOUND, "no table is called \"%s\"",
                       name);
    if (folder)
        return open_in_folder(folder, name, out, err);
    snprintf(path, sizeof path, "geodata/%s", name);
    file = lc_embedded_find(path);
    if (!file)
        return lc_fail(err, LIFE_ERR_NOT_FOUND, "no table is called \"%s\"",
                       name);
    return lc_table_parse((const char *)file->data, file->size, path, out, err);
}

void lc_table_free(lc_table *t)
{
    if (!t)
        return;
    lc_vec_free(&t->row);
    lc_vec_free(&t->line);
    lc_arena_free(t->arena);
    lc_free(t);
}

size_t lc_table_rows(const lc_table *t)
{
    return t->row.n;
}

int lc_table_column(const lc_table *t, const char *name)
{
    for (size_t i = 0; i < t->columns; i++)
        if (!strcmp(t->column[i], name))
            return (int)i;
    return -1;
}

const char *lc_table_get(const lc_table *t, size_t row, int col)
{
    return row < t->row.n && col >= 0 && (size_t)col < t->columns
               ? t->row.v[row][col]
               : "";
}

const char *lc_table_cell(const lc_table *t, size_t row, const char *column)
{
    return lc_table_get(t, row, lc_table_column(t, column));
}

bool lc_table_is_set(const lc_table *t, size_t row, const char *column)
{
    return !strcmp(lc_table_cell(t, row, column), "1");
}

lc_status lc_table_bad(const lc_table *t, size_t row, const char *column,
                       const char *right, lc_error *err)
{
    lc_status st =
        lc_fail(err, LIFE_ERR_PARSE, "%s is \"%.40s\"; it must be %s", column,
                lc_table_cell(t, row, column), right);

    return lc_fail_at(err, st, lc_table_source(t), lc_table_line(t, row));
}

uint32_t lc_table_line(const lc_table *t, size_t row)
{
    return row < t->line.n ? t->line.v[row] : 0;
}

const char *lc_table_source(const lc_table *t)
{
    return t->source;
}
