/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/route.h - the way to a facility.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ROUTE_H
#define LIFECIRCLE_EXPORT_ANSWERS_ROUTE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/world/world.h"

/* A Feature, with its steps in Chinese or English. */
void lc_answer_route(lc_buf *out, const lc_world *w, const lc_place *from,
                     uint32_t facility, const lc_route *route, lc_lang lang);

#endif
