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

/* No limit asks further. (An hour at the fastest pace there may be is 16.7
 * km.) */
#define LIFE_EDGE_CAP_M 20000.0

/* home_mm is rounded down and capped at 20 km; NULL before it is measured or
 * loaded. */
typedef struct lc_extent {
    lc_shape shape;
    lc_shape land_edge; /* lines: its outline off the sea */
    bool all_land;      /* all of the outline is; land_edge says nothing */
    uint32_t *home_mm;  /* from each home to the nearest end; 0: outside */
} lc_extent;

/* The extents that the facilities of a category come with, a run of the
 * world's list; none: the city's alone, as for most. A city may have any number
 * of sources. */
typedef struct lc_extent_run {
    uint32_t first, count;
} lc_extent_run;

/* Takes both shapes over; they are empty then. A land_edge of kind NONE: all of
 * the outline. LIFE_ERR_NOMEM. */
lc_status lc_world_extent_add(lc_world *w, lc_shape *shape, lc_shape *land_edge,
                              lc_error *err);
/* The ends of streets at which the data end. Streets are there already. */
lc_status lc_world_extent_cuts(lc_world *w, lc_error *err);
/* Where the city's is unknown: the box around the streets. */
lc_status lc_world_extent_box(lc_world *w, lc_error *err);
/* Which extents the facilities of each category come with. LIFE_ERR_NOMEM. */
lc_status lc_world_extent_of_categories(lc_world *w, lc_error *err);
/* Of homes, as they were stored: of all extents, or of the city's, which rests
 * on no table of facilities. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_world_extent_load(lc_city *c, lc_world *w, bool city_alone,
                               lc_error *err);
lc_status lc_world_extent_store(lc_city *c, const lc_world *w, lc_error *err);
void lc_world_extent_clear(lc_world *w);

/* Whether p lies in any of the extents that a category's facilities come
 * with. */
bool lc_world_extent_holds(const lc_world *w, lc_pt p, uint32_t category);
/* Straight metres to where the data end for a category: a cut end of a street,
 * or an outline off the sea; 0 outside. */
double lc_world_extent_edge_m(const lc_world *w, lc_pt p, uint32_t category);
/* The same of a home, in millimetres, for such a category. */
uint32_t lc_world_extent_home_mm(const lc_world *w, uint32_t home,
                                 lc_extent_run run);

#endif
