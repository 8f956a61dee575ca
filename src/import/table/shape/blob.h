/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/blob.h - geometries as databases keep them.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_SHAPE_BLOB_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_SHAPE_BLOB_H

#include "lifecircle/base/error.h"
#include "src/import/table/raw.h"

/* Reads well-known binary (also PostGIS's), GeoPackage's with its header, or
 * SpatiaLite's into `out`, whose memory is used again; an empty one is kind
 * NONE. LIFE_ERR_PARSE: damaged, over a million points, or a curve. */
lc_status lc_table_blob_read(const void *blob, size_t len, lc_raw_shape *out,
                             lc_error *err);

#endif
