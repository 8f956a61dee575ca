/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/sites/partial.h - places of which the extract holds a part:
 * cut at its border, or written without their nodes.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_SITES_PARTIAL_H
#define LIFECIRCLE_SRC_IMPORT_OSM_SITES_PARTIAL_H

#include "src/import/osm/import.h"

/* The shape of an element of which no whole one can be made: its middle, where
 * the file states it (POINT), else the ways that are there (LINE). Kind NONE
 * where nothing is known of where it lies. LIFE_ERR_NOMEM. */
lc_status lc_osm_partial_shape(const lc_osm_import *im, const lc_osm_element *e,
                               lc_shape *out, lc_error *err);
/* Keeps the element's id and what is missing of it, for the report and for
 * `check`; `placed`: it is in the city all the same. LIFE_ERR_NOMEM. */
lc_status lc_osm_partial_keep(lc_osm_import *im, const lc_osm_element *e,
                              bool placed, lc_error *err);
/* Keeps one that isn't there at the date of the data: `why` and a date. */
lc_status lc_osm_partial_dated(lc_osm_import *im, const lc_osm_element *e,
                               const char *why, const char *date,
                               lc_error *err);
/* Writes what was kept into the city, and lines for the report. */
lc_status lc_osm_partial_write(lc_osm_import *im, lc_error *err);

#endif
