/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/traits.h - in what two facilities differ, and how far apart
 * they stand.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_TRAITS_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_TRAITS_H

#include "lifecircle/study/compare/facilities.h"
#include "src/study/compare/categories.h"

/* One of either city; `map` is of the first one's categories. */
typedef struct lc_kin_pair {
    const lc_world *before, *after;
    const lc_category_map *map;
    uint32_t a, b;
} lc_kin_pair;

/* Whether they are of one category at least. */
bool lc_kin_share_category(const lc_kin_pair *p);
/* Bits 1 << lc_trait. */
uint32_t lc_kin_traits(const lc_kin_pair *p);
/* Straight metres between them: 0 where one stands within the other's outline.
 * NaN: one has no position. */
double lc_kin_metres(const lc_kin_pair *p);

#endif
