/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/csv.h - reads comma-separated text (RFC 4180, over libcsv).
 *
 * Used for the tables in geodata/ and for the tables that people import.
 *
 * Layer:   base.
 * Limits:  a line of at most 1 MiB, at most 1,024 fields a row.
 * Threads: a reader belongs to one thread.
 */
#ifndef LIFECIRCLE_BASE_CSV_H
#define LIFECIRCLE_BASE_CSV_H

#include "lifecircle/base/error.h"

#include <stddef.h>
#include <stdint.h>

typedef struct lc_csv_row {
    char *const *field;  /* NUL-terminated; they hold for the call only */
    const size_t *bytes; /* length of each; a NUL inside is kept */
    size_t count;
    uint32_t line; /* 1-based line on which the row begins */
} lc_csv_row;

/* Called for each row, blank lines left out; a failure ends the reading. */
typedef lc_status (*lc_csv_fn)(void *ctx, const lc_csv_row *row, lc_error *err);

/* Reads `len` bytes of UTF-8 text; a leading BOM is skipped. `delimiter` is
 * ',' ';' or '\t'. `source` names the text in errors.
 * LIFE_ERR_PARSE  an unclosed quote or a stray one, with its line;
 * LIFE_ERR_LIMIT  a line or row over the limits;
 * LIFE_ERR_NOMEM; or what `fn` returned. */
lc_status lc_csv_read(const char *text, size_t len, char delimiter,
                      const char *source, lc_csv_fn fn, void *ctx,
                      lc_error *err);

/* The same of a text that comes in pieces, cut anywhere, without its BOM. A
 * failure of feed or end is final. `source` must outlive the reader. */
typedef struct lc_csv lc_csv;
lc_status lc_csv_open(char delimiter, const char *source, lc_csv_fn fn,
                      void *ctx, lc_csv **out, lc_error *err);
lc_status lc_csv_feed(lc_csv *r, const char *text, size_t len, lc_error *err);
lc_status lc_csv_end(lc_csv *r, lc_error *err); /* the last row may be open */
void lc_csv_close(lc_csv *r);                   /* NULL is fine */

/* Bytes of the byte order mark that a text may begin with. */
size_t lc_csv_bom_bytes(const char *text, size_t len);
/* Bytes of the first line of a text, with its end. */
size_t lc_csv_line_bytes(const char *text, size_t len);

#endif
