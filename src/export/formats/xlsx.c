/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/xlsx.c - a workbook of a sheet a table, to be opened,
 * filtered and printed as it is: the title and its notes, the headings, a row a
 * line. Of a layer the headings are the first line, as programs want them.
 *
 * Texts are cells of text whatever they begin with, so that none is ever run as
 * a formula; numbers are numbers. The library writes a file, which is given to
 * the sink when it is whole.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* Excel's: 32,767 characters a cell and 1,048,576 rows a sheet, the names of
 * sheets 31 characters. Columns are as wide as their longest text, within
 * these, in characters of Latin; what is longer is wrapped. */
enum {
    MOST_BYTES = 32000,
    MOST_ROWS = 1048576,
    MOST_NAME = 31,
    LEAST_WIDTH = 8,
    MOST_WIDTH = 40,
    A4 = 9
};

typedef struct book {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *title, *note, *heading, *text, *number;
    uint32_t row, heading_row; /* of the sheet, as what follows */
    size_t columns;
    bool pair;     /* longitude and latitude stand in front */
    size_t *width; /* of each column */
    lc_buf cell;
} book;

static lc_status failed(lxw_error e, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_IO, "a workbook: %s", lxw_strerror(e));
}

/* ---- the workbook ---- */

/* Cut at a character; the library wants valid UTF-8. */
static const char *fit(lc_buf *text)
{
    if (!text->data)
        return "";
    if (text->len > MOST_BYTES)
        text->data[MOST_BYTES] = '\0';
    lc_utf8_mend(text->data);
    return text->data;
}

/* The signs that a sheet's name may not have are left out. */
static void put_sheet_name(char out[4 * MOST_NAME + 1], const char *title)
{
    const char *end = title + strlen(title);
    size_t n = 0;

    for (int chars = 0; title < end && chars < MOST_NAME; chars++) {
        const char *from = title;

        lc_utf8_next(&title, end);
        if (strchr("[]:*?/\\'", *from))
            continue;
        memcpy(out + n, from, (size_t)(title - from));
        n += (size_t)(title - from);
    }
    out[n] = '\0';
}

