/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/features.h - green, water and other land that maps are
 * drawn with.
 *
 * Nodes are no features: what stops people has a length.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_FEATURES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_FEATURES_H

#include "src/import/osm/import.h"

/* By geodata/features.csv. */
lc_status lc_osm_features(lc_osm_import *im, lc_error *err);

#endif
