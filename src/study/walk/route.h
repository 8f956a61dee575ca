/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/route.h - gates and ways with hours on the way to a facility.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_ROUTE_H
#define LIFECIRCLE_SRC_STUDY_WALK_ROUTE_H

#include "src/study/walk/walker.h"

/* Of a facility that the walker's last search has met for good: which of the
 * walker's closings are on the way there, behind those listed before. Nothing
 * where the city has none. LIFE_ERR_NOMEM. Cost: the length of the way. */
lc_status lc_route_closings(lc_walker *a, const lc_place *from,
                            uint32_t facility, uint32_t *first, uint32_t *count,
                            lc_error *err);

/* Adds those of an edge or of a node, the other being LIFE_NONE, to the
 * walker's closings, unless they are there from number `first` on. False: no
 * memory. */
bool lc_route_add_closings(lc_walker *a, uint32_t first, uint32_t edge,
                           uint32_t node);

#endif
