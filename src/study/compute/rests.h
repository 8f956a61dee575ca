/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/rests.h - the rests of units that homes lie in, as rows.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPUTE_RESTS_H
#define LIFECIRCLE_SRC_STUDY_COMPUTE_RESTS_H

#include "lifecircle/store/city.h"

/* Writes a unit for each home that lies in a unit, but in none of a level
 * below it; those of an earlier compute are gone before. Cost: each home's
 * units of each level. */
lc_status lc_rests_write(lc_city *c, lc_error *err);
lc_status lc_rests_clear(lc_city *c, lc_error *err);

#endif
