/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/homes_on.h - which homes are linked to an edge.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_HOMES_ON_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_HOMES_ON_H

#include "lifecircle/base/error.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/world.h"

/* Those on edge e: home[first[e]] to home[first[e + 1] - 1], one that is linked
 * twice two times. */
typedef struct lc_homes_on {
    uint32_t *first; /* edges + 1 */
    uint32_t *home;
} lc_homes_on;

/* Of a mode's links. LIFE_ERR_NOMEM. Cost: linear in edges and links. */
lc_status lc_homes_on_make(const lc_world *w, lc_mode m, lc_homes_on *out,
                           lc_error *err);
void lc_homes_on_clear(lc_homes_on *on);

#endif
