/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/category.h - reading the kinds of service, and who is of each.
 */
#ifndef LIFECIRCLE_SRC_WORLD_CATEGORY_H
#define LIFECIRCLE_SRC_WORLD_CATEGORY_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"

/* LIFE_ERR_LIMIT: more than 63; LIFE_ERR_NOMEM. */
lc_status lc_world_category_load(lc_city *c, lc_world *w, lc_error *err);
/* A set from ids with spaces between; unknown ones are left out. */
lc_catset lc_world_category_set(const lc_world *w, const char *ids);
/* The world's own copy of a set: one for all that are equal, since facilities
 * are many and their sets few. NULL: no memory. O(log sets). */
const lc_catset *lc_world_category_keep(lc_world *w, const lc_catset *set);
/* Those of a set that no facility has. */
lc_catset lc_world_category_absent(const lc_world *w, const lc_catset *set);

#endif
