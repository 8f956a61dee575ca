/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/map_link.h - where other maps show a facility.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_MAP_LINK_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_MAP_LINK_H

#include "lifecircle/base/json.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/facility.h"

/* "maps": an address for each map, by its key; null without a position. */
void lc_map_links_put(lc_json *j, const lc_facility *f);

/* The same one by one, of a facility with a position. */
extern const size_t lc_map_link_count;
void lc_map_link_put(lc_buf *out, size_t map, const lc_facility *f);
const char *lc_map_link_name(size_t map, lc_lang lang);

#endif
