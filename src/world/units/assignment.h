/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/assignment.h - which unit each home and facility lies in, at
 * every level: found out, or read as it was stored.
 */
#ifndef LIFECIRCLE_SRC_WORLD_UNITS_ASSIGNMENT_H
#define LIFECIRCLE_SRC_WORLD_UNITS_ASSIGNMENT_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"
#include "src/world/world.h"

/* Needs homes, facilities and indexed units. With `before` facilities that are
 * as one was then lie where that one did; NULL: nobody knows.
 * LIFE_ERR_DB: the arrays are damaged; LIFE_ERR_NOMEM. */
lc_status lc_assignment_make(lc_city *c, lc_world *w, lc_load_from from,
                             const lc_linking_before *before, lc_error *err);
/* Of facilities, and of homes and units where these are not as they are
 * stored. */
lc_status lc_assignment_store(lc_city *c, const lc_world *w, bool homes,
                              lc_error *err);
/* Where the homes of a level's units begin in by_unit_first: every level
 * before takes its units + 3. */
static inline size_t lc_assignment_first(const lc_world *w, uint32_t level)
{
    return w->level_first[level] + 3 * (size_t)level;
}

#endif
