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

/* A study keeps a graph and labels for each that is asked for. */
enum { LIFE_MAX_PACES = 32 };

/* LIFE_ERR_RANGE: a speed, a factor or a mode that can't be; LIFE_ERR_LIMIT,
 * LIFE_ERR_NOMEM. */
lc_status lc_world_pace_load(lc_city *c, lc_world *w, lc_error *err);

lc_gait lc_pace_gait(const lc_pace *p);

/* The farthest a pace gets in ms, straight: millimetres. The little more keeps
 * a whole number that division left just below itself. */
static inline uint32_t lc_pace_reach_mm(const lc_pace *p, uint32_t ms)
{
    return (uint32_t)(p->metres * ms / p->seconds + 1e-6);
}

#endif
