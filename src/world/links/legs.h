/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/legs.h - what stands in the way of the straight lines from a
 * place to streets about it.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_LEGS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_LEGS_H

#include "lifecircle/base/mem.h"
#include "src/world/links/barriers.h"

/* A place has few walls about it; of more the oldest is forgotten. */
enum { LIFE_LEGS_WALLS = 16 };

typedef struct lc_legs_chunk { /* that legs may cross */
    lc_box box;
    uint32_t chunk;
} lc_legs_chunk;

/* Legs from one place, which have most of what they meet in common. Begins as
 * `= {0}`; of one thread. */
typedef struct lc_legs {
    const lc_barriers *b;
    int layer;       /* barriers of others stop nobody */
    unsigned blocks; /* 1 << lc_block: which are asked about */
    lc_pt from;
    lc_box near; /* legs in here meet what is listed, and nothing else */
    LC_VEC(lc_legs_chunk) chunk;
    /* Walls that were met, and whether they are one's own. */
    uint32_t wall[LIFE_LEGS_WALLS];
    bool own[LIFE_LEGS_WALLS];
    unsigned walls; /* ever met from here */
} lc_legs;

typedef struct lc_between { /* what stands in a leg's way */
    bool hard;              /* water or a railway; the rest isn't known then */
    bool road;              /* a road that is closed to walkers */
    bool carriageway;       /* one whose sidewalks are ways of their own */
    uint32_t walls; /* walls, fences and buildings, each once; a building that
                       holds where the leg starts, and an outline that it
                       starts on, are one's own and don't count */
} lc_between;

#define LIFE_LEGS_ALL (~0U) /* blocks */

/* Nothing is listed yet, and needn't be. */
void lc_legs_begin(lc_legs *l, const lc_barriers *b, int layer,
                   unsigned blocks);
/* Before the first leg, and from another place; what is listed stays. */
void lc_legs_from(lc_legs *l, lc_pt from);
/* For who has several legs within `near`. Without memory each looks for
 * itself. */
void lc_legs_list(lc_legs *l, lc_box near);
/* Whether legs in there might meet one of these; true where it isn't known. */
bool lc_legs_listed(const lc_legs *l, unsigned blocks);
/* A barrier on another layer than the leg's stops nobody. Touching an outline
 * at the leg's own end is no crossing. Cost: linear in what is listed, else
 * logarithmic in chunks, and linear in those near the leg. */
lc_between lc_legs_between(lc_legs *l, lc_pt to);
void lc_legs_clear(lc_legs *l);

#endif
