/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/spool.h - a temporary file for what can't be
 * written front to back, given to a sink once it is whole.
 *
 *     lc_spool_make, the library opens spool.path, lc_spool_hide, ...,
 *     lc_spool_give; lc_spool_drop always.
 *
 * Layer:   export.
 * Errors:  LIFE_ERR_IO, LIFE_ERR_NOMEM, the sink's own.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_SPOOL_H
#define LIFECIRCLE_EXPORT_FORMATS_SPOOL_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes bytes as they come; a failure ends the export. */
typedef lc_status (*lc_sink_fn)(void *ctx, const void *bytes, size_t len,
                                lc_error *err);

typedef struct lc_spool { /* `= {0}` is none */
    char *path;           /* NULL: none */
    int fd;
    bool hidden; /* it has no name any more */
} lc_spool;

/* An empty file in $TMPDIR, readable by its owner alone; what processes that
 * were killed left there goes. `s` is for
 * lc_spool_drop(), also after a failure. */
lc_status lc_spool_make(lc_spool *s, lc_error *err);
/* Takes its name away, so that nothing is left whatever ends the process. It
 * may still be opened by the path, which is then one of /proc; where there is
 * none, it stays as it is. */
void lc_spool_hide(lc_spool *s);
/* LIFE_ERR_IO, with the folder and a way out. */
lc_status lc_spool_failed(const char *why, lc_error *err);
/* All of it, in pieces of 64 KiB. */
lc_status lc_spool_give(const lc_spool *s, lc_sink_fn sink, void *ctx,
                        lc_error *err);
void lc_spool_drop(lc_spool *s); /* removes it; one that is none is fine */

#endif
