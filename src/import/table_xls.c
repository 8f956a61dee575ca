/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table_xls.c - a workbook of Excel 5 to 2003 (.xls) as records.
 *
 * The stream "Workbook" (Excel 5 and 95: "Book") is records of id 2 | bytes 2
 * | body: those of the workbook, then those of each sheet. A body over 8224
 * bytes goes on in CONTINUE records, where a text that is cut begins with a
 * byte that says anew how wide its characters are. From Microsoft's [MS-XLS].
 *
 * A reader of our own: the library there is for it, freexl, fell over one in
 * 250 damaged files.
 */
#include "lifecircle/base/file.h"
#include "table_cfb.h"
#include "table_xlsx.h"

#include <iconv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_BYTES_MAX ((size_t)256 << 20)
#define TEXTS_MAX      ((size_t)1 << 30)
#define SHEETS_MAX     1000
#define STYLES_MAX     100000
#define VERSION_8      0x0600 /* Excel 97 and later */
#define VERSION_5      0x0500

enum {
    FORMULA = 0x0006,
    END = 0x000a,
    DATE_MODE = 0x0022,
    PASSWORD = 0x002f,
    CONTINUE = 0x003c,
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

typedef struct cell {
    uint32_t row; /* from 1 */
    uint16_t column;
    size_t text; /* in the workbook's strings */
} cell;

typedef struct listed {
    char name[160];
    uint32_t at;
    bool is_table; /* no chart, no macros */
} listed;

typedef struct custom {
    uint32_t id;
    lc_style style;
} custom;

typedef struct xls {
    lc_workbook book; /* strings: of cells too */
    const unsigned char *data;
    size_t len;
    size_t at; /* of the record behind the one at hand */
    unsigned id;
    const unsigned char *body, *body_end; /* of it, or of its continuation */
    bool bad;                             /* it ended too soon; zeros come */
    unsigned version, code_page;
    LC_VEC(listed) sheets;
    LC_VEC(custom) formats;
    LC_VEC(cell) cells;
    cell waiting; /* for the text of its formula */
    bool waits;
    lc_sheet *rows;
} xls;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the workbook");
}

static lc_status damaged(const xls *x, lc_error *err)
{
    return lc_reading_fail(x->book.job, LIFE_ERR_PARSE, err,
                           "is damaged: record %04X before byte %zu of the "
                           "workbook does not hold together",
                           x->id, x->at);
}

/* -- records ------------------------------------------------------------- */

static unsigned u16(const unsigned char *s)
{
    return (unsigned)s[1] << 8 | s[0];
}

static unsigned id_at(const xls *x)
{
    return x->len - x->at < 4 ? 0 : u16(x->data + x->at);
}

/* The next record; false where the stream ends. */
static bool next_record(xls *x)
{
    size_t n;

    if (x->len - x->at < 4)
        return false;
    x->id = id_at(x);
    n = u16(x->data + x->at + 2);
    x->at += 4;
    x->body = x->data + x->at;
    if (n > x->len - x->at)
        n = x->len - x->at;
    x->body_end = x->body + n;
    x->at += n;
    x->bad = false;
    return true;
}

/* Where a body ends and goes on in the next record, goes there. */
static bool go_on(xls *x)
{
    unsigned id = x->id;
    bool more = id_at(x) == CONTINUE && next_record(x);

    x->id = id;
    return more;
}

static uint32_t take(xls *x, size_t bytes)
{
    uint32_t v = 0;

    for (size_t i = 0; i < bytes; i++) {
        while (x->body == x->body_end && !x->bad)
            x->bad = !go_on(x);
        if (x->bad)
            return 0;
        v |= (uint32_t)*x->body++ << 8 * i;
    }
    return v;
}

