/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/import.h - outside data into a city that was begun with
 * lc_city_begin(). Each import fills rows; the caller computes and publishes.
 *
 * Layer:   import, over study (for compute) and store.
 * Errors:  LIFE_ERR_IO, LIFE_ERR_PARSE with file and line, LIFE_ERR_RANGE
 *          with the option, LIFE_ERR_LIMIT (too many rows rejected).
 */
#ifndef LIFECIRCLE_IMPORT_IMPORT_H
#define LIFECIRCLE_IMPORT_IMPORT_H

#include "lifecircle/import/addresses.h"
#include "lifecircle/import/categories.h"
#include "lifecircle/import/facilities.h"
#include "lifecircle/import/one_facility.h"
#include "lifecircle/import/options.h"
#include "lifecircle/import/residents.h"
#include "lifecircle/import/statistics.h"
#include "lifecircle/import/units.h"
#include "lifecircle/store/city.h"

/* An extract of OpenStreetMap (.osm, .osm.pbf, packed or not). */
lc_status lc_import_osm(lc_city *c, const char *path, const lc_import_opts *o,
                        lc_import_report *report, lc_error *err);

#endif
