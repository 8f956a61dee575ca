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

/* In runs up to what is not written as it is: a cell of links has a kilobyte.
 * `guarded` is where the first formula in it begins, or its end. */
static void put_quoted(lc_buf *out, const char *s, const char *guarded)
{
    lc_buf_putc(out, '"');
    while (*s) {
        size_t n = strcspn(s, "\"");

        if (guarded < s + n)
            n = (size_t)(guarded - s);
        lc_buf_put(out, s, n);
        s += n;
        if (*s && s == guarded) {
            lc_buf_putc(out, '\'');
            guarded = lc_cell_formula_within(s);
        }
        if (*s == '"') {
            lc_buf_puts(out, "\"\"");
            s++;
        }
    }
    lc_buf_putc(out, '"');
}

static void put_text(lc_buf *out, const char *s)
{
    const char *guarded = lc_cell_is_formula(s) ? s : lc_cell_formula_within(s);

    if (!*guarded && !s[strcspn(s, ",\"\r\n")]) {
        lc_buf_puts(out, s);
        return;
    }
    put_quoted(out, s, guarded);
}

/* A text that is being made, as a cell. */
static void put_made(lc_buf *out, lc_buf *text)
{
    if (text->failed)
        out->failed = true;
    else if (text->len > 0)
        put_text(out, text->data);
    lc_buf_free(text);
}

/* Texts may need quotes, numbers never do: a minus is no formula there. */
static void put_value(const lc_writer *w, size_t field, const lc_cell *v)
{
    lc_buf words = {0};

    if (v->kind == LIFE_CELL_TEXT)
        put_text(w->out, v->is.text);
    else if (v->kind != LIFE_CELL_LIST)
        lc_cell_put(w->out, &w->layout.fields.field[field], v, w->layout.words);
    else {
        lc_cell_put(&words, &w->layout.fields.field[field], v, w->layout.words);
        put_made(w->out, &words);
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

static void put_geometry(lc_buf *out, const lc_layout *l, const lc_geometry *g)
{
    lc_pt pt = g->pt;
    uint32_t part[2] = {0, 1};
    lc_shape point = {LIFE_SHAPE_POINT, &pt, part, 1, 1};
    const lc_shape *shape = g->shape ? g->shape : g->placed ? &point : NULL;
    lc_buf wkt = {0};

    if (is_pair(l)) {
        put_pair(out, l, g);
        return;
    }
    lc_geometry_as_wkt(&wkt, shape, l->system);
    put_made(out, &wkt);
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
