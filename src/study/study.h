/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/study.h - what an lc_study is made of.
 *
 * What is worked out once is published whole: its maker holds the lock and
 * stores the atomic pointer when all behind it is there. So who finds a
 * pointer may read what it points to without the lock, which is for makers.
 */
#ifndef LIFECIRCLE_SRC_STUDY_STUDY_H
#define LIFECIRCLE_SRC_STUDY_STUDY_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/store/city.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/find.h"
#include "lifecircle/world/world.h"
#include "src/study/ends.h"
#include "src/study/slot.h"

#include <pthread.h>
#include <stdatomic.h>

struct lc_assessment;

/* Locks, each taken within those before it and never the other way round:
 * `assessing` is held for as long as a standard takes to measure; one of
 * `making_of`, never two, for as long as a label or distances of that category
 * take, so that rules which ask for several have them made on several threads;
 * `making` for as long as one graph or other array takes, while walks are
 * answered; `naming` is the last. Arrays of distances are per home, in whole
 * millimetres. Capacities are constant once it is made, but for their norms,
 * see there. */
struct lc_study {
    const lc_world *w;
    bool homes_alone; /* compute asks for homes: no walk is made of it */
    lc_world *own;    /* freed with it; NULL: the caller's */

    /* of who makes labels and distances of a category, at any pace */
    pthread_mutex_t making_of[LIFE_MAX_CATEGORIES];
    pthread_mutex_t making; /* of who makes a slot's graph, or its entries */
    lc_pace_slot *slot;     /* per pace */
    /* per home, millimetres to the nearest facility of a category; and to the
     * nearest that no walk of a mode reaches; [1]: for paces that heed wheels
     */
    uint32_t *_Atomic straight_mm[2][LIFE_MAX_CATEGORIES];
    uint32_t *_Atomic unlinked_mm[2][LIFE_MAX_MODES][LIFE_MAX_CATEGORIES];

    lc_ends ends; /* filled as the slots are */

    lc_arena *text;          /* of the capacities */
    lc_error capacity_fault; /* of their tables; these are empty then */
    LC_VEC(lc_capacity) capacity;
    LC_VEC(lc_catchment) catchment;
    atomic_bool norms_made; /* the norms of the capacities, and their fault */

    pthread_mutex_t naming;  /* of who makes the names, and of the file */
    lc_city *file;           /* they are read from; NULL: none, or they are */
    lc_city *own_file;       /* closed with the study; NULL: the caller's */
    bool once;               /* labels are in it until they are asked for */
    lc_names *_Atomic names; /* NULL until somebody searches */

    struct lc_bases *bases; /* what scenarios change, see whatif/base.h */

    pthread_mutex_t assessing; /* of these, and of who measures one */
    LC_VEC(struct lc_assessment *) assessment;
};

#endif
