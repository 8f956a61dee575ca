/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/street.h - the columns that a new table of streets has for
 * modes.
 */
#ifndef LIFECIRCLE_SRC_STORE_ROWS_STREET_H
#define LIFECIRCLE_SRC_STORE_ROWS_STREET_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"

#include <stdbool.h>

/* A line "    MODE INTEGER NOT NULL," for each mode of geodata/modes.csv, as
 * schema.sql wants them. LIFE_ERR_PARSE: a mode is called as another column
 * of the table. */
lc_status lc_street_rows_schema(lc_buf *out, lc_error *err);
/* Whether every table of streets has it; else it may be a mode's. */
bool lc_street_rows_has(const char *column);

#endif
