/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/statistic.h - published figures and lists of units, as they
 * are read.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PEOPLE_STATISTIC_H
#define LIFECIRCLE_SRC_WORLD_PEOPLE_STATISTIC_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/people/statistic.h"

/* After the units, which its rows name. LIFE_ERR_NOMEM. */
lc_status lc_world_statistic_load(lc_city *c, lc_world *w, lc_error *err);

#endif
