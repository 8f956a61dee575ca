/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xls.c - a workbook of Excel 5 to 2003 as records.
 *
 * The stream "Workbook" (Excel 5 and 95: "Book") is records: those of the
 * workbook, then those of each sheet. From Microsoft's [MS-XLS].
 *
 * A reader of our own, as freexl fell over one in 250 damaged files. Cells are
 * gathered before rows are given on, as records come by kind, not by place.
 */
#include "src/import/table/book/xls.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/utf8.h"
#include "src/import/table/book/biff.h"
#include "src/import/table/book/cfb.h"
#include "src/import/table/book/sheet.h"
#include "src/import/table/book/styles.h"
#include "src/import/table/cell.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_BYTES_MAX ((size_t)256 << 20)
#define TEXTS_MAX      ((size_t)1 << 30)
#define SHEETS_MAX     1000
#define STYLES_MAX     100000

/* Records that are looked at; all others are passed over. */
enum {
    FORMULA = 0x0006,
    END = 0x000a,
    DATE_MODE = 0x0022,
    PASSWORD = 0x002f,
    CODE_PAGE = 0x0042,
    SHEET = 0x0085,
    MANY_RK = 0x00bd,
    RICH_TEXT = 0x00d6,
    CELL_FORMAT = 0x00e0,
    MERGED = 0x00e5,
    SHARED_TEXTS = 0x00fc,
    SHARED_TEXT = 0x00fd,
    NUMBER = 0x0203,
    TEXT = 0x0204,
    BOOL_OR_ERROR = 0x0205,
    FORMULA_TEXT = 0x0207,
    RK = 0x027e,
    FORMAT = 0x041e,
    BEGIN = 0x0809
};

/* A cell, kept until the sheet is read: rows may come in any order. */
typedef struct cell {
    uint32_t row; /* from 1 */
    uint16_t column;
    size_t text; /* in the workbook's strings */
} cell;

/* A sheet, and where it begins. */
typedef struct listed {
    char name[160];
    uint32_t at;
    bool is_table; /* no chart, no macros */
    bool hidden;
} listed;

/* A format of numbers that the workbook defines. */
typedef struct custom {
    uint32_t id;
    lc_style style;
} custom;

/* The workbook while it is read. */
typedef struct xls {
    lc_workbook book; /* strings: of cells too */
    lc_biff in;
    LC_VEC(listed) sheets;
    LC_VEC(custom) formats;
    LC_VEC(cell) cells;
    cell waiting; /* for the text of its formula */
    bool waits;
    lc_book_sheet *rows;
} xls;

/* With the file's name. */
static lc_status damaged(const xls *x, lc_error *err)
{
    return lc_read_fail(x->book.job, LIFE_ERR_PARSE, err,
                        "is damaged: record %04X before byte %zu of the "
                        "workbook does not hold together",
                        x->in.id, x->in.at);
}

/* ---- texts ---- */

/* Into the workbook's strings; where it begins. */
static size_t keep_text(xls *x, size_t count_bytes)
{
    size_t at = x->book.strings.len;

    lc_biff_text(&x->in, count_bytes, &x->book.strings);
    lc_buf_putc(&x->book.strings, '\0');
    return at;
}

/* Texts are kept in one piece, whose size is limited. */
static lc_status check_texts(const xls *x, lc_error *err)
{
    if (x->in.bad)
        return damaged(x, err);
    return x->book.strings.failed
               ? lc_read_fail(x->book.job, LIFE_ERR_LIMIT, err,
                              "its texts are too long to be held")
               : LIFE_OK;
}

/* ---- the workbook's records ---- */

