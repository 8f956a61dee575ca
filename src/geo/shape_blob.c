/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/shape_blob.c - shapes as SpatiaLite keeps them.
 *
 *     00 | byte order 01 | SRID 4 | box 4 x 8 | 7C | class 4 | body | FE
 *
 * A body is two doubles (point); a count and points (line); a count of rings,
 * each a count and points (polygon); or a count of parts, each 69, its own
 * class and its body (the MULTI classes). In compressed lines and polygons, a
 * million added to the class, points between the first and the last of a run
 * are two floats: how far they are from the one before. From the descriptions
 * of BLOB geometries and of compressed ones in the SpatiaLite manual.
 *
 * Written with the low byte first, read in either order. What is read may be
 * anybody's: each count is compared with the bytes that are left before memory
 * is taken, and the first fault stops all reading.
 */
#include "lifecircle/geo/shape_blob.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/geo/wkb.h"
#include "src/geo/ring.h"

#include <stdint.h>
#include <string.h>

#define SRID          4326
#define MARK_START    0x00
#define MARK_BOX_END  0x7c
#define MARK_PART     0x69
#define MARK_END      0xfe
#define HEAD_BYTES    43 /* up to and with the class */
#define POINT_BYTES   16
#define STEP_BYTES    8 /* of a point of a compressed run */
#define CLASS_POINT   1
#define CLASS_LINE    2
#define CLASS_POLYGON 3
#define CLASS_MULTI   3       /* more than the class of its parts */
#define CLASS_SMALL   1000000 /* more: it is compressed */

/* Writing: `at` is where the next byte goes. There is room for the largest
 * blob that the shape can make, so that nothing is asked for or looked at on
 * the way: an extract of a city has ten million points. */
typedef unsigned char *place;

/* The low byte first, whatever the machine; gcc makes one store of it. */
static place put_u32(place at, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(v >> 8 * i);
    return at + 4;
}

static place put_double(place at, double v)
{
    uint64_t bits;

    memcpy(&bits, &v, sizeof bits);
    for (int i = 0; i < 8; i++)
        at[i] = (unsigned char)(bits >> 8 * i);
    return at + 8;
}

/* In degrees, as all programs that read it have them. */
static place put_point(place at, int32_t lon, int32_t lat)
{
    lc_lonlat p = lc_pt_lonlat((lc_pt){lon, lat});

    return put_double(put_double(at, p.lon), p.lat);
}

/* A ring or line: a count and its points. */
static place put_run(place at, const lc_shape *s, uint32_t part)
{
    at = put_u32(at, s->part[part + 1] - s->part[part]);
    for (uint32_t i = s->part[part]; i < s->part[part + 1]; i++)
        at = put_point(at, s->pt[i].lon, s->pt[i].lat);
    return at;
}

static place put_float(place at, float v)
{
    uint32_t bits;

    memcpy(&bits, &v, sizeof bits);
    return put_u32(at, bits);
}

/* Not inline: gcc 12 at -O2 makes vectors of both and leaves the rounding out
 * where the float is widened again. */
static __attribute__((noinline)) float to_float(double v)
{
    return (float)v;
}

/* Steps are from where the last one led and not from where it ought to have,
 * so that what rounding takes from one the next gives back. NULL: one is so
 * wide that its point would be another. */
static place put_small_run(place at, const lc_shape *s, uint32_t part)
{
    const lc_pt *p = s->pt + s->part[part];
    uint32_t n = s->part[part + 1] - s->part[part];
    lc_lonlat here = lc_pt_lonlat(p[0]);

    at = put_point(put_u32(at, n), p[0].lon, p[0].lat);
    for (uint32_t i = 1; i + 1 < n; i++) {
        lc_lonlat to = lc_pt_lonlat(p[i]);
        float lon = to_float(to.lon - here.lon);
        float lat = to_float(to.lat - here.lat);

        here = (lc_lonlat){here.lon + (double)lon, here.lat + (double)lat};
        if (!lc_lonlat_valid(here) || !lc_pt_equal(lc_pt_from(here), p[i]))
            return NULL;
        at = put_float(put_float(at, lon), lat);
    }
    return n > 1 ? put_point(at, p[n - 1].lon, p[n - 1].lat) : at;
}

