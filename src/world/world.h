/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/world.h - worlds that are made, by compute and by studies.
 */
#ifndef LIFECIRCLE_SRC_WORLD_WORLD_H
#define LIFECIRCLE_SRC_WORLD_WORLD_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

/* What of a city file a world is made of. */
typedef enum lc_load_from {
    LIFE_LOAD_ROWS,   /* all of the rows: what compute does */
    LIFE_LOAD_ARRAYS, /* as it was computed, with all that answers want */
    LIFE_LOAD_LAYERS, /* the same for who reads rows alone, one after another:
                         without what bars the way, or finds what is near */
    LIFE_LOAD_PAGES,  /* streets, homes and facilities, read as they are asked
                         for while the city is open (pages/) */
    LIFE_LOAD_GROUND  /* streets, homes and their links as they were computed;
                         facilities, and what rests on them, of the rows */
} lc_load_from;

/* Of a city that is open; errors as lc_load_all(). */
lc_status lc_world_load(lc_city *c, lc_load_from from, lc_world **out,
                        lc_error *err);
/* The units alone. */
lc_status lc_world_load_units(lc_city *c, lc_world **out, lc_error *err);

#endif
