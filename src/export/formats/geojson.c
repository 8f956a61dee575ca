/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/geojson.c - GeoJSON (RFC 7946): a FeatureCollection, its
 * head's members in front of its features.
 */
#include "lifecircle/export/formats/geojson.h"

#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"

#include <stdio.h>

static void begin_feature(lc_json *j, const char *id, const lc_geometry *g,
                          lc_export_system *in)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "Feature");
    if (id)
        lc_json_str(j, "id", id);
    lc_geometry_put_in(j, "geometry", g, in);
    lc_json_object(j, "properties");
}

void lc_geojson_begin(lc_json *j, const char *id, const lc_geometry *g)
{
    begin_feature(j, id, g, NULL);
}

void lc_geojson_end(lc_json *j)
{
    lc_json_end(j);
    lc_json_end(j);
}

static void put_feature(lc_writer *w, const lc_row *row)
{
    begin_feature(&w->json, row->id, &row->geometry, w->layout.system);
    lc_members_write(&w->json, &w->layout.fields, row);
    lc_geojson_end(&w->json);
}

/* ---- a collection ---- */

/* RFC 7946 knows WGS 84 alone. What is in another system has the member that
 * the format had before (GeoJSON 2008, section 3), which GDAL and QGIS heed;
 * what no authority defines has words, as no program could. */
static void put_system(lc_json *j, const lc_export_system *s)
{
    char name[48];

    if (!s->epsg) {
        lc_json_str(j, "coordinates_in", s->name);
        return;
    }
    snprintf(name, sizeof name, "urn:ogc:def:crs:EPSG::%d", s->epsg);
    lc_json_object(j, "crs");
    lc_json_str(j, "type", "name");
    lc_json_object(j, "properties");
    lc_json_str(j, "name", name);
    lc_json_end(j);
    lc_json_end(j);
}

static lc_status begin(lc_writer *w, lc_error *err)
{
    lc_json *j = &w->json;

    (void)err;
    lc_json_init(j, w->out);
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "FeatureCollection");
    if (w->layout.system)
        put_system(j, w->layout.system);
    lc_writer_head(w);
    lc_json_array(j, "features");
    return LIFE_OK;
}

/* A line a feature, so that files can be compared and read from a terminal. */
static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    (void)err;
    if (w->layout.lines)
        lc_buf_putc(w->out, '\n');
    put_feature(w, row);
    return LIFE_OK;
}

static lc_status end(lc_writer *w, lc_error *err)
{
    (void)err;
    lc_json_end(&w->json);
    lc_json_end(&w->json);
    if (w->layout.lines)
        lc_buf_putc(w->out, '\n');
    return LIFE_OK;
}

extern const lc_writer_ops lc_geojson_ops;
const lc_writer_ops lc_geojson_ops = {
    .begin = begin, .row = put_row, .end = end};

/* ---- a sequence: nothing stands around the texts ---- */

/* Nowhere could it be said that they are in another system. */
static lc_status begin_sequence(lc_writer *w, lc_error *err)
{
    if (!w->layout.system)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "a sequence of features is in WGS 84 always; for %s "
                         "ask for geojson, gpkg or csv",
                         w->layout.system->name);
}

/* A text on a line of its own. Nesting begins anew for each. */
static lc_status put_line(lc_writer *w, const lc_row *row, lc_error *err)
{
    (void)err;
    lc_json_init(&w->json, w->out);
    put_feature(w, row);
    lc_buf_putc(w->out, '\n');
    return LIFE_OK;
}

/* RFC 8142: a record separator in front of each. */
static lc_status put_text(lc_writer *w, const lc_row *row, lc_error *err)
{
    lc_buf_putc(w->out, '\x1e');
    return put_line(w, row, err);
}

static lc_status end_sequence(lc_writer *w, lc_error *err)
{
    (void)w, (void)err;
    return LIFE_OK;
}

extern const lc_writer_ops lc_geojsonseq_ops;
const lc_writer_ops lc_geojsonseq_ops = {
    .begin = begin_sequence, .row = put_text, .end = end_sequence};

/* For who reads line by line (ndjson.org), whom the separator stops. */
extern const lc_writer_ops lc_geojsonl_ops;
const lc_writer_ops lc_geojsonl_ops = {
    .begin = begin_sequence, .row = put_line, .end = end_sequence};
