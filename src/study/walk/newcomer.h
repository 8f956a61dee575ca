/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/newcomer.h - a facility that isn't there yet: how it would
 * join the streets if it stood at a point, as compute would link it.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_NEWCOMER_H
#define LIFECIRCLE_SRC_STUDY_WALK_NEWCOMER_H

#include "lifecircle/world/reason.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/world/links/links.h"

/* Begins as {0}. */
typedef struct lc_newcomer {
    lc_pt pt;
    lc_mode mode;
    /* NONE; IN_WATER or UNLINKED: no street can be joined. */
    lc_reason reason;
    bool outside;     /* the city's extent; it counts all the same */
    uint32_t unit;    /* finest level, or LIFE_NONE */
    lc_link_vec link; /* the nearest first */
} lc_newcomer;

/* A point facility on a layer (0: the ground), for a mode; of another level its
 * unit is lc_world_unit_of()'s. Whatever *out held is forgotten, its memory
 * used again. LIFE_ERR_NOMEM. Threads: any number, each with its own. Cost: a
 * search in the trees of streets and of what bars the way, some 10 us. */
lc_status lc_newcomer_at(const lc_world *w, lc_pt at, int layer, lc_mode m,
                         lc_newcomer *out, lc_error *err);
void lc_newcomer_clear(lc_newcomer *n);

#endif
