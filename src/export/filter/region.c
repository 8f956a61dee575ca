/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/region.c - see region.h.
 *
 * Two geometries have a point in common if their lines meet, or one lies in the
 * other as a whole: then any point of each of its parts does. So one vertex a
 * part is asked for, which is exact as the vertices lie on the grid.
 */
#include "lifecircle/export/filter/region.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/geo/prepared_outline.h"

struct lc_region {
    lc_shape shape;
    lc_box box;
    bool is_box;                  /* an area that is its box */
    lc_prepared_area *area;       /* of areas */
    lc_prepared_outline *outline; /* of lines and areas */
};

static lc_status copy(const lc_shape *s, lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    out->kind = s->kind;
    for (uint32_t i = 0; !st && i < s->part_count; i++)
        st = lc_shape_add_part(out, s->pt + s->part[i],
                               s->part[i + 1] - s->part[i], err);
    return st;
}

static lc_status prepare(lc_region *r, const lc_shape *s, lc_error *err)
{
    lc_status st = copy(s, &r->shape, err);

    if (st)
        return st;
    r->box = lc_shape_box(&r->shape);
    if (s->kind == LIFE_SHAPE_AREA)
        st = lc_prepared_area_make(&r->shape, &r->area, err);
    if (!st && s->kind != LIFE_SHAPE_POINT)
        st = lc_prepared_outline_make(&r->shape, &r->outline, err);
    return st;
}

lc_status lc_region_make(const lc_shape *s, lc_region **out, lc_error *err)
{
    lc_region *r = lc_calloc(1, sizeof *r);
    lc_status st =
        r ? prepare(r, s, err) : lc_no_memory(err, "the place asked for");

    if (st) {
        lc_region_free(r);
        r = NULL;
    }
    *out = r;
    return st;
}

/* One without height or width is a line, and a point without both. */
lc_status lc_region_of_box(lc_box b, lc_region **out, lc_error *err)
{
    lc_pt ring[] = {{b.min_lon, b.min_lat},
                    {b.max_lon, b.min_lat},
                    {b.max_lon, b.max_lat},
                    {b.min_lon, b.max_lat},
                    {b.min_lon, b.min_lat}};
    bool flat = b.min_lon == b.max_lon || b.min_lat == b.max_lat;
    lc_shape s = {0};
    lc_status st;

    if (lc_pt_equal(ring[0], ring[2]))
        st = lc_shape_make(LIFE_SHAPE_POINT, ring, 1, &s, err);
    else if (flat)
        st = lc_shape_make(LIFE_SHAPE_LINE, (lc_pt[]){ring[0], ring[2]}, 2, &s,
                           err);
    else
        st = lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &s, err);
    if (!st)
        st = lc_region_make(&s, out, err);
    if (!st)
        (*out)->is_box = !flat;
    lc_shape_clear(&s);
    return st;
}

void lc_region_free(lc_region *r)
{
    if (!r)
        return;
    lc_prepared_area_free(r->area);
    lc_prepared_outline_free(r->outline);
    lc_shape_clear(&r->shape);
    lc_free(r);
}

lc_box lc_region_bounds(const lc_region *r)
{
    return r->box;
}

/* ---- points ---- */

typedef struct segment {
    lc_pt a, b;
    bool met;
} segment;

static bool meets_segment(void *ctx, lc_pt a, lc_pt b)
{
    segment *s = ctx;

    s->met = lc_segments_meet(s->a, s->b, a, b);
    return !s->met;
}

static bool crosses(const lc_region *r, lc_pt a, lc_pt b)
{
    segment s = {a, b, false};
    lc_box box = lc_box_empty();

    lc_box_add(&box, a);
    lc_box_add(&box, b);
    if (lc_box_meets(box, r->box))
        lc_prepared_outline_segments(r->outline, box, meets_segment, &s);
    return s.met;
}

static bool holds_point(const lc_region *r, lc_pt p)
{
    if (!lc_box_contains(r->box, p))
        return false;
    if (r->is_box)
        return true;
    if (r->area)
        return lc_prepared_area_contains(r->area, p);
    if (r->outline)
        return crosses(r, p, p);
    for (uint32_t i = 0; i < r->shape.pt_count; i++)
        if (lc_pt_equal(r->shape.pt[i], p))
            return true;
    return false;
}

/* ---- shapes ---- */

/* Whether a part of `s` (a ring, a line) meets the region's lines, or has its
 * first vertex, and so all of it, in the region. */
static bool part_meets(const lc_region *r, const lc_shape *s, uint32_t part)
{
    const lc_pt *pt = s->pt + s->part[part];
    uint32_t n = s->part[part + 1] - s->part[part];

    if (n && holds_point(r, pt[0]))
        return true;
    for (uint32_t i = 0; r->outline && i + 1 < n; i++)
        if (crosses(r, pt[i], pt[i + 1]))
            return true;
    return false;
}

/* The points of the region itself, which have no lines to be met. */
static bool on_line(const lc_shape *s, lc_pt p)
{
    for (uint32_t k = 0; k < s->part_count; k++)
        for (uint32_t i = s->part[k]; i + 1 < s->part[k + 1]; i++)
            if (lc_point_on_segment(s->pt[i], s->pt[i + 1], p))
                return true;
    return false;
}

/* A vertex of each part of the region, asked of the shape. */
static bool lies_within(const lc_region *r, const lc_shape *s)
{
    const lc_shape *own = &r->shape;

    for (uint32_t k = 0; k < own->part_count; k++) {
        lc_pt p = own->pt[own->part[k]];

        if (s->kind == LIFE_SHAPE_AREA && lc_shape_contains(s, p))
            return true;
        if (!r->outline && s->kind == LIFE_SHAPE_LINE && on_line(s, p))
            return true;
    }
    return false;
}

static bool shape_meets(const lc_region *r, const lc_shape *s)
{
    if (!s->pt_count || !lc_box_meets(lc_shape_box(s), r->box))
        return false;
    for (uint32_t k = 0; k < s->part_count; k++)
        if (part_meets(r, s, k))
            return true;
    return lies_within(r, s);
}

bool lc_region_meets(const lc_region *r, const lc_geometry *g)
{
    if (g->shape)
        return shape_meets(r, g->shape);
    return g->placed && holds_point(r, g->pt);
}
