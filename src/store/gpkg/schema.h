/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/gpkg/schema.h - the tables that the standard asks of a GeoPackage,
 * and the triggers of its spatial indexes.
 */
#ifndef LIFECIRCLE_SRC_STORE_GPKG_SCHEMA_H
#define LIFECIRCLE_SRC_STORE_GPKG_SCHEMA_H

#include "lifecircle/base/error.h"
#include "lifecircle/store/city.h"

/* Into an empty database. */
lc_status lc_gpkg_schema(lc_city *c, lc_error *err);
/* For TABLE.geom with the key `fid`: an empty index, registered. */
lc_status lc_gpkg_schema_index(lc_city *c, const char *table, lc_error *err);
/* Its triggers, for who changes rows afterwards. */
lc_status lc_gpkg_schema_triggers(lc_city *c, const char *table, lc_error *err);

#endif
