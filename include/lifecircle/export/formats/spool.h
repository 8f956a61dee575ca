/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/spool.h - a temporary file for what can't be
 * written front to back, given to a sink once it is whole.
 *
 * Layer:   export.
 * Errors:  LIFE_ERR_IO, LIFE_ERR_NOMEM, the sink's own.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_SPOOL_H
#define LIFECIRCLE_EXPORT_FORMATS_SPOOL_H

#include "lifecircle/base/error.h"

#include <stddef.h>

/* Takes bytes as they come; a failure ends the export. */
typedef lc_status (*lc_sink_fn)(void *ctx, const void *bytes, size_t len,
                                lc_error *err);

/* An empty file in $TMPDIR, readable by its owner alone. *path is the caller's,
 * for lc_spool_drop(). */
lc_status lc_spool_make(char **path, lc_error *err);
/* All of it, in pieces of 64 KiB. */
lc_status lc_spool_give(const char *path, lc_sink_fn sink, void *ctx,
                        lc_error *err);
void lc_spool_drop(char *path); /* removes it; NULL is fine */

#endif
