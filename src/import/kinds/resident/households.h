/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/households.h - households of units, which tables of
 * residents have beside the people.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_HOUSEHOLDS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_HOUSEHOLDS_H

#include "src/import/kinds/table_import.h"

/* The row's number as a figure of the unit, where it has one. A failure is of
 * the row: it is no number, or another source told it. */
lc_status lc_households_take(const lc_table_import *t, const lc_record *r,
                             const char *code, int64_t year, lc_error *err);

#endif
