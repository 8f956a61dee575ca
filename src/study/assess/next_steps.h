/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/next_steps.h - the next steps of a unit.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_NEXT_STEPS_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_NEXT_STEPS_H

#include "lifecircle/study/assess/next_steps.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"

/* At most LIFE_MAX_NEXT_STEPS, what gains most first; LIFE_NONE: in the whole
 * city. LIFE_ERR_NOMEM; what the thread's budget says. Cost: of each category
 * that could be one of them a lc_best_site_find(). */
lc_status lc_next_steps_find(lc_study *study, const lc_standard *s,
                             uint32_t unit, lc_next_step *out, size_t *count,
                             lc_error *err);

#endif
