/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/unit.h - reading units, and which one a point lies in.
 */
#ifndef LIFECIRCLE_SRC_WORLD_UNITS_UNIT_H
#define LIFECIRCLE_SRC_WORLD_UNITS_UNIT_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/world/units/borders.h"

/* An approximate unit holds no home farther. */
#define LIFE_UNIT_REACH_M 2000.0

/* With their levels. */
lc_status lc_world_unit_load(lc_city *c, lc_world *w, lc_error *err);
/* `stored`: their areas as compute left them. */
lc_status lc_world_unit_index(lc_city *c, lc_world *w, bool stored,
                              lc_error *err);
void lc_world_unit_clear(lc_world *w);

/* Whether unit `u` lies in `in`, or is it; all lie in LIFE_NONE. */
bool lc_world_unit_within(const lc_world *w, uint32_t u, uint32_t in);
/* Exactly one, or LIFE_NONE: the smallest boundary that holds the point, else
 * the nearest centre within reach and the same borders, both of that level;
 * else the rest of the unit above. */
uint32_t lc_world_unit_of(const lc_world *w, lc_pt p, uint32_t level);
/* That of each level. */
void lc_world_unit_of_levels(const lc_world *w, lc_pt p,
                             uint32_t out[LIFE_BORDERS_MOST]);
/* Homes of the i-th unit of a level; i == its units: those in none. */
const uint32_t *lc_world_unit_homes(const lc_world *w, uint32_t level,
                                    uint32_t i, uint32_t *count);

#endif
