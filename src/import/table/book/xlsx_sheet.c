/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xlsx_sheet.c - the rows of one sheet of an .xlsx.
 *
 * Cells name their own place, rows may be missing, and both may be left out:
 * then they follow one another.
 */
#include "src/import/table/book/xlsx_sheet.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "src/import/table/cell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHEET_COLUMNS  16384u
#define SHEET_ROWS     1048576u
#define CELL_BYTES_MAX ((size_t)1 << 20)

/* A sheet while it is read. */
typedef struct sheet {
    lc_workbook *book;
    lc_book_sheet *rows;
    lc_arena *arena; /* of one row */
    uint32_t row;    /* at hand, from 1 */
    uint32_t column; /* of the cell at hand, from 0 */
    bool in_cell, in_text, in_phonetic;
    bool formula, valued; /* the cell at hand has one; and a value */
    uint32_t unsaved;     /* formulas without a value, and the first of them */
    uint32_t unsaved_row, unsaved_column;
    char type[16]; /* of the cell at hand */
    uint32_t format;
    lc_buf text;
} sheet;

/* ---- references ---- */

/* "AB12" as column 27 and row 12; the row may be missing (0). */
static bool read_place(const char **s, uint32_t *column, uint32_t *row)
{
    uint64_t c = 0, r = 0;

    for (; **s >= 'A' && **s <= 'Z' && c <= SHEET_COLUMNS; (*s)++)
        c = c * 26 + (uint64_t)(**s - 'A' + 1);
    for (; **s >= '0' && **s <= '9' && r <= SHEET_ROWS; (*s)++)
        r = r * 10 + (uint64_t)(**s - '0');
    *column = (uint32_t)(c - 1);
    *row = (uint32_t)r;
    return c >= 1 && c <= SHEET_COLUMNS && r <= SHEET_ROWS;
}

/* With what stands there. */
static lc_status bad_place(const sheet *t, const char *what, lc_error *err)
{
    return lc_read_fail(t->book->job, LIFE_ERR_PARSE, err,
                        "\"%.40s\" is no place in a sheet", what);
}

/* ---- cells ---- */

/* Rows only ever count up. */
static lc_status begin_row(sheet *t, const char **attribute, lc_error *err)
{
    const char *r = lc_pack_attribute(attribute, "r");
    uint64_t row = (uint64_t)t->row + 1;

    if (r && !lc_parse_uint(r, SHEET_ROWS, &row))
        return bad_place(t, r, err);
    if (row <= t->row || row > SHEET_ROWS)
        return lc_read_fail(t->book->job, LIFE_ERR_PARSE, err,
                            "row %u comes behind row %u", (unsigned)row,
                            (unsigned)t->row);
    t->row = (uint32_t)row;
    t->column = UINT32_MAX;
    lc_arena_reset(t->arena);
    return LIFE_OK;
}

/* Cells without a reference stand behind the one before. */
static lc_status begin_cell(sheet *t, const char **attribute, lc_error *err)
{
    const char *r = lc_pack_attribute(attribute, "r"), *at = r;
    const char *type = lc_pack_attribute(attribute, "t");
    const char *format = lc_pack_attribute(attribute, "s");
    uint64_t v = 0;
    uint32_t row;

    t->column++;
    if (r && (!read_place(&at, &t->column, &row) || *at))
        return bad_place(t, r, err);
    if (format)
        lc_parse_uint(format, UINT32_MAX, &v);
    t->format = (uint32_t)v;
    snprintf(t->type, sizeof t->type, "%s", type ? type : "n");
    lc_buf_clear(&t->text);
    lc_buf_puts(&t->text, "");
    t->in_cell = true;
    t->formula = t->valued = false;
    return LIFE_OK;
}

/* Programs that write a sheet without reckoning it leave out what a formula
 * comes to: only who opens and saves it in a spreadsheet can mend that. */
static void count_unsaved(sheet *t)
{
    if (!t->formula || t->valued || t->rows->look)
        return;
    if (!t->unsaved++) {
        t->unsaved_row = t->row;
        t->unsaved_column = t->column;
    }
}

/* "AB" of 27. */
static void column_name(uint32_t column, char out[8])
{
    char back[8];
    size_t n = 0, i = 0;

    for (uint32_t c = column + 1; c > 0 && n < sizeof back - 1;
         c = (c - 1) / 26)
        back[n++] = (char)('A' + (c - 1) % 26);
    while (n > 0)
        out[i++] = back[--n];
    out[i] = '\0';
}

static void tell_unsaved(const sheet *t)
{
    char column[8];

    if (!t->unsaved)
        return;
    column_name(t->unsaved_column, column);
    lc_read_note(t->book->job,
                 "%u cells hold a formula without its value (the first: "
                 "%s%u) and count as empty: open the workbook in a spreadsheet "
                 "program, save it there, and import it again",
                 (unsigned)t->unsaved, column, (unsigned)t->unsaved_row);
}

/* A number of a shared text; "" beyond the list. */
static const char *shared(const sheet *t, bool *good)
{
    uint64_t i = 0;

    *good =
        lc_parse_uint(t->text.data, UINT32_MAX, &i) && i < t->book->string.n;
    return *good ? t->book->strings.data + t->book->string.v[i] : "";
}

