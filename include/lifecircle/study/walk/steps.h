/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/steps.h - the way to a facility as directions: one
 * for each turn.
 *
 * Steps say what happens and where, not in which language: words are made of
 * them by the room of words.
 *
 * Layer:   study, over world.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_STUDY_WALK_STEPS_H
#define LIFECIRCLE_STUDY_WALK_STEPS_H

#include "lifecircle/study/walk/reach.h"

typedef enum lc_turn { /* clockwise from straight on */
                       LIFE_TURN_STRAIGHT,
                       LIFE_TURN_SLIGHT_RIGHT,
                       LIFE_TURN_RIGHT,
                       LIFE_TURN_SHARP_RIGHT,
                       LIFE_TURN_ROUND,
                       LIFE_TURN_SHARP_LEFT,
                       LIFE_TURN_LEFT,
                       LIFE_TURN_SLIGHT_LEFT,
                       LIFE_TURN_START,  /* from the place to the street */
                       LIFE_TURN_DEPART, /* along the first street */
                       LIFE_TURN_ARRIVE, /* from the street to the facility */
                       LIFE_TURN_COUNT
} lc_turn;

/* "right", "slight_left", "depart" ... */
const char *lc_turn_id(lc_turn t);

/* A gate stands where a street that all may use meets one that is private. */
typedef enum lc_gate { LIFE_GATE_NONE, LIFE_GATE_IN, LIFE_GATE_OUT } lc_gate;

/* A step lasts until something has to be said again. Texts are the world's. The
 * first of a route is START or DEPART, the last ARRIVE; a turn is measured at
 * the point `from`, against the step before. */
typedef struct lc_step { /* what is walked without a word */
    lc_turn turn;
    lc_gate gate;       /* into or out of private grounds, before it */
    const char *street; /* "" where it has no name */
    const char *kind;   /* highway value ("footway"); "" off the streets */
    lc_highway_called called; /* where the street has no name */
    bool stairs;
    uint32_t walk_ms, walk_mm; /* those of all steps add up to the route's */
    uint32_t from, to;         /* points of the line; to is the next's from */
    double bearing_deg;        /* where it sets out; 0 north, 90 east */
} lc_step;

#endif
