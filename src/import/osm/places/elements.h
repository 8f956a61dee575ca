/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/elements.h - the tagged elements of an extract.
 *
 * Ids are unique within a type alone: "w12" is a way, "n12" another thing
 * altogether.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ELEMENTS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ELEMENTS_H

#include "src/import/osm/import.h"
#include "src/import/osm/read/rules.h"

lc_status lc_osm_elements(lc_osm_import *im, lc_error *err);
/* POINT of a node; AREA of a multipolygon, or of a closed way unless area=no
 * or, without area=yes, `linear`; else LINE. Normalised. kind NONE: nothing
 * usable. */
lc_status lc_osm_element_shape(const lc_osm_import *im, const lc_osm_element *e,
                               bool linear, lc_shape *out, lc_error *err);
const char *lc_osm_element_tag(const lc_osm_import *im, const lc_osm_element *e,
                               const char *key);
/* Its tag `layer`, -5..5, else 0. */
int lc_osm_element_layer(const lc_osm_import *im, const lc_osm_element *e);
void lc_osm_element_id(const lc_osm_element *e, char out[32]); /* "w12" */
/* What the rules make of it, `area_m2` as in lc_osm_view. */
lc_osm_view lc_osm_element_view(const lc_osm_import *im,
                                const lc_osm_element *e, double area_m2);

#endif
