/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/findings.h - what is odd in data, to a terminal or into the file
 * of --report.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_FINDINGS_H
#define LIFECIRCLE_SRC_CLI_LOOK_FINDINGS_H

#include "lifecircle/export/pages/data/report.h"
#include "lifecircle/study/findings/finding.h"
#include "src/cli/opts.h"
#include "src/cli/term.h"

/* Whether --report names a kind of file that can be written. */
/* LIFE_ERR_USAGE; nothing is opened yet. */
lc_status lc_findings_check(const lc_opts *o, lc_error *err);
/* Writes --report where it is given. */
lc_status lc_findings_report(const lc_opts *o, const lc_data_report *r,
                             lc_error *err);
/* A cell, `indent` before it: which line of a table, or feature of a file. */
void lc_findings_place(lc_grid *g, const char *indent, uint32_t line,
                       uint32_t feature, lc_lang lang);
/* As tables for a terminal; `all`: those that are not there too. */
lc_status lc_findings_print(const lc_finding *f, size_t count, bool all,
                            lc_lang lang, lc_error *err);

#endif
