/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/homes.h - where people live, out of buildings or
 * streets.
 *
 * Weights are floor areas in m² or metres of street, in whole numbers; the
 * settings of the city say which.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_HOMES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_HOMES_H

#include "src/import/osm/import.h"

/* By geodata/homes.csv; needs the facilities: nobody lives on their floor. */
lc_status lc_osm_homes(lc_osm_import *im, lc_error *err);

#endif
