/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/geometry.c - shapes as GeoJSON (RFC 7946) and as WKT: one
 * walk over the points, two ways of punctuating them.
 *
 * Areas are always multipolygons, so that a layer has one geometry type.
 *
 * Written straight into the buffer, without a tree in between: outlines are
 * most of the bytes of an export. RFC 7946, section 3.1.6, wants outer rings
 * to run counter-clockwise and holes clockwise, which is how shapes are kept
 * (shape.h), so no ring is ever turned.
 */
#include "lifecircle/export/formats/geometry.h"

typedef struct notation {
    const char *open, *close; /* of a list */
    char mid;                 /* of a position */
    bool bare;                /* it has no brackets of its own */
    lc_export_system *in;     /* NULL: WGS 84 */
} notation;

/* Both list the same positions in the same order; only the signs differ. */
static notation geojson(lc_export_system *in)
{
    return (notation){"[", "]", ',', false, in};
}

static notation wkt(lc_export_system *in)
{
    return (notation){"(", ")", ' ', true, in};
}

static void put_moved(lc_buf *out, const notation *n, lc_pt p)
{
    double x, y;

    lc_system_place(n->in, p, &x, &y);
    if (!n->bare)
        lc_buf_putc(out, '[');
    lc_buf_double(out, x, n->in->decimals);
    lc_buf_putc(out, n->mid);
    lc_buf_double(out, y, n->in->decimals);
    if (!n->bare)
        lc_buf_putc(out, ']');
}

/* 7 decimals are the grid of positions, about a centimetre. */
static void put_point(lc_buf *out, const notation *n, lc_pt p)
{
    char text[2 * LIFE_E7_BYTES + 3] = "[", *at = text + !n->bare;

    if (n->in) {
        put_moved(out, n, p);
        return;
    }
    at = lc_buf_e7_text(at, p.lon);
    *at++ = n->mid;
    at = lc_buf_e7_text(at, p.lat);
    *at = ']';
    at += !n->bare;
    lc_buf_put(out, text, (size_t)(at - text));
}

/* A line needs two positions: a lone point is written twice. */
static void put_line(lc_buf *out, const notation *n, const lc_pt *pt,
                     size_t count)
{
    lc_buf_puts(out, n->open);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            lc_buf_putc(out, ',');
        put_point(out, n, pt[i]);
    }
    if (count == 1) {
        lc_buf_putc(out, ',');
        put_point(out, n, pt[0]);
    }
    lc_buf_puts(out, n->close);
}

/* A part ends where the next begins. */
static void put_part(lc_buf *out, const notation *n, const lc_shape *s,
                     uint32_t i)
{
    put_line(out, n, s->pt + s->part[i], s->part[i + 1] - s->part[i]);
}

static void put_parts(lc_buf *out, const notation *n, const lc_shape *s)
{
    lc_buf_puts(out, n->open);
    for (uint32_t i = 0; i < s->part_count; i++) {
        if (i > 0)
            lc_buf_putc(out, ',');
        put_part(out, n, s, i);
    }
    lc_buf_puts(out, n->close);
}

/* Outer rings run counter-clockwise (shape.h). In doubles: only the sign is
 * asked, of rings that cover ground. */
bool lc_geometry_is_outer(const lc_shape *s, uint32_t part)
{
    const lc_pt *pt = s->pt + s->part[part];
    uint32_t n = s->part[part + 1] - s->part[part];
    double twice_area = 0;

    for (uint32_t i = 0; i + 1 < n; i++) {
        double x0 = (double)pt[i].lon - pt[0].lon;
        double y0 = (double)pt[i].lat - pt[0].lat;
        double x1 = (double)pt[i + 1].lon - pt[0].lon;
        double y1 = (double)pt[i + 1].lat - pt[0].lat;

        twice_area += x0 * y1 - x1 * y0;
    }
    return twice_area >= 0;
}

