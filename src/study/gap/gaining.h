/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gaining.h - how much of a gap comes within the limit by some
 * change to the streets: a search against the walks says who comes to where the
 * change is.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_GAINING_H
#define LIFECIRCLE_SRC_STUDY_GAP_GAINING_H

#include "src/study/cover/catchment.h"
#include "src/study/gap/site_ground.h"

/* What is kept from one gap to the next. Begins as `= {0}`. */
typedef struct lc_gaining {
    const lc_site_home *home; /* of the gap, borrowed until its end */
    size_t n;
    lc_catchment_room catchment;
    uint32_t *item; /* per home of the city: 1 + its place in the gap */
} lc_gaining;

/* LIFE_ERR_NOMEM. Whatever comes back, lc_gaining_end() is due before the
 * next. */
lc_status lc_gaining_begin(lc_gaining *g, const lc_world *w,
                           const lc_site_home *home, size_t n, lc_error *err);
void lc_gaining_end(lc_gaining *g);
void lc_gaining_clear(lc_gaining *g);

/* The weight of what stands within `metres` of a place along each axis: no less
 * than comes there by a walk of that length. */
int64_t lc_gaining_about(const lc_gaining *g, const lc_world *w, lc_pt at,
                         double metres);
/* The weight of the gap's homes among those that the catchment's last search
 * has found. The budget's errors. */
lc_status lc_gaining_found(const lc_gaining *g, int64_t *out, lc_error *err);

#endif
