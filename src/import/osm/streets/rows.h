/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/rows.h - edges as rows of the table street.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_ROWS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_ROWS_H

#include "src/import/osm/streets/network.h"
#include "src/import/osm/streets/paths.h"

/* The rows of one edge, in the order of edges, once gates are settled.
 * LIFE_ERR_LIMIT: its way is too long. */
lc_status lc_osm_rows_add(const lc_osm_paths *p, uint32_t edge,
                          lc_osm_streets *out, lc_error *err);

#endif
