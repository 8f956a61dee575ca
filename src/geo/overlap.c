/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/overlap.c - see overlap.h.
 *
 * Areas become polygons in metres on a plane that touches the ellipsoid in the
 * first of them: within 5 km of it lengths are right to 1 part in 1,000, which
 * is far finer than outlines are drawn.
 */
#include "lifecircle/geo/overlap.h"

#include "lifecircle/base/mem.h"
#include "src/geo/geos.h"

struct lc_overlap {
    lc_areas *areas;
    GEOSContextHandle_t geos; /* of `areas` */
};

lc_status lc_overlap_open(lc_overlap **out, lc_error *err)
{
    lc_overlap *o = lc_calloc(1, sizeof *o);
    lc_status st;

    *out = NULL;
    if (!o)
        return lc_no_memory(err, "outlines");
    st = lc_areas_open(&o->areas, err);
    if (st) {
        lc_free(o);
        return st;
    }
    o->geos = o->areas->h;
    *out = o;
    return LIFE_OK;
}

void lc_overlap_close(lc_overlap *o)
{
    if (!o)
        return;
    lc_areas_close(o->areas);
    lc_free(o);
}

/* One ring alone, filled: whether it is an outer one or a hole is for
 * others. */
static GEOSGeometry *make_disc(lc_overlap *o, const lc_frame *f,
                               const lc_shape *s, uint32_t part)
{
    GEOSGeometry *ring = lc_geos_ring(o->areas, f, s->pt + s->part[part],
                                      s->part[part + 1] - s->part[part]);

    return ring ? GEOSGeom_createPolygon_r(o->geos, ring, NULL, 0) : NULL;
}

/* Ring by ring, so that the answer doesn't hang on how the rings lie to each
 * other: of that lc_geos_is_valid() is the judge. */
bool lc_overlap_is_valid(lc_overlap *o, const lc_shape *s)
{
    lc_frame f = lc_frame_at(lc_shape_inner(s));
    bool valid = true;

    for (uint32_t i = 0; valid && i < s->part_count; i++) {
        GEOSGeometry *disc = make_disc(o, &f, s, i);

        valid = disc && GEOSisValid_r(o->geos, disc) == 1;
        GEOSGeom_destroy_r(o->geos, disc);
    }
    return valid;
}

/* The even-odd union of all rings: holes lie inside their outers, so that the
 * difference with each of them one after the other is the area itself. */
static GEOSGeometry *make_area(lc_overlap *o, const lc_frame *f,
                               const lc_shape *s)
{
    GEOSGeometry *sum = GEOSGeom_createEmptyPolygon_r(o->geos);

    for (uint32_t i = 0; sum && i < s->part_count; i++) {
        GEOSGeometry *disc = make_disc(o, f, s, i);
        GEOSGeometry *next =
            disc ? GEOSSymDifference_r(o->geos, sum, disc) : NULL;

        GEOSGeom_destroy_r(o->geos, disc);
        GEOSGeom_destroy_r(o->geos, sum);
        sum = next;
    }
    return sum;
}

/* A place that surely is on the ground; a centroid may lie in a bay or a
 * hole. */
static bool middle(lc_overlap *o, const GEOSGeometry *g, lc_xy *out)
{
    GEOSGeometry *p = GEOSPointOnSurface_r(o->geos, g);
    bool good = p && GEOSGeomGetX_r(o->geos, p, &out->x) == 1 &&
                GEOSGeomGetY_r(o->geos, p, &out->y) == 1;

    GEOSGeom_destroy_r(o->geos, p);
    return good;
}

lc_status lc_overlap_m2(lc_overlap *o, const lc_shape *a, const lc_shape *b,
                        double *m2, lc_pt *at, lc_error *err)
{
    lc_frame f = lc_frame_at(lc_shape_inner(a));
    GEOSGeometry *ga = make_area(o, &f, a), *gb = make_area(o, &f, b);
    GEOSGeometry *common =
        ga && gb ? GEOSIntersection_r(o->geos, ga, gb) : NULL;
    lc_status st = LIFE_OK;
    lc_xy xy = {0, 0};

    *m2 = 0;
    *at = f.origin;
    if (!common || GEOSArea_r(o->geos, common, m2) != 1)
        st = lc_fail(err, LIFE_ERR_PARSE, "an outline is not valid");
    else if (*m2 > 0 && middle(o, common, &xy))
        *at = lc_frame_pt(&f, xy);
    GEOSGeom_destroy_r(o->geos, common);
    GEOSGeom_destroy_r(o->geos, ga);
    GEOSGeom_destroy_r(o->geos, gb);
    return st;
}

/* The collection takes the items over. Those that GEOS refuses are left out,
 * and may then seem to be holes. */
static GEOSGeometry *join(lc_overlap *o, const lc_frame *f,
                          const lc_shape *const *area, size_t n)
{
    GEOSGeometry **item = lc_calloc(n, sizeof *item);
    GEOSGeometry *all, *sum = NULL;
    unsigned count = 0;

    for (size_t i = 0; item && i < n; i++) {
        item[count] = make_area(o, f, area[i]);
        count += item[count] != NULL;
    }
    all = item ? GEOSGeom_createCollection_r(o->geos, GEOS_GEOMETRYCOLLECTION,
                                             item, count)
               : NULL;
    lc_free(item);
    if (all)
        sum = GEOSUnaryUnion_r(o->geos, all);
    GEOSGeom_destroy_r(o->geos, all);
    return sum;
}

/* A polygon takes its ring over, and this one is the union's: hence the
 * copy. */
static void see_ring(lc_overlap *o, const lc_frame *f, const GEOSGeometry *ring,
                     void (*see)(void *ctx, lc_pt at, double m2), void *ctx)
{
    GEOSGeometry *copy = GEOSGeom_clone_r(o->geos, ring);
    GEOSGeometry *disc =
        copy ? GEOSGeom_createPolygon_r(o->geos, copy, NULL, 0) : NULL;
    double m2 = 0;
    lc_xy xy;

    if (disc && GEOSArea_r(o->geos, disc, &m2) == 1 && middle(o, disc, &xy))
        see(ctx, lc_frame_pt(f, xy), m2);
    GEOSGeom_destroy_r(o->geos, disc);
}

lc_status lc_overlap_holes(lc_overlap *o, const lc_shape *const *area, size_t n,
                           void (*see)(void *ctx, lc_pt at, double m2),
                           void *ctx, lc_error *err)
{
    lc_frame f;
    GEOSGeometry *sum;

    if (n == 0)
        return LIFE_OK;
    f = lc_frame_at(lc_shape_inner(area[0]));
    sum = join(o, &f, area, n);
    if (!sum)
        return lc_no_memory(err, "outlines");
    for (int i = 0; i < GEOSGetNumGeometries_r(o->geos, sum); i++) {
        const GEOSGeometry *g = GEOSGetGeometryN_r(o->geos, sum, i);
        int rings = g && GEOSGeomTypeId_r(o->geos, g) == GEOS_POLYGON
                        ? GEOSGetNumInteriorRings_r(o->geos, g)
                        : 0;

        for (int k = 0; k < rings; k++)
            see_ring(o, &f, GEOSGetInteriorRingN_r(o->geos, g, k), see, ctx);
    }
    GEOSGeom_destroy_r(o->geos, sum);
    return LIFE_OK;
}
