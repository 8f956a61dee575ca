/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_internal.h - the parts of a diagnosis.
 */
#ifndef LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_INTERNAL_H
#define LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSIS_INTERNAL_H

#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/world/world.h"

typedef struct doctor {
    const lc_world *w;
    lc_diagnosis *out;
} doctor;

/* Counts one, and gives the example to be filled in, or one to be lost. */
lc_finding_example *lc_doctor_note(doctor *d, lc_finding_code code);
lc_status lc_doctor_no_memory(lc_error *err);

/* -- diagnosis_streets.c -- */
lc_status lc_judge_islands(doctor *d, lc_error *err);
lc_status lc_judge_ends(doctor *d, lc_error *err);

/* -- diagnosis_units.c -- */
lc_status lc_judge_overlaps(doctor *d, lc_error *err);
lc_status lc_judge_holes(doctor *d, lc_error *err);
lc_status lc_judge_names(doctor *d, lc_error *err);
void lc_judge_units(doctor *d);

#endif
