/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/access.h - the report's words on how much there is
 * for each person, of the services that state what they can take.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_ACCESS_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_ACCESS_H

#include "src/export/pages/report/view.h"

/* Nothing where no facility states it. Failures are those of lc_access_make().
 */
lc_status lc_report_access_put(lc_report_view *s, lc_error *err);

#endif
