/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask.h - a question as a command.
 */
#ifndef LIFECIRCLE_SRC_CLI_ASK_H
#define LIFECIRCLE_SRC_CLI_ASK_H

#include "src/cli/opts.h"

/* The command that asks a question which has one. */
/* All texts stay the question's; the options are read from its parameters when
 * they are asked for. */
void lc_ask_command(const lc_question *q, lc_command *out);

#endif
