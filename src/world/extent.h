/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/extent.h - how far the data reach, for the city and for tables that
 * state an extent of their own; and how far inside it homes lie.
 */
#ifndef LIFECIRCLE_SRC_WORLD_EXTENT_H
#define LIFECIRCLE_SRC_WORLD_EXTENT_H

#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/world.h"

/* home_mm is rounded down and capped at 20 km; NULL before it is measured or
 * loaded. */
typedef struct lc_extent {
    lc_shape shape;
    uint32_t *home_mm; /* how far inside it each home lies; 0: outside */
} lc_extent;

/* The extents that the facilities of a category come with, a run of the
 * world's list; none: the city's alone, as for most. A city may have any number
 * of sources. */
typedef struct lc_extent_run {
    uint32_t first, count;
} lc_extent_run;

/* Takes the shape over; `*shape` is empty then. LIFE_ERR_NOMEM. */
lc_status lc_world_extent_add(lc_world *w, lc_shape *shape, lc_error *err);
/* Where the city's is unknown: the box around the streets. */
lc_status lc_world_extent_box(lc_world *w, lc_error *err);
/* Which extents the facilities of each category come with. LIFE_ERR_NOMEM. */
lc_status lc_world_extent_of_categories(lc_world *w, lc_error *err);
/* Of homes: measured, or as they were stored. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_world_extent_measure(lc_world *w, lc_error *err);
lc_status lc_world_extent_load(lc_city *c, lc_world *w, lc_error *err);
lc_status lc_world_extent_store(lc_city *c, const lc_world *w, lc_error *err);
void lc_world_extent_clear(lc_world *w);

/* Straight metres to the end of the data, 0 outside, for a category (or
 * LIFE_NONE for the streets alone). */
double lc_world_extent_edge_m(const lc_world *w, lc_pt p, uint32_t category);
uint32_t lc_world_extent_home_mm(const lc_world *w, uint32_t home,
                                 uint32_t category);

#endif
