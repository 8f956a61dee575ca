/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/ends_after.h - how far homes are from where the data end,
 * once streets were changed.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_ENDS_AFTER_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_ENDS_AFTER_H

#include "src/study/ends.h"
#include "src/study/whatif/homes_on.h"
#include "src/study/whatif/works/works.h"

/* Of one extent: each home's time as ends.h has it, and by number the homes
 * that have another than before. */
typedef struct lc_ends_after {
    uint32_t *ms;
    LC_VEC(uint32_t) changed;
} lc_ends_after;

typedef struct lc_ends_after_of {
    uint32_t pace;
    const lc_reach_end *reach; /* of the extent */
    const lc_works *works;
    const lc_homes_on *on;
} lc_ends_after_of;

/* The times of now are there already: lc_ends_homes(). A new street has no end
 * of the data on it. For lc_ends_after_clear(), whatever comes back.
 * LIFE_ERR_NOMEM, or the budget's. Cost: lc_relabel()'s, and a copy of the
 * times. */
lc_status lc_ends_after_make(lc_study *s, const lc_ends_after_of *of,
                             lc_ends_after *out, lc_error *err);
void lc_ends_after_clear(lc_ends_after *a);

#endif
