/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/facility.h - what people walk to.
 *
 * A facility's number is its place by id; it holds as long as the world. Shapes
 * and texts are the world's.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_FACILITY_H
#define LIFECIRCLE_WORLD_FACILITY_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/world/category.h"

/* What a facility says of wheelchairs: no is BARRED, nothing or "unknown" is
 * UNSTATED, all else (yes, limited, designated) OPEN. */
typedef enum lc_wheels {
    LIFE_WHEELS_UNSTATED,
    LIFE_WHEELS_OPEN,
    LIFE_WHEELS_BARRED
} lc_wheels;

typedef struct lc_facility {
    /* The id lasts over imports: osm:n12, SOURCE:12, or SOURCE:h and 12 digits
     * made of name, categories and place. The source is a name
     * of lc_world_source(). */
    const char *id, *name, *source;
    bool name_given; /* false: nameless, called by kind and street */
    const lc_catset *categories; /* the world's: facilities share them */
    lc_pt pt;
    bool placed;    /* false: no position known */
    uint8_t wheels; /* an lc_wheels, of `wheelchair` */
    uint32_t shape; /* into lc_world_facility_shape(), or LIFE_NONE */
    uint32_t unit;  /* of the finest level, or LIFE_NONE */
    uint32_t hours; /* into lc_world_opening(); LIFE_NONE: not known, or not
                       to be read */
    double area_m2; /* 0: not an area */
    /* "" where not known */
    const char *address, *phone, *opening_hours, *website, *wheelchair,
        *checked_on, *attributes; /* attributes: a JSON object or "" */
} lc_facility;

size_t lc_world_facility_count(const lc_world *w); /* sorted by id */
/* Unchecked, as shape numbers are. */
const lc_facility *lc_world_facility(const lc_world *w, uint32_t i);
const lc_shape *lc_world_facility_shape(const lc_world *w, uint32_t i);
/* Also by an id that it had before; its own is the one in it. LIFE_NONE: there
 * is none. Cost: logarithmic. */
uint32_t lc_world_facility_find(const lc_world *w, const char *id);

#endif
