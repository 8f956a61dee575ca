/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/reach.h - the street parts that are reached from a
 * place within a limit.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_REACH_H
#define LIFECIRCLE_STUDY_WALK_REACH_H

#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"

/* A stretch of an edge, reached within a limit. */
typedef struct lc_stretch {
    uint32_t edge;
    uint32_t from_mm, to_mm; /* at_mm; from_mm <= to_mm */
    uint32_t from_ms, to_ms; /* time at each end; the time between is
                                linear: a stretch never has a peak inside */
} lc_stretch;

/* All street parts within the limit, by edge, then from_mm. *out points into
 * `a` and holds until its next use. */
lc_status lc_reach_find(lc_walker *a, const lc_place *from, uint32_t limit_ms,
                        const lc_stretch **out, size_t *count, lc_error *err);
/* Those within a limit that is no larger, of the search that was made last: as
 * lc_reach_find() would find them. `from` is that search's, and has links. */
lc_status lc_reach_within(lc_walker *a, const lc_place *from, uint32_t limit_ms,
                          const lc_stretch **out, size_t *count, lc_error *err);
/* Gates and ways with hours on the street parts that were found last, and where
 * these end: numbers of lc_world_closing(), until the next use of `a`.
 * LIFE_ERR_NOMEM. Cost: nothing where the city has none, else the parts. */
lc_status lc_reach_closings(lc_walker *a, const uint32_t **out, uint32_t *count,
                            lc_error *err);

#endif
