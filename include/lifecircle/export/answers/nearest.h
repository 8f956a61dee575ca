/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/nearest.h - the k nearest facilities of a set of
 * categories.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_NEAREST_H
#define LIFECIRCLE_EXPORT_ANSWERS_NEAREST_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/wheels.h"
#include "lifecircle/world/world.h"

/* A FeatureCollection of what was found for a question. Asked for a time
 * (from->when), `features` are open then, and `unknown_hours` has those of
 * which that isn't known. An empty answer has its `reason`, and `help`, for
 * which the walker looks around the place. */
void lc_answer_nearest(lc_buf *out, lc_walker *a, const lc_world *w,
                       const lc_place *from, const lc_nearest_query *q,
                       const lc_nearest_found *found);
/* Of the facilities that were found. */
lc_wheels_count lc_nearest_wheels(const lc_world *w,
                                  const lc_nearest_found *found);

#endif
