/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/units.h - units: many, or one.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_UNITS_H
#define LIFECIRCLE_EXPORT_ANSWERS_UNITS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/world/world.h"

/* {"units":[...]} of a level (LIFE_NONE: all), whose name or code contains
 * `q` ("" for all), under `parent` (LIFE_NONE: any). `shapes`: as a
 * FeatureCollection. */
void lc_answer_units(lc_buf *out, const lc_world *w, uint32_t level,
                     const char *q, uint32_t parent, bool shapes);
/* One, as a Feature. */
void lc_answer_unit(lc_buf *out, const lc_world *w, uint32_t unit);

#endif
