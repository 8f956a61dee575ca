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

/* What one origin and an edge have to do with each other, whatever the mode. */
typedef struct lc_candidate_known {
    uint32_t edge, round; /* of the memo's; 0: nothing */
    double distance_m;
    lc_link link;
    bool compared; /* with barriers: `between` counts */
    lc_between between;
} lc_candidate_known;

/* Begins as `= {0}`; about as large as a place in a town has streets. */
enum { LIFE_MEMO_EDGES = 128 };
typedef struct lc_candidate_memo {
    lc_origin origin;                          /* whose it is */
    uint32_t round;                            /* of origins */
    lc_candidate_known known[LIFE_MEMO_EDGES]; /* by edge % LIFE_MEMO_EDGES */
} lc_candidate_memo;

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
