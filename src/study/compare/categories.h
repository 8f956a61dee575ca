/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/categories.h - categories of two cities by their ids, as
 * each numbers its own.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_CATEGORIES_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_CATEGORIES_H

#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"

/* Of each category of one city its number in the other, or LIFE_NONE. */
typedef struct lc_category_map {
    uint32_t of[LIFE_MAX_CATEGORIES];
} lc_category_map;

void lc_category_map_make(const lc_world *from, const lc_world *to,
                          lc_category_map *out);
/* A set in the other's numbers; false: some it doesn't have, and they are left
 * out. */
bool lc_category_map_set(const lc_category_map *m, const lc_catset *set,
                         lc_catset *out);

#endif
