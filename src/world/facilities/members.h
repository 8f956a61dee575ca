/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/members.h - who is of each category, in the order of
 * their ids: a facility's place there is its rank.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_MEMBERS_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_MEMBERS_H

#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

/* After the facilities; their boxes too. LIFE_ERR_LIMIT: more than labels can
 * rank; LIFE_ERR_NOMEM. */
lc_status lc_members_list(lc_world *w, lc_error *err);
void lc_members_clear(lc_world *w);

/* What labels and coverage of a category depend on besides streets, homes and
 * units, in one number (mixed.h). Facilities have their units. */
uint64_t lc_members_key(const lc_world *w, uint32_t category);

#endif
