/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/mend.c - cells as they were meant. What nobody sees
 * (zero-width characters, marks of direction, bytes that steer a terminal) is
 * taken out, spaces that don't break become plain ones, and full-width digits
 * plain digits, with the point and the sign beside them.
 *
 * A spreadsheet's ="000123" is 000123, and what stands for nothing (nan, None,
 * [], /) is nothing. Rows that are no records stop here (no_record.h).
 *
 * Full-width letters and marks stay: they are how Chinese names are written.
 * So do the joiners U+200C and U+200D, which some scripts need.
 */
#include "src/import/record/mend.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "src/import/bytes/encoding.h"
#include "src/import/record/no_record.h"
#include "src/import/record/words/empties.h"

#include <string.h>

/* A range of characters that nobody sees, and what stands for them. */
typedef struct span { /* of code points, taken out or made a space */
    uint32_t from, to;
    char instead; /* 0: nothing */
} span;

/* In rising order; found by looking through, as cells with any are rare. */
static const span odd[] = {
    {0x01, 0x08, 0},       {0x0b, 0x0c, 0},       {0x0e, 0x1f, 0},
    {0x7f, 0x9f, 0},       {0xa0, 0xa0, ' '},     {0xad, 0xad, 0},
    {0x2007, 0x2007, ' '}, {0x200b, 0x200b, 0},   {0x200e, 0x200f, 0},
    {0x202a, 0x202e, 0},   {0x202f, 0x202f, ' '}, {0x2060, 0x2064, 0},
    {0x2066, 0x2069, 0},   {0xfeff, 0xfeff, 0},
};

/* Full-width forms that spreadsheets of Chinese and Japanese type. */
enum {
    WIDE_PLUS = 0xff0b,
    WIDE_MINUS = 0xff0d,
    WIDE_POINT = 0xff0e,
    WIDE_0 = 0xff10,
    WIDE_9 = 0xff19
};

/* The code point at valid UTF-8, and its bytes. */
static uint32_t code_at(const char *s, size_t *bytes)
{
    unsigned char c = (unsigned char)*s;
    uint32_t code = c;

    *bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (*bytes > 1)
        code = c & (0x7fu >> *bytes);
    for (size_t i = 1; i < *bytes; i++)
        code = code << 6 | ((unsigned char)s[i] & 0x3fu);
    return code;
}

/* Plain or full-width. */
static bool is_digit(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= WIDE_0 && code <= WIDE_9);
}

/* NULL for what may stay. */
static const span *find_odd(uint32_t code)
{
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (code >= odd[i].from && code <= odd[i].to)
            return &odd[i];
    return NULL;
}

/* The plain form of a full-width digit, or of a mark before one; else 0. */
static char plain(uint32_t code, const char *next)
{
    static const char digits[] = "0123456789";
    size_t bytes;

    if (code >= WIDE_0 && code <= WIDE_9)
        return digits[code - WIDE_0];
    if (!*next || !is_digit(code_at(next, &bytes)))
        return '\0';
    switch (code) {
    case WIDE_POINT:
        return '.';
    case WIDE_MINUS:
        return '-';
    case WIDE_PLUS:
        return '+';
    default:
        return '\0';
    }
}

/* False where there is nothing to mend. */
static bool mend(const char *s, lc_buf *out)
{
    bool changed = false;

    lc_buf_clear(out);
    while (*s) {
        size_t bytes;
        uint32_t code = code_at(s, &bytes);
        const span *o = find_odd(code);
        char c = plain(code, s + bytes);

        if (o)
            c = o->instead;

        if (c)
            lc_buf_putc(out, c);
        else if (!o)
            lc_buf_put(out, s, bytes);
        changed |= o || c;
        s += bytes;
    }
    return changed;
}

/* Sits between a reader and a sink. */
typedef struct mender {
    const lc_record_sink *to;
    const lc_import_opts *o;
    lc_journal *journal;
    lc_arena *arena;
    lc_empties empties;
    lc_columns columns;
    lc_no_record rows;
    const char **cell;
    const char **name;
    size_t count;
    lc_buf text;
} mender;

/* Most cells are ASCII, and go through untouched. */
static bool looks_plain(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s >= 0x7f ||
            ((unsigned char)*s < 0x20 && !strchr("\t\r\n", *s)))
            return false;
    return true;
}

/* A spreadsheet's way of writing digits that are no number: ="000123", or
 * '000123 as it shows in the cell. */
static bool unwrap(const char *s, lc_buf *out)
{
    size_t n = strlen(s);

    lc_buf_clear(out);
    if (n > 3 && s[0] == '=' && s[1] == '"' && s[n - 1] == '"' &&
        !memchr(s + 2, '"', n - 3))
        lc_buf_put(out, s + 2, n - 3);
    else if (n > 1 && *s == '\'' && !s[1 + strspn(s + 1, "0123456789")])
        lc_buf_put(out, s + 1, n - 1);
    else
        return false;
    return true;
}

/* A cell that is mended is a new text; the reader's own stays as it was. */
static lc_status mend_cell(mender *m, const char *s, const char **out,
                           lc_error *err)
{
    size_t from = 0;

    *out = s;
    if (((*s != '=' && *s != '\'') || !unwrap(s, &m->text)) &&
        (looks_plain(s) || !mend(s, &m->text)))
        return LIFE_OK;
    if (m->text.len == 0) {
        *out = "";
        return LIFE_OK;
    }
    if (!m->text.failed) {
        while (from < m->text.len && m->text.data[from] == ' ')
            from++;
        while (m->text.len > from && m->text.data[m->text.len - 1] == ' ')
            m->text.len--;
        *out =
            lc_arena_strndup(m->arena, m->text.data + from, m->text.len - from);
    }
    return *out && !m->text.failed ? LIFE_OK : lc_no_memory(err, "a row");
}

