/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/roster.h - which facilities a scenario leaves, which it
 * brings, and what it does to the streets, for one pace.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_ROSTER_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_ROSTER_H

#include "lifecircle/base/mem.h"
#include "lifecircle/study/whatif/whatif.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/wheels.h"
#include "lifecircle/world/world.h"
#include "src/study/walk/newcomer.h"
#include "src/study/whatif/ends_after.h"
#include "src/study/whatif/works/works.h"

/* Links of arrival i: link[first] to link[first + n - 1]. */
typedef struct lc_roster_arrival {
    lc_catset categories;
    lc_wheels wheels;
    uint32_t source; /* number of the moved one's facility, or LIFE_NONE */
    lc_whatif_arrival how;
    uint32_t first, n;
} lc_roster_arrival;

typedef struct lc_roster {
    const lc_world *w;
    const lc_pace *pace;
    uint32_t pace_index;
    LC_VEC(uint32_t) gone; /* of facilities */
    uint8_t *keep;         /* per facility, 0: gone; NULL: none is */
    LC_VEC(lc_roster_arrival) come;
    lc_link_vec link;
    lc_works *works;   /* NULL: no street is changed */
    lc_catset touched; /* categories of all these; where streets are changed,
                          all that have a facility */
    /* Where streets are changed: of each extent of the study's how far its ends
     * are then; NULL until it is asked for (reach.h). */
    lc_ends_after **ends;
    size_t end_count;
} lc_roster;

/* For lc_roster_clear(), whatever comes back. LIFE_ERR_NOMEM. */
lc_status lc_roster_make(lc_study *s, const lc_whatif_changes *c, uint32_t pace,
                         lc_roster *out, lc_error *err);
void lc_roster_clear(lc_roster *r);

/* Whether an arrival is of a category, and counts for the pace. */
bool lc_roster_counts(const lc_roster *r, const lc_roster_arrival *a,
                      uint32_t category);
/* Whether a facility that is gone was. */
bool lc_roster_counted(const lc_roster *r, uint32_t facility,
                       uint32_t category);
/* How many facilities the category has then, counting for the pace or not. */
uint32_t lc_roster_left(const lc_roster *r, uint32_t category);

#endif
