/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_land.h - distance circles that are a share of land
 * and not of people: of the built-up area, of residential land.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_LAND_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_LAND_H

#include "src/study/assess/job.h"

/* Whether a rule's population is land. */
bool lc_measure_land_is(const lc_rule_plan *p);
lc_status lc_measure_land(lc_job *j, lc_error *err);

#endif
