/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/tiles/package.h - all tiles of a map in one file, for who serves
 * them from elsewhere: MBTiles 1.3, or PMTiles 3.
 *
 * Layer:   tiles.
 * Errors:  LIFE_ERR_IO, LIFE_ERR_NOMEM, LIFE_ERR_DB, the sink's own.
 * Cost:    a millisecond or two a tile, four times as many a zoom; 32 bytes a
 *          tile are kept, the tiles themselves in a temporary file.
 */
#ifndef LIFECIRCLE_TILES_PACKAGE_H
#define LIFECIRCLE_TILES_PACKAGE_H

#include "lifecircle/export/formats/spool.h"
#include "lifecircle/tiles/map.h"

typedef enum lc_package_form {
    LIFE_PACKAGE_MBTILES,
    LIFE_PACKAGE_PMTILES
} lc_package_form;

/* Of a map; texts are borrowed. */
typedef struct lc_package {
    lc_package_form form;
    unsigned least, most;           /* zooms */
    lc_box box;                     /* of the map, as it is said */
    const char *name, *attribution; /* either may be NULL */
    const char *as_of;              /* its version; or NULL */
} lc_package;

/* `written` (may be NULL): how many tiles have something in them. */
lc_status lc_package_write(const lc_map *map, const lc_package *p,
                           lc_sink_fn sink, void *ctx, size_t *written,
                           lc_error *err);

#endif