/* Charts and macros have no cells. */
static lc_status take_sheet(xls *x, lc_error *err)
{
    listed s = {.at = lc_biff_take(&x->in, 4)};
    lc_buf name = {0};
    lc_status st = LIFE_OK;

    s.hidden = (lc_biff_take(&x->in, 1) & 3) != 0;
    s.is_table = lc_biff_take(&x->in, 1) == 0;
    lc_buf_puts(&name, "");
    lc_biff_text(&x->in, 1, &name);
    lc_utf8_format(s.name, sizeof s.name, "%.*s", name.failed ? 0 : (int)150,
                   name.failed ? "" : name.data);
    lc_buf_free(&name);
    if (x->in.bad || x->sheets.n >= SHEETS_MAX)
        st = damaged(x, err);
    else if (!lc_vec_push(&x->sheets, s))
        st = lc_no_memory(err, "the workbook");
    return st;
}

/* A code that a number is shown by. */
static lc_status take_format(xls *x, lc_error *err)
{
    custom c = {.id = lc_biff_take(&x->in, 2)};
    lc_buf code = {0};
    bool good;

    lc_buf_puts(&code, "");
    lc_biff_text(&x->in, x->in.version == LIFE_BIFF_VERSION_8 ? 2 : 1, &code);
    c.style = code.failed ? LIFE_STYLE_NUMBER : lc_style_of(code.data);
    lc_buf_free(&code);
    if (x->in.bad || x->formats.n >= STYLES_MAX)
        return damaged(x, err);
    good = lc_vec_push(&x->formats, c);
    return good ? LIFE_OK : lc_no_memory(err, "the workbook");
}

/* Which code a cell's format refers to. */
static lc_status take_cell_format(xls *x, lc_error *err)
{
    uint32_t id;
    lc_style style;

    lc_biff_take(&x->in, 2); /* the font */
    id = lc_biff_take(&x->in, 2);
    style = lc_style_built_in(id);
    for (size_t i = 0; i < x->formats.n; i++)
        if (x->formats.v[i].id == id)
            style = x->formats.v[i].style;
    if (x->book.style.n >= STYLES_MAX)
        return damaged(x, err);
    return lc_vec_push(&x->book.style, (unsigned char)style)
               ? LIFE_OK
               : lc_no_memory(err, "the workbook");
}

/* The texts of the workbook, each once. */
static lc_status take_shared(xls *x, lc_error *err)
{
    uint32_t count;
    lc_status st = LIFE_OK;

    lc_biff_take(&x->in, 4); /* uses of them */
    count = lc_biff_take(&x->in, 4);
    for (uint32_t i = 0; !st && i < count; i++) {
        size_t at = keep_text(x, 2);

        st = check_texts(x, err);
        if (!st && !lc_vec_push(&x->book.string, at))
            st = lc_no_memory(err, "the workbook");
    }
    return st;
}

/* Records in front of the sheets. */
static lc_status take_global(xls *x, lc_error *err)
{
    switch (x->in.id) {
    case PASSWORD:
        return lc_read_fail(x->book.job, LIFE_ERR_PARSE, err,
                            "is protected by a password; save it without");
    case CODE_PAGE:
        x->in.code_page = lc_biff_take(&x->in, 2);
        return LIFE_OK;
    case DATE_MODE:
        x->book.from_1904 = lc_biff_take(&x->in, 2) == 1;
        return LIFE_OK;
    case SHEET:
        return take_sheet(x, err);
    case FORMAT:
        return take_format(x, err);
    case CELL_FORMAT:
        return take_cell_format(x, err);
    case SHARED_TEXTS:
        return take_shared(x, err);
    default:
        return LIFE_OK;
    }
}

/* The first record of the workbook or of a sheet. */
static lc_status begin(xls *x, size_t at, lc_error *err)
{
    x->in.at = at;
    if (at >= x->in.len || !lc_biff_next(&x->in) || x->in.id != BEGIN)
        return damaged(x, err);
    x->in.version = lc_biff_take(&x->in, 2);
    if (x->in.version == LIFE_BIFF_VERSION_8 ||
        x->in.version == LIFE_BIFF_VERSION_5)
        return LIFE_OK;
    return lc_read_fail(x->book.job, LIFE_ERR_PARSE, err,
                        "was written by an Excel before version 5; save it "
                        "as .xlsx");
}

