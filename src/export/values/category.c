/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/category.c - see category.h.
 */
#include "src/export/values/category.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/category.h"

const char *lc_category_id(const lc_world *w, uint32_t category)
{
    if (category == LIFE_ALL_BASIC)
        return "all_basic";
    if (category == LIFE_BASIC_COUNT)
        return "basic_count";
    return lc_world_category(w, category)->id;
}

void lc_category_put_set(lc_json *j, const char *key, const lc_world *w,
                         const lc_catset *set)
{
    lc_json_array(j, key);
    for (LIFE_CATSET_EACH(c, set))
        lc_json_str(j, NULL, lc_category_id(w, c));
    lc_json_end(j);
}
