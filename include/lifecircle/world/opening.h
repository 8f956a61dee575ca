/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/opening.h - when facilities are open.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_OPENING_H
#define LIFECIRCLE_WORLD_OPENING_H

#include "lifecircle/hours/hours.h"
#include "lifecircle/world/world.h"

/* The hours of an lc_facility.hours; NULL for LIFE_NONE. */
const lc_hours *lc_world_opening(const lc_world *w, uint32_t i);

#endif
