/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/altered/study.h - the city that a scenario would make, to be
 * asked as any other: how much there is for each person, and how evenly.
 *
 * Of what only questions about single places ask it has nothing: it is asked
 * for coverage, access and standards.
 *
 * Layer:   study, over world.
 */
#ifndef LIFECIRCLE_STUDY_ALTERED_STUDY_H
#define LIFECIRCLE_STUDY_ALTERED_STUDY_H

#include "lifecircle/study/study.h"
#include "lifecircle/study/whatif/whatif.h"

/* Of a scenario of facilities: streets stay as they are. `attribute` is what
 * a capacity that it tells counts, as lc_capacity.attribute; NULL: none. `s`
 * and the changes must outlive it. For lc_altered_study_free(). LIFE_ERR_NOMEM,
 * LIFE_ERR_LIMIT: more facilities of a category than fit. Threads: as any
 * study. Cost: a pass over all facilities, their links and units; walks are
 * found when they are asked for. */
lc_status lc_altered_study(lc_study *s, const lc_whatif_changes *c,
                           const char *attribute, lc_study **out,
                           lc_error *err);
void lc_altered_study_free(lc_study *s); /* NULL is fine */

#endif
