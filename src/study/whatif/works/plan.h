/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/plan.h - works while they are made: where changes meet
 * the streets (places.c), and the vertices and arcs that come of it
 * (make.c).
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_PLAN_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_PLAN_H

#include "src/study/walk/newcomer.h"
#include "src/study/whatif/works/works.h"

/* Something happens to an edge: it is joined or cut at a place along it, or no
 * longer joined to the corner at its first (0) or last (1) end. Joined first at
 * one place: so a new street there ends on the side of the first node. */
typedef enum lc_spot_kind {
    LIFE_SPOT_JOINED,
    LIFE_SPOT_CUT,
    LIFE_SPOT_SHUT
} lc_spot_kind;

typedef struct lc_spot {
    uint32_t edge, at_mm;
    lc_spot_kind kind;
    int side; /* of SHUT */
} lc_spot;

typedef struct lc_new_arc { /* as arcs of `in` lead */
    uint32_t from;
    lc_arc arc;
} lc_new_arc;

typedef struct lc_new_street { /* one that has both ends, open to the pace */
    lc_link end[2];
    uint32_t length_mm;
    bool steps;
} lc_new_street;

typedef struct lc_corner { /* one of a gate's, to be joined; or LIFE_NO_EDGE */
    uint32_t node, inside, outside; /* vertices A and P */
} lc_corner;

typedef LC_VEC(lc_corner) lc_corner_vec;

typedef struct lc_works_plan {
    const lc_world *w;
    const lc_pace_graph *g;
    lc_works *k;
    lc_newcomer room;
    LC_VEC(lc_spot) spot;
    LC_VEC(lc_new_street) street;
    LC_VEC(lc_new_arc) arc;
    LC_VEC(lc_seed) public_of; /* vertex: A, label: the P that was made of it */
    bool no_memory;
} lc_works_plan;

/* An arc of cost 0 or more between vertices of either kind, as `in` leads. */
static inline void lc_works_add_arc(lc_works_plan *p, uint32_t from,
                                    uint32_t to, uint64_t cost, uint32_t edge)
{
    if (from != to && cost <= LIFE_LABEL_MOST &&
        !lc_vec_push(&p->arc, ((lc_new_arc){from, {cost, to, edge}})))
        p->no_memory = true;
}

#endif
