/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/candidates.h - the streets that a place may join, by what
 * stands between.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_CANDIDATES_H
#define LIFECIRCLE_SRC_WORLD_LINKS_CANDIDATES_H

#include "src/world/links/links.h"

typedef struct lc_origin { /* what is to be linked */
    lc_pt p;               /* a point, or the first one of an outline */
    const lc_shape *shape; /* the outline; NULL: a point */
    int layer;
} lc_origin;

typedef struct lc_candidate { /* the nearest place of one street */
    double distance_m;
    lc_link link;
    uint32_t walls; /* how many are crossed */
} lc_candidate;

typedef LC_VEC(lc_candidate) lc_candidate_vec;

/* Whether a street may be linked to from a layer at all. */
bool lc_candidates_may(const lc_linker *k, uint32_t edge, int layer);

/* Appends the streets within reach, in no order: none behind water or a
 * railway; none behind a closed road unless all are; from inside a closed wall
 * or fence those inside, if there are any. Of those that are over
 * LIFE_LINK_SLACK_M farther than the nearest some are left out.
 * LIFE_ERR_NOMEM. */
lc_status lc_candidates_find(const lc_linker *k, const lc_origin *o,
                             lc_candidate_vec *out, lc_error *err);

#endif
