/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/csv.c - libcsv, fed one physical line at a time so that rows know
 * where they begin and nothing grows without bound.
 *
 * libcsv leaves out blank lines and drops spaces around unquoted fields; in
 * its strict mode a quote inside an unquoted field is an error.
 *
 * A failure is told with the line on which its row begins: an unclosed quote
 * is found only at the end of the text, and that is no place to look for it.
 * Memory: the row that is being read, and at most ROW_BYTES_MAX of it.
 */
#include "lifecircle/base/csv.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

#include <csv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As lifecircle/base/csv.h promises. One quote that is never closed would else
 * take in the rest of a file of any size. */
#define ROW_BYTES_MAX (1u << 20)
#define FIELDS_MAX    1024u

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

/* libcsv's own buffer comes from here as well, so that tests can let it
 * fail. */
static void *grow(void *p, size_t size)
{
    return lc_realloc(p, size, 1);
}

static lc_status fail_here(reader *r, lc_status st)
{
    return r->status = lc_fail_at(r->err, st, r->source, r->row_line);
}

/* The bytes are libcsv's and hold for this call only. Where they begin is kept
 * as an offset: the buffer may still move while the row grows. libcsv cannot
 * be stopped from a callback, so after a failure all else is passed over. */
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
size_t lc_csv_line_bytes(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            return i + 1;
        if (text[i] == '\r')
            return i + 1 < len && text[i + 1] == '\n' ? i + 2 : i + 1;
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

/* A line, or a piece of one. Blank lines in front of a row move its beginning
 * on and do not count towards its bytes; inside quotes they belong to the
 * row. */
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

size_t lc_csv_bom_bytes(const char *text, size_t len)
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

/* A CRLF may be cut in two by the end of a piece: the LF that then begins the
 * next one has been counted with its CR. */
lc_status lc_csv_feed(lc_csv *r, const char *text, size_t len, lc_error *err)
{
    r->err = err;
    for (size_t at = 0, n; at < len && r->status == LIFE_OK; at += n) {
        bool counted = r->after_cr && text[at] == '\n';
        char last;

        n = lc_csv_line_bytes(text + at, len - at);
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
    size_t skip = lc_csv_bom_bytes(text, len);
    lc_csv *r = NULL;
    lc_status st = lc_csv_open(delimiter, source, fn, ctx, &r, err);

    if (!st)
        st = lc_csv_feed(r, text + skip, len - skip, err);
    if (!st)
        st = lc_csv_end(r, err);
    lc_csv_close(r);
    return st;
}
