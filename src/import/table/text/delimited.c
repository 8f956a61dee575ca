/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/delimited.c - see delimited.h.
 *
 * A quoted cell may hold line ends, so a quote that nobody closed looks like
 * the beginning of a long cell. It is found out by what the cell swallows: a
 * line that is a whole row of the table by itself, text behind the closing
 * quote, two hundred lines, or the end of the file. Then the line that the
 * quote stands on is told as a fault and reading goes on with the next one.
 */
#include "src/import/table/text/delimited.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define LINE_BYTES_MAX ((size_t)1 << 20)
#define ROW_LINES_MAX  200 /* of a cell of many lines */
#define FIELDS_MAX     1024u
#define LINES_LOOKED   20 /* for the delimiter */
#define NARROW         4  /* so many cells are a row by their number alone */

/* ---- how a text is cut ---- */

static const char kinds[] = {',', ';', '\t', '|'};

#define KINDS (sizeof kinds)

/* How often each delimiter stands in a line, outside quotes. */
static size_t count_line(const char *s, size_t len, size_t count[KINDS])
{
    bool quoted = false;
    size_t i = 0;

    memset(count, 0, KINDS * sizeof *count);
    for (; i < len && (quoted || (s[i] != '\n' && s[i] != '\r')); i++) {
        const char *kind = memchr(kinds, s[i], KINDS);

        if (s[i] == '"')
            quoted = !quoted;
        else if (kind && !quoted)
            count[kind - kinds]++;
    }
    if (!quoted) /* else the quote is stray: the line ends where it ends */
        return i + lc_csv_line_bytes(s + i, len - i);
    return lc_csv_line_bytes(s, len);
}

/* Lines that have as many of a delimiter as line `of` has. */
static size_t alike(size_t seen[LINES_LOOKED][KINDS], size_t lines, size_t of,
                    size_t kind)
{
    size_t n = 0;

    for (size_t i = 0; i < lines; i++)
        n += seen[i][kind] == seen[of][kind];
    return n;
}

/* Rows of a table have as many cells each, titles and notes have not: the
 * delimiter that stands equally often in most lines is it, and of several the
 * one that stands more often there. */
static void choose(size_t seen[LINES_LOOKED][KINDS], size_t lines,
                   lc_delimited_form *out)
{
    size_t best = 0, most = 0;

    for (size_t k = 0; k < KINDS; k++)
        for (size_t i = 0; i < lines; i++) {
            size_t n = seen[i][k] ? alike(seen, lines, i, k) : 0;

            if (n > best || (n && n == best && seen[i][k] > most)) {
                best = n;
                most = seen[i][k];
                out->delimiter = kinds[k];
                out->width = most + 1;
            }
        }
}

/* "sep=;" in the first line is a spreadsheet's hint, and no row. */
static bool read_hint(const char *s, size_t len, lc_delimited_form *out)
{
    size_t line = lc_csv_line_bytes(s, len);

    if (line < 6 || line > 7 || strncasecmp(s, "sep=", 4) ||
        !memchr(kinds, s[4], KINDS))
        return false;
    out->delimiter = s[4];
    out->skip = line;
    return true;
}

void lc_delimited_guess(const char *text, size_t len, lc_delimited_form *out)
{
    size_t seen[LINES_LOOKED][KINDS], lines = 0, at;
    bool told;
    char delimiter;

    *out = (lc_delimited_form){.delimiter = ','};
    told = read_hint(text, len, out);
    delimiter = out->delimiter;
    for (at = out->skip; at < len && lines < LINES_LOOKED; lines++)
        at += count_line(text + at, len - at, seen[lines]);
    choose(seen, lines, out);
    if (told && out->delimiter != delimiter)
        out->width = 0;
    if (told)
        out->delimiter = delimiter;
}

/* ---- rows ---- */

typedef enum where { START, PLAIN, QUOTED, CLOSED } where;

struct lc_delimited {
    lc_delimited_form form;
    const char *source;
    lc_delimited_fn fn;
    void *ctx;
    lc_error *err; /* of the call */
    lc_status status;
    lc_buf raw;      /* from the row at hand on */
    size_t row, at;  /* in `raw`: where the row begins, where to read on */
    uint32_t line;   /* of `row` */
    uint32_t passed; /* lines of the row so far */
    where where;
    size_t opened; /* where in `text` the cell at hand begins */
    lc_buf text;   /* the cells so far, each with its NUL */
    size_t fields;
    size_t begin[FIELDS_MAX], length[FIELDS_MAX];
    char *field[FIELDS_MAX];
};

