/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/geos.h - the few things of GEOS that the import of
 * units needs: validity, repair, union, and the pictures of approximate units.
 *
 * GEOS's messages are kept, never printed. What GEOS can't do yields an empty
 * shape (kind NONE) rather than an error: a unit without a picture is usable.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_GEOS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_GEOS_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_osm_geos lc_osm_geos;

lc_status lc_osm_geos_open(lc_osm_geos **out, lc_error *err);
void lc_osm_geos_close(lc_osm_geos *g); /* NULL is fine */

/* Makes an area valid where it is not and has at most 5,000 points, since
 * repair takes time by their square; *valid false: it stays as it was. */
lc_status lc_osm_geos_repair(lc_osm_geos *g, lc_shape *area, bool *valid,
                             lc_error *err);
/* The last message of GEOS, "" when there was none. */
const char *lc_osm_geos_message(const lc_osm_geos *g);

lc_status lc_osm_geos_union(lc_osm_geos *g, const lc_shape *const *area,
                            size_t n, lc_shape *out, lc_error *err);

/* What the pictures of approximate units are made from. */
typedef struct lc_osm_cells lc_osm_cells;

/* Nearest-centre cells of `n` different points. Borrows `centre`. */
lc_status lc_osm_cells_open(lc_osm_geos *g, const lc_pt *centre, size_t n,
                            lc_osm_cells **out, lc_error *err);
void lc_osm_cells_close(lc_osm_cells *c); /* NULL is fine */

/* Where the homes of a centre are, and areas that are no land of its own. */
typedef struct lc_osm_land {
    const lc_pt *homes;
    size_t home_count;
    const lc_shape *const *taken;
    size_t taken_count;
} lc_osm_land;

/* The land around the homes that is nearer to centre `at` than to any other,
 * within 2 km of it, less what is taken. Valid, or kind NONE. */
lc_status lc_osm_cells_picture(lc_osm_cells *c, size_t at,
                               const lc_osm_land *land, lc_shape *out,
                               lc_error *err);

#endif
