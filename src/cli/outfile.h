/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/outfile.h - a file that is written whole or not at all; "-" is
 * standard output.
 */
#ifndef LIFECIRCLE_SRC_CLI_OUTFILE_H
#define LIFECIRCLE_SRC_CLI_OUTFILE_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_outfile lc_outfile;

/* Writes PATH.lifecircle-part.PID beside it until it is finished; that goes
 * where a signal ends us, and what a process that was killed left, with the
 * next one. A file that is there is replaced once the new one is whole, and
 * passes its permission bits on. A path that is there and is no file (a device,
 * a folder) is refused. */
lc_status lc_outfile_open(const char *path, lc_outfile **out, lc_error *err);
/* In pieces of any size. A failure leaves the file as it was; it is still to be
 * dropped. */
lc_status lc_outfile_write(void *out, const void *bytes, size_t len,
                           lc_error *err); /* an lc_sink_fn */
/* What was written takes the file's place; `o` is gone, also on failure. */
lc_status lc_outfile_finish(lc_outfile *o, lc_error *err);
/* Gives up: the file is as it was before. */
void lc_outfile_drop(lc_outfile *o); /* NULL is fine */
/* Whether both lead to one file that is there. */
bool lc_outfile_same(const char *a, const char *b);

#endif
