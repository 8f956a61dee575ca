/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/schema.h - the tables of a city file.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_SCHEMA_H
#define LIFECIRCLE_SRC_STORE_CITY_SCHEMA_H

#include "lifecircle/store/city.h"

lc_status lc_schema_create(lc_city *c, lc_error *err);
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

#endif