lc_status lc_delimited_open(const lc_delimited_form *form, const char *source,
                            lc_delimited_fn fn, void *ctx, lc_delimited **out,
                            lc_error *err)
{
    lc_delimited *d = lc_calloc(1, sizeof *d);

    *out = d;
    if (!d)
        return lc_no_memory(err, "the table");
    d->form = *form;
    d->source = source;
    d->fn = fn;
    d->ctx = ctx;
    d->line = 1;
    lc_buf_puts(&d->raw, "");
    return LIFE_OK;
}

void lc_delimited_close(lc_delimited *d)
{
    if (!d)
        return;
    lc_buf_free(&d->raw);
    lc_buf_free(&d->text);
    lc_free(d);
}

/* Where it was is told once. */
static lc_status fail_here(lc_delimited *d, lc_status st)
{
    return d->status = lc_fail_at(d->err, st, d->source, d->line);
}

/* The row at hand is forgotten. */
static void forget(lc_delimited *d)
{
    lc_buf_clear(&d->text);
    d->fields = 0;
    d->opened = 0;
    d->where = START;
    d->passed = 0;
}

/* The cell at hand is whole. */
static void end_field(lc_delimited *d)
{
    if (d->fields < FIELDS_MAX) {
        d->begin[d->fields] = d->opened;
        d->length[d->fields] = d->text.len - d->opened;
    }
    d->fields++;
    lc_buf_putc(&d->text, '\0');
    d->opened = d->text.len;
    d->where = START;
}

/* To whom it is for. */
static lc_status give_row(lc_delimited *d, const char *fault)
{
    lc_csv_row row = {d->field, d->length, d->fields, d->line};
    lc_status st;

    if (d->fields > FIELDS_MAX)
        return fail_here(d,
                         lc_fail(d->err, LIFE_ERR_LIMIT,
                                 "a row has more than %u fields", FIELDS_MAX));
    if (d->text.failed)
        return fail_here(d, lc_no_memory(d->err, "a row"));
    for (size_t i = 0; i < d->fields; i++)
        d->field[i] = d->text.data + d->begin[i];
    st = d->fn(d->ctx, &row, fault, d->err);
    return st ? fail_here(d, st) : LIFE_OK;
}

/* The first line of the row, cut at every delimiter. */
static void cut_plainly(lc_delimited *d, const char *s, size_t len)
{
    forget(d);
    for (size_t i = 0; i < len && s[i] != '\n' && s[i] != '\r'; i++) {
        if (s[i] == d->form.delimiter)
            end_field(d);
        else
            lc_buf_putc(&d->text, s[i]);
    }
    end_field(d);
}

/* The quote was none that encloses a cell: its line alone is lost, and what
 * stands behind it is read anew. */
static lc_status drop_line(lc_delimited *d)
{
    const char *s = d->raw.data + d->row;
    size_t len = lc_csv_line_bytes(s, d->raw.len - d->row);

    cut_plainly(d, s, len);
    if (give_row(d, "a quote is unclosed or stands where none may stand; "
                    "write \"\" for a quote within quotes"))
        return d->status;
    forget(d);
    d->row += len;
    d->at = d->row;
    d->line++;
    return LIFE_OK;
}

/* A cell that began with a quote and goes on behind the second: the quotes
 * are part of the name. */
static void keep_quotes(lc_delimited *d, char c)
{
    size_t len = d->text.len - d->opened;

    lc_buf_puts(&d->text, "\"\"");
    if (d->text.failed)
        return;
    memmove(d->text.data + d->opened + 1, d->text.data + d->opened, len);
    d->text.data[d->opened] = '"';
    d->text.data[d->text.len - 1] = '"';
    lc_buf_putc(&d->text, c);
    d->where = PLAIN;
}

/* One byte that is no end of a line. False: the quote before it is stray. */
static bool take_byte(lc_delimited *d, char c)
{
    bool ends = c == d->form.delimiter && d->where != QUOTED;

    if (ends) {
        end_field(d);
    } else if ((d->where == START || d->where == CLOSED) &&
               (c == ' ' || c == '\t')) {
        return true;
    } else if (d->where == START && c == '"') {
        d->where = QUOTED;
    } else if (d->where == QUOTED && c == '"') {
        d->where = CLOSED;
    } else if (d->where == CLOSED && c == '"') {
        lc_buf_putc(&d->text, c);
        d->where = QUOTED;
    } else if (d->where == CLOSED) {
        if (d->passed > 0)
            return false;
        keep_quotes(d, c);
    } else {
        lc_buf_putc(&d->text, c);
        if (d->where == START)
            d->where = PLAIN;
    }
    return true;
}

