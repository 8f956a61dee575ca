/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/geos.c - see geos.h.
 *
 * Shapes are flat arrays, GEOS has trees of rings: which holes are an outer
 * ring's is told by the order and by how rings run, as shape.h says. What
 * comes back is rounded to the grid, and brought into that order again.
 */
#include "src/geo/geos.h"

#include "lifecircle/base/mem.h"
#include "src/geo/ring.h"

/* Where points go: metres of a frame, or the grid itself where it is NULL. */
static lc_xy to_plane(const lc_frame *f, lc_pt p)
{
    lc_xy grid = {p.lon, p.lat};

    return f ? lc_frame_xy(f, p) : grid;
}

GEOSGeometry *lc_geos_ring(const lc_areas *g, const lc_frame *f,
                           const lc_pt *pt, uint32_t n)
{
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(g->h, n, 2);

    for (uint32_t i = 0; seq && i < n; i++) {
        lc_xy p = to_plane(f, pt[i]);

        GEOSCoordSeq_setXY_r(g->h, seq, i, p.x, p.y);
    }
    return seq ? GEOSGeom_createLinearRing_r(g->h, seq) : NULL;
}

/* The outer ring `first` and the holes after it; *next is the next outer. */
static GEOSGeometry *polygon_from(const lc_areas *g, const lc_frame *f,
                                  const lc_shape *s, uint32_t first,
                                  uint32_t *next)
{
    const uint32_t *part = s->part;
    uint32_t end = first + 1, count = 0;
    GEOSGeometry **hole;
    GEOSGeometry *outer, *polygon = NULL;

    while (end < s->part_count &&
           lc_ring_turn(s->pt + part[end], part[end + 1] - part[end]) < 0)
        end++;
    *next = end;
    outer =
        lc_geos_ring(g, f, s->pt + part[first], part[first + 1] - part[first]);
    hole = lc_calloc(end - first, sizeof(GEOSGeometry *));
    for (uint32_t i = first + 1; outer && hole && i < end; i++) {
        hole[count] =
            lc_geos_ring(g, f, s->pt + part[i], part[i + 1] - part[i]);
        count += hole[count] != NULL;
    }
    if (outer && hole)
        polygon = GEOSGeom_createPolygon_r(g->h, outer, hole, count);
    else
        GEOSGeom_destroy_r(g->h, outer);
    lc_free(hole);
    return polygon;
}

/* GEOS owns the items from the call on, also where it fails. */
GEOSGeometry *lc_geos_collect(const lc_areas *g, int type, GEOSGeometry **item,
                              uint32_t n)
{
    return GEOSGeom_createCollection_r(g->h, type, item, n);
}

GEOSGeometry *lc_geos_from_shape(const lc_areas *g, const lc_frame *f,
                                 const lc_shape *s)
{
    GEOSGeometry **polygon = lc_calloc(s->part_count, sizeof(GEOSGeometry *));
    GEOSGeometry *area = NULL;
    uint32_t count = 0, i = 0;

    while (polygon && i < s->part_count) {
        polygon[count] = polygon_from(g, f, s, i, &i);
        count += polygon[count] != NULL;
    }
    if (count > 0)
        area = lc_geos_collect(g, GEOS_MULTIPOLYGON, polygon, count);
    lc_free(polygon);
    return area;
}

lc_pt lc_geos_pt(const lc_frame *f, double x, double y)
{
    lc_pt grid = {(int32_t)floor(x + 0.5), (int32_t)floor(y + 0.5)};
    lc_xy m = {x, y};

    return f ? lc_frame_pt(f, m) : grid;
}

/* A ring of fewer than four points covers nothing; it is left out, and that is
 * no error. */
static lc_status add_ring(const lc_areas *g, const lc_frame *f,
                          const GEOSGeometry *ring, lc_shape *out,
                          lc_error *err)
{
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(g->h, ring);
    unsigned n = 0;
    lc_pt *pt;
    lc_status st;

    if (!seq || !GEOSCoordSeq_getSize_r(g->h, seq, &n))
        return lc_no_memory(err, "outlines");
    pt = lc_calloc(n, sizeof *pt);
    if (!pt)
        return lc_no_memory(err, "outlines");
    for (unsigned i = 0; i < n; i++) {
        double x = 0, y = 0;

        GEOSCoordSeq_getXY_r(g->h, seq, i, &x, &y);
        pt[i] = lc_geos_pt(f, x, y);
    }
    out->kind = LIFE_SHAPE_AREA;
    st = n >= 4 ? lc_shape_add_part(out, pt, n, err) : LIFE_OK;
    lc_free(pt);
    return st;
}

/* The polygons of a geometry; lines and points that came along are left. */
lc_status lc_geos_to_shape(const lc_areas *g, const lc_frame *f,
                           const GEOSGeometry *geom, lc_shape *out,
                           lc_error *err)
{
    int parts = GEOSGetNumGeometries_r(g->h, geom);
    lc_status st = LIFE_OK;

    for (int i = 0; !st && i < parts; i++) {
        const GEOSGeometry *p = GEOSGetGeometryN_r(g->h, geom, i);
        int holes;

        if (GEOSGeomTypeId_r(g->h, p) != GEOS_POLYGON || GEOSisEmpty_r(g->h, p))
            continue;
        holes = GEOSGetNumInteriorRings_r(g->h, p);
        st = add_ring(g, f, GEOSGetExteriorRing_r(g->h, p), out, err);
        for (int k = 0; !st && k < holes; k++)
            st = add_ring(g, f, GEOSGetInteriorRingN_r(g->h, p, k), out, err);
    }
    /* Rounding to the grid may have left nothing of it. */
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = lc_shape_tidy(out, err);
    return st;
}

/* Simple Features' validity: rings that don't cross, holes inside, nothing
 * twice. */
/* Not the area shrunk and grown again, whose border would be another: that,
 * grown by a little more, cuts the area itself. So all of its border stays as
 * it was but for a cut across each narrow place. Corners are drawn out as far
 * as they were, down to twelve degrees. */
static GEOSGeometry *cut_narrow(const lc_areas *g, const GEOSGeometry *area,
                                double metres)
{
    const double more = 1.2, sharpest = 10;
    GEOSGeometry *core = GEOSBufferWithStyle_r(
        g->h, area, -metres, 1, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, sharpest);
    GEOSGeometry *around = NULL, *thick = NULL;

    if (core)
        around = GEOSBufferWithStyle_r(g->h, core, more * metres, 1,
                                       GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE,
                                       sharpest);
    if (around)
        thick = GEOSIntersection_r(g->h, area, around);
    GEOSGeom_destroy_r(g->h, around);
    GEOSGeom_destroy_r(g->h, core);
    return thick;
}

/* A cut leaves a stub of a narrow place, a fifth of its width long, which is
 * cut again: thrice, and it is shorter than the grid. */
GEOSGeometry *lc_geos_thick(const lc_areas *g, const GEOSGeometry *area,
                            double metres)
{
    GEOSGeometry *thick = GEOSGeom_clone_r(g->h, area);

    for (int pass = 0; pass < 3 && thick; pass++, metres /= 10) {
        GEOSGeometry *next = cut_narrow(g, thick, metres);

        GEOSGeom_destroy_r(g->h, thick);
        thick = next;
    }
    return thick;
}

bool lc_geos_is_valid(const lc_areas *g, const lc_shape *s)
{
    GEOSGeometry *geom = lc_geos_from_shape(g, NULL, s);
    bool valid = geom && GEOSisValid_r(g->h, geom) == 1;

    GEOSGeom_destroy_r(g->h, geom);
    return valid;
}
