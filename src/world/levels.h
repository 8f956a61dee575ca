/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/levels.h - which level of units is coarser than which.
 *
 * Layer:   world.
 * Threads: any number.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LEVELS_H
#define LIFECIRCLE_SRC_WORLD_LEVELS_H

/* How coarse a level is: country 0 ... community 6; 4: any other name. */
int lc_level_rank(const char *level);

#endif
