/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/areas.h - areas as a whole: whether they are valid, what mends
 * them, and several as one. Over GEOS, whose messages are kept, never printed.
 *
 * Layer:   geo.
 * Threads: an lc_areas belongs to one thread.
 * What GEOS can't do yields an empty shape (kind NONE) rather than an error: a
 * unit without a picture is usable.
 */
#ifndef LIFECIRCLE_GEO_AREAS_H
#define LIFECIRCLE_GEO_AREAS_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_areas lc_areas;

lc_status lc_areas_open(lc_areas **out, lc_error *err);
void lc_areas_close(lc_areas *g); /* NULL is fine */

/* Makes an area valid where it is not, has at most 5,000 points and crosses
 * itself at most 2,000 times (of all that do so more than 16 times, together
 * 100,000), since that is what a repair takes time for; *valid false: it
 * stays as it was, and the message says why. So it does, unlooked at, of one
 * with a million pairs of rings whose boxes meet, or two thousand million sides
 * around holes, each hole's counted. */
lc_status lc_areas_repair(lc_areas *g, lc_shape *area, bool *valid,
                          lc_error *err);
/* The last message of GEOS, "" when there was none. */
const char *lc_areas_message(const lc_areas *g);

/* Their union. */
lc_status lc_areas_join(lc_areas *g, const lc_shape *const *area, size_t n,
                        lc_shape *out, lc_error *err);
typedef struct lc_areas_rest {
    const lc_shape *area;
    const lc_shape *const *other;
    size_t n;
    double sliver_m;
} lc_areas_rest;

/* What `n` others leave of an area. `sliver_m`: slivers, spikes and necks that
 * are narrower don't count, of the others together and of what is left; 0: all
 * do. An outline that comes within millimetres of itself is valid as it lies in
 * degrees, and not in another system, where long sides are bent otherwise. */
lc_status lc_areas_less(lc_areas *g, const lc_areas_rest *r, lc_shape *out,
                        lc_error *err);
/* All that lies in an area or at most `metres` around it. */
lc_status lc_areas_grown(lc_areas *g, const lc_shape *area, double metres,
                         lc_shape *out, lc_error *err);

#endif
