/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/standard.h - which standards are built in and whose they
 * are, as geodata/standards.csv says. What a standard asks for is
 * lifecircle/study/rules/standard.h's.
 *
 * Room:    world.
 * Threads: constant once the world is loaded.
 */
#ifndef LIFECIRCLE_WORLD_STANDARD_H
#define LIFECIRCLE_WORLD_STANDARD_H

#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stddef.h>

/* At least one: a table without a row doesn't load. */
size_t lc_world_standard_count(const lc_world *w);
/* In the table's order. Lives as long as `w`. */
const char *lc_world_standard(const lc_world *w, size_t i);
/* Whether it is one of them, and no folder of somebody's own. */
bool lc_world_standard_is_known(const lc_world *w, const char *name);
/* The one that holds where no other does. */
const char *lc_world_standard_fallback(const lc_world *w);
/* Which holds for a unit where nobody names another: the first whose table has
 * its code or name, or those of one above it, and whose box its centre; else
 * the first without such a table. `unit` LIFE_NONE, the whole city: the one
 * that holds most of the weight of its units. Cost: the units above it; of the
 * whole city, all units. */
const char *lc_world_standard_of(const lc_world *w, uint32_t unit);

#endif
