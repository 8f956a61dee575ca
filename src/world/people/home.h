/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/home.h - reading homes.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PEOPLE_HOME_H
#define LIFECIRCLE_SRC_WORLD_PEOPLE_HOME_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/world.h"

/* `stored`: as compute left them. After the settings. LIFE_ERR_DB: an array is
 * damaged, a weight is negative or the sum of weights doesn't fit;
 * LIFE_ERR_NOMEM. */
lc_status lc_world_home_load(lc_city *c, lc_world *w, bool stored,
                             lc_error *err);
lc_status lc_world_home_store(lc_city *c, const lc_world *w, lc_error *err);
lc_home_kind lc_world_home_kind_of(const lc_world *w); /* by the settings */
void lc_world_home_clear(lc_world *w);
/* home.id of each; *out is the caller's. */
lc_status lc_world_home_ids(lc_city *c, const lc_world *w, int64_t **out,
                            lc_error *err);

#endif
