/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/facility_arrays.h - what the rows of facilities say, as
 * arrays: by SQL, a column after another of each row, they were a fifth of a
 * load.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_FACILITY_ARRAYS_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_FACILITY_ARRAYS_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

/* LIFE_ERR_NOMEM, LIFE_ERR_LIMIT. */
lc_status lc_facility_arrays_store(lc_city *c, const lc_world *w,
                                   lc_error *err);
/* Into a world that has none yet, after its categories. LIFE_ERR_NOT_FOUND:
 * they are not there; LIFE_ERR_DB: they are damaged. What was read stays the
 * world's whatever comes back. */
lc_status lc_facility_arrays_load(lc_city *c, lc_world *w, lc_error *err);
/* Of rows that were written and are to be computed later. */
lc_status lc_facility_arrays_drop(lc_city *c, lc_error *err);

#endif