/* One line, or one polygon with its holes. NULL: it can't be compressed. */
static place put_small(place at, const lc_shape *s)
{
    bool area = s->kind == LIFE_SHAPE_AREA;

    at = put_u32(at, (area ? CLASS_POLYGON : CLASS_LINE) + CLASS_SMALL);
    if (area)
        at = put_u32(at, s->part_count);
    for (uint32_t i = 0; at && i < s->part_count; i++)
        at = put_small_run(at, s, i);
    return at;
}

/* The first ring always is; others by how they run, as shape.h says. */
static bool is_outer(const lc_shape *s, uint32_t part)
{
    uint32_t n = s->part[part + 1] - s->part[part];

    return part == 0 || lc_ring_turn(s->pt + s->part[part], n) >= 0;
}

/* The parts of the polygon (or line) that begins with `part` end before the
 * one returned. */
static uint32_t next_item(const lc_shape *s, uint32_t part)
{
    part++;
    if (s->kind == LIFE_SHAPE_AREA)
        while (part < s->part_count && !is_outer(s, part))
            part++;
    return part;
}

/* A polygon says how many rings it has, a line is one run. */
static place put_item(place at, const lc_shape *s, uint32_t part, uint32_t end)
{
    if (s->kind == LIFE_SHAPE_AREA)
        at = put_u32(at, end - part);
    for (; part < end; part++)
        at = put_run(at, s, part);
    return at;
}

/* Compressed where that is asked for and keeps every point; MULTI where it is
 * asked for, or there are several items. */
static place put_body(place at, const lc_shape *s, lc_blob_form form)
{
    uint32_t class = s->kind == LIFE_SHAPE_AREA ? CLASS_POLYGON : CLASS_LINE;
    uint32_t items = 0;
    place small = NULL;

    for (uint32_t i = 0; i < s->part_count; i = next_item(s, i))
        items++;
    if (form == LIFE_BLOB_SMALL && items == 1)
        small = put_small(at, s);
    if (small)
        return small;
    if (form != LIFE_BLOB_MANY && items == 1)
        return put_item(put_u32(at, class), s, 0, s->part_count);
    at = put_u32(put_u32(at, class + CLASS_MULTI), items);
    for (uint32_t i = 0; i < s->part_count;) {
        uint32_t end = next_item(s, i);

        *at++ = MARK_PART;
        at = put_item(put_u32(at, class), s, i, end);
        i = end;
    }
    return at;
}

/* A part may be an item with one ring: a mark, a class and two counts. */
static size_t bytes_at_most(const lc_shape *s)
{
    return HEAD_BYTES + 4 + 13 * (size_t)s->part_count +
           POINT_BYTES * (size_t)s->pt_count + 1;
}

lc_status lc_shape_blob_write(const lc_shape *s, lc_blob_form form,
                              unsigned char **blob, size_t *len, lc_error *err)
{
    lc_box box = lc_shape_box(s);
    place at;

    *blob = NULL;
    *len = 0;
    if (s->kind == LIFE_SHAPE_NONE || s->pt_count == 0)
        return LIFE_OK;
    *blob = at = lc_realloc(NULL, bytes_at_most(s), 1);
    if (!at)
        return lc_no_memory(err, "a shape");
    *at++ = MARK_START;
    *at++ = 1; /* the low byte first */
    at = put_u32(at, SRID);
    at = put_point(at, box.min_lon, box.min_lat);
    at = put_point(at, box.max_lon, box.max_lat);
    *at++ = MARK_BOX_END;
    if (s->kind == LIFE_SHAPE_POINT)
        at = put_point(put_u32(at, CLASS_POINT), s->pt[0].lon, s->pt[0].lat);
    else
        at = put_body(at, s, form);
    *at++ = MARK_END;
    *len = (size_t)(at - *blob);
    return LIFE_OK;
}

