/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/shut.h - what is closed at a time: gates and ways with hours,
 * as a search goes round them.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_SHUT_H
#define LIFECIRCLE_SRC_STUDY_WALK_SHUT_H

#include "src/study/walk/walker.h"

/* Sets what the walker's searches go round from now on: nothing where no time
 * is asked for, else what is closed then, and unless when.maybe what may be.
 * LIFE_ERR_NOMEM. Cost: a reading of the hours of each gate of the city. */
lc_status lc_shut_at(lc_walker *a, const lc_pace_graph *g, lc_when when,
                     lc_error *err);
void lc_shut_clear(lc_shut *s);

#endif
