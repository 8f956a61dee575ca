/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/candidates.h - places on streets that a facility might stand
 * at, where none are given.
 *
 * Layer:   study, over world.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_CANDIDATES_H
#define LIFECIRCLE_SRC_STUDY_SITING_CANDIDATES_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/world.h"

typedef LC_VEC(lc_pt) lc_pt_vec;

typedef struct lc_candidates {
    lc_pt_vec at;
    uint32_t spacing_m; /* along streets */
} lc_candidates;

/* Both ends and every out->spacing_m metres (as it is before) of the public
 * streets on the ground that the pace may use, of a unit or (LIFE_NONE) the
 * city, each place once, in the streets' order. Where these are more than
 * `most`, the spacing is doubled, and where the ends alone are, some of them
 * are passed over. LIFE_ERR_NOMEM; the budget's. */
lc_status lc_candidates_streets(const lc_world *w, const lc_pace_graph *g,
                                uint32_t unit, size_t most, lc_candidates *out,
                                lc_error *err);

#endif
