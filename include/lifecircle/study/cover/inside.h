/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/inside.h - what lies inside an area drawn by hand:
 * found once, and used for every category asked of it.
 *
 * Layer:   study, over geo.
 * Threads: one that is found may be read by any number of threads.
 */
#ifndef LIFECIRCLE_STUDY_COVER_INSIDE_H
#define LIFECIRCLE_STUDY_COVER_INSIDE_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/world/world.h"

typedef struct lc_inside {
    uint32_t *home, *facility; /* indices, ascending */
    uint32_t home_count, facility_count;
} lc_inside;

/* Inside as prepared_area.h has it; a facility by its middle, and one without
 * a position is in no area. NULL: all homes and facilities, those without a
 * position too. *out is the caller's to clear, also after a failure. A million
 * homes take 0.1 s with an outline of 2,000 points, 0.5 s with one that crosses
 * itself everywhere. LIFE_ERR_NOMEM. */
lc_status lc_inside_find(const lc_world *w, const lc_shape *area,
                         lc_inside *out, lc_error *err);
void lc_inside_clear(lc_inside *in);

#endif
