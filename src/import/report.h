/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/report.h - the text that an import reports with.
 *
 * Reports are in English: they are for whoever runs the import, and for its
 * log.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_REPORT_H
#define LIFECIRCLE_SRC_IMPORT_REPORT_H

#include "lifecircle/import/options.h"

/* Adds a line to the report's text while there is room. */
void lc_import_report_add(lc_import_report *report, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
