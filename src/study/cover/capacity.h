/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/capacity.h - the tables of capacities and catchments, read
 * into a study.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COVER_CAPACITY_H
#define LIFECIRCLE_SRC_STUDY_COVER_CAPACITY_H

#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/study.h"

/* LIFE_ERR_NOMEM alone: what is wrong with the tables is kept, and said by
 * lc_capacity_check(). */
lc_status lc_capacity_load(lc_study *s, lc_error *err);

#endif