static void make_formats(book *b)
{
    lxw_format **all[] = {&b->title, &b->note, &b->heading, &b->text,
                          &b->number};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        *all[i] = workbook_add_format(b->book);
        format_set_align(*all[i], LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_bold(b->title);
    format_set_font_size(b->title, 16);
    format_set_bold(b->heading);
    format_set_bg_color(b->heading, 0xE2EFEA);
    format_set_border(b->heading, LXW_BORDER_THIN);
    format_set_text_wrap(b->heading);
    format_set_border(b->text, LXW_BORDER_THIN);
    format_set_text_wrap(b->text);
    format_set_border(b->number, LXW_BORDER_THIN);
}

/* In wide characters' measure, as Chinese ones take two. */
static void widen(book *b, size_t column, const char *text)
{
    size_t n = lc_utf8_width(text) + 2;

    n = n > MOST_WIDTH ? MOST_WIDTH : n;
    if (n > b->width[column])
        b->width[column] = n;
}

static lxw_error put_heading(book *b, lxw_col_t column, const char *heading)
{
    widen(b, column, heading);
    return worksheet_write_string(b->sheet, b->heading_row, column, heading,
                                  b->heading);
}

/* Of points alone: the outline of a unit is longer than a cell may be. */
static lxw_error put_pair_headings(const lc_layout *l, book *b)
{
    bool metres = l->system && !l->system->degrees;
    const char *const names[2] = {metres ? "x" : "lon", metres ? "y" : "lat"};
    lxw_error e = LXW_NO_ERROR;

    for (lxw_col_t i = 0; b->pair && i < 2 && !e; i++) {
        lc_buf_clear(&b->cell);
        lc_system_column(l->system, names[i], &b->cell);
        e = put_heading(b, i, b->cell.failed ? "" : b->cell.data);
    }
    return e;
}

/* Title, notes and headings. */
static lc_status put_head(lc_writer *w, book *b, lc_error *err)
{
    const lc_layout *l = &w->layout;
    lxw_error e = LXW_NO_ERROR;
    lxw_col_t column = b->pair ? 2 : 0;

    if (l->title)
        e = worksheet_write_string(b->sheet, b->row++, 0, l->title, b->title);
    for (size_t i = 0; l->note && l->note[i] && !e; i++)
        e = worksheet_write_string(b->sheet, b->row++, 0, l->note[i], b->note);
    b->heading_row = b->row++;
    if (!e)
        e = put_pair_headings(l, b);
    for (size_t i = 0; i < l->fields.count && !e; i++)
        if (lc_layout_shows(l, i, true))
            e = put_heading(b, column++, lc_layout_heading(l, i));
    return e ? failed(e, err) : LIFE_OK;
}

/* Whom to thank, where people look for it: a layer's sheet holds its table
 * alone. */
static const char *attribution(const lc_layout *l)
{
    for (size_t i = 0; l->lines && i < l->heads; i++)
        if (!strcmp(l->head[i].name, "attribution"))
            return l->head[i].text;
    return NULL;
}

/* Layers may have a million rows, which the library then writes away one by
 * one; it takes them in order only, as they come. */
static lc_status make_book(lc_writer *w, book *b, lc_error *err)
{
    lxw_workbook_options options = {.constant_memory = w->layout.lines};
    lxw_doc_properties about = {.created = (time_t)lc_writer_when(w),
                                .title = (char *)w->layout.title,
                                .comments = (char *)attribution(&w->layout)};

    lc_spool_hide(&w->spool); /* the library opens it at the end */
    b->book = workbook_new_opt(w->spool.path, &options);
    if (!b->book)
        return lc_no_memory(err, "a workbook");
    workbook_set_properties(b->book, &about);
    make_formats(b);
    return LIFE_OK;
}

static lc_status begin(lc_writer *w, lc_error *err)
{
    book *b = w->state ? w->state : lc_calloc(1, sizeof *b);
    char name[4 * MOST_NAME + 1];
    lc_status st = LIFE_OK;

    w->state = b;
    if (!b)
        return lc_no_memory(err, "a workbook");
    b->row = 0;
    b->pair = w->layout.geometry == LIFE_GEOMETRY_POINT;
    b->columns = b->pair ? 2 : 0;
    for (size_t i = 0; i < w->layout.fields.count; i++)
        b->columns += lc_layout_shows(&w->layout, i, true);
    lc_free(b->width);
    b->width = lc_calloc(b->columns + 1, sizeof *b->width);
    if (!b->width)
        return lc_no_memory(err, "a workbook");
    for (size_t i = 0; i < b->columns; i++)
        b->width[i] = LEAST_WIDTH;
    if (!b->book)
        st = make_book(w, b, err);
    if (st)
        return st;
    put_sheet_name(name, w->layout.title ? w->layout.title : w->layout.name);
    b->sheet = workbook_add_worksheet(b->book, name);
    return b->sheet ? put_head(w, b, err) : lc_no_memory(err, "a workbook");
}

/* ---- rows ---- */

static bool is_number(const lc_export_field *f, const lc_cell *v)
{
    lc_field_type t = lc_field_type_of(f);

    return v->kind == LIFE_CELL_REAL ||
           (v->kind == LIFE_CELL_WHOLE && t != LIFE_FIELD_BOOL);
}

static double number_of(const lc_export_field *f, const lc_cell *v)
{
    if (v->kind == LIFE_CELL_REAL)
        return v->is.real;
    return lc_field_type_of(f) == LIFE_FIELD_MILLI ? (double)v->is.whole / 1000
                                                   : (double)v->is.whole;
}

/* A real number is written as it would be read: to its decimals. Half of what a
 * program reads is worse than none. */
static lxw_error put_cell(lc_writer *w, book *b, size_t field, lxw_col_t column,
                          const lc_cell *v)
{
    const lc_export_field *f = &w->layout.fields.field[field];
    const char *text;

    lc_buf_clear(&b->cell);
    lc_cell_put(&b->cell, f, v, w->layout.words);
    if (lc_field_type_of(f) == LIFE_FIELD_JSON && b->cell.len > MOST_BYTES)
        lc_buf_clear(&b->cell);
    text = fit(&b->cell);
    widen(b, column, text);
    if (is_number(f, v))
        return worksheet_write_number(
            b->sheet, b->row, column,
            v->kind == LIFE_CELL_REAL ? atof(text) : number_of(f, v),
            b->number);
    return *text
               ? worksheet_write_string(b->sheet, b->row, column, text, b->text)
               : worksheet_write_blank(b->sheet, b->row, column, b->text);
}

static lxw_error put_pair(lc_writer *w, book *b, const lc_geometry *g)
{
    lxw_error e = LXW_NO_ERROR;
    double at[2];

    if (!b->pair || !g->placed)
        return LXW_NO_ERROR;
    lc_system_place(w->layout.system, g->pt, &at[0], &at[1]);
    for (lxw_col_t i = 0; i < 2 && !e; i++)
        e = worksheet_write_number(b->sheet, b->row, i, at[i], b->number);
    return e;
}

static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    book *b = w->state;
    lxw_error e = put_pair(w, b, &row->geometry);
    lxw_col_t column = b->pair ? 2 : 0;

    if (b->row >= MOST_ROWS)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "a sheet holds %d rows, and there are more: ask for one "
                       "unit or for csv",
                       MOST_ROWS);
    for (size_t i = 0; i < row->value.n && !e; i++)
        if (lc_layout_shows(&w->layout, i, true))
            e = put_cell(w, b, i, column++, &row->value.v[i]);
    b->row++;
    if (b->cell.failed)
        return lc_no_memory(err, "a workbook");
    return e ? failed(e, err) : LIFE_OK;
}

