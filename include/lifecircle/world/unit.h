/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/unit.h - administrative units: districts, streets,
 * communities, and those that stand around a centre.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_UNIT_H
#define LIFECIRCLE_WORLD_UNIT_H

#include "lifecircle/base/lang.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/world/level.h"

/* Texts and shape are the world's. Counts and weight are of what lies inside,
 * by position, or for a facility by the code it names. */
typedef struct lc_unit {
    const char *code, *level, *name, *name_en, *source;
    /* As it is called in sentences and cells of each language; never NULL. The
     * rest of a unit is called so in the language that is read, whatever
     * script its name is in. */
    const char *called[LIFE_LANG_COUNT];
    uint32_t level_index; /* into lc_world_level(); 0 is the coarsest */
    uint32_t parent;      /* unit, or LIFE_NONE */
    int urban;            /* 1, 0, -1: not known */
    bool approximate; /* around a centre, without a boundary, or beside one */
    bool seated;      /* homes are given to its centre */
    /* Of the rest, what other units of the level leave of a unit: that unit;
     * else LIFE_NONE. */
    uint32_t rest_of;
    bool leftover; /* a rest beside other parts, and no place of its own: no
                      unit of its level by any rule that counts them */
    lc_pt centre;
    const lc_shape *shape; /* kind NONE where it has none */
    int64_t weight;        /* of its homes, thousandths */
    int64_t residents;     /* as it was told, thousandths; -1: not told */
    int residents_year;    /* 0: not told */
    uint32_t home_count, facility_count;
} lc_unit;

size_t lc_world_unit_count(const lc_world *w); /* by level, then code */
const lc_unit *lc_world_unit(const lc_world *w, uint32_t i);
/* Whether it is a name and a code: no map, and no homes. */
bool lc_world_unit_is_alone(const lc_unit *u);
/* LIFE_NONE: there is none. Cost: logarithmic. */
uint32_t lc_world_unit_find(const lc_world *w, const char *code);
/* The unit of the finest level a point lies in (an approximate one by the
 * nearest centre within 2 km and the same borders), or LIFE_NONE. */
uint32_t lc_world_unit_at(const lc_world *w, lc_pt p);
/* A unit's residents in thousandths: as it was told, else the weight of its
 * homes where that is of residents; -1: not known. *year 0: not told.
 * LIFE_NONE: the whole city. */
int64_t lc_world_unit_residents(const lc_world *w, uint32_t unit, int *year);

#endif
