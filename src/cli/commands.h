/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/commands.h - every command there is: the program's own, and one for
 * each question that has one.
 */
#ifndef LIFECIRCLE_SRC_CLI_COMMANDS_H
#define LIFECIRCLE_SRC_CLI_COMMANDS_H

#include "src/cli/opts.h"

/* The i-th, in the order in which help lists them; false: there are no more. */
bool lc_command_at(size_t i, lc_command *out);
/* LIFE_ERR_USAGE with the nearest name, where there is none. */
lc_status lc_command_find(const char *name, lc_command *out, lc_error *err);

#endif
