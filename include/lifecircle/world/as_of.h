/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/as_of.h - of when the data are, which is another thing than
 * when they were imported.
 *
 * Dates are YYYY, YYYY-MM or YYYY-MM-DD, and the world's.
 *
 * Layer:   world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_AS_OF_H
#define LIFECIRCLE_WORLD_AS_OF_H

#include "lifecircle/world/category.h"

/* Of the streets; NULL: not known. */
const char *lc_as_of_city(const lc_world *w);
/* Of all that an answer about a category rests on (or LIFE_ALL_BASIC,
 * LIFE_BASIC_COUNT): the streets and the sources of its facilities;
 * "OLDEST..NEWEST" where they differ. NULL: not known of any. */
const char *lc_as_of_category(const lc_world *w, uint32_t category);

#endif
