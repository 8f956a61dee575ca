/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/tiles.h - the base map's tiles in one file.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_TILES_H
#define LIFECIRCLE_SRC_CLI_LOOK_TILES_H

#include "src/cli/opts.h"

/* `tiles`, or `export tiles`. */
lc_status lc_look_tiles(const lc_opts *o, lc_error *err);

#endif
