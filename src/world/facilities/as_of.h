/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/as_of.h - finding of when the data of each category are.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_AS_OF_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_AS_OF_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/as_of.h"

/* After the sources and the members of the categories. LIFE_ERR_NOMEM. */
lc_status lc_as_of_load(lc_city *c, lc_world *w, lc_error *err);

#endif
