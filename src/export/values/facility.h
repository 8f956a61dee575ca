/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/facility.h - what a facility says of itself, when it is
 * open, and how far it is.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_FACILITY_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_FACILITY_H

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

extern const lc_fields lc_facility_fields;
/* `category` is the one that was asked for, or LIFE_ANY_CATEGORY: then the
 * facility's first is named. */
void lc_facility_values(lc_row *r, const lc_world *w, const lc_facility *f,
                        uint32_t category);

/* walk_seconds, walk_metres, straight_metres; null where not known. */
extern const lc_fields lc_facility_distance_fields;
void lc_facility_distance(lc_row *r, const lc_near *near);

/* "services", "facts_zh" and "facts_en", as the fields are. The row is empty
 * before and after: its memory serves one facility after another. */
void lc_facility_put_facts(lc_json *j, lc_row *r, const lc_world *w,
                           const lc_facility *f);
/* "hours": null where none are given, else {text_zh, text_en, open_now,
 * next_change, sunday} at `now` of the city's clock, which is one for a whole
 * answer; what is not known is null. */
void lc_facility_put_hours(lc_json *j, const lc_world *w, const lc_facility *f,
                           lc_local now);

#endif
