/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/ends.h - how long a walk to where the data end takes.
 *
 * The data end at the cut ends of streets, and for a category also where a
 * public street leaves the extent that its sources reach: who gets there within
 * a limit may find beyond what the data don't have.
 *
 * Cost: one sweep of a pace's graph for each different extent of categories,
 * when it is first asked for; then an array read a home.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ENDS_H
#define LIFECIRCLE_SRC_STUDY_ENDS_H

#include "lifecircle/base/mem.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/world/category.h"
#include "src/world/extent.h"

#include <stdatomic.h>

/* Where a street leaves an extent. */
typedef struct lc_leaving {
    uint32_t edge, at_mm;
} lc_leaving;

/* One extent that categories have, and what is known of its ends. */
typedef struct lc_reach_end {
    lc_extent_run extents;      /* as in lc_world.category_extents */
    bool looked;                /* leaving and outside are there */
    LC_VEC(lc_leaving) leaving; /* by edge, then at_mm */
    uint8_t *outside;           /* of a node: 1 beyond it; NULL: none is */
    uint64_t *_Atomic *label;   /* by pace: of each vertex */
    uint32_t *_Atomic *home_ms; /* by pace: of each home */
} lc_reach_end;

typedef struct lc_ends {    /* of a study */
    LC_VEC(lc_reach_end) v; /* the first is of the city's extent alone */
    uint32_t of[LIFE_MAX_CATEGORIES]; /* of a category, into v */
} lc_ends;

lc_status lc_ends_make(const lc_world *w, lc_ends *out, lc_error *err);
void lc_ends_clear(const lc_world *w, lc_ends *e);
uint64_t lc_ends_bytes(const lc_study *s);

/* Fills out->leaving and out->outside, once. LIFE_ERR_NOMEM. Cost: linear in
 * the points of streets, and logarithmic in the outline's. */
lc_status lc_ends_look(const lc_world *w, lc_reach_end *out, lc_error *err);
/* Whether a walk of a mode may end on an edge: public, and no driveway. */
bool lc_ends_count(const lc_network *n, uint32_t edge, lc_mode mode);

/* The first of `leaving` that is on an edge, or on one behind it. */
size_t lc_ends_leaving(const lc_reach_end *r, uint32_t edge);

/* Milliseconds from each home to the nearest end, LIFE_NONE: over an hour, or
 * none; 0 beyond the category's extent. LIFE_ERR_NOMEM. */
lc_status lc_ends_homes(lc_study *s, uint32_t pace, uint32_t category,
                        const uint32_t **out, lc_error *err);
/* The same to the ends of the city's extent. */
lc_status lc_ends_homes_of_city(lc_study *s, uint32_t pace,
                                const uint32_t **out, lc_error *err);
/* And of a place, to those of a category's. */
lc_status lc_ends_place(lc_study *s, const lc_place *from, uint32_t category,
                        uint32_t *ms, lc_error *err);

#endif
