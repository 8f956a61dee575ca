/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/place.h - where somebody asks from, and how it
 * joins the streets.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_PLACE_H
#define LIFECIRCLE_STUDY_WALK_PLACE_H

#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/reason.h"

typedef struct lc_place { /* where somebody asks from, for one pace */
    lc_pt pt;
    uint32_t pace;
    lc_reason reason;    /* NONE, OUTSIDE_EXTENT, IN_WATER or UNLINKED */
    uint32_t unit;       /* finest level, or LIFE_NONE */
    const lc_link *link; /* the walker's, until it is asked for the next
                            place */
    uint32_t link_count;
    const lc_leg *leg; /* of the links, of a facility; NULL: all from `pt` */
    lc_when when;      /* whenever, until lc_place_open_at(): nearest and circle
                          then count the facilities that are open */
    lc_menu menu;      /* the same of what is offered */
} lc_place;

/* Finds how a point joins the network. LIFE_ERR_RANGE: `at` isn't valid. Never
 * expensive: a point outside the extent is not searched for. */
lc_status lc_place_at(lc_walker *a, lc_lonlat at, uint32_t pace, lc_place *out,
                      lc_error *err);
/* A facility as a place: it joins the streets as it was computed, a park at its
 * edge. */
void lc_place_facility(const lc_world *w, uint32_t facility, uint32_t pace,
                       lc_place *out);
/* Who asks at a time: facilities that are open then, by gates and ways that
 * are, and by the streets that one can join then. Facilities and homes keep the
 * links that they have while all is open. LIFE_ERR_NOMEM. Cost: a reading of
 * all hours of gates, and one more search of links. */
lc_status lc_place_open_at(lc_walker *a, lc_when when, lc_place *p,
                           lc_error *err);

#endif
