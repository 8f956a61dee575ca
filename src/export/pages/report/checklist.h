/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/checklist.h - the rules one by one.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_CHECKLIST_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_CHECKLIST_H

#include "src/export/pages/report/view.h"

/* A table for each group of rules: those that fail, those met, the unknown. */
void lc_report_checklist_put(const lc_report_view *s);

#endif
