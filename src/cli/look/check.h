/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/check.h - whether a city file is whole, and what is odd in its
 * data.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_CHECK_H
#define LIFECIRCLE_SRC_CLI_LOOK_CHECK_H

#include "src/cli/opts.h"

/* Fails where the file is damaged; what is odd in its data is no failure. */
lc_status lc_look_check(const lc_opts *o, lc_error *err);

#endif
