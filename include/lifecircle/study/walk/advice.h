/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/advice.h - what somebody at a place without an
 * answer can do instead.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_ADVICE_H
#define LIFECIRCLE_STUDY_WALK_ADVICE_H

#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"

/* Texts are the world's. Distances are straight metres. */
typedef struct lc_advice {
    bool has_street;    /* within 5 km: the nearest that is linked to others */
    const char *street; /* its name, or "" */
    lc_pt at;           /* on it; asked from there, there is an answer */
    double street_m;
    bool island;  /* the streets within 250 m lead nowhere else */
    bool has_end; /* outside the data: their nearest end */
    lc_pt end;
    double end_m;
} lc_advice;
/* For any place; where there is an answer it is of no use. Never fails. Cost:
 * two searches in the edges' index. */
void lc_advice_find(const lc_walker *a, const lc_place *p, lc_advice *out);

#endif
