/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/pace.h - how people walk: a speed, and whose permissions.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_PACE_H
#define LIFECIRCLE_WORLD_PACE_H

#include "lifecircle/world/world.h"

/* metres and seconds are as the table gives them, so that times are reckoned in
 * whole numbers; mps is for what need not be exact to the millisecond. */
typedef struct lc_pace {
    const char *id, *name_zh, *name_en;
    lc_mode mode;
    double metres, seconds; /* this far in this time */
    double mps;             /* metres a second */
    double steps_factor;    /* steps count this many times their length;
                               0: closed to it */
    bool wheels; /* facilities that bar wheelchairs don't count for it */
} lc_pace;

size_t lc_world_pace_count(const lc_world *w); /* 0 is the default pace */
const lc_pace *lc_world_pace(const lc_world *w, uint32_t i);
uint32_t lc_world_pace_find(const lc_world *w, const char *id); /* LIFE_NONE */

#endif
