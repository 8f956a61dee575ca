/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/intake.h - how a table was read.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_INTAKE_H
#define LIFECIRCLE_SRC_CLI_LOOK_INTAKE_H

#include "lifecircle/export/pages/data/report.h"

/* In full, to standard output. */
lc_status lc_intake_print(const lc_data_report *r, lc_lang lang, lc_error *err);
/* In a few lines, to standard error. */
/* Columns, types without a category, what is now at fault in the city. */
void lc_intake_log(const lc_data_report *r, lc_lang lang);

#endif
