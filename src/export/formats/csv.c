/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/csv.c - CSV (RFC 4180): UTF-8 with a byte order mark,
 * lines that end in CR LF, the names of the fields in the first.
 *
 * The geometry comes first, as the cells lon and lat or as `geometry` in WKT.
 */
#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/export/formats/writer.h"

#include <assert.h>
#include <string.h>

/* Spreadsheets need it to tell the encoding. */
#define BOM "\xEF\xBB\xBF"

/* ---- cells ---- */

/* Spreadsheets run a cell that begins with one of these as a formula, also
 * after spaces and quotes, also in full width (OWASP, CSV injection). */
static bool is_formula(const char *s)
{
    static const char *const wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

    if (*s == '\t' || *s == '\r')
        return true;
    s += strspn(s, " \"'");
    if (*s && strchr("=+-@", *s))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (!strncmp(s, wide[i], strlen(wide[i])))
            return true;
    return false;
}

static void put_text(lc_buf *out, const char *s)
{
    bool guard = is_formula(s);

    if (!guard && !s[strcspn(s, ",\"\r\n")]) {
        lc_buf_puts(out, s);
        return;
    }
    lc_buf_putc(out, '"');
    if (guard)
        lc_buf_putc(out, '\'');
    for (; *s; s++) {
        if (*s == '"')
            lc_buf_putc(out, '"');
        lc_buf_putc(out, *s);
    }
    lc_buf_putc(out, '"');
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

static void put_list(lc_buf *out, const lc_cell *v)
{
    lc_buf words = {0};

    for (uint32_t i = 0; i < v->count; i++) {
        if (i > 0)
            lc_buf_putc(&words, ' ');
        lc_buf_puts(&words, v->is.list[i]);
    }
    put_made(out, &words);
}

/* JSON is a cell of text: a spreadsheet shows it, a program parses it. */
static void put_value(lc_buf *out, const lc_export_field *f, const lc_cell *v)
{
    switch (lc_field_type_of(f)) {
    case LIFE_FIELD_TEXT:
    case LIFE_FIELD_DATE:
    case LIFE_FIELD_JSON:
        put_text(out, v->is.text);
        break;
    case LIFE_FIELD_INTEGER:
        lc_buf_int(out, v->is.whole);
        break;
    case LIFE_FIELD_DECIMAL:
        lc_buf_double(out, v->is.real, lc_field_decimals(f));
        break;
    case LIFE_FIELD_MILLI:
        lc_buf_milli(out, v->is.whole);
        break;
    case LIFE_FIELD_BOOL:
        lc_buf_puts(out, v->is.whole ? "true" : "false");
        break;
    case LIFE_FIELD_LIST:
        put_list(out, v);
        break;
    }
}

/* ---- the geometry's cells ---- */

static const char *geometry_names(lc_geometry_kind kind)
{
    static const char *const names[] = {
        [LIFE_GEOMETRY_NONE] = "",
        [LIFE_GEOMETRY_POINT] = "lon,lat",
        [LIFE_GEOMETRY_LINE] = "geometry",
        [LIFE_GEOMETRY_AREA] = "geometry",
    };

    return names[kind];
}

/* A position that is not known is two empty cells. */
static void put_geometry(lc_buf *out, lc_geometry_kind kind,
                         const lc_geometry *g)
{
    lc_lonlat at = lc_pt_lonlat(g->pt);
    lc_buf wkt = {0};

    if (kind != LIFE_GEOMETRY_POINT) {
        if (g->shape)
            lc_geometry_as_wkt(&wkt, g->shape);
        put_made(out, &wkt);
        return;
    }
    if (g->placed)
        lc_buf_double(out, at.lon, 7);
    lc_buf_putc(out, ',');
    if (g->placed)
        lc_buf_double(out, at.lat, 7);
}

/* ---- lines ---- */

/* The comma between cells: the first field has one only behind a geometry. */
static void separate(lc_writer *w, size_t field)
{
    if (field > 0 || w->layout.geometry != LIFE_GEOMETRY_NONE)
        lc_buf_putc(w->out, ',');
}

/* The names come from the fields, so a table without rows has them. */
static lc_status begin(lc_writer *w, lc_error *err)
{
    (void)err;
    lc_buf_puts(w->out, BOM);
    lc_buf_puts(w->out, geometry_names(w->layout.geometry));
    for (size_t i = 0; i < w->layout.fields.count; i++) {
        separate(w, i);
        put_text(w->out, w->layout.fields.field[i].name);
    }
    lc_buf_puts(w->out, "\r\n");
    return LIFE_OK;
}

/* A member that is absent is an empty cell: a line has all its cells. */
static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    (void)err;
    assert(row->value.n == w->layout.fields.count);
    if (w->layout.geometry != LIFE_GEOMETRY_NONE)
        put_geometry(w->out, w->layout.geometry, &row->geometry);
    for (size_t i = 0; i < row->value.n; i++) {
        const lc_cell *v = &row->value.v[i];

        separate(w, i);
        if (v->kind != LIFE_CELL_NULL && v->kind != LIFE_CELL_ABSENT)
            put_value(w->out, &w->layout.fields.field[i], v);
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
const lc_writer_ops lc_csv_ops = {begin, put_row, end, NULL};
