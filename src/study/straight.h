/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/straight.h - straight distances from homes to facilities, worked
 * out for all homes when they are first asked for, and kept.
 */
#ifndef LIFECIRCLE_SRC_STUDY_STRAIGHT_H
#define LIFECIRCLE_SRC_STUDY_STRAIGHT_H

#include "lifecircle/graph/network.h"
#include "lifecircle/study/study.h"

/* Each home's millimetres to the nearest facility of a category, rounded up;
 * LIFE_NONE: none within 20 km. LIFE_ERR_NOMEM. */
lc_status lc_straight_mm(lc_study *s, uint32_t category, const uint32_t **out,
                         lc_error *err);
/* The same to the nearest that no walk of the mode reaches; NULL: there is
 * none such. */
lc_status lc_straight_unlinked_mm(lc_study *s, lc_mode mode, uint32_t category,
                                  const uint32_t **out, lc_error *err);

#endif
