/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_run.h - an import of a table from its options to its
 * report: the steps are the same for every kind, what it does at each stands in
 * its lc_table_kind.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_TABLE_RUN_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_TABLE_RUN_H

#include "src/import/kinds/table_import.h"

/* What every import is called with; `t` is empty before. */
void lc_table_run_open(lc_table_import *t, lc_city *c, const char *path,
                       const lc_import_opts *o, lc_import_report *report);
/* `ctx` has `t` in it, and what the kind has put there is closed by it. */
lc_status lc_table_run(lc_table_import *t, const lc_table_kind *kind, void *ctx,
                       lc_error *err);

#endif
