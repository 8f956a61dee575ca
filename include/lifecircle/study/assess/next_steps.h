/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/next_steps.h - one more facility, where it helps
 * most.
 *
 * Layer:   study, over world.
 * Units:   thousandths of weight.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_NEXT_STEPS_H
#define LIFECIRCLE_STUDY_ASSESS_NEXT_STEPS_H

#include "lifecircle/geo/point.h"

/* No place on a street would help more, of the category and the unit. By the
 * default pace. */
typedef struct lc_next_step {
    uint32_t category;
    lc_pt at;        /* a place on a street */
    uint32_t unit;   /* that holds most of those it helps, or LIFE_NONE */
    int64_t gained;  /* weight newly covered */
    int64_t lacking; /* weight uncovered in the unit before */
    uint32_t limit_ms;
} lc_next_step;

#define LIFE_MAX_NEXT_STEPS 5

#endif
