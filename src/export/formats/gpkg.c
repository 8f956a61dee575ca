/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/gpkg.c - GeoPackage: a table a layer, numbered from 1 as
 * the rows come, its types those of the fields, its words in both places where
 * they are looked for (the standard's and QGIS's).
 */
#include "lifecircle/store/gpkg.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/qml.h"
#include "lifecircle/export/formats/writer.h"
#include "src/export/formats/blob.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct package {
    lc_gpkg *file;
    char when[32];
    int system; /* of the layer */
    lc_buf blob;
    LC_VEC(lc_buf) text; /* a field each: lists, dates; memory is kept */
} package;

/* ---- the layer ---- */

/* What the standard calls them. Lists and JSON aren't said to be
 * application/json: QGIS 3.22 makes of that a type of field that it can't
 * write, and no buffer of such a layer ends. */
static const char *const types[] = {
    [LIFE_FIELD_TEXT] = "TEXT",       [LIFE_FIELD_DATE] = "DATE",
    [LIFE_FIELD_INTEGER] = "INTEGER", [LIFE_FIELD_DECIMAL] = "REAL",
    [LIFE_FIELD_MILLI] = "REAL",      [LIFE_FIELD_BOOL] = "BOOLEAN",
    [LIFE_FIELD_LIST] = "TEXT",       [LIFE_FIELD_JSON] = "TEXT",
};

static const char *const geometries[] = {
    [LIFE_GEOMETRY_NONE] = NULL,
    [LIFE_GEOMETRY_POINT] = "POINT",
    [LIFE_GEOMETRY_LINE] = "LINESTRING",
    [LIFE_GEOMETRY_AREA] = "MULTIPOLYGON",
};

/* What no authority defines is one of the two systems that the standard keeps
 * for that: which it is, is said in words. */
static lc_status describe_system(const lc_export_system *in,
                                 lc_gpkg_system *out, lc_buf *name, lc_buf *wkt,
                                 lc_error *err)
{
    lc_status st;

    *out = (lc_gpkg_system){4326, "WGS 84 geodetic", NULL};
    if (!in)
        return LIFE_OK;
    st = lc_crs_describe(in->crs, name, wkt, err);
    *out = (lc_gpkg_system){in->epsg      ? in->epsg
                            : in->degrees ? 0
                                          : -1,
                            name->data, wkt->data};
    return st;
}

/* The head, line by line; and in which system it is where no program could
 * tell. */
static void put_description(lc_buf *out, const lc_layout *l)
{
    for (size_t i = 0; i < l->heads; i++) {
        const lc_member *m = &l->head[i];

        if (m->number)
            lc_buf_printf(out, "%s: %u\n", m->name, (unsigned)*m->number);
        else if (m->text && strcmp(m->name, "name") != 0)
            lc_buf_printf(out, "%s: %s\n", m->name, m->text);
    }
    if (l->system && !l->system->epsg)
        lc_buf_printf(out, "coordinates_in: %s\n", l->system->name);
    if (out->len)
        out->data[--out->len] = '\0';
}

static lc_status put_table(lc_writer *w, package *p, lc_gpkg_table *t,
                           lc_error *err)
{
    const lc_layout *l = &w->layout;
    lc_gpkg_column *column = lc_calloc(l->fields.count, sizeof *column);
    lc_buf style = {0}, about = {0}, name = {0}, wkt = {0};
    lc_status st = describe_system(l->system, &t->system, &name, &wkt, err);

    for (size_t i = 0; column && i < l->fields.count; i++) {
        const lc_export_field *f = &l->fields.field[i];
        lc_field_type type = lc_field_type_of(f);

        column[i] = (lc_gpkg_column){f->name, types[type], f->zh, NULL};
    }
    t->column = column;
    put_description(&about, l);
    lc_qml_put(&style, l, 1, true);
    t->description = about.len ? about.data : "";
    t->style = style.data;
    if (!st && (!column || style.failed || about.failed))
        st = lc_no_memory(err, "a GeoPackage");
    if (!st)
        st = lc_gpkg_layer(p->file, t, err);
    lc_free(column);
    lc_buf_free(&style);
    lc_buf_free(&about);
    lc_buf_free(&name);
    lc_buf_free(&wkt);
    return st;
}

/* A text a field, kept from row to row. */
static lc_status make_texts(package *p, size_t count, lc_error *err)
{
    while (p->text.n < count)
        if (!lc_vec_push(&p->text, (lc_buf){0}))
            return lc_no_memory(err, "a GeoPackage");
    return LIFE_OK;
}

