/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/data/report.h - what is odd in a city or in a table,
 * as JSON and CSV.
 *
 * Layer:   export, over study.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_DATA_REPORT_H
#define LIFECIRCLE_EXPORT_PAGES_DATA_REPORT_H

#include "lifecircle/base/buf.h"
#include "lifecircle/import/journal.h"
#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/findings/finding.h"

typedef struct lc_data_report {
    const char *file;         /* the city, or the table that was read */
    bool whole, hash_known;   /* of a city: checked, and as it was published */
    bool dry_run;             /* of a table: nothing was written */
    const char *failed;       /* why it would not or did not load, or NULL */
    const lc_journal *intake; /* of a table; NULL: of a city alone */
    const lc_diagnosis *city; /* NULL: not looked at */
} lc_data_report;

/* check: {"file":{...},"findings":[...]}; import: {"dry_run","kind","file",
 * "source","crs","rows","taken","rejected","left_out","columns",
 * "types_without_category","first_rows","findings","city_findings"}. Of the
 * findings of a table those that are there, of a city all. */
void lc_data_report_json(lc_buf *out, const lc_data_report *r);
/* A line for each example, and for each finding that has none. */
void lc_data_report_csv(lc_buf *out, const lc_data_report *r);

#endif
