/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_units.h - what is odd about the units.
 */
#ifndef LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_UNITS_H
#define LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_UNITS_H

#include "src/study/check/diagnosing.h"

/* Of one level, over each other. */
lc_status lc_diagnosis_units_overlaps(lc_diagnosing *d, lc_error *err);
/* Between those of one level. */
lc_status lc_diagnosis_units_holes(lc_diagnosing *d, lc_error *err);
/* Units to which those of the level below do not add up. */
lc_status lc_diagnosis_units_sums(lc_diagnosing *d, lc_error *err);
/* Of one level, that are called the same. */
lc_status lc_diagnosis_units_names(lc_diagnosing *d, lc_error *err);
/* Without homes, residents or a place. */
void lc_diagnosis_units_each(lc_diagnosing *d);

#endif