/* A failure sets in.bad, and with it every loop below ends; `status` says more
 * where it was not the bytes' fault. */
typedef struct cursor {
    lc_wkb in;
    lc_shape *out;
    LC_VEC(lc_pt) run; /* the ring or line being read */
    lc_lonlat here;    /* its last point as it was read */
    bool small;        /* compressed */
    lc_error *err;
    lc_status status;
} cursor;

/* As lc_wkb_count(); nothing here has none. */
static uint32_t take_count(cursor *c, size_t least)
{
    uint32_t n = lc_wkb_count(&c->in, least);

    if (n == 0)
        c->in.bad = true;
    return n;
}

/* A place off the globe ends the reading. */
static lc_pt keep_place(cursor *c, lc_lonlat p)
{
    if (!lc_lonlat_valid(p))
        c->in.bad = true;
    return c->in.bad ? (lc_pt){0, 0} : lc_pt_from(p);
}

static lc_pt take_point(cursor *c)
{
    lc_lonlat p;

    p.lon = lc_wkb_double(&c->in);
    p.lat = lc_wkb_double(&c->in);
    c->here = p;
    return keep_place(c, p);
}

/* From where the last one led. */
static lc_pt take_step(cursor *c)
{
    c->here.lon += (double)lc_wkb_float(&c->in);
    c->here.lat += (double)lc_wkb_float(&c->in);
    return keep_place(c, c->here);
}

static void take_run(cursor *c)
{
    uint32_t n = take_count(c, c->small ? STEP_BYTES : POINT_BYTES);

    c->run.n = 0;
    if (!c->in.bad && !lc_vec_reserve(&c->run, n)) {
        c->status = lc_no_memory(c->err, "a shape");
        c->in.bad = true;
    }
    for (uint32_t i = 0; i < n && !c->in.bad; i++)
        c->run.v[c->run.n++] =
            c->small && i > 0 && i + 1 < n ? take_step(c) : take_point(c);
}

static void keep_run(cursor *c)
{
    if (!c->in.bad)
        c->status = lc_shape_add_part(c->out, c->run.v, c->run.n, c->err);
    if (c->status != LIFE_OK)
        c->in.bad = true;
}

static void take_line(cursor *c)
{
    take_run(c);
    if (c->run.n < 2)
        c->in.bad = true;
    keep_run(c);
}

static void reverse(lc_pt *pt, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++, n--) {
        lc_pt swap = pt[i];

        pt[i] = pt[n - 1];
        pt[n - 1] = swap;
    }
}

/* Rings that rounding has flattened are left out, with all that lay in them
 * where it was the outer one. SpatiaLite doesn't say how rings run: the first
 * is the outer one, and they are turned as shape.h has them. A ring has a
 * count and four points at least, two of which may be steps. */
static void take_polygon(cursor *c)
{
    uint32_t rings = take_count(c, 4 + 2 * POINT_BYTES + 2 * STEP_BYTES);
    bool flat = false;

    for (uint32_t i = 0; i < rings && !c->in.bad; i++) {
        lc_wide turn;

        take_run(c);
        if (c->run.n < 4 || !lc_pt_equal(c->run.v[0], c->run.v[c->run.n - 1]))
            c->in.bad = true;
        turn = lc_ring_turn(c->run.v, c->run.n);
        if (i == 0)
            flat = turn == 0;
        if (flat || turn == 0)
            continue;
        if ((turn > 0) != (i == 0))
            reverse(c->run.v, c->run.n);
        keep_run(c);
    }
}

static void take_item(cursor *c, uint32_t class)
{
    if (class == CLASS_LINE)
        take_line(c);
    else
        take_polygon(c);
}

