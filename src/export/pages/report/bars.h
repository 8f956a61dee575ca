/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/bars.h - how many reach each basic service.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_BARS_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_BARS_H

#include "lifecircle/study/cover/share.h"
#include "src/export/pages/report/view.h"

/* A table with a bar a service; shares are rounded down, so that only what is
 * whole reads 100. */
void lc_report_bars_put(const lc_report_view *s);
/* One bar: solid what is covered, hatched what is not known. */
void lc_report_bars_draw(const lc_report_view *s, lc_share share,
                         const char *colour);

#endif
