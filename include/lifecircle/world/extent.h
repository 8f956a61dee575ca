/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/extent.h - how far the data reach.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_EXTENT_H
#define LIFECIRCLE_WORLD_EXTENT_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/world/world.h"

/* Of the city; beyond it nothing is known. An area in any case: where nothing
 * states it, the box around the streets. */
const lc_shape *lc_world_extent(const lc_world *w);

#endif
