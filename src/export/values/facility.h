/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/facility.h - what a facility's own answers say beyond its
 * row: when it is open, and where other maps show it.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_FACILITY_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_FACILITY_H

#include "lifecircle/base/lang.h"
#include "lifecircle/export/answers/answers.h"

/* "hours": null where none are given, else {text_zh, text_en, open_now,
 * next_change, sunday} by the city's clock; what is not known is null. */
void lc_put_hours(lc_json *j, const lc_world *w, const lc_facility *f);

/* "maps": {geo, amap, baidu, tencent, apple, osm}; null without a position. */
void lc_put_map_links(lc_json *j, const lc_facility *f);
/* The same one by one: of a facility with a position. */
extern const size_t lc_map_count;
void lc_map_link(lc_buf *out, size_t map, const lc_facility *f);
const char *lc_map_name(size_t map, lc_lang lang);

#endif
