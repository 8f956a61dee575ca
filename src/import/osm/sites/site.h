/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/sites/site.h - relations of type=site: one school, hospital
 * or station whose buildings and grounds are mapped apart.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_SITES_SITE_H
#define LIFECIRCLE_SRC_IMPORT_OSM_SITES_SITE_H

#include "src/import/osm/read/data.h"

bool lc_osm_site_is(const lc_osm_data *d, const lc_osm_relation *r);
/* AREA of the member that is the perimeter, else of all members that are
 * areas; else LINE of those that are lines, else POINT of the first node. kind
 * NONE where no member is there. Not normalised. LIFE_ERR_NOMEM. */
lc_status lc_osm_site_shape(const lc_osm_data *d, const lc_osm_relation *r,
                            lc_shape *out, lc_error *err);

#endif
