/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/pbf.h - extracts as Protocolbuffer Binary Format.
 *
 * As osmformat.proto and fileformat.proto of OpenStreetMap describe it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_PBF_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_PBF_H

#include "src/import/bytes/source.h"
#include "src/import/osm/read/builder.h"

/* LIFE_ERR_PARSE, LIFE_ERR_LIMIT, LIFE_ERR_NOMEM; the caller names the file. */
lc_status lc_osm_pbf_read(lc_bytes_source *s, lc_osm_builder *b, lc_error *err);

#endif
