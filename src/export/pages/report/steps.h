/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/steps.h - the report's most useful next steps.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_STEPS_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_STEPS_H

#include "src/export/pages/report/view.h"

/* Where one more facility would help, by the nearest street or the unit. */
void lc_report_steps_put(const lc_report_view *s);

#endif
