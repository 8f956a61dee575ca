/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/whatif/changes.h - what a scenario changes: facilities,
 * streets and gates.
 *
 * A scenario is a set of changes that all hold together. Each facility that is
 * there may be named once: closed, or moved. One that is added stands at a
 * point on the ground; one that is moved becomes a point, as in the data.
 *
 * Homes and facilities, added ones too, join the streets that are there, where
 * they do now; nobody joins a new street along its way. On these streets
 *
 *   link   a new street between two places, walked in both directions. Each end
 *          joins the one nearest street that a facility there would join, by a
 *          straight leg that is walked too. It is as long as it is told to be,
 *          and at least as the straight line between the places. It meets no
 *          other street on its way, whatever it crosses. Where both ends join
 *          private streets it is private too, else it is public.
 *   block  cuts the nearest street (as above) at its nearest place: nobody
 *          walks through there. What is linked on either side walks to that
 *          side's end; what is linked at the very place, to the end where the
 *          street's line begins. At a corner, where streets meet, each of them
 *          ends: there is no way from one to another.
 *   gate   a place where a barrier has parted corners that stand at one point,
 *          or which has hours. Opened, they are one corner: who comes along any
 *          street there may go on along any other. Private streets stay so:
 *          only the first or the last part of a walk. Closed, each street there
 *          ends, as at a block. Where no time is asked for, gates with hours
 *          count as open: opening one changes nothing.
 *
 * How far a walk to where the data end is changes with the streets too, so an
 * uncovered home may become unknown, or known. Which streets are an island, or
 * cut off by a road without a crossing, stays as it was computed.
 *
 * Layer:   study, over world.
 * Units:   millimetres.
 */
#ifndef LIFECIRCLE_STUDY_WHATIF_CHANGES_H
#define LIFECIRCLE_STUDY_WHATIF_CHANGES_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/catset.h"
#include "lifecircle/world/facility.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_whatif_add {
    lc_catset categories;
    lc_pt pt;
    lc_wheels wheels;
    const char *wheelchair; /* what they come of, for rules; NULL: nothing */
    const double *capacity; /* NULL: not told */
} lc_whatif_add;

typedef struct lc_whatif_move {
    uint32_t facility;
    lc_pt pt;
} lc_whatif_move;

/* No new street is longer. */
#define LIFE_WHATIF_LINK_M 20000.0

/* How many an existing one takes; no walk rests on it. */
typedef struct lc_whatif_set {
    uint32_t facility;
    double capacity;
} lc_whatif_set;

/* A new street. */
typedef struct lc_whatif_link {
    lc_pt from, to;
    uint32_t length_mm; /* where it is longer than the straight line */
    bool steps;
    uint8_t modes; /* bit m: open to the city's mode m */
} lc_whatif_link;

typedef struct lc_whatif_gate {
    lc_pt at; /* as gates.h tells it, exactly */
    bool open;
} lc_whatif_gate;

/* Arrays are borrowed. No facility may be in `remove` and `move` together
 * more than once; no gate named twice. */
typedef struct lc_whatif_changes {
    const lc_whatif_add *add;
    size_t add_count;
    const uint32_t *remove;
    size_t remove_count;
    const lc_whatif_move *move;
    size_t move_count;
    const lc_whatif_set *set;
    size_t set_count;
    const lc_whatif_link *link;
    size_t link_count;
    const lc_pt *block;
    size_t block_count;
    const lc_whatif_gate *gate;
    size_t gate_count;
} lc_whatif_changes;

#endif
