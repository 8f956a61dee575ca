/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/scenery.h - water and green of a city file, for the map of a
 * report.
 */
#ifndef LIFECIRCLE_SRC_CLI_ASK_SCENERY_H
#define LIFECIRCLE_SRC_CLI_ASK_SCENERY_H

#include "lifecircle/export/pages/report_html.h"

/* An lc_scenery's `each`; `ctx` is the path of the city file. */
lc_status lc_cli_scenery(const void *ctx, lc_box box, lc_scenery_fn fn,
                         void *fn_ctx, lc_error *err);

#endif
