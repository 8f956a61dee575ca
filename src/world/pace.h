/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pace.h - reading paces, and how far they get.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PACE_H
#define LIFECIRCLE_SRC_WORLD_PACE_H

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/world.h"

enum { LIFE_MAX_PACES = 32 };

lc_status lc_world_pace_load(lc_city *c, lc_world *w, lc_error *err);

lc_gait lc_pace_gait(const lc_pace *p);

/* The farthest a pace gets in ms, straight: millimetres. */
static inline uint32_t lc_pace_reach_mm(const lc_pace *p, uint32_t ms)
{
    return (uint32_t)(p->metres * ms / p->seconds + 1e-6);
}

#endif
