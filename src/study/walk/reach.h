/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/reach.h - the reached parts of one edge, for who knows the
 * times at its ends already.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_REACH_H
#define LIFECIRCLE_SRC_STUDY_WALK_REACH_H

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/links.h"

typedef struct lc_reach_edge {
    uint32_t edge;
    uint32_t limit_ms;
    uint32_t end_ms[2]; /* at its first node, at its last; UINT32_MAX: there is
                           no way */
} lc_reach_edge;

/* As lc_reach_find() from a place with these links would find them, into the
 * walker's `stretch`. False: no memory. */
bool lc_reach_on_edge(lc_walker *a, const lc_pace_graph *g,
                      const lc_reach_edge *on, const lc_link *link,
                      uint32_t links);

#endif