/* Up to their end; a password makes all of it noise. */
static lc_status read_globals(xls *x, lc_error *err)
{
    lc_status st = begin(x, 0, err);

    while (!st && lc_biff_next(&x->in) && x->in.id != END)
        st = take_global(x, err);
    if (!st && x->in.id != END)
        st = damaged(x, err);
    return st;
}

/* ---- a sheet's records ---- */

/* Row, column and format begin each cell's record. */
static cell take_place(xls *x, uint32_t *format)
{
    cell c = {.row = lc_biff_take(&x->in, 2) + 1};

    c.column = (uint16_t)lc_biff_take(&x->in, 2);
    *format = lc_biff_take(&x->in, 2);
    return c;
}

/* Columns beyond the limit are left out. */
static lc_status add_cell(xls *x, cell c, lc_error *err)
{
    if (x->in.bad)
        return damaged(x, err);
    return lc_vec_push(&x->cells, c) ? LIFE_OK
                                     : lc_no_memory(err, "the workbook");
}

/* Where it begins among the texts. */
static lc_status add_text(xls *x, cell c, const char *text, lc_error *err)
{
    c.text = x->book.strings.len;
    lc_buf_put(&x->book.strings, text, strlen(text) + 1);
    return add_cell(x, c, err);
}

/* As a day or a time, where its format says so. */
static lc_status add_number(xls *x, cell c, uint32_t format, double v,
                            lc_error *err)
{
    const lc_workbook *w = &x->book;
    lc_style style =
        format < w->style.n ? (lc_style)w->style.v[format] : LIFE_STYLE_NUMBER;
    char text[352];

    if (style == LIFE_STYLE_NUMBER ||
        !lc_style_date(v, style, w->from_1904, text))
        lc_cell_number(v, text);
    return add_text(x, c, text, err);
}

/* Several numbers of one row in one record. */
static lc_status take_many(xls *x, lc_error *err)
{
    cell c = {.row = lc_biff_take(&x->in, 2) + 1};
    lc_status st = LIFE_OK;

    c.column = (uint16_t)lc_biff_take(&x->in, 2);
    while (!st && x->in.body_end - x->in.body >= 6) {
        uint32_t format = lc_biff_take(&x->in, 2);

        st = add_number(x, c, format, lc_biff_rk(&x->in), err);
        c.column++;
    }
    return st;
}

/* A number of a shared text. */
static lc_status take_shared_cell(xls *x, lc_error *err)
{
    uint32_t format;
    cell c = take_place(x, &format);
    uint32_t i = lc_biff_take(&x->in, 4);

    if (i >= x->book.string.n)
        return damaged(x, err);
    c.text = x->book.string.v[i];
    return add_cell(x, c, err);
}

/* Errors are in the same record, and are no value. */
static lc_status take_bool(xls *x, lc_error *err)
{
    uint32_t format;
    cell c = take_place(x, &format);
    uint32_t v = lc_biff_take(&x->in, 1);

    if (lc_biff_take(&x->in, 1)) /* "#N/A" and its like stand for no value */
        return LIFE_OK;
    return add_text(x, c, v ? "yes" : "no", err);
}

/* The value that a formula had when it was saved. */
static lc_status take_formula(xls *x, lc_error *err)
{
    uint32_t format;
    cell c = take_place(x, &format);
    const unsigned char *value = x->in.body;

    if (x->in.body_end - x->in.body < 8)
        return damaged(x, err);
    if (value[6] != 0xff || value[7] != 0xff)
        return add_number(x, c, format, lc_biff_double(&x->in), err);
    x->waiting = c;
    x->waits = value[0] == 0;
    return value[0] == 1 ? add_text(x, c, value[2] ? "yes" : "no", err)
                         : LIFE_OK;
}

