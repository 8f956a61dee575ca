/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/ledger.h - what was ever published under a city's name.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_LEDGER_H
#define LIFECIRCLE_SRC_CLI_LOOK_LEDGER_H

#include "src/cli/opts.h"

/* `ledger`: a table, JSON or CSV, the oldest version first. */
lc_status lc_look_ledger(const lc_opts *o, lc_error *err);

#endif
