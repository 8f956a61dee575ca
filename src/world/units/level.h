/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/level.h - the order of levels.
 */
#ifndef LIFECIRCLE_SRC_WORLD_UNITS_LEVEL_H
#define LIFECIRCLE_SRC_WORLD_UNITS_LEVEL_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/world.h"

/* A rank is twice a level's place; odd ones are left for what the table doesn't
 * know. Texts are the world's. */
typedef struct lc_level_order { /* geodata/levels.csv */
    const char **level;         /* from the coarsest */
    size_t count;
    int others;        /* the rank of all that the table does not know */
    const char *whole; /* what the city itself is; "": the table says of none */
    /* Those that aren't known and are held to the rules of a level. */
    const char **cell, **rules_of;
    size_t cells;
} lc_level_order;

/* Reads the order, and the levels that units have. LIFE_ERR_LIMIT: more than
 * 64; LIFE_ERR_PARSE: geodata/levels.csv. */
lc_status lc_world_level_load(lc_city *c, lc_world *w, lc_error *err);

/* Less is coarser; levels that are not known have all the same. */
int lc_world_level_rank(const lc_world *w, const char *level);
bool lc_world_level_is_known(const lc_world *w, const char *level);
/* The level whose rules hold for it: itself, but for cells. */
const char *lc_world_level_rules_of(const lc_world *w, const char *level);
/* Its units: first to first + count; false: the city has none such. */
bool lc_world_level_units(const lc_world *w, const char *level, uint32_t *first,
                          uint32_t *count);

#endif
