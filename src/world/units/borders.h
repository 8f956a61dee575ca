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
/* lc_world_unit_of() without what is only a rest: in no unit of *level it is
 * one of the finest level above it that holds the point, which *level then
 * is. */
uint32_t lc_borders_mapped(const lc_world *w, lc_pt p, uint32_t *level);
/* The same, where the boundaries around the point are known. */
uint32_t lc_borders_mapped_in(const lc_world *w, lc_pt p,
                              const uint32_t border[LIFE_BORDERS_MOST],
                              uint32_t *level);
/* Whether the unit has a boundary. */
bool lc_borders_is_one(const lc_unit *u);

#endif
