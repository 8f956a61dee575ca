/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/sameness.h - whether two files of a city have the same of
 * something, as far as walk times and coverage rest on it: so that no hybrid is
 * made of what would be no other.
 *
 * In doubt they differ: it costs time, and changes no figure.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_SAMENESS_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_SAMENESS_H

#include "lifecircle/world/world.h"

#include <stdbool.h>

/* Streets, what stands in the way, and how far the city's data reach. */
bool lc_same_streets(const lc_world *a, const lc_world *b);
/* Where facilities stand, of which categories they are, and how far their
 * sources reach. */
bool lc_same_facilities(const lc_world *a, const lc_world *b);
/* The same of the facilities of one category, by its id alone; of one that
 * neither has, true. Cost: linear in them. */
bool lc_same_category(const lc_world *a, const lc_world *b,
                      const char *category);
/* Where homes stand, and in which units; `layer` are theirs. What they weigh is
 * another matter. */
bool lc_same_homes(const lc_world *a, const lc_world *b,
                   const int8_t *const layer[2]);
/* The paces. */
bool lc_same_paces(const lc_world *a, const lc_world *b);
/* Which categories are basic, of those that either knows. */
bool lc_same_basics(const lc_world *a, const lc_world *b);

#endif
