/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/unlinked.h - facilities that no walk of a mode reaches.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_UNLINKED_H
#define LIFECIRCLE_SRC_WORLD_LINKS_UNLINKED_H

#include "lifecircle/graph/network.h"
#include "lifecircle/world/world.h"
#include "src/world/links/linking.h"

/* Lists and indexes those of each category. LIFE_ERR_NOMEM. */
lc_status lc_unlinked_list(const lc_world *w, lc_mode_links *m, lc_error *err);
/* Straight metres to the nearest of a category, up to `limit_m`; HUGE_VAL:
 * none. `wheels`: of those that count for a pace which heeds them. */
double lc_unlinked_m(const lc_world *w, lc_mode mode, bool wheels,
                     uint32_t category, lc_pt p, double limit_m);

#endif
