/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/home.h - points where people live, and what each weighs.
 *
 * A city has one kind of weight, named in every answer, in thousandths of its
 * unit: sums of integers are exact and don't depend on their order. Homes are
 * numbered by id in the city file.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_HOME_H
#define LIFECIRCLE_WORLD_HOME_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/world.h"

typedef enum lc_home_kind { /* what their weight counts */
                            LIFE_HOMES_UNTOLD,
                            LIFE_HOMES_FLOOR_AREA, /* square metres */
                            LIFE_HOMES_STREET, /* metres of residential street
                                                */
                            LIFE_HOMES_RESIDENTS,
                            LIFE_HOMES_KINDS
} lc_home_kind;

/* "floor_area_m2", "street_metres", "residents"; "" for UNTOLD. */
const char *lc_home_kind_id(lc_home_kind k);

/* `assumed`: that people live there, or how many storeys there are, was not
 * mapped but assumed; the share of such weight is stated with answers. */
typedef struct lc_home {
    lc_pt pt;
    int64_t weight; /* thousandths */
    bool assumed;
} lc_home;

lc_home_kind lc_world_home_kind(const lc_world *w);
size_t lc_world_home_count(const lc_world *w);
lc_home lc_world_home(const lc_world *w, uint32_t i);
/* Unit of a home at a level, or LIFE_NONE. */
uint32_t lc_world_home_unit(const lc_world *w, uint32_t home, uint32_t level);

#endif
