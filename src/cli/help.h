/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/help.h - how the program and its commands are used.
 */
#ifndef LIFECIRCLE_SRC_CLI_HELP_H
#define LIFECIRCLE_SRC_CLI_HELP_H

#include "src/cli/opts.h"

#include <stdio.h>

void lc_help_list(FILE *to); /* all commands */
/* A command's options, with units, words and defaults. */
void lc_help_command(const lc_command *c);
lc_status lc_cmd_help(const lc_opts *o, lc_error *err);
lc_status lc_cmd_version(const lc_opts *o, lc_error *err);

#endif