/* outer, its holes, the next outer ...: each outer opens a polygon */
static void put_polygons(lc_buf *out, const notation *n, const lc_shape *s)
{
    lc_buf_puts(out, n->open);
    for (uint32_t i = 0; i < s->part_count; i++) {
        if (i == 0) {
            lc_buf_puts(out, n->open);
        } else if (lc_geometry_is_outer(s, i)) {
            lc_buf_puts(out, n->close);
            lc_buf_putc(out, ',');
            lc_buf_puts(out, n->open);
        } else {
            lc_buf_putc(out, ',');
        }
        put_part(out, n, s, i);
    }
    if (s->part_count > 0)
        lc_buf_puts(out, n->close);
    lc_buf_puts(out, n->close);
}

typedef struct shape_type {
    const char *geojson, *wkt;
    void (*put)(lc_buf *out, const notation *n, const lc_shape *s);
} shape_type;

static void put_only_point(lc_buf *out, const notation *n, const lc_shape *s)
{
    put_point(out, n, s->pt[0]);
}

static void put_only_line(lc_buf *out, const notation *n, const lc_shape *s)
{
    put_part(out, n, s, 0);
}

/* NULL: nothing there. */
static const shape_type *shape_type_of(const lc_shape *s)
{
    static const shape_type point = {"Point", "POINT", put_only_point};
    static const shape_type line = {"LineString", "LINESTRING", put_only_line};
    static const shape_type lines = {"MultiLineString", "MULTILINESTRING",
                                     put_parts};
    static const shape_type areas = {"MultiPolygon", "MULTIPOLYGON",
                                     put_polygons};

    if (!s || s->pt_count == 0)
        return NULL;
    switch (s->kind) {
    case LIFE_SHAPE_POINT:
        return &point;
    case LIFE_SHAPE_LINE:
        return s->part_count == 1 ? &line : &lines;
    case LIFE_SHAPE_AREA:
        return &areas;
    case LIFE_SHAPE_NONE:
        break;
    }
    return NULL;
}

/* The raw member is empty: it puts the key and the comma, and the positions
 * follow behind the writer's back. */
static void put_shape(lc_json *j, const char *key, const lc_shape *s,
                      const notation *n)
{
    const shape_type *type = shape_type_of(s);

    if (!type) {
        lc_json_null(j, key);
        return;
    }
    lc_json_object(j, key);
    lc_json_str(j, "type", type->geojson);
    lc_json_raw(j, "coordinates", "", 0);
    type->put(j->out, n, s);
    lc_json_end(j);
}

void lc_geometry_shape(lc_json *j, const char *key, const lc_shape *s)
{
    notation n = geojson(NULL);

    put_shape(j, key, s, &n);
}

static void put_geojson_point(lc_json *j, const char *key, lc_pt p,
                              const notation *n)
{
    lc_json_object(j, key);
    lc_json_str(j, "type", "Point");
    lc_json_raw(j, "coordinates", "", 0);
    put_point(j->out, n, p);
    lc_json_end(j);
}

/* A shape says more than its point, so it comes first. */
void lc_geometry_put_in(lc_json *j, const char *key, const lc_geometry *g,
                        lc_export_system *in)
{
    notation n = geojson(in);

    if (g->shape)
        put_shape(j, key, g->shape, &n);
    else if (g->placed)
        put_geojson_point(j, key, g->pt, &n);
    else
        lc_json_null(j, key);
}

void lc_geometry_put(lc_json *j, const char *key, const lc_geometry *g)
{
    lc_geometry_put_in(j, key, g, NULL);
}

void lc_geometry_line(lc_buf *out, const lc_pt *pt, size_t n)
{
    notation plain = geojson(NULL);

    put_line(out, &plain, pt, n);
}

void lc_geometry_as_wkt(lc_buf *out, const lc_shape *s, lc_export_system *in)
{
    const shape_type *type = shape_type_of(s);
    notation n = wkt(in);

    if (!type)
        return;
    lc_buf_puts(out, type->wkt);
    lc_buf_putc(out, ' ');
    if (s->kind == LIFE_SHAPE_POINT)
        lc_buf_puts(out, n.open);
    type->put(out, &n, s);
    if (s->kind == LIFE_SHAPE_POINT)
        lc_buf_puts(out, n.close);
}
