/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/stretches.h - streets in pieces of at most 50 m, each
 * of which one point stands for.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_STRETCHES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_STRETCHES_H

#include "src/import/osm/places/roads.h"

typedef struct lc_osm_stretch {
    const lc_osm_road *road;
    lc_pt pt;   /* its middle */
    int64_t mm; /* its share of the street's length: they sum up to all of it */
} lc_osm_stretch;

typedef lc_status (*lc_osm_stretch_fn)(void *ctx, const lc_osm_stretch *one,
                                       lc_error *err);

/* Points at even distances along a street. Ends with what `fn` fails with. */
lc_status lc_osm_stretches_each(const lc_osm_road *road, lc_osm_stretch_fn fn,
                                void *ctx, lc_error *err);

#endif
