/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/csv.c - libcsv, fed one physical line at a time so that rows know
 * where they begin and nothing grows without bound.
 *
 * libcsv leaves out blank lines and drops spaces around unquoted fields; in
 * its strict mode a quote inside an unquoted field is an error.
 */
#include "lifecircle/base/csv.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/embed.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"

#include <csv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROW_BYTES_MAX   (1u << 20)
#define FIELDS_MAX      1024u
#define TABLE_BYTES_MAX ((size_t)64 << 20)

struct lc_csv {
    struct csv_parser parser;
    const char *source;
    lc_csv_fn fn;
    void *ctx;
    lc_error *err; /* of the call */
    lc_status status;
    uint32_t line;     /* of the next byte */
    bool after_cr;     /* of the last one: LF belongs to it */
    uint32_t row_line; /* where the row that is being read begins */
    bool row_open;     /* its end has not come yet */
    size_t row_bytes;
    lc_buf bytes; /* the fields so far, each with its NUL */
    char *field[FIELDS_MAX];
    size_t length[FIELDS_MAX];
    size_t at[FIELDS_MAX];
    size_t fields;
};

typedef struct lc_csv reader;

static void *grow(void *p, size_t size)
{
    return lc_realloc(p, size, 1);
}

static lc_status fail_here(reader *r, lc_status st)
{
    return r->status = lc_fail_at(r->err, st, r->source, r->row_line);
}

static void take_field(void *bytes, size_t len, void *ctx)
{
    reader *r = ctx;

    if (r->status != LIFE_OK)
        return;
    if (r->fields == FIELDS_MAX) {
        fail_here(r, lc_fail(r->err, LIFE_ERR_LIMIT,
                             "a row has more than %u fields", FIELDS_MAX));
        return;
    }
    r->at[r->fields] = r->bytes.len;
    r->length[r->fields] = len;
    r->fields++;
    lc_buf_put(&r->bytes, bytes ? bytes : "", len);
    lc_buf_putc(&r->bytes, '\0');
    if (r->bytes.failed)
        fail_here(r, lc_no_memory(r->err, "a row"));
}

static void take_row(int terminator, void *ctx)
{
    reader *r = ctx;
    lc_csv_row row = {r->field, r->length, r->fields, r->row_line};

    (void)terminator;
    if (r->status != LIFE_OK)
        return;
    for (size_t i = 0; i < r->fields; i++)
        r->field[i] = r->bytes.data + r->at[i];
    if (r->fields > 0)
        r->status = r->fn(r->ctx, &row, r->err);
    if (r->status != LIFE_OK)
        fail_here(r, r->status);
    lc_buf_clear(&r->bytes);
    r->fields = 0;
    r->row_bytes = 0;
    r->row_open = false;
}

static lc_status parser_failed(reader *r)
{
    if (csv_error(&r->parser) == CSV_EPARSE)
        return fail_here(r, lc_fail(r->err, LIFE_ERR_PARSE,
                                    "a quote is unclosed or stands inside an "
                                    "unquoted field; write \"\" for a quote "
                                    "within quotes"));
    return fail_here(r, lc_no_memory(r->err, "a row"));
}

