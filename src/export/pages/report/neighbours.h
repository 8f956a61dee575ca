/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/neighbours.h - the unit among those of its level and
 * parent.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_NEIGHBOURS_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_NEIGHBOURS_H

#include "src/export/pages/report/view.h"

/* A table, the best first. LIFE_ERR_NOMEM, and those of lc_coverage_level(). */
lc_status lc_report_neighbours_put(const lc_report_view *s, lc_error *err);

#endif
