/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/entrances.h - the doors and gates of a facility's
 * outline.
 *
 * Only ways that are in the extract are looked at.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ENTRANCES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ENTRANCES_H

#include "src/import/osm/import.h"

/* Writes the entrances that lie on the outline of element `e`, a way or a
 * multipolygon, each once; *count grows by them. */
lc_status lc_osm_entrances(lc_osm_import *im, const char *facility,
                           const lc_osm_element *e, int64_t *count,
                           lc_error *err);

#endif
