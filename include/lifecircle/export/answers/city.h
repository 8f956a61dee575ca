/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/city.h - what the city is.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_CITY_H
#define LIFECIRCLE_EXPORT_ANSWERS_CITY_H

#include "lifecircle/base/json.h"
#include "lifecircle/world/world.h"

/* Name, extent, sources, generation, home kind, levels, paces, attribution,
 * totals: /city and `info --format json`. */
void lc_answer_city(lc_buf *out, const lc_world *w);
/* "extent": west, south, east, north; null of a city that has none, or of
 * NULL. */
void lc_answer_city_extent(lc_json *j, const lc_world *w);

#endif
