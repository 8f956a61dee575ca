/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/wheels.h - which facilities count for a pace that heeds
 * wheels (lc_pace.wheels): those that don't say that they bar wheelchairs. Who
 * says nothing counts, so answers state how many of those counted do.
 *
 * Layer:   world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_WHEELS_H
#define LIFECIRCLE_WORLD_WHEELS_H

#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"

/* Whether it counts for a pace that heeds wheels, or for one that doesn't. */
static inline bool lc_wheels_may(const lc_facility *f, bool wheels)
{
    return !wheels || f->wheels != LIFE_WHEELS_BARRED;
}

typedef struct lc_wheels_count { /* {0} to begin with */
    uint32_t counted;            /* facilities that count */
    uint32_t unstated;           /* and of these, who says nothing */
} lc_wheels_count;

static inline void lc_wheels_add(lc_wheels_count *n, const lc_facility *f)
{
    n->counted += f->wheels != LIFE_WHEELS_BARRED;
    n->unstated += f->wheels == LIFE_WHEELS_UNSTATED;
}

/* What the tag of that name says. */
lc_wheels lc_wheels_said(const char *wheelchair);

/* Of the whole city, with any of the categories. Cost: a pass over the
 * facilities. */
lc_wheels_count lc_wheels_of(const lc_world *w, const lc_catset *set);

#endif
