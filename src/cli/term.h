/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/term.h - standard output. Results go there, everything else to
 * standard error.
 */
#ifndef LIFECIRCLE_SRC_CLI_TERM_H
#define LIFECIRCLE_SRC_CLI_TERM_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/grid.h"

lc_status lc_term_write(const void *bytes, size_t len, lc_error *err);
lc_status lc_term_printf(lc_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* An answer, and a newline; frees the buffer. */
lc_status lc_term_answer(lc_buf *answer, lc_error *err);
/* A table; empties it. */
lc_status lc_term_grid(lc_grid *g, lc_error *err);
/* Whether all of it arrived: a full disk or a closed pipe is an error. */
lc_status lc_term_flush(lc_error *err);

#endif
