/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/relabel.h - the walk times of one category after some of its
 * facilities went and others came: the streets' corners first, then the homes.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_RELABEL_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_RELABEL_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/study.h"
#include "src/study/entries.h"
#include "src/study/seeds.h"
#include "src/study/slot.h"
#include "src/study/whatif/edges_seen.h"
#include "src/study/whatif/homes_on.h"
#include "src/study/whatif/roster.h"

/* A home and its walk after the change; LIFE_NONE: none within an hour. */
typedef struct lc_relabelled {
    uint32_t home, ms;
} lc_relabelled;

typedef LC_VEC(lc_relabelled) lc_relabelled_vec;

/* Appends the homes whose walk to the category changes, by number. The labels
 * of the pace's vertices and homes are there already. LIFE_ERR_NOMEM, or the
 * budget's. Cost: what changes, and some of what is beside it. */
lc_status lc_relabel(lc_study *s, const lc_roster *r, uint32_t category,
                     const lc_homes_on *on, lc_relabelled_vec *out,
                     lc_error *err);

#endif
