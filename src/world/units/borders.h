/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/borders.h - boundaries that no approximate unit reaches
 * across: those of the levels above its own.
 *
 * Levels are those that geodata/levels.csv knows, or that an extract's units
 * have; a user's own zones cut nothing.
 */
#ifndef LIFECIRCLE_SRC_WORLD_UNITS_BORDERS_H
#define LIFECIRCLE_SRC_WORLD_UNITS_BORDERS_H

#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

#define LIFE_BORDERS_MOST 64 /* levels */

/* For indexed units with their parents: which levels stand above which, the
 * parents of approximate units that have none, and what borders them.
 * LIFE_ERR_NOMEM. */
lc_status lc_borders_make(lc_world *w, lc_error *err);
/* The smallest boundary of each level around a point, or LIFE_NONE. */
void lc_borders_find(const lc_world *w, lc_pt p,
                     uint32_t out[LIFE_BORDERS_MOST]);
/* Whether a point with these borders may belong to the centre of seated unit
 * `u`. */
bool lc_borders_same(const lc_world *w, uint32_t u, const uint32_t *border);
/* Whether the unit has a boundary. */
bool lc_borders_is_one(const lc_unit *u);

#endif
