/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/cells.h - the land of centres: pictures of approximate units.
 *
 * Layer:   geo, over GEOS.
 * Threads: opened and closed by the one that owns the lc_areas it is opened
 *          with; once it is open, pictures may be drawn on several at once.
 */
#ifndef LIFECIRCLE_GEO_CELLS_H
#define LIFECIRCLE_GEO_CELLS_H

#include "lifecircle/geo/areas.h"

/* What the pictures of approximate units are made from. */
typedef struct lc_cells lc_cells;

/* Nearest-centre cells of `n` different points. Borrows `centre`. */
lc_status lc_cells_open(lc_areas *g, const lc_pt *centre, size_t n,
                        lc_cells **out, lc_error *err);
void lc_cells_close(lc_cells *c); /* NULL is fine */

/* Where the homes of a centre are, the area that it stays within (NULL: any),
 * and areas that are no land of its own. */
typedef struct lc_cells_land {
    const lc_pt *homes;
    size_t home_count;
    const lc_shape *within;
    const lc_shape *const *taken;
    size_t taken_count;
} lc_cells_land;

/* The land around the homes that is nearer to centre `at` than to any other,
 * within 2 km of it, less what is taken. Valid, or kind NONE. `g` is the
 * calling thread's. */
lc_status lc_cells_picture(const lc_cells *c, lc_areas *g, size_t at,
                           const lc_cells_land *land, lc_shape *out,
                           lc_error *err);

#endif
