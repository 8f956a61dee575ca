/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/blob.c - see the header. The box stands in front of the
 * points and is known behind them, so its place is filled in at the end.
 */
#include "src/export/formats/blob.h"

#include "lifecircle/export/formats/geometry.h"

#include <math.h>
#include <string.h>

enum { POINT = 1, LINE = 2, POLYGON = 3, LINES = 5, POLYGONS = 6 };

#define HEAD_BYTES 8
#define BOX_BYTES  32

typedef struct pen {
    lc_buf *out;
    lc_export_system *in;
    double *box;
} pen;

static void put_u32(lc_buf *out, uint32_t v)
{
    unsigned char bytes[4] = {(unsigned char)v, (unsigned char)(v >> 8),
                              (unsigned char)(v >> 16),
                              (unsigned char)(v >> 24)};

    lc_buf_put(out, bytes, sizeof bytes);
}

static char *put_double_at(char *to, double v)
{
    uint64_t bits;

    memcpy(&bits, &v, sizeof bits);
    for (int i = 0; i < 8; i++)
        *to++ = (char)(bits >> 8 * i);
    return to;
}

static void put_kind(lc_buf *out, uint32_t kind)
{
    lc_buf_putc(out, 1); /* little-endian */
    put_u32(out, kind);
}

static void put_point(pen *p, lc_pt pt)
{
    char *to = lc_buf_room(p->out, 16);
    double x, y;

    lc_system_place(p->in, pt, &x, &y);
    p->box[0] = fmin(p->box[0], x);
    p->box[1] = fmax(p->box[1], x);
    p->box[2] = fmin(p->box[2], y);
    p->box[3] = fmax(p->box[3], y);
    if (to)
        lc_buf_ends(p->out, put_double_at(put_double_at(to, x), y));
}

/* A line needs two positions: a lone one is written twice. */
static void put_points(pen *p, const lc_shape *s, uint32_t part)
{
    uint32_t n = s->part[part + 1] - s->part[part];

    put_u32(p->out, n == 1 ? 2 : n);
    for (uint32_t i = s->part[part]; i < s->part[part + 1]; i++)
        put_point(p, s->pt[i]);
    if (n == 1)
        put_point(p, s->pt[s->part[part]]);
}

/* One where it can be: then a layer of lines has one type. */
static void put_lines(pen *p, const lc_shape *s)
{
    if (s->part_count > 1) {
        put_kind(p->out, LINES);
        put_u32(p->out, s->part_count);
    }
    for (uint32_t i = 0; i < s->part_count; i++) {
        put_kind(p->out, LINE);
        put_points(p, s, i);
    }
}

/* How many rings there are from an outer one to the next. */
static uint32_t rings_from(const lc_shape *s, uint32_t part)
{
    uint32_t n = 1;

    while (part + n < s->part_count && !lc_geometry_is_outer(s, part + n))
        n++;
    return n;
}

static void put_polygons(pen *p, const lc_shape *s)
{
    uint32_t polygons = 0, n;

    for (uint32_t i = 0; i < s->part_count; i += rings_from(s, i))
        polygons++;
    put_kind(p->out, POLYGONS);
    put_u32(p->out, polygons);
    for (uint32_t i = 0; i < s->part_count; i += n) {
        n = rings_from(s, i);
        put_kind(p->out, POLYGON);
        put_u32(p->out, n);
        for (uint32_t k = 0; k < n; k++)
            put_points(p, s, i + k);
    }
}

/* "GP", version 0, flags: little-endian, and whether a box follows. */
static void put_head(lc_buf *out, int system_id, bool boxed)
{
    static const char box[BOX_BYTES] = {0};

    lc_buf_puts(out, "GP");
    lc_buf_putc(out, 0);
    lc_buf_putc(out, boxed ? 3 : 1);
    put_u32(out, (uint32_t)system_id);
    if (boxed)
        lc_buf_put(out, box, sizeof box);
}

bool lc_blob_put(lc_buf *out, const lc_geometry *g, lc_export_system *in,
                 int system_id, double box[4])
{
    const lc_shape *s = g->shape && g->shape->pt_count ? g->shape : NULL;
    bool point = s ? s->kind == LIFE_SHAPE_POINT : g->placed;
    size_t from = out->len;
    pen p = {out, in, box};
    char *to;

    if (!s && (g->shape || !g->placed))
        return false;
    box[0] = box[2] = HUGE_VAL;
    box[1] = box[3] = -HUGE_VAL;
    put_head(out, system_id, !point);
    if (point) {
        put_kind(out, POINT);
        put_point(&p, s ? s->pt[0] : g->pt);
    } else if (s->kind == LIFE_SHAPE_LINE) {
        put_lines(&p, s);
    } else {
        put_polygons(&p, s);
    }
    to = out->failed || point ? NULL : out->data + from + HEAD_BYTES;
    for (int i = 0; to && i < 4; i++)
        to = put_double_at(to, box[i]);
    return !out->failed;
}