/* ---- the end ---- */

/* As it is printed: on A4 across, as wide as the page, its headings on each;
 * on a screen they stay and can be filtered by. */
static void finish_sheet(book *b)
{
    lxw_col_t last = (lxw_col_t)(b->columns ? b->columns - 1 : 0);

    for (lxw_col_t i = 0; i <= last && b->columns; i++)
        worksheet_set_column(b->sheet, i, i, (double)b->width[i], NULL);
    worksheet_freeze_panes(b->sheet, b->heading_row + 1, 0);
    if (b->row > b->heading_row + 1)
        worksheet_autofilter(b->sheet, b->heading_row, 0, b->row - 1, last);
    worksheet_repeat_rows(b->sheet, b->heading_row, b->heading_row);
    worksheet_set_landscape(b->sheet);
    worksheet_set_paper(b->sheet, A4);
    worksheet_fit_to_pages(b->sheet, 1, 0);
}

static lc_status end(lc_writer *w, lc_error *err)
{
    (void)err;
    finish_sheet(w->state);
    return LIFE_OK;
}

/* The library says on standard error what it returns as well, in lines of its
 * own. */
static lxw_error close_quietly(lxw_workbook *b)
{
    int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int kept = none < 0 ? -1 : dup(STDERR_FILENO), why;
    lxw_error e;

    if (kept >= 0)
        dup2(none, STDERR_FILENO);
    errno = 0;
    e = workbook_close(b);
    why = errno;
    if (kept >= 0) {
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
    if (none >= 0)
        close(none);
    errno = why;
    return e;
}

/* Closing frees the book, also where it fails. */
static lc_status close_book(lc_writer *w, lc_error *err)
{
    book *b = w->state;
    lxw_error e = close_quietly(b->book);

    b->book = NULL;
    return e ? lc_spool_failed(errno ? strerror(errno) : lxw_strerror(e), err)
             : LIFE_OK;
}

static void drop(lc_writer *w)
{
    book *b = w->state;

    if (!b)
        return;
    if (b->book)
        lxw_workbook_free(b->book);
    lc_buf_free(&b->cell);
    lc_free(b->width);
    lc_free(b);
    w->state = NULL;
}

extern const lc_writer_ops lc_xlsx_ops;
const lc_writer_ops lc_xlsx_ops = {begin, put_row, end, close_book, drop};
