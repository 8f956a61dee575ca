/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/isochrone.h - how far one gets.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; where a
 *          function fails, what `out` then has is no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ISOCHRONE_H
#define LIFECIRCLE_EXPORT_ANSWERS_ISOCHRONE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/json.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

/* What is reached within a limit, as either of the two. */
typedef struct lc_isochrone {
    uint32_t minutes;
    const lc_shape *polygon;   /* an outline; NULL: the stretches */
    const lc_stretch *stretch; /* of lc_reach_find() */
    size_t count;
} lc_isochrone;

/* One Feature a limit, between begin and end: a MULTIPOLYGON, or a
 * MULTILINESTRING of the stretches. `j` is the caller's. LIFE_ERR_NOMEM. */
void lc_answer_isochrone_begin(lc_json *j, lc_buf *out, lc_walker *a,
                               const lc_world *w, const lc_place *from);
lc_status lc_answer_isochrone_put(lc_json *j, const lc_world *w,
                                  const lc_place *from, const lc_isochrone *o,
                                  lc_error *err);
/* With the gates and ways with hours there, of lc_reach_closings(). */
void lc_answer_isochrone_end(lc_json *j, const lc_world *w,
                             const uint32_t *closing, uint32_t closings);

#endif
