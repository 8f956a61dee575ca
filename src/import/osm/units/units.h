/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/units.h - units from boundaries and place points.
 *
 * Ids of units are "osm:r" or "osm:n" and the element's.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_UNITS_UNITS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_UNITS_UNITS_H

#include "src/import/osm/import.h"
#include "src/import/osm/units/levels.h"

/* Writes the units and the settings about them. `extent`: the union of the
 * outermost whole boundaries; *found: it holds at least half of the street
 * nodes (else it is empty). */
lc_status lc_osm_units(lc_osm_import *im, const lc_osm_levels *levels,
                       lc_shape *boundary, lc_error *err);

#endif
