/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/crs.h - positions that come in the system of a map service.
 */
#ifndef LIFECIRCLE_SRC_ASK_ARGS_CRS_H
#define LIFECIRCLE_SRC_ASK_ARGS_CRS_H

#include "lifecircle/ask/args/args.h"

/* lon and lat to WGS 84, once they are read. LIFE_ERR_USAGE: `crs` with nothing
 * that it could be of; LIFE_ERR_RANGE: moved off the earth. */
lc_status lc_args_crs_move(lc_args *a, lc_error *err);

#endif
