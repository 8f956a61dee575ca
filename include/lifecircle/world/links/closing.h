/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/links/closing.h - gates and ways that are open at times
 * alone.
 *
 * Where no time is asked for they are open, and told of; a walk at a time goes
 * round those that are closed then.
 *
 * Layer:   world, over graph and hours.
 * Threads: constant once the world is loaded.
 */
#ifndef LIFECIRCLE_WORLD_LINKS_CLOSING_H
#define LIFECIRCLE_WORLD_LINKS_CLOSING_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stdint.h>

/* Texts are the world's. */
typedef struct lc_closing {
    const char *osm_id; /* n12: a gate; w12, r12: a way, or grounds */
    const char *said;   /* as it is tagged: "06:00-22:00" */
    uint32_t node;      /* of the network; LIFE_NONE: none */
    uint32_t edge;      /* or the street; LIFE_NONE: none */
    uint8_t modes;      /* bit m: for mode m */
    bool unread;        /* hours that can't be read: not known */
    lc_pt pt;
} lc_closing;

size_t lc_world_closing_count(const lc_world *w);
/* `i` below the count. Lives as long as `w`. */
const lc_closing *lc_world_closing(const lc_world *w, size_t i);
/* At a time, or at some time of a day; `when` is not LIFE_WHEN_ANY. Cost: one
 * reading of its hours. */
lc_hours_state lc_world_closing_state(const lc_world *w, size_t i,
                                      lc_when when);

#endif