/* The columns as the sink will find them; one that it will refuse is its
 * to refuse. */
static lc_status find_columns(mender *m, lc_error *err)
{
    lc_error unused = {0};
    lc_status st =
        lc_columns_open(m->o->map, m->name, m->count, &m->columns, &unused);

    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "the columns");
    st = lc_no_record_open(&m->rows, st ? NULL : &m->columns, m->name, m->count,
                           err);
    return st ? st : lc_empties_open(&m->empties, &m->columns, m->count, err);
}

/* Names of columns are mended too: an invisible mark hides the first of them.
 */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    mender *m = ctx;
    lc_status st = LIFE_OK;

    m->count = count;
    m->cell = lc_calloc(count, sizeof *m->cell);
    m->name = lc_calloc(count, sizeof *m->name);
    if (!m->cell || !m->name)
        return lc_no_memory(err, "the columns");
    for (size_t i = 0; !st && i < count; i++) {
        const char *good;

        st = mend_cell(m, name[i], &good, err);
        m->name[i] = !st ? lc_strdup(good) : NULL;
        if (!st && !m->name[i])
            st = lc_no_memory(err, "the columns");
    }
    if (!st)
        st = find_columns(m, err);
    return st ? st : m->to->columns(m->to->ctx, m->name, count, err);
}

/* Cells with a byte that is no character: where a text was cut, the rest of
 * the row is not to be trusted either. The mark becomes one that shows. */
static lc_status find_cut(mender *m, lc_record *r, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < m->count; i++) {
        char *at, *copy;

        if (!strstr(m->cell[i], LIFE_ENCODING_BAD))
            continue;
        copy = lc_arena_strdup(m->arena, m->cell[i]);
        if (!copy)
            return lc_no_memory(err, "a row");
        while ((at = strstr(copy, LIFE_ENCODING_BAD)))
            for (size_t k = 0; k < 3; k++) /* U+FFFD, as long */
                at[k] = "\xef\xbf\xbd"[k];
        m->cell[i] = copy;
        lc_buf_clear(&m->text);
        lc_buf_printf(&m->text,
                      "the column %.40s holds half a character: \"%.80s\"; "
                      "the text was cut, or is in another encoding",
                      m->name[i], copy);
        if (!r->fault && !m->text.failed)
            r->fault = lc_arena_strndup(m->arena, m->text.data, m->text.len);
        if (!r->fault)
            st = lc_no_memory(err, "a row");
    }
    return st;
}

/* What was changed is noted with its column and what it is now. */
static void note_mended(mender *m, const lc_record *r, size_t i)
{
    lc_finding_example *e = lc_journal_add(m->journal, "cells_mended", r);

    if (!e)
        return;
    e->name = lc_journal_keep(m->journal, m->name[i]);
    e->said = lc_journal_keep(m->journal, m->cell[i]);
}

/* A row that is no record, in the journal and the count. */
static void note_left_out(mender *m, const lc_record *r, lc_no_record_kind kind)
{
    lc_finding_example *e = lc_journal_add(m->journal, "rows_no_records", r);
    const char *first = "";

    for (size_t i = 0; i < m->count && !*first; i++)
        first = r->cell[i];
    if (m->to->left)
        lc_no_record_add(m->to->left, r, first, kind);
    if (e)
        e->said = lc_journal_keep(m->journal, first);
}

static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    mender *m = ctx;
    lc_record mended = *r;
    lc_no_record_kind kind = LIFE_RECORD;
    lc_status st = LIFE_OK;

    lc_arena_reset(m->arena);
    mended.cell = m->cell;
    for (size_t i = 0; !st && i < m->count; i++) {
        st = mend_cell(m, r->cell[i], &m->cell[i], err);
        if (!st && m->cell[i] != r->cell[i])
            note_mended(m, r, i);
        if (!st && !m->to->as_it_is &&
            lc_empties_is(&m->empties, i, m->cell[i]))
            m->cell[i] = "";
    }
    if (!st)
        st = find_cut(m, &mended, err);
    if (!st && !m->to->as_it_is)
        st = lc_no_record_judge(&m->rows, &mended, &kind, err);
    if (!st && kind) {
        note_left_out(m, &mended, kind);
        return LIFE_OK;
    }
    return st ? st : m->to->record(m->to->ctx, &mended, err);
}

lc_status lc_mend_read(const char *path, const lc_import_opts *o,
                       const lc_record_sink *sink, lc_journal *r,
                       char note[160], lc_error *err)
{
    mender m = {.to = sink, .o = o, .journal = r, .arena = lc_arena_new(0)};
    lc_record_sink own = {take_columns, take_record, &m,
                          sink->stop,   NULL,        false};
    lc_status st = m.arena ? lc_format_read(path, o, &own, note, err)
                           : lc_no_memory(err, "rows");

    for (size_t i = 0; m.name && i < m.count; i++)
        lc_free((char *)m.name[i]);
    lc_free(m.name);
    lc_free(m.cell);
    lc_no_record_close(&m.rows);
    lc_empties_close(&m.empties);
    lc_columns_close(&m.columns);
    lc_buf_free(&m.text);
    lc_arena_free(m.arena);
    return st;
}