static lc_status begin(lc_writer *w, lc_error *err)
{
    package *p = w->state ? w->state : lc_calloc(1, sizeof *p);
    time_t when = (time_t)lc_writer_when(w);
    struct tm tm;
    lc_gpkg_table t = {.name = w->layout.name,
                       .identifier = w->layout.name,
                       .geometry = geometries[w->layout.geometry],
                       .columns = w->layout.fields.count};
    lc_status st = LIFE_OK;

    w->state = p;
    if (!p)
        return lc_no_memory(err, "a GeoPackage");
    if (!p->file) {
        gmtime_r(&when, &tm);
        strftime(p->when, sizeof p->when, "%Y-%m-%dT%H:%M:%S.000Z", &tm);
        st = lc_gpkg_create(w->spool.path, p->when, &p->file, err);
        lc_spool_hide(&w->spool);
    }
    if (!st)
        st = make_texts(p, w->layout.fields.count, err);
    if (!st)
        st = put_table(w, p, &t, err);
    p->system = t.system.id;
    return st;
}

/* ---- rows ---- */

/* 2016-05-01: what has less of it is no date to the standard, what has a time
 * as well loses that. */
static bool is_day(const char *s)
{
    static const char form[] = "dddd-dd-dd";

    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? !isdigit((unsigned char)s[i]) : s[i] != form[i])
            return false;
    return true;
}

static void put_list(lc_buf *out, const lc_cell *v)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_json_array(&j, NULL);
    for (uint32_t i = 0; i < v->count; i++)
        lc_json_str(&j, NULL, v->is.list[i]);
    lc_json_end(&j);
}

/* To the places that the field has, as all formats write it. */
static double rounded(double v, int decimals)
{
    static const double places[] = {1,   1e1, 1e2, 1e3, 1e4,
                                    1e5, 1e6, 1e7, 1e8, 1e9};
    double far = places[decimals];

    return fabs(v) < 1e15 / far ? round(v * far) / far : v;
}

static void put_text(package *p, size_t i, const lc_export_field *f,
                     const lc_cell *v)
{
    lc_buf *made = &p->text.v[i];

    lc_buf_clear(made);
    if (v->kind == LIFE_CELL_LIST) {
        put_list(made, v);
    } else if (lc_field_type_of(f) != LIFE_FIELD_DATE) {
        lc_gpkg_text(p->file, i, v->is.text);
        return;
    } else if (is_day(v->is.text)) {
        lc_buf_put(made, v->is.text, 10);
    }
    if (made->len)
        lc_gpkg_text(p->file, i, made->data);
}

static void put_value(package *p, size_t i, const lc_export_field *f,
                      const lc_cell *v)
{
    if (v->kind == LIFE_CELL_TEXT || v->kind == LIFE_CELL_LIST)
        put_text(p, i, f, v);
    else if (v->kind == LIFE_CELL_REAL)
        lc_gpkg_real(p->file, i, rounded(v->is.real, lc_field_decimals(f)));
    else if (v->kind == LIFE_CELL_WHOLE &&
             lc_field_type_of(f) == LIFE_FIELD_MILLI)
        lc_gpkg_real(p->file, i, (double)v->is.whole / 1000);
    else if (v->kind == LIFE_CELL_WHOLE)
        lc_gpkg_int(p->file, i, v->is.whole);
}

/* Where it stands on the Hilbert curve in WGS 84, as the middle of a shape is
 * near enough its first point. */
static uint64_t place_key(const lc_geometry *g)
{
    return lc_hilbert(g->shape ? g->shape->pt[g->shape->pt_count / 2] : g->pt);
}

static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    package *p = w->state;
    double box[4];

    assert(row->value.n == w->layout.fields.count);
    lc_buf_clear(&p->blob);
    if (w->layout.geometry != LIFE_GEOMETRY_NONE &&
        lc_blob_put(&p->blob, &row->geometry, w->layout.system, p->system, box))
        lc_gpkg_geometry(p->file, p->blob.data, p->blob.len, box,
                         place_key(&row->geometry));
    if (p->blob.failed)
        return lc_no_memory(err, "a GeoPackage");
    for (size_t i = 0; i < row->value.n; i++) {
        put_value(p, i, &w->layout.fields.field[i], &row->value.v[i]);
        if (p->text.v[i].failed)
            return lc_no_memory(err, "a GeoPackage");
    }
    return lc_gpkg_row(p->file, err);
}

/* ---- the end ---- */

/* The next layer ends the one before. */
static lc_status end(lc_writer *w, lc_error *err)
{
    (void)w, (void)err;
    return LIFE_OK;
}

static lc_status close_file(lc_writer *w, lc_error *err)
{
    return lc_gpkg_finish(((package *)w->state)->file, err);
}

static void drop(lc_writer *w)
{
    package *p = w->state;

    if (!p)
        return;
    lc_gpkg_free(p->file);
    for (size_t i = 0; i < p->text.n; i++)
        lc_buf_free(&p->text.v[i]);
    lc_vec_free(&p->text);
    lc_buf_free(&p->blob);
    lc_free(p);
    w->state = NULL;
}

extern const lc_writer_ops lc_gpkg_ops;
const lc_writer_ops lc_gpkg_ops = {begin, put_row, end, close_file, drop};
