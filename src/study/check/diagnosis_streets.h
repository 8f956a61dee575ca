/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_streets.h - what is odd about the street network.
 */
#ifndef LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_STREETS_H
#define LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_STREETS_H

#include "src/study/check/diagnosing.h"

/* Pieces that lead nowhere else. LIFE_ERR_NOMEM. */
lc_status lc_diagnosis_streets_islands(lc_diagnosing *d, lc_error *err);
/* Longer pieces that nothing joins to the longest one. LIFE_ERR_NOMEM. */
lc_status lc_diagnosis_streets_detached(lc_diagnosing *d, lc_error *err);
/* Dead ends that nearly meet another street. LIFE_ERR_NOMEM. */
lc_status lc_diagnosis_streets_ends(lc_diagnosing *d, lc_error *err);

/* Where the data end, by kind: at missing nodes, at dead ends, where streets
 * leave what a source covers. */
lc_status lc_diagnosis_streets_cut(lc_diagnosing *d, lc_error *err);
/* Gates and ways with hours, each once. */
void lc_diagnosis_streets_closings(lc_diagnosing *d);

#endif
