/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/names.h - names of places, and the city's own.
 *
 * Names are as mappers wrote them, in the language of the place.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_NAMES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_NAMES_H

#include "src/import/osm/import.h"

/* Writes the named place points. */
lc_status lc_osm_names_places(lc_osm_import *im, lc_error *err);
/* The city's own name: the largest city or town, else `stem`. */
lc_status lc_osm_names_city(lc_osm_import *im, const char *stem, lc_error *err);

#endif
