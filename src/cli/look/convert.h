/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/convert.h - coordinates of one system into another's.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_CONVERT_H
#define LIFECIRCLE_SRC_CLI_LOOK_CONVERT_H

#include "src/cli/opts.h"

/* `convert`: positions, or one table, to standard output or a file that is
 * written whole or not at all. */
lc_status lc_look_convert(const lc_opts *o, lc_error *err);

#endif
