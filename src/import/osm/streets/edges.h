/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/edges.h - paths cut into edges where they meet.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_EDGES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_EDGES_H

#include "src/import/osm/streets/paths.h"

/* Splits all paths, once their vertices, uses and gates are known. */
lc_status lc_osm_edges_split(lc_osm_paths *p, lc_error *err);

#endif