/* How many bytes from here on belong to the cell whatever they are: most do,
 * and are taken at once. */
static size_t plain_run(const lc_delimited *d, const char *s, size_t len)
{
    char ends = d->form.delimiter;
    const char *end;

    if (d->where == QUOTED)
        ends = '"';
    if (d->where == CLOSED ||
        (d->where == START && (*s == ' ' || *s == '\t' || *s == '"')))
        return 0;
    end = memchr(s, ends, len);
    return end ? (size_t)(end - s) : len;
}

/* Whether a line of a long cell is a row of the table by itself. */
static bool is_row(const lc_delimited *d, const char *s, size_t len)
{
    size_t fields = 1;
    bool quoted = false, number = false, starts = true;

    if (d->form.width < 2)
        return false;
    for (size_t i = 0; i < len && s[i] != '\n' && s[i] != '\r'; i++) {
        if (s[i] == '"' && (quoted || starts))
            quoted = !quoted;
        number |= starts && (isdigit((unsigned char)s[i]) || s[i] == '-');
        starts = s[i] == d->form.delimiter && !quoted;
        fields += starts;
    }
    return fields == d->form.width && (fields >= NARROW || number);
}

/* Reads one whole line of the row. */
static lc_status take_line(lc_delimited *d, size_t len)
{
    const char *s = d->raw.data + d->at;
    size_t text = len;

    while (text > 0 && (s[text - 1] == '\n' || s[text - 1] == '\r'))
        text--;
    if (d->passed > 0 && (d->passed >= ROW_LINES_MAX ||
                          d->at - d->row > LINE_BYTES_MAX || is_row(d, s, len)))
        return drop_line(d);
    for (size_t i = 0; i < text;) {
        size_t run = plain_run(d, s + i, text - i);

        if (run == 0) {
            if (!take_byte(d, s[i++]))
                return drop_line(d);
            continue;
        }
        lc_buf_put(&d->text, s + i, run);
        if (d->where == START)
            d->where = PLAIN;
        i += run;
    }
    d->at += len;
    d->passed++;
    if (d->where == QUOTED) {
        lc_buf_put(&d->text, s + text, len - text);
        return LIFE_OK;
    }
    if (d->fields > 0 || d->where != START || d->text.len > 0) {
        end_field(d);
        if (give_row(d, NULL))
            return d->status;
    }
    d->line += d->passed;
    d->row = d->at;
    forget(d);
    return LIFE_OK;
}

/* Bytes of the next line; 0: its end has not come yet. A CR at the end of a
 * piece may be half of a line's end. */
static size_t whole_line(const lc_delimited *d, bool last)
{
    const char *s = d->raw.data + d->at;
    size_t left = d->raw.len - d->at, n = lc_csv_line_bytes(s, left);

    if (left == 0 || last)
        return n;
    if (s[n - 1] == '\n' || (s[n - 1] == '\r' && n < left))
        return n;
    return 0;
}

/* All lines that are whole. */
static lc_status take_lines(lc_delimited *d, bool last)
{
    size_t n;

    while (!d->status && (n = whole_line(d, last)) > 0) {
        if (n > LINE_BYTES_MAX)
            return fail_here(d, lc_fail(d->err, LIFE_ERR_LIMIT,
                                        "a row is longer than %zu bytes",
                                        LINE_BYTES_MAX));
        take_line(d, n);
    }
    if (!d->status && d->raw.len - d->at > LINE_BYTES_MAX)
        return fail_here(d, lc_fail(d->err, LIFE_ERR_LIMIT,
                                    "a row is longer than %zu bytes; is a "
                                    "quote unclosed",
                                    LINE_BYTES_MAX));
    return d->status;
}

lc_status lc_delimited_feed(lc_delimited *d, const char *text, size_t len,
                            lc_error *err)
{
    d->err = err;
    lc_buf_put(&d->raw, text, len);
    if (!d->status && d->raw.failed)
        return fail_here(d, lc_no_memory(err, "a row"));
    if (take_lines(d, false))
        return d->status;
    memmove(d->raw.data, d->raw.data + d->row, d->raw.len - d->row);
    d->raw.len -= d->row;
    d->at -= d->row;
    d->row = 0;
    return LIFE_OK;
}

lc_status lc_delimited_end(lc_delimited *d, lc_error *err)
{
    d->err = err;
    while (!take_lines(d, true) && d->row < d->raw.len)
        drop_line(d);
    return d->status;
}
