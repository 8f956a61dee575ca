/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/facility.h - reading facilities, and straight distances
 * to them.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_FACILITY_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_FACILITY_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

/* With their aliases and entrances; after the categories. */
lc_status lc_world_facility_load(lc_city *c, lc_world *w, lc_error *err);
void lc_world_facility_clear(lc_world *w);

/* Around its shape, or its position; empty where it has neither. */
lc_box lc_facility_box(const lc_world *w, uint32_t facility);
/* Straight metres from p to its outline, 0 inside; HUGE_VAL: no position. */
double lc_facility_distance_m(const lc_world *w, uint32_t facility, lc_pt p);
/* The same; *at (may be NULL) becomes the place of it that is nearest, to the
 * grid of positions. */
double lc_facility_nearest_m(const lc_world *w, uint32_t facility, lc_pt p,
                             lc_pt *at);

#endif
