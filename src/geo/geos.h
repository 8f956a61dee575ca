/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/geos.h - shapes to GEOS and back, for areas.c, cells.c and
 * overlap.c: nobody else names that library.
 */
#ifndef LIFECIRCLE_SRC_GEO_GEOS_H
#define LIFECIRCLE_SRC_GEO_GEOS_H

#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/shape.h"

#include <geos_c.h>

struct lc_areas {
    GEOSContextHandle_t h;
    char message[256];  /* the last one, "" before */
    uint64_t crossings; /* of outlines to be mended, beyond a few each */
};

/* `f`: points become metres of the frame, or stay on the grid of 1e-7 degrees
 * where it is NULL. What they return is the caller's to destroy, NULL where
 * there is no memory or GEOS refuses. */
GEOSGeometry *lc_geos_ring(const lc_areas *g, const lc_frame *f,
                           const lc_pt *pt, uint32_t n);
/* A multipolygon. */
GEOSGeometry *lc_geos_from_shape(const lc_areas *g, const lc_frame *f,
                                 const lc_shape *s);
/* Takes the items over, also on failure; the list itself stays. */
GEOSGeometry *lc_geos_collect(const lc_areas *g, int type, GEOSGeometry **item,
                              uint32_t n);
lc_pt lc_geos_pt(const lc_frame *f, double x, double y);
/* The polygons of a geometry; lines and points that came along are left.
 * LIFE_ERR_NOMEM. */
lc_status lc_geos_to_shape(const lc_areas *g, const lc_frame *f,
                           const GEOSGeometry *geom, lc_shape *out,
                           lc_error *err);
/* What is left of an area in metres without what is narrower than twice
 * `metres`. The caller's to destroy; NULL as above. */
GEOSGeometry *lc_geos_thick(const lc_areas *g, const GEOSGeometry *area,
                            double metres);
/* On the grid, as that is what will be stored. */
bool lc_geos_is_valid(const lc_areas *g, const lc_shape *s);

#endif
