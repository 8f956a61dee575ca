/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/nearest.h - the facilities nearest to a place, by
 * walk time or in a straight line.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_NEAREST_H
#define LIFECIRCLE_STUDY_WALK_NEAREST_H

#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"

typedef struct lc_near { /* one facility, as seen from a place */
    uint32_t facility;
    uint32_t walk_ms; /* LIFE_NONE: not reached; see reason */
    uint32_t walk_mm;
    double straight_m;
    uint32_t closing, closings; /* on the way: lc_walker_closings() */
} lc_near;

/* The k nearest facilities that have any of `categories`, by walk time, then
 * metres, then id; within 60 minutes. `out` takes k; *count is how many. A
 * place with a reason has none. */
lc_status lc_nearest_find(lc_walker *a, const lc_place *from,
                          const lc_catset *categories, uint32_t k, lc_near *out,
                          uint32_t *count, lc_error *err);
/* The same by straight distance (on the ellipsoid, to an area's outline, 0
 * inside); walk_ms and walk_mm are LIFE_NONE. Works for any place. */
lc_status lc_nearest_straight(lc_walker *a, const lc_place *from,
                              const lc_catset *categories, uint32_t k,
                              lc_near *out, uint32_t *count, lc_error *err);

#define LIFE_MOST_NEAREST 50 /* asked for at once */

typedef struct lc_nearest_query {
    lc_catset set;
    uint32_t category; /* the one asked for, or LIFE_ANY_CATEGORY: then the
                          facility's first is named */
    uint32_t k;        /* at most LIFE_MOST_NEAREST */
    bool straight;
} lc_nearest_query;

typedef struct lc_nearest_found { /* what was found, nearest first */
    lc_near near[LIFE_MOST_NEAREST];
    uint32_t count;
    /* asked for a time: those of which it isn't known whether they are open */
    lc_near unsure[LIFE_MOST_NEAREST];
    uint32_t unsure_count;
    /* asked for services: those that don't say whether they offer them and are
     * nearer than near[0] (where there is none: within 60 minutes, or however
     * far), and not known to be closed then; how many they are in all */
    lc_near unstated[LIFE_MOST_NEAREST];
    uint32_t unstated_count, unstated_all;
} lc_nearest_found;

/* Walking or straight, as the query says; a straight line needs no street, so
 * every place has an answer by it. Asked for a time (from->when), a second
 * search finds those whose hours are not known; asked for services
 * (from->menu), one more those that don't speak of them. Cost: a bounded search
 * each. Errors: those of the two above. */
lc_status lc_nearest_search(lc_walker *a, const lc_place *from,
                            const lc_nearest_query *q, lc_nearest_found *out,
                            lc_error *err);
/* Why nothing was found; NONE where something was. */
lc_reason lc_nearest_reason(const lc_world *w, const lc_place *from,
                            const lc_nearest_query *q,
                            const lc_nearest_found *found);

#endif
