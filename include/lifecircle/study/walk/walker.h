/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/walker.h - the scratch of one thread that puts
 * questions to a study: a search's queue and labels, kept from one question to
 * the next.
 *
 * Layer:   study, over world.
 * Threads: each has its own; the study is shared.
 */
#ifndef LIFECIRCLE_STUDY_WALK_WALKER_H
#define LIFECIRCLE_STUDY_WALK_WALKER_H

#include "lifecircle/study/study.h"

typedef struct lc_walker lc_walker;

/* NULL: no memory. The study must outlive it. */
lc_walker *lc_walker_new(lc_study *s);
void lc_walker_free(lc_walker *a); /* NULL is fine */

/* Gates and ways with hours of the last answer, from number `first` on, as
 * numbers of lc_world_closing(): lc_near names its own. */
const uint32_t *lc_walker_closings(const lc_walker *a, uint32_t first);

#endif
