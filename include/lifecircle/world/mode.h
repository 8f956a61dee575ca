/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/mode.h - the ways of going about that a city was imported
 * for: those its streets have permissions of.
 *
 * Room:    world, over graph.
 * Threads: constant once the world is loaded.
 */
#ifndef LIFECIRCLE_WORLD_MODE_H
#define LIFECIRCLE_WORLD_MODE_H

#include "lifecircle/geo/mode.h"
#include "lifecircle/world/world.h"

/* A kind of street that may be built, of geodata/network/highways.csv. */
typedef struct lc_way {
    const char *id; /* its highway value */
    bool steps;
    uint8_t modes; /* bit m: one without a tag is open to mode m */
} lc_way;

typedef struct lc_world_mode {
    const char *id;
    const char *by_zh, *by_en; /* "步行", "on foot"; the id where geodata
                                  has the mode no more */
} lc_world_mode;

size_t lc_world_mode_count(const lc_world *w); /* 1 to LIFE_MAX_MODES */
/* `m` below the count. Lives as long as `w`. */
const lc_world_mode *lc_world_mode_at(const lc_world *w, lc_mode m);
/* lc_world_mode_count(): the city has none of that id. */
lc_mode lc_world_mode_find(const lc_world *w, const char *id);

/* Kinds of street, in the table's order; the first is what one is that is of no
 * kind. */
size_t lc_world_way_count(const lc_world *w);
const lc_way *lc_world_way(const lc_world *w, size_t i);

#endif
