/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/best_gate.h - the closed gate that would help most of the homes
 * of a gap to reach what is there, if it were open.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_BEST_GATE_H
#define LIFECIRCLE_SRC_STUDY_GAP_BEST_GATE_H

#include "lifecircle/graph/closed_gates.h"
#include "lifecircle/study/cover/gaps.h"
#include "src/study/gap/gaining.h"

/* A gate by which somewhere is nearer to the category: seed[first] to
 * seed[first + count - 1]. */
typedef struct lc_helping_gate {
    lc_pt at;
    const char *name; /* of a street that ends there; NULL */
    uint32_t first, count;
    uint32_t left_ms; /* of the limit, for the walk to it */
    int64_t most;     /* of the gap that is looked at: what could gain */
} lc_helping_gate;

/* What all gaps of a question have in common. Begins as `= {0}`. */
typedef struct lc_best_gates {
    lc_study *study;
    uint32_t pace, limit_ms;
    LC_VEC(lc_helping_gate) gate;
    LC_VEC(lc_seed) seed; /* what is walked from there on */
} lc_best_gates;

/* LIFE_ERR_NOMEM. Cost: linear in nodes; the category's labels, where these
 * aren't there yet. */
lc_status lc_best_gates_begin(lc_best_gates *b, lc_study *s,
                              const lc_gap_query *q, lc_error *err);
/* Of the homes that `who` was begun with: the gate by which most weight comes
 * to be within the limit, exactly, of equals the first; gained 0: none helps.
 * LIFE_ERR_NOMEM; what the thread's budget says. Cost: for each gate that could
 * be the best a search of what is left of the limit. */
lc_status lc_best_gates_find(const lc_best_gates *b, lc_gaining *who,
                             lc_gap_gate *out, lc_error *err);
void lc_best_gates_clear(lc_best_gates *b);

#endif
