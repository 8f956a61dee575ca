/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/place.h - what all answers from a place begin with: where
 * it was asked from, and why there is nothing where there is nothing.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_ANSWERS_PLACE_H
#define LIFECIRCLE_SRC_EXPORT_ANSWERS_PLACE_H

#include "lifecircle/base/json.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"

/* Opens a FeatureCollection. */
void lc_place_begin(lc_json *j, lc_buf *out);
/* lon, lat, pace, unit, unit_name, data_as_of; open_at where a time was asked
 * for. */
void lc_place_put(lc_json *j, const lc_world *w, const lc_place *from);
/* Why the answer is empty (null where it isn't), and what to do: `help` has
 * words, the nearest street, the end of the data. */
void lc_place_reason(lc_json *j, lc_walker *a, const lc_world *w,
                     const lc_place *from, lc_reason reason);

/* The members service (its id), name_zh, name_en. */
void lc_place_service(lc_json *j, const lc_world *w, uint32_t service);
/* A list of them. */
void lc_place_services(lc_json *j, const char *key, const lc_world *w,
                       uint64_t services);

#endif
