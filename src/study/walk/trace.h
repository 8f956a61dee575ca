/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/trace.h - what is drawn on a raster, outlined.
 *
 * Outlines run half way between an inside and an outside point, so none
 * touches another and every ring is simple; inside lies to the left, so outer
 * rings come out counter-clockwise and holes clockwise.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_TRACE_H
#define LIFECIRCLE_SRC_STUDY_WALK_TRACE_H

#include "src/study/walk/raster.h"

/* A valid MULTIPOLYGON of the pieces that a street part lies in; the marks of
 * sides are its scratch. LIFE_ERR_NOMEM. */
lc_status lc_trace_shape(lc_raster *r, lc_shape *out, lc_error *err);

#endif
