/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/csv.c - CSV (RFC 4180): UTF-8 with a byte order mark,
 * lines that end in CR LF, the names of the fields in the first.
 *
 * The geometry comes first, as the cells lon and lat or as `geometry` in WKT.
 */
#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/export/formats/writer.h"

#include <assert.h>
#include <string.h>

/* Spreadsheets need it to tell the encoding. */
#define BOM "\xEF\xBB\xBF"

/* ---- cells ---- */

#define PIECE 256 /* bytes that are given twice their room */

/* With each quote twice. JSON has one every few bytes, so it is put behind
 * every byte, and written over where the byte was none. */
static void put_doubled(lc_buf *out, const char *s, size_t len)
{
    size_t n;

    for (; len; s += n, len -= n) {
        char *to;

        n = len < PIECE ? len : PIECE;
        if (!memchr(s, '"', n)) {
            lc_buf_put(out, s, n);
            continue;
        }
        to = lc_buf_room(out, 2 * n);
        if (!to)
            return;
        for (size_t i = 0; i < n; i++) {
            *to++ = s[i];
            *to = '"';
            to += s[i] == '"';
        }
        lc_buf_ends(out, to);
    }
}

/* `guarded` is where the first formula in it begins, or its end. */
static void put_quoted(lc_buf *out, const char *s, const char *guarded)
{
    lc_buf_putc(out, '"');
    for (; *guarded; guarded = lc_cell_formula_within(s)) {
        put_doubled(out, s, (size_t)(guarded - s));
        lc_buf_putc(out, '\'');
        s = guarded;
    }
    put_doubled(out, s, (size_t)(guarded - s));
    lc_buf_putc(out, '"');
}

/* A bit for each byte that a cell without quotes can't have, or that may begin
 * a formula; its end is one. All of them are below 64. */
#define BIT(c) (UINT64_C(1) << (c))
#define SPECIAL                                                                \
    (BIT('\0') | BIT('\t') | BIT('\n') | BIT('\r') | BIT('"') | BIT(',') |     \
     BIT(';'))

static size_t plain_length(const char *s)
{
    const unsigned char *at = (const unsigned char *)s;

    while (*at >= 64 || !(SPECIAL >> *at & 1))
        at++;
    return (size_t)(at - (const unsigned char *)s);
}

/* Most have nothing to look at twice. */
static void put_text(lc_buf *out, const char *s)
{
    size_t plain = plain_length(s);
    bool formula = lc_cell_is_formula(s);
    const char *guarded;

    if (!formula && !s[plain]) {
        lc_buf_put(out, s, plain);
        return;
    }
    guarded = formula ? s : lc_cell_formula_within(s + plain);
    if (!*guarded && !s[plain + strcspn(s + plain, ",\"\r\n")])
        lc_buf_puts(out, s);
    else
        put_quoted(out, s, guarded);
}

/* What was put behind `from` is a text that may need quotes, as few do. */
static void settle(lc_buf *out, size_t from)
{
    lc_buf text = {0};

    if (out->failed || out->len == from)
        return;
    lc_buf_put(&text, out->data + from, out->len - from);
    out->failed = text.failed;
    if (!text.failed) {
        lc_buf_ends(out, out->data + from);
        put_text(out, text.data);
    }
    lc_buf_free(&text);
}

/* Texts may need quotes, numbers never do: a minus is no formula there. */
static void put_value(const lc_writer *w, size_t field, const lc_cell *v)
{
    size_t from = w->out->len;

    if (v->kind == LIFE_CELL_TEXT)
        put_text(w->out, v->is.text);
    else if (v->kind == LIFE_CELL_LIST && v->count == 1)
        put_text(w->out, v->is.list[0]);
    else {
        lc_cell_put(w->out, &w->layout.fields.field[field], v, w->layout.words);
        if (v->kind == LIFE_CELL_LIST)
            settle(w->out, from);
    }
}

/* ---- the geometry's cells ---- */

