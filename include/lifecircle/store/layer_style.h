/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/layer_style.h - how QGIS shows tables of a file: its own
 * table of styles, where it looks as it opens a layer of a GeoPackage or of
 * SpatiaLite.
 *
 * Layer:   store.
 * Errors:  LIFE_ERR_DB, LIFE_ERR_NOMEM.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_LAYER_STYLE_H
#define LIFECIRCLE_STORE_LAYER_STYLE_H

#include "lifecircle/store/city.h"

/* QGIS has two ways to open a file, each of which finds its own styles alone:
 * as GDAL does (GeoPackages too), and by its own reader of SpatiaLite. */
typedef enum lc_layer_style_reader {
    LIFE_LAYER_STYLE_OF_GDAL,
    LIFE_LAYER_STYLE_OF_SPATIALITE
} lc_layer_style_reader;

typedef struct lc_layer_style {
    lc_layer_style_reader reader;
    const char *table;
    bool spatial;      /* its shapes are in "geom" */
    const char *qml;   /* the whole document */
    const char *owner; /* whose it is; "" too */
    const char *when;  /* 2000-01-01T00:00:00.000Z; of two the later counts */
} lc_layer_style;

/* Makes the table where it is missing; takes out what `owner` put there
 * before. */
lc_status lc_layer_style_begin(lc_city *c, const char *owner, lc_error *err);
/* One more, which is shown where nobody has chosen another. */
lc_status lc_layer_style_put(lc_city *c, const lc_layer_style *s,
                             lc_error *err);

#endif
