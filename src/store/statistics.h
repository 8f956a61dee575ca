/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/statistics.h - what other programs would count for themselves, and
 * write into the file: how many rows a layer has, and how far it reaches.
 *
 * QGIS asks for both of every layer it opens. Where the file doesn't say,
 * GDAL's driver and QGIS's own of SpatiaLite work it out and put it there, if
 * they may write; a server then refuses the file, as it isn't what was
 * published.
 */
#ifndef LIFECIRCLE_SRC_STORE_STATISTICS_H
#define LIFECIRCLE_SRC_STORE_STATISTICS_H

#include "lifecircle/store/city.h"

typedef struct lc_statistics { /* `= {0}` is of no rows */
    int64_t rows;              /* all, also those without a geometry */
    bool shapes;               /* some row has one */
    double box[4];             /* of all: xmin, xmax, ymin, ymax, in degrees */
} lc_statistics;

/* One more row; `box` NULL: it has no geometry. */
void lc_statistics_add(lc_statistics *s, const double box[4]);
/* Says so of TABLE.geom, for good until somebody changes its rows. */
lc_status lc_statistics_put(lc_city *c, const char *table,
                            const lc_statistics *s, lc_error *err);
/* Whether that was said, and nobody else has changed rows since. */
lc_status lc_statistics_known(lc_city *c, const char *table, bool *known,
                              lc_error *err);
/* Makes the file one that nobody writes into by reading it: also of layers
 * without rows. */
lc_status lc_statistics_guard(lc_city *c, lc_error *err);

#endif
