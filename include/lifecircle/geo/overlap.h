/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/overlap.h - how much ground two areas have in common.
 *
 * Layer:   geo, over GEOS.
 * Threads: an lc_overlap belongs to one thread.
 */
#ifndef LIFECIRCLE_GEO_OVERLAP_H
#define LIFECIRCLE_GEO_OVERLAP_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_overlap lc_overlap;

lc_status lc_overlap_open(lc_overlap **out, lc_error *err);
void lc_overlap_close(lc_overlap *o); /* NULL is fine */

/* Whether no ring of an area crosses itself. */
bool lc_overlap_is_valid(lc_overlap *o, const lc_shape *s);

/* Square metres in common, in a plane that touches the ellipsoid in the
 * middle of `a`, and a place there. LIFE_ERR_PARSE: an outline is not valid.
 * LIFE_ERR_NOMEM. */
lc_status lc_overlap_m2(lc_overlap *o, const lc_shape *a, const lc_shape *b,
                        double *m2, lc_pt *at, lc_error *err);

/* The ground that areas of one level leave over between them: each hole of
 * their union, by its square metres and a place in it. LIFE_ERR_NOMEM. */
lc_status lc_overlap_holes(lc_overlap *o, const lc_shape *const *area, size_t n,
                           void (*see)(void *ctx, lc_pt at, double m2),
                           void *ctx, lc_error *err);

#endif
