/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_units.h - rules of provision: what each unit has.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_UNITS_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_UNITS_H

#include "src/study/assess/job.h"

lc_status lc_measure_units_provision(lc_job *j, lc_error *err);
/* Of a rule by list: what was told of a unit (LIFE_NONE: the city) up to a
 * year. A pass over the units. */
void lc_measure_units_listed(const lc_job *j, uint32_t unit, int year,
                             lc_reading *out);

#endif
