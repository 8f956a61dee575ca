/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/circle.h - a place's life circle: every category,
 * there, missing, or not known.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_CIRCLE_H
#define LIFECIRCLE_STUDY_WALK_CIRCLE_H

#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/wheels.h"

typedef struct lc_circle_row {
    uint32_t count;           /* facilities within the limit */
    uint32_t wheels_unstated; /* of these, for a pace that heeds wheels */
    lc_answer answer;
    lc_reason reason;  /* why unknown, or OVER_60_MIN with no nearest */
    lc_near nearest;   /* facility LIFE_NONE: none within 60 minutes */
    lc_near unsure;    /* asked for a time or services: the nearest within the
                          limit of which it isn't known whether it is open, or
                          offers them; else LIFE_NONE */
    uint32_t unstated; /* asked for services: those that don't say whether they
                          offer them, may be open, and are nearer than nearest
                          (where there is none: within the limit) */
} lc_circle_row;

/* Every category from one place: `rows` takes lc_world_category_count(). Asked
 * for a time, only facilities that are open then count; where none is within
 * the limit, but one that may be open is, the answer is unknown
 * (HOURS_UNKNOWN). Asked for services, the same of those that offer all of them
 * (SERVICES_UNKNOWN). That takes a search, of 60 minutes at most. *wheels: the
 * facilities counted, each once; zeros for a pace that doesn't heed wheels;
 * may be NULL. */
lc_status lc_circle_make(lc_walker *a, const lc_place *from, uint32_t limit_ms,
                         lc_circle_row *rows, lc_wheels_count *wheels,
                         lc_error *err);

#endif
