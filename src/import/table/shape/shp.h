/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/shp.h - a shapefile (.shp, .dbf, .prj) as records.
 *
 * The .dbf must stand beside it; .prj and .cpg may.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_SHAPE_SHP_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_SHAPE_SHP_H

#include "src/import/table/read.h"

lc_status lc_shp_read(const lc_reading *job, lc_error *err);
/* "EPSG:n" by the .prj beside it; `crs` stays where there is none. */
lc_status lc_shp_crs(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                     lc_error *err);

#endif