/* A formula's text stands in the record behind it. */
static lc_status take_formula_text(xls *x, lc_error *err)
{
    if (!x->waits)
        return LIFE_OK;
    x->waits = false;
    x->waiting.text = keep_text(x, 2);
    return add_cell(x, x->waiting, err);
}

/* Areas of merged cells. */
static lc_status take_merged(xls *x, lc_error *err)
{
    uint32_t count = lc_biff_take(&x->in, 2);
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < count && !x->in.bad; i++) {
        uint32_t first = lc_biff_take(&x->in, 2) + 1,
                 last = lc_biff_take(&x->in, 2) + 1;
        uint32_t column = lc_biff_take(&x->in, 2);

        lc_biff_take(&x->in, 2); /* the last column */
        if (!x->in.bad)
            st = lc_book_sheet_merge(x->rows, first, last, column, err);
    }
    return st;
}

/* Records of a sheet. */
static lc_status take_local(xls *x, lc_error *err)
{
    uint32_t format;
    cell c;

    switch (x->in.id) {
    case NUMBER:
        c = take_place(x, &format);
        return add_number(x, c, format, lc_biff_double(&x->in), err);
    case RK:
        c = take_place(x, &format);
        return add_number(x, c, format, lc_biff_rk(&x->in), err);
    case MANY_RK:
        return take_many(x, err);
    case SHARED_TEXT:
        return take_shared_cell(x, err);
    case TEXT:
    case RICH_TEXT:
        c = take_place(x, &format);
        c.text = keep_text(x, 2);
        return add_cell(x, c, err);
    case BOOL_OR_ERROR:
        return take_bool(x, err);
    case FORMULA:
        return take_formula(x, err);
    case FORMULA_TEXT:
        return take_formula_text(x, err);
    case MERGED:
        return take_merged(x, err);
    default:
        return LIFE_OK;
    }
}

/* Past pictures and charts, which stand in a sheet as sheets of their own. */
static lc_status read_cells(xls *x, const listed *s, lc_error *err)
{
    unsigned depth = 1;
    lc_status st = begin(x, s->at, err);

    x->cells.n = 0;
    x->waits = false;
    while (!st && depth > 0) {
        if (!lc_biff_next(&x->in))
            return damaged(x, err);
        if (x->in.id == BEGIN)
            depth++;
        else if (x->in.id == END)
            depth--;
        else if (depth == 1)
            st = take_local(x, err);
        if (!st && x->book.strings.failed)
            st = check_texts(x, err);
    }
    return st;
}

/* By row, then column. */
static int by_place(const void *pa, const void *pb)
{
    const cell *a = pa, *b = pb;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a->text < b->text ? -1 : a->text > b->text;
}

/* Row by row; cells between are empty. */
static lc_status give_rows(xls *x, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < x->cells.n; i++) {
        const cell *c = &x->cells.v[i];
        const char *text = x->book.strings.data + c->text;

        if (c->column < LIFE_COLUMNS_MAX) /* a sheet has 256 */
            x->rows->cell[c->column] = text;
        if (i + 1 == x->cells.n || c[1].row != c->row)
            st = lc_book_sheet_row(x->rows, c->row, err);
    }
    return st;
}

/* All cells of a sheet, then its rows twice. */
static lc_status read_sheet(xls *x, const listed *s, lc_error *err)
{
    lc_status st;

    lc_book_sheet_clear(x->rows);
    x->rows->look = true;
    st = read_cells(x, s, err);
    if (st || x->cells.n == 0)
        return st;
    qsort(x->cells.v, x->cells.n, sizeof *x->cells.v, by_place);
    for (size_t i = 0; i < x->cells.n; i++) {
        char *text = x->book.strings.data + x->cells.v[i].text;

        x->cells.v[i].text =
            (size_t)(lc_cell_trim(text) - x->book.strings.data);
    }
    st = give_rows(x, err);
    if (st || x->rows->rows == 0)
        return st;
    st = lc_book_sheet_again(x->rows, err);
    if (!st)
        st = give_rows(x, err);
    return st ? st : lc_book_sheet_end(x->rows, err);
}

