/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/read.h - an extract of OpenStreetMap, whatever it is
 * packed in.
 *
 * What a file is, is known by its first bytes and never by its name.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_READ_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_READ_H

#include "src/import/osm/read/data.h"

/* Reads PATH by its content: .osm.pbf, .osm or Overpass JSON, each also .gz,
 * .bz2 or .xz. With `clip`, nodes outside the box are dropped, and with them
 * refs to them from ways that then have no node left. Progress is shown.
 * LIFE_ERR_IO, LIFE_ERR_PARSE (what, and the byte or line), LIFE_ERR_LIMIT,
 * LIFE_ERR_NOMEM. `d` must be `= {0}`; free it either way. */
lc_status lc_osm_read(const char *path, const lc_box *clip, lc_osm_data *d,
                      lc_error *err);

#endif
