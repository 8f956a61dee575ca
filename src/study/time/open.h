/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/time/open.h - the walks of homes to what is open at a time, by
 * streets and gates that are: one category after the other, none kept.
 */
#ifndef LIFECIRCLE_SRC_STUDY_TIME_OPEN_H
#define LIFECIRCLE_SRC_STUDY_TIME_OPEN_H

#include "lifecircle/study/study.h"
#include "lifecircle/world/clock.h"
#include "src/study/time/shut.h"
#include "src/world/facilities/opening.h"

/* What is open at a time, for one pace: worked out once for all categories.
 * Belongs to one thread; `= {0}` at first. */
typedef struct lc_open {
    lc_study *study;
    uint32_t pace;
    lc_open_states states;
    lc_shut sure, maybe; /* round what isn't known to be open; through it */
    uint8_t *keep;       /* by facility, scratch */
} lc_open;

/* `when` is not LIFE_WHEN_ANY. lc_open_end() is due whatever comes back.
 * LIFE_ERR_NOMEM. Cost: a reading of all hours, and where a gate is closed two
 * copies of the arcs. */
lc_status lc_open_begin(lc_open *o, lc_study *s, uint32_t pace, lc_when when,
                        lc_error *err);
void lc_open_end(lc_open *o);

/* Each home's nearest facility of a category that is known to be open, by what
 * is known to be; and that is or may be, by what is or may be: *maybe NULL,
 * where that is the same. Homes keep the links that they have while all is
 * open, as facilities do (walk/place.h). Both are the caller's, for lc_free().
 * LIFE_ERR_NOMEM. Cost: a sweep, or two. */
lc_status lc_open_labels(lc_open *o, uint32_t category, uint64_t **sure,
                         uint64_t **maybe, lc_error *err);
/* The same in a straight line: millimetres as straight.h has them. */
lc_status lc_open_straight(lc_open *o, uint32_t category, uint32_t **sure,
                           uint32_t **maybe, lc_error *err);

#endif
