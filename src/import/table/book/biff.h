/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/biff.h - the records that an .xls is made of: id 2 |
 * bytes 2 | body, little endian. A body over 8224 bytes goes on in CONTINUE
 * records.
 *
 * Reading beyond the end sets `bad` and gives zeros, so that it is asked for
 * once, at the end.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_BIFF_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_BIFF_H

#include "lifecircle/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_BIFF_VERSION_8 0x0600 /* Excel 97 and later */
#define LIFE_BIFF_VERSION_5 0x0500
#define LIFE_BIFF_CONTINUE  0x003c

typedef struct lc_biff {
    const unsigned char *data; /* the whole stream */
    size_t len;
    size_t at; /* of the record behind the one at hand */
    unsigned id;
    const unsigned char *body, *body_end; /* of it, or of its continuation */
    bool bad;                             /* it ended too soon; zeros come */
    unsigned version, code_page;
    const char *encoding; /* in place of the code page, or NULL */
} lc_biff;

/* The next record; false where the stream ends. */
bool lc_biff_next(lc_biff *b);
/* The next bytes of the body (1, 2 or 4), its continuations' too. */
uint32_t lc_biff_take(lc_biff *b, size_t bytes);
double lc_biff_double(lc_biff *b);
/* An RK number: 30 bits of a whole number or of a double, divided by 100 or
 * not. */
double lc_biff_rk(lc_biff *b);
/* Adds a text whose length is told in so many bytes, as UTF-8 without zeros;
 * b->bad where it is cut, or in an encoding that is not known. */
void lc_biff_text(lc_biff *b, size_t count_bytes, lc_buf *out);

#endif