/* Points are two cells where nothing else is asked for. */
static bool is_pair(const lc_layout *l)
{
    return l->geometry == LIFE_GEOMETRY_POINT && !l->wkt;
}

/* lon,lat or x,y, or geometry; what is not in WGS 84 says so by its name. */
static void put_geometry_names(lc_buf *out, const lc_layout *l)
{
    bool metres = l->system && !l->system->degrees;

    if (l->geometry == LIFE_GEOMETRY_NONE)
        return;
    if (!is_pair(l)) {
        lc_system_column(l->system, "geometry", out);
        return;
    }
    lc_system_column(l->system, metres ? "x" : "lon", out);
    lc_buf_putc(out, ',');
    lc_system_column(l->system, metres ? "y" : "lat", out);
}

/* A position that is not known is two empty cells. */
static void put_pair(lc_buf *out, const lc_layout *l, const lc_geometry *g)
{
    int decimals = l->system ? l->system->decimals : 7;
    double x, y;

    if (!g->placed) {
        lc_buf_putc(out, ',');
        return;
    }
    lc_system_place(l->system, g->pt, &x, &y);
    lc_buf_double(out, x, decimals);
    lc_buf_putc(out, ',');
    lc_buf_double(out, y, decimals);
}

/* WKT has no quotes, and commas between positions: of anything but a point
 * there are two at least. */
static void put_geometry(lc_buf *out, const lc_layout *l, const lc_geometry *g)
{
    lc_pt pt = g->pt;
    uint32_t part[2] = {0, 1};
    lc_shape point = {LIFE_SHAPE_POINT, &pt, part, 1, 1};
    const lc_shape *shape = g->shape ? g->shape : g->placed ? &point : NULL;
    bool commas =
        shape && shape->pt_count &&
        (shape->kind == LIFE_SHAPE_LINE || shape->kind == LIFE_SHAPE_AREA);

    if (is_pair(l)) {
        put_pair(out, l, g);
        return;
    }
    if (commas)
        lc_buf_putc(out, '"');
    lc_geometry_as_wkt(out, shape, l->system);
    if (commas)
        lc_buf_putc(out, '"');
}

/* ---- lines ---- */

/* The comma between cells: the first has one only behind a geometry. */
static void separate(lc_writer *w, size_t cell)
{
    if (cell > 0 || w->layout.geometry != LIFE_GEOMETRY_NONE)
        lc_buf_putc(w->out, ',');
}

/* The names come from the fields, so a table without rows has them. */
static lc_status begin(lc_writer *w, lc_error *err)
{
    size_t cell = 0;

    (void)err;
    if (!w->layout.bare)
        lc_buf_puts(w->out, BOM);
    put_geometry_names(w->out, &w->layout);
    for (size_t i = 0; i < w->layout.fields.count; i++) {
        if (!lc_layout_shows(&w->layout, i, false))
            continue;
        separate(w, cell++);
        put_text(w->out, lc_layout_heading(&w->layout, i));
    }
    lc_buf_puts(w->out, "\r\n");
    return LIFE_OK;
}

/* A member that is absent is an empty cell: a line has all its cells. */
static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    size_t cell = 0;

    (void)err;
    assert(row->value.n == w->layout.fields.count);
    if (w->layout.geometry != LIFE_GEOMETRY_NONE)
        put_geometry(w->out, &w->layout, &row->geometry);
    for (size_t i = 0; i < row->value.n; i++) {
        const lc_cell *v = &row->value.v[i];

        if (!lc_layout_shows(&w->layout, i, false))
            continue;
        separate(w, cell++);
        put_value(w, i, v);
    }
    lc_buf_puts(w->out, "\r\n");
    return LIFE_OK;
}

static lc_status end(lc_writer *w, lc_error *err)
{
    (void)w, (void)err;
    return LIFE_OK;
}

extern const lc_writer_ops lc_csv_ops;
const lc_writer_ops lc_csv_ops = {.begin = begin, .row = put_row, .end = end};
