/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/route.h - the way from a place to a facility.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_ROUTE_H
#define LIFECIRCLE_STUDY_WALK_ROUTE_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/steps.h"
#include "lifecircle/study/walk/walker.h"

/* The way to a facility: line from the place to it, ms and mm; the stretches in
 * order (with edges walked against their line having from_mm > to_mm), and the
 * same as directions. LIFE_ERR_NOT_FOUND: over 60 minutes or unlinked. Lengths
 * and times are sums of the labels, so they are those that nearest gives; the
 * length of `line` may differ from walk_mm by rounding. Arrays are the route's
 * own. */
typedef struct lc_route {
    lc_shape line;
    uint32_t walk_ms, walk_mm;
    lc_stretch *leg;
    size_t leg_count;
    uint32_t *leg_at; /* point of the line where each leg begins; and the last
                         one's end */
    uint32_t end_ms, end_mm; /* from the last street to the facility */
    lc_step *step;
    size_t step_count;
    uint32_t *closing; /* with hours, on it: of lc_world_closing() */
    uint32_t closings;
} lc_route;
lc_status lc_route_find(lc_walker *a, const lc_place *from, uint32_t facility,
                        lc_route *out, lc_error *err);
/* At the place's time: round gates of which it isn't known whether they are
 * open, unless all ways lead through one; then it is among the closings. */
lc_status lc_route_at(lc_walker *a, const lc_place *from, uint32_t facility,
                      lc_route *out, lc_error *err);
/* Fine on what is `= {0}`, and on what failed. */
void lc_route_clear(lc_route *r);

#endif
