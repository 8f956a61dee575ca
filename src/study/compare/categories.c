/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/categories.c - see categories.h.
 */
#include "src/study/compare/categories.h"

/* A city has a few dozen, so that looking each up is no cost. */
void lc_category_map_make(const lc_world *from, const lc_world *to,
                          lc_category_map *out)
{
    for (uint32_t c = 0; c < lc_world_category_count(from); c++)
        out->of[c] = lc_world_category_find(to, lc_world_category(from, c)->id);
}

bool lc_category_map_set(const lc_category_map *m, const lc_catset *set,
                         lc_catset *out)
{
    bool whole = true;

    *out = (lc_catset){{0}};
    for (LIFE_CATSET_EACH(c, set)) {
        if (m->of[c] < LIFE_MAX_CATEGORIES)
            lc_catset_add(out, m->of[c]);
        else
            whole = false;
    }
    return whole;
}