/* A number, or the date it is shown as. */
static void number_text(const sheet *t, char out[352])
{
    const lc_workbook *w = t->book;
    lc_style style = t->format < w->style.n ? (lc_style)w->style.v[t->format]
                                            : LIFE_STYLE_NUMBER;
    size_t len = t->text.len;
    double v = strtod(t->text.data, NULL);
    bool plain = len < 40 && strspn(t->text.data, "+-.0123456789eE") == len;

    if (!plain || !len)
        lc_utf8_format(out, 352, "%.300s", t->text.data);
    else if (style == LIFE_STYLE_NUMBER ||
             !lc_style_date(v, style, w->from_1904, out))
        lc_cell_number(v, out);
}

/* What the text means depends on the type that the cell states. */
static lc_status end_cell(sheet *t, lc_error *err)
{
    const char *text = t->text.data;
    char number[352];
    bool good = true;
    char *copy;

    t->in_cell = false;
    count_unsaved(t);
    if (t->text.failed)
        return lc_read_fail(t->book->job, LIFE_ERR_LIMIT, err,
                            "a cell of row %u is longer than 1 MiB",
                            (unsigned)t->row);
    if (!strcmp(t->type, "s")) {
        text = shared(t, &good);
    } else if (!strcmp(t->type, "b")) {
        text = !strcmp(text, "1") ? "yes" : "no";
    } else if (!strcmp(t->type, "e")) {
        text = ""; /* "#N/A" and its like stand for no value */
    } else if (!strcmp(t->type, "n")) {
        number_text(t, number);
        text = number;
    }
    if (!good)
        return lc_read_fail(t->book->job, LIFE_ERR_PARSE, err,
                            "a cell of row %u names the shared text "
                            "\"%.20s\", which there is not",
                            (unsigned)t->row, t->text.data);
    if (!*text)
        return LIFE_OK;
    if (t->column >= LIFE_COLUMNS_MAX)
        return lc_read_fail(t->book->job, LIFE_ERR_LIMIT, err,
                            "row %u has values in more than %d columns",
                            (unsigned)t->row, LIFE_COLUMNS_MAX);
    copy = lc_arena_strdup(t->arena, text);
    if (!copy)
        return lc_no_memory(err, "a row");
    t->rows->cell[t->column] = lc_cell_trim(copy);
    return LIFE_OK;
}

/* ---- merged cells ---- */

/* "A1:B3". */
static lc_status take_merge(sheet *t, const char **attribute, lc_error *err)
{
    const char *ref = lc_pack_attribute(attribute, "ref"), *at = ref;
    uint32_t first, last, column, unused;

    if (!ref)
        return LIFE_OK;
    if (!read_place(&at, &column, &first) || *at != ':')
        return bad_place(t, ref, err);
    at++;
    if (!read_place(&at, &unused, &last) || *at)
        return bad_place(t, ref, err);
    return lc_book_sheet_merge(t->rows, first, last, column, err);
}

/* Gives the row on, and forgets its cells. */
static lc_status end_row(sheet *t, lc_error *err)
{
    return lc_book_sheet_row(t->rows, t->row, err);
}

/* ---- the XML ---- */

/* Elements that are looked at; others are passed over. */
static lc_status on_start(void *ctx, const char *name, const char **attribute,
                          lc_error *err)
{
    sheet *t = ctx;

    if (!strcmp(name, "row"))
        return begin_row(t, attribute, err);
    if (!strcmp(name, "c"))
        return begin_cell(t, attribute, err);
    if (!strcmp(name, "rPh"))
        t->in_phonetic = true;
    else if (!strcmp(name, "f"))
        t->formula = t->in_cell;
    else if (!strcmp(name, "v") || !strcmp(name, "t"))
        t->valued = t->in_text = t->in_cell && !t->in_phonetic;
    else if (!strcmp(name, "mergeCell") && t->rows->look)
        return take_merge(t, attribute, err);
    return LIFE_OK;
}

/* Values end cells, cells end rows. */
static lc_status on_end(void *ctx, const char *name, lc_error *err)
{
    sheet *t = ctx;

    if (!strcmp(name, "v") || !strcmp(name, "t"))
        t->in_text = false;
    else if (!strcmp(name, "rPh"))
        t->in_phonetic = false;
    else if (!strcmp(name, "c") && t->in_cell)
        return end_cell(t, err);
    else if (!strcmp(name, "row"))
        return end_row(t, err);
    return LIFE_OK;
}

/* Within a value alone. */
static void on_text(void *ctx, const char *s, size_t len)
{
    sheet *t = ctx;

    if (t->in_text)
        lc_buf_put(&t->text, s, len);
}

/* Twice: merged areas are listed behind the rows. */
static lc_status read_rows(sheet *t, const char *part, lc_error *err)
{
    lc_xml_sink sink = {on_start, on_end, on_text, t};
    lc_book_sheet *s = t->rows;
    lc_status st;

    s->look = true;
    st = lc_pack_read(t->book->pack, part, &sink, err);
    if (st || s->rows == 0)
        return st;
    st = lc_book_sheet_again(s, err);
    if (st)
        return st;
    t->row = 0;
    st = lc_pack_read(t->book->pack, part, &sink, err);
    if (!st)
        st = lc_book_sheet_end(s, err);
    if (!st)
        tell_unsaved(t);
    return st;
}

lc_status lc_xlsx_sheet(lc_workbook *w, const char *part, lc_book_sheet *s,
                        lc_error *err)
{
    sheet t = {.book = w, .rows = s, .arena = lc_arena_new(0)};
    lc_status st;

    t.text.limit = CELL_BYTES_MAX;
    st = t.arena ? read_rows(&t, part, err) : lc_no_memory(err, "the sheet");
    lc_buf_free(&t.text);
    lc_arena_free(t.arena);
    return st;
}
