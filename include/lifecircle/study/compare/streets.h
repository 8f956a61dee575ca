/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compare/streets.h - how many metres of street there are in
 * one file of a city and not in another, and which gates.
 *
 * Streets are drawn anew all the time, so ids and points say little. A piece of
 * a street, 10 m at most, is in the other file too where its middle lies within
 * LIFE_STREET_NEAR_M of a street there; both that whoever goes by the mode may
 * use. What is there in both may be public in one and private in the other.
 * Gates are those with hours, and ways and grounds with hours among them: by
 * their ids.
 *
 * Layer:   study, over world.
 * Units:   millimetres, exact sums.
 * Threads: on several; the figures don't depend on how many.
 * Cost:    a look-up a segment, and for those that differ a search a piece.
 */
#ifndef LIFECIRCLE_STUDY_COMPARE_STREETS_H
#define LIFECIRCLE_STUDY_COMPARE_STREETS_H

#include "lifecircle/base/error.h"
#include "lifecircle/world/world.h"

#define LIFE_STREET_NEAR_M 15.0

typedef struct lc_streets_change {
    int64_t before_mm, after_mm; /* in all */
    int64_t added_mm, removed_mm;
    int64_t freed_mm;  /* of those after: private before, public now */
    int64_t closed_mm; /* of those before: public then, private now */
    uint32_t gates_before, gates_after;
    uint32_t gates_added, gates_removed, gates_changed; /* other hours */
} lc_streets_change;

/* For a mode that both files know by its id; else all is 0 but the gates.
 * LIFE_ERR_NOMEM. */
lc_status lc_streets_change_find(const lc_world *before, const lc_world *after,
                                 const char *mode, lc_streets_change *out,
                                 lc_error *err);

#endif
