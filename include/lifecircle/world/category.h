/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/category.h - kinds of service, and sets of them.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_CATEGORY_H
#define LIFECIRCLE_WORLD_CATEGORY_H

#include "lifecircle/world/catset.h"
#include "lifecircle/world/world.h"

/* Those that stand for no single category lie just below LIFE_NONE, so that
 * none is ever an index of the table. */
#define LIFE_ALL_BASIC    0xFFFFFFFEu /* in place of a category's index */
#define LIFE_ANY_CATEGORY 0xFFFFFFFDu
#define LIFE_BASIC_COUNT  0xFFFFFFFCu /* how many basic ones: of coverage */

/* Texts are the world's. walk_minutes: the limit that the catalogue gives
 * it. */
typedef struct lc_category {
    const char *id, *group, *name_zh, *name_en, *group_zh, *group_en;
    int walk_minutes; /* 0: none */
    bool basic;       /* part of all_basic */
    uint32_t facility_count;
    /* category, group, name_zh, name_en and basic as members of JSON: a circle
     * has them for every category, and would spend a fifth of its writing on
     * them. */
    const char *members;
    uint32_t members_length;
} lc_category;

size_t lc_world_category_count(const lc_world *w);
/* Index 0 to count - 1, in the order of the table; unchecked. */
const lc_category *lc_world_category(const lc_world *w, uint32_t i);
/* LIFE_NONE when there is none of that name. "all_basic" gives
 * LIFE_ALL_BASIC. */
uint32_t lc_world_category_find(const lc_world *w, const char *id);
/* The same, for what a person types: also by a name, Chinese or English, whole
 * or a part of it between "·"; what stands in brackets may be left out, and
 * capitals are small letters. An id goes first; what names two is LIFE_NONE. */
uint32_t lc_world_category_named(const lc_world *w, const char *word);

#endif
