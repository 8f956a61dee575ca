/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/stops.h - what a search meets at each vertex of a pace's graph.
 */
#ifndef LIFECIRCLE_SRC_STUDY_STOPS_H
#define LIFECIRCLE_SRC_STUDY_STOPS_H

#include "src/study/slot.h"

/* Fills stop_first and `stop` of a slot, with what it takes to get to each, so
 * that a search adds and does not divide. LIFE_ERR_NOMEM, and then what was
 * made stays with the slot, for the caller to free. */
lc_status lc_stops_list(const lc_world *w, const lc_pace_graph *g,
                        lc_pace_slot *p, lc_error *err);

#endif
