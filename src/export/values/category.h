/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/category.h - how answers name a category.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_CATEGORY_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_CATEGORY_H

#include "lifecircle/base/json.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"

/* The id; "all_basic", "basic_count" of those that are no category. */
const char *lc_category_id(const lc_world *w, uint32_t category);

/* A set as an array of ids, in the order of the table. */
void lc_category_put_set(lc_json *j, const char *key, const lc_world *w,
                         const lc_catset *set);

#endif
