/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_streets.h - what is odd about the street network.
 */
#ifndef LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_STREETS_H
#define LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_STREETS_H

#include "src/study/check/diagnosing.h"

/* Pieces that lead nowhere else; dead ends that nearly meet another street;
 * where the data end, by kind; gates and ways with hours. LIFE_ERR_NOMEM. */
lc_status lc_diagnosis_streets_look(lc_diagnosing *d, lc_error *err);

#endif
