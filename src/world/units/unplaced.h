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
/* The same of one category's facilities that have a byte in `keep` that is not
 * 0 (NULL: of all): bits a unit, for lc_free(), NULL where there is none.
 * LIFE_ERR_NOMEM. */
lc_status lc_unplaced_make(const lc_world *w, uint32_t category,
                           const uint8_t *keep, uint8_t **out, lc_error *err);
/* Whether one of the category may stand near: it is known to be in the same
 * unit, or nothing is known of where it is. `wheels`: one that counts for a
 * pace which heeds them. */
bool lc_unplaced_near_home(const lc_world *w, uint32_t category, bool wheels,
                           uint32_t home);
/* By such bits. */
bool lc_unplaced_of_home(const lc_world *w, const uint8_t *in, bool wheels,
                         uint32_t home);
bool lc_unplaced_near(const lc_world *w, uint32_t category, bool wheels,
                      lc_pt p);

#endif
