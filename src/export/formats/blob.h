/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/blob.h - shapes as a GeoPackage holds them.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FORMATS_BLOB_H
#define LIFECIRCLE_SRC_EXPORT_FORMATS_BLOB_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/export/formats/system.h"

/* A header with its box but for points (OGC 12-128r17, 2.1.3), and well-known
 * binary; little-endian. Areas are multipolygons. `box` is xmin, xmax, ymin,
 * ymax. False where there is no shape, and then nothing is put. */
bool lc_blob_put(lc_buf *out, const lc_geometry *g, lc_export_system *in,
                 int system_id, double box[4]);

#endif
