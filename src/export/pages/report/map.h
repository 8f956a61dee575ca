/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/map.h - the report's map as SVG.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_MAP_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_MAP_H

#include "src/export/pages/report/view.h"

/* With its key. LIFE_ERR_NOMEM, and what the page's scenery fails with. */
lc_status lc_report_map_put(lc_report_view *s, lc_error *err);

#endif
