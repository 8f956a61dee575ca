/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/json.h - Overpass JSON.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_JSON_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_JSON_H

#include "src/import/bytes/source.h"
#include "src/import/osm/read/builder.h"

/* Reads an object with a list "elements" whose entries are nodes, ways and
 * relations. `path` names the file in errors, with the line. LIFE_ERR_IO,
 * LIFE_ERR_PARSE, LIFE_ERR_LIMIT (an element over 64 MiB), LIFE_ERR_NOMEM.
 * Memory: one element at a time. */
lc_status lc_osm_json_read(lc_bytes_source *s, const char *path,
                           lc_osm_builder *b, lc_error *err);

#endif
