/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/level.h - levels of administrative units, from the coarsest.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_LEVEL_H
#define LIFECIRCLE_WORLD_LEVEL_H

#include "lifecircle/world/world.h"

size_t lc_world_level_count(const lc_world *w);
const char *lc_world_level(const lc_world *w, uint32_t i); /* last: finest */
/* LIFE_NONE: no unit of the city has it. */
uint32_t lc_world_level_find(const lc_world *w, const char *level);

#endif