/* Length of the line at s, with its end: LF, CRLF or a lone CR. */
static size_t line_bytes(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\n')
            return i + 1;
        if (s[i] == '\r')
            return i + 1 < len && s[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return len;
}

static bool is_blank(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r' && s[i] != '\n')
            return false;
    return true;
}

/* A line, or a piece of one. */
static lc_status read_line(reader *r, const char *s, size_t len)
{
    if (!r->row_open)
        r->row_line = r->line;
    if (!is_blank(s, len))
        r->row_open = true;
    r->row_bytes += len;
    if (r->row_bytes > ROW_BYTES_MAX)
        return fail_here(r, lc_fail(r->err, LIFE_ERR_LIMIT,
                                    "a row is longer than %u bytes; is a "
                                    "quote unclosed",
                                    ROW_BYTES_MAX));
    if (csv_parse(&r->parser, s, len, take_field, take_row, r) != len &&
        r->status == LIFE_OK)
        return parser_failed(r);
    if (!r->row_open)
        r->row_bytes = 0;
    return r->status;
}

static size_t bom_bytes(const char *text, size_t len)
{
    return len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

lc_status lc_csv_open(char delimiter, const char *source, lc_csv_fn fn,
                      void *ctx, lc_csv **out, lc_error *err)
{
    lc_csv *r = lc_calloc(1, sizeof *r);

    *out = r;
    if (!r)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to read %s", source);
    r->source = source;
    r->fn = fn;
    r->ctx = ctx;
    r->line = 1;
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&r->parser, (unsigned char)delimiter);
    csv_set_realloc_func(&r->parser, grow);
    csv_set_free_func(&r->parser, lc_free);
    return LIFE_OK;
}

lc_status lc_csv_feed(lc_csv *r, const char *text, size_t len, lc_error *err)
{
    r->err = err;
    for (size_t at = 0, n; at < len && r->status == LIFE_OK; at += n) {
        bool counted = r->after_cr && text[at] == '\n';
        char last;

        n = line_bytes(text + at, len - at);
        last = text[at + n - 1];
        read_line(r, text + at, n);
        r->line += (last == '\n' || last == '\r') && !counted;
        r->after_cr = last == '\r';
    }
    return r->status;
}

lc_status lc_csv_end(lc_csv *r, lc_error *err)
{
    r->err = err;
    if (r->status == LIFE_OK &&
        csv_fini(&r->parser, take_field, take_row, r) != 0)
        parser_failed(r);
    return r->status;
}

void lc_csv_close(lc_csv *r)
{
    if (!r)
        return;
    csv_free(&r->parser);
    lc_buf_free(&r->bytes);
    lc_free(r);
}

/* NOLINTNEXTLINE(readability-function-size): seven things to say */
lc_status lc_csv_read(const char *text, size_t len, char delimiter,
                      const char *source, lc_csv_fn fn, void *ctx,
                      lc_error *err)
{
    size_t skip = bom_bytes(text, len);
    lc_csv *r = NULL;
    lc_status st = lc_csv_open(delimiter, source, fn, ctx, &r, err);

    if (st == LIFE_OK)
        st = lc_csv_feed(r, text + skip, len - skip, err);
    if (st == LIFE_OK)
        st = lc_csv_end(r, err);
    lc_csv_close(r);
    return st;
}

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

static lc_status take_header(lc_table *t, const lc_csv_row *row, lc_error *err)
{
    t->column = copy_cells(t, row, row->count);
    if (!t->column)
        return lc_no_memory(err, "a table");
    t->columns = row->count;
    for (size_t i = 0; i < t->columns; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(t->column[i], t->column[j]) == 0)
                return lc_fail(err, LIFE_ERR_PARSE,
                               "the column '%s' occurs twice", t->column[i]);
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
    size_t at = bom_bytes(text, len);

    while (at < len) {
        size_t n = line_bytes(text + at, len - at);

        if (text[at] == '#')
            for (size_t i = at; i < at + n; i++)
                if (text[i] != '\n' && text[i] != '\r')
                    text[i] = ' ';
        at += n;
    }
}

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
        if (st == LIFE_OK && !t->column)
            st = lc_fail_at(
                err, lc_fail(err, LIFE_ERR_PARSE, "the table has no header"),
                source, 0);
    } else {
        lc_fail(err, st, "no memory to read %s", source);
    }
    lc_buf_free(&copy);
    if (st == LIFE_OK)
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
    if (st == LIFE_OK)
        st = lc_table_parse(text, len, path.data, out, err);
    lc_free(text);
    lc_buf_free(&path);
    return st;
}

lc_status lc_table_open(const char *name, lc_table **out, lc_error *err)
{
    const char *folder = getenv("LIFECIRCLE_GEODATA");
    const lc_embedded *file;
    char path[256];

    *out = NULL;
    if (!*name || *name == '/' || strstr(name, "..") ||
        strlen(name) >= sizeof path - strlen("geodata/"))
        return lc_fail(err, LIFE_ERR_NOT_FOUND, "no table is called '%s'",
                       name);
    if (folder && *folder)
        return open_in_folder(folder, name, out, err);
    snprintf(path, sizeof path, "geodata/%s", name);
    file = lc_embedded_find(path);
    if (!file)
        return lc_fail(err, LIFE_ERR_NOT_FOUND, "no table is called '%s'",
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
        if (strcmp(t->column[i], name) == 0)
            return (int)i;
    return -1;
}

const char *lc_table_get(const lc_table *t, size_t row, int col)
{
    return row < t->row.n && col >= 0 && (size_t)col < t->columns
               ? t->row.v[row][col]
               : "";
}

uint32_t lc_table_line(const lc_table *t, size_t row)
{
    return row < t->line.n ? t->line.v[row] : 0;
}

const char *lc_table_source(const lc_table *t)
{
    return t->source;
}
