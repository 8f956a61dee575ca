/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/feature.h - water, green, railways, buildings and
 * land: what a leg may not cross, and what the base map draws.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_FEATURE_H
#define LIFECIRCLE_STORE_ROWS_FEATURE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_feature {
    int64_t id;         /* 1 and on */
    const char *osm_id; /* n12, w12, r12 */
    const char *kind;   /* water, green, rail, building, land, road_area,
                         wall, closed_road, carriageway, coast */
    const char *class;  /* OSM's value */
    const char *name;
    int layer;
    int blocks; /* 0: nothing, 1: water, 2: railway, 3: building, 4: a road that
                   is closed to walkers, 5: wall or fence, 6: nothing, but it
                   may be a compound's outline, 7: nothing, but walkers
                   don't use it */
    lc_shape shape;
    bool drawn; /* for pictures alone: other programs may see it 5e-9 degrees
                   off, so that it can be compressed (geo/shape_blob.h) */
} lc_stored_feature;

/* All of the readers go by id. This one gives all fields. */
lc_status lc_feature_rows(lc_city *c, lc_stored_feature *row, lc_rows **out,
                          lc_error *err);
/* What blocks a leg: id, name, layer, blocks and shape. */
lc_status lc_feature_rows_blocking(lc_city *c, lc_stored_feature *row,
                                   lc_rows **out, lc_error *err);
/* Buildings: osm_id and shape. */
lc_status lc_feature_rows_buildings(lc_city *c, lc_stored_feature *row,
                                    lc_rows **out, lc_error *err);
/* Water and green: kind and shape. */
lc_status lc_feature_rows_scenery(lc_city *c, lc_stored_feature *row,
                                  lc_rows **out, lc_error *err);
/* The highest id, 0 where there are none; at once. */
lc_status lc_feature_rows_last(lc_city *c, int64_t *id, lc_error *err);
lc_status lc_feature_rows_insert(lc_city *c, const lc_stored_feature *row,
                                 lc_error *err);

#endif
