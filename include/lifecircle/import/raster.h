/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/raster.h - what this program reads GeoTIFFs with.
 *
 * Layer:   import.
 * Threads: any.
 */
#ifndef LIFECIRCLE_IMPORT_RASTER_H
#define LIFECIRCLE_IMPORT_RASTER_H

/* "GDAL 3.6.2", of the headers it was built with; NULL: with none. The library
 * itself is loaded when a GeoTIFF is imported, and never else. */
const char *lc_raster_library(void);

#endif
