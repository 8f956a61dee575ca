/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/unplaced.h - facilities that may stand anywhere in a unit:
 * their unit is known, or not even that, but no position.
 */
#ifndef LIFECIRCLE_SRC_WORLD_UNITS_UNPLACED_H
#define LIFECIRCLE_SRC_WORLD_UNITS_UNPLACED_H

#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

/* After the units were assigned. LIFE_ERR_NOMEM. */
lc_status lc_unplaced_list(lc_world *w, lc_error *err);
/* Whether one of the category may stand near: it is known to be in the same
 * unit, or nothing is known of where it is. `wheels`: one that counts for a
 * pace which heeds them. */
bool lc_unplaced_near_home(const lc_world *w, uint32_t category, bool wheels,
                           uint32_t home);
bool lc_unplaced_near(const lc_world *w, uint32_t category, bool wheels,
                      lc_pt p);

#endif