static bool is_wanted(const xls *x, size_t i)
{
    return x->sheets.v[i].is_table &&
           lc_book_sheet_wanted(x->book.job, x->sheets.v[i].name, i + 1);
}

/* And what is told of it. */
static lc_status try_sheet(xls *x, const listed *s, lc_error *err)
{
    lc_status st = read_sheet(x, s, err);

    if (!st && x->rows->rows > 0)
        lc_book_sheet_note(x->rows, s->name, x->sheets.n);
    else if (!st && x->book.job->o->sheet)
        st = lc_book_sheet_empty(x->book.job, s->name, err);
    return st;
}

/* The one that is asked for, or the first with rows; hidden ones come last. */
static lc_status read_sheets(xls *x, lc_error *err)
{
    lc_buf names = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < x->sheets.n; i++)
        lc_buf_printf(&names, "%s%s", i ? ", " : "", x->sheets.v[i].name);
    for (int hidden = 0; hidden < 2; hidden++)
        for (size_t i = 0; !st && x->rows->rows == 0 && i < x->sheets.n; i++)
            if (x->sheets.v[i].hidden == hidden && is_wanted(x, i))
                st = try_sheet(x, &x->sheets.v[i], err);
    if (!st && x->rows->rows == 0)
        st = lc_book_sheet_missing(x->book.job, names.data ? names.data : "",
                                   err);
    lc_buf_free(&names);
    return st;
}

/* ---- the file ---- */

/* Excel 5 called it Book. */
static lc_status find_stream(const lc_cfb *c, const lc_reading *job,
                             lc_buf *out, lc_error *err)
{
    bool found = false;
    lc_status st = lc_cfb_read(c, "Workbook", &found, out, err);

    if (!st && !found)
        st = lc_cfb_read(c, "Book", &found, out, err);
    if (st || found)
        return st;
    st = lc_cfb_read(c, "EncryptedPackage", &found, out, err);
    if (st)
        return st;
    return lc_read_fail(job, LIFE_ERR_PARSE, err, "%s",
                        found ? "is protected by a password; save it "
                                "without"
                              : "is no workbook: it has no stream "
                                "\"Workbook\"");
}

/* From the container to the sheets. */
static lc_status parse(const lc_reading *job, const unsigned char *bytes,
                       size_t len, lc_error *err)
{
    xls x = {.book = {.job = job},
             .in = {.code_page = 1252, .encoding = job->o->encoding}};
    lc_buf data = {0};
    lc_cfb *c = NULL;
    lc_status st = lc_cfb_open(job, bytes, len, &c, err);

    x.book.strings.limit = TEXTS_MAX;
    lc_buf_puts(&x.book.strings, "");
    x.rows = lc_calloc(1, sizeof *x.rows);
    if (!st)
        st = x.rows ? find_stream(c, job, &data, err)
                    : lc_no_memory(err, "the workbook");
    if (!st) {
        x.rows->job = job;
        x.in.data = (const unsigned char *)data.data;
        x.in.len = data.len;
        st = read_globals(&x, err);
    }
    if (!st)
        st = read_sheets(&x, err);
    lc_cfb_close(c);
    if (x.rows)
        lc_book_sheet_clear(x.rows);
    lc_free(x.rows);
    lc_buf_free(&data);
    lc_vec_free(&x.sheets);
    lc_vec_free(&x.formats);
    lc_vec_free(&x.cells);
    lc_vec_free(&x.book.string);
    lc_vec_free(&x.book.style);
    lc_buf_free(&x.book.strings);
    return st;
}

lc_status lc_xls_read(const lc_reading *job, lc_error *err)
{
    char *bytes = NULL;
    size_t len = 0;
    lc_status st = lc_file_read(job->path, FILE_BYTES_MAX, &bytes, &len, err);

    if (!st)
        st = parse(job, (unsigned char *)bytes, len, err);
    lc_free(bytes);
    return st;
}
