/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/serve.h - the HTTP interface over city files.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_SERVE_H
#define LIFECIRCLE_SRC_CLI_LOOK_SERVE_H

#include "src/cli/opts.h"

/* `serve`: until a signal; see lifecircle/http/server.h. */
lc_status lc_look_serve(const lc_opts *o, lc_error *err);

#endif
