/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/facilities.h - facilities out of tags.
 *
 * Ids are "osm:" and the element's, so that a facility keeps its id from one
 * extract to the next.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_FACILITIES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_FACILITIES_H

#include "src/import/osm/import.h"

/* By geodata/osm_rules.csv; needs the streets. */
lc_status lc_osm_facilities(lc_osm_import *im, lc_error *err);

#endif