static double take_double(xls *x)
{
    uint64_t bits = take(x, 4);
    double v;

    bits |= (uint64_t)take(x, 4) << 32;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static void skip(xls *x, size_t bytes)
{
    while (bytes > 0 && !x->bad) {
        size_t n = (size_t)(x->body_end - x->body);

        if (n > bytes)
            n = bytes;
        x->body += n;
        bytes -= n;
        if (bytes > 0)
            x->bad = !go_on(x);
    }
}

/* -- texts --------------------------------------------------------------- */

static void put_utf8(lc_buf *out, uint32_t c)
{
    if (c == 0 || (c >= 0xd800 && c < 0xe000))
        c = 0xfffd;
    if (c < 0x80) {
        lc_buf_putc(out, (char)c);
    } else if (c < 0x800) {
        lc_buf_putc(out, (char)(0xc0 | c >> 6));
        lc_buf_putc(out, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        lc_buf_putc(out, (char)(0xe0 | c >> 12));
        lc_buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
        lc_buf_putc(out, (char)(0x80 | (c & 0x3f)));
    } else {
        lc_buf_putc(out, (char)(0xf0 | c >> 18));
        lc_buf_putc(out, (char)(0x80 | (c >> 12 & 0x3f)));
        lc_buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
        lc_buf_putc(out, (char)(0x80 | (c & 0x3f)));
    }
}

/* `count` characters; each continuation says anew whether they are wide. */
static void take_characters(xls *x, size_t count, bool wide, lc_buf *out)
{
    uint32_t high = 0;

    while (count-- > 0 && !x->bad) {
        uint32_t c;

        if (x->body == x->body_end) {
            wide = take(x, 1) & 1;
            if (x->bad)
                return;
        }
        c = take(x, wide ? 2 : 1);
        if (high && c >= 0xdc00 && c < 0xe000) {
            put_utf8(out, 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00));
            high = 0;
            continue;
        }
        if (high)
            put_utf8(out, high);
        high = c >= 0xd800 && c < 0xdc00 ? c : 0;
        if (!high)
            put_utf8(out, c);
    }
    if (high)
        put_utf8(out, high);
}

/* A text of Excel 97: count | how | runs, phonetics | characters. */
static void take_text_8(xls *x, size_t count_bytes, lc_buf *out)
{
    size_t count = take(x, count_bytes);
    uint32_t how = take(x, 1);
    size_t runs = how & 8 ? take(x, 2) : 0;
    size_t more = how & 4 ? take(x, 4) : 0;

    take_characters(x, count, how & 1, out);
    skip(x, 4 * runs);
    skip(x, more);
}

/* A text of Excel 5: count | bytes in the workbook's code page. */
static void take_text_5(xls *x, size_t count_bytes, lc_buf *out)
{
    size_t left = take(x, count_bytes), room = 1024;
    char name[32], in[256], text[1024], *from = in, *to = text;
    iconv_t cd;

    snprintf(name, sizeof name, "CP%u", x->code_page);
    cd = iconv_open("UTF-8",
                    x->book.job->o->encoding ? x->book.job->o->encoding : name);
    if (left > sizeof in) /* no cell of Excel 5 is longer */
        left = sizeof in;
    for (size_t i = 0; i < left; i++)
        in[i] = (char)take(x, 1);
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX has it so */
    if (x->bad || cd == (iconv_t)-1) {
        x->bad = true;
        return;
    }
    iconv(cd, &from, &left, &to, &room);
    iconv_close(cd);
    for (const char *s = text; s < to; s++)
        lc_buf_putc(out, *s ? *s : ' ');
}

static void take_text(xls *x, size_t count_bytes, lc_buf *out)
{
    if (x->version == VERSION_8)
        take_text_8(x, count_bytes, out);
    else
        take_text_5(x, count_bytes, out);
}

/* Into the workbook's strings; where it begins. */
static size_t keep_text(xls *x, size_t count_bytes)
{
    size_t at = x->book.strings.len;

    take_text(x, count_bytes, &x->book.strings);
    lc_buf_putc(&x->book.strings, '\0');
    return at;
}

static lc_status check_texts(const xls *x, lc_error *err)
{
    if (x->bad)
        return damaged(x, err);
    return x->book.strings.failed
               ? lc_reading_fail(x->book.job, LIFE_ERR_LIMIT, err,
                                 "its texts are too long to be held")
               : LIFE_OK;
}

/* -- the workbook's records ---------------------------------------------- */

static lc_status take_sheet(xls *x, lc_error *err)
{
    listed s = {.at = take(x, 4)};
    lc_buf name = {0};
    lc_status st = LIFE_OK;

    take(x, 1); /* hidden or not */
    s.is_table = take(x, 1) == 0;
    lc_buf_puts(&name, "");
    take_text(x, 1, &name);
    snprintf(s.name, sizeof s.name, "%.*s", name.failed ? 0 : (int)150,
             name.failed ? "" : name.data);
    lc_buf_free(&name);
    if (x->bad || x->sheets.n >= SHEETS_MAX)
        st = damaged(x, err);
    else if (!lc_vec_push(&x->sheets, s))
        st = no_memory(err);
    return st;
}

static lc_status take_format(xls *x, lc_error *err)
{
    custom c = {.id = take(x, 2)};
    lc_buf code = {0};
    bool good;

    lc_buf_puts(&code, "");
    take_text(x, x->version == VERSION_8 ? 2 : 1, &code);
    c.style = code.failed ? LIFE_STYLE_NUMBER : lc_style_of(code.data);
    lc_buf_free(&code);
    if (x->bad || x->formats.n >= STYLES_MAX)
        return damaged(x, err);
    good = lc_vec_push(&x->formats, c);
    return good ? LIFE_OK : no_memory(err);
}

static lc_status take_cell_format(xls *x, lc_error *err)
{
    uint32_t id;
    lc_style style;

    take(x, 2); /* the font */
    id = take(x, 2);
    style = lc_style_built_in(id);
    for (size_t i = 0; i < x->formats.n; i++)
        if (x->formats.v[i].id == id)
            style = x->formats.v[i].style;
    if (x->book.style.n >= STYLES_MAX)
        return damaged(x, err);
    return lc_vec_push(&x->book.style, (unsigned char)style) ? LIFE_OK
                                                             : no_memory(err);
}

static lc_status take_shared(xls *x, lc_error *err)
{
    uint32_t count;
    lc_status st = LIFE_OK;

    take(x, 4); /* uses of them */
    count = take(x, 4);
    for (uint32_t i = 0; st == LIFE_OK && i < count; i++) {
        size_t at = keep_text(x, 2);

        st = check_texts(x, err);
        if (st == LIFE_OK && !lc_vec_push(&x->book.string, at))
            st = no_memory(err);
    }
    return st;
}

static lc_status take_global(xls *x, lc_error *err)
{
    switch (x->id) {
    case PASSWORD:
        return lc_reading_fail(x->book.job, LIFE_ERR_PARSE, err,
                               "is protected by a password; save it without");
    case CODE_PAGE:
        x->code_page = take(x, 2);
        return LIFE_OK;
    case DATE_MODE:
        x->book.from_1904 = take(x, 2) == 1;
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
    x->at = at;
    if (at >= x->len || !next_record(x) || x->id != BEGIN)
        return damaged(x, err);
    x->version = take(x, 2);
    if (x->version == VERSION_8 || x->version == VERSION_5)
        return LIFE_OK;
    return lc_reading_fail(x->book.job, LIFE_ERR_PARSE, err,
                           "was written by an Excel before version 5; save it "
                           "as .xlsx");
}

static lc_status read_globals(xls *x, lc_error *err)
{
    lc_status st = begin(x, 0, err);

    while (st == LIFE_OK && next_record(x) && x->id != END)
        st = take_global(x, err);
    if (st == LIFE_OK && x->id != END)
        st = damaged(x, err);
    return st;
}

/* -- a sheet's records --------------------------------------------------- */

static cell take_place(xls *x, uint32_t *format)
{
    cell c = {.row = take(x, 2) + 1};

    c.column = (uint16_t)take(x, 2);
    *format = take(x, 2);
    return c;
}

static lc_status add_cell(xls *x, cell c, lc_error *err)
{
    if (x->bad)
        return damaged(x, err);
    return lc_vec_push(&x->cells, c) ? LIFE_OK : no_memory(err);
}

static lc_status add_text(xls *x, cell c, const char *text, lc_error *err)
{
    c.text = x->book.strings.len;
    lc_buf_put(&x->book.strings, text, strlen(text) + 1);
    return add_cell(x, c, err);
}

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

/* 30 bits of a whole number or of a double, divided by 100 or not. */
static double take_rk(xls *x)
{
    uint32_t rk = take(x, 4);
    uint64_t bits = (uint64_t)(rk & ~3u) << 32;
    double v;

    if (rk & 2)
        v = (double)((int32_t)rk >> 2);
    else
        memcpy(&v, &bits, sizeof v);
    return rk & 1 ? v / 100 : v;
}

static lc_status take_many(xls *x, lc_error *err)
{
    cell c = {.row = take(x, 2) + 1};
    lc_status st = LIFE_OK;

    c.column = (uint16_t)take(x, 2);
    while (st == LIFE_OK && x->body_end - x->body >= 6) {
        uint32_t format = take(x, 2);

        st = add_number(x, c, format, take_rk(x), err);
        c.column++;
    }
    return st;
}

static lc_status take_shared_cell(xls *x, lc_error *err)
{
    uint32_t format;
    cell c = take_place(x, &format);
    uint32_t i = take(x, 4);

    if (i >= x->book.string.n)
        return damaged(x, err);
    c.text = x->book.string.v[i];
    return add_cell(x, c, err);
}

static lc_status take_bool(xls *x, lc_error *err)
{
    uint32_t format;
    cell c = take_place(x, &format);
    uint32_t v = take(x, 1);

    if (take(x, 1)) /* "#N/A" and its like stand for no value */
        return LIFE_OK;
    return add_text(x, c, v ? "yes" : "no", err);
}

/* The value that a formula had when it was saved. */
static lc_status take_formula(xls *x, lc_error *err)
{
    uint32_t format;
    cell c = take_place(x, &format);
    const unsigned char *value = x->body;

    if (x->body_end - x->body < 8)
        return damaged(x, err);
    if (value[6] != 0xff || value[7] != 0xff)
        return add_number(x, c, format, take_double(x), err);
    x->waiting = c;
    x->waits = value[0] == 0;
    return value[0] == 1 ? add_text(x, c, value[2] ? "yes" : "no", err)
                         : LIFE_OK;
}

static lc_status take_formula_text(xls *x, lc_error *err)
{
    if (!x->waits)
        return LIFE_OK;
    x->waits = false;
    x->waiting.text = keep_text(x, 2);
    return add_cell(x, x->waiting, err);
}

static lc_status take_merged(xls *x, lc_error *err)
{
    uint32_t count = take(x, 2);
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; st == LIFE_OK && i < count && !x->bad; i++) {
        uint32_t first = take(x, 2) + 1, last = take(x, 2) + 1;
        uint32_t column = take(x, 2);

        take(x, 2); /* the last column */
        if (!x->bad)
            st = lc_sheet_merge(x->rows, first, last, column, err);
    }
    return st;
}

static lc_status take_local(xls *x, lc_error *err)
{
    uint32_t format;
    cell c;

    switch (x->id) {
    case NUMBER:
        c = take_place(x, &format);
        return add_number(x, c, format, take_double(x), err);
    case RK:
        c = take_place(x, &format);
        return add_number(x, c, format, take_rk(x), err);
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
    while (st == LIFE_OK && depth > 0) {
        if (!next_record(x))
            return damaged(x, err);
        if (x->id == BEGIN)
            depth++;
        else if (x->id == END)
            depth--;
        else if (depth == 1)
            st = take_local(x, err);
        if (st == LIFE_OK && x->book.strings.failed)
            st = check_texts(x, err);
    }
    return st;
}

static int by_place(const void *pa, const void *pb)
{
    const cell *a = pa, *b = pb;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a->text < b->text ? -1 : a->text > b->text;
}

static lc_status give_rows(xls *x, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; st == LIFE_OK && i < x->cells.n; i++) {
        const cell *c = &x->cells.v[i];
        const char *text = x->book.strings.data + c->text;

        if (c->column < LIFE_COLUMNS_MAX) /* a sheet has 256 */
            x->rows->cell[c->column] = text;
        if (i + 1 == x->cells.n || c[1].row != c->row)
            st = lc_sheet_row(x->rows, c->row, err);
    }
    return st;
}

static lc_status read_sheet(xls *x, const listed *s, lc_error *err)
{
    lc_status st;

    lc_sheet_clear(x->rows);
    x->rows->look = true;
    st = read_cells(x, s, err);
    if (st != LIFE_OK || x->cells.n == 0)
        return st;
    qsort(x->cells.v, x->cells.n, sizeof *x->cells.v, by_place);
    for (size_t i = 0; i < x->cells.n; i++) {
        char *text = x->book.strings.data + x->cells.v[i].text;

        x->cells.v[i].text =
            (size_t)(lc_cell_trim(text) - x->book.strings.data);
    }
    st = give_rows(x, err);
    if (st != LIFE_OK || x->rows->rows == 0)
        return st;
    lc_sheet_again(x->rows);
    st = give_rows(x, err);
    return st == LIFE_OK ? lc_sheet_end(x->rows, err) : st;
}

static lc_status read_sheets(xls *x, lc_error *err)
{
    const lc_reading *job = x->book.job;
    lc_buf names = {0};
    bool done = false;
    lc_status st = LIFE_OK;

    lc_buf_puts(&names, "");
    for (size_t i = 0; st == LIFE_OK && !done && i < x->sheets.n; i++) {
        const listed *s = &x->sheets.v[i];

        lc_buf_printf(&names, "%s%s", i ? ", " : "", s->name);
        if (!s->is_table || !lc_sheet_wanted(job, s->name, i + 1))
            continue;
        st = read_sheet(x, s, err);
        done = x->rows->rows > 0;
        if (st == LIFE_OK && done)
            lc_sheet_note(x->rows, s->name, x->sheets.n);
        if (st == LIFE_OK && !done && job->o->sheet)
            st = lc_sheet_empty(job, s->name, err);
    }
    if (st == LIFE_OK && !done)
        st = lc_sheet_missing(job, names.failed ? "" : names.data, err);
    lc_buf_free(&names);
    return st;
}

/* -- the file ------------------------------------------------------------ */

static lc_status find_stream(const lc_cfb *c, const lc_reading *job,
                             unsigned char **data, size_t *len, lc_error *err)
{
    bool found = false;
    lc_status st = lc_cfb_read(c, "Workbook", &found, data, len, err);

    if (st == LIFE_OK && !found)
        st = lc_cfb_read(c, "Book", &found, data, len, err);
    if (st != LIFE_OK || found)
        return st;
    st = lc_cfb_read(c, "EncryptedPackage", &found, data, len, err);
    if (st != LIFE_OK)
        return st;
    return lc_reading_fail(job, LIFE_ERR_PARSE, err, "%s",
                           found ? "is protected by a password; save it "
                                   "without"
                                 : "is no workbook: it has no stream "
                                   "\"Workbook\"");
}

static lc_status parse(const lc_reading *job, const unsigned char *bytes,
                       size_t len, lc_error *err)
{
    xls x = {.book = {.job = job}, .code_page = 1252};
    unsigned char *data = NULL;
    lc_cfb *c = NULL;
    lc_status st = lc_cfb_open(job, bytes, len, &c, err);

    x.book.strings.limit = TEXTS_MAX;
    lc_buf_puts(&x.book.strings, "");
    x.rows = lc_calloc(1, sizeof *x.rows);
    if (st == LIFE_OK)
        st = x.rows ? find_stream(c, job, &data, &x.len, err) : no_memory(err);
    if (st == LIFE_OK) {
        x.rows->job = job;
        x.data = data;
        st = read_globals(&x, err);
    }
    if (st == LIFE_OK)
        st = read_sheets(&x, err);
    lc_cfb_close(c);
    if (x.rows)
        lc_sheet_clear(x.rows);
    lc_free(x.rows);
    lc_free(data);
    lc_vec_free(&x.sheets);
    lc_vec_free(&x.formats);
    lc_vec_free(&x.cells);
    lc_vec_free(&x.book.string);
    lc_vec_free(&x.book.style);
    lc_buf_free(&x.book.strings);
    return st;
}

lc_status lc_table_read_xls(const lc_reading *job, lc_error *err)
{
    char *bytes = NULL;
    size_t len = 0;
    lc_status st = lc_file_read(job->path, FILE_BYTES_MAX, &bytes, &len, err);

    if (st == LIFE_OK)
        st = parse(job, (unsigned char *)bytes, len, err);
    lc_free(bytes);
    return st;
}
