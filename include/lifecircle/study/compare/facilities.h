/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compare/facilities.h - what became of the facilities of a
 * city between two files of it.
 *
 * Two facilities are one and the same, in this order:
 *
 *   id     the same id, unless name, categories and place are all others
 *   alias  one answers to the id of the other
 *   name   they share a category, have the same folded name, and stand within
 *          LIFE_KIN_NAME_M of one another
 *   place  they share a category, both have no name, and stand within
 *          LIFE_KIN_PLACE_M
 *
 * Each is one with one other at most, the nearest first. By name and by place
 * it is likely and not certain: such a pair is doubtful where another might
 * have been meant as well (it is not over twice as far away, and
 * LIFE_KIN_RIVAL_M), or where they stand over LIFE_KIN_SURE_M apart (a branch
 * that closed, and another of the same name that opened down the street). What
 * is in one file alone was opened, or closed. A pair has moved where they stand
 * over LIFE_KIN_MOVED_M apart (to an outline, where one has it: drawn anew as
 * an area nothing has moved); else it has changed where any field differs. Of
 * when it was last checked nothing is said.
 *
 * Layer:   study, over world.
 * Threads: reads only.
 * Cost:    sorting; where much has another id, what stands near each of that.
 */
#ifndef LIFECIRCLE_STUDY_COMPARE_FACILITIES_H
#define LIFECIRCLE_STUDY_COMPARE_FACILITIES_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/facility.h"

/* Metres, inclusive. */
#define LIFE_KIN_NAME_M  300.0
#define LIFE_KIN_PLACE_M 25.0
#define LIFE_KIN_SURE_M  50.0
#define LIFE_KIN_RIVAL_M 5.0
#define LIFE_KIN_MOVED_M 25.0 /* less is how somebody draws */

typedef enum lc_fate {
    LIFE_FATE_OPENED,
    LIFE_FATE_CLOSED,
    LIFE_FATE_MOVED,
    LIFE_FATE_CHANGED,
    LIFE_FATES
} lc_fate;

typedef enum lc_kin { /* by what two are one */
                      LIFE_KIN_NONE,
                      LIFE_KIN_ID,
                      LIFE_KIN_ALIAS,
                      LIFE_KIN_NAME,
                      LIFE_KIN_PLACE,
                      LIFE_KINS
} lc_kin;

typedef enum lc_trait { /* what may differ: bits of lc_change.traits */
                        LIFE_TRAIT_ID,
                        LIFE_TRAIT_NAME,
                        LIFE_TRAIT_CATEGORIES,
                        LIFE_TRAIT_POSITION,
                        LIFE_TRAIT_OUTLINE,
                        LIFE_TRAIT_ADDRESS,
                        LIFE_TRAIT_PHONE,
                        LIFE_TRAIT_HOURS,
                        LIFE_TRAIT_WEBSITE,
                        LIFE_TRAIT_WHEELCHAIR,
                        LIFE_TRAIT_ATTRIBUTES,
                        LIFE_TRAITS
} lc_trait;

/* "opened"; "id", "" for NONE. */
const char *lc_fate_id(lc_fate f);
const char *lc_kin_id(lc_kin k);

typedef struct lc_change {
    lc_fate fate;
    lc_kin by;              /* NONE: there is no other */
    uint32_t before, after; /* facilities; LIFE_NONE: it isn't there */
    double metres;          /* between the two; NaN: one has no position */
    uint32_t traits;        /* bits 1 << lc_trait; 0 of one alone */
    uint32_t rivals;        /* others that might have been meant */
    bool doubtful;
    bool beyond; /* of one alone: it stands beyond the extent of the other
                    file, which can't know of it */
} lc_change;

/* By fate, then by id (of what is there after, else before). */
typedef struct lc_changes { /* `= {0}` is empty */
    LC_VEC(lc_change) v;
    uint32_t count[LIFE_FATES];
    uint32_t same; /* nothing of them differs */
} lc_changes;

/* *out is for lc_changes_clear(), whatever comes back. LIFE_ERR_NOMEM. */
lc_status lc_changes_find(const lc_world *before, const lc_world *after,
                          lc_changes *out, lc_error *err);
void lc_changes_clear(lc_changes *c);

#endif
