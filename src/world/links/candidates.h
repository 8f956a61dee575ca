/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/candidates.h - the streets that a place may join, by what
 * stands between.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_CANDIDATES_H
#define LIFECIRCLE_SRC_WORLD_LINKS_CANDIDATES_H

#include "src/world/links/legs.h"
#include "src/world/links/links.h"

typedef struct lc_origin { /* what is to be linked */
    lc_pt p;               /* a point, or the first one of an outline */
    const lc_shape *shape; /* the outline; NULL: a point */
    int layer;
} lc_origin;

typedef struct lc_candidate { /* the nearest place of one street */
    double distance_m;
    lc_joint link;
    uint32_t walls; /* how many are crossed */
} lc_candidate;

typedef LC_VEC(lc_candidate) lc_candidate_vec;

/* What one origin and an edge have to do with each other, whatever the mode. */
typedef struct lc_candidate_known {
    double distance_m;
    lc_joint link;
    bool compared; /* with barriers: `between` counts */
    lc_between between;
} lc_candidate_known;

/* Sorted in their stead: they are five times as large. */
typedef struct lc_candidate_key {
    double distance_m;
    uint32_t edge;
    uint32_t known; /* which of them */
} lc_candidate_key;

/* What was found out about a place, for another mode of it, and for the next.
 * Begins as `= {0}`; of one thread, and one network. */
typedef struct lc_candidate_memo {
    lc_origin origin;                 /* whose it is, if corner.n */
    LC_VEC(lc_frame) corner;          /* at it, or at each point of it */
    LC_VEC(lc_candidate_known) known; /* streets about it */
    LC_VEC(lc_candidate_key) key;     /* by how near they are */
    double listed_m;                  /* within which no street is missing */
    lc_legs legs;                     /* from it, once b is set */
    bool any;                         /* a place before had links: */
    uint32_t edge;                    /* the nearest of the latest one's */
} lc_candidate_memo;

/* Whether a street may be linked to from a layer at all. */
bool lc_candidates_may(const lc_linker *k, uint32_t edge, int layer);

/* Appends the streets within reach, the nearest first and of equally near ones
 * the lower edge: none behind water or a railway; none behind a closed road
 * unless all are; from inside a closed wall or fence those inside, if there are
 * any. Of those that are over LIFE_LINK_SLACK_M farther than the nearest some
 * are left out. LIFE_ERR_NOMEM. */
lc_status lc_candidates_find(const lc_linker *k, const lc_origin *o,
                             lc_candidate_vec *out, lc_error *err);

/* Whatever it holds. */
void lc_candidates_forget(lc_candidate_memo *m);

#endif
