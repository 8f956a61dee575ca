/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/closings.h - nodes and streets that are open at times
 * alone: by their own tags, or with the grounds they lie in.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_CLOSINGS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_CLOSINGS_H

#include "src/import/osm/streets/network.h"
#include "src/import/osm/streets/paths.h"

/* Fills out->closings; rows are there already. LIFE_ERR_NOMEM. Cost: linear in
 * ways, and for grounds with hours in the streets of their box. */
lc_status lc_osm_closings_find(const lc_osm_paths *p, lc_osm_streets *out,
                               lc_error *err);
/* Into the table closing, behind the rows of streets. */
lc_status lc_osm_closings_write(lc_city *c, const lc_osm_data *d,
                                const lc_osm_streets *s, lc_error *err);

#endif
