/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/met.h - which barriers a straight line meets, and where.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_MET_H
#define LIFECIRCLE_SRC_STUDY_GAP_MET_H

#include "lifecircle/base/mem.h"
#include "src/world/links/barriers.h"

typedef struct lc_met {
    uint32_t barrier;
    double first,
        last; /* of the line, 0..1: where it meets it first and last */
} lc_met;

typedef LC_VEC(lc_met) lc_met_vec;

/* Barriers on the ground (layer 0), each once, in the order in which the line
 * meets them first; grounds too. A building in which the line begins or ends is
 * none. Replaces *out. LIFE_ERR_NOMEM. Cost: linear in what lies about the
 * line. */
lc_status lc_met_along(const lc_barriers *b, lc_pt from, lc_pt to,
                       lc_met_vec *out, lc_error *err);
/* Whether a line meets the barrier. */
bool lc_met_by(const lc_barriers *b, uint32_t barrier, lc_pt from, lc_pt to);
/* Whether it meets any on the ground of these blocks (1 << lc_block). */
bool lc_met_any(const lc_barriers *b, unsigned blocks, lc_pt from, lc_pt to);

#endif
