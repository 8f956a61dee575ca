/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/help.h - how a command is used. Completion and the manual are read
 * from it.
 */
#ifndef LIFECIRCLE_SRC_CLI_HELP_H
#define LIFECIRCLE_SRC_CLI_HELP_H

#include "src/cli/opts.h"

/* Its options, with units, words and defaults, to standard output. */
void lc_help_command(const lc_command *c, lc_lang lang);
/* The words of an option, a line each; none where it takes anything.
 * LIFE_ERR_USAGE: it has no such option. */
lc_status lc_help_words(const lc_command *c, const char *name, lc_error *err);

#endif
