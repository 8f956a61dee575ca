/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/shape.h - ways and relations as shapes.
 *
 * Shapes are as mapped: normalise them before anything is measured.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_SHAPE_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_SHAPE_H

#include "src/import/osm/read/data.h"

#include <inttypes.h>

/* Shape of a way: LINE, or AREA when `area` and it is closed with at least
 * four refs. *whole says whether every ref was found; refs that are missing
 * are left out. kind NONE when fewer than two points remain. */
lc_status lc_osm_shape_way(const lc_osm_data *d, const lc_osm_way *w, bool area,
                           lc_shape *out, bool *whole, lc_error *err);
/* Area of a multipolygon or boundary relation from its outer and inner ways,
 * joined end to end. *whole: every member way was there with every node and
 * every ring closed. kind NONE when no ring could be closed, or rings lie on
 * one another by the thousand (geo/nest.h), of which a warning tells. */
#define LIFE_OSM_ON_ITSELF                                                     \
    "%c%" PRId64 " is left out: its rings lie on one another by the thousand"
lc_status lc_osm_shape_relation(const lc_osm_data *d, const lc_osm_relation *r,
                                lc_shape *out, bool *whole, lc_error *err);

/* The ways of a relation that have two nodes left, one part each, as of a
 * route. `out` is `= {0}` and the caller's, also on failure; of no such way it
 * stays empty. LIFE_ERR_NOMEM. */
lc_status lc_osm_shape_lines(const lc_osm_data *d, const lc_osm_relation *r,
                             lc_shape *out, lc_error *err);

#endif
