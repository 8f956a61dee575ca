/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/plaza.h - ways over squares that may be walked across.
 *
 * Cost: by the square of the doors of a square, which are limited.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_PLAZA_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_PLAZA_H

#include "src/import/osm/streets/paths.h"

/* Lines across plazas, as edges. */
lc_status lc_osm_plaza_lines(lc_osm_paths *p, lc_error *err);

#endif
