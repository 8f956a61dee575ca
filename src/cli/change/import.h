/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/change/import.h - the commands that make a city file, or change it.
 */
#ifndef LIFECIRCLE_SRC_CLI_CHANGE_IMPORT_H
#define LIFECIRCLE_SRC_CLI_CHANGE_IMPORT_H

#include "src/cli/opts.h"

/* `import`, and below the other commands that make a new version: each returns
 * when it stands in the old one's place, synced, or the old one is as it was.
 */
lc_status lc_change_import(const lc_opts *o, lc_error *err);
lc_status lc_change_import_facility(const lc_opts *o, lc_error *err);
lc_status lc_change_import_remove(const lc_opts *o, lc_error *err);
lc_status lc_change_import_terms(const lc_opts *o, lc_error *err);
lc_status lc_change_import_compute(const lc_opts *o, lc_error *err);
/* Back to the version before: makes none. */
lc_status lc_change_import_rollback(const lc_opts *o, lc_error *err);

#endif
