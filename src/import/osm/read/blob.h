/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/blob.h - the blobs of a PBF file, unpacked.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_BLOB_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_BLOB_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "src/import/osm/read/osm.pb-c.h"

/* The format's limit, packed and unpacked. */
#define LIFE_BLOB_MAX_BYTES (32 * 1024 * 1024)

typedef LC_VEC(unsigned char) lc_osm_bytes;

/* The block inside a blob: in `raw` (zlib, LZ4), or in the blob itself, and
 * good as long as both are. `at` is where in the file it begins, for messages.
 * LIFE_ERR_PARSE (damaged, or packed otherwise), LIFE_ERR_NOMEM. */
lc_status lc_osm_blob_unpack(const LcOsm__Blob *blob, uint64_t at,
                             lc_osm_bytes *raw, ProtobufCBinaryData *out,
                             lc_error *err);

#endif
