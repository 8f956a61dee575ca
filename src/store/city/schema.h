/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/schema.h - the tables of a city file.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_SCHEMA_H
#define LIFECIRCLE_SRC_STORE_CITY_SCHEMA_H

#include "lifecircle/store/city.h"

lc_status lc_schema_create(lc_city *c, lc_error *err);
/* This version's tables alone, in a database in memory that is read. */
lc_status lc_schema_blank(lc_city **out, lc_error *err);
/* In a file of an earlier version that has all columns by now: makes known the
 * geometries that are new, and the version. */
lc_status lc_schema_mend(lc_city *c, lc_error *err);
/* application_id is ours, and user_version ours or an earlier one. LIFE_ERR_DB:
 * another program's, or a newer one's. */
lc_status lc_schema_version(lc_city *c, int *version, lc_error *err);
/* application_id and user_version are ours. */
lc_status lc_schema_check(lc_city *c, lc_error *err);
/* Makes ready for rows, and the rows for readers. In between SpatiaLite's
 * triggers are off: a row that is not of its column's type is found by the
 * second, which names table and row. The second also fills the spatial
 * indexes, and so takes as long as reading all shapes. */
lc_status lc_schema_open(lc_city *c, lc_error *err);
lc_status lc_schema_finish(lc_city *c, lc_error *err);
/* PRAGMA quick_check. Reads the whole file. */
lc_status lc_schema_quick_check(lc_city *c, lc_error *err);
/* The same of the tables that were written to; of a new file, and of one that
 * was carried on without a sum, it is all. */
lc_status lc_schema_check_written(lc_city *c, lc_error *err);
/* Of the spatial indexes of these tables, by a connection of its own: what was
 * committed is looked at. May run beside the one above. */
lc_status lc_schema_check_indexes(const lc_city *c, lc_error *err);

#endif
