/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/facility.h - reading facilities, and straight distances
 * to them.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_FACILITY_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_FACILITY_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

/* With their aliases and entrances; after the categories. Of their rows, or
 * where they are computed of their arrays. */
lc_status lc_world_facility_load(lc_city *c, lc_world *w, bool computed,
                                 lc_error *err);
void lc_world_facility_clear(lc_world *w);

/* Sets of categories by how a row writes them: a city has some dozen, and each
 * is looked up once, or again where another has its place. `= {0}` is empty. */
enum { LIFE_FACILITY_SETS = 256 };
typedef struct lc_written_set {
    const char *ids; /* the world's; NULL: none yet */
    const lc_catset *set;
} lc_written_set;
typedef struct lc_facility_sets {
    lc_written_set set[LIFE_FACILITY_SETS];
} lc_facility_sets;
/* What a row says, its texts borrowed from it; without shape, unit and hours.
 * LIFE_ERR_NOMEM. */
lc_status lc_facility_of_row(lc_world *w, lc_facility_sets *known,
                             const lc_stored_facility *row, lc_facility *out,
                             lc_error *err);

/* Around its shape, or its position; empty where it has neither. */
lc_box lc_facility_box(const lc_world *w, uint32_t facility);
/* Straight metres from p to its outline, 0 inside; HUGE_VAL: no position. */
double lc_facility_distance_m(const lc_world *w, uint32_t facility, lc_pt p);
/* The same; *at (may be NULL) becomes the place of it that is nearest, to the
 * grid of positions. */
double lc_facility_nearest_m(const lc_world *w, uint32_t facility, lc_pt p,
                             lc_pt *at);

#endif
