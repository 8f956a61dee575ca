/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/geojson.h - Features, by themselves: for answers
 * that say more of a thing than its row.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf beneath.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_GEOJSON_H
#define LIFECIRCLE_EXPORT_FORMATS_GEOJSON_H

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/row.h"

/* Opens a Feature (`id` may be NULL) and its `properties`; what is put next
 * are properties, until lc_geojson_end(). */
void lc_geojson_begin(lc_json *j, const char *id, const lc_geometry *g);
void lc_geojson_end(lc_json *j);

#endif
