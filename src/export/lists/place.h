/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/place.h - where something stands, in words, and what stands
 * near it.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LISTS_PLACE_H
#define LIFECIRCLE_SRC_EXPORT_LISTS_PLACE_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/catset.h"
#include "src/export/lists/list.h"

/* The nearest street with a name, within 300 m; null: there is none. */
lc_cell lc_place_street(const lc_list_run *l, lc_pt at);

/* Facilities of some categories within so many metres of a place. */
uint32_t lc_place_count(const lc_list_run *l, lc_pt at,
                        const lc_catset *categories, double metres);
/* The names of the first few of those, "A（vacant room）、B"; null: none. Those
 * of a source that is not to be given away are left out. */
lc_cell lc_place_names(lc_list_run *l, lc_pt at, const lc_catset *categories,
                       double metres);

#endif
