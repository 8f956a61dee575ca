/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/shape_blob.h - shapes as SpatiaLite keeps them.
 *
 * Room:    geo.
 * Threads: pure functions.
 */
#ifndef LIFECIRCLE_GEO_SHAPE_BLOB_H
#define LIFECIRCLE_GEO_SHAPE_BLOB_H

#include "lifecircle/geo/shape.h"

/* What lines and areas are written as. */
typedef enum lc_blob_form {
    LIFE_BLOB_MANY, /* MULTILINESTRING, MULTIPOLYGON */
    LIFE_BLOB_ONE,  /* LINESTRING, POLYGON where there is one part */
    /* Those as SpatiaLite compresses them, each point but the first and last of
     * a run by how far it is from the one before, as 32-bit floats: half the
     * bytes. Read and rounded all points are the same; where they would not be
     * it is LIFE_BLOB_ONE. Other programs see them up to 5e-9 degrees away. */
    LIFE_BLOB_SMALL
} lc_blob_form;

/* SpatiaLite's BLOB (SRID 4326). *blob is the caller's, for lc_free().
 * LIFE_ERR_NOMEM. */
lc_status lc_shape_blob_write(const lc_shape *s, lc_blob_form form,
                              unsigned char **blob, size_t *len, lc_error *err);
/* From SpatiaLite's BLOB, either byte order, compressed or not. LIFE_ERR_PARSE
 * on anything malformed, out of range, or of another type. */
lc_status lc_shape_blob_read(const unsigned char *blob, size_t len,
                             lc_shape *out, lc_error *err);

/* Of a BLOB that is one point, without memory of its own; false: it is none,
 * and lc_shape_blob_read() says what it is. */
bool lc_shape_blob_point_read(const unsigned char *blob, size_t len,
                              lc_pt *out);

/* What stands in front of its points. */
typedef struct lc_shape_blob_head {
    uint32_t class; /* OGC's: 1 POINT, 2 LINESTRING, 3 POLYGON, 4 to 6 MULTI;
                       also of what is compressed */
    double min_lon, min_lat, max_lon, max_lat; /* degrees, as it says itself */
} lc_shape_blob_head;

/* false: it is no BLOB of SRID 4326. Nothing behind the head is looked at. */
bool lc_shape_blob_head_read(const unsigned char *blob, size_t len,
                             lc_shape_blob_head *out);

#endif
