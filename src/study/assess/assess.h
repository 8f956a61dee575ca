/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/assess.h - the assessments that a study keeps.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_ASSESS_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_ASSESS_H

#include "lifecircle/study/assess/indicators.h"
#include "lifecircle/study/study.h"

/* Lets go of them, with the study. */
void lc_assessment_free_all(lc_study *s);

#endif
