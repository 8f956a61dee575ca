/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/qgis.h - a project of QGIS that opens the city file.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_QGIS_H
#define LIFECIRCLE_SRC_CLI_LOOK_QGIS_H

#include "src/cli/opts.h"

/* `qgis`, or `export qgis-project`. */
lc_status lc_look_qgis(const lc_opts *o, lc_error *err);

#endif
