/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/geojson.c - GeoJSON (RFC 7946): a FeatureCollection, its
 * head's members in front of its features.
 */
#include "lifecircle/export/formats/geojson.h"

#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"

void lc_geojson_begin(lc_json *j, const char *id, const lc_geometry *g)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "Feature");
    if (id)
        lc_json_str(j, "id", id);
    lc_geometry_put(j, "geometry", g);
    lc_json_object(j, "properties");
}

void lc_geojson_end(lc_json *j)
{
    lc_json_end(j);
    lc_json_end(j);
}

static void put_feature(lc_writer *w, const lc_row *row)
{
    lc_geojson_begin(&w->json, row->id, &row->geometry);
    lc_members_write(&w->json, &w->layout.fields, row);
    lc_geojson_end(&w->json);
}

/* ---- a collection ---- */

static lc_status begin(lc_writer *w, lc_error *err)
{
    lc_json *j = &w->json;

    (void)err;
    lc_json_init(j, w->out);
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "FeatureCollection");
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
const lc_writer_ops lc_geojson_ops = {begin, put_row, end, NULL};

/* ---- a sequence (RFC 8142): each text between a record separator and a line
 * feed, and nothing around them ---- */

static lc_status begin_sequence(lc_writer *w, lc_error *err)
{
    (void)w, (void)err;
    return LIFE_OK;
}

/* Nesting begins anew for each text. */
static lc_status put_text(lc_writer *w, const lc_row *row, lc_error *err)
{
    (void)err;
    lc_json_init(&w->json, w->out);
    lc_buf_putc(w->out, '\x1e');
    put_feature(w, row);
    lc_buf_putc(w->out, '\n');
    return LIFE_OK;
}

extern const lc_writer_ops lc_geojsonseq_ops;
const lc_writer_ops lc_geojsonseq_ops = {begin_sequence, put_text,
                                         begin_sequence, NULL};
