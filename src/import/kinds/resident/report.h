/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/report.h - what became of a table of residents, in
 * sentences: nobody who was given is lost in silence.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_REPORT_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_REPORT_H

#include "lifecircle/study/compute/residents.h"
#include "src/import/kinds/resident/kind.h"
#include "src/import/kinds/table_import.h"

typedef struct lc_resident_report {
    const lc_table_import *t;
    const lc_residents *spread;
    lc_resident_kind by;
    const char *replaced;         /* the source it took the place of, or "" */
    int64_t far_cells, far_milli; /* of another city, left out */
} lc_resident_report;

void lc_resident_report_add(const lc_resident_report *u, lc_import_report *r);

#endif
