/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/commands.h - every command there is: the program's own, and one for
 * each question that has one.
 */
#ifndef LIFECIRCLE_SRC_CLI_COMMANDS_H
#define LIFECIRCLE_SRC_CLI_COMMANDS_H

#include "src/cli/opts.h"

#include <stdio.h>

/* The i-th, in the order in which help lists them; false: there are no more. */
bool lc_commands_at(size_t i, lc_command *out);
/* How the program is used: all of them, a line each. */
void lc_commands_print(FILE *to, lc_lang lang);
/* LIFE_ERR_USAGE with the nearest name, where there is none. */
lc_status lc_commands_find(const char *name, lc_command *out, lc_error *err);
/* The command that a word behind another's name makes of it: "qgis" of "export"
 * and "qgis-project"; NULL: none. */
const char *lc_commands_other(const char *name, const char *word);

#endif
