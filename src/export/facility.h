/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * facility.h - what a facility's own answers say beyond its row: when it is
 * open, and where other maps show it.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FACILITY_H
#define LIFECIRCLE_SRC_EXPORT_FACILITY_H

#include "lifecircle/export/answers.h"

/* "hours": null where none are given, else {text_zh, text_en, open_now,
 * next_change, sunday} by the city's clock; what is not known is null. */
void lc_put_hours(lc_json *j, const lc_world *w, const lc_facility *f);

/* "maps": {geo, amap, baidu, tencent, apple, osm}; null without a position. */
void lc_put_map_links(lc_json *j, const lc_facility *f);

#endif
