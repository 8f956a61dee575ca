/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/gates.h - what stops people, and what lies behind it.
 *
 * Cost: near linear in the edges.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_GATES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_GATES_H

#include "src/import/osm/streets/paths.h"

/* Once edges are in their final order: marks what lies behind
 * private gates as private and finds the islands. */
lc_status lc_osm_gates_settle(lc_osm_paths *p, lc_error *err);

#endif
