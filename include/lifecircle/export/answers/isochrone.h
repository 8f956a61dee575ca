/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/isochrone.h - how far one gets.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ISOCHRONE_H
#define LIFECIRCLE_EXPORT_ANSWERS_ISOCHRONE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

/* One Feature a limit: MULTIPOLYGON, or MULTILINESTRING of the reached parts
 * with `streets`. LIFE_ERR_RANGE: over four limits. */
lc_status lc_answer_isochrone(lc_buf *out, lc_walker *a, const lc_world *w,
                              const lc_place *from, const uint32_t *minutes,
                              size_t limits, bool streets, lc_error *err);

#endif
