/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/sources.h - what was imported, from which files.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_SOURCES_H
#define LIFECIRCLE_SRC_CLI_LOOK_SOURCES_H

#include "src/cli/opts.h"

/* `sources`: a table or JSON; LIFE_ERR_DB of what is no city file. */
lc_status lc_look_sources(const lc_opts *o, lc_error *err);

#endif
