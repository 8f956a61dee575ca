/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/tiles/scenery.h - water and green for the map of a report, out of
 * a city file, or out of a map that is loaded already.
 *
 * Both are an lc_scenery's `each`: within a kind, shapes come in the order of
 * the file. A map's are rounded as web mercator is.
 *
 * Layer:   tiles, over store and export.
 * Threads: any number of them.
 */
#ifndef LIFECIRCLE_TILES_SCENERY_H
#define LIFECIRCLE_TILES_SCENERY_H

#include "lifecircle/export/pages/report/page.h"

/* `path`: of a city file, as text. As lc_city_open(). */
lc_status lc_scenery_of_city(const void *path, lc_box box, lc_scenery_fn fn,
                             void *ctx, lc_error *err);
/* `map`: an lc_map. LIFE_ERR_NOMEM. */
lc_status lc_scenery_of_map(const void *map, lc_box box, lc_scenery_fn fn,
                            void *ctx, lc_error *err);

#endif
