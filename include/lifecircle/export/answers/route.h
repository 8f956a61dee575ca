/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/route.h - the way to a facility.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ROUTE_H
#define LIFECIRCLE_EXPORT_ANSWERS_ROUTE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

/* A Feature, with its steps in Chinese or English. */
lc_status lc_answer_route(lc_buf *out, lc_walker *a, const lc_world *w,
                          const lc_place *from, uint32_t facility, lc_lang lang,
                          lc_error *err);

#endif
