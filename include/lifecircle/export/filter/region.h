/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/filter/region.h - a place, made ready for being asked of
 * many geometries whether they have a point in common with it.
 *
 * Layer:   export, over geo.
 * Units:   1e-7 degrees.
 * Threads: one that is made may be asked by any number of threads.
 */
#ifndef LIFECIRCLE_EXPORT_FILTER_REGION_H
#define LIFECIRCLE_EXPORT_FILTER_REGION_H

#include "lifecircle/base/error.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/geo/shape.h"

typedef struct lc_region lc_region;

/* Of a shape with points, which is copied: points, lines, or an area as shape.h
 * has it. *out is the caller's to free. LIFE_ERR_NOMEM. Cost: that of preparing
 * the area (prepared_area.h). */
lc_status lc_region_make(const lc_shape *s, lc_region **out, lc_error *err);
/* Of a box that is not empty; it may be a line or a point. */
lc_status lc_region_of_box(lc_box box, lc_region **out, lc_error *err);
void lc_region_free(lc_region *r); /* NULL is fine */

lc_box lc_region_bounds(const lc_region *r);

/* Exact on the grid; touching counts. False where there is no geometry. */
bool lc_region_meets(const lc_region *r, const lc_geometry *g);

#endif
