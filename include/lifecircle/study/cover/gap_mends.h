/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/gap_mends.h - what would mend a gap without a new
 * facility: a street, a gate, longer hours. `gained` is of the gap's weight.
 *
 * Layer:   study.
 * Units:   millimetres, thousandths of weight.
 * Threads: plain data.
 */
#ifndef LIFECIRCLE_STUDY_COVER_GAP_MENDS_H
#define LIFECIRCLE_STUDY_COVER_GAP_MENDS_H

#include "lifecircle/geo/point.h"

#include <stdbool.h>
#include <stdint.h>

/* A new street for walkers, straight from one place of the streets to another,
 * by which homes of the gap come within the limit of what is there. It is
 * looked for where a barrier is the cause, near where that is met. */
typedef struct lc_gap_link {
    lc_pt from, to; /* as it is walked */
    uint32_t length_mm;
    int64_t gained; /* 0: none helps */
} lc_gap_link;

#define LIFE_GAP_LINK_M       150.0 /* no longer than this */
#define LIFE_GAP_LINK_ABOUT_M 300.0 /* from where the barrier is met */

/* A gate that is closed for good: locked, or private where public streets meet
 * at it. Open, all who come to it may pass; private streets behind it stay
 * private. Of all gates of the city that by which most homes of the gap come
 * within the limit of what is there. */
typedef struct lc_gap_gate {
    lc_pt at;
    const char *name; /* of a street that ends there, the world's; NULL */
    int64_t gained;   /* 0: none helps */
} lc_gap_gate;

/* What is shut, of a gap at a time: the facility that most of its weight would
 * walk to. */
typedef struct lc_gap_closed {
    uint32_t facility;
    bool by_way;    /* it is open; a gate or way on the walk is not */
    int64_t weight; /* of the gap, that any facility would do for */
    /* And that this one would, were it open then; 0 by_way. */
    int64_t gained;
} lc_gap_closed;

#endif
