/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/raster.h - a GeoTIFF of residents as the cells of a
 * grid, by GDAL's library where this program was built with it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_RASTER_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_RASTER_H

#include "lifecircle/import/raster.h"
#include "src/import/kinds/grid.h"

#include <stdbool.h>

/* Whether a file's name is that of a GeoTIFF. */
bool lc_raster_is(const char *path);

/* What is read: cells of `city` alone, in the system `crs` where it is not
 * NULL, else in that of the file, whose name `own` gets (32 bytes, "" before).
 */
typedef struct lc_raster_job {
    const char *path, *crs;
    lc_box city;
    char *own;
} lc_raster_job;

/* Cells without data are left out. LIFE_ERR_IO: no GDAL, with the command that
 * makes a grid of the file, or a file that can't be read; LIFE_ERR_RANGE:
 * several bands, turned, without a system; LIFE_ERR_PARSE: no number of people;
 * LIFE_ERR_LIMIT: too large. Memory: a row of blocks, and 80 bytes a cell of
 * the city. */
lc_status lc_raster_read(const lc_raster_job *job, lc_import_grid *g,
                         lc_error *err);

#endif
