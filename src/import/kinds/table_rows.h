/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_rows.h - the way of each record of a table from the
 * reader to its kind: the columns first, then row after row with those that
 * are rejected.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_TABLE_ROWS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_TABLE_ROWS_H

#include "src/import/kinds/table_import.h"

/* LIFE_ERR_PARSE: no rows; LIFE_ERR_LIMIT: too many were rejected; or what
 * the reader and the kind's functions return. */
lc_status lc_table_rows_read(lc_table_import *t, lc_error *err);

#endif
