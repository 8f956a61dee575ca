/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/needs.h - the words of who needs a service, as names that
 * are looked for: geodata/needs.csv, all that categories answer to
 * (lifecircle/world/names/category_words.h), and what services are called. Of
 * equal words the first has it, in this order: "toilet" is a public one before
 * it is what a rest station offers.
 */
#ifndef LIFECIRCLE_SRC_WORLD_NAMES_NEEDS_H
#define LIFECIRCLE_SRC_WORLD_NAMES_NEEDS_H

#include "lifecircle/store/city.h"
#include "src/world/names/names.h"

/* Into names that are made; the file is asked for the city's own categories.
 * LIFE_ERR_PARSE with the line: no such category. */
lc_status lc_needs_make(lc_city *c, const lc_world *w, lc_names *to,
                        lc_error *err);

/* The question without what stands around a need ("the nearest", "在哪里"),
 * in `arena`; NULL: nothing stands around it, or no memory. */
const char *lc_needs_core(const lc_needs *n, lc_arena *arena, const char *key);

/* How many facilities of the city are of it. */
uint32_t lc_needs_facilities(const lc_world *w, const lc_need *need);
/* How many of these say that they offer its service; of none, 0. */
uint32_t lc_needs_offering(const lc_world *w, const lc_need *need);

#endif
