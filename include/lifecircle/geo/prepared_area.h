/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/prepared_area.h - an area made ready for being asked of many
 * points whether they lie inside.
 *
 * Layer:   geo, over base.
 * Threads: one that is made may be asked by any number of threads.
 */
#ifndef LIFECIRCLE_GEO_PREPARED_AREA_H
#define LIFECIRCLE_GEO_PREPARED_AREA_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

typedef struct lc_prepared_area lc_prepared_area;

/* Of a shape of kind AREA, whose points are copied; its rings stand and run as
 * shape.h says. 2,000 points take 1 to 5 ms, 40,000 take 40,
 * and 0.1 to 3 MB.  *out is the caller's to free. LIFE_ERR_NOMEM. */
lc_status lc_prepared_area_make(const lc_shape *area, lc_prepared_area **out,
                                lc_error *err);
void lc_prepared_area_free(lc_prepared_area *a); /* NULL is fine */

/* Whether p lies inside any of the polygons: so where polygons overlap, they
 * are one. Inside a polygon is what lies in its outer ring, or on it, and not
 * within one of its holes; the outline of a hole is inside. A ring that
 * crosses itself holds what a ray from there crosses it an odd number of times
 * to leave (even-odd), and its line. Exact on the grid. With 2,000
 * points 0.05 to 0.1 us for an outline, 0.5 us for one that crosses itself
 * everywhere. */
bool lc_prepared_area_contains(const lc_prepared_area *a, lc_pt p);

/* What is quick to make, and nearly as quick to ask: for as many points as the
 * outline has, or more. */
typedef struct lc_prepared_bands lc_prepared_bands;

/* Points are borrowed; only a closed area has anything inside. 2,000 points
 * take 50 us and 25 KB. LIFE_ERR_NOMEM. */
lc_status lc_prepared_bands_make(const lc_shape *area, lc_prepared_bands **out,
                                 lc_error *err);
void lc_prepared_bands_free(lc_prepared_bands *b); /* NULL is fine */
/* The very answer of lc_shape_contains(). With 2,000 points 0.1 us. */
bool lc_prepared_bands_contain(const lc_prepared_bands *b, lc_pt p);
/* 0 outside, 1 inside, 2 on an outline; adds how many sides were looked at. */
int lc_prepared_bands_side(const lc_prepared_bands *b, lc_pt p,
                           uint64_t *sides);

#endif
