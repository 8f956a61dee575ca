/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/layer.h - a layer of a GeoPackage or SpatiaLite file as
 * records.
 *
 * Through store/layer.h: SQL stays in the store.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_LAYER_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_LAYER_H

#include "src/import/table/read.h"

lc_status lc_table_layer_read(const lc_reading *job, lc_error *err);
/* "EPSG:n" of the layer's geometries; `crs` stays where none is told. */
lc_status lc_table_layer_crs(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                             lc_error *err);

#endif