static void take_multi(cursor *c, uint32_t class)
{
    uint32_t parts = take_count(c, 1 + 4 + 4);

    for (uint32_t i = 0; i < parts && !c->in.bad; i++) {
        if (lc_wkb_take(&c->in, 1) != MARK_PART ||
            lc_wkb_take(&c->in, 4) != class)
            c->in.bad = true;
        take_item(c, class);
    }
}

static void take_shape(cursor *c)
{
    uint32_t class = (uint32_t)lc_wkb_take(&c->in, 4);
    lc_pt p;

    c->small = class == CLASS_LINE + CLASS_SMALL ||
               class == CLASS_POLYGON + CLASS_SMALL;
    if (c->small)
        class -= CLASS_SMALL;
    switch (class) {
    case CLASS_POINT:
        c->out->kind = LIFE_SHAPE_POINT;
        p = take_point(c);
        if (!c->in.bad)
            c->status = lc_shape_add_part(c->out, &p, 1, c->err);
        break;
    case CLASS_LINE:
    case CLASS_POLYGON:
        c->out->kind = class == CLASS_LINE ? LIFE_SHAPE_LINE : LIFE_SHAPE_AREA;
        take_item(c, class);
        break;
    case CLASS_LINE + CLASS_MULTI:
    case CLASS_POLYGON + CLASS_MULTI:
        class -= CLASS_MULTI;
        c->out->kind = class == CLASS_LINE ? LIFE_SHAPE_LINE : LIFE_SHAPE_AREA;
        take_multi(c, class);
        break;
    default:
        c->in.bad = true;
    }
}

/* The head has a fixed length, so that the marks stand at known places. */
static bool begin(const unsigned char *blob, size_t len, lc_wkb *in)
{
    if (len <= HEAD_BYTES || blob[0] != MARK_START || blob[1] > 1 ||
        blob[38] != MARK_BOX_END || blob[len - 1] != MARK_END)
        return false;
    *in =
        (lc_wkb){.at = blob + 2, .end = blob + len - 1, .little = blob[1] == 1};
    return lc_wkb_take(in, 4) == SRID;
}

bool lc_shape_blob_head_read(const unsigned char *blob, size_t len,
                             lc_shape_blob_head *out)
{
    lc_wkb in;

    if (!begin(blob, len, &in))
        return false;
    out->min_lon = lc_wkb_double(&in);
    out->min_lat = lc_wkb_double(&in);
    out->max_lon = lc_wkb_double(&in);
    out->max_lat = lc_wkb_double(&in);
    in.at++; /* the mark */
    out->class = (uint32_t)lc_wkb_take(&in, 4);
    if (out->class > CLASS_SMALL)
        out->class -= CLASS_SMALL;
    return true;
}

bool lc_shape_blob_point_read(const unsigned char *blob, size_t len, lc_pt *out)
{
    cursor c = {0};

    if (len != HEAD_BYTES + POINT_BYTES + 1 || !begin(blob, len, &c.in))
        return false;
    c.in.at = blob + HEAD_BYTES - 4;
    if (lc_wkb_take(&c.in, 4) != CLASS_POINT)
        return false;
    *out = take_point(&c);
    return !c.in.bad;
}

/* The box in the head is passed over: it is counted anew where it is wanted. */
lc_status lc_shape_blob_read(const unsigned char *blob, size_t len,
                             lc_shape *out, lc_error *err)
{
    cursor c = {.out = out, .err = err};

    *out = (lc_shape){0};
    if (begin(blob, len, &c.in)) {
        c.in.at = blob + 39;
        take_shape(&c);
        if (c.in.at != c.in.end || out->part_count == 0)
            c.in.bad = true;
    } else {
        c.in.bad = true;
    }
    lc_vec_free(&c.run);
    if (c.status == LIFE_OK && c.in.bad)
        c.status = lc_fail(err, LIFE_ERR_PARSE,
                           "a geometry of %zu bytes is not a SpatiaLite point, "
                           "line or polygon in WGS 84",
                           len);
    if (c.status != LIFE_OK)
        lc_shape_clear(out);
    return c.status;
}
