/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/text.h - a file's text in UTF-8, in pieces: nothing
 * here grows with the file.
 *
 * Threads: a text belongs to one thread. Lines count from 1.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_TEXT_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_TEXT_H

#include "src/import/table/read.h"

typedef struct lc_text lc_text;

/* Opens a file, packed with gzip or bzip2 or not; its encoding is the option,
 * or found. LIFE_ERR_RANGE: no such encoding. */
lc_status lc_text_open(const lc_reading *job, lc_text **out, lc_error *err);
/* The next piece, whole characters and a NUL behind them; *len 0: the end.
 * LIFE_ERR_PARSE with the line: not in this encoding. */
lc_status lc_text_next(lc_text *t, const char **text, size_t *len,
                       lc_error *err);
void lc_text_close(lc_text *t); /* NULL is fine */

#endif
