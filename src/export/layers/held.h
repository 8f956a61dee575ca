/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/held.h - which rows of a layer are left out.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LAYERS_HELD_H
#define LIFECIRCLE_SRC_EXPORT_LAYERS_HELD_H

#include "lifecircle/export/layers/held.h"
#include "lifecircle/world/source.h"

/* Whose row it is, where that source is withheld, else NULL. */
const lc_source_info *lc_held_facility(const lc_world *w, uint32_t facility);
/* The same of facilities that may be read as they are asked for. */
lc_status lc_held_facility_at(const lc_world *w, uint32_t facility,
                              const lc_source_info **out, lc_error *err);
bool lc_held_any(const lc_world *w); /* whether some source is withheld */
const lc_source_info *lc_held_unit(const lc_world *w, uint32_t unit);
/* Of all homes: they have one source of weights, and one of places. */
const lc_source_info *lc_held_homes(const lc_world *w);
const lc_source_info *lc_held_streets(const lc_world *w);
/* Published figures: whether any are, as a figure doesn't say which table
 * brought it. */
bool lc_held_figures(const lc_world *w);

#endif
