/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/json.h - GeoJSON as records.
 *
 * By RFC 7946; what a crs member says is heeded (files from before it).
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_JSON_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_JSON_H

#include "src/import/table/read.h"

/* A FeatureCollection; and features one behind the other, by RFC 8142 or one
 * a line. Columns are all the properties that any feature has: the file is
 * read twice. */
lc_status lc_table_json_read(const lc_reading *job, lc_error *err);
lc_status lc_table_json_read_sequence(const lc_reading *job, lc_error *err);

#endif
