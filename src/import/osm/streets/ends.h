/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/ends.h - where streets of an extract end: at a node
 * that the extract lacks, or at one that no other way uses.
 *
 * Whether a dead end is the end of the data is not said here: that depends on
 * how far the data reach (osm/extent.h).
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_ENDS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_ENDS_H

#include "src/import/osm/streets/network.h"
#include "src/import/osm/streets/paths.h"

/* Fills out->ends and the rows' `lane`; rows are there already. Ends of
 * geodata/network/ends.csv and squares have none. LIFE_ERR_PARSE (the table),
 * LIFE_ERR_NOMEM. Cost: linear in ways. */
lc_status lc_osm_ends_find(const lc_osm_paths *p, lc_osm_streets *out,
                           lc_error *err);

#endif
