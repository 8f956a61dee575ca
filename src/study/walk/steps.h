/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/steps.h - directions along a route that is otherwise whole.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_STEPS_H
#define LIFECIRCLE_SRC_STUDY_WALK_STEPS_H

#include "lifecircle/graph/network.h"
#include "lifecircle/study/walk/route.h"

/* Fills step and step_count. LIFE_ERR_NOMEM. `r` has its line and legs; what it
 * had of steps is not freed. */
lc_status lc_steps_of_route(const lc_network *n, lc_mode mode, lc_route *r,
                            lc_error *err);

#endif
